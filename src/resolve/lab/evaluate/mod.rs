//! How good the verdicts are: a file of labeled pairs against the entities and links of a resolution.

pub mod measures;
pub mod peers;
mod report;

use crate::error::Error;
use crate::parse::Corpus;
use crate::resolve::judging::judge::Judgment;
use crate::resolve::lab::evaluate::measures::{Bin, Counts, b_cubed, best_f1, bootstrap, calibration};
use crate::resolve::lab::evaluate::peers::{PEERS, Trigrams};
use crate::resolve::lab::pairs::{LabeledPair, locate, unusable};
use crate::resolve::options::ResolveOptions;
use crate::resolve::resolver::Resolver;
use crate::resolve::types::{NameId, Resolution, Verdict};

/// Draws of the bootstrap.
pub const DRAWS: usize = 1000;

/// One labeled pair with what was made of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Index of the pair in the file.
    pub pair: usize,
    /// Its names.
    pub names: (NameId, NameId),
    /// What the judge says.
    pub judgment: Judgment,
    /// Both are in one entity, or a `duplicate` or `restates` link joins their entities.
    pub duplicate: bool,
    /// Both are in one entity.
    pub merged: bool,
    /// Some blocking key or near vectors bring them together.
    pub candidate: bool,
    /// Some article uses both, or they share a word of at most 40 names.
    pub reachable: bool,
}

/// Precision, recall and F1 with the 95 % interval of F1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// The counts.
    pub counts: Counts,
    /// Interval of F1.
    pub interval: (f64, f64),
}

/// One row of the comparison of measures.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The measure.
    pub name: String,
    /// Best F1 over its thresholds: plain, weighted (each threshold picked on these pairs, so a little flattered).
    pub best: (f64, f64),
}

/// All figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// Pairs whose names were found.
    pub outcomes: Vec<Outcome>,
    /// Pairs with a name that is not in the corpus, by index.
    pub missing: Vec<usize>,
    /// Duplicates read off entities and links: each pair counts 1, then by weight.
    pub duplicates: (Score, Score),
    /// Pairs of one kind put into one entity: each pair counts 1, then by weight.
    pub merges: (Score, Score),
    /// B-cubed precision and recall: each pair counts 1, then by weight.
    pub b_cubed: ((f64, f64), (f64, f64)),
    /// Share of pairs whose verdict (of three) equals the label.
    pub three_way: f64,
    /// Stratum, pairs, duplicates, counts.
    pub strata: Vec<(String, usize, usize, Counts)>,
    /// Threshold, counts of the match probability alone: plain, weighted.
    pub sweep: Vec<(f64, Counts, Counts)>,
    /// The match probability against weighted labels.
    pub calibration: Vec<Bin>,
    /// Share of the duplicates that blocking brings together: all, those with a common article or rare word.
    pub blocking: (f64, f64),
    /// Ours, then the peers.
    pub comparison: Vec<Comparison>,
}

impl Resolver<'_> {
    /// Holds the resolution against labeled pairs.
    ///
    /// # Errors
    /// [`Error::NoUsablePair`] where no pair has both of its names in the corpus: nothing is measured then.
    pub fn evaluate(&self, pairs: &[LabeledPair]) -> Result<Evaluation, Error> {
        let located = locate(self.corpus, &self.names, pairs);
        let found = (0..pairs.len()).filter_map(|at| Some((at, located[at]?)));
        let outcomes: Vec<Outcome> = found.map(|(pair, names)| self.outcome(pair, names)).collect();
        if outcomes.is_empty() {
            return Err(unusable(pairs));
        }
        let missing = (0..pairs.len()).filter(|&at| located[at].is_none()).collect();
        let compared = comparison(self.resolution(), pairs, &outcomes);
        Ok(figures(pairs, outcomes, missing, compared, self.options.seed()))
    }

    fn outcome(&self, pair: usize, (a, b): (NameId, NameId)) -> Outcome {
        let (judge, resolution) = (self.judge(), self.resolution());
        let entity = |name: NameId| resolution.entity_of[name];
        let (x, y) = (entity(a).min(entity(b)), entity(a).max(entity(b)));
        let linked = resolution.links.binary_search_by_key(&(x, y), |link| (link.a, link.b));
        let linked = linked.is_ok_and(|at| resolution.links[at].relation.is_one_thing());
        Outcome {
            pair,
            names: (a, b),
            judgment: judge.judge(a, b),
            duplicate: x == y || linked,
            merged: x == y,
            candidate: a == b || self.blocked().candidates.pairs.binary_search(&(a, b)).is_ok(),
            reachable: judge.is_reachable(a, b),
        }
    }
}

/// [`Resolver::evaluate`] for those who ask nothing else.
///
/// # Errors
/// As [`Resolver::new`] and [`Resolver::evaluate`].
///
/// ```
/// use portent::parse::{ReadOptions, read};
/// use portent::resolve::{ResolveOptions, evaluate::evaluate, pairs};
/// let corpus = read(&["fixtures/articles".into()], &ReadOptions::default())?;
/// let labels = "label\tkind_a\tname_a\tkind_b\tname_b\n\
///     D\ttechnology\tVoice Cloning Tool\ttechnology\tVoice-Cloning Tools\n\
///     N\ttechnology\tCas9 Gene Editing\ttechnology\tCas12 Gene Editing\n";
/// let pairs = pairs::read("labels.tsv".as_ref(), labels)?;
/// let evaluation = evaluate(&corpus, &ResolveOptions::default(), &pairs)?;
/// assert_eq!((evaluation.duplicates.0.counts.f1(), evaluation.blocking.0), (1.0, 1.0));
/// println!("{evaluation}");
/// # Ok::<(), portent::Error>(())
/// ```
pub fn evaluate(
    corpus: &Corpus,
    options: &ResolveOptions,
    pairs: &[LabeledPair],
) -> Result<Evaluation, Error> {
    Resolver::new(corpus, options.clone())?.evaluate(pairs)
}

/// All figures but the comparison, from the outcomes alone.
fn figures(
    pairs: &[LabeledPair],
    outcomes: Vec<Outcome>,
    missing: Vec<usize>,
    comparison: Vec<Comparison>,
    seed: u64,
) -> Evaluation {
    let table = Table::new(pairs, &outcomes);
    let answers: Vec<bool> = outcomes.iter().map(|outcome| outcome.duplicate).collect();
    let one_kind: Vec<usize> = (0..outcomes.len())
        .filter(|&at| pairs[outcomes[at].pair].sides[0].kind == pairs[outcomes[at].pair].sides[1].kind)
        .collect();
    let merged: Vec<bool> = outcomes.iter().map(|outcome| outcome.merged).collect();
    let all: Vec<usize> = (0..outcomes.len()).collect();
    let names: Vec<(usize, usize)> =
        outcomes.iter().map(|outcome| (outcome.names.0.into(), outcome.names.1.into())).collect();
    let agrees = |outcome: &&Outcome| outcome.judgment.verdict.of_three() == pairs[outcome.pair].label;
    let three_way = outcomes.iter().filter(agrees).count() as f64 / outcomes.len().max(1) as f64;
    let cubed = |weights: &[f64]| b_cubed(&names, &answers, &table.labels, weights);
    Evaluation {
        missing,
        duplicates: table.scores(&answers, &all, seed),
        merges: table.scores(&merged, &one_kind, seed),
        b_cubed: (cubed(&table.ones), cubed(&table.weights)),
        three_way,
        strata: table.strata(pairs, &outcomes, &answers),
        sweep: table.sweep(),
        calibration: calibration(&table.scores, &table.labels, &table.weights),
        blocking: table.blocking(&outcomes),
        comparison,
        outcomes,
    }
}

/// The labels, weights and match probabilities of the outcomes, side by side.
struct Table {
    labels: Vec<bool>,
    weights: Vec<f64>,
    ones: Vec<f64>,
    scores: Vec<f64>,
}

impl Table {
    fn new(pairs: &[LabeledPair], outcomes: &[Outcome]) -> Self {
        Self {
            labels: outcomes.iter().map(|outcome| pairs[outcome.pair].label == Verdict::Duplicate).collect(),
            weights: outcomes.iter().map(|outcome| pairs[outcome.pair].weight).collect(),
            ones: vec![1.0; outcomes.len()],
            scores: outcomes.iter().map(|outcome| outcome.judgment.probability).collect(),
        }
    }

    fn counts(&self, answers: &[bool], of: &[usize], weights: &[f64]) -> Counts {
        let pick = |from: &[bool]| of.iter().map(|&at| from[at]).collect::<Vec<bool>>();
        Counts::of(
            &pick(answers),
            &pick(&self.labels),
            &of.iter().map(|&at| weights[at]).collect::<Vec<f64>>(),
        )
    }

    fn scores(&self, answers: &[bool], of: &[usize], seed: u64) -> (Score, Score) {
        let score = |weights: &[f64]| {
            let measure = |drawn: &[usize]| {
                self.counts(answers, &drawn.iter().map(|&at| of[at]).collect::<Vec<usize>>(), weights).f1()
            };
            Score {
                counts: self.counts(answers, of, weights),
                interval: bootstrap(of.len(), DRAWS, seed, measure),
            }
        };
        (score(&self.ones), score(&self.weights))
    }

    fn strata(
        &self,
        pairs: &[LabeledPair],
        outcomes: &[Outcome],
        answers: &[bool],
    ) -> Vec<(String, usize, usize, Counts)> {
        let stratum = |at: usize| pairs[outcomes[at].pair].stratum.as_str();
        let mut names: Vec<&str> = (0..outcomes.len()).map(stratum).collect();
        names.sort_unstable();
        names.dedup();
        let row = |name: &str| {
            let of: Vec<usize> = (0..outcomes.len()).filter(|&at| stratum(at) == name).collect();
            let duplicates = of.iter().filter(|&&at| self.labels[at]).count();
            (name.to_owned(), of.len(), duplicates, self.counts(answers, &of, &self.ones))
        };
        names.into_iter().map(row).collect()
    }

    fn sweep(&self) -> Vec<(f64, Counts, Counts)> {
        let row = |step: u32| {
            let threshold = f64::from(step) * 0.05;
            let answers: Vec<bool> = self.scores.iter().map(|score| *score >= threshold).collect();
            let counts = |weights: &[f64]| Counts::of(&answers, &self.labels, weights);
            (threshold, counts(&self.ones), counts(&self.weights))
        };
        (1..20).map(row).collect()
    }

    fn blocking(&self, outcomes: &[Outcome]) -> (f64, f64) {
        let share = |counted: &dyn Fn(&Outcome) -> bool| {
            let of = outcomes.iter().zip(&self.labels).filter(|(outcome, label)| **label && counted(outcome));
            let of: Vec<bool> = of.map(|(outcome, _)| outcome.candidate).collect();
            of.iter().filter(|found| **found).count() as f64 / of.len().max(1) as f64
        };
        (share(&|_| true), share(&|outcome| outcome.reachable))
    }
}

fn comparison(resolution: &Resolution, pairs: &[LabeledPair], outcomes: &[Outcome]) -> Vec<Comparison> {
    let table = Table::new(pairs, outcomes);
    let trigrams = Trigrams::count(&resolution.names);
    let row = |name: &str, scores: &[f64]| Comparison {
        name: name.to_owned(),
        best: (
            best_f1(scores, &table.labels, &table.ones).0,
            best_f1(scores, &table.labels, &table.weights).0,
        ),
    };
    let mut rows = vec![row("match probability", &table.scores)];
    for peer in PEERS {
        let name = |id: NameId| &resolution.names[id];
        let score = |outcome: &Outcome| peer.score(name(outcome.names.0), name(outcome.names.1), &trigrams);
        rows.push(row(peer.name, &outcomes.iter().map(score).collect::<Vec<f64>>()));
    }
    rows
}
