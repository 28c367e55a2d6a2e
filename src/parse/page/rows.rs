//! From table rows to mentions. Each body row is either kept as a mention or spoken of by a diagnostic.

use crate::diagnostic::Code;
use crate::parse::page::columns::{Column, Columns, columns, settle_columns};
use crate::parse::page::table::{Cell, is_delimiter_line, is_plain_delimiter, split_row};
use crate::parse::parsed::ParsedMention;
use crate::parse::report::Report;
use crate::parse::text::inline;
use crate::parse::text::line::Line;
use crate::parse::types::RowCounts;
use crate::parse::vocabulary::section::{KindId, Schema};

/// Reads the tables of one section.
pub(in crate::parse) struct TableReader<'a> {
    pub(in crate::parse) kind: KindId,
    pub(in crate::parse) schema: &'a Schema,
    pub(in crate::parse) report: &'a mut Report,
    pub(in crate::parse) mentions: &'a mut Vec<ParsedMention>,
    pub(in crate::parse) rows: &'a mut RowCounts,
    /// The columns of the table above in this section, for rows that go on after a blank line.
    pub(in crate::parse) above: Option<Columns>,
    /// Whether the row above was kept, so that a row without a name can continue it.
    pub(in crate::parse) open: bool,
}

impl TableReader<'_> {
    /// Reads neighboring rows: a header, its delimiter row and the body, or the rest of the table above.
    pub(in crate::parse) fn read(&mut self, lines: &[Line<'_>]) {
        let Some(&first) = lines.first() else { return };
        let delimited = lines.get(1).is_some_and(|line| is_delimiter_line(line.text));
        let mut cells = Vec::new();
        split_row(first.text, None, &mut cells);
        let mut found = columns(first, &cells, self.kind, self.schema);
        if !delimited && found.name.is_none() {
            return self.headless(lines, found);
        }
        settle_columns(&mut found, first, &cells, self.schema, self.report);
        if !delimited {
            self.report.add(Code::NoDelimiterRow, first, 0, "no line of dashes follows the header");
        }
        self.open = false;
        self.body(&lines[if delimited { 2 } else { 1 }..], found);
    }

    /// Rows without a header go on with the table above; where there is none, nothing says what they hold.
    fn headless(&mut self, lines: &[Line<'_>], unknown: Columns) {
        match self.above.take() {
            Some(above) => {
                self.report.add(Code::SplitTable, lines[0], 0, "a blank line splits the table");
                self.body(lines, above);
            }
            None => self.body(lines, unknown),
        }
    }

    fn body(&mut self, lines: &[Line<'_>], columns: Columns) {
        self.rows.read += lines.len() as u64;
        match columns.name {
            Some(name) => {
                let mut cells = Vec::new();
                for &line in lines {
                    self.row(line, &columns, name, &mut cells);
                }
            }
            None => self.without_name(lines),
        }
        self.above = Some(columns);
    }

    fn without_name(&mut self, lines: &[Line<'_>]) {
        self.rows.reported += lines.len() as u64;
        if let Some(&first) = lines.first() {
            let message = format!(
                "no column holds the name of a {}; {} rows are not read",
                self.schema.kind(self.kind).name,
                lines.len()
            );
            self.report.add(Code::NoNameColumn, first, 0, message);
        }
    }

    fn row(&mut self, line: Line<'_>, columns: &Columns, name: usize, cells: &mut Vec<Cell>) {
        let repaired = split_row(line.text, Some(columns.count), cells);
        if repaired {
            self.report.add(
                Code::UnescapedPipe,
                line,
                line.text.find("||").unwrap_or(0),
                "`||` is read as text",
            );
        } else if cells.len() != columns.count {
            self.ragged(line, columns.count, cells);
        }
        let text = cells.get(name).map_or("", |cell| &line.text[cell.clone()]);
        let text = inline::without_address(inline::cell(text));
        if text.is_empty() || is_nan(&text) || is_plain_delimiter(line.text) {
            self.nameless(line, columns, name, cells);
            return;
        }
        let mention = self.mention(line, columns, cells, text);
        self.mentions.push(mention);
        self.rows.kept += 1;
        self.open = true;
    }

    fn ragged(&mut self, line: Line<'_>, expected: usize, cells: &[Cell]) {
        let at = cells.get(expected).or(cells.last()).map_or(0, |cell| cell.start);
        let message = format!("the row has {} cells, its header {expected}", cells.len());
        self.report.add(Code::RaggedRow, line, at, message);
    }

    fn mention(&mut self, line: Line<'_>, columns: &Columns, cells: &[Cell], name: String) -> ParsedMention {
        let mut mention = ParsedMention::new(line.number, self.kind, name);
        for (column, cell) in columns.all.iter().zip(cells) {
            let raw = &line.text[cell.clone()];
            match column {
                Column::Name | Column::Ignored => {}
                Column::Description => mention.description = value(raw),
                Column::Relevancy => mention.relevancy = self.relevancy(line, cell.start, raw),
                Column::Attribute(name) => {
                    mention.attributes.extend(value(raw).map(|text| (name.clone(), text)))
                }
            }
        }
        mention
    }

    fn relevancy(&mut self, line: Line<'_>, at: usize, raw: &str) -> Option<f64> {
        if raw.is_empty() || is_nan(raw) {
            self.report.add(Code::NoRelevancy, line, at, "the relevancy is missing");
            return None;
        }
        let number = number(raw).or_else(|| number(&inline::cell(raw)));
        if number.is_none() {
            let shown: String = raw.chars().take(40).collect();
            self.report.add(Code::RelevancyNotANumber, line, at, format!("{shown:?} is no number"));
        }
        number
    }

    /// A row without a name: the rest of the row above, or nothing that could be read.
    fn nameless(&mut self, line: Line<'_>, columns: &Columns, name: usize, cells: &[Cell]) {
        self.rows.reported += 1;
        let at = cells.get(name).map_or(0, |cell| cell.start);
        if is_plain_delimiter(line.text) {
            self.open = false;
            self.report.add(Code::StrayDelimiter, line, at, "a line of dashes within the table");
        } else if self.open && self.continues(line, columns, name, cells) {
            self.rows.joined += 1;
            self.join(line, columns, cells);
            self.report.add(Code::WrappedRow, line, at, "the row continues the one above");
        } else {
            self.open = false;
            self.report.add(Code::BlankName, line, at, "the row has no name");
        }
    }

    /// Whether a row without a name goes on with the row above: its name is blank (not `nan`), something
    /// else in it is not, and it has no relevancy of its own beside that of the row above.
    fn continues(&self, line: Line<'_>, columns: &Columns, name: usize, cells: &[Cell]) -> bool {
        let blank = |cell: &Cell| line.text[cell.clone()].is_empty();
        let rated = |(column, cell): (&Column, &Cell)| *column == Column::Relevancy && !blank(cell);
        let has_own = columns.all.iter().zip(cells).any(rated);
        let above_rated = self.mentions.last().is_some_and(|above| above.relevancy.is_some());
        cells.get(name).is_none_or(blank) && !cells.iter().all(blank) && !(has_own && above_rated)
    }

    fn join(&mut self, line: Line<'_>, columns: &Columns, cells: &[Cell]) {
        let Some(above) = self.mentions.last_mut() else { return };
        for (column, cell) in columns.all.iter().zip(cells) {
            let Some(more) = value(&line.text[cell.clone()]) else { continue };
            match column {
                Column::Description => append(above.description.get_or_insert_default(), &more),
                Column::Relevancy => above.relevancy = above.relevancy.or_else(|| number(&more)),
                Column::Attribute(name) => match above.attributes.iter_mut().find(|(known, _)| known == name)
                {
                    Some((_, text)) => append(text, &more),
                    None => above.attributes.push((name.clone(), more)),
                },
                Column::Name | Column::Ignored => {}
            }
        }
    }
}

fn append(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}

/// The text of a cell, where it has one: empty and `nan` are missing.
fn value(raw: &str) -> Option<String> {
    if raw.is_empty() || is_nan(raw) {
        return None;
    }
    Some(inline::cell(raw)).filter(|text| !text.is_empty())
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// `nan` as pandas writes a missing value.
fn is_nan(raw: &str) -> bool {
    matches!(raw, "nan" | "NaN" | "NAN")
}
