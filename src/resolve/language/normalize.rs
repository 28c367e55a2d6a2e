//! Name -> equal-name form -> tokens.
//!
//! Two steps, kept apart. [`normalize`] gives the form in which names are *equal* (case, width,
//! punctuation, `%`); it is cautious, because equal names of one kind are never parted again.
//! [`tokens`] gives the words that are *compared* (spelling, number words, letters apart from digits).

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, char::is_combining_mark, is_nfkc_quick};

use crate::resolve::language::words;

/// The form in which names are equal: NFKC, case folded, punctuation and white space as single
/// spaces, `51%` as `51 percent`, `&` as `and`, `1,000` as `1000`, the possessive `'s` dropped.
/// `C++` and `C#` keep their signs. Never empty for text that holds more than white space.
///
/// Linear in the length of `name`.
///
/// ```
/// use portent::resolve::normalize::normalize;
/// assert_eq!(normalize("The  “51%”-Attack"), "the 51 percent attack");
/// assert_eq!(normalize("Nvidia’s NeMo"), normalize("nvidia nemo"));
/// assert_ne!(normalize("C++"), normalize("C#"));
/// ```
#[must_use]
pub fn normalize(name: &str) -> String {
    let folded = fold(name);
    let normal = words_and_signs(&folded);
    if normal.is_empty() { folded.trim().to_owned() } else { normal }
}

/// Folded text without what is neither word nor sign; empty where nothing is left.
fn words_and_signs(folded: &str) -> String {
    let mut normal = String::with_capacity(folded.len());
    let mut previous = ' ';
    let mut rest = folded.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        push(&mut normal, previous, c, next);
        previous = c;
    }
    drop_possessives(normal.trim_end())
}

/// NFKC and Unicode case folding; plain ASCII takes the short way.
fn fold(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    let composed: Cow<'_, str> = match is_nfkc_quick(name.chars()) {
        IsNormalized::Yes => name.into(),
        _ => name.nfkc().collect::<String>().into(),
    };
    // Folding can break the composed form (ΐ), so it is composed once more.
    caseless::default_case_fold_str(&composed).nfkc().collect()
}

/// Mark that stands for an apostrophe until possessives are dropped.
const APOSTROPHE: char = '\'';

fn push(normal: &mut String, previous: char, c: char, next: char) {
    match c {
        '%' => word(normal, "percent"),
        '&' => word(normal, "and"),
        '$' => word(normal, "dollar"),
        '€' => word(normal, "euro"),
        '£' => word(normal, "pound"),
        '\'' | '’' | 'ʼ' | '‘' if previous.is_alphanumeric() && next.is_alphanumeric() => {
            normal.push(APOSTROPHE)
        }
        '.' if previous.is_ascii_digit() && next.is_ascii_digit() => normal.push('.'),
        ',' if previous.is_ascii_digit() && next.is_ascii_digit() => {}
        '+' | '#' if (previous.is_alphanumeric() || previous == '+') && !next.is_alphanumeric() => {
            normal.push(c)
        }
        _ if c.is_alphanumeric() || is_combining_mark(c) => normal.push(c),
        _ => space(normal),
    }
}

fn space(normal: &mut String) {
    if !normal.is_empty() && !normal.ends_with(' ') {
        normal.push(' ');
    }
}

fn word(normal: &mut String, word: &str) {
    space(normal);
    normal.push_str(word);
    normal.push(' ');
}

/// `nvidia's` -> `nvidia`, `don't` -> `dont`, `women's` -> `women`.
fn drop_possessives(normal: &str) -> String {
    if !normal.contains(APOSTROPHE) {
        return normal.to_owned();
    }
    let bare = |token: &str| token.strip_suffix("'s").unwrap_or(token).replace(APOSTROPHE, "");
    normal.split(' ').map(bare).filter(|token| !token.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The words of a normalized name in the spelling in which they are compared: American spelling,
/// number words as digits, letters apart from digits (`gpt4` as `gpt`, `4`), prefixes joined
/// (`multi generational` as `multigenerational`).
///
/// ```
/// use portent::resolve::normalize::{normalize, tokens};
/// assert_eq!(tokens(&normalize("GPT4 Behaviour")), tokens(&normalize("GPT-4 behavior")));
/// assert_eq!(tokens("over reliance"), ["overreliance"]);
/// ```
#[must_use]
pub fn tokens(normal: &str) -> Vec<String> {
    let mut joined = Joined::default();
    let mut tokens: Vec<String> = normal
        .split_whitespace()
        .flat_map(split_digits)
        .filter_map(|piece| joined.next(piece, words::PREFIXES.contains(&piece)))
        .map(|token| spell(&token))
        .collect();
    tokens.extend(joined.prefix);
    tokens
}

/// Joins a prefix that stands alone to the piece behind it.
#[derive(Debug, Default)]
pub(crate) struct Joined {
    /// The prefix that waits for its word; a token of its own where none comes.
    pub(crate) prefix: Option<String>,
}

impl Joined {
    /// The word that a piece completes.
    pub(crate) fn next<'p>(&mut self, piece: &'p str, is_prefix: bool) -> Option<Cow<'p, str>> {
        match self.prefix.take() {
            Some(prefix) => Some((prefix + piece).into()),
            None if is_prefix => {
                self.prefix = Some(piece.to_owned());
                None
            }
            None => Some(piece.into()),
        }
    }
}

/// The pieces of a stretch of text without white space, before prefixes are joined and words
/// spelled: the pieces of a text are those of its stretches.
pub(crate) fn pieces(stretch: &str) -> Vec<String> {
    let normal = words_and_signs(&fold(stretch));
    normal.split_whitespace().flat_map(split_digits).map(str::to_owned).collect()
}

/// Parts letters from digits; ordinals (`2nd`) stay whole.
fn split_digits(token: &str) -> Vec<&str> {
    let bytes = token.as_bytes();
    if !token.is_ascii() || bytes.iter().all(|b| !b.is_ascii_digit()) || is_ordinal(token) {
        return vec![token];
    }
    let number = |b: u8| b.is_ascii_digit() || b == b'.';
    let mut pieces = Vec::new();
    let mut start = 0;
    for at in 1..bytes.len() {
        if number(bytes[at - 1]) != number(bytes[at]) {
            pieces.push(&token[start..at]);
            start = at;
        }
    }
    pieces.push(&token[start..]);
    pieces
}

fn is_ordinal(token: &str) -> bool {
    ["st", "nd", "rd", "th"].iter().any(|end| {
        token
            .strip_suffix(end)
            .is_some_and(|head| !head.is_empty() && head.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// One word in American spelling; numbers in their shortest form.
pub(crate) fn spell(word: &str) -> String {
    match words::form_of(word).or_else(|| word.strip_suffix(".0")) {
        Some(usual) => usual.to_owned(),
        None => words::american(word),
    }
}

#[cfg(test)]
mod tests {
    use super::{normalize, tokens};

    fn compared(name: &str) -> Vec<String> {
        tokens(&normalize(name))
    }

    #[test]
    fn percent_signs_ampersands_and_thousands_do_not_part_names() {
        assert_eq!(normalize("51% of R&D"), "51 percent of r and d");
        assert_eq!(normalize("51 percent of R & D"), "51 percent of r and d");
        assert_eq!(normalize("10,000 Steps"), "10000 steps");
        assert_eq!(normalize("Web 3.5"), "web 3.5");
    }

    #[test]
    fn width_case_and_composition_do_not_part_names() {
        assert_eq!(normalize("ＡＩ Ｌａｂ"), "ai lab");
        assert_eq!(normalize("STRASSE"), normalize("straße"));
        assert_eq!(normalize("Cafe\u{301}"), normalize("CAFÉ"));
        assert_eq!(normalize("हिन्दी"), "हिन्दी");
    }

    #[test]
    fn signs_alone_stay_a_name_of_their_own() {
        assert_eq!(normalize(" 🚀 "), "🚀");
        assert_eq!(normalize("C++"), "c++");
        assert_eq!(normalize("5+ Years"), "5+ years");
    }

    #[test]
    fn spelling_variants_and_number_words_compare_equal() {
        assert_eq!(compared("Behavioural Organisation"), compared("Behavioral Organization"));
        assert_eq!(compared("Three Data Centres"), compared("3 data centers"));
        assert_eq!(compared("Multi-Generational"), compared("multigenerational"));
        assert_eq!(compared("Web 3.0"), compared("Web3"));
        assert_ne!(compared("ASR1603"), compared("ASR1605"));
    }
}
