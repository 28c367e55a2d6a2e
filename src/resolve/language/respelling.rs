//! Words written without their accents (`coleccion`) or with umlauts spelled out (`Faehre`), as addresses and plain keyboards
//! give them.
//!
//! Nothing is guessed: a word is respelled where the archive writes the other form, so `neue` and `Steuer` stay.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::language::{Language, fold};
use crate::resolve::language::foreign_stem::{foreign_stem, is_romance, without_accents};

/// Letters that German spells as two where it has no others.
pub(crate) const UMLAUTS: [char; 3] = ['ä', 'ö', 'ü'];

/// The words of an archive in one language that have accents or umlauts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Accents {
    /// Romance words by what is left of their singular without accents.
    of_bare: FxHashMap<String, String>,
    /// Stems of German words with umlauts.
    umlauts: FxHashSet<String>,
}

impl Accents {
    /// Remembers a word in normal form. O(length).
    pub(crate) fn learn(&mut self, word: &str, language: Language) {
        if word.is_ascii() {
            return;
        }
        if is_romance(language) {
            let known = self.of_bare.entry(bare(word, language)).or_insert_with(|| word.to_owned());
            // Of several, whichever is met first.
            if word < known.as_str() {
                *known = word.to_owned();
            }
        } else if language == Language::German && word.contains(UMLAUTS) {
            self.umlauts.insert(foreign_stem(word, language));
        }
    }

    /// A word with the accents that the archive writes, where this one has none. O(length).
    pub(crate) fn of(&self, word: &str, language: Language) -> Option<&str> {
        let lacks = word.is_ascii() && is_romance(language);
        lacks.then(|| self.of_bare.get(&bare(word, language))).flatten().map(String::as_str)
    }

    /// Whether the archive has a German word with umlauts in some inflection.
    pub(crate) fn knows_umlaut(&self, word: &str, language: Language) -> bool {
        self.umlauts.contains(&foreign_stem(word, language))
    }
}

fn bare(word: &str, language: Language) -> String {
    without_accents(&fold(word, language))
}

/// A German word with umlauts for `ae`, `oe` and `ue`, but for `ue` behind a vowel or `q`; `None` where it has none.
pub(crate) fn with_umlauts(word: &str) -> Option<String> {
    let mut spelled = String::with_capacity(word.len());
    for c in word.chars() {
        let mut before = spelled.chars().rev();
        let (last, earlier) = (before.next(), before.next());
        let umlaut = match (last, c) {
            (Some('a'), 'e') => Some('ä'),
            (Some('o'), 'e') => Some('ö'),
            (Some('u'), 'e') if !matches!(earlier, Some('a' | 'e' | 'o' | 'q')) => Some('ü'),
            _ => None,
        };
        if umlaut.is_some() {
            spelled.pop();
        }
        spelled.push(umlaut.unwrap_or(c));
    }
    (spelled != word).then_some(spelled)
}

#[cfg(test)]
mod tests {
    use super::{Accents, with_umlauts};
    use crate::language::Language;

    #[test]
    fn umlauts_come_back_but_not_from_other_vowels() {
        assert_eq!(with_umlauts("faehrgebuehr").as_deref(), Some("fährgebühr"));
        for whole in ["neue", "steuer", "quelle", "dauer", "hafen"] {
            assert_eq!(with_umlauts(whole), None, "{whole}");
        }
    }

    #[test]
    fn accents_come_back_where_the_archive_writes_them() {
        let mut accents = Accents::default();
        accents.learn("colecciones", Language::Spanish);
        accents.learn("colección", Language::Spanish);
        assert_eq!(accents.of("coleccion", Language::Spanish), Some("colección"));
        assert_eq!(accents.of("puerto", Language::Spanish), None);
    }
}
