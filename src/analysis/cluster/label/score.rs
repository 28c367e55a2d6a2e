//! Which phrases tell a cluster from the others, best first.

use std::ops::Range;

use super::vocabulary::{TermId, Use, Vocabulary};
use crate::analysis::cluster::{ClusterId, Partition};
use crate::graph::occurrence::DistinctArticle;
use crate::language;
use portent_graph::csr::Csr;
use portent_graph::index::{NodeRow, TiVec};

/// Phrases of a cluster that are looked at.
const SHORTLIST: usize = 40;

/// A cluster of so many members or articles is not named after one of them ...
const LARGE: u32 = 5;
/// ... and not after a phrase in less than one of so many of its articles.
const RARE: u32 = 100;

/// A phrase is whole in at least this share of its uses: to the left, and to the right, where English has its noun.
const WHOLE: [f64; 2] = [0.25, 0.3];
/// The same for a single word, which is often an adjective or the first noun of many (`job`).
const WHOLE_WORD: f64 = 0.4;

/// A phrase is a part of another one that has more than this share of its uses (C-value: Frantzi, Ananiadou, Mima, Automatic
/// recognition of multi-word terms, 2000).
const NESTED: f64 = 0.6;

/// A single word says less than a phrase.
const WORD: f64 = 0.8;

/// What phrases that are no more frequent in a cluster than elsewhere count: as with one cluster alone, what they cover tells.
const LEAST_LIFT: f64 = 0.01;

/// Words that agree in so many letters from the start on repeat each other: `cyber` and `cybersecurity`.
const ALIKE: usize = 4;

/// A phrase with its score in a cluster.
#[derive(Clone)]
pub(super) struct Candidate {
    pub(super) term: TermId,
    pub(super) score: f64,
    /// Its uses by members.
    pub(super) uses: Range<usize>,
}

/// What is counted of a phrase in all clusters; uses count once for each article of the node.
#[derive(Clone, Copy, Default)]
struct Counts {
    uses: u32,
    /// Uses in which it is whole to the left, and to the right.
    whole: [u32; 2],
    /// Uses of the most frequent phrase of one word more.
    wider: u32,
    /// Articles of each cluster that use it, summed.
    articles: u32,
}

/// Articles of nodes; a node without articles stands for one of its own.
pub(super) struct Spread<'a> {
    pub(super) articles: &'a Csr<NodeRow, DistinctArticle>,
}

impl Spread<'_> {
    fn of(&self, node: NodeRow) -> &[DistinctArticle] {
        if usize::from(node) < self.articles.len() { &self.articles[node] } else { &[] }
    }

    /// How often a use of the node counts.
    pub(super) fn weight(&self, node: NodeRow) -> u32 {
        u32::try_from(self.of(node).len()).unwrap_or(u32::MAX).max(1)
    }

    /// Distinct articles of some nodes. O(articles log articles).
    fn count(&self, nodes: impl Iterator<Item = NodeRow> + Clone) -> u32 {
        let alone = nodes.clone().filter(|&node| self.of(node).is_empty()).count();
        let mut seen: Vec<DistinctArticle> = nodes.flat_map(|node| self.of(node)).copied().collect();
        seen.sort_unstable();
        seen.dedup();
        u32::try_from(seen.len() + alone).unwrap_or(u32::MAX)
    }
}

/// The phrases of each cluster that may name it, best first, at most [`SHORTLIST`] of them that differ. O(uses log uses).
pub(super) fn scored(
    partition: &Partition,
    vocabulary: &Vocabulary,
    spread: &Spread<'_>,
    least_members: usize,
) -> TiVec<ClusterId, Vec<Candidate>> {
    let stretches = stretches(vocabulary, spread);
    let counts = counts(vocabulary, spread, &stretches);
    let sizes = articles_of_clusters(partition, spread);
    let all: u64 = sizes.iter().map(|&size| u64::from(size)).sum();
    let members = partition.sizes();
    let mut result: TiVec<ClusterId, Vec<Candidate>> = vec![Vec::new(); partition.count].into();
    for of_cluster in stretches.chunk_by(|a, b| a.cluster == b.cluster) {
        let cluster = of_cluster[0].cluster;
        let size = sizes[cluster];
        let share = f64::from(size) / all as f64;
        let floor = Floor::of(members[cluster], size, least_members);
        let found = of_cluster.iter().filter(|stretch| floor.passes(stretch)).filter_map(|stretch| {
            let counts = &counts[stretch.term];
            let whole = wholeness(vocabulary, stretch.term, counts)?;
            let cover = f64::from(stretch.articles) / f64::from(size);
            let lift = f64::from(stretch.articles) / f64::from(counts.articles) / share;
            let score = cover * libm::log(lift).max(LEAST_LIFT) * whole;
            Some(Candidate { term: stretch.term, score, uses: stretch.uses.clone() })
        });
        result[cluster] = best(vocabulary, found.collect());
    }
    result
}

/// The uses of a phrase in a cluster.
struct Stretch {
    cluster: ClusterId,
    term: TermId,
    uses: Range<usize>,
    articles: u32,
}

fn stretches(vocabulary: &Vocabulary, spread: &Spread<'_>) -> Vec<Stretch> {
    let mut start = 0;
    let same = |a: &Use, b: &Use| (a.cluster, a.term) == (b.cluster, b.term);
    let chunks = vocabulary.uses.chunk_by(same).map(|uses| {
        let range = start..start + uses.len();
        start = range.end;
        let articles = spread.count(uses.iter().map(|used| used.node));
        Stretch { cluster: uses[0].cluster, term: uses[0].term, uses: range, articles }
    });
    chunks.collect()
}

fn counts(vocabulary: &Vocabulary, spread: &Spread<'_>, stretches: &[Stretch]) -> TiVec<TermId, Counts> {
    let mut counts: TiVec<TermId, Counts> = vec![Counts::default(); vocabulary.phrases.len()].into();
    for used in &vocabulary.uses {
        let (weight, counts) = (spread.weight(used.node), &mut counts[used.term]);
        counts.uses = counts.uses.saturating_add(weight);
        for (count, whole) in counts.whole.iter_mut().zip(used.whole) {
            *count = count.saturating_add(if whole { weight } else { 0 });
        }
    }
    for stretch in stretches {
        let counts = &mut counts[stretch.term];
        counts.articles = counts.articles.saturating_add(stretch.articles);
    }
    for (term, phrase) in vocabulary.phrases.iter_enumerated() {
        for inner in phrase.inner.into_iter().flatten() {
            counts[inner].wider = counts[inner].wider.max(counts[term].uses);
        }
    }
    counts
}

fn articles_of_clusters(partition: &Partition, spread: &Spread<'_>) -> TiVec<ClusterId, u32> {
    partition.members().iter().map(|members| spread.count(members.iter().copied())).collect()
}

/// The least use of a phrase that names a cluster.
struct Floor {
    members: usize,
    articles: u32,
}

impl Floor {
    fn of(members: u32, articles: u32, least_members: usize) -> Self {
        let least = articles.div_ceil(RARE).max(2);
        Self {
            members: if members >= LARGE { least_members } else { 1 },
            articles: if articles >= LARGE { least } else { 1 },
        }
    }

    fn passes(&self, stretch: &Stretch) -> bool {
        stretch.uses.len() >= self.members && stretch.articles >= self.articles
    }
}

/// How whole a phrase is, in 0..=1; `None` where it is a piece of others, or too general to stand alone.
fn wholeness(vocabulary: &Vocabulary, term: TermId, counts: &Counts) -> Option<f64> {
    let phrase = &vocabulary.phrases[term];
    let uses = f64::from(counts.uses);
    let [left, right] = counts.whole.map(|whole| f64::from(whole) / uses);
    let is_word = phrase.stems().len() == 1;
    let least = if is_word { [WHOLE_WORD; 2] } else { WHOLE };
    let nested = f64::from(counts.wider) > NESTED * uses;
    let stands = phrase.names && !nested && left >= least[0] && right >= least[1];
    stands.then(|| libm::sqrt(left * right) * if is_word { WORD } else { 1.0 })
}

/// The best, equal ones in the order of the alphabet.
fn best(vocabulary: &Vocabulary, mut found: Vec<Candidate>) -> Vec<Candidate> {
    let text = |candidate: &Candidate| -> Vec<&str> {
        let stems = vocabulary.phrases[candidate.term].stems().iter();
        stems.map(|&stem| vocabulary.stems[stem].as_str()).collect()
    };
    found.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then_with(|| text(a).cmp(&text(b))));
    found.truncate(SHORTLIST);
    found
}

/// Whether two phrases repeat each other: they have a word in common, or words that begin alike, or one is short for the other.
pub(super) fn repeat(vocabulary: &Vocabulary, a: TermId, b: TermId) -> bool {
    let parts = |term: TermId| -> Vec<&str> { vocabulary.parts(term).collect() };
    let (a, b) = (parts(a), parts(b));
    let alike = |x: &str, y: &str| {
        let least = if x.starts_with(language::is_without_spaces) { 1 } else { ALIKE };
        x == y || x.chars().count().min(y.chars().count()) >= least && (x.starts_with(y) || y.starts_with(x))
    };
    let short_for = |short: &[&str], long: &[&str]| {
        let initials: String = long.iter().filter_map(|part| part.chars().next()).collect();
        long.len() > 1 && short.iter().any(|part| part.strip_suffix('s').unwrap_or(part) == initials)
    };
    a.iter().any(|x| b.iter().any(|y| alike(x, y))) || short_for(&a, &b) || short_for(&b, &a)
}
