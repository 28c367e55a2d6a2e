//! From table rows to mentions. Each body row is either kept as a mention or spoken of by a diagnostic.

use crate::diagnostic::Code;
use crate::parse::counts::RowCounts;
use crate::parse::page::columns::{Column, Columns, columns, settle_columns};
use crate::parse::page::items::{Lead, Named, address, append as append_to, split};
use crate::parse::page::namelike::{Form, form, mark_index, name_column};
use crate::parse::page::table::{Cell, is_delimiter_line, is_plain_delimiter, split_row};
use crate::parse::parsed::ParsedMention;
use crate::parse::report::Report;
use crate::parse::text::inline;
use crate::parse::text::line::Line;
use crate::parse::vocabulary::section::{ItemPattern, KindId, Schema};

/// Reads the tables of one section.
pub(in crate::parse) struct TableReader<'a> {
    /// What the section mentions; without it, a header may say so, or rows are of the kind `item`.
    pub(in crate::parse) kind: Option<KindId>,
    /// The heading that groups rows; kept as their attribute `section`.
    pub(in crate::parse) group: Option<&'a str>,
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
        let body = &lines[if delimited { 2 } else { 1 }..];
        let refusal = self.find_name(&mut found, first, &cells, body);
        if refusal.is_some() && self.kind.is_none() {
            return self.refuse(body, refusal.unwrap_or_default());
        }
        settle_columns(&mut found, first, &cells, self.kind.map(|_| self.schema), self.report);
        if !delimited {
            self.report.add(Code::NoDelimiterRow, first, 0, "no line of dashes follows the header");
        }
        self.open = false;
        self.body(body, found);
    }

    /// Finds the name by what the columns hold where the header does not say it, and in sections of no kind always: a
    /// table with a column `name` may list hosts or settings. Gives the reason where there is none.
    fn find_name(
        &self,
        columns: &mut Columns,
        header: Line<'_>,
        cells: &[Cell],
        body: &[Line<'_>],
    ) -> Option<&'static str> {
        let headers = |columns: &Columns| -> Vec<String> {
            cells[..columns.all.len()].iter().map(|cell| inline::cell(&header.text[cell.clone()])).collect()
        };
        let unknown = |column: &Column| matches!(column, Column::Ignored | Column::Attribute(_));
        if columns.all.iter().take(2).any(unknown) {
            mark_index(columns, &headers(columns), body);
        }
        if columns.name.is_some() && self.kind.is_some() {
            return None;
        }
        match name_column(columns, &headers(columns), body) {
            Ok(name) => {
                columns.choose(name);
                None
            }
            Err(reason) => Some(reason),
        }
    }

    /// A table that names nothing: counted, and said why.
    fn refuse(&mut self, body: &[Line<'_>], reason: &str) {
        (self.above, self.open) = (None, false);
        self.rows.read += body.len() as u64;
        self.rows.reported += body.len() as u64;
        if let Some(&first) = body.first() {
            let message = format!("a table of {reason}; {} rows are not read", body.len());
            self.report.add(Code::StrayTable, first, 0, message);
        }
    }

    /// Rows without a header go on with the table above; where there is none, nothing says what they hold.
    fn headless(&mut self, lines: &[Line<'_>], unknown: Columns) {
        match self.above.take() {
            Some(above) => {
                self.report.add(Code::SplitTable, lines[0], 0, "a blank line splits the table");
                self.body(lines, above);
            }
            None if self.kind.is_none() => self.refuse(lines, "rows without a header"),
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
            let kind = self.kind.map_or("thing", |kind| self.schema.kind(kind).name.as_str());
            let message = format!("no column holds the name of a {kind}; {} rows are not read", lines.len());
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
        let raw = cells.get(name).map_or("", |cell| &line.text[cell.clone()]);
        let named = self.name(raw);
        if named.name.is_empty() || is_nan(&named.name) || is_plain_delimiter(line.text) {
            self.nameless(line, columns, name, cells);
            return;
        }
        let mention = self.mention(line, columns, cells, named);
        self.mentions.push(mention);
        self.rows.kept += 1;
        self.open = true;
    }

    /// The name in a cell. Where nothing says that a table is one of names, a cell that is none stays out, and one that
    /// says more than a name is taken apart.
    fn name(&self, raw: &str) -> Named {
        if self.kind.is_some() {
            let name = inline::without_address(inline::cell(raw));
            return Named { name, description: None, target: None, lead: Lead::Text };
        }
        let raw = raw.replace("\\|", "|");
        if matches!(form(&raw), Form::Number | Form::Mark | Form::Address | Form::Empty) {
            return Named { name: String::new(), description: None, target: None, lead: Lead::Text };
        }
        split(&raw, ItemPattern::Auto)
    }

    fn ragged(&mut self, line: Line<'_>, expected: usize, cells: &[Cell]) {
        let at = cells.get(expected).or(cells.last()).map_or(0, |cell| cell.start);
        let message = format!("the row has {} cells, its header {expected}", cells.len());
        self.report.add(Code::RaggedRow, line, at, message);
    }

    fn mention(&mut self, line: Line<'_>, columns: &Columns, cells: &[Cell], named: Named) -> ParsedMention {
        let kind = self.kind.or(columns.kind).unwrap_or(KindId::ITEM);
        let mut mention = ParsedMention::new(line.number, kind, named.name);
        mention.description = named.description;
        for (column, cell) in columns.all.iter().zip(cells) {
            let raw = &line.text[cell.clone()];
            match column {
                Column::Name if raw.contains("](") => set_link(&mut mention, raw),
                Column::Name | Column::Ignored | Column::Index => {}
                Column::Description => append_to(&mut mention.description, &value(raw).unwrap_or_default()),
                Column::Relevancy => mention.relevancy = self.relevancy(line, cell.start, raw),
                Column::Attribute(name) if *name == "link" && raw.contains("](") => {
                    set_link(&mut mention, raw)
                }
                Column::Attribute(name) => {
                    mention.attributes.extend(value(raw).map(|text| (name.clone(), text)));
                    if *name == "source" && raw.contains("](") {
                        set_link(&mut mention, raw);
                    }
                }
            }
        }
        mention.attributes.extend(self.group.map(|group| ("section".into(), group.to_owned())));
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
                Column::Name | Column::Ignored | Column::Index => {}
            }
        }
    }
}

/// Keeps the address of the first link of a cell, unless one is there.
fn set_link(mention: &mut ParsedMention, raw: &str) {
    let target = inline::link(raw, 0).and_then(|link| address(link.target));
    if let Some(target) = target.filter(|_| mention.attributes.iter().all(|(name, _)| name != "link")) {
        mention.attributes.push(("link".into(), target));
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

/// A relevancy as a list gives it.
pub(in crate::parse) fn relevancy_of(text: &str) -> Option<f64> {
    number(text.trim())
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// `nan` as pandas writes a missing value.
fn is_nan(raw: &str) -> bool {
    matches!(raw, "nan" | "NaN" | "NAN")
}
