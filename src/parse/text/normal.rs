//! The form in which texts are compared: what makes no difference to a reader is taken off, what does stays.
//!
//! Case, white space, the look of quotes and dashes, and the punctuation around a word make no difference. Signs do:
//! `Oil ↑` is not `Oil ↓`, `v1.2.3` not `v12.3`, `C++` not `C#`, `-5 %` not `5 %`. So marks are taken off the ends of
//! words only, and only those that never carry a meaning of their own.

use std::borrow::Cow;
use std::hash::Hasher;

use rustc_hash::FxHasher;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The words of a text in normal form, in order; none is empty. Markup must be gone. Linear in the length of the text.
pub(in crate::parse) fn words(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    words_as_written(text).map(|(_, word)| word)
}

/// [`words`], each behind the word as it is written.
pub(in crate::parse) fn words_as_written(text: &str) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
    let bare = text.split_whitespace().map(bare).filter(|word| !word.is_empty());
    bare.map(|word| (word, folded(word))).filter(|(_, word)| !word.is_empty())
}

/// The normal form of a text: its words with single spaces between them.
pub(in crate::parse) fn normal(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for word in words(text) {
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.push_str(&word);
    }
    normal
}

/// Feeds the words of a text to a hasher: equal normal forms feed equal bytes. Returns how many words there were.
pub(in crate::parse) fn feed(text: &str, hasher: &mut FxHasher) -> usize {
    let mut count = 0;
    for word in words(text) {
        hasher.write(word.as_bytes());
        hasher.write_u8(b' ');
        count += weight(&word);
    }
    count
}

/// How many words a word counts for: one, or one for two characters of a script without spaces between words.
pub(in crate::parse) fn weight(word: &str) -> usize {
    if word.is_ascii() { 1 } else { word.chars().filter(|&c| is_spaceless(c)).count().div_ceil(2).max(1) }
}

/// A word, or its characters where the script has no spaces between words.
pub(in crate::parse) fn parts(word: &str) -> impl Iterator<Item = &str> {
    let spaceless = !word.is_ascii() && word.contains(is_spaceless);
    let whole = (!spaceless && !word.is_empty()).then_some(word);
    let characters = word.split_inclusive(|_| true).filter(move |_| spaceless);
    whole.into_iter().chain(characters)
}

/// Han, Kana, Thai, Lao, Khmer and Burmese.
fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
        || matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
        || matches!(c, '\u{20000}'..='\u{3ffff}')
}

/// The word without quotes, brackets and punctuation around it.
fn bare(word: &str) -> &str {
    // Most words are a run of letters, which one look at each end tells.
    let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    if plain(word.as_bytes().first()) && plain(word.as_bytes().last()) {
        return word;
    }
    word.trim_start_matches(opens).trim_end_matches(closes)
}

fn opens(c: char) -> bool {
    is_quote(c) || matches!(c, '(' | '[' | '{' | '\u{bf}' | '\u{a1}' | '\u{ff08}' | '\u{3010}')
}

fn closes(c: char) -> bool {
    is_quote(c)
        || matches!(
            c,
            ')' | ']' | '}' | '.' | ',' | ';' | ':' | '!' | '?' | '\u{2026}' | '\u{ff09}' | '\u{3011}'
        )
        || matches!(
            c,
            '\u{3002}' | '\u{3001}' | '\u{ff0c}' | '\u{ff1b}' | '\u{ff1a}' | '\u{ff01}' | '\u{ff1f}'
        )
        || matches!(c, '\u{61f}' | '\u{60c}' | '\u{61b}')
}

fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '`' | '\u{b4}' | '\u{ab}' | '\u{bb}' | '\u{2018}'..='\u{201f}' | '\u{2039}' | '\u{203a}'
    ) || matches!(c, '\u{300a}'..='\u{300f}' | '\u{3008}' | '\u{3009}')
}

/// The word in lower case, composed, with one look of apostrophes and dashes; nothing where it is but a dash.
fn folded(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return match word {
            "-" | "--" | "---" => Cow::Borrowed(""),
            _ if word.bytes().any(|byte| byte.is_ascii_uppercase()) => Cow::Owned(word.to_ascii_lowercase()),
            _ => Cow::Borrowed(word),
        };
    }
    let composed: Cow<'_, str> = match is_nfc_quick(word.chars()) {
        IsNormalized::Yes => word.into(),
        _ => word.nfc().collect::<String>().into(),
    };
    let unified: String = composed.chars().filter_map(unified).collect();
    let folded = caseless::default_case_fold_str(&unified);
    if folded.chars().all(|c| c == '-') { Cow::Borrowed("") } else { Cow::Owned(folded) }
}

/// One look for characters that differ in look alone; nothing for those that nobody sees.
fn unified(c: char) -> Option<char> {
    match c {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe0e}' | '\u{fe0f}' => None,
        // Hyphens, dashes and the minus sign.
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => Some('-'),
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' => Some('\''),
        // Full-width forms of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_no_difference_is_taken_off() {
        for text in [
            "Thin Ice",
            "THIN  ice.",
            "\u{201c}Thin Ice\u{201d}",
            "(thin) \u{2013} ice!",
            "Thin\u{ad} \u{ff29}ce",
        ] {
            assert_eq!(normal(text), "thin ice", "{text}");
        }
        assert_eq!(normal("well\u{2011}known, don\u{2019}t"), normal("Well-known; don't"));
        assert_eq!(normal("cafe\u{301} STRASSE"), normal("Caf\u{e9} stra\u{df}e"));
        assert_eq!(normal("\u{300c}\u{6c34}\u{7d20}\u{300d}\u{3002}"), "\u{6c34}\u{7d20}");
        assert_eq!(normal(" \u{2013} -- ... "), "");
    }

    #[test]
    fn signs_carry_meaning_and_stay() {
        for (a, b) in [
            ("Oil \u{2191}", "Oil \u{2193}"),
            ("v1.2.3", "v12.3"),
            ("C++", "C#"),
            ("C++", "C"),
            ("1.5", "15"),
            ("-5 %", "5 %"),
            ("5 %", "5 \u{2030}"),
            ("\u{b1}2", "2"),
            (".NET", "Net"),
            ("$5", "\u{20ac}5"),
            ("<10", ">10"),
            ("\u{2264}10", "\u{2265}10"),
            ("\u{ac}p", "p"),
            ("TCP/IP", "TCP IP"),
            ("m\u{b2}", "m2"),
            ("A*", "A"),
        ] {
            assert_ne!(normal(a), normal(b), "{a} {b}");
        }
        assert_eq!(normal("\u{2212}5"), normal("-5"), "a minus is a dash");
    }

    #[test]
    fn equal_forms_hash_alike_and_words_are_counted() {
        let hash = |text: &str| {
            let mut hasher = FxHasher::default();
            (feed(text, &mut hasher), hasher.finish())
        };
        assert_eq!(hash("Thin   Ice."), hash("thin ice"));
        assert_eq!(hash("thin ice").0, 2);
        assert_ne!(hash("thinice").1, hash("thin ice").1);
    }
}
