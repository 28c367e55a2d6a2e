//! Name -> equal-name form -> tokens.
//!
//! Two steps, kept apart. [`normalize`] gives the form in which names are *equal* (case, width,
//! punctuation, `%`); it is cautious, because equal names of one kind are never parted again.
//! [`tokens`] gives the words that are *compared* (spelling, number words, letters apart from digits).

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, char::is_combining_mark, is_nfkc_quick};

use crate::resolve::language::{numbers, signs, words};

/// The form in which names are equal: NFKC, case folded, punctuation and white space as single spaces, nothing
/// invisible, `51%` as `51 percent`, `&` as `and`, `1,000` as `1000`, `1,5` as `1.5`, `A.I.` as `ai`, the possessive
/// `'s` dropped. `C++`, `A-`, `-3` and signs that carry the sense (`↑`, `≥`, 👎) keep them. Never empty for text that
/// holds more than white space.
///
/// Linear in the length of `name`.
///
/// ```
/// use portent::resolve::normalize::normalize;
/// assert_eq!(normalize("The  “51%”-Attack"), "the 51 percent attack");
/// assert_eq!(normalize("Nvidia’s NeMo"), normalize("nvidia nemo"));
/// assert_eq!(normalize("U.S. Chip Ban"), normalize("US chip ban"));
/// assert_ne!(normalize("C++"), normalize("C#"));
/// assert_ne!(normalize("Warming > 2 °C"), normalize("Warming < 2 °C"));
/// ```
#[must_use]
pub fn normalize(name: &str) -> String {
    let folded = fold(name);
    let normal = words_and_signs(&folded);
    if normal.is_empty() { folded.trim().to_owned() } else { normal }
}

/// Folded text without what is neither word nor sign; empty where nothing is left.
fn words_and_signs(folded: &str) -> String {
    let chars: Vec<char> = folded.chars().collect();
    let mut normal = String::with_capacity(folded.len());
    let mut at = 0;
    while at < chars.len() {
        at += push(&mut normal, &chars, at);
    }
    drop_possessives(normal.trim_end())
}

/// NFKC and Unicode case folding; plain ASCII takes the short way.
fn fold(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    let seen = visible(name);
    let composed: Cow<'_, str> = match is_nfkc_quick(seen.chars()) {
        IsNormalized::Yes => seen.into(),
        _ => seen.nfkc().collect::<String>().into(),
    };
    // Folding can break the composed form (ΐ), so it is composed once more.
    caseless::default_case_fold_str(&composed).nfkc().collect()
}

/// What NFKC would lose: digits raised above others become an exponent (`10⁶` as `10^6`; `m²` stays `m2`), fractions
/// leave the number before them, thousands parted by a fixed space join. Nothing invisible stays.
fn visible(name: &str) -> String {
    let chars: Vec<char> = name.chars().filter(|&c| !signs::is_invisible(c)).collect();
    let mut seen = String::with_capacity(name.len());
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).map_or(' ', |before| chars[before]);
        let raised = signs::raised(c);
        let is_digit = |ahead: usize| chars.get(at + ahead).is_some_and(char::is_ascii_digit);
        match c {
            '\u{A0}' | '\u{202F}' | '\u{2009}'
                if before.is_ascii_digit() && (1..=3).all(is_digit) && !is_digit(4) => {}
            '¼'..='¾' | '⅐'..='⅞' if before.is_ascii_digit() => seen.extend([' ', c]),
            _ if raised.is_some() && before.is_ascii_digit() => seen.extend(['^', raised.unwrap_or(c)]),
            _ if raised.is_some() && signs::raised(before).is_some() => seen.push(raised.unwrap_or(c)),
            _ => seen.push(c),
        }
    }
    seen
}

/// Mark that stands for an apostrophe until possessives are dropped.
const APOSTROPHE: char = '\'';

/// Writes what stands at a place, and says how many characters that takes.
fn push(normal: &mut String, chars: &[char], at: usize) -> usize {
    let c = chars[at];
    let near = |place: Option<usize>| place.and_then(|place| chars.get(place)).copied().unwrap_or(' ');
    let (previous, next) = (near(at.checked_sub(1)), near(at.checked_add(1)));
    if c.is_ascii_digit() {
        let (number, length) = numbers::read(&chars[at..]);
        normal.push_str(&number);
        return length;
    }
    if let Some(length) = dotted(&chars[at..]).filter(|_| !previous.is_alphanumeric() && previous != '.') {
        normal.extend(chars[at..at + length].iter().filter(|letter| **letter != '.'));
        return length;
    }
    if c.is_alphanumeric() || is_combining_mark(c) {
        normal.push(c);
        return 1;
    }
    if let Some((sign, length)) = signs::typed(&chars[at..]) {
        word(normal, sign.encode_utf8(&mut [0; 4]));
        return length;
    }
    let is_behind_word = previous.is_alphanumeric() || previous == '+';
    match c {
        '\'' | '’' | 'ʼ' | '‘' if previous.is_alphanumeric() && next.is_alphanumeric() => {
            normal.push(APOSTROPHE);
        }
        '+' | '#' if is_behind_word && !next.is_alphanumeric() => normal.push(c),
        '-' | '−' if next.is_ascii_digit() && !is_behind_word && !matches!(previous, '.' | ',' | '/') => {
            space(normal);
            normal.push('-');
        }
        '-' if matches!(previous, 'a'..='f') && is_grade(chars, at) => normal.push(c),
        '<' | '>' if compares(chars, at) => word(normal, c.encode_utf8(&mut [0; 4])),
        _ => match (signs::word(c), signs::sign(c)) {
            (Some(spoken), _) => word(normal, spoken),
            (None, Some(sign)) => word(normal, sign.encode_utf8(&mut [0; 4])),
            (None, None) => space(normal),
        },
    }
    1
}

/// How long an abbreviation with dots is: `a.i.`, `u.s`; two letters or more, each alone.
fn dotted(chars: &[char]) -> Option<usize> {
    let is_letter = |at: usize| chars.get(at).is_some_and(|c| c.is_alphabetic());
    let mut length = 0;
    while is_letter(length) && chars.get(length + 1) == Some(&'.') {
        length += 2;
    }
    let is_last = is_letter(length) && !chars.get(length + 1).is_some_and(|c| c.is_alphanumeric());
    length += usize::from(is_last && length > 0);
    (length >= 3 && !is_letter(length)).then_some(length)
}

/// A minus behind a single letter at the end of the name or of a bracket: Grade A-.
fn is_grade(chars: &[char], at: usize) -> bool {
    let is_alone = at < 2 || !chars[at - 2].is_alphanumeric() && chars[at - 2] != '.';
    is_alone && chars.get(at + 1).is_none_or(|next| matches!(next, ')' | ']' | '"' | ',' | ';'))
}

/// Brackets of tags and marks of quotation compare nothing: a number must follow, or something stand on both sides.
fn compares(chars: &[char], at: usize) -> bool {
    let behind = chars[at + 1..].iter().find(|c| **c != ' ');
    let is_number =
        behind.is_some_and(|c| c.is_ascii_digit() || matches!(c, '$' | '€' | '£' | '¥' | '-' | '.'));
    let is_between = at > 1 && chars[at - 1] == ' ' && chars.get(at + 1) == Some(&' ') && behind.is_some();
    let is_letter = at > 0 && chars[at - 1].is_alphabetic();
    is_between || is_number && !is_letter
}

fn space(normal: &mut String) {
    if !normal.is_empty() && !normal.ends_with(' ') {
        normal.push(' ');
    }
}

fn word(normal: &mut String, word: &str) {
    // The two halves of a flag stay together.
    if !(normal.ends_with(|last| signs::sign(last) == Some(last)) && signs::is_sign(word)) {
        space(normal);
    }
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

/// [`tokens`] of a part of a name, none where it has no word.
#[must_use]
pub(crate) fn tokens_of_part(part: &str) -> Vec<String> {
    tokens(&words_and_signs(&fold(part)))
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
            // `over` is a preposition before most words: concerns over jobs.
            Some(prefix) if prefix == "over" && !words::is_overdone(piece) => Some(piece.into()),
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

/// Parts letters from digits; ordinals (`2nd`), exponents and what has a usual form (`CO2`) stay whole.
fn split_digits(token: &str) -> Vec<&str> {
    let bytes = token.as_bytes();
    if !token.is_ascii() || bytes.iter().all(|b| !b.is_ascii_digit()) || is_whole(token) {
        return vec![token];
    }
    if let Some(rest) = token.strip_prefix('-') {
        // A minus belongs to its number.
        return match split_digits(rest)[..] {
            [number, ref units @ ..] => [&[&token[..=number.len()]], units].concat(),
            [] => vec![token],
        };
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

fn is_whole(token: &str) -> bool {
    is_ordinal(token) || token.contains('^') || words::form_of(token).is_some()
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
    match words::form_of(word).or_else(|| signs::spoken(word)).or_else(|| word.strip_suffix(".0")) {
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

    // T20: Unicode forms.
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
    fn signs_that_carry_the_sense_part_names_and_invisible_ones_do_not() {
        let apart = [
            ("Wages ↑", "Wages ↓"),
            ("Heat ≥ 40", "Heat ≤ 40"),
            ("Rent > 900", "Rent < 900"),
            ("Rents (+2 %)", "Rents (-2 %)"),
            ("Oil → Wind", "Oil ← Wind"),
            ("👍 Night Trains", "👎 Night Trains"),
            ("¥300 Tea", "€300 Tea"),
            ("Rating B-", "Rating B"),
            ("🇫🇷 Grids", "🇩🇪 Grids"),
            ("Yield of 10⁴", "Yield of 104"),
            ("2,5 Meters", "25 Meters"),
        ];
        for (a, b) in apart {
            assert_ne!(normalize(a), normalize(b));
        }
        let together = [
            ("Ferry\u{200B} Lines", "Fer\u{AD}ry Lines"),
            ("☀️ Roofs", "☀ Roofs"),
            ("U.S. Ports", "US ports"),
            ("A.I.-Driven Tugs", "AI-Driven Tugs"),
            ("Oil -> Wind", "Oil → Wind"),
            ("Pipes of 3 m²", "Pipes of 3 m2"),
            ("2,5 Meters", "2.5 Meters"),
            ("12\u{202F}500 Boats", "12,500 boats"),
            ("<Tug> - Report", "Tug Report"),
            ("2020-2030", "2020 2030"),
        ];
        for (a, b) in together {
            assert_eq!(normalize(a), normalize(b));
        }
    }

    #[test]
    fn signs_of_direction_are_compared_as_words() {
        assert_eq!(compared("Wages ↓"), ["wages", "falling"]);
        assert_eq!(compared("Oil → Wind"), compared("Oil to Wind"));
        assert_eq!(compared("Rents (-2 %)"), ["rents", "-2", "percent"]);
        assert_eq!(compared("3rd Port"), compared("Third Port"));
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
