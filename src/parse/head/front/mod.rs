//! Front matter: what stands between fences, or as a JSON object, at the very start of a page.
//!
//! | written as | between |
//! |---|---|
//! | YAML | `---` and `---` or `...`; `---yaml` |
//! | TOML | `+++` and `+++`; `---toml` |
//! | JSON | `{` and `}`; `;;;` and `;;;`; `---json` |

mod by_line;
mod json;
mod toml;
mod yaml;

use crate::diagnostic::Code;
use crate::parse::head::entry::{self, Entry};
use crate::parse::report::Report;
use crate::parse::text::line::{Line, Place};

/// Front matter that does not close within so many lines is none.
const MOST_LINES: usize = 20_000;

/// Front matter of more bytes is not read.
const MOST_BYTES: usize = 1 << 20;

/// How front matter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Yaml,
    Toml,
    Json,
}

/// Entries of the front matter, and how many lines it takes; nothing where the page has none. Linear in the length of
/// the front matter, and of the first 20,000 lines.
pub(in crate::parse) fn read(page: &[Line<'_>], report: &mut Report) -> (Vec<Entry>, usize) {
    let Some(Bounds { form, inner, used, closed }) = bounds(page) else { return (Vec::new(), 0) };
    let lines = &page[inner.0..inner.1];
    let first = Place { line: 1, column: 1 };
    let bytes = lines.iter().map(|line| line.text.len() + 1).sum::<usize>();
    if bytes > MOST_BYTES {
        let message = format!("{bytes} bytes, more than {MOST_BYTES}; not read");
        report.at(Code::FrontMatterLimit, page, first, message);
        return (Vec::new(), used);
    }
    if !closed {
        report.at(
            Code::FrontMatter,
            page,
            first,
            "no line closes the front matter; read up to the first blank line",
        );
    }
    let map = match form {
        Form::Yaml => yaml::map(lines, page, report),
        Form::Toml => toml::map(lines, page, report),
        Form::Json => json::map(lines, page, report),
    };
    (entry::entries(map, page, report), used)
}

/// Where front matter stands.
struct Bounds {
    form: Form,
    /// First line within, and the one behind the last.
    inner: (usize, usize),
    /// Lines that it takes, fences included.
    used: usize,
    closed: bool,
}

fn bounds(page: &[Line<'_>]) -> Option<Bounds> {
    let page = &page[..page.len().min(MOST_LINES)];
    let opening = page.first()?.text.trim_end();
    let (form, fence) = match opening.to_ascii_lowercase().as_str() {
        "---" | "---yaml" | "--- yaml" | "---yml" => (Form::Yaml, "---"),
        "---toml" | "--- toml" => (Form::Toml, "---"),
        "+++" | "+++toml" => (Form::Toml, "+++"),
        "---json" | "--- json" => (Form::Json, "---"),
        ";;;" | ";;;json" => (Form::Json, ";;;"),
        _ => {
            let end = json::end(page)?;
            return Some(Bounds { form: Form::Json, inner: (0, end + 1), used: end + 1, closed: true });
        }
    };
    let closes = |line: &Line<'_>| {
        let text = line.text.trim_end();
        text == fence || (form == Form::Yaml && text == "...")
    };
    let end = page.iter().skip(1).position(closes).map(|at| at + 1);
    let prose = end.filter(|_| form == Form::Yaml).and_then(|end| prose_after(&page[1..end]));
    if let Some(blank) = prose {
        return Some(Bounds { form, inner: (1, 1 + blank), used: 1 + blank, closed: false });
    }
    match (form, end) {
        (Form::Yaml, Some(end)) if !holds_yaml(&page[1..end]) => None,
        (_, Some(end)) => Some(Bounds { form, inner: (1, end), used: end + 1, closed: true }),
        (Form::Yaml, None) => {
            let end = page.iter().position(|line| line.text.trim().is_empty()).unwrap_or(page.len());
            let lines = page.get(1..end).filter(|lines| yaml::is_map(lines))?;
            Some(Bounds { form, inner: (1, 1 + lines.len()), used: end, closed: false })
        }
        (_, None) => None,
    }
}

/// Whether lines between two rules are front matter and not text: the first that says something begins with a key, and
/// what could be a heading is a comment only among nothing but YAML.
fn holds_yaml(lines: &[Line<'_>]) -> bool {
    let says = |line: &&Line<'_>| !line.text.trim().is_empty() && !line.text.starts_with('#');
    let Some(first) = lines.iter().find(says) else {
        return lines.iter().all(|line| !line.text.starts_with("# "));
    };
    let text = first.text.trim_start();
    let begins = by_line::key(text).is_some() || text.starts_with(['{', '"', '\'', '?']);
    begins && (lines.iter().all(|line| !line.text.starts_with("# ")) || yaml::is_map(lines))
}

/// The blank line at which front matter ends that nothing closes, where `lines` go on with text up to a rule.
fn prose_after(lines: &[Line<'_>]) -> Option<usize> {
    let blank = lines.iter().position(|line| line.text.trim().is_empty())?;
    let next = lines[blank..].iter().find(|line| !line.text.trim().is_empty())?;
    let prose =
        by_line::key(next.text).is_none() && !next.text.starts_with([' ', '\t', '-', '#', ']', '}', '.']);
    (prose && yaml::is_map(&lines[..blank]) && !yaml::is_map(lines)).then_some(blank)
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
            value.is_some_and(|value| by_line::unquoted(value).starts_with("portent"))
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
