//! Front matter that no YAML parser takes, line by line: `key: value`, `- item`, and lines that go on.

use crate::diagnostic::Code;
use crate::parse::head::entry::{Data, Node, Pairs, Value, is_null};
use crate::parse::report::Report;
use crate::parse::text::line::{Line, Place, offset};

/// The lines of each key with what belongs to it; what stands before the first key is a part of its own.
pub(super) fn chunks<'l, 't>(lines: &'l [Line<'t>]) -> Vec<&'l [Line<'t>]> {
    let mut starts: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| key(line.text).is_some()).map(|(at, _)| at).collect();
    if starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts.iter().zip(ends).map(|(&start, end)| &lines[start..end]).collect()
}

/// Keys and values, line by line. A line that is neither key nor item goes on with the value above it; one that has
/// nothing above is reported, but on line `told` (of which a diagnostic speaks already). O(length).
pub(super) fn map(lines: &[Line<'_>], page: &[Line<'_>], told: u32, report: &mut Report) -> Pairs {
    let mut found: Pairs = Vec::new();
    for &line in lines {
        let text = line.text.trim();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        if let Some((name, value)) = key(line.text) {
            let name_place = place(line, name);
            let node = Node { place: place(line, value), data: data(value) };
            found.push((Value { text: unquoted(name).to_owned(), place: name_place }, node));
            continue;
        }
        let continued = found.last_mut().is_some_and(|(_, node)| go_on(node, line, text));
        if !continued && line.number != told {
            let at = Place { line: line.number, column: line.column(offset(line.text, text)) };
            report.at(Code::FrontMatter, page, at, "the line is not understood");
        }
    }
    found
}

/// Adds an item, or a line that goes on; false where it is neither.
fn go_on(node: &mut Node, line: Line<'_>, text: &str) -> bool {
    let item = if text == "-" { Some("") } else { text.strip_prefix("- ") };
    match (&mut node.data, item) {
        (Data::List(items), Some(item)) => items.push(Node { place: place(line, item), data: data(item) }),
        (Data::Nothing, Some(item)) => {
            node.data = Data::List(vec![Node { place: place(line, item), data: data(item) }]);
        }
        (Data::Plain(above) | Data::Text(above), None) if line.text.starts_with([' ', '\t']) => {
            above.push(' ');
            above.push_str(text);
        }
        _ => return false,
    }
    true
}

/// The key and value of a line that begins with a key.
pub(super) fn key(line: &str) -> Option<(&str, &str)> {
    if line.starts_with([' ', '\t', '#', '-', '[', '{', '>', '|']) {
        return None;
    }
    let (name, value) = line.split_once(':')?;
    let named = !name.trim().is_empty() && (value.is_empty() || value.starts_with([' ', '\t']));
    (named && name.chars().count() <= 100).then(|| (name.trim(), value.trim()))
}

fn data(raw: &str) -> Data {
    if let Some(inner) = raw.strip_prefix('[').and_then(|raw| raw.strip_suffix(']'))
        && !raw.starts_with("[[")
    {
        return Data::Plain(inner.trim().to_owned());
    }
    let bare = match raw.chars().next() {
        Some(quote @ ('"' | '\'')) => raw[1..].strip_suffix(quote).filter(|inner| !inner.contains(quote)),
        _ => None,
    };
    match bare {
        Some(inner) if !inner.trim().is_empty() => Data::Text(inner.trim().to_owned()),
        Some(_) => Data::Nothing,
        None if raw.is_empty() || is_null(raw) || matches!(raw, "|" | ">" | "|-" | ">-") => Data::Nothing,
        None => Data::Plain(raw.split_once(" #").map_or(raw, |(value, _)| value.trim_end()).to_owned()),
    }
}

pub(super) fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['"', '\''])
}

fn place(line: Line<'_>, part: &str) -> Place {
    Place { line: line.number, column: line.column(offset(line.text, part)) }
}
