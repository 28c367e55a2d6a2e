//! Numbered words of many texts, side by side.

use std::ops::Index;

/// The words of many texts in one array: no text has memory of its own, and reading them in order is reading memory
/// in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordRows {
    /// Where each text ends.
    ends: Vec<u32>,
    words: Vec<u32>,
}

impl WordRows {
    /// None yet, with room for so many texts and words.
    pub(super) fn with_room(texts: usize, words: usize) -> Self {
        Self { ends: Vec::with_capacity(texts), words: Vec::with_capacity(words) }
    }

    /// How many words all texts have together.
    #[must_use]
    pub fn word_count(&self) -> usize {
        self.words.len()
    }

    /// How many texts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Adds a text.
    pub(super) fn push(&mut self, words: impl IntoIterator<Item = u32>) {
        self.words.extend(words);
        self.ends.push(u32::try_from(self.words.len()).expect("fewer than 2^32 words"));
    }

    /// Adds all texts of another, each word as `renumber` has it.
    pub(super) fn append(&mut self, other: &Self, renumber: impl Fn(u32) -> u32) {
        let before = u32::try_from(self.words.len()).expect("fewer than 2^32 words");
        self.words.extend(other.words.iter().map(|&word| renumber(word)));
        self.ends
            .extend(other.ends.iter().map(|end| before.checked_add(*end).expect("fewer than 2^32 words")));
    }
}

impl Index<usize> for WordRows {
    type Output = [u32];

    /// The words of one text. Panics past the end, as a slice does.
    fn index(&self, text: usize) -> &[u32] {
        let start = text.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.words[start as usize..self.ends[text] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::WordRows;

    #[test]
    fn texts_keep_their_words_and_their_order() {
        let mut rows = WordRows::default();
        assert!(rows.is_empty());
        rows.push([3, 1]);
        rows.push([]);
        let mut all = WordRows::default();
        all.push([9]);
        all.append(&rows, |word| word + 10);
        all.append(&rows, |word| word);
        let read: Vec<&[u32]> = (0..all.len()).map(|text| &all[text]).collect();
        assert_eq!(read, [&[9][..], &[13, 11], &[], &[3, 1], &[]]);
    }
}
