//! Guesses: what a heading may mean that no table knows, by the words within it.

use crate::parse::vocabulary::section::{KindId, Schema, Section};

/// So many words of a heading are looked at.
const MOST_WORDS: usize = 12;
/// So many words, or letters of a script without spaces, are looked at together.
const WINDOW: usize = 4;
/// So many letters of a script without spaces are looked at.
const MOST_LETTERS: usize = 40;

impl Schema {
    /// The kind that a heading may mean: that of the longest run of its words that is a heading, and of two equally long
    /// ones the last, since the word that says what stands there comes last in most languages (`Open source tools`). Of
    /// scripts without spaces, runs of letters. A guess is a proposal to a person; reading never follows one.
    /// O(words of the heading · headings of the configuration).
    ///
    /// ```
    /// use portent::parse::{KindId, Schema};
    ///
    /// let schema = Schema::default();
    /// assert_eq!(schema.guess("Faint signals and other noise"), Some(KindId::SIGNAL));
    /// assert_eq!(schema.guess("How we got here"), None);
    /// ```
    #[must_use]
    pub fn guess(&self, heading: &str) -> Option<KindId> {
        let words: Vec<&str> = heading
            .split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-'))
            .filter(|word| !word.is_empty())
            .take(MOST_WORDS)
            .collect();
        self.longest(words.len(), |from, to| words[from..to].join(" "))
            .or_else(|| self.guess_letters(heading))
    }

    /// The same of letters that no spaces part.
    fn guess_letters(&self, heading: &str) -> Option<KindId> {
        let letters: Vec<char> = heading.chars().filter(|c| c.is_alphabetic()).take(MOST_LETTERS).collect();
        let dense = |letters: &[char]| letters.iter().all(|&c| c >= '\u{2E80}');
        self.longest(letters.len(), |from, to| {
            if to - from > 1 && dense(&letters[from..to]) {
                letters[from..to].iter().collect()
            } else {
                String::new()
            }
        })
    }

    /// The kind of the longest window that is a heading.
    fn longest(&self, length: usize, window: impl Fn(usize, usize) -> String) -> Option<KindId> {
        let sizes = (1..=WINDOW.min(length)).rev();
        sizes.flat_map(|size| (size..=length).rev().map(move |end| (end - size, end))).find_map(
            |(from, to)| match self.section(&window(from, to)) {
                // `item` is what no heading names.
                Some(Section::Mentions(kind)) if self.find("item") != Some(kind) => Some(kind),
                _ => None,
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_run_of_words_decides_and_then_the_last() {
        let schema = Schema::default();
        for (heading, kind) in [
            ("New signals from the coast", Some(KindId::SIGNAL)),
            ("Themes of our concerns", Some(KindId::CONCERN)),
            ("Open-source technologies!", Some(KindId::TECHNOLOGY)),
            ("Crate of the week", None),
            ("Signalling", None),
            ("", None),
        ] {
            assert_eq!(schema.guess(heading), kind, "{heading}");
        }
    }

    #[test]
    fn letters_without_spaces_are_looked_at_in_runs() {
        let mut schema = Schema::default();
        schema.headings.push(("工具".into(), Section::Mentions(KindId::TECHNOLOGY)));
        assert_eq!(schema.guess("本周开源工具推荐"), Some(KindId::TECHNOLOGY));
        assert_eq!(schema.guess("本周文章"), None);
    }

    #[test]
    fn long_headings_are_read_as_far_as_headings_go() {
        let schema = Schema::default();
        assert_eq!(schema.guess(&format!("{} signals", "word ".repeat(100_000))), None);
        assert_eq!(schema.guess(&"字".repeat(100_000)), None);
    }
}
