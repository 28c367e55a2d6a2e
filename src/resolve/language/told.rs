//! Which language a text tells by itself, and how surely.

use whichlang::Lang;

use crate::language::Language;
use crate::resolve::language::glosses::Glosses;
use crate::resolve::language::normalize::pieces;
use crate::resolve::language::words::is_stop;

/// Texts of more words tell their language by function words alone.
const ENOUGH: usize = 30;

/// What a text tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// Its language.
    Surely(Language),
    /// A short text, by its letters and its words.
    Likely(Language),
    /// By its letters perhaps this one.
    Perhaps(Language),
}

impl Told {
    /// The language that it surely or likely is.
    pub(super) fn speaks(self) -> Option<Language> {
        match self {
            Self::Surely(language) | Self::Likely(language) => Some(language),
            Self::Perhaps(_) => None,
        }
    }

    /// The language where no other article is asked.
    pub(super) fn alone(self) -> Language {
        match self {
            Self::Surely(language) | Self::Likely(language) => language,
            Self::Perhaps(language) if is_told_by_script(language) => language,
            Self::Perhaps(_) => Language::English,
        }
    }
}

/// The language that the script of a text tells; `None` for Latin letters.
pub(super) fn script(text: &str) -> Option<Language> {
    if text.is_ascii() { None } else { Language::of_script(text) }
}

pub(super) fn is_told_by_script(language: Language) -> bool {
    use Language::{Arabic, Chinese, Japanese, Korean, Thai};
    matches!(language, Arabic | Chinese | Japanese | Korean | Thai)
}

/// What a text tells alone. [`Language::of`] decides for long ones; short ones hold few function words, so that letter
/// n-grams have a say, backed by a word or a letter that English has not. O(length).
pub(super) fn told(text: &str) -> Told {
    let by_words = Language::of(text);
    if is_told_by_script(by_words) {
        let is_short = by_words == Language::Chinese && text.chars().count() < ENOUGH;
        let may_be_japanese = is_short && !text.contains(CHINESE);
        return if may_be_japanese { Told::Perhaps(by_words) } else { Told::Surely(by_words) };
    }
    if text.split_whitespace().nth(ENOUGH).is_some() {
        return Told::Surely(if by_words == Language::Other { Language::English } else { by_words });
    }
    let by_letters = language_of(whichlang::detect_language(text));
    match by_letters {
        _ if by_letters == by_words => Told::Likely(by_letters),
        Language::English | Language::Other => Told::Perhaps(Language::English),
        _ if speaks(text, by_letters) => Told::Likely(by_letters),
        // Function words of several languages: letters tell which.
        _ if !matches!(by_words, Language::English | Language::Other) => {
            let is_said = pieces(text).iter().any(|word| Glosses::of(by_letters).is_function(word));
            Told::Likely(if is_said { by_letters } else { by_words })
        }
        _ => Told::Perhaps(by_letters),
    }
}

/// Whether a text is English within one in another language: surely, or by a word of English grammar that is none of the
/// other language (`Bias in Trainingsdaten` holds none). O(length).
pub(super) fn is_english_within(text: &str, around: Language) -> bool {
    let glosses = Glosses::of(around);
    let is_own = |word: &String| is_stop(word) && !glosses.is_function(word);
    match told(text) {
        Told::Surely(language) => language == Language::English,
        Told::Likely(Language::English) => pieces(text).iter().any(is_own),
        Told::Likely(_) | Told::Perhaps(_) => false,
    }
}

/// Characters of Chinese grammar that Japanese does without.
const CHINESE: [char; 12] = ['的', '被', '这', '這', '们', '們', '在', '和', '了', '与', '與', '對'];

/// Whether a text holds a function word of a language, or a letter, that English names do not hold.
fn speaks(text: &str, language: Language) -> bool {
    let glosses = Glosses::of(language);
    let is_own = |word: &String| glosses.is_function(word) && !IN_ENGLISH.contains(&word.as_str());
    let is_foreign = |c: char| c.is_alphabetic() && !c.is_ascii();
    !glosses.is_empty() && (text.chars().any(is_foreign) || pieces(text).iter().any(is_own))
}

/// Function words of other languages that English names hold too.
static IN_ENGLISH: &[&str] = &[
    "a", "al", "am", "an", "as", "at", "by", "con", "d", "de", "des", "die", "do", "due", "e", "el", "et",
    "for", "he", "i", "in", "is", "l", "la", "las", "le", "los", "me", "no", "o", "of", "on", "or", "os",
    "per", "pour", "s", "san", "son", "sur", "the", "to", "up", "us", "van", "versus", "via", "von", "vs",
    "y",
];

fn language_of(letters: Lang) -> Language {
    match letters {
        Lang::Ara => Language::Arabic,
        Lang::Cmn => Language::Chinese,
        Lang::Deu => Language::German,
        Lang::Eng => Language::English,
        Lang::Fra => Language::French,
        Lang::Ita => Language::Italian,
        Lang::Jpn => Language::Japanese,
        Lang::Kor => Language::Korean,
        Lang::Nld => Language::Dutch,
        Lang::Por => Language::Portuguese,
        Lang::Rus => Language::Russian,
        Lang::Spa => Language::Spanish,
        Lang::Swe => Language::Swedish,
        Lang::Tur => Language::Turkish,
        Lang::Hin | Lang::Vie => Language::Other,
    }
}
