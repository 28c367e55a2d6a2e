//! Which phrases tell a cluster from the others and hold most of it, best first.

use std::ops::Range;

use super::standing::{Covered, Standing};
use super::vocabulary::{TermId, Use, Vocabulary};
use crate::analysis::cluster::{ClusterId, Partition};
use crate::language;
use portent_graph::index::{NodeRow, TiVec};

/// Phrases of a cluster that are looked at.
const SHORTLIST: usize = 40;

/// A cluster of so many members or articles is not named after one of them.
const LARGE: u32 = 5;

/// A part of a heading covers at least this share of the cluster's articles; or half of it with the share of its distinct names
/// that follows: a hundredth, as an article has some thirty names of which few say the same.
const LEAST_ARTICLES: f64 = 0.1;
const LEAST_NAMES: f64 = 0.01;
/// And it stands in so many articles, or in a fifth of a small cluster's.
const SEVERAL: f64 = 3.0;
const FIFTH: f64 = 0.2;

/// A phrase that is so many times as frequent in a cluster as elsewhere tells it apart as well as a rarer one.
const TELLING: f64 = 20.0;
/// One that is less frequent than so many times is vague, and so is one of words none of which is twice as frequent. Of a cluster
/// that is a large part of all, the square root of what can be reached.
const VAGUE: f64 = 4.0;
const VAGUE_WORD: f64 = 2.0;

/// What phrases that are no more frequent in a cluster than elsewhere count: as with one cluster alone, what they cover tells.
const LEAST_LIFT: f64 = 0.01;

/// A phrase is whole in at least this share of its uses: to the left, and to the right, where English has its noun.
const WHOLE: [f64; 2] = [0.25, 0.3];
/// The same for a single word, which is often an adjective or the first noun of many (`job`).
const WHOLE_WORD: f64 = 0.4;

/// A phrase is a part of another one that has more than this share of its uses (C-value: Frantzi, Ananiadou, Mima, Automatic
/// recognition of multi-word terms, 2000).
const NESTED: f64 = 0.6;

/// A single word says less than a phrase, and covers more without saying it.
const WORD: f64 = 0.65;

/// Words that agree in so many letters from the start on repeat each other: `cyber` and `cybersecurity`.
const ALIKE: usize = 4;

/// A phrase with its score in a cluster.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) term: TermId,
    pub(super) score: f64,
    /// Whether it covers enough of the cluster and tells it apart.
    pub(super) serves: bool,
    /// Its uses by members.
    pub(super) uses: Range<usize>,
}

/// What a phrase covers of a cluster: articles, and distinct names.
#[derive(Debug, Clone, Copy, Default)]
struct Cover {
    articles: f64,
    names: f64,
}

impl Cover {
    /// The geometric mean of both.
    fn mean(self) -> f64 {
        libm::sqrt(self.articles * self.names)
    }

    fn over(self, whole: Self) -> Self {
        let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        Self { articles: share(self.articles, whole.articles), names: share(self.names, whole.names) }
    }
}

/// What the uses of a phrase cover beyond what is covered already, and by whom.
fn cover(uses: &[Use], standing: &Standing<'_>, covered: &mut Covered, before: &[Use]) -> Cover {
    let mut sum = Cover::default();
    for used in uses {
        let membership = standing.membership(used.node);
        let is_new = before.binary_search_by_key(&used.node, |used| used.node).is_err();
        if is_new {
            sum.names += standing.name(used.node);
        }
        if is_new && standing.articles(used.node).is_empty() {
            sum.articles += membership;
        }
        for article in standing.at_home(used.node, used.cluster) {
            sum.articles += covered.raise(article, membership);
        }
    }
    sum
}

/// What is counted of a phrase in all clusters; uses count once for each article of the node.
#[derive(Clone, Copy, Default)]
struct Counts {
    uses: u32,
    /// Uses in which it is whole to the left, and to the right.
    whole: [u32; 2],
    /// Uses of the most frequent phrase of one word more.
    wider: u32,
    /// Distinct articles that use it.
    articles: f64,
}

/// The uses of a phrase in a cluster.
struct Stretch {
    cluster: ClusterId,
    term: TermId,
    uses: Range<usize>,
    cover: Cover,
    /// Articles of the cluster, each whole.
    articles: f64,
}

/// How a phrase stands in a cluster.
#[derive(Clone, Copy, Default)]
struct Value {
    /// Cover times lift.
    value: f64,
    /// How many times as frequent as elsewhere.
    lift: f64,
}

/// The phrases of each cluster that may name it, best first, at most [`SHORTLIST`] of them that differ: those that serve before
/// those that do not. O(uses log uses).
pub(super) fn scored(
    partition: &Partition,
    vocabulary: &Vocabulary,
    standing: &Standing<'_>,
    least_members: usize,
) -> TiVec<ClusterId, Vec<Candidate>> {
    let mut covered = Covered::of(standing);
    let stretches = stretches(vocabulary, standing, &mut covered);
    let counts = counts(vocabulary, standing, &mut covered);
    let members = partition.sizes();
    let mut values: TiVec<TermId, Value> = vec![Value::default(); vocabulary.phrases.len()].into();
    let mut result: TiVec<ClusterId, Vec<Candidate>> = vec![Vec::new(); partition.count].into();
    for of_cluster in stretches.chunk_by(|a, b| a.cluster == b.cluster) {
        let cluster = of_cluster[0].cluster;
        let bar = Bar::of(cluster, members[cluster], standing, least_members);
        for stretch in of_cluster {
            values[stretch.term] = bar.value(stretch, counts[stretch.term].articles);
        }
        let found = of_cluster.iter().filter(|stretch| bar.admits(stretch)).filter_map(|stretch| {
            let whole = wholeness(vocabulary, stretch.term, &counts[stretch.term])?;
            let words = || vocabulary.words_of(stretch.term).map(|word| values[word]);
            let mean = words().map(|word| word.value).sum::<f64>() / words().count().max(1) as f64;
            let own = values[stretch.term];
            let score = whole * libm::sqrt(own.value * mean);
            let telling = words().map(|word| word.lift).fold(0.0, f64::max);
            let serves = bar.is_covered_by(stretch) && bar.is_told_by(own.lift, telling);
            Some(Candidate { term: stretch.term, score, serves, uses: stretch.uses.clone() })
        });
        result[cluster] = best(vocabulary, found.collect());
        of_cluster.iter().for_each(|stretch| values[stretch.term] = Value::default());
    }
    result
}

/// What is asked of the phrases of a cluster.
struct Bar {
    whole: Cover,
    /// Articles of all clusters.
    all: f64,
    /// Members and articles that bear a phrase, at least.
    members: usize,
    articles: f64,
    /// Articles in which a part of a heading stands.
    several: f64,
}

impl Bar {
    fn of(cluster: ClusterId, members: u32, standing: &Standing<'_>, least_members: usize) -> Self {
        let whole = Cover { articles: standing.size[cluster], names: standing.names[cluster] };
        let is_large = whole.articles >= f64::from(LARGE);
        Self {
            whole,
            all: standing.all,
            members: if members >= LARGE { least_members } else { 1 },
            articles: if is_large { 2.0 } else { 1.0 },
            several: if is_large { (FIFTH * whole.articles).clamp(2.0, SEVERAL) } else { 1.0 },
        }
    }

    fn value(&self, stretch: &Stretch, everywhere: f64) -> Value {
        let share = stretch.cover.over(self.whole);
        let lift = share.articles / (everywhere / self.all).max(f64::MIN_POSITIVE);
        let told = libm::log(lift.max(f64::MIN_POSITIVE)) / libm::log(TELLING);
        Value { value: share.mean() * told.clamp(LEAST_LIFT, 1.0), lift }
    }

    /// Whether a phrase is no matter of one member or article.
    fn admits(&self, stretch: &Stretch) -> bool {
        stretch.uses.len() >= self.members && stretch.articles >= self.articles
    }

    fn is_covered_by(&self, stretch: &Stretch) -> bool {
        let share = stretch.cover.over(self.whole);
        let many = share.names >= LEAST_NAMES && share.articles >= LEAST_ARTICLES / 2.0;
        stretch.articles >= self.several && (many || share.articles >= LEAST_ARTICLES)
    }

    fn is_told_by(&self, lift: f64, word: f64) -> bool {
        let within_reach = libm::sqrt(self.all / self.whole.articles.max(1.0));
        lift >= VAGUE.min(within_reach) && word >= VAGUE_WORD.min(within_reach)
    }
}

fn stretches(vocabulary: &Vocabulary, standing: &Standing<'_>, covered: &mut Covered) -> Vec<Stretch> {
    let mut start = 0;
    let same = |a: &Use, b: &Use| (a.cluster, a.term) == (b.cluster, b.term);
    let chunks = vocabulary.uses.chunk_by(same).map(|uses| {
        let range = start..start + uses.len();
        start = range.end;
        covered.clear();
        let cover = cover(uses, standing, covered, &[]);
        covered.clear();
        let articles = |used: &Use| {
            let alone = f64::from(u8::from(standing.articles(used.node).is_empty()));
            let home = standing.at_home(used.node, used.cluster);
            alone + home.map(|article| covered.raise(article, 1.0)).sum::<f64>()
        };
        let articles = uses.iter().map(articles).sum();
        Stretch { cluster: uses[0].cluster, term: uses[0].term, uses: range, cover, articles }
    });
    chunks.collect()
}

fn counts(vocabulary: &Vocabulary, standing: &Standing<'_>, covered: &mut Covered) -> TiVec<TermId, Counts> {
    let mut counts: TiVec<TermId, Counts> = vec![Counts::default(); vocabulary.phrases.len()].into();
    for used in &vocabulary.uses {
        let (weight, counts) = (standing.weight(used.node), &mut counts[used.term]);
        counts.uses = counts.uses.saturating_add(weight);
        for (count, whole) in counts.whole.iter_mut().zip(used.whole) {
            *count = count.saturating_add(if whole { weight } else { 0 });
        }
    }
    let mut bearers: Vec<(TermId, NodeRow)> =
        vocabulary.uses.iter().map(|used| (used.term, used.node)).collect();
    bearers.sort_unstable();
    for of_term in bearers.chunk_by(|a, b| a.0 == b.0) {
        covered.clear();
        let articles = |&(_, node): &(TermId, NodeRow)| match standing.articles(node) {
            [] => 1.0,
            articles => articles.iter().map(|&article| covered.raise(article, 1.0)).sum(),
        };
        counts[of_term[0].0].articles = of_term.iter().map(articles).sum();
    }
    for (term, phrase) in vocabulary.phrases.iter_enumerated() {
        for inner in phrase.inner.into_iter().flatten() {
            counts[inner].wider = counts[inner].wider.max(counts[term].uses);
        }
    }
    counts
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
    found.sort_unstable_by(|a, b| {
        let better = b.serves.cmp(&a.serves).then(b.score.total_cmp(&a.score));
        better.then_with(|| text(a).cmp(&text(b)))
    });
    found.truncate(SHORTLIST);
    found
}

/// What another phrase scores by what it covers of the articles and names that the first one leaves. O(uses of both).
pub(super) fn gain(
    vocabulary: &Vocabulary,
    standing: &Standing<'_>,
    covered: &mut Covered,
    (first, other): (&Candidate, &Candidate),
) -> f64 {
    let [first, own] = [first, other].map(|candidate| &vocabulary.uses[candidate.uses.clone()]);
    covered.clear();
    let whole = cover(own, standing, covered, &[]);
    covered.clear();
    cover(first, standing, covered, &[]);
    let left = cover(own, standing, covered, first);
    other.score * left.over(whole).mean()
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
