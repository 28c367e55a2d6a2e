//! Lists of keywords and themes, also where a list was written one character a bullet.

use crate::diagnostic::Code;
use crate::parse::report::Report;
use crate::parse::text::inline;
use crate::parse::text::line::{Line, offset};
use crate::parse::text::tags::only_tags;

/// A name from a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Item {
    pub(in crate::parse) line: u32,
    pub(in crate::parse) name: String,
}

/// A bullet as found: its line and its text, continuation lines joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Bullet<'t> {
    pub(in crate::parse) line: Line<'t>,
    pub(in crate::parse) text: std::borrow::Cow<'t, str>,
}

/// So many bullets of one character are no keywords any more.
const LEAST_SPLIT: usize = 4;

/// The names of a list.
pub(in crate::parse) fn items(bullets: &[Bullet<'_>], report: &mut Report) -> Vec<Item> {
    if is_split(bullets) {
        return joined(bullets, report);
    }
    let mut found = Vec::with_capacity(bullets.len());
    for bullet in bullets {
        if let Some(tags) = only_tags(&bullet.text) {
            let line = bullet.line.number;
            found.extend(tags.into_iter().map(|tag| Item { line, name: tag.to_owned() }));
            continue;
        }
        let name = inline::without_address(inline::plain(&bullet.text));
        if name.is_empty() || name == "nan" {
            report.add(Code::BlankBullet, bullet.line, 0, "a bullet without text");
        } else {
            found.push(Item { line: bullet.line.number, name });
        }
    }
    found
}

/// Whether no bullet holds more than one character.
fn is_split(bullets: &[Bullet<'_>]) -> bool {
    let short = |bullet: &Bullet<'_>| bullet.text.chars().nth(1).is_none();
    bullets.len() >= LEAST_SPLIT && bullets.iter().all(short) && bullets.iter().any(|b| !b.text.is_empty())
}

/// Characters joined again (a blank bullet is a space) and split at the commas.
fn joined(bullets: &[Bullet<'_>], report: &mut Report) -> Vec<Item> {
    let message = format!("{} bullets of one character are joined again", bullets.len());
    report.add(Code::SplitCharacters, bullets[0].line, 0, message);
    let mut found = Vec::new();
    for part in bullets.split(|bullet| matches!(bullet.text.as_ref(), "," | ";")) {
        let text: String =
            part.iter().map(|b| if b.text.is_empty() { " " } else { b.text.as_ref() }).collect();
        let name = inline::plain(text.trim().trim_matches(['[', ']', '\'', '"']));
        let first = part.iter().find(|bullet| !bullet.text.is_empty());
        if let (Some(first), false) = (first, name.is_empty()) {
            found.push(Item { line: first.line.number, name });
        }
    }
    found
}

/// The names in a line of text where a list is expected: tags, or what commas and semicolons part.
pub(in crate::parse) fn from_text(line: Line<'_>, report: &mut Report) -> Vec<Item> {
    let text = line.text.trim();
    if let Some(tags) = only_tags(text) {
        return tags.into_iter().map(|tag| Item { line: line.number, name: tag.to_owned() }).collect();
    }
    report.add(Code::TextForList, line, offset(line.text, text), "text instead of a list");
    let names = text.split([',', ';']).map(inline::plain).filter(|name| !name.is_empty());
    names.map(|name| Item { line: line.number, name }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(texts: &[&str]) -> (Vec<(u32, String)>, Vec<String>) {
        let mut report = Report::new("a.md");
        let bullets: Vec<Bullet<'_>> = texts
            .iter()
            .zip(1..)
            .map(|(text, number)| Bullet { line: Line { number, text }, text: (*text).into() })
            .collect();
        let found = items(&bullets, &mut report).into_iter().map(|item| (item.line, item.name)).collect();
        (found, report.finish().into_iter().map(|d| d.code.to_string()).collect())
    }

    #[test]
    fn characters_are_joined_and_split_at_commas() {
        let (found, codes) = read(&["A", "I", "", "x", ",", "", "b", "*", "c"]);
        assert_eq!(found, [(1, "AI x".to_owned()), (7, "b*c".to_owned())]);
        assert_eq!(codes, ["split-characters"]);
    }

    #[test]
    fn tags_of_a_list_are_names() {
        let (found, codes) = read(&["#reeds #mud/flats", "#tides", "#2 of two"]);
        let names: Vec<&str> = found.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!((names, codes), (vec!["reeds", "mud/flats", "tides", "#2 of two"], Vec::new()));
    }

    #[test]
    fn short_lists_and_words_are_left_alone() {
        assert_eq!(read(&["C", "R", "D"]).0.len(), 3);
        let (found, codes) = read(&["a", "b", "c", "**war**, and peace", ""]);
        assert_eq!(found.last().map(|item| item.1.as_str()), Some("war, and peace"));
        assert_eq!(codes, ["blank-bullet"]);
        assert!(read(&["", "", "", ""]).0.is_empty());
    }
}
