//! Words of headings and column headers in the form in which they are compared.

use std::borrow::Cow;

use caseless::Caseless as _;
use unicode_normalization::UnicodeNormalization as _;

use crate::parse::vocabulary::modifiers::{is_modifier, without_affixes};

/// The letters and digits of a heading or header, equal for all ways to write it: case, Unicode form, accents, spacing
/// and punctuation are ignored (`Signaux  FAIBLES:` is `signaux-faibles`). The marks of Japanese syllables stay, since
/// they make other letters. O(text).
pub(in crate::parse) fn key(text: &str) -> String {
    if text.is_ascii() {
        return text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    }
    let bare = text.nfkd().filter(|&c| !is_accent(c));
    bare.default_case_fold().nfkc().filter(|c| c.is_alphanumeric()).collect()
}

/// Marks over and under letters of Latin, Greek, Cyrillic, Hebrew and Arabic, and the Arabic line that stretches a word.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}')
}

/// The spellings under which a heading may be known, the closest to what stands there first: without number, marks,
/// attributes and counts; without what stands in parentheses or a second time; without words such as `Key`, `Top 10`,
/// `of the week`. At most eight.
pub(in crate::parse) fn spellings(heading: &str) -> Vec<String> {
    let bare = bare(heading);
    let (outer, inner) = parentheses(&bare);
    let mut found: Vec<String> = Vec::new();
    for text in [bare.as_str(), outer, inner.unwrap_or_default()] {
        for spelling in [key(text), key(&without_modifiers(text)), without_affixes(&key(text)).to_owned()] {
            if !spelling.is_empty() && !found.contains(&spelling) {
                found.push(spelling);
            }
        }
    }
    found
}

/// The key of a heading without number, marks, attributes and counts: equal for headings that mean one. O(text).
pub(in crate::parse) fn bare_key(heading: &str) -> String {
    let bare = key(&bare(heading));
    if bare.is_empty() { key(heading) } else { bare }
}

/// The parts of a heading that names several things (`Risks and challenges`); none where it names one.
pub(in crate::parse) fn parts(heading: &str) -> Vec<String> {
    let text = bare(heading);
    let spaced: Vec<&str> = text.split_whitespace().collect();
    let joins = |word: &&str| JOINS.contains(&word.to_lowercase().as_str());
    let parts: Vec<String> = if spaced.iter().any(joins) {
        spaced.split(joins).map(|words| words.join(" ")).collect()
    } else {
        text.split(JOINING).map(str::to_owned).collect()
    };
    if (2..=4).contains(&parts.len()) { parts } else { Vec::new() }
}

/// Words between two things of one heading.
static JOINS: &[&str] = &["and", "&", "/", "+", "und", "et", "y", "e", "en", "و", "및"];

/// Signs and words between two things where words have no spaces.
static JOINING: &[char] = &['/', '&', ',', '、', '和', '与', '與', '及', '・', '，', '／', '＆'];

/// A heading without markup, number, emoji, attributes and count around it.
fn bare(heading: &str) -> String {
    let mut text = heading.trim().trim_end_matches('#').trim_end();
    loop {
        let before = text;
        text = without_tail(without_number(text)).trim();
        if text == before {
            return text.to_owned();
        }
    }
}

/// Without what stands in front: marks, emoji, `3.2`, `1)`, `(2)`, `IV.`, `B.`, `一、`, `（三）`.
fn without_number(text: &str) -> &str {
    let text =
        text.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | '（' | '[' | '{'));
    let opened = text.strip_prefix(['(', '（', '[']);
    let inner = opened.unwrap_or(text);
    let digits = inner.find(|c: char| !c.is_numeric() && !matches!(c, '.' | '-')).unwrap_or(inner.len());
    let counted = if digits > 0 { digits } else { numeral(inner) };
    let Some(rest) = inner.get(counted..).filter(|_| counted > 0) else { return text };
    let ended = rest.trim_start_matches([')', '）', ']', '.', '、', '．', ':', '：', '\u{FE0F}', '\u{20E3}']);
    let stops =
        ended.len() < rest.len() || inner[..counted].ends_with('.') || rest.starts_with([' ', '\u{3000}']);
    if stops && !(digits == 0 && ended.len() == rest.len()) && !ended.trim().is_empty() {
        ended
    } else {
        text
    }
}

/// The length of a Roman, Chinese or lettered number at the start; 0 where none stands there.
fn numeral(text: &str) -> usize {
    let of = |set: &str| text.find(|c: char| !set.contains(c)).unwrap_or(text.len());
    let letter = text.chars().next().filter(char::is_ascii_uppercase).map_or(0, char::len_utf8);
    of("IVXLC").max(of("一二三四五六七八九十")).max(letter)
}

/// Without what stands behind: colons, emoji, `{#id .class}`, `(12)`, `[[link]]`, `^block`.
fn without_tail(text: &str) -> &str {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '）' | ']' | '}'));
    let cut = |open: &str, close: &str| {
        let start = text.strip_suffix(close)?.rfind(open)?;
        Some((&text[..start], &text[start + open.len()..text.len() - close.len()]))
    };
    if let Some((before, _)) =
        cut("{", "}").or_else(|| cut("[[", "]]")).filter(|(before, _)| has_letters(before))
    {
        return before;
    }
    for (open, close) in [("(", ")"), ("（", "）"), ("[", "]")] {
        if let Some((before, inner)) = cut(open, close)
            && has_letters(before)
            && !inner.chars().any(char::is_alphabetic)
        {
            return before;
        }
    }
    if let Some(at) = text.rfind(" ^").filter(|_| !text.ends_with(')')) {
        return &text[..at];
    }
    if has_letters(text) && text.ends_with(char::is_numeric) {
        let words = text.trim_end_matches(|c: char| c.is_numeric() || matches!(c, '.' | '-' | '/'));
        // `Signals - 12`, `Signals 2026`, and not `CO2`.
        if words.ends_with([' ', '\u{3000}']) {
            return words;
        }
    }
    text
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// `Signals (weak ones)` as what stands before the parentheses and in them. A long remark may say anything
/// (`Technologies (that we lost)`): then the parts do not count.
fn parentheses(text: &str) -> (&str, Option<&str>) {
    let found = [("(", ")"), ("（", "）"), ("[[", "]]")].iter().find_map(|(open, close)| {
        let start = text.strip_suffix(close)?.find(open)?;
        Some((text[..start].trim(), &text[start + open.len()..text.len() - close.len()]))
    });
    match found {
        Some((outer, inner)) if inner.split_whitespace().count() <= 2 && !outer.is_empty() => {
            (outer, Some(inner))
        }
        _ => (text, None),
    }
}

/// Without words at either end that say which ones and not what (`Key`, `emerging`, `of the week`, numbers).
fn without_modifiers(text: &str) -> Cow<'_, str> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let drop = |word: &&&str| {
        let word = key(word);
        word.is_empty() || word.chars().all(char::is_numeric) || is_modifier(&word)
    };
    let front = words.iter().take_while(drop).count();
    let back = words.iter().rev().take_while(drop).count();
    if front + back == 0 || front + back >= words.len() {
        return text.into();
    }
    words[front..words.len() - back].join(" ").into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::vocabulary::modifiers;

    #[test]
    fn keys_are_equal_for_all_ways_to_write_a_word() {
        for (a, b) in [
            ("Re\u{301}sume\u{301}", "RÉSUMÉ :"),
            ("Straße", "STRASSE"),
            ("10-Year", "10 year"),
            ("الإشارات", "الاشارات"),
            ("ＳＩＧＮＡＬＳ", "signals"),
            ("ﾄﾚﾝﾄﾞ", "トレンド"),
        ] {
            assert_eq!(key(a), key(b), "{a} {b}");
        }
        assert_ne!(key("ガス"), key("カス"));
    }

    #[test]
    fn numbers_marks_attributes_and_counts_stand_around_a_heading() {
        for heading in [
            "1. Signals",
            "3.2 Signals",
            "(4) Signals",
            "IV. Signals",
            "B) Signals",
            "一、Signals",
            "（三）Signals",
            "🔭 Signals 🔭",
            "**Signals**:",
            "Signals {#sec:x .y}",
            "Signals (12)",
            "Signals [3]",
            "Signals - 12",
            "Signals [[Signals]]",
            "Signals ^b12",
            "2️⃣ Signals",
            "Signals：",
            "§ 3 Signals",
            "Signals 2026",
        ] {
            assert!(
                spellings(heading).contains(&"signals".to_owned()),
                "{heading}: {:?}",
                spellings(heading)
            );
        }
    }

    #[test]
    fn a_heading_is_more_than_a_word_in_it() {
        for heading in
            ["Technologies we lost", "Why signals matter", "Technologies (that we lost)", "No signals"]
        {
            assert!(!spellings(heading).iter().any(|s| s == "signals" || s == "technologies"), "{heading}");
        }
        assert!(spellings("Key signals of the week").contains(&"signals".to_owned()));
        assert!(spellings("核心判断 (Signals)").contains(&"signals".to_owned()));
        assert!(spellings("CO2").contains(&"co2".to_owned()));
    }

    #[test]
    fn modifiers_stand_in_their_table_as_they_are_compared() {
        for word in modifiers::all() {
            assert_eq!(key(word), word);
        }
        assert_eq!(without_affixes("本周工具"), "工具");
        assert_eq!(without_affixes("本周"), "本周");
    }

    #[test]
    fn hostile_headings_end() {
        for heading in ["", "((((", "1.1.1.", "[[]]", "{}", "^", "（）", "一二三", "1", "I"] {
            assert!(spellings(heading).len() <= 9, "{heading}");
            parts(heading);
        }
    }
}
