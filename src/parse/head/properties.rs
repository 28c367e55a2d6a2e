//! `key:: value` properties, as Logseq and Dataview write them: at the start of a line or of a bullet of the first level,
//! and as `[key:: value]` or `(key:: value)` within text. Indented ones belong to their bullet, not to the page.

use crate::parse::head::entry::{Entry, Value, Written};
use crate::parse::text::line::{Line, Place, offset};

/// Longest key in characters and in words.
const LONGEST_KEY: (usize, usize) = (40, 5);

/// Properties of `lines`, and which of the lines hold nothing else. Lines within code fences hold none. Linear in the
/// length of the page.
pub(in crate::parse) fn read(lines: &[Line<'_>]) -> (Vec<Entry>, Vec<usize>) {
    let (mut entries, mut taken) = (Vec::new(), Vec::new());
    let mut fence: Option<&str> = None;
    for (at, &line) in lines.iter().enumerate() {
        let text = line.text.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| text.starts_with(mark));
        match (mark, fence) {
            (Some(mark), None) => fence = Some(mark),
            (Some(mark), Some(open)) if mark == open => fence = None,
            _ => {}
        }
        if mark.is_some() || fence.is_some() || !text.contains("::") {
            continue;
        }
        if let Some(entry) = of_line(line) {
            entries.push(entry);
            taken.push(at);
        } else {
            within(line, &mut entries);
        }
    }
    (entries, taken)
}

fn of_line(line: Line<'_>) -> Option<Entry> {
    let bullet = line.text.strip_prefix(['-', '*', '+']).filter(|rest| rest.starts_with(' '));
    let text = bullet.unwrap_or(line.text).trim();
    if line.text.starts_with(['\t']) || line.text.starts_with("  ") {
        return None;
    }
    let (key, value) = property(text)?;
    Some(entry(line, key, value))
}

/// Adds the bracketed properties of a line of text.
fn within(line: Line<'_>, entries: &mut Vec<Entry>) {
    let mut from = 0;
    while let Some(middle) = line.text[from..].find("::").map(|at| from + at) {
        let before = &line.text[from..middle];
        from = middle + 2;
        let Some(open) = before.rfind(['[', '(']) else { continue };
        let closing = if before[open..].starts_with('[') { ']' } else { ')' };
        let Some(end) = closing_at(&line.text[from..], closing) else { continue };
        let key = &before[open + 1..];
        let value = line.text[from..from + end].trim();
        if is_key(key) && !value.is_empty() && line.text[from..].starts_with([' ', '\t']) {
            entries.push(entry(line, key.trim(), value));
        }
        from += end;
    }
}

/// Where the bracket closes that is open, brackets within it left out.
fn closing_at(text: &str, closing: char) -> Option<usize> {
    let opening = if closing == ']' { '[' } else { '(' };
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        if c == opening {
            depth += 1;
        } else if c == closing {
            if depth == 0 {
                return Some(at);
            }
            depth -= 1;
        }
    }
    None
}

/// Key and value of a whole text; `**key**:: value` too.
fn property(text: &str) -> Option<(&str, &str)> {
    let (key, value) = text.split_once("::")?;
    let key = key.trim_matches(['*', '_', ' ']);
    let parted = value.is_empty() || value.starts_with([' ', '\t']);
    (parted && is_key(key)).then(|| (key, value.trim()))
}

fn is_key(key: &str) -> bool {
    let key = key.trim();
    let (characters, words) = LONGEST_KEY;
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '/' | '.') || !c.is_ascii();
    key.starts_with(|c: char| c.is_alphanumeric() || !c.is_ascii())
        && key.chars().any(char::is_alphabetic)
        && key.chars().all(allowed)
        && key.chars().count() <= characters
        && key.split_whitespace().count() <= words
}

fn entry(line: Line<'_>, key: &str, value: &str) -> Entry {
    let place = |part: &str| Place { line: line.number, column: line.column(offset(line.text, part)) };
    let values = Some(value).filter(|value| !value.is_empty());
    Entry {
        key: key.to_owned(),
        place: place(key),
        values: values
            .map(|value| Value { text: value.to_owned(), place: place(value) })
            .into_iter()
            .collect(),
        written: Written::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::text::line::lines;

    fn shown(text: &str) -> (Vec<String>, Vec<usize>) {
        let (entries, taken) = read(&lines(text));
        let show = |entry: &Entry| {
            let values: Vec<&str> = entry.values.iter().map(|value| value.text.as_str()).collect();
            format!("{}={}@{}:{}", entry.key, values.join("|"), entry.place.line, entry.place.column)
        };
        (entries.iter().map(show).collect(), taken)
    }

    #[test]
    fn properties_stand_at_lines_bullets_and_in_brackets() {
        let (entries, taken) =
            shown("status:: seed\n- **Up**:: [[Kelp]]\nالمعرفة:: [[البحر]]\nold [due:: 2026] (by:: Ann [x])");
        assert_eq!(
            entries,
            [
                "status=seed@1:1",
                "Up=[[Kelp]]@2:5",
                "المعرفة=[[البحر]]@3:1",
                "due=2026@4:6",
                "by=Ann [x]@4:19"
            ]
        );
        assert_eq!(taken, [0, 1, 2]);
    }

    #[test]
    fn code_and_indented_bullets_hold_no_properties_of_the_page() {
        let page =
            "std::vec\n```\na:: b\n```\n  - description:: x\nhttps://a.b::c d\n.. code:: rust\nfoo(x)::  y";
        assert_eq!(shown(page), (vec![], vec![]));
    }
}
