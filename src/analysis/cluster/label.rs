//! Labels: the words and phrases that tell a cluster from the others.

use std::collections::BTreeSet;

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

use self::words::{NameWord, is_english};
use super::{ClusterId, Partition};
use crate::analysis::cluster::card::types::Term;
use crate::language::{Language, fold};
use portent_graph::index::TiVec;

mod words;

/// Where it is defined.
pub const PAPER: &str = "Grootendorst, BERTopic: Neural topic modeling with a class-based TF-IDF procedure, 2022, \
    arXiv:2203.05794";

/// How labels are made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelOptions {
    /// Scored terms that are kept of each cluster; default 8.
    pub terms: usize,
    /// Terms in a label, more only where two labels would be equal; default 3.
    pub words: usize,
}

impl Default for LabelOptions {
    fn default() -> Self {
        Self { terms: 8, words: 3 }
    }
}

/// Words that say nothing of a subject: English function words, and words that any text on trends is full of; then French,
/// Spanish, Italian and German function words, but for those that are English words of another meaning (`die`, `son`)
/// or short for something (`UN`).
static STOP_WORDS: &str = "a about above across after again against all also although among amid an and any are around \
    as at away back be because been before being between beyond both but by can cannot could did do does doing down \
    due during each either else even ever every few for from further had has have having he her here hers him his how \
    i if in inside into is it its itself just less like made make makes making many may me might more most much must \
    my near new no non nor not now of off on once one only onto or other our out outside over own per rather s same \
    she should since so some such t than that the their them then there these they this those through throughout to \
    too toward towards under until up upon us use used uses using versus very via vs was we were what when where \
    whether which while who whom whose why will with within without would yet you your \
    adoption approach approaches based development enhanced emergence emerging evolving expansion future growing \
    growth impact impacts improved increase increased increasing issues potential related rise rising shift shifts \
    trend trends various \
    au aux avec ce ces cette dans de des du elle en est et il la le les leur leurs mais ou par pas pour qu que qui sa se \
    ses sont sur une \
    al como del el ella es esta las lo los m\u{e1}s para pero por su sus una uno \
    che da dei della delle di gli il nel nella \
    auf aus bei das dem der ein eine einer f\u{fc}r ist mit nicht oder und von wie zu zum zur";

/// One member's use of a term.
#[derive(Clone, Copy)]
struct Use {
    cluster: ClusterId,
    term: u32,
    weight: f64,
}

/// The numbered distinct terms of each node, and how each is written.
struct Vocabulary {
    /// Sorted by cluster and term.
    uses: Vec<Use>,
    /// Stems of each term: one of a word, two of a phrase.
    stems: Vec<[u32; 2]>,
    /// The most usual way of writing each stem.
    written: Vec<String>,
}

/// No second word.
const NONE: u32 = u32::MAX;

/// What labels are made from.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Name of each node.
    pub names: &'a [&'a str],
    /// How much each node's terms count, > 0; empty for 1 each.
    pub weights: &'a [f64],
    /// What each cluster is called where its terms do not serve, as a rule its highest-ranked member.
    pub fallbacks: &'a [&'a str],
    /// Labels that are given away already.
    pub taken: &'a [&'a str],
}

/// The label and the scored terms of each cluster, best first.
///
/// A member's terms are the words of its name and the pairs of neighboring words, without stop words, inflections
/// put together (Porter's stemmer; [`fold`] where a cluster or a name is not in English). A term scores `tf * ln(1 + A / f)`: `tf` is its share of the terms of the
/// cluster, `f` how often all clusters use it and `A` the mean number of terms a cluster; each member counts a
/// term once, times its weight. That is class-based TF-IDF: Grootendorst, "BERTopic: Neural topic modeling with a
/// class-based TF-IDF procedure", arXiv:2203.05794 (2022). In clusters of five and more members a term needs two of them; a word
/// stands behind a phrase that holds it and has at least half its uses, and a term that repeats a word of a better one is
/// left out.
///
/// The label joins the best terms; where it is taken, or a larger cluster has it, terms are added, then the
/// fallback, which also serves where there are no terms; then a number. So labels differ from each other.
/// O(words log words).
///
/// ```
/// use portent::analysis::cluster::{ClusterId, Partition, label::{LabelOptions, Request, labels}};
/// let cluster_of = [0, 0, 1, 1].into_iter().map(ClusterId::new).collect();
/// let partition = Partition { cluster_of, count: 2, modularity: 0.0 };
/// let names = ["solar power", "solar panels", "remote work", "work from home"];
/// let request = Request { names: &names, weights: &[], fallbacks: &["a", "b"], taken: &[] };
/// let labels = labels(&partition, &request, &LabelOptions::default());
/// assert_eq!(labels[0].0, "solar, panels, power");
/// assert_eq!(labels[1].1[0].term, "work");
/// ```
#[must_use]
pub fn labels(
    partition: &Partition,
    request: &Request<'_>,
    options: &LabelOptions,
) -> Vec<(String, Vec<Term>)> {
    let vocabulary = vocabulary(partition, request);
    let scored = scored_terms(partition, &vocabulary, options);
    let mut taken: BTreeSet<String> = request.taken.iter().map(|&label| label.to_owned()).collect();
    let mut result = Vec::with_capacity(partition.count);
    for (cluster, terms) in scored.into_iter().enumerate() {
        let label = distinct_label(&terms, request.fallbacks[cluster], options.words, &taken);
        taken.insert(label.clone());
        result.push((label, terms));
    }
    result
}

/// A label that is not taken yet.
fn distinct_label(terms: &[Term], fallback: &str, words: usize, taken: &BTreeSet<String>) -> String {
    let joined = |count: usize| {
        let words: Vec<&str> = terms.iter().take(count).map(|term| term.term.as_str()).collect();
        words.join(", ")
    };
    let longer = (words.max(1)..=terms.len().max(words)).map(joined).filter(|label| !label.is_empty());
    let named = match joined(words.max(1)) {
        label if label.is_empty() => fallback.to_owned(),
        label => format!("{label} ({fallback})"),
    };
    let numbered = (2..).map(|number| format!("{named} {number}"));
    let mut candidates = longer.chain([named.clone()]).chain(numbered);
    candidates.find(|label| !taken.contains(label)).unwrap_or(named)
}

/// Stems while they are numbered.
struct Stems<'a> {
    stemmer: Stemmer,
    stop: BTreeSet<&'static str>,
    /// Number and count of each written form in a language.
    forms: FxHashMap<(Language, &'a str), (u32, u32)>,
    number: FxHashMap<String, u32>,
}

impl<'a> Stems<'a> {
    /// The number of a word's stem; [`NONE`] for what parts phrases, stop words and bare numbers.
    fn of(&mut self, word: NameWord<'a>, language: Language) -> u32 {
        if word.parts {
            return NONE;
        }
        if let Some((stem, count)) = self.forms.get_mut(&(language, word.text)) {
            *count += 1;
            return *stem;
        }
        let lower = word.text.to_lowercase();
        let says_nothing = self.stop.contains(lower.as_str())
            || lower.chars().count() < 2
            || lower.trim_start_matches('#').chars().all(|c| c.is_ascii_digit());
        let stem = if says_nothing {
            NONE
        } else {
            let fresh = self.number.len() as u32;
            let stem = if is_english(language) {
                self.stemmer.stem(&lower).into_owned()
            } else {
                fold(word.text, language)
            };
            *self.number.entry(stem).or_insert(fresh)
        };
        self.forms.insert((language, word.text), (stem, 1));
        stem
    }

    /// The most usual way of writing each stem, in small letters unless it is all capitals; ties: the first in
    /// the order of the alphabet.
    fn written(&self) -> Vec<String> {
        let mut forms: Vec<(u32, u32, &str)> = self
            .forms
            .iter()
            .map(|(&(_, form), &(stem, count))| (stem, count, form))
            .filter(|f| f.0 != NONE)
            .collect();
        // Forms that differ in capitals count together.
        let shown = |form: &str| {
            let acronym = form.chars().any(char::is_uppercase) && !form.chars().any(char::is_lowercase);
            if acronym { form.to_owned() } else { form.to_lowercase() }
        };
        forms.sort_unstable();
        let mut counts: FxHashMap<(u32, String), u32> = FxHashMap::default();
        for &(stem, count, form) in &forms {
            *counts.entry((stem, shown(form))).or_insert(0) += count;
        }
        let mut ranked: Vec<((u32, String), u32)> = counts.into_iter().collect();
        ranked.sort_unstable_by(|(a, x), (b, y)| (a.0, y, &a.1).cmp(&(b.0, x, &b.1)));
        let mut written = vec![String::new(); self.number.len()];
        for ((stem, form), _) in ranked {
            let slot = &mut written[stem as usize];
            if slot.is_empty() {
                *slot = form;
            }
        }
        written
    }
}

fn vocabulary(partition: &Partition, request: &Request<'_>) -> Vocabulary {
    let names = words::clean(request.names);
    let languages = words::languages(partition, &names);
    let mut stems = Stems {
        stemmer: Stemmer::create(Algorithm::English),
        stop: STOP_WORDS.split_whitespace().collect(),
        forms: FxHashMap::default(),
        number: FxHashMap::default(),
    };
    let mut terms: Vec<[u32; 2]> = Vec::new();
    let mut number: FxHashMap<[u32; 2], u32> = FxHashMap::default();
    let mut uses = Vec::new();
    for (node, (name, &cluster)) in names.iter().zip(&partition.cluster_of).enumerate() {
        let weight = request.weights.get(node).copied().unwrap_or(1.0);
        let mut own: Vec<[u32; 2]> = Vec::new();
        let mut last = NONE;
        let language = words::language_of(name, languages[cluster]);
        for word in words::words(name, language) {
            let stem = stems.of(word, language);
            if stem != NONE {
                own.push([stem, NONE]);
                own.extend((last != NONE && last != stem).then_some([last, stem]));
            }
            last = stem;
        }
        own.sort_unstable();
        own.dedup();
        for term in own {
            let fresh = terms.len() as u32;
            let id = *number.entry(term).or_insert(fresh);
            if id == fresh {
                terms.push(term);
            }
            uses.push(Use { cluster, term: id, weight });
        }
    }
    uses.sort_by_key(|used| (used.cluster, used.term));
    Vocabulary { uses, stems: terms, written: stems.written() }
}

/// A term of one cluster.
#[derive(Clone, Copy)]
struct Candidate {
    term: u32,
    count: u32,
    score: f64,
}

fn scored_terms(partition: &Partition, vocabulary: &Vocabulary, options: &LabelOptions) -> Vec<Vec<Term>> {
    let mut frequency = vec![0.0; vocabulary.stems.len()];
    for used in &vocabulary.uses {
        frequency[used.term as usize] += used.weight;
    }
    let sum = |uses: &[Use]| uses.iter().map(|used| used.weight).sum::<f64>();
    let mean = sum(&vocabulary.uses) / partition.count.max(1) as f64;
    let sizes = partition.sizes();
    let mut result: TiVec<ClusterId, Vec<Term>> = vec![Vec::new(); partition.count].into();
    for of_cluster in vocabulary.uses.chunk_by(|a, b| a.cluster == b.cluster) {
        let cluster = of_cluster[0].cluster;
        let least = if sizes[cluster] >= 5 { 2 } else { 1 };
        let total = sum(of_cluster);
        let counted = of_cluster.chunk_by(|a, b| a.term == b.term).filter(|uses| uses.len() >= least);
        let candidates = counted.map(|uses| {
            let (term, count) = (uses[0].term, uses.len() as u32);
            let score = sum(uses) / total * libm::log(1.0 + mean / frequency[term as usize]);
            Candidate { term, count, score }
        });
        result[cluster] = choose(vocabulary, candidates.collect(), options.terms);
    }
    result.into()
}

/// The best terms that do not repeat each other.
fn choose(vocabulary: &Vocabulary, mut candidates: Vec<Candidate>, limit: usize) -> Vec<Term> {
    let phrases = most_used_phrases(vocabulary, &candidates);
    // A word that gives way to a phrase stands right behind it, as far as its score lets it.
    let before = |candidate: &Candidate| match vocabulary.stems[candidate.term as usize] {
        [stem, NONE] => phrases.get(&stem).filter(|phrase| phrase.count * 2 >= candidate.count),
        _ => None,
    };
    let rank = |candidate: &Candidate| {
        let phrase = before(candidate);
        (phrase.map_or(candidate.score, |phrase| candidate.score.min(phrase.score)), phrase.is_some())
    };
    let text = |candidate: &Candidate| term_text(vocabulary, candidate.term);
    candidates.sort_by(|a, b| {
        let ((score_a, behind_a), (score_b, behind_b)) = (rank(a), rank(b));
        let ranked = score_b.total_cmp(&score_a).then(behind_a.cmp(&behind_b));
        ranked.then_with(|| text(a).cmp(&text(b)))
    });
    let mut chosen: Vec<Term> = Vec::new();
    let mut seen: Vec<u32> = Vec::new();
    for candidate in &candidates {
        if chosen.len() == limit {
            break;
        }
        let stems = vocabulary.stems[candidate.term as usize];
        let mut own = stems.into_iter().filter(|&stem| stem != NONE);
        if own.any(|stem| seen.contains(&stem)) {
            continue;
        }
        seen.extend(stems.into_iter().filter(|&stem| stem != NONE));
        chosen.push(Term { term: text(candidate), score: candidate.score });
    }
    chosen
}

/// Of each stem the phrase that uses it most, if two members use it (ties: the higher score).
fn most_used_phrases(vocabulary: &Vocabulary, candidates: &[Candidate]) -> FxHashMap<u32, Candidate> {
    let mut phrases: FxHashMap<u32, Candidate> = FxHashMap::default();
    for candidate in candidates.iter().filter(|candidate| candidate.count >= 2) {
        let [first, second] = vocabulary.stems[candidate.term as usize];
        for stem in [first, second].into_iter().filter(|_| second != NONE) {
            let most = phrases.entry(stem).or_insert(*candidate);
            if (candidate.count, candidate.score) > (most.count, most.score) {
                *most = *candidate;
            }
        }
    }
    phrases
}

fn term_text(vocabulary: &Vocabulary, term: u32) -> String {
    match vocabulary.stems[term as usize] {
        [stem, NONE] => vocabulary.written[stem as usize].clone(),
        [first, second] => {
            let [first, second] = [first, second].map(|stem| &vocabulary.written[stem as usize]);
            let space = if words::touch(first, second) { "" } else { " " };
            format!("{first}{space}{second}")
        }
    }
}

#[cfg(test)]
mod tests;
