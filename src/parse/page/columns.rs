//! Which column header means what.

use std::borrow::Cow;

use crate::diagnostic::Code;
use crate::parse::page::table::Cell;
use crate::parse::report::Report;
use crate::parse::text::inline;
use crate::parse::text::line::Line;
use crate::parse::vocabulary::columns::{Hint, hints, is_canonical};
use crate::parse::vocabulary::section::{KindId, Schema, Section, same_word};

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) enum Column {
    Name,
    Description,
    Relevancy,
    /// Kept under its canonical name, or the header as written.
    Attribute(Cow<'static, str>),
    /// Without a header, or meaning the same as one before it.
    Ignored,
    /// Numbers the rows.
    Index,
}

/// So many columns are read; a header of a hundred thousand cells must not be work for each row.
const MOST_COLUMNS: usize = 100;

/// The columns of one table, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Columns {
    pub(in crate::parse) all: Vec<Column>,
    /// How many cells the header has.
    pub(in crate::parse) count: usize,
    /// Which of them is the name.
    pub(in crate::parse) name: Option<usize>,
    /// The kind that the header of the name says (`Risk`), where it says one.
    pub(in crate::parse) kind: Option<KindId>,
}

/// Reads a header row; `kind` is what the section mentions, where it is known.
pub(in crate::parse) fn columns(
    header: Line<'_>,
    cells: &[Cell],
    kind: Option<KindId>,
    schema: &Schema,
) -> Columns {
    let count = cells.len();
    let cells = &cells[..count.min(MOST_COLUMNS)];
    let headers: Vec<String> = cells.iter().map(|cell| inline::cell(&header.text[cell.clone()])).collect();
    let mut all: Vec<Column> = headers.iter().map(|header| column(header, kind, schema)).collect();
    describe(&headers, &mut all);
    let mut said = None;
    let name = name_column(&headers, &all).or_else(|| {
        let first = headers.iter().position(|header| !header.is_empty() && !hints(header, Hint::Numbers))?;
        said = kind_of(&headers[first], schema).filter(|_| matches!(all[first], Column::Attribute(_)));
        said.map(|_| first)
    });
    for (at, column) in all.iter_mut().enumerate() {
        if *column == Column::Name && Some(at) != name {
            *column = Column::Attribute(headers[at].clone().into());
        }
    }
    tell_apart(&headers, &mut all);
    // Where the section says the kind, nobody asks the header.
    let asked = || name.filter(|_| kind.is_none()).and_then(|name| kind_of(&headers[name], schema));
    let mut columns = Columns { all, count, name, kind: said.or_else(asked) };
    if let Some(name) = name {
        columns.choose(name);
    }
    columns
}

impl Columns {
    /// Takes a column for the name.
    pub(in crate::parse) fn choose(&mut self, name: usize) {
        self.name = Some(name);
        self.all[name] = Column::Name;
    }
}

/// The column headed `name`, otherwise the first one that can mean it.
fn name_column(headers: &[String], all: &[Column]) -> Option<usize> {
    let exact = headers.iter().position(|header| same_word(header, "name"));
    exact
        .filter(|&at| all[at] == Column::Name)
        .or_else(|| all.iter().position(|column| *column == Column::Name))
}

/// The kind that a header names.
fn kind_of(header: &str, schema: &Schema) -> Option<KindId> {
    match schema.section(header) {
        Some(Section::Mentions(kind)) if schema.is_table(kind) => Some(kind),
        _ => None,
    }
}

fn column(header: &str, kind: Option<KindId>, schema: &Schema) -> Column {
    if let Some(meant) = schema.column(header) {
        return named(meant);
    }
    let own = kind.map(|kind| schema.kind(kind));
    let is_own = own.is_some_and(|kind| {
        [&kind.name, &kind.plural, &kind.heading].iter().any(|own| same_word(own, header))
    });
    if is_own {
        return Column::Name;
    }
    if header.is_empty() { Column::Ignored } else { Column::Attribute(header.to_owned().into()) }
}

/// Of two headers that mean one attribute (`Source`, `Quelle`) the second keeps its own name.
fn tell_apart(headers: &[String], all: &mut [Column]) {
    for at in 1..all.len() {
        let Some(before) = all[..at].iter().position(|column| *column == all[at]) else { continue };
        if matches!(all[at], Column::Attribute(_)) && !same_word(&headers[before], &headers[at]) {
            all[at] = Column::Attribute(headers[at].clone().into());
        }
    }
}

/// Where no header means the description, the first one that may mean it does (`Why`, `Notes`).
fn describe(headers: &[String], all: &mut [Column]) {
    if all.contains(&Column::Description) {
        return;
    }
    let describes = |(column, header): (&Column, &String)| {
        matches!(column, Column::Attribute(_)) && hints(header, Hint::Describes)
    };
    if let Some(at) = all.iter().zip(headers).position(describes) {
        all[at] = Column::Description;
    }
}

fn named(canonical: Cow<'static, str>) -> Column {
    match canonical.as_ref() {
        "name" => Column::Name,
        "description" => Column::Description,
        "relevancy" => Column::Relevancy,
        _ => Column::Attribute(canonical),
    }
}

/// Leaves out columns that mean the same as one before them, and reports what is odd. Where a table is read by what it
/// holds, columns that are not known are not odd.
pub(in crate::parse) fn settle_columns(
    columns: &mut Columns,
    header: Line<'_>,
    cells: &[Cell],
    known: Option<&Schema>,
    report: &mut Report,
) {
    if let Some(cell) = cells.get(MOST_COLUMNS) {
        let message = format!("{} columns; only the first {MOST_COLUMNS} are read", cells.len());
        report.add(Code::TooManyColumns, header, cell.start, message);
    }
    let mut extra: Vec<(usize, Cow<'static, str>)> = Vec::new();
    for (at, cell) in cells.iter().enumerate().take(columns.all.len()) {
        let column = &columns.all[at];
        if *column == Column::Ignored {
            if known.is_none() {
                continue;
            }
            report.add(Code::UnnamedColumn, header, cell.start, "a column has no header");
        } else if *column != Column::Index && columns.all[..at].contains(column) {
            let message = format!("a second column {:?}; the first one counts", &header.text[cell.clone()]);
            report.add(Code::DuplicateColumn, header, cell.start, message);
            columns.all[at] = Column::Ignored;
        } else if let Column::Attribute(name) = column
            && known.is_some_and(|schema| !is_known(name, schema))
        {
            extra.push((cell.start, name.clone()));
        }
    }
    if let Some((at, _)) = extra.first() {
        report.add(Code::ExtraColumn, header, *at, format!("kept as attributes: {}", listed(&extra)));
    }
}

/// The first few names, and how many more there are.
fn listed(extra: &[(usize, Cow<'static, str>)]) -> String {
    let names: Vec<String> = extra.iter().take(5).map(|(_, name)| format!("{name:?}")).collect();
    let more = extra.len() - names.len();
    if more == 0 { names.join(", ") } else { format!("{} and {more} more", names.join(", ")) }
}

fn is_known(name: &str, schema: &Schema) -> bool {
    is_canonical(name) || schema.columns.iter().any(|(_, known)| known == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::page::table::split_row;

    fn read(header: &str, schema: &Schema) -> (Columns, Vec<String>) {
        let (mut cells, mut report) = (Vec::new(), Report::new("a.md"));
        let line = Line { number: 1, text: header };
        split_row(header, None, &mut cells);
        let mut columns = columns(line, &cells, Some(KindId::SIGNAL), schema);
        settle_columns(&mut columns, line, &cells, Some(schema), &mut report);
        (columns, report.finish().into_iter().map(|d| d.code.to_string()).collect())
    }

    fn attribute(name: &'static str) -> Column {
        Column::Attribute(name.into())
    }

    // T28: by the header, never by the position.
    #[test]
    fn headers_are_matched_by_meaning() {
        let (columns, found) = read("| Signal | Change | 10y horizon | Driving force |", &Schema::default());
        let expected = [Column::Name, attribute("change"), attribute("ten_year"), attribute("driving_force")];
        assert_eq!(columns.all, expected);
        assert!(found.is_empty());
        let (columns, _) = read("| RELEVANCY | 10 - Year | signals | Name |", &Schema::default());
        assert_eq!(
            columns.all,
            [Column::Relevancy, attribute("ten_year"), attribute("signals"), Column::Name]
        );
        assert_eq!(columns.name, Some(3));
    }

    #[test]
    fn odd_columns_are_reported_and_added_ones_are_known() {
        let (_, found) = read("| | name | src | Description | desc |", &Schema::default());
        assert_eq!(found, ["unnamed-column", "duplicate-column", "extra-column"]);
        let mut schema = Schema::default();
        schema.columns.push(("Quelle".into(), "source_text".into()));
        let (columns, found) = read("| name | quelle |", &schema);
        assert_eq!(columns.all[1], attribute("source_text"));
        assert!(found.is_empty());
    }

    #[test]
    fn a_target_that_is_a_known_header_means_its_column() {
        let mut schema = Schema::default();
        for (header, target) in
            [("Was", "TITLE"), ("Text", "Desc"), ("Wert", "Relevance"), ("Bis", "10-Year")]
        {
            schema.columns.push((header.into(), target.into()));
        }
        let (columns, found) = read("| was | text | wert | bis |", &schema);
        assert_eq!(
            columns.all,
            [Column::Name, Column::Description, Column::Relevancy, attribute("ten_year")]
        );
        assert!(found.is_empty(), "{found:?}");
    }
}
