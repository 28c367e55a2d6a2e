//! Words that are looked for in texts, whatever their inflection and spelling, in all languages of an archive.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::language::{Language, is_without_spaces, words};
use crate::resolve::language::foreign_stem::foreign_stem;
use crate::resolve::language::normalize::spell;
use crate::resolve::language::stem::stem;
use crate::resolve::language::words::is_stop;
use portent_graph::index_type;

/// Texts, evenly spaced, that tell the languages of an archive.
const SAMPLE: usize = 200;
/// One text in so many is in a language that the archive speaks.
const LEAST_SHARE: usize = 50;
/// Words of so many capitals are names, even where small letters would make them grammar (`US`, `IT`).
const ACRONYM: usize = 3;
/// Longer words, in bytes, are no grammar.
const LONGEST_GRAMMAR: usize = 24;

index_type! {
    /// A word that is looked for.
    pub(crate) struct SoughtId;
}

/// What a word of a text is to those who look for others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Met {
    /// One that is looked for.
    Sought(SoughtId),
    /// It joins others and means nothing by itself: `of`, `the`.
    Grammar,
    /// Any other.
    Other,
}

/// Words that are looked for. Two words are one where their stems are equal in a language of the archive.
#[derive(Debug)]
pub(crate) struct Sought {
    languages: Vec<Language>,
    by_stem: FxHashMap<(Language, String), SoughtId>,
    count: usize,
}

impl Sought {
    /// None yet, in an archive that speaks these languages; see [`spoken`].
    pub(crate) fn new(languages: Vec<Language>) -> Self {
        Self { languages, by_stem: FxHashMap::default(), count: 0 }
    }

    /// The number of a word, the next one where it is new.
    pub(crate) fn add(&mut self, word: &str) -> SoughtId {
        let keys: Vec<(Language, String)> = self.keys(word).collect();
        let known = keys.iter().find_map(|key| self.by_stem.get(key).copied());
        let id = known.unwrap_or_else(|| SoughtId::from(self.count));
        self.count = self.count.max(usize::from(id) + 1);
        for key in keys {
            self.by_stem.entry(key).or_insert(id);
        }
        id
    }

    /// The languages of the archive, English first.
    pub(crate) fn languages(&self) -> &[Language] {
        &self.languages
    }

    /// How many words are looked for.
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    fn known(&self, word: &str) -> Option<SoughtId> {
        self.keys(word).find_map(|key| self.by_stem.get(&key).copied())
    }

    /// The stem of a word in each language.
    fn keys(&self, word: &str) -> impl Iterator<Item = (Language, String)> {
        self.languages.iter().map(move |&language| (language, stem_in(word, language)))
    }

    /// What a word is, as written.
    pub(crate) fn meet(&self, word: &str) -> Met {
        if self.is_grammar(word) { Met::Grammar } else { self.known(word).map_or(Met::Other, Met::Sought) }
    }

    /// Whether a word means nothing by itself.
    pub(crate) fn is_grammar(&self, word: &str) -> bool {
        let is_acronym = word.len() <= ACRONYM && word.bytes().all(|b| b.is_ascii_uppercase());
        if is_acronym || word.len() > LONGEST_GRAMMAR {
            return false;
        }
        let small = word.to_lowercase();
        is_stop(&small) || self.languages.iter().any(|language| language.is_grammar(&small))
    }
}

/// Reads texts for the words that are looked for; each distinct word is stemmed once.
pub(crate) struct Reader<'s> {
    sought: &'s Sought,
    known: FxHashMap<Box<str>, Met>,
}

impl<'s> Reader<'s> {
    pub(crate) fn new(sought: &'s Sought) -> Self {
        Self { sought, known: FxHashMap::default() }
    }

    /// The words of a text, in order. O(length).
    pub(crate) fn read(&mut self, text: &str, mut met: impl FnMut(Met)) {
        each_word(text, |word| {
            let known = self.known.get(word).copied();
            met(known.unwrap_or_else(|| {
                let found = self.sought.meet(word);
                self.known.insert(word.into(), found);
                found
            }));
        });
    }
}

/// The words of a text as written, without the marks that join them: `machine-learning` is two, as is `l'eau`. A single
/// Latin letter is none. O(length).
pub(crate) fn each_word<'t>(text: &'t str, mut word: impl FnMut(&'t str)) {
    let is_word = |piece: &&str| piece.len() > 1 || piece.starts_with(|c: char| c.is_ascii_digit());
    if text.is_ascii() {
        text.split(|c: char| !c.is_ascii_alphanumeric()).filter(is_word).for_each(word);
        return;
    }
    let between = |c: char| !c.is_alphanumeric() && !is_combining_mark(c);
    let by_script = Language::of_script(text);
    if by_script.is_none() && !text.contains(is_without_spaces) {
        text.split(between).filter(is_word).for_each(word);
        return;
    }
    for found in words(text, by_script.unwrap_or_default()) {
        found.text.split(between).filter(is_word).for_each(&mut word);
    }
}

/// The languages that texts are in, English first; a sample of them tells. O(texts + letters of the sample).
pub(crate) fn spoken(texts: &[&str]) -> Vec<Language> {
    let mut counts: BTreeMap<Language, usize> = BTreeMap::new();
    let step = texts.len().div_ceil(SAMPLE).max(1);
    for text in texts.iter().step_by(step) {
        *counts.entry(Language::of(text)).or_default() += 1;
    }
    let told: usize = counts.values().sum();
    counts.retain(|language, count| {
        !matches!(language, Language::Other | Language::English) && *count * LEAST_SHARE >= told
    });
    std::iter::once(Language::English).chain(counts.into_keys()).collect()
}

/// The English stem of a word as written.
pub(crate) fn english_stem(word: &str) -> String {
    stem_in(word, Language::English)
}

fn stem_in(word: &str, language: Language) -> String {
    let small = if word.is_ascii() {
        word.to_ascii_lowercase()
    } else {
        word.nfkc().flat_map(char::to_lowercase).collect()
    };
    match language {
        Language::English | Language::Other => stem(&spell(&small)),
        _ => foreign_stem(&small, language),
    }
}

#[cfg(test)]
mod tests {
    use super::{Met, Reader, Sought, each_word, spoken};
    use crate::language::Language;

    fn pieces(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        each_word(text, |word| found.push(word));
        found
    }

    #[test]
    fn marks_between_words_part_them_in_any_script() {
        assert_eq!(pieces("machine-learning, 6G & a U.S. law"), ["machine", "learning", "6G", "law"]);
        assert_eq!(pieces("l’eau des réseaux"), ["eau", "des", "réseaux"]);
        assert_eq!(pieces("数据中心 uses 水"), ["数据", "中心", "uses", "水"]);
        assert!(pieces("").is_empty());
    }

    #[test]
    fn inflections_are_one_word_in_each_language_of_the_archive() {
        let mut sought = Sought::new(vec![Language::English, Language::German]);
        let battery = sought.add("Batterien");
        let job = sought.add("jobs");
        let mut met = Vec::new();
        Reader::new(&sought).read("the Batterie of a JOB in Town", |word| met.push(word));
        assert_eq!(
            met,
            [Met::Grammar, Met::Sought(battery), Met::Grammar, Met::Sought(job), Met::Grammar, Met::Other]
        );
    }

    #[test]
    fn texts_tell_the_languages_of_an_archive() {
        let texts =
            ["The harbor sells the warm water of its cranes", "Le port vend l'eau chaude de ses grues"];
        assert_eq!(spoken(&texts), [Language::English, Language::French]);
        assert_eq!(spoken(&[]), [Language::English]);
    }
}
