//! An answer -> what is sent: text and structured content, cut until both together are below the bound.

use portent::report::{Cell, Field, Shown, Table, harmless};
use serde_json::{Map, Value, json};

use crate::answer::{Answer, Column, Row};
use crate::place::Place;
use crate::refusal::Refusal;
use crate::tokens::{MOST_TOKENS, cut, most_tokens, most_tokens_of};

/// What text and structured content may be together: a tenth below the bound, since the prices of [`most_tokens`] are within a tenth
/// of the worst text.
const BUDGET: usize = MOST_TOKENS - MOST_TOKENS / 10;
/// With so many rows a page is worth more than whole texts in fewer rows.
const ENOUGH: usize = 8;
/// Tokens that a path or an id keeps whatever is cut, and of the longest link that is sent: half of one leads nowhere.
const ADDRESS: usize = 60;
/// Tokens of the link of an article that is shown.
const LINK: usize = 200;
/// Tokens that a name keeps, but where not even one row would fit.
const NAME: usize = 20;
/// Notes of an answer, and tokens of each.
const NOTES: usize = 6;
const NOTE: usize = 60;
/// Tokens of a refusal, and of its hint.
const REFUSAL: usize = 300;

/// How much is kept of each row.
struct Level {
    /// Tokens of a text.
    text: usize,
    /// Items of a list, and records of a cell.
    items: usize,
    /// Places of a row.
    places: usize,
}

static LEVELS: &[Level] = &[
    Level { text: 150, items: 8, places: 4 },
    Level { text: 70, items: 5, places: 2 },
    Level { text: 35, items: 3, places: 1 },
    Level { text: NAME, items: 2, places: 1 },
    Level { text: 8, items: 1, places: 1 },
];

/// What is sent for a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// For people and models: tab-separated rows under a heading, facts as `name: value`.
    pub text: String,
    /// The same for programs; none for a refusal.
    pub structured: Option<Value>,
    /// Whether the question could not be answered; the text says why, and what to ask instead.
    pub is_error: bool,
}

impl Reply {
    /// Why there is no answer.
    pub(crate) fn refused(refusal: &Refusal) -> Self {
        let said = |text: &str| cut_harmless(text, REFUSAL);
        let hint = refusal.hint.as_deref().map_or_else(String::new, |hint| format!("\nhint: {}", said(hint)));
        Self { text: format!("error: {}{hint}", said(&refusal.message)), structured: None, is_error: true }
    }

    /// The most tokens that it is likely to be, text and structured content together.
    #[must_use]
    pub fn most_tokens(&self) -> usize {
        most_tokens(&self.text) + self.structured.as_ref().map_or(0, most_tokens_of)
    }
}

/// Cuts an answer until it fits: texts and lists first, as little as gives a good page, then rows at the end.
pub(crate) fn fit(answer: &Answer) -> Reply {
    let mut shortened = Shortened::of(answer, &LEVELS[0]);
    let mut shown = shortened.rows_that_fit();
    for level in &LEVELS[1..] {
        let is_good = |shown: usize| shown == answer.rows.len() || shown >= ENOUGH || level.text < NAME;
        if shown.is_some_and(is_good) {
            break;
        }
        shortened = Shortened::of(answer, level);
        shown = shortened.rows_that_fit();
    }
    shortened.reply(shown.unwrap_or(0))
}

/// An answer whose texts and lists are cut.
struct Shortened<'a> {
    answer: &'a Answer,
    head: Option<Row>,
    rows: Vec<Row>,
    notes: Vec<String>,
}

impl<'a> Shortened<'a> {
    fn of(answer: &'a Answer, level: &Level) -> Self {
        let mut is_cut = false;
        let head = answer.head.as_ref().map(|row| shortened(row, level, &mut is_cut));
        let rows = answer.rows.iter().map(|row| shortened(row, level, &mut is_cut)).collect();
        let mut notes: Vec<String> =
            answer.notes.iter().take(NOTES).map(|note| cut_harmless(note, NOTE)).collect();
        if is_cut {
            notes
                .push("long texts end in …, long lists in the number of further items; show has more".into());
        }
        Self { answer, head, rows, notes }
    }

    /// How many of the rows fit; none where not even the head does.
    fn rows_that_fit(&self) -> Option<usize> {
        let counts: Vec<usize> = (0..=self.rows.len()).collect();
        let fitting = counts.partition_point(|&shown| self.reply(shown).most_tokens() <= BUDGET);
        fitting.checked_sub(1).filter(|&shown| shown > 0 || self.rows.is_empty())
    }

    fn reply(&self, shown: usize) -> Reply {
        let rows = &self.rows[..shown];
        let next = Some(self.answer.offset + shown).filter(|&next| next < self.answer.total && shown > 0);
        Reply { text: self.text(rows, next), structured: Some(self.structured(rows, next)), is_error: false }
    }

    fn text(&self, rows: &[Row], next: Option<usize>) -> String {
        let mut lines = Vec::new();
        if let Some(head) = &self.head {
            let told = head.cells.iter().filter(|(column, _)| column.is_told);
            lines.extend(told.map(|(column, cell)| format!("{}: {}", column.name, flat(cell))));
            lines.extend(head.places.iter().map(|place| format!("where: {}", place.told())));
        }
        let columns = columns(rows);
        if !rows.is_empty() {
            lines.push(self.range(rows.len(), next));
            let names = columns.iter().map(|column| column.name).chain(["where"]);
            lines.push(names.collect::<Vec<_>>().join("\t"));
            lines.extend(rows.iter().map(|row| line(row, &columns)));
        } else if self.head.is_none() {
            lines.push("nothing found".into());
        }
        lines.extend(self.notes.iter().map(|note| format!("note: {note}")));
        lines.join("\n")
    }

    /// Which rows these are.
    fn range(&self, shown: usize, next: Option<usize>) -> String {
        let Answer { offset, total, .. } = self.answer;
        let more = next.map_or_else(String::new, |next| format!("; for more ask with offset {next}"));
        format!("rows {} to {} of {total}{more}", offset + 1, offset + shown)
    }

    fn structured(&self, rows: &[Row], next: Option<usize>) -> Value {
        let mut page =
            json!({ "offset": self.answer.offset, "shown": rows.len(), "total": self.answer.total });
        if let Some(next) = next {
            page["next_offset"] = next.into();
        }
        let mut structured = json!({ "page": page, "rows": rows.iter().map(record).collect::<Vec<_>>() });
        if let Some(head) = &self.head {
            structured["head"] = record(head);
        }
        if !self.notes.is_empty() {
            structured["notes"] = self.notes.clone().into();
        }
        structured
    }
}

/// The columns that some row has, in the order of the tool.
fn columns(rows: &[Row]) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for row in rows {
        let mut at = 0;
        for (column, _) in row.cells.iter().filter(|(column, _)| column.is_told) {
            match columns.iter().position(|known| known.name == column.name) {
                Some(known) => at = known + 1,
                None => {
                    columns.insert(at, *column);
                    at += 1;
                }
            }
        }
    }
    columns
}

/// A row as one line of text.
fn line(row: &Row, columns: &[Column]) -> String {
    let cell = |column: &Column| {
        let found = row.cells.iter().find(|(own, _)| own.name == column.name);
        found.map_or_else(String::new, |(_, cell)| flat(cell))
    };
    let places = row.places.iter().map(Place::told).collect::<Vec<_>>().join(" | ");
    columns.iter().map(cell).chain([places]).collect::<Vec<_>>().join("\t")
}

/// A cell as people read it, on one line.
fn flat(cell: &Cell) -> String {
    match cell {
        Cell::List(items) => items.join(", "),
        Cell::Table(table) => {
            let words = |row: &Vec<Cell>| {
                let known = row.iter().filter(|cell| **cell != Cell::Missing);
                known.map(flat).collect::<Vec<_>>().join(" ")
            };
            table.rows.iter().map(words).collect::<Vec<_>>().join("; ")
        }
        cell => cell.flat(),
    }
}

/// A row as a JSON object, with its places.
fn record(row: &Row) -> Value {
    let fields: Vec<Field> = row.cells.iter().map(|(column, _)| Field::new(column.name)).collect();
    let mut table = Table::new(&fields);
    table.push(row.cells.iter().map(|(_, cell)| cell.clone()).collect());
    let mut record = match table.records() {
        Value::Array(mut records) => records.pop().unwrap_or_else(|| Value::Object(Map::new())),
        other => other,
    };
    record["places"] = row.places.iter().map(Place::json).collect();
    record
}

fn shortened(row: &Row, level: &Level, is_cut: &mut bool) -> Row {
    let mut cells = Vec::new();
    for (column, cell) in &row.cells {
        let least = match column.name {
            "id" | "ids" => ADDRESS,
            "link" => LINK,
            _ => 0,
        };
        let text = level.text.max(least);
        cells.push((*column, short_cell(cell, text, level.items, is_cut)));
    }
    let place = |place: &Place| Place {
        article: place.article.as_ref().map(|title| cut_harmless(title, level.text.min(35))),
        file: cut_harmless(&place.file, level.text.max(ADDRESS)),
        line: place.line,
        link: place.link.as_ref().map(|link| harmless(link)).filter(|link| most_tokens(link) <= ADDRESS),
    };
    Row { cells, places: row.places.iter().take(level.places).map(place).collect() }
}

fn short_cell(cell: &Cell, text: usize, items: usize, is_cut: &mut bool) -> Cell {
    match cell {
        Cell::Text(said) => Cell::Text(short_text(said, text, is_cut)),
        Cell::List(list) => {
            let mut kept: Vec<String> =
                list.iter().take(items).map(|item| short_text(item, text, is_cut)).collect();
            if list.len() > items {
                *is_cut = true;
                kept.push(format!("+{}", list.len() - items));
            }
            Cell::List(kept)
        }
        Cell::Table(table) => Cell::Table(short_table(table, text, items, is_cut)),
        Cell::Real(number) => Cell::Real(rounded(*number)),
        cell => cell.clone(),
    }
}

/// Text that cannot steer a terminal, cut. Only a beginning is looked at, however long it is: two characters are half a token at
/// least, but for single spaces.
fn cut_harmless(said: &str, most: usize) -> String {
    let end = said.char_indices().nth(4 * most + 8).map_or(said.len(), |(end, _)| end);
    cut(&harmless(&said[..end]), most)
}

fn short_text(said: &str, most: usize, is_cut: &mut bool) -> String {
    let short = cut_harmless(said, most);
    *is_cut |= short.ends_with('…') && !said.ends_with('…');
    short
}

/// Records within a row, without what is for machines alone (ids).
fn short_table(table: &Table, text: usize, items: usize, is_cut: &mut bool) -> Table {
    let kept: Vec<usize> =
        (0..table.fields.len()).filter(|&at| table.fields[at].shown != Shown::Data).collect();
    let fields: Vec<Field> = kept.iter().map(|&at| table.fields[at]).collect();
    let mut short = Table::new(&fields);
    *is_cut |= table.rows.len() > items;
    for row in table.rows.iter().take(items) {
        short.push(kept.iter().map(|&at| short_cell(&row[at], text, items, is_cut)).collect());
    }
    short
}

/// Four significant digits: more say nothing to a reader, and each pair of them is a token.
fn rounded(number: f64) -> f64 {
    format!("{number:.3e}").parse().unwrap_or(number)
}

#[cfg(test)]
mod tests;
