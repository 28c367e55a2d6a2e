//! Fits the weights of the match model to labeled pairs.

use std::sync::Arc;

use crate::error::Error;
use crate::parse::Corpus;
use crate::resolve::judging::features::list::COUNT;
use crate::resolve::judging::judge::Judge;
use crate::resolve::judging::model::{Curve, Model, SHIPPED, Scale, Weights, features, probability};
use crate::resolve::lab::pairs::{LabeledPair, locate, unusable};
use crate::resolve::lab::train::fit::fit;
use crate::resolve::names::grouping::names;
use crate::resolve::options::{Learning, ResolveOptions};
use crate::resolve::types::Verdict;
use portent_graph::random::Random;

/// Parts into which cross-validation cuts the pairs.
pub const FOLDS: usize = 5;
/// Times that the pairs are shuffled and cut anew.
pub const SHUFFLES: usize = 3;

/// What training made.
#[derive(Debug, Clone, PartialEq)]
pub struct Trained {
    /// The weights.
    pub model: Model,
    /// Probabilities (duplicate, at least related) of each pair from weights that never saw it, for
    /// each shuffle; indexed like the pairs found.
    pub held_out: Vec<Vec<(f64, f64)>>,
    /// The same for strings alone.
    pub held_out_strings: Vec<Vec<(f64, f64)>>,
    /// Which of the labeled pairs were found in the corpus.
    pub found: Vec<usize>,
}

/// Fits both sets of weights to the pairs whose names are in the corpus. `remarks` go to the head
/// of the weights file: name the training set and the command.
///
/// Pairs count alike whatever their weight: they were drawn by how alike they are, which the
/// features see, so the odds given the features need no weights. Where the corpus is too small to
/// teach vectors, the shipped weights for vectors stay.
///
/// # Errors
/// [`Error::NoUsablePair`] where no pair has both of its names in the corpus: weights of nothing judge nothing.
///
/// ```
/// use portent::parse::{ReadOptions, read};
/// use portent::resolve::{ResolveOptions, pairs, train::train};
/// let corpus = read(&["fixtures/articles".into()], &ReadOptions::default())?;
/// let labels = "label\tkind_a\tname_a\tkind_b\tname_b\n\
///     D\ttechnology\tVoice Cloning Tool\ttechnology\tVoice-Cloning Tools\n\
///     D\tsignal\tRise of Deepfake Fraud\tsignal\tRise in Deepfake Frauds\n\
///     N\ttechnology\tCas9 Gene Editing\ttechnology\tCas12 Gene Editing\n\
///     N\tissue\tAutomation of Care Work\tissue\tAutomation of Warehouse Work\n";
/// let pairs = pairs::read("labels.tsv".as_ref(), labels)?;
/// let trained = train(&corpus, &ResolveOptions::default(), &pairs, vec!["training set: labels.tsv".into()])?;
/// assert_eq!(trained.found.len(), 4);
/// std::fs::write(std::env::temp_dir().join("weights.tsv"), trained.model.write()).expect("a folder for temporary files");
/// # Ok::<(), portent::Error>(())
/// ```
pub fn train(
    corpus: &Corpus,
    options: &ResolveOptions,
    pairs: &[LabeledPair],
    remarks: Vec<String>,
) -> Result<Trained, Error> {
    let names = Arc::new(names(corpus, &[]).0);
    let located = locate(corpus, &names, pairs);
    let found: Vec<usize> = (0..pairs.len()).filter(|&at| located[at].is_some()).collect();
    if found.is_empty() {
        return Err(unusable(pairs));
    }
    let labels: Vec<Verdict> = found.iter().map(|&at| pairs[at].label).collect();
    let measure = |options: &ResolveOptions| {
        let judge = Judge::new(corpus, &names, options);
        let values: Vec<[f64; COUNT]> =
            found.iter().filter_map(|&at| located[at]).map(|(a, b)| judge.values(a, b)).collect();
        (judge.vectors().is_some(), values)
    };
    let (has_vectors, values) = measure(options);
    let (_, strings) = measure(&options.clone().with_learning(Learning::Never));
    let vectors = if has_vectors { weights(&values, &labels, true) } else { SHIPPED.vectors.clone() };
    Ok(Trained {
        model: Model { remarks, vectors, strings: weights(&strings, &labels, false) },
        held_out: cross_validate(&values, &labels, has_vectors, options.seed()),
        held_out_strings: cross_validate(&strings, &labels, false, options.seed()),
        found,
    })
}

/// Fits one set of weights.
#[must_use]
pub(super) fn weights(values: &[[f64; COUNT]], labels: &[Verdict], with_vectors: bool) -> Weights {
    let scale = |is_yes: fn(Verdict) -> bool, threshold: f64| {
        let rows: Vec<Vec<f64>> =
            values.iter().map(|row| features(with_vectors).map(|(at, _)| row[at]).collect()).collect();
        let knots: Vec<&[f64]> = features(with_vectors).map(|(_, feature)| feature.knots).collect();
        let yes: Vec<bool> = labels.iter().map(|&label| is_yes(label)).collect();
        let (base, curves) = fit(&rows, &yes, &knots);
        let points = |points: Vec<(f64, f64)>| points.into_iter().map(|(x, y)| (x, round(y))).collect();
        let curves = features(with_vectors)
            .zip(curves)
            .map(|((feature, _), curve)| Curve { feature, points: points(curve) });
        Scale { base: round(base), curves: curves.collect(), threshold }
    };
    Weights {
        duplicate: scale(|label| label == Verdict::Duplicate, if with_vectors { 0.5 } else { 0.4 }),
        related: scale(|label| label != Verdict::Distinct, 0.5),
    }
}

/// Three digits: enough for a probability, and a file that people can read.
fn round(log_odds: f64) -> f64 {
    (log_odds * 1000.0).round() / 1000.0
}

/// Probabilities of each pair from weights fitted to the other parts, for each shuffle. Each part
/// holds its share of every label.
#[must_use]
pub(super) fn cross_validate(
    values: &[[f64; COUNT]],
    labels: &[Verdict],
    with_vectors: bool,
    seed: u64,
) -> Vec<Vec<(f64, f64)>> {
    let shuffle = |shuffle: usize| {
        let part_of = parts(labels, seed.wrapping_add(shuffle as u64));
        let mut held_out = vec![(0.0, 0.0); labels.len()];
        for part in 0..FOLDS {
            let kept: Vec<usize> = (0..labels.len()).filter(|&at| part_of[at] != part).collect();
            let rows: Vec<[f64; COUNT]> = kept.iter().map(|&at| values[at]).collect();
            let known: Vec<Verdict> = kept.iter().map(|&at| labels[at]).collect();
            let weights = weights(&rows, &known, with_vectors);
            for at in (0..labels.len()).filter(|&at| part_of[at] == part) {
                let duplicate = probability(weights.duplicate.log_odds(&values[at]));
                let related = probability(weights.related.log_odds(&values[at])).max(duplicate);
                held_out[at] = (duplicate, related);
            }
        }
        held_out
    };
    (0..SHUFFLES).map(shuffle).collect()
}

/// The part of each pair.
fn parts(labels: &[Verdict], seed: u64) -> Vec<usize> {
    let mut random = Random::new(seed);
    let mut part_of = vec![0; labels.len()];
    for label in [Verdict::Duplicate, Verdict::Related, Verdict::Distinct] {
        let mut members: Vec<usize> = (0..labels.len()).filter(|&at| labels[at] == label).collect();
        random.shuffle(&mut members);
        for (at, member) in members.into_iter().enumerate() {
            part_of[member] = at % FOLDS;
        }
    }
    part_of
}
