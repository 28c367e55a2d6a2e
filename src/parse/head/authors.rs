//! Who wrote a page: the names of people in the values of keys such as `author`.
//!
//! A name is written in many ways (`Jane Reed`, `Reed, Jane`, `[[Jane Reed]]`, `Jane Reed <jane@a.example> (Port of A)`),
//! and one text may hold several. What is no name (an address, "anonymous", a sentence) is none; the value stays an
//! attribute in any case.

use crate::parse::head::entry::{Value, Written};
use crate::parse::head::links::is_template;
use crate::parse::head::values::unlinked;
use crate::parse::text::inline;
use crate::parse::text::line::Place;

/// A longer text is no name.
const LONGEST: usize = 60;
const MOST_WORDS: usize = 7;

/// Signs between names, whatever the order of their words.
const BETWEEN: [char; 6] = [';', '；', '、', '|', '\n', '•'];

/// Words between names.
const AND: [&str; 6] = ["and", "&", "et", "und", "與", "和"];

/// What stands behind a name: degrees, which are left out.
const DEGREES: [&str; 9] = ["phd", "md", "msc", "bsc", "mba", "ma", "dphil", "esq", "edd"];

/// What stands behind a name and belongs to it.
const SUFFIXES: [&str; 10] = ["jr", "sr", "ii", "iii", "iv", "inc", "ltd", "llc", "gmbh", "corp"];

/// Words of an institution, which is where a person works.
const INSTITUTIONS: [&str; 12] = [
    "university",
    "université",
    "universität",
    "universidad",
    "università",
    "institute",
    "college",
    "school",
    "department",
    "laboratory",
    "ministry",
    "center",
];

/// Words for nobody.
const NOBODY: [&str; 12] = [
    "anonymous",
    "unknown",
    "various",
    "none",
    "nobody",
    "author",
    "authors",
    "n/a",
    "tbd",
    "inconnu",
    "unbekannt",
    "佚名",
];

/// The people that the values of one key name, in order, each with its place. `several`: the key speaks of more than one,
/// as `authors` does. Linear in the length of the values.
pub(in crate::parse) fn people(values: &[Value], written: Written, several: bool) -> Vec<(String, Place)> {
    let mut found = Vec::new();
    for value in values.iter().filter(|value| !is_template(&value.text)) {
        let text = bare(&unlinked(&value.text).0);
        let groups = text.split(BETWEEN).filter(|group| !group.trim().is_empty());
        // Other signs between names leave the comma to the words of one.
        let several = several && written != Written::List && groups.clone().nth(1).is_none();
        for group in groups {
            let joined = between_words(group);
            // In `A, B and C` the comma parts names; in `Reed, Jane and Holm, Ann` it parts the words of one.
            let listed = joined.len() > 1 && joined.iter().any(|part| !part.contains([',', '，']));
            for part in &joined {
                let names = if listed {
                    part.split([',', '，']).map(str::to_owned).collect()
                } else {
                    by_comma(part, several && joined.len() == 1)
                };
                found.extend(names.iter().filter_map(|name| Some((name_of(name)?, value.place))));
            }
        }
    }
    found
}

/// The text without what stands in brackets, addresses and marks of footnotes.
fn bare(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' | '<' | '[' | '{' | '（' => depth += 1,
            ')' | '>' | ']' | '}' | '）' => depth = depth.saturating_sub(1),
            '*' | '†' | '‡' | '§' | '¹' | '²' | '³' | '⁴' | '⁵' | '"' | '“' | '”' => {}
            c if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    let is_address = |word: &str| word.contains("://") || word.chars().skip(1).any(|c| c == '@');
    // Words alone lose their addresses; line breaks part names.
    kept.split('\n')
        .map(|line| line.split_whitespace().filter(|word| !is_address(word)).collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The parts between words such as `and`.
fn between_words(text: &str) -> Vec<String> {
    let mut parts = vec![Vec::new()];
    for word in text.split_whitespace() {
        if AND.iter().any(|and| word.eq_ignore_ascii_case(and)) {
            parts.push(Vec::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(word);
        }
    }
    // `et al.` names nobody.
    let parts = parts.into_iter().map(|words| words.join(" "));
    parts.filter(|part| part.contains(char::is_alphanumeric) && plain_word(part) != "al").collect()
}

/// The names of a text without `and`: several, or one as `Last, First`.
fn by_comma(text: &str, several: bool) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for piece in text.split([',', '，']).map(str::trim).filter(|piece| !piece.is_empty()) {
        let word = plain_word(piece);
        match pieces.last_mut() {
            Some(_) if DEGREES.contains(&word.as_str()) => {}
            Some(last) if SUFFIXES.contains(&word.as_str()) => {
                last.push(' ');
                last.push_str(piece);
            }
            _ => pieces.push(piece.to_owned()),
        }
    }
    let turned = |pair: &[String]| format!("{} {}", pair[1], pair[0]);
    match pieces.as_slice() {
        [last, first] => match relation(last, first, several) {
            Comma::WithinName => vec![turned(&pieces)],
            Comma::BetweenNames => pieces,
            Comma::BeforePlace => vec![last.clone()],
        },
        many if many.len() > 2
            && many.len() % 2 == 0
            && many.iter().skip(1).step_by(2).all(|p| is_initials(p)) =>
        {
            many.chunks(2).map(turned).collect()
        }
        _ => pieces,
    }
}

/// What a comma between two texts says.
enum Comma {
    WithinName,
    BetweenNames,
    BeforePlace,
}

fn relation(before: &str, after: &str, several: bool) -> Comma {
    let words = |text: &str| text.split_whitespace().count();
    // Latin, Greek, Cyrillic, Arabic and the like write names as words; the scripts behind them do not.
    let wide = |text: &str| text.chars().any(|c| c >= '\u{2E80}');
    let capitals = |text: &str| text.chars().count() > 1 && text.chars().all(char::is_uppercase);
    let place = |text: &str| text.split_whitespace().any(|w| INSTITUTIONS.contains(&plain_word(w).as_str()));
    let particle = before.starts_with(char::is_lowercase);
    match () {
        () if wide(before) || wide(after) || before.starts_with('@') || after.starts_with('@') => {
            Comma::BetweenNames
        }
        () if place(after) || (words(before) > 1 && capitals(after)) => Comma::BeforePlace,
        () if is_initials(after) || particle => Comma::WithinName,
        () if words(before) > 1 && words(after) > 1 => Comma::BetweenNames,
        () if several && words(after) == 1 => Comma::BetweenNames,
        () => Comma::WithinName,
    }
}

/// `J.`, `J. A.`, `J.-P.`, `JA`
fn is_initials(text: &str) -> bool {
    let initial = |word: &str| {
        let letters = || word.chars().filter(|c| c.is_alphabetic());
        (1..=2).contains(&letters().count()) && letters().all(char::is_uppercase)
    };
    !text.is_empty() && text.split([' ', '-']).all(initial)
}

fn plain_word(word: &str) -> String {
    word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// A name as it is to be shown; `None` for what is none.
fn name_of(text: &str) -> Option<String> {
    let text = inline::plain(text);
    let text = text.trim().trim_matches([',', ':', '-', '–', '·', '/']).trim();
    let text =
        ["by ", "By "].iter().fold(text, |text, extra| text.strip_prefix(extra).unwrap_or(text).trim());
    let words = text.split_whitespace().count();
    // A full stop ends the line, unless it ends an initial or `Jr.`
    let long = text.split_whitespace().next_back().is_some_and(|word| word.chars().count() > 4);
    let text = if long { text.trim_end_matches('.') } else { text };
    let named = text.chars().any(char::is_alphabetic) && text.chars().count() <= LONGEST;
    let nobody = NOBODY.iter().any(|nobody| text.eq_ignore_ascii_case(nobody));
    (named && words <= MOST_WORDS && !nobody).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(texts: &[&str], written: Written, several: bool) -> Vec<String> {
        let place = Place { line: 1, column: 1 };
        let values: Vec<Value> = texts.iter().map(|&text| Value { text: text.to_owned(), place }).collect();
        people(&values, written, several).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn one_person_is_one_name_however_written() {
        for text in [
            "Jane Reed",
            "Reed, Jane",
            "[[Jane Reed]]",
            "[[people/jane|Jane Reed]]",
            "[Jane Reed](https://a.example/jane)",
            "Jane Reed <jane@a.example>",
            "Jane Reed jane@a.example",
            "Jane Reed (Port of Aven, https://orcid.org/0000-0001)",
            "**Jane Reed**¹",
            "by Jane Reed",
            "Jane Reed, PhD",
            "Jane Reed, Institute of Tides",
            "Jane Reed, NOAA",
            "Jane Reed et al.",
            "Jane Reed.",
        ] {
            assert_eq!(named(&[text], Written::Plain, false), ["Jane Reed"], "{text}");
        }
        assert_eq!(named(&["van der Holm, Ann"], Written::Text, true), ["Ann van der Holm"]);
        assert_eq!(named(&["Reed, J. et al."], Written::Text, true), ["J. Reed"]);
        assert_eq!(named(&["Reed, J. A."], Written::Text, true), ["J. A. Reed"]);
        assert_eq!(named(&["Otto Holm, Jr."], Written::Text, false), ["Otto Holm Jr."]);
        assert_eq!(named(&["@tidewatch"], Written::Text, false), ["@tidewatch"]);
    }

    #[test]
    fn several_people_are_parted() {
        let two = ["Jane Reed", "Ann Holm"];
        for text in [
            "Jane Reed, Ann Holm",
            "Jane Reed; Ann Holm",
            "Jane Reed and Ann Holm",
            "Reed, Jane and Holm, Ann",
            "Reed, Jane; Holm, Ann",
            "Jane Reed & Ann Holm",
            "Jane Reed\nAnn Holm",
        ] {
            assert_eq!(named(&[text], Written::Text, true), two, "{text}");
        }
        assert_eq!(named(&["Jane Reed, Ann Holm and Bo Lind"], Written::Text, false).len(), 3);
        assert_eq!(named(&["Reed, J., Holm, A."], Written::Text, true), ["J. Reed", "A. Holm"]);
        assert_eq!(named(&["Jane, Ann"], Written::Text, true), ["Jane", "Ann"]);
        assert_eq!(named(&["王海, 李潮"], Written::Text, false), ["王海", "李潮"]);
        assert_eq!(named(&["Reed, Jane", "Ann Holm"], Written::List, true), two);
    }

    #[test]
    fn what_is_no_name_is_none() {
        for text in
            ["", "https://a.example/jane", "jane@a.example", "{{ page.author }}", "Anonymous", "42", "()"]
        {
            assert!(named(&[text], Written::Text, false).is_empty(), "{text}");
        }
        assert!(
            named(&["written by the crew of the ferry that runs every hour"], Written::Text, false)
                .is_empty()
        );
    }
}
