//! Arabic words: conjunctions and prepositions that are written together with the next word.

/// The bytes of a conjunction or preposition before the article `ال`: `وال`, `بال`, `كال`, `فال`; and of `لل`, which
/// holds the article. Elsewhere a first letter may belong to the word.
pub(super) fn prefix(word: &str) -> usize {
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return 0 };
    let rest = letters.as_str();
    let long = rest.chars().count() >= 4;
    match first {
        '\u{648}' | '\u{641}' | '\u{628}' | '\u{643}' if long && rest.starts_with("\u{627}\u{644}") => {
            first.len_utf8()
        }
        '\u{644}' if long && rest.starts_with('\u{644}') => first.len_utf8() + '\u{644}'.len_utf8(),
        _ => 0,
    }
}

/// The word without its article, for comparison.
pub(super) fn without_article(word: &str) -> &str {
    word.strip_prefix("\u{627}\u{644}").filter(|rest| rest.chars().count() >= 2).unwrap_or(word)
}
