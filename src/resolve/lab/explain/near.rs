//! What a name that nothing has may have meant.

use rustc_hash::FxHashMap;

use crate::index::TiSlice;
use crate::resolve::language::normalize::normalize;
use crate::resolve::types::{Name, NameId};
use crate::similarity;

/// How many names are offered.
const OFFERED: usize = 3;
/// Words that are this much alike are one word, misspelt.
const WORD: f64 = 0.75;
/// Names with a smaller share of common words are not offered.
const WORDS: f64 = 0.6;
/// Names that are less alike as a whole are not offered for that.
const WHOLE: f64 = 0.7;

/// At most three names that are near `text`, best first: with most of their letters in words that both have (a
/// misspelt one counts less), or alike as a whole; of equal ones those with more mentions. None is better than a
/// guess: by letters alone a short name is near to everything. O(letters of all names).
pub(super) fn nearest(names: &TiSlice<NameId, Name>, text: &str) -> Vec<String> {
    let mut asked = Asked::new(normalize(text));
    let scored: Vec<(f64, &Name)> = names.iter().map(|name| (asked.likeness(&name.normal), name)).collect();
    let mut near: Vec<(f64, &Name)> = scored.into_iter().filter(|(likeness, _)| *likeness > 0.0).collect();
    near.sort_by(|(x, a), (y, b)| {
        y.total_cmp(x).then(b.mentions.len().cmp(&a.mentions.len())).then_with(|| a.label.cmp(&b.label))
    });
    let mut offered: Vec<&Name> = Vec::with_capacity(OFFERED);
    for (_, name) in near {
        if offered.len() < OFFERED && offered.iter().all(|known| known.normal != name.normal) {
            offered.push(name);
        }
    }
    offered.into_iter().map(|name| name.label.clone()).collect()
}

/// What was asked for, and how much each word met so far is like each of its words.
struct Asked {
    normal: String,
    words: Vec<String>,
    known: FxHashMap<String, Vec<f64>>,
}

impl Asked {
    fn new(normal: String) -> Self {
        let words = normal.split(' ').map(str::to_owned).collect();
        Self { normal, words, known: FxHashMap::default() }
    }

    /// From 0, not near, to 1, equal.
    fn likeness(&mut self, name: &str) -> f64 {
        let words = Some(self.common(name)).filter(|&common| common >= WORDS);
        let (longer, shorter) = (self.normal.len().max(name.len()), self.normal.len().min(name.len()));
        // The distance is at least the difference of the lengths.
        let comparable = shorter as f64 >= WHOLE * longer as f64;
        let whole = || Some(similarity::levenshtein(&self.normal, name)).filter(|&like| like >= WHOLE);
        let whole = if comparable { whole() } else { None };
        words.unwrap_or(0.0).max(whole.unwrap_or(0.0))
    }

    /// The share of letters in words that both have.
    fn common(&mut self, name: &str) -> f64 {
        let mut best = vec![0.0; self.words.len()];
        let (mut theirs, mut letters) = (0.0, 0.0);
        for word in name.split(' ') {
            let like = self.like(word);
            theirs += like.iter().copied().fold(0.0, f64::max) * word.len() as f64;
            letters += word.len() as f64;
            for (best, like) in best.iter_mut().zip(like) {
                *best = f64::max(*best, *like);
            }
        }
        let ours: f64 = best.iter().zip(&self.words).map(|(best, word)| best * word.len() as f64).sum();
        let all: f64 = self.words.iter().map(|word| word.len() as f64).sum::<f64>() + letters;
        if all > 0.0 { (ours + theirs) / all } else { 0.0 }
    }

    /// How much a word is like each that was asked for: 1 where equal, 0 where it is another word.
    fn like(&mut self, word: &str) -> &[f64] {
        if !self.known.contains_key(word) {
            let like = |own: &String| Some(similarity::damerau_levenshtein(own, word));
            let alike = self.words.iter().map(|own| like(own).filter(|&like| like >= WORD).unwrap_or(0.0));
            let alike = alike.collect();
            self.known.insert(word.to_owned(), alike);
        }
        self.known.get(word).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::{NameId, nearest};
    use crate::index::TiVec;
    use crate::parse::{KindId, MentionId};
    use crate::resolve::language::normalize::normalize;
    use crate::resolve::types::Name;

    fn names(labels: &[&str]) -> TiVec<NameId, Name> {
        let name = |(at, label): (u32, &&str)| Name {
            kind: KindId::CONCERN,
            normal: normalize(label),
            label: (*label).into(),
            mentions: (0..=at).map(MentionId::new).collect(),
        };
        (0..).zip(labels).map(name).collect()
    }

    #[test]
    fn shared_words_are_near_and_short_names_are_not() {
        let names = names(&[
            "space",
            "peace",
            "jobs",
            "Job Displacement by Automation",
            "Automation",
            "Displacement",
        ]);
        let found = nearest(&names, "Job displacmnt from automaton");
        assert_eq!(found, ["Job Displacement by Automation", "Displacement", "Automation"][..found.len()]);
        assert!(!found.is_empty());
        assert!(nearest(&names, "51%").is_empty());
        assert!(nearest(&self::names(&["55% Regret Club"]), "51%").is_empty(), "a unit alone is no name");
        assert!(nearest(&names, "zzzzzz").is_empty());
    }

    #[test]
    fn misspelt_and_split_words_are_found_and_the_more_used_name_stands_first() {
        let names = names(&["Battery Storage", "Storage Battery", "automation", "Grid Towns", "Grid Fires"]);
        assert_eq!(nearest(&names, "batery storage"), ["Battery Storage", "Storage Battery"]);
        assert_eq!(nearest(&names, "batterystorage"), ["Battery Storage"]);
        assert_eq!(nearest(&names, "grid"), ["Grid Fires", "Grid Towns"]);
        assert_eq!(nearest(&names, "automatoin"), ["automation"]);
    }
}
