//! "Did you mean": which of some names may be meant by one that nothing has.
//!
//! One measure, one threshold and one order for names, kinds, categories, formats and settings.

use rustc_hash::FxHashMap;

use crate::similarity::{damerau_levenshtein, levenshtein};

/// How many are offered.
const OFFERED: usize = 3;
/// Words that are this much alike are one word, misspelled: one slip in three letters.
const WORD: f64 = 0.66;
/// What is less alike is not offered.
const LEAST: f64 = 0.65;
/// Shorter text is contained in too much to be meant by it.
const CONTAINED: usize = 3;

/// At most three of the candidates that `asked` may mean, best first; each is a text and what to return for it.
///
/// Near are texts that contain it, texts with most of their letters in words that both have (a misspelled one counts
/// less), and texts alike as a whole. Equally near ones stay in the order given, and those that differ in case alone
/// are offered once. By letters alone a short name is near to everything, and none is better than a guess.
/// O(letters of all candidates).
///
/// ```
/// let known = ["concern", "signal", "Battery Storage"];
/// let nearest = |asked| portent::suggest::nearest(asked, known.map(|name| (name, name)));
/// assert_eq!(nearest("consern"), ["concern"]);
/// assert_eq!(nearest("storage batery"), ["Battery Storage"]);
/// assert!(nearest("zzz").is_empty());
/// ```
#[must_use]
pub fn nearest<'a, T>(asked: &str, candidates: impl IntoIterator<Item = (&'a str, T)>) -> Vec<T> {
    let mut asked = Asked::new(asked.to_lowercase());
    let mut near: Vec<(f64, String, T)> = Vec::new();
    for (text, item) in candidates {
        let text = text.to_lowercase();
        let likeness = asked.likeness(&text);
        if likeness >= LEAST {
            near.push((likeness, text, item));
        }
    }
    near.sort_by(|x, y| y.0.total_cmp(&x.0));
    let mut offered: Vec<(String, T)> = Vec::with_capacity(OFFERED);
    for (_, text, item) in near {
        if offered.len() < OFFERED && offered.iter().all(|(known, _)| *known != text) {
            offered.push((text, item));
        }
    }
    offered.into_iter().map(|(_, item)| item).collect()
}

/// [`nearest`] of plain words: the first, where one is near.
#[must_use]
pub fn nearest_word<'a>(asked: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest(asked, words.into_iter().map(|word| (word, word))).into_iter().next()
}

/// What was asked for, and how much each word met so far is like each of its words.
struct Asked {
    text: String,
    words: Vec<String>,
    known: FxHashMap<String, Vec<f64>>,
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

impl Asked {
    fn new(text: String) -> Self {
        let words = words(&text).map(str::to_owned).collect();
        Self { text, words, known: FxHashMap::default() }
    }

    /// From 0, not near, to 1, equal or contained.
    fn likeness(&mut self, name: &str) -> f64 {
        if self.text.chars().count() >= CONTAINED && name.contains(&self.text) {
            return 1.0;
        }
        let (longer, shorter) = (self.text.len().max(name.len()), self.text.len().min(name.len()));
        // The distance is at least the difference of the lengths.
        let comparable = shorter as f64 >= LEAST * longer as f64;
        let whole = if comparable { levenshtein(&self.text, name) } else { 0.0 };
        self.common(name).max(whole)
    }

    /// The share of letters in words that both have.
    fn common(&mut self, name: &str) -> f64 {
        let mut best = vec![0.0; self.words.len()];
        let (mut theirs, mut letters) = (0.0, 0.0);
        for word in words(name) {
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
            let like = |own: &String| Some(damerau_levenshtein(own, word)).filter(|&like| like >= WORD);
            let alike = self.words.iter().map(|own| like(own).unwrap_or(0.0)).collect();
            self.known.insert(word.to_owned(), alike);
        }
        self.known.get(word).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::{nearest, nearest_word};

    #[test]
    fn one_slip_in_a_short_word_is_meant_and_another_word_is_not() {
        assert_eq!(nearest_word("dto", ["dot", "svg"]), Some("dot"));
        assert_eq!(nearest_word("conections", ["connections", "pagerank"]), Some("connections"));
        assert_eq!(nearest_word("peace", ["space"]), None);
    }

    #[test]
    fn equally_near_ones_stay_in_order_and_case_alone_makes_no_second() {
        let known = ["Grid Fires", "grid fires", "Grid Towns", "Automation"];
        assert_eq!(nearest("grid", known.map(|name| (name, name))), ["Grid Fires", "Grid Towns"]);
    }
}
