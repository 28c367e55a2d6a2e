//! Words of other languages that the lists for English speak of: prepositions, words without meaning of their own, and
//! words that part names (rise and fall, small and large, numbers).
//!
//! Each stands for one English word, so that classes, synonyms, opposites and slots are written down once.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::language::Language;
use crate::resolve::language::foreign_stem::{foreign_stem, has_other_letters, without_accents};
use crate::resolve::language::normalize::pieces;
use crate::resolve::language::stem::stem;

/// The rows; the head of the file says how they read.
static TEXT: &str = include_str!("data/glosses.txt");

/// What a word says in English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Gloss {
    /// The English word.
    pub(crate) english: &'static str,
    /// It stands behind the words that it governs.
    pub(crate) behind: bool,
}

/// Glosses of one language.
#[derive(Default)]
pub(crate) struct Glosses {
    of_word: FxHashMap<String, Gloss>,
    /// The same by stem, without words of grammar.
    of_stem: FxHashMap<String, Gloss>,
    /// The English words that they say, without those of grammar.
    english: FxHashSet<&'static str>,
}

static GLOSSES: LazyLock<FxHashMap<Language, Glosses>> = LazyLock::new(|| {
    let mut all: FxHashMap<Language, Glosses> = FxHashMap::default();
    for line in TEXT.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split(' ');
        let (Some(code), Some(english)) = (words.next(), words.next()) else { continue };
        let Some(language) = Language::from_code(code) else { continue };
        let behind = english.starts_with('<');
        let gloss = Gloss { english: english.trim_start_matches('<'), behind };
        all.entry(language).or_default().extend(language, gloss, words);
    }
    all
});

/// Mark that stands for a space within a row.
const SPACE: char = '_';

/// Phrases that say one English word, with their language.
pub(crate) fn phrases() -> impl Iterator<Item = (Language, &'static str, String)> {
    let rows = TEXT.lines().filter(|line| !line.starts_with('#'));
    rows.flat_map(|line| {
        let (code, rest) = line.split_once(' ').unwrap_or_default();
        let (english, words) = rest.split_once(' ').unwrap_or_default();
        let language = Language::from_code(code);
        let phrases = words.split(' ').filter(|word| word.contains(SPACE));
        phrases.filter_map(move |phrase| Some((language?, english, phrase.replace(SPACE, " "))))
    })
}

static NONE: LazyLock<Glosses> = LazyLock::new(Glosses::default);

impl Glosses {
    /// Those of a language; none where it has no rows.
    pub(crate) fn of(language: Language) -> &'static Self {
        GLOSSES.get(&language).unwrap_or(&NONE)
    }

    fn extend<'w>(&mut self, language: Language, gloss: Gloss, words: impl Iterator<Item = &'w str>) {
        for word in words.filter(|word| !word.contains(SPACE)) {
            let normal = pieces(word).concat();
            if !is_grammar(gloss) {
                self.english.insert(gloss.english);
                self.of_stem.entry(foreign_stem(&normal, language)).or_insert(gloss);
            } else if let Some(bare) = written_plainly(&normal, language) {
                self.of_word.entry(bare).or_insert(gloss);
            }
            self.of_word.entry(normal).or_insert(gloss);
        }
    }

    /// Whether the language has no rows: its words of grammar are then told by their role alone.
    pub(crate) fn is_empty(&self) -> bool {
        self.of_word.is_empty()
    }

    /// What a word in normal form says.
    pub(crate) fn word(&self, normal: &str) -> Option<Gloss> {
        self.of_word.get(normal).copied()
    }

    /// Whether a word in normal form is grammar.
    pub(crate) fn is_function(&self, normal: &str) -> bool {
        self.word(normal).is_some_and(is_grammar)
    }

    /// The stem of an acronym: in English where the glosses say it so (`ai`, which is grammar in Italian), else its own.
    pub(crate) fn stem_of(&self, acronym: &str, language: Language) -> String {
        let gloss = self.word(acronym).filter(|gloss| !is_grammar(*gloss)).map(|gloss| gloss.english);
        let english = self.english.get(acronym).copied().or(gloss);
        english.map_or_else(|| foreign_stem(acronym, language), stem)
    }

    /// What a stem says, unless it is grammar.
    pub(crate) fn stem(&self, stem: &str) -> Option<&'static str> {
        self.of_stem.get(stem).map(|gloss| gloss.english)
    }

    /// What the longest beginning of a run of syllables says, and its length in bytes.
    pub(crate) fn longest_start(&self, run: &str) -> Option<(Gloss, usize)> {
        let ends = run.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST);
        let ends: Vec<usize> = ends.collect();
        ends.into_iter().rev().find_map(|end| Some((self.word(&run[..end])?, end)))
    }
}

/// A word of grammar without accents, or with umlauts spelled out (`segun`, `fuer`): no single letter, which names things.
fn written_plainly(word: &str, language: Language) -> Option<String> {
    let is_plain = word.is_ascii() || has_other_letters(language) || word.chars().nth(1).is_none();
    let spelled = || match language {
        Language::German => word.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue"),
        _ => without_accents(word),
    };
    (!is_plain).then(spelled)
}

/// Syllables of the longest word of grammar.
const LONGEST: usize = 8;

/// Whether a word opens a slot or has no meaning of its own.
pub(crate) fn is_grammar(gloss: Gloss) -> bool {
    gloss.behind || crate::resolve::language::words::is_stop(gloss.english)
}
