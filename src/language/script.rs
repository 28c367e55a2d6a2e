//! Which script a character belongs to, as far as words depend on it.

use unicode_normalization::char::is_combining_mark;

/// A script, as far as words depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    /// Chinese characters.
    Han,
    /// The syllables that carry Japanese grammar.
    Hiragana,
    /// The syllables of Japanese loan words.
    Katakana,
    /// Korean syllables.
    Hangul,
    /// Thai letters and signs.
    Thai,
    /// Letters of all other scripts, digits and marks on letters: words stand between spaces.
    Spaced,
    /// White space.
    Space,
    /// All other: punctuation, symbols.
    Sign,
}

/// The script of a character. Blocks of Unicode 15.
pub(super) fn script(c: char) -> Script {
    if c.is_ascii() {
        return match c {
            _ if c.is_ascii_alphanumeric() => Script::Spaced,
            _ if c.is_ascii_whitespace() => Script::Space,
            _ => Script::Sign,
        };
    }
    match c {
        '\u{3005}'
        | '\u{3007}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}' => Script::Han,
        '\u{3041}'..='\u{309F}' => Script::Hiragana,
        '\u{30FB}' => Script::Sign,
        '\u{30A1}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9F}' => Script::Katakana,
        '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{AC00}'..='\u{D7A3}' => Script::Hangul,
        '\u{0E2F}' | '\u{0E46}' | '\u{0E4F}' | '\u{0E5A}' | '\u{0E5B}' | '\u{0E3F}' => Script::Sign,
        '\u{0E01}'..='\u{0E4E}' => Script::Thai,
        _ if c.is_alphanumeric() || is_combining_mark(c) => Script::Spaced,
        _ if c.is_whitespace() => Script::Space,
        _ => Script::Sign,
    }
}

/// Whether words of the script of a character are written without spaces between them.
#[must_use]
pub fn is_without_spaces(c: char) -> bool {
    matches!(script(c), Script::Han | Script::Hiragana | Script::Katakana | Script::Thai)
}
