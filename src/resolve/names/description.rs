//! Descriptions of a name, pooled over its mentions, as rarity-weighted bags of words.

use rustc_hash::FxHashMap;

use crate::parse::MentionId;
use crate::resolve::embedding::corpus_words::Texts;
use crate::resolve::language::stem::light_stem;
use crate::resolve::statistics::Statistics;
use crate::resolve::types::{Name, NameId};
use portent_graph::hash;
use portent_graph::index::TiSlice;
use portent_graph::parallel;

/// Different descriptions that are pooled for one name, in order; a name used more often is known well enough.
pub(crate) const MAX_DESCRIPTIONS: usize = 8;
/// Different words that are kept of one pool, in order.
pub(crate) const MAX_POOLED_WORDS: usize = 96;

/// Names that one task reads.
const TASK: usize = 512;

/// Bag of words of one name: (hashed word, weight), sorted by word, of length 1 (or empty).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pooled {
    words: Vec<(u32, f32)>,
}

/// Pools of all names.
#[derive(Debug)]
pub(crate) struct Descriptions {
    /// One pool a name, indexed by name.
    pub pooled: Vec<Pooled>,
}

impl Descriptions {
    /// Pools the descriptions of every name, weighed by how rare words are among them, or in a frozen archive.
    /// Linear in their text, but for a sort.
    #[must_use]
    pub(crate) fn pool(texts: &Texts, names: &TiSlice<NameId, Name>, frozen: Option<&Statistics>) -> Self {
        let bags = bags(texts, names);
        let own = if frozen.is_none() { count(&bags) } else { Vec::new() };
        let frequency = frozen.map_or(&own, |frozen| &frozen.described);
        let total = frozen.map_or(names.len() as f64, |frozen| f64::from(frozen.names));
        let weight = |count: u32| libm::logf((1.0 + total / f64::from(count)) as f32);
        let weights: FxHashMap<u32, f32> =
            frequency.iter().map(|&(word, count)| (word, weight(count))).collect();
        let unknown = weight(1);
        let weigh = |word: u32| (word, weights.get(&word).copied().unwrap_or(unknown));
        let pool = |bag: &Vec<u32>| Pooled::normalized(bag.iter().copied().map(weigh).collect());
        Self { pooled: parallel::map_of(&bags, TASK, pool) }
    }
}

/// How many names are described by each word, sorted by the hash of the word.
#[must_use]
pub(crate) fn frequencies(texts: &Texts, names: &TiSlice<NameId, Name>) -> Vec<(u32, u32)> {
    count(&bags(texts, names))
}

fn count(bags: &[Vec<u32>]) -> Vec<(u32, u32)> {
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    bags.iter().flatten().for_each(|&word| *counts.entry(word).or_default() += 1);
    let mut counts: Vec<(u32, u32)> = counts.into_iter().collect();
    counts.sort_unstable();
    counts
}

impl Pooled {
    fn normalized(mut words: Vec<(u32, f32)>) -> Self {
        let length = words.iter().map(|word| word.1 * word.1).sum::<f32>().sqrt();
        for word in &mut words {
            word.1 /= length.max(f32::MIN_POSITIVE);
        }
        Self { words }
    }

    /// A pool of words as [`Self::words`] gives them.
    pub(crate) fn of_words(words: Vec<(u32, f32)>) -> Self {
        Self { words }
    }

    /// Its hashed words with their weights, sorted.
    pub(crate) fn words(&self) -> &[(u32, f32)] {
        &self.words
    }

    /// Nothing is said of the name.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Cosine of two pools, 0 to 1; 0 where one is empty.
    #[must_use]
    pub fn cosine(&self, other: &Self) -> f64 {
        let (mut i, mut j, mut sum) = (0, 0, 0.0_f64);
        while let (Some(a), Some(b)) = (self.words.get(i), other.words.get(j)) {
            if a.0 == b.0 {
                sum += f64::from(a.1) * f64::from(b.1);
            }
            i += usize::from(a.0 <= b.0);
            j += usize::from(b.0 <= a.0);
        }
        sum.min(1.0)
    }

    /// How many words both pools hold.
    #[must_use]
    pub fn shared(&self, other: &Self) -> usize {
        let holds = |word: &u32| other.words.binary_search_by_key(word, |entry| entry.0).is_ok();
        self.words.iter().filter(|entry| holds(&entry.0)).count()
    }

    /// How many different words the pool holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether the pool holds a word.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.words.binary_search_by_key(&hash::narrow(&light_stem(word)), |entry| entry.0).is_ok()
    }
}

/// The words of the descriptions of each name, hashed, sorted, no repeats.
fn bags(texts: &Texts, names: &TiSlice<NameId, Name>) -> Vec<Vec<u32>> {
    let said =
        |mention: MentionId| Some(&texts.content[mention.into()]).filter(|content| !content.is_empty());
    parallel::map_of(&names.raw, TASK, |name| bag(&different(name, said)))
}

/// The different descriptions of a name, at most [`MAX_DESCRIPTIONS`], in order; `of` gives that of a mention, where it has one.
pub(crate) fn different<'t, T: PartialEq + ?Sized>(
    name: &Name,
    of: impl Fn(MentionId) -> Option<&'t T>,
) -> Vec<&'t T> {
    let mut kept: Vec<&T> = Vec::new();
    for said in name.mentions.iter().take(4 * MAX_DESCRIPTIONS).filter_map(|&mention| of(mention)) {
        if kept.len() < MAX_DESCRIPTIONS && !kept.contains(&said) {
            kept.push(said);
        }
    }
    kept
}

fn bag(descriptions: &[&[u32]]) -> Vec<u32> {
    let mut numbered: Vec<(u32, usize)> = descriptions.iter().copied().flatten().copied().zip(0..).collect();
    numbered.sort_unstable();
    numbered.dedup_by_key(|entry| entry.0);
    if numbered.len() > MAX_POOLED_WORDS {
        numbered.sort_unstable_by_key(|entry| entry.1);
        numbered.truncate(MAX_POOLED_WORDS);
        numbered.sort_unstable();
    }
    numbered.into_iter().map(|entry| entry.0).collect()
}

#[cfg(test)]
mod tests {
    use super::Pooled;

    #[test]
    fn cosine_of_two_bags_is_computed_by_hand() {
        // (3, 4) and (4, 3) over the same two words: 24 / 25.
        let a = Pooled::normalized(vec![(1, 3.0), (2, 4.0)]);
        let b = Pooled::normalized(vec![(1, 4.0), (2, 3.0)]);
        assert!((a.cosine(&b) - 0.96).abs() < 1e-6);
        assert!((a.cosine(&Pooled::default())).abs() < 1e-12);
    }
}
