//! Plain measures that other tools use, for comparison on the same pairs.

use rustc_hash::FxHashMap;

use crate::resolve::types::{Name, NameId};
use crate::similarity;
use portent_graph::index::TiSlice;

/// A measure of two normalized names, 0 to 1.
pub struct Peer {
    /// What it is called.
    pub name: &'static str,
    of: fn(&str, &str, &Trigrams) -> f64,
}

/// All peers.
pub static PEERS: &[Peer] = &[
    Peer { name: "Jaro-Winkler", of: |a, b, _| similarity::jaro_winkler(a, b) },
    Peer { name: "Levenshtein ratio", of: |a, b, _| similarity::levenshtein(a, b) },
    Peer { name: "token sort ratio", of: |a, b, _| ratio(&sorted(a).join(" "), &sorted(b).join(" ")) },
    Peer { name: "token set ratio", of: |a, b, _| token_set(a, b) },
    Peer { name: "TF-IDF cosine of 3-grams", of: |a, b, trigrams| trigrams.cosine(a, b) },
];

impl Peer {
    /// The measure of two names.
    #[must_use]
    pub fn score(&self, a: &Name, b: &Name, trigrams: &Trigrams) -> f64 {
        (self.of)(&a.normal, &b.normal, trigrams)
    }
}

/// Indel similarity: 1 - (insertions and deletions) / both lengths, as in `rapidfuzz.fuzz.ratio`.
fn ratio(a: &str, b: &str) -> f64 {
    similarity::indel_ratio(a, b)
}

fn sorted(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = text.split(' ').collect();
    words.sort_unstable();
    words
}

/// The best ratio among: shared words, shared + rest of a, shared + rest of b.
fn token_set(a: &str, b: &str) -> f64 {
    let (mut x, mut y) = (sorted(a), sorted(b));
    x.dedup();
    y.dedup();
    let shared: Vec<&str> = x.iter().copied().filter(|word| y.contains(word)).collect();
    let rest = |from: &[&str], other: &[&str]| {
        let own: Vec<&str> = from.iter().copied().filter(|word| !other.contains(word)).collect();
        [shared.clone(), own].concat().join(" ")
    };
    let (whole_a, whole_b, shared) = (rest(&x, &y), rest(&y, &x), shared.join(" "));
    if !shared.is_empty() && (shared == whole_a || shared == whole_b) {
        return 1.0;
    }
    let with_shared = |whole: &str| if shared.is_empty() { 0.0 } else { ratio(&shared, whole) };
    ratio(&whole_a, &whole_b).max(with_shared(&whole_a)).max(with_shared(&whole_b))
}

/// How many names hold each 3-gram.
pub struct Trigrams {
    names: usize,
    holding: FxHashMap<[char; 3], u32>,
}

impl Trigrams {
    /// Counts the 3-grams of all names, padded by a space on each side.
    #[must_use]
    pub fn count(names: &TiSlice<NameId, Name>) -> Self {
        let mut holding: FxHashMap<[char; 3], u32> = FxHashMap::default();
        for name in names {
            let mut grams = grams(&name.normal);
            grams.sort_unstable();
            grams.dedup();
            for gram in grams {
                *holding.entry(gram).or_default() += 1;
            }
        }
        Self { names: names.len(), holding }
    }

    /// (gram, frequency x smoothed inverse document frequency), sorted.
    fn weights(&self, text: &str) -> Vec<([char; 3], f64)> {
        let mut grams = grams(text);
        grams.sort_unstable();
        let weigh = |run: &[[char; 3]]| {
            let holding = self.holding.get(&run[0]).copied().unwrap_or(0);
            let rarity = libm::log((1.0 + self.names as f64) / (1.0 + f64::from(holding))) + 1.0;
            (run[0], run.len() as f64 * rarity)
        };
        grams.chunk_by(|a, b| a == b).map(weigh).collect()
    }

    fn cosine(&self, a: &str, b: &str) -> f64 {
        let (a, b) = (self.weights(a), self.weights(b));
        let length =
            |side: &[([char; 3], f64)]| side.iter().map(|entry| entry.1 * entry.1).sum::<f64>().sqrt();
        let shared = a.iter().filter_map(|(gram, weight)| {
            let at = b.binary_search_by(|entry| entry.0.cmp(gram)).ok()?;
            Some(weight * b[at].1)
        });
        shared.sum::<f64>() / (length(&a) * length(&b)).max(f64::MIN_POSITIVE)
    }
}

fn grams(text: &str) -> Vec<[char; 3]> {
    let letters: Vec<char> = std::iter::once(' ').chain(text.chars()).chain(std::iter::once(' ')).collect();
    letters.windows(3).map(|w| [w[0], w[1], w[2]]).collect()
}

#[cfg(test)]
mod tests {
    use super::{TiSlice, Trigrams, ratio, token_set};

    #[test]
    fn ratios_equal_those_of_rapidfuzz() {
        // rapidfuzz 3.14 (Python): fuzz.ratio("this is a test", "this is a test!") = 96.55;
        // fuzz.token_set_ratio("fuzzy was a bear", "fuzzy fuzzy was a bear") = 100.
        assert!((ratio("this is a test", "this is a test!") - 0.965_517).abs() < 1e-5);
        assert!((token_set("fuzzy was a bear", "fuzzy fuzzy was a bear") - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_name_is_wholly_like_itself_and_unlike_one_without_common_letters() {
        let trigrams = Trigrams::count(TiSlice::from_ref(&[]));
        assert!((trigrams.cosine("solar power", "solar power") - 1.0).abs() < 1e-12);
        assert!(trigrams.cosine("abc", "xyz").abs() < 1e-12);
    }
}
