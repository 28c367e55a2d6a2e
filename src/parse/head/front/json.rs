//! JSON of front matter: an object at the very start of a page. YAML holds JSON (YAML 1.2, section 1.3), so the parser of
//! YAML reads it, with lines; the one of JSON says where it ends and what is wrong with it.

use serde::de::IgnoredAny;

use super::yaml;
use crate::diagnostic::Code;
use crate::parse::head::entry::Pairs;
use crate::parse::report::Report;
use crate::parse::text::line::{Line, Place};

/// The line on which the object that begins the page ends; `None` where the page begins with none. O(length).
pub(super) fn end(lines: &[Line<'_>]) -> Option<usize> {
    let begins = lines.first()?.text.trim_start().strip_prefix('{')?.trim_start();
    let next = if begins.is_empty() { lines.get(1)?.text.trim_start() } else { begins };
    if !next.starts_with(['"', '}']) {
        return None;
    }
    let text = lines.iter().flat_map(|line| [line.text, "\n"]).collect::<String>();
    let mut objects = serde_json::Deserializer::from_str(&text).into_iter::<IgnoredAny>();
    if let Some(Ok(_)) = objects.next() {
        let end = objects.byte_offset();
        let rest = text.get(end..).unwrap_or_default();
        // Text behind the object on its line is no front matter's end.
        return rest
            .lines()
            .next()
            .is_none_or(|rest| rest.trim().is_empty())
            .then(|| text.get(..end).unwrap_or_default().matches('\n').count());
    }
    lines.iter().position(|line| line.text.trim_end() == "}")
}

/// The keys of the object in `lines`.
pub(super) fn map(lines: &[Line<'_>], page: &[Line<'_>], report: &mut Report) -> Pairs {
    let text = lines.iter().flat_map(|line| [line.text, "\n"]).collect::<String>();
    match serde_json::from_str::<IgnoredAny>(&text) {
        Ok(_) => {}
        Err(error) => {
            let first = lines.first().map_or(1, |line| line.number);
            let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let place = Place {
                line: first.saturating_add(number(error.line().saturating_sub(1))),
                column: number(error.column().max(1)),
            };
            let message = error.to_string();
            let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
            report.at(Code::FrontMatter, page, place, message);
        }
    }
    yaml::map(lines, page, report)
}
