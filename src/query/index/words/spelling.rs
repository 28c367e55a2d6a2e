//! Words of a question that the texts write otherwise: misspelled, in one word or in two.

use std::cmp::Reverse;

use portent_graph::csr::Csr;
use portent_graph::index::{TiSlice, TiVec};

use super::texts::{TextId, Vocabulary};
use crate::resolve::language::sought::SoughtId;
use crate::similarity::is_misspelling;

/// Shorter words are near to too many.
const SHORTEST: usize = 5;
/// Shorter parts of a compound are grammar or chance.
const SHORTEST_PART: usize = 3;

/// How many texts say each word.
pub(super) type Counts = TiVec<SoughtId, u32>;

/// The word of the texts that an unknown one misspells, as written there: of all that are near, the one that most texts
/// say. O(ways of writing a word).
pub(super) fn corrected<'t>(vocabulary: &Vocabulary<'t>, counts: &Counts, unknown: &str) -> Option<&'t str> {
    let unknown = unknown.to_lowercase();
    if unknown.chars().count() < SHORTEST {
        return None;
    }
    let near = vocabulary.spellings().filter(|(word, id)| {
        let word = word.to_lowercase();
        counts[*id] > 1
            && word.len() >= SHORTEST
            && ends_alike(&unknown, &word)
            && is_misspelling(&unknown, &word)
    });
    let is_name = |word: &str| word.starts_with(char::is_uppercase);
    near.min_by_key(|(word, id)| (Reverse(counts[*id]), is_name(word), *word)).map(|(word, _)| word)
}

/// Whether the last two letters are equal: another ending is another word (`fillets`, `fillers`).
fn ends_alike(a: &str, b: &str) -> bool {
    let end = |word: &str| word.char_indices().rev().nth(1).map(|(at, _)| at);
    matches!((end(a), end(b)), (Some(x), Some(y)) if a[x..] == b[y..])
}

/// The word that two words are where the texts join them: `class rooms` is `classrooms`.
pub(super) fn joined(vocabulary: &Vocabulary<'_>, [first, second]: [&str; 2]) -> Option<SoughtId> {
    let is_long = |word: &str| word.chars().count() >= SHORTEST_PART;
    (is_long(first) && is_long(second)).then(|| vocabulary.find(&format!("{first}{second}"))).flatten()
}

/// The ways of parting a word in two that texts say one after the other, for each word: `honeybee` is `honey bee`.
/// O(words of the texts · ways).
pub(super) fn split(
    vocabulary: &Vocabulary<'_>,
    said: &Csr<TextId, SoughtId>,
    words: &[&str],
) -> Vec<Option<[SoughtId; 2]>> {
    let ways: Vec<Vec<[SoughtId; 2]>> = words.iter().map(|word| ways(vocabulary, word)).collect();
    let mut all: Vec<[SoughtId; 2]> = ways.concat();
    all.sort_unstable();
    all.dedup();
    let mut met: TiVec<usize, u32> = vec![0; all.len()].into();
    if !all.is_empty() {
        for text in said.iter() {
            for pair in text.windows(2) {
                if let Ok(at) = all.binary_search(&[pair[0], pair[1]]) {
                    met[at] += 1;
                }
            }
        }
    }
    let count = |way: &[SoughtId; 2]| all.binary_search(way).map_or(0, |at| TiSlice::from_ref(&met.raw)[at]);
    let best = |ways: Vec<[SoughtId; 2]>| ways.into_iter().filter(|way| count(way) > 0).max_by_key(count);
    ways.into_iter().map(best).collect()
}

fn ways(vocabulary: &Vocabulary<'_>, word: &str) -> Vec<[SoughtId; 2]> {
    let cuts = word.char_indices().map(|(at, _)| at);
    let long = |part: &str| part.chars().count() >= SHORTEST_PART;
    cuts.filter_map(|at| {
        let (first, second) = word.split_at(at);
        (long(first) && long(second)).then_some(())?;
        Some([vocabulary.find(first)?, vocabulary.find(second)?])
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::{corrected, joined, split};
    use crate::language::Language;
    use crate::query::index::words::texts::read;

    #[test]
    fn slips_and_compounds_lead_to_words_of_the_texts() {
        let texts =
            ["quantum encrypted honey bees", "quantum classrooms", "encryption of quanta", "bee honey"];
        let (vocabulary, said) = read(vec![Language::English], &texts);
        let mut counts: super::Counts = vec![0; vocabulary.len()].into();
        said.items().iter().for_each(|&word| counts[word] += 1);
        assert_eq!(corrected(&vocabulary, &counts, "Qunatum"), Some("quantum"));
        assert_eq!(corrected(&vocabulary, &counts, "encrpytion"), Some("encryption"));
        assert_eq!(corrected(&vocabulary, &counts, "bess"), None);
        assert_eq!(corrected(&vocabulary, &counts, "encrypters"), None);
        assert_eq!(joined(&vocabulary, ["class", "room"]), vocabulary.find("classroom"));
        let find = |word| vocabulary.find(word).unwrap();
        let found = split(&vocabulary, &said, &["honeybees", "beehoney", "classroom"]);
        assert_eq!(found, [Some([find("honey"), find("bee")]), Some([find("bee"), find("honey")]), None]);
    }
}
