//! Words that are no subjects, by language.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::tag::Language;

/// The words; the head of the file says how it reads.
static TEXT: &str = include_str!("data/stop_words.txt");

/// What the list of a language says.
#[derive(Default)]
pub(super) struct StopWords {
    /// Words that tell the language.
    pub(super) function: FxHashSet<&'static str>,
    /// Further words that part phrases.
    pub(super) parting: FxHashSet<&'static str>,
    /// Words that say nothing alone.
    pub(super) generic: FxHashSet<&'static str>,
    /// Nouns that say nothing alone.
    pub(super) general: FxHashSet<&'static str>,
    /// Words that open a noun phrase.
    pub(super) determiners: FxHashSet<&'static str>,
    /// Words that join the words of a phrase.
    pub(super) links: FxHashSet<&'static str>,
}

static LISTS: LazyLock<FxHashMap<Language, StopWords>> = LazyLock::new(|| {
    let mut lists: FxHashMap<Language, StopWords> = FxHashMap::default();
    for line in TEXT.lines().filter(|line| !line.starts_with('#')) {
        let Some((head, words)) = line.split_once(' ') else { continue };
        let Some(language) = head.get(..2).and_then(Language::from_code) else { continue };
        let list = lists.entry(language).or_default();
        let kept = match &head[2..] {
            ":" => &mut list.function,
            "+" => &mut list.parting,
            "~" => &mut list.generic,
            "-" => &mut list.general,
            "^" => &mut list.determiners,
            _ => &mut list.links,
        };
        kept.extend(words.split_whitespace());
    }
    lists
});

static NONE: LazyLock<StopWords> = LazyLock::new(StopWords::default);

impl StopWords {
    /// The lists of a language; empty where it has none.
    pub(super) fn of(language: Language) -> &'static Self {
        LISTS.get(&language).unwrap_or(&NONE)
    }

    /// Whether a word in small letters parts phrases.
    pub(super) fn parts(&self, word: &str) -> bool {
        self.function.contains(word) || self.parting.contains(word)
    }
}

/// The languages that have a list, in their order.
pub(super) fn listed() -> impl Iterator<Item = (Language, &'static StopWords)> {
    Language::ALL.iter().map(|&language| (language, StopWords::of(language)))
}

impl Language {
    /// Whether a word in small letters joins or parts others here and means nothing by itself.
    pub(crate) fn is_grammar(self, word: &str) -> bool {
        let list = StopWords::of(self);
        list.parts(word) || list.links.contains(word) || list.determiners.contains(word)
    }

    /// Whether its words that open a noun phrase (`the`, `une`) are known and stand alone.
    #[must_use]
    pub fn has_determiners(self) -> bool {
        !StopWords::of(self).determiners.is_empty()
    }
}
