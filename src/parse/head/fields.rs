//! Heads without fences: `Key: value` lines at the very top of a page (Pelican, MultiMarkdown), `:key: value` (reST), and
//! what stands so under the title: as lines (Notion), as a list, as a quoted callout or as a table of two columns.
//!
//! A group of lines is a head only where every line of it is a field and one key at least is known to say something of a
//! page ([`tells`]): `Note: x` alone is text.

use crate::parse::head::entry::{Entry, Value, Written};
use crate::parse::page::table::split_row;
use crate::parse::text::line::{Line, Place, offset};
use crate::parse::vocabulary::keys::KeyMeaning;
use crate::parse::vocabulary::section::Schema;

/// So many groups of lines under the title may be heads.
const MOST_GROUPS: usize = 6;

/// Longest key in characters and in words.
const LONGEST_KEY: (usize, usize) = (40, 4);

/// Fields of `lines`, the page behind its front matter, and which of the lines they take. Linear in the length of the
/// head.
pub(in crate::parse) fn read(lines: &[Line<'_>], schema: &Schema) -> (Vec<Entry>, Vec<usize>) {
    let mut found = Found { schema, entries: Vec::new(), taken: Vec::new() };
    let mut at = 0;
    let first = group(lines, at);
    if first > 0 && found.top(&lines[..first]) {
        at = first;
    }
    at = blank(lines, at);
    let title = lines.get(at).is_some_and(|line| is_title(line.text));
    if title {
        at += 1;
    }
    for _ in 0..MOST_GROUPS {
        at = blank(lines, at);
        let end = group(lines, at);
        if end == at {
            break;
        }
        if title || at == 0 {
            found.under_title(at, &lines[at..end]);
        }
        at = end;
    }
    (found.entries, found.taken)
}

fn is_title(text: &str) -> bool {
    text.starts_with("# ")
}

/// The first line at `at` or behind it that is not blank.
fn blank(lines: &[Line<'_>], at: usize) -> usize {
    at + lines[at.min(lines.len())..].iter().take_while(|line| line.text.trim().is_empty()).count()
}

/// Where the lines end that follow one another without a blank one; at a heading or fence at once.
fn group(lines: &[Line<'_>], at: usize) -> usize {
    let ends = |line: &&Line<'_>| {
        let text = line.text.trim_start();
        text.is_empty() || text.starts_with('#') || text.starts_with("```") || text.starts_with("~~~")
    };
    at + lines[at.min(lines.len())..].iter().take_while(|line| !ends(line)).count()
}

/// Whether a key says something of a page that prose beginning with it would not.
fn tells(meaning: &KeyMeaning) -> bool {
    !matches!(
        meaning,
        KeyMeaning::Attribute | KeyMeaning::Name | KeyMeaning::Alias | KeyMeaning::Type | KeyMeaning::Summary
    )
}

struct Found<'s> {
    schema: &'s Schema,
    entries: Vec<Entry>,
    taken: Vec<usize>,
}

impl Found<'_> {
    /// Fields that begin the page: at least two, or one that is title or date.
    fn top(&mut self, lines: &[Line<'_>]) -> bool {
        let closing = lines.last().is_some_and(|line| matches!(line.text.trim(), "---" | "..."));
        let fields = &lines[..lines.len() - usize::from(closing)];
        let Some(entries) = entries(fields, false) else { return false };
        let meanings: Vec<KeyMeaning> = entries.iter().map(|entry| self.schema.key(&entry.key)).collect();
        let main = meanings.iter().any(|meaning| matches!(meaning, KeyMeaning::Title | KeyMeaning::Date));
        let some = entries.len() > 1 && meanings.iter().any(tells);
        if !(main || some) {
            return false;
        }
        self.entries.extend(entries);
        self.taken.extend(0..lines.len());
        true
    }

    fn under_title(&mut self, at: usize, lines: &[Line<'_>]) {
        let table = lines[0].text.trim_start().starts_with('|');
        let entries = if table { of_table(lines) } else { entries(lines, true) };
        let Some(entries) = entries else { return };
        let known = entries.iter().filter(|entry| tells(&self.schema.key(&entry.key))).count();
        let headless = !table || cells(lines[0].text).iter().all(|cell| cell.trim().is_empty());
        if known == 0 || (!headless && known < 2) {
            return;
        }
        self.entries.extend(entries);
        self.taken.extend(at..at + lines.len());
    }
}

/// Fields of lines; `None` where one of them is none. Indented lines go on with the field above, but not where `marked`
/// fields may be bullets, whose indented lines are bullets of their own.
fn entries(lines: &[Line<'_>], marked: bool) -> Option<Vec<Entry>> {
    let mut found: Vec<Entry> = Vec::new();
    for &line in lines {
        if !marked && line.text.starts_with([' ', '\t']) {
            let above = found.last_mut()?;
            let text = line.text.trim();
            match above.values.last_mut() {
                Some(value) => {
                    value.text.push(' ');
                    value.text.push_str(text);
                }
                None => above.values.push(Value { text: text.to_owned(), place: place(line, text) }),
            }
            continue;
        }
        let text = if marked { unmarked(line.text) } else { line.text };
        if text.is_empty() || text.starts_with("[!") {
            continue;
        }
        let (key, value) = field(text)?;
        found.push(entry(line, key, value));
    }
    (!found.is_empty()).then_some(found)
}

/// The text of a line without its quote mark and bullet.
fn unmarked(line: &str) -> &str {
    let text = line.trim_start_matches(['>', ' ', '\t']);
    let bullet = text.strip_prefix(['*', '-', '+']).filter(|rest| rest.starts_with([' ', '\t']));
    bullet.unwrap_or(text).trim()
}

/// Key and value of `Key: value`, `**Key:** value`, `**Key**: value`, `:key: value`, `键：值`.
fn field(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    if let Some((key, value)) = text.strip_prefix(':').and_then(|rest| rest.split_once(':')) {
        return is_key(key).then(|| (key, value.trim()));
    }
    let at = text.find([':', '：'])?;
    let (head, rest) = text.split_at(at);
    let wide = rest.starts_with('：');
    let rest = &rest[if wide { '：'.len_utf8() } else { 1 }..];
    let mark = ["**", "__", "*", "_"].into_iter().find(|mark| head.starts_with(mark));
    let (key, value) = match mark {
        None => (head, rest),
        Some(mark) => match head.strip_prefix(mark)?.strip_suffix(mark) {
            Some(key) => (key, rest),
            None => (head.strip_prefix(mark)?, rest.strip_prefix(mark)?),
        },
    };
    let parted = wide || value.is_empty() || value.starts_with([' ', '\t']);
    (parted && is_key(key)).then(|| (key.trim(), value.trim()))
}

fn is_key(key: &str) -> bool {
    let key = key.trim();
    let (characters, words) = LONGEST_KEY;
    let allowed = |c: char| {
        c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '(' | ')' | '/' | '\'' | '’') || !c.is_ascii()
    };
    key.chars().any(char::is_alphabetic)
        && key.chars().all(allowed)
        && key.chars().count() <= characters
        && key.split_whitespace().count() <= words
}

/// Fields of a table of two columns; its header is one too, unless it is empty or `Property | Value` or the like.
fn of_table(lines: &[Line<'_>]) -> Option<Vec<Entry>> {
    let is_rule = |line: &Line<'_>| line.text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'));
    if !lines.get(1).is_some_and(is_rule) {
        return None;
    }
    let mut found = Vec::new();
    for (at, &line) in lines.iter().enumerate().filter(|(at, _)| *at != 1) {
        let [key, value] = <[&str; 2]>::try_from(cells(line.text)).ok()?.map(str::trim);
        let key = key.trim_matches(['*', '_', ':', '：', ' ']);
        let titles = at == 0 && (key.is_empty() || is_title_of_column(value));
        if titles {
            continue;
        }
        if !is_key(key) {
            return None;
        }
        found.push(entry(line, key, value));
    }
    (!found.is_empty()).then_some(found)
}

fn cells(line: &str) -> Vec<&str> {
    let mut ranges = Vec::new();
    split_row(line, None, &mut ranges);
    ranges.into_iter().map(|range| &line[range]).collect()
}

fn is_title_of_column(text: &str) -> bool {
    [
        "value",
        "values",
        "details",
        "detail",
        "content",
        "description",
        "information",
        "info",
        "valeur",
        "wert",
        "valor",
        "valore",
        "waarde",
        "值",
        "内容",
        "値",
        "값",
        "القيمة",
    ]
    .contains(&text.to_lowercase().as_str())
}

fn entry(line: Line<'_>, key: &str, value: &str) -> Entry {
    let value = value.trim_end_matches('\\').trim_end();
    let values = Some(value)
        .filter(|value| !value.is_empty())
        .map(|value| Value { text: value.to_owned(), place: place(line, value) });
    Entry {
        key: key.to_owned(),
        place: place(line, key),
        values: values.into_iter().collect(),
        written: Written::Text,
    }
}

fn place(line: Line<'_>, part: &str) -> Place {
    Place { line: line.number, column: line.column(offset(line.text, part)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::text::line::lines;

    fn shown(page: &str) -> (Vec<String>, usize) {
        let (entries, taken) = read(&lines(page), &Schema::default());
        let show = |entry: &Entry| {
            let values: Vec<&str> = entry.values.iter().map(|value| value.text.as_str()).collect();
            format!("{}={}@{}", entry.key, values.join("|"), entry.place.line)
        };
        (entries.iter().map(show).collect(), taken.len())
    }

    #[test]
    fn fields_begin_the_page() {
        let (entries, taken) =
            shown("Title: A: b\nDate: 2015-06-07 11:00\nTags: x, y\n  z\nSlug:\n\n# Not title\n");
        assert_eq!(entries, ["Title=A: b@1", "Date=2015-06-07 11:00@2", "Tags=x, y z@3", "Slug=@5"]);
        assert_eq!(taken, 5);
        assert_eq!(shown(":date: 2026-01-02\n:tags: a\n\ntext").0, ["date=2026-01-02@1", "tags=a@2"]);
        assert_eq!(shown("Title: T\n---\n\ntext").1, 2);
    }

    #[test]
    fn fields_stand_under_the_title_in_every_dress() {
        for page in [
            "# T\n\nCreated: March 3, 2025 10:00 AM\nStatus: Open\n\n## Signals",
            "# T\n\n* Created: March 3, 2025 10:00 AM\n* Status: Open\n",
            "# T\n- **Created:** March 3, 2025 10:00 AM\n- **Status**: Open\n",
            "# T\n\nSome words.\n\n> [!info]\n> **Created**: March 3, 2025 10:00 AM\n> Status: Open\n",
            "# T\n\n| | |\n|---|---|\n| Created | March 3, 2025 10:00 AM |\n| **Status:** | Open |\n",
            "# T\n\n| Property | Value |\n|---|---|\n| Created | March 3, 2025 10:00 AM |\n| Status | Open |\n| Owner | Ann |\n| Tags | a |\n",
        ] {
            let keys: Vec<String> =
                shown(page).0.iter().map(|entry| entry.split('@').next().unwrap_or("").to_owned()).collect();
            assert!(keys.contains(&"Created=March 3, 2025 10:00 AM".to_owned()), "{page}: {keys:?}");
            assert!(keys.contains(&"Status=Open".to_owned()), "{page}: {keys:?}");
        }
    }

    #[test]
    fn prose_lists_and_tables_are_no_heads() {
        for page in [
            "Note: this is text\n\nmore",
            "# T\n\nNote: this is text\n",
            "# T\n\nDate: 2026-01-01\nand the text goes on\n",
            "# T\n\n* Tags: x\n* no field\n",
            "# T\n\n| name | description |\n|---|---|\n| Date palm | A tree. |\n| Source | A spring. |\n",
            "# T\n\nhttps://example.org: a site\n",
            "# T\n\n## Date: x\n",
            "text\n\nDate: 2026-01-01\n",
            "",
        ] {
            assert_eq!(shown(page), (vec![], 0), "{page}");
        }
    }
}
