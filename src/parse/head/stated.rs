//! The date that a page states of itself: the best of all places where pages state one.
//!
//! From the best to the weakest place: a key of the front matter (published before made), a line or row of the head, the
//! name of the file, the nearest folder, the first heading or the title, a line of the text such as `Posted on …`, a key
//! or line that tells of reading or changing, and a year alone. A page whose title line names a dated edition states
//! another date only in its front matter or in a line of its head.

use crate::diagnostic::Code;
use crate::parse::calendar::{DateOrder, Step};
use crate::parse::head::dates::{Found, Reading, date};
use crate::parse::head::entry::Entry;
use crate::parse::head::path_dates::{self, Placed};
use crate::parse::head::said::own_key;
use crate::parse::parsed::{DateLabel, DateSource};
use crate::parse::report::Report;
use crate::parse::text::inline;
use crate::parse::text::line::{Line, offset};
use crate::parse::vocabulary::date_keys::{Role, lead, role};
use crate::parse::vocabulary::keys::{KeyMeaning, same_key};
use crate::parse::vocabulary::months;
use crate::parse::vocabulary::section::Schema;

/// The head: so many lines that are not blank.
const HEAD: usize = 12;

/// Lines such as `Posted on …` stand within so many lines of the beginning or of the end.
const NEAR: [usize; 2] = [80, 10];

/// A line of more pieces is a row of a table, whose dates are those of other things.
const MOST_PIECES: usize = 3;

/// Longer lines are no line of a head.
const LONGEST: usize = 400;

/// What a page is searched in.
#[derive(Debug, Clone, Copy)]
pub(in crate::parse) struct Places<'p, 't> {
    pub(in crate::parse) path: &'p str,
    pub(in crate::parse) schema: &'p Schema,
    pub(in crate::parse) front: &'p [Entry],
    /// All lines.
    pub(in crate::parse) page: &'p [Line<'t>],
    /// The lines behind the front matter.
    pub(in crate::parse) body: &'p [Line<'t>],
    /// The title of the page.
    pub(in crate::parse) title: &'p str,
    /// Whether its title line or front matter names a dated edition.
    pub(in crate::parse) has_edition: bool,
}

/// The best date of a page. What is stated where dates stand and is none that is understood is reported. O(lines).
pub(in crate::parse) fn stated(places: Places<'_, '_>, report: &mut Report) -> Option<DateLabel> {
    let weakest = if places.has_edition { DateSource::Line } else { DateSource::PathYear };
    let mut best = Best { weakest, found: None };
    // What the configuration calls a date comes first: of equals the first one stays.
    let (configured, usual): (Vec<&Entry>, Vec<&Entry>) =
        places.front.iter().partition(|entry| is_configured(entry, places.schema));
    for entry in configured.into_iter().chain(usual) {
        key(entry, places, &mut best, report);
    }
    head(places.body, &mut best, report);
    if best.wants(DateSource::Name) {
        let first = Line { number: 1, text: "" };
        let stem = crate::parse::head::links::stem(places.path);
        best.offer(DateSource::Name, first, 0, path_dates::in_name(stem));
        best.offer(DateSource::Folder, first, 0, path_dates::in_folders(places.path));
    }
    if best.wants(DateSource::Heading) {
        heading(places, &mut best);
    }
    if best.wants(DateSource::Text) {
        text(places.body, &mut best);
    }
    if best.wants(DateSource::PathYear) {
        let first = Line { number: 1, text: "" };
        best.offer(DateSource::PathYear, first, 0, path_dates::year_in_path(places.path));
    }
    best.found.map(|(_, label)| label)
}

/// The best date so far.
struct Best {
    weakest: DateSource,
    found: Option<((DateSource, Role), DateLabel)>,
}

impl Best {
    /// Whether a date of this source would be the best.
    fn wants(&self, source: DateSource) -> bool {
        source <= self.weakest && self.found.as_ref().is_none_or(|(rank, _)| source < rank.0)
    }

    fn offer(&mut self, source: DateSource, line: Line<'_>, at: usize, placed: Option<Placed<'_>>) {
        if let Some((reading, label)) = placed {
            self.rank((source, Role::Published), line, at, reading, label);
        }
    }

    /// Takes the date where none is better; of two that are equally good the first stays.
    fn rank(&mut self, rank: (DateSource, Role), line: Line<'_>, at: usize, reading: Reading, label: &str) {
        if rank.0 > self.weakest || self.found.as_ref().is_some_and(|(known, _)| *known <= rank) {
            return;
        }
        let when = reading.when(DateOrder::Auto);
        let label = label.trim().to_owned();
        let label = DateLabel { label, when, source: rank.0, line: line.number, column: line.column(at) };
        self.found = Some((rank, label));
    }

    /// Takes what a key says, where it is a date.
    fn keyed(&mut self, source: DateSource, role: Role, line: Line<'_>, at: usize, value: &str) -> bool {
        let Some(found) = value_date(value, role) else { return false };
        let source = match role {
            Role::Published | Role::Made => source,
            Role::Year => DateSource::Year,
            Role::Met | Role::Changed => DateSource::Changed,
        };
        let label = &value[..value.len() - found.rest.len()];
        self.rank((source, role), line, at, found.reading, label);
        true
    }
}

/// The date of a value: what is less exact than a day must be all of it.
fn value_date(value: &str, role: Role) -> Option<Found<'_>> {
    let found = date(value, true)?;
    let all = !found.rest.contains(char::is_alphanumeric);
    let fits = match found.precision() {
        Step::Day => role != Role::Year,
        Step::Year => all,
        _ => role != Role::Year && (all || !found.rest.starts_with(char::is_alphanumeric)),
    };
    fits.then_some(found)
}

fn key(entry: &Entry, places: Places<'_, '_>, best: &mut Best, report: &mut Report) {
    let Some(role) = role_of(entry, places.schema) else { return };
    let Some(value) = entry.values.first() else { return };
    let line = value.place.line_of(places.page);
    let at = line.text.rfind(value.text.as_str()).unwrap_or(0);
    if best.keyed(DateSource::Key, role, line, at, &value.text) || role == Role::Year {
        return;
    }
    let is_text = matches!(value.text.to_lowercase().as_str(), "true" | "false" | "yes" | "no" | "draft");
    if !is_text && (entry.key == "date" || value.text.contains(|c: char| c.is_ascii_digit())) {
        not_understood(&value.text, line, at, report);
    }
}

/// What a key of the head is the date of: the vocabulary of dates is finer than that of keys, which the configuration can
/// add to.
fn role_of(entry: &Entry, schema: &Schema) -> Option<Role> {
    match schema.key(&entry.key) {
        KeyMeaning::Date if is_configured(entry, schema) => Some(Role::Published),
        KeyMeaning::Date => Some(role(&entry.key).unwrap_or(Role::Made)),
        KeyMeaning::Changed => Some(role(&entry.key).unwrap_or(Role::Changed)),
        KeyMeaning::Attribute => role(own_key(&entry.key)),
        _ => None,
    }
}

fn is_configured(entry: &Entry, schema: &Schema) -> bool {
    schema.keys.iter().any(|(key, meaning)| *meaning == KeyMeaning::Date && same_key(key, &entry.key))
}

fn not_understood(value: &str, line: Line<'_>, at: usize, report: &mut Report) {
    let shown: String = value.trim().chars().take(60).collect();
    report.add(Code::DateNotUnderstood, line, at, format!("{shown:?} is no date that is understood"));
}

/// Lines and rows of the head.
fn head(body: &[Line<'_>], best: &mut Best, report: &mut Report) {
    let mut fenced = false;
    let mut seen = 0;
    for (at, &line) in body.iter().enumerate() {
        let text = line.text.trim();
        if text.is_empty() {
            continue;
        }
        seen += 1;
        if seen > HEAD {
            break;
        }
        fenced ^= is_fence(text);
        if fenced || line.text.len() > LONGEST {
            continue;
        }
        if text.contains('|') {
            row(&body[at..], best);
        }
        if let Some(heading) = text.strip_prefix('#') {
            dated_section(heading, &body[at + 1..], best);
        } else if !text.starts_with('|') {
            let pieces: Vec<&str> = line.text.split(['|', '·', '•', '—']).collect();
            for piece in &pieces {
                self::piece(line, piece, pieces.len() <= MOST_PIECES, best, report);
            }
        }
    }
}

fn is_fence(text: &str) -> bool {
    text.starts_with("```") || text.starts_with("~~~")
}

/// `Date: …`, `**Date**: …`, `- date:: …`, `Published March 4, 2025`, or a date alone where it can be one.
fn piece(line: Line<'_>, piece: &str, alone: bool, best: &mut Best, report: &mut Report) {
    let is_item = piece.trim_start().starts_with(['-', '+']) || piece.trim_start().starts_with("* ");
    let bare = piece.trim_start_matches(|c: char| !c.is_alphanumeric());
    let at = offset(line.text, bare);
    if let Some((name, value)) = bare.split_once([':', '：'])
        && let Some(role) = role(name)
    {
        let value = value.trim_start_matches([':', '*', '_', ' ', '\t', '`']);
        let at = offset(line.text, value);
        if !best.keyed(DateSource::Line, role, line, at, value) && role != Role::Year && tries(value) {
            not_understood(value, line, at, report);
        }
        return;
    }
    if let Some((role, value)) = lead(bare) {
        let value = value.trim_start();
        best.keyed(DateSource::Line, role, line, offset(line.text, value), value);
    } else if let Some(found) = date(bare, false).filter(|_| alone && !is_item)
        && found.precision() == Step::Day
        && found.ends()
    {
        let label = &bare[..bare.len() - found.rest.len()];
        best.rank((DateSource::Line, Role::Made), line, at, found.reading, label);
    }
}

/// Whether a value is meant as a date: three numbers with marks between them, or a month and a number.
fn tries(value: &str) -> bool {
    let first = value.split_whitespace().next().unwrap_or_default();
    let numbers = first.split(['-', '/', '.']).filter(|part| !part.is_empty());
    let of_digits = numbers.clone().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let month = months::month(value).is_some_and(|(_, rest)| rest.contains(|c: char| c.is_ascii_digit()));
    (of_digits && numbers.count() == 3) || month
}

/// `| Date | 2025-03-04 |`, or the only row under a header `Date`.
fn row(rows: &[Line<'_>], best: &mut Best) {
    let cells = cells(rows[0]);
    for pair in cells.windows(2) {
        if let Some(role) = role(pair[0]) {
            best.keyed(DateSource::Line, role, rows[0], offset(rows[0].text, pair[1]), pair[1]);
        }
    }
    let is_row = |at: usize| rows.get(at).is_some_and(|line| line.text.trim_start().starts_with('|'));
    let ruled = rows.get(1).is_some_and(|line| line.text.contains("--"));
    if !(ruled && is_row(1) && is_row(2) && !is_row(3)) || rows[2].text.len() > LONGEST {
        return;
    }
    for (name, value) in cells.iter().zip(self::cells(rows[2])) {
        if let Some(role) = role(name) {
            best.keyed(DateSource::Line, role, rows[2], offset(rows[2].text, value), value);
        }
    }
}

fn cells<'t>(line: Line<'t>) -> Vec<&'t str> {
    let marks = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '`' | ':');
    line.text.trim().trim_matches('|').split('|').map(|cell| cell.trim_matches(marks)).collect()
}

/// `## Date`, with a date on the next line.
fn dated_section(heading: &str, below: &[Line<'_>], best: &mut Best) {
    let heading = heading.trim_matches(|c: char| !c.is_alphanumeric());
    let (Some(role), Some(line)) = (role(heading), below.iter().find(|line| !line.text.trim().is_empty()))
    else {
        return;
    };
    if role != Role::Year && line.text.len() <= LONGEST {
        let value = line.text.trim_start_matches(|c: char| !c.is_alphanumeric());
        best.keyed(DateSource::Line, role, *line, offset(line.text, value), value);
    }
}

/// The first heading, else the title.
fn heading(places: Places<'_, '_>, best: &mut Best) {
    let near = places.body.iter().take(NEAR[0]);
    let first = near.copied().find(|line| line.text.starts_with('#') && line.text.contains("# "));
    if let Some(line) = first {
        let end = line.text.char_indices().nth(LONGEST).map_or(line.text.len(), |(at, _)| at);
        let text = inline::plain(line.text[..end].trim_start_matches('#'));
        let at = path_dates::in_heading(&text).and_then(|(_, label)| line.text.find(label)).unwrap_or(0);
        best.offer(DateSource::Heading, line, at, path_dates::in_heading(&text));
    }
    let line = places.body.first().copied().unwrap_or(Line { number: 1, text: "" });
    best.offer(DateSource::Heading, Line { text: "", ..line }, 0, path_dates::in_heading(places.title));
}

/// `Posted on March 3, 2025` near the beginning or the end.
fn text(body: &[Line<'_>], best: &mut Best) {
    let last = body.len().saturating_sub(NEAR[1]).max(NEAR[0]);
    let near = body.iter().take(NEAR[0]).chain(body.iter().skip(last));
    for &line in near.filter(|line| line.text.len() <= LONGEST) {
        let bare = line.text.trim_start_matches(|c: char| !c.is_alphanumeric());
        let Some((role, value)) = lead(bare) else { continue };
        let value = value.trim_start_matches([':', '：', ' ']);
        best.keyed(DateSource::Text, role, line, offset(line.text, value), value);
    }
}

#[cfg(test)]
mod tests;
