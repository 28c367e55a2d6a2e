//! Two names with their aligned words: what vetoes and signs look at.

use crate::resolve::judging::align::Alignment;
use crate::resolve::judging::features::measures::Pair;
use crate::resolve::language::words::{self, Classes, Slot};
use crate::resolve::names::lexicon::Lexicon;
use crate::resolve::names::profile::{Profile, Stem, Word};

/// Two names with their aligned words.
pub(crate) struct Sides<'a> {
    /// The words of all names.
    pub lexicon: &'a Lexicon,
    /// One name.
    pub a: &'a Profile,
    /// The other.
    pub b: &'a Profile,
    /// Which words answer each other.
    pub alignment: &'a Alignment,
    /// No vectors speak of the two.
    pub strings_alone: bool,
}

/// One of two names, seen against the other.
pub(crate) struct Side<'a> {
    /// Its words without a partner.
    pub left: Vec<&'a Stem>,
    /// The other name.
    pub other: &'a Profile,
    /// The words of the other without a partner.
    pub left_of_other: Vec<&'a Stem>,
}

impl<'a> Sides<'a> {
    /// The two names of a pair.
    pub(crate) fn of(pair: &'a Pair<'_>) -> Self {
        let (a, b) = pair.sides();
        let strings_alone = pair.vectors.is_none();
        Self { lexicon: pair.lexicon, a, b, alignment: pair.alignment(), strings_alone }
    }

    /// The stem of a word.
    pub(crate) fn stem(&self, word: Word) -> &'a Stem {
        self.lexicon.stem(word)
    }

    /// Whether a word is of one of the classes.
    pub(crate) fn has(&self, word: Word, classes: Classes) -> bool {
        self.stem(word).classes & classes != 0
    }

    /// A word that names something, and not only emphasis, tone or a general thing.
    pub(crate) fn is_content(&self, word: Word) -> bool {
        !self.has(word, words::LIGHT)
    }

    /// A word of the class without a partner on exactly one side.
    pub(crate) fn one_sided(&self, classes: Classes) -> bool {
        let only_a = self.alignment.only_a(self.a).any(|word| self.has(word, classes));
        only_a != self.alignment.only_b(self.b).any(|word| self.has(word, classes))
    }

    /// Whether exactly one name has a word behind the preposition.
    pub(crate) fn slot_on_one_side(&self, slot: Slot) -> bool {
        let holds = |profile: &Profile| profile.words.iter().any(|word| word.slot == slot);
        holds(self.a) != holds(self.b)
    }

    /// Whether a name holds a word of one of the classes.
    pub(crate) fn any(&self, profile: &Profile, classes: Classes) -> bool {
        profile.words.iter().any(|&word| self.has(word, classes))
    }

    /// Whether it holds for one of the names, seen against the other.
    pub(crate) fn either(&self, holds: impl Fn(&Side<'a>) -> bool) -> bool {
        let left_a = || self.alignment.only_a(self.a).map(|word| self.stem(word)).collect();
        let left_b = || self.alignment.only_b(self.b).map(|word| self.stem(word)).collect();
        let a = Side { left: left_a(), other: self.b, left_of_other: left_b() };
        holds(&a) || holds(&Side { left: a.left_of_other, other: self.a, left_of_other: a.left })
    }
}
