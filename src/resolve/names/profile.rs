//! What is known of one name: its words by stem, its articles, what is said of it.

use crate::language::Language;
use crate::parse::{ArticleId, KindId};
use crate::resolve::language::joints::Joints;
use crate::resolve::language::vetoes::Rival;
use crate::resolve::language::words::{Classes, Slot};
use crate::resolve::names::description::Pooled;

portent_graph::index_type! {
    /// Index of a stem in the lexicon.
    pub struct StemId;
}

/// Words of one name that are compared; a longer name never merges by likeness.
pub(crate) const MAX_WORDS: usize = 32;

/// Names of one kind in an article beyond which it is a collection of many hands or days, not one list.
pub(crate) const LONGEST_LIST: u32 = 40;

/// One word of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Its stem.
    pub stem: StemId,
    /// Behind which preposition it stands.
    pub slot: Slot,
    /// What stands right before it; none are read in English.
    pub(crate) joints: Joints,
}

/// What is known of one name.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Of which kind.
    pub kind: KindId,
    /// Its words without stop words, in order, at most [`MAX_WORDS`].
    pub words: Vec<Word>,
    /// It has more words than are compared.
    pub truncated: bool,
    /// The classes of all its words together.
    pub classes: Classes,
    /// The articles that use it, sorted, no repeats.
    pub articles: Vec<ArticleId>,
    /// Those of its articles in which its kind has at most [`LONGEST_LIST`] names: lists of one author.
    pub lists: Vec<ArticleId>,
    /// Its pooled descriptions.
    pub description: Pooled,
    /// The language in which it is read; English where none is told.
    pub language: Language,
    /// Other languages than English tell of it: vectors and weights know little of their words, so its form decides.
    pub formal: bool,
    /// Of a name of one word: that word without plural, all other endings kept.
    pub inflected: Option<String>,
}

impl Profile {
    /// Whether some article uses both names.
    #[must_use]
    pub fn shares_article(&self, other: &Self) -> bool {
        meet(&self.articles, &other.articles)
    }

    /// Whether some article uses both names in one list, where they are of one kind.
    #[must_use]
    pub fn shares_list(&self, other: &Self) -> bool {
        meet(&self.lists, &other.lists)
    }
}

/// Whether two sorted lists share an entry.
fn meet(a: &[ArticleId], b: &[ArticleId]) -> bool {
    let (mut i, mut j) = (0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        if x == y {
            return true;
        }
        i += usize::from(x < y);
        j += usize::from(y < x);
    }
    false
}

/// What is known of one stem.
#[derive(Debug, Clone)]
pub struct Stem {
    /// Its text.
    pub text: String,
    /// The first word met that has it, for comparing spellings.
    pub form: String,
    /// In how many names it occurs; with frozen statistics, in how many of those.
    pub frequency: u32,
    /// Rarity, 0 (in every name) to 1 (in one name): ln(1 + n/f) / ln(1 + n).
    pub rarity: f64,
    /// Bits of [`words::CLASSES`].
    pub classes: Classes,
    /// The thing of a closed set that it names: a color, a country.
    pub(crate) rival: Option<Rival>,
    /// It holds a digit: a number, version or code.
    pub number: bool,
    /// It is no common English word, as far as the one who judges knows any.
    pub(crate) unknown: bool,
    /// What it means: the row of its synonyms, counted down from the largest number; itself for most.
    pub sense: u32,
    /// The stem that blocking uses: synonyms and likely misspellings share it.
    pub key: StemId,
}

impl Stem {
    pub(super) fn new(text: &str, form: String, id: StemId) -> Self {
        let number = text.bytes().any(|b| b.is_ascii_digit());
        Self {
            text: text.to_owned(),
            form,
            frequency: 0,
            rarity: 0.0,
            classes: 0,
            rival: None,
            number,
            unknown: false,
            sense: id.get(),
            key: id,
        }
    }
}
