//! Front matter: the lines between `---` (YAML) or `+++` (TOML) at the very start of a page.
//!
//! Of YAML this reads what such pages use: `key: value`, quoted values, `[a, b]`, lists of `- item`, and
//! comments. Anything else (nested maps, anchors, block scalars) is left out with a diagnostic, never guessed.

use crate::diagnostic::Code;
use crate::parse::report::Report;
use crate::parse::text::line::{Line, offset};
use crate::position::position_of;

/// Front matter that does not close within so many lines is none.
const MOST_LINES: usize = 1_000;

/// One entry: key in lower case, its line, and its values (one, or those of a list).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Entry<'t> {
    pub(in crate::parse) key: String,
    pub(in crate::parse) line: Line<'t>,
    /// Each value with the number of its line.
    pub(in crate::parse) values: Vec<(u32, String)>,
}

/// Entries of the front matter, and how many lines it takes; nothing where the page has none.
pub(in crate::parse) fn read<'t>(lines: &[Line<'t>], report: &mut Report) -> (Vec<Entry<'t>>, usize) {
    let Some((fence, end)) = bounds(lines) else { return (Vec::new(), 0) };
    let inner = &lines[1..end];
    let entries = if fence == "+++" { toml(inner, report) } else { yaml(inner, report) };
    (entries, end + 1)
}

/// The opening fence and the index of the closing one.
fn bounds<'t>(lines: &[Line<'t>]) -> Option<(&'t str, usize)> {
    let fence = lines.first()?.text.trim_end();
    let closes = |text: &str| text == fence || (fence == "---" && text == "...");
    let end = lines.iter().skip(1).take(MOST_LINES).position(|line| closes(line.text.trim_end()))? + 1;
    let looks_right = fence == "+++" || lines[1..end].iter().all(|line| !line.text.starts_with("# "));
    (matches!(fence, "---" | "+++") && looks_right).then_some((fence, end))
}

fn yaml<'t>(lines: &[Line<'t>], report: &mut Report) -> Vec<Entry<'t>> {
    let mut entries: Vec<Entry<'t>> = Vec::new();
    for &line in lines {
        let text = line.text.trim();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        if let (Some(item), Some(entry)) = (list_item(text), entries.last_mut()) {
            entry.values.extend(scalar(item).map(|value| (line.number, value)));
        } else if let (Some((key, value)), false) = (text.split_once(':'), line.text.starts_with([' ', '\t']))
        {
            entries.push(Entry {
                key: unquoted(key).to_lowercase(),
                line,
                values: values(line.number, value),
            });
        } else {
            report.add(Code::FrontMatter, line, offset(line.text, text), "the line is not understood");
        }
    }
    entries
}

fn list_item(text: &str) -> Option<&str> {
    if text == "-" { Some("") } else { text.strip_prefix("- ") }
}

fn values(line: u32, raw: &str) -> Vec<(u32, String)> {
    let raw = raw.trim();
    let list = raw.strip_prefix('[').and_then(|raw| raw.split_once(']')).map(|(inner, _)| inner);
    let parts: Vec<&str> = list.map_or_else(|| vec![raw], |inner| inner.split(',').collect());
    parts.into_iter().filter_map(scalar).map(|value| (line, value)).collect()
}

/// A value without quotes and comment; `None` where it is empty or null.
fn scalar(raw: &str) -> Option<String> {
    let raw = raw.trim();
    let value = match raw.chars().next() {
        Some(quote @ ('"' | '\'')) => raw[1..].split_once(quote).map_or(raw, |(value, _)| value),
        _ => raw.split_once(" #").map_or(raw, |(value, _)| value.trim_end()),
    };
    let missing = value.is_empty() || matches!(value, "~" | "null" | "nan" | "|" | ">");
    (!missing).then(|| value.to_owned())
}

fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['"', '\''])
}

fn toml<'t>(lines: &[Line<'t>], report: &mut Report) -> Vec<Entry<'t>> {
    let text: String = lines.iter().flat_map(|line| [line.text, "\n"]).collect();
    let table = match text.parse::<toml::Table>() {
        Ok(table) => table,
        Err(error) => {
            // The fence is the first line of the page.
            let number = 1 + error.span().map_or(1, |span| position_of(&text, span.start).line);
            if let Some(&line) = lines.iter().find(|line| line.number == number).or(lines.first()) {
                report.add(Code::FrontMatter, line, 0, error.message().to_lowercase());
            }
            return Vec::new();
        }
    };
    table.iter().filter_map(|(key, value)| toml_entry(lines, key, value)).collect()
}

fn toml_entry<'t>(lines: &[Line<'t>], key: &str, value: &toml::Value) -> Option<Entry<'t>> {
    let own = |line: &&Line<'_>| line.text.split_once('=').is_some_and(|(left, _)| unquoted(left) == key);
    let line = *lines.iter().find(own).or(lines.first())?;
    let text = |value: &toml::Value| match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Array(_) | toml::Value::Table(_) => None,
        other => Some(other.to_string()),
    };
    let values: Vec<String> = match value {
        toml::Value::Array(items) => items.iter().filter_map(text).collect(),
        other => text(other).into_iter().collect(),
    };
    let values = values.into_iter().map(|value| (line.number, value)).collect();
    Some(Entry { key: key.to_lowercase(), line, values })
}

/// Whether the front matter, or a comment before it, says that portent wrote the file.
pub(in crate::parse) fn is_own_output(text: &str) -> bool {
    let text = text.trim_start_matches('\u{FEFF}');
    let mut first = text.lines().take(60).map(str::trim_end);
    match first.next() {
        Some(line) if line.starts_with("<!--") => line.to_lowercase().contains("generator: portent"),
        Some(fence @ ("---" | "+++")) => first.take_while(|line| *line != fence).any(|line| {
            let value = line.strip_prefix("generator").map(str::trim_start);
            let value = value.and_then(|rest| rest.strip_prefix([':', '=']));
            value.is_some_and(|value| unquoted(value).starts_with("portent"))
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::text::line::lines;

    fn shown(text: &str) -> (Vec<String>, usize, Vec<(u32, String)>) {
        let (lines, mut report) = (lines(text), Report::new("a.md"));
        let (entries, used) = read(&lines, &mut report);
        let show = |entry: &Entry<'_>| {
            let values: Vec<String> =
                entry.values.iter().map(|(line, value)| format!("{value}@{line}")).collect();
            format!("{}={}", entry.key, values.join("|"))
        };
        (
            entries.iter().map(show).collect(),
            used,
            report.finish().into_iter().map(|d| (d.line, d.code.to_string())).collect(),
        )
    }

    #[test]
    fn yaml_entries_and_lists_are_read() {
        let page = "---\ntitle: \"A: b\" # c\nDate: 2026-01-18\ntags: [x, 'y z']\nkeywords:\n  - one\n- two # no\n\nempty:\n---\n# T";
        let (entries, used, found) = shown(page);
        assert_eq!(
            entries,
            ["title=A: b@2", "date=2026-01-18@3", "tags=x@4|y z@4", "keywords=one@6|two@7", "empty="]
        );
        assert_eq!((used, found.len()), (10, 0));
    }

    #[test]
    fn what_is_not_understood_is_reported() {
        let (entries, _, found) = shown("---\nmap:\n  inner: 1\nplain\n---\n");
        assert_eq!(entries, ["map="]);
        assert_eq!(found, [(3, "front-matter".to_owned()), (4, "front-matter".to_owned())]);
    }

    #[test]
    fn toml_entries_are_read_and_errors_placed() {
        let (entries, used, found) =
            shown("+++\ntags = [\"x\", \"y\"]\ntitle = \"T\"\ndate = 2026-01-18\n+++\n");
        assert_eq!(entries, ["date=2026-01-18@4", "tags=x@2|y@2", "title=T@3"]);
        assert_eq!((used, found.len()), (5, 0));
        assert_eq!(shown("+++\na = 1\nb = = 2\n+++\n").2, [(3, "front-matter".to_owned())]);
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        assert_eq!(shown("---\n\ntext").1, 0);
        assert_eq!(shown("---\n# T\n---\n").1, 0);
        assert_eq!(shown("").1, 0);
    }

    #[test]
    fn own_outputs_are_known_by_their_front_matter() {
        assert!(is_own_output("---\ntitle: x\ngenerator: portent 0.1\n---\n"));
        assert!(is_own_output("+++\ngenerator = \"portent\"\n+++\n"));
        assert!(!is_own_output("---\ntitle: x\n---\ngenerator: portent\n"));
        assert!(!is_own_output("# generator: portent\n"));
    }
}
