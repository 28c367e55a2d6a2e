//! Things that no name names, found by what is said of them.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use crate::resolve::language::sought::{Met, Reader, Sought, SoughtId, each_word, spoken};

/// So many are offered.
pub(crate) const DESCRIBED: usize = 3;

/// What descriptions say of something that no name names: the things with most of the words that were asked for in
/// one description, of equal ones those with more descriptions that say so many, then the smallest. More than half
/// of the words must be said. O(letters of all descriptions).
pub(crate) fn described<'t, Thing: Ord + Copy>(
    asked: &str,
    descriptions: impl Iterator<Item = (Thing, &'t str)> + Clone,
) -> Vec<Thing> {
    let texts: Vec<&str> = descriptions.clone().map(|(_, text)| text).collect();
    let mut sought = Sought::new(spoken(&texts));
    each_word(asked, |word| {
        if !sought.is_grammar(word) {
            sought.add(word);
        }
    });
    let mut reader = Reader::new(&sought);
    let mut found: BTreeMap<Thing, (usize, usize)> = BTreeMap::new();
    let mut said: Vec<SoughtId> = Vec::new();
    for (thing, text) in descriptions {
        said.clear();
        reader.read(text, |met| {
            if let Met::Sought(id) = met {
                said.push(id)
            }
        });
        said.sort_unstable();
        said.dedup();
        let count = said.len();
        if count * 2 > sought.len() {
            let best = found.entry(thing).or_default();
            *best = match count.cmp(&best.0) {
                Ordering::Greater => (count, 1),
                Ordering::Equal => (count, best.1 + 1),
                Ordering::Less => *best,
            };
        }
    }
    let mut found: Vec<(Thing, (usize, usize))> = found.into_iter().collect();
    found.sort_by_key(|&(thing, said)| (Reverse(said), thing));
    found.into_iter().map(|(thing, _)| thing).collect()
}

#[cfg(test)]
mod tests {
    use super::described;

    #[test]
    fn things_whose_descriptions_say_most_words_come_first() {
        let said = [
            (1, "Clerks lose work"),
            (2, "Clerks in banks lose their work to machines"),
            (3, "machines work while clerks do not"),
            (3, "A machine does the clerk's work"),
            (4, "banks"),
        ];
        assert_eq!(described("machines that work as clerks", said.into_iter()), [3, 2, 1]);
        assert!(described("of the", said.into_iter()).is_empty());
    }
}
