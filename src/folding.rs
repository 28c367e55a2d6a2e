//! Texts that are one text to a reader: in any case, any Unicode form, with any white space.

use std::borrow::Cow;

use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;

/// The form in which two texts are equal where they differ in case, Unicode form or white space alone.
///
/// Full case folding (`Straße` is `STRASSE`) between compatibility decomposition and composition; white space at the
/// ends goes, within it becomes one space. O(text), and without tables for plain ASCII. Source: Unicode 16, section
/// 3.13, D146.
///
/// ```
/// use portent::folding::folded;
/// assert_eq!(folded(" Acteur  CLÉ "), folded("acteur cle\u{301}"));
/// assert_ne!(folded("acteur clé"), folded("acteur cle"));
/// ```
#[must_use]
pub fn folded(text: &str) -> String {
    let text: Cow<'_, str> = if text.is_ascii() {
        text.to_ascii_lowercase().into()
    } else {
        text.nfkd().default_case_fold().nfkc().collect::<String>().into()
    };
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// Whether `text` is `wanted` once [`folded`], which `wanted` is already; plain ASCII is compared without a copy.
#[must_use]
pub fn folds_to(text: &str, wanted: &str) -> bool {
    if !text.is_ascii() {
        return folded(text) == wanted;
    }
    let mut words = wanted.split_whitespace();
    let are_equal =
        text.split_whitespace().all(|word| words.next().is_some_and(|next| next.eq_ignore_ascii_case(word)));
    are_equal && words.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::{folded, folds_to};

    #[test]
    fn case_form_and_spacing_do_not_tell_texts_apart() {
        let alike = [
            ("Stra\u{df}e", "STRASSE"),
            ("\u{410}\u{43a}\u{442}\u{439}", "\u{430}\u{41a}\u{422}\u{438}\u{306}"),
            ("\u{ff21}\u{ff22}", "ab"),
            ("\u{3ac}\u{3c2}", "\u{386}\u{3a3}"),
            ("a\t b\u{a0}c", "A B C"),
        ];
        for (a, b) in alike {
            assert_eq!(folded(a), folded(b));
            assert!(folds_to(a, &folded(b)) && folds_to(b, &folded(a)));
        }
    }

    #[test]
    fn marks_and_signs_tell_texts_apart() {
        for (a, b) in [("\u{30ac}\u{30b9}", "\u{30ab}\u{30b9}"), ("C++", "C"), ("e\u{301}", "e"), ("", "a")] {
            assert_ne!(folded(a), folded(b));
            assert!(!folds_to(a, &folded(b)) && !folds_to(b, &folded(a)));
        }
        assert!(!folds_to("a b", "a") && !folds_to("a", "a b"));
    }
}
