//! Which column header means what.

use std::borrow::Cow;

use crate::diagnostic::Code;
use crate::folding::folded;
use crate::parse::page::table::Cell;
use crate::parse::report::Report;
use crate::parse::text::inline;
use crate::parse::text::line::Line;
use crate::parse::vocabulary::section::{KindId, Schema, same_word};
use crate::similarity::damerau_levenshtein;

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
}

/// Headers and the column that they mean. Case, spacing and punctuation are ignored.
static COLUMNS: &[(&str, &str)] = &[
    ("name", "name"),
    ("title", "name"),
    ("description", "description"),
    ("desc", "description"),
    ("relevancy", "relevancy"),
    ("relevance", "relevancy"),
    ("change", "change"),
    ("10-year", "ten_year"),
    ("10-year horizon", "ten_year"),
    ("10y horizon", "ten_year"),
    ("10y", "ten_year"),
    ("10 years", "ten_year"),
    ("ten-year", "ten_year"),
    ("driving-force", "driving_force"),
    ("driving forces", "driving_force"),
];

/// A word that is this much like a header is that header, misspelled: one slip in five letters.
const SLIP: f64 = 0.8;
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
}

/// Reads a header row.
pub(in crate::parse) fn columns(header: Line<'_>, cells: &[Cell], kind: KindId, schema: &Schema) -> Columns {
    let count = cells.len();
    let cells = &cells[..count.min(MOST_COLUMNS)];
    let mut all: Vec<Column> =
        cells.iter().map(|cell| column(&header.text[cell.clone()], kind, schema)).collect();
    let name = name_column(header, cells, &all);
    for (at, column) in all.iter_mut().enumerate() {
        if *column == Column::Name && Some(at) != name {
            *column = Column::Attribute(inline::cell(&header.text[cells[at].clone()]).into());
        }
    }
    Columns { all, count, name }
}

/// The column headed `name`, otherwise the first one that can mean it.
fn name_column(header: Line<'_>, cells: &[Cell], all: &[Column]) -> Option<usize> {
    let exact = cells.iter().position(|cell| same_word(&header.text[cell.clone()], "name"));
    exact
        .filter(|&at| all[at] == Column::Name)
        .or_else(|| all.iter().position(|column| *column == Column::Name))
}

fn column(header: &str, kind: KindId, schema: &Schema) -> Column {
    let header = inline::cell(header);
    let added =
        schema.columns.iter().find(|(known, _)| same_word(known, &header)).map(|(_, column)| column.as_str());
    if let Some(added) = added {
        return named(known(added).map_or_else(|| Cow::Owned(added.to_owned()), Cow::Borrowed));
    }
    if let Some(known) = known(&header) {
        return named(Cow::Borrowed(known));
    }
    let kind = schema.kind(kind);
    if [&kind.name, &kind.plural, &kind.heading].iter().any(|own| same_word(own, &header)) {
        return Column::Name;
    }
    if header.is_empty() { Column::Ignored } else { Column::Attribute(header.into()) }
}

/// What a word of the configuration means as a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnMeant {
    /// One that portent knows, under its canonical name: `Desc` is `description`.
    Known(&'static str),
    /// Nothing that portent knows, but so near to this word that it is a slip.
    Near(&'static str),
    /// An attribute of that name.
    Attribute,
}

/// Which column a word means. Case, spacing and punctuation are ignored. O(known headers).
///
/// ```
/// use portent::parse::{ColumnMeant, column_meant};
/// assert_eq!(column_meant("Relevance"), ColumnMeant::Known("relevancy"));
/// assert_eq!(column_meant("descripton"), ColumnMeant::Near("description"));
/// assert_eq!(column_meant("source"), ColumnMeant::Attribute);
/// ```
#[must_use]
pub fn column_meant(word: &str) -> ColumnMeant {
    if let Some(known) = known(word) {
        return ColumnMeant::Known(known);
    }
    let asked = folded(word);
    let alike = |&(header, _): &(&'static str, &str)| (damerau_levenshtein(header, &asked), header);
    let nearest = COLUMNS.iter().map(alike).max_by(|a, b| a.0.total_cmp(&b.0));
    match nearest {
        Some((likeness, header)) if likeness >= SLIP => ColumnMeant::Near(header),
        _ => ColumnMeant::Attribute,
    }
}

/// The canonical name of the column that a header or word means.
fn known(header: &str) -> Option<&'static str> {
    COLUMNS.iter().find(|(known, _)| same_word(known, header)).map(|&(_, column)| column)
}

fn named(canonical: Cow<'static, str>) -> Column {
    match canonical.as_ref() {
        "name" => Column::Name,
        "description" => Column::Description,
        "relevancy" => Column::Relevancy,
        _ => Column::Attribute(canonical),
    }
}

/// Leaves out columns that mean the same as one before them, and reports what is odd.
pub(in crate::parse) fn settle_columns(
    columns: &mut Columns,
    header: Line<'_>,
    cells: &[Cell],
    schema: &Schema,
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
            report.add(Code::UnnamedColumn, header, cell.start, "a column has no header");
        } else if columns.all[..at].contains(column) {
            let message = format!("a second column {:?}; the first one counts", &header.text[cell.clone()]);
            report.add(Code::DuplicateColumn, header, cell.start, message);
            columns.all[at] = Column::Ignored;
        } else if let Column::Attribute(name) = column
            && !is_known(name, schema)
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
    COLUMNS.iter().any(|(_, known)| *known == name) || schema.columns.iter().any(|(_, known)| known == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::page::table::split_row;

    fn read(header: &str, schema: &Schema) -> (Columns, Vec<String>) {
        let (mut cells, mut report) = (Vec::new(), Report::new("a.md"));
        let line = Line { number: 1, text: header };
        split_row(header, None, &mut cells);
        let mut columns = columns(line, &cells, KindId::SIGNAL, schema);
        settle_columns(&mut columns, line, &cells, schema, &mut report);
        (columns, report.finish().into_iter().map(|d| d.code.to_string()).collect())
    }

    fn attribute(name: &'static str) -> Column {
        Column::Attribute(name.into())
    }

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

    #[test]
    fn a_slip_is_told_from_another_word() {
        for (slip, meant) in
            [("relevency", "relevancy"), ("Driving_Frce", "driving-force"), ("chagne", "change")]
        {
            assert_eq!(column_meant(slip), ColumnMeant::Near(meant), "{slip}");
        }
        for word in ["exchange", "game", "Land", "country", "\u{51fa}\u{5904}", ""] {
            assert_eq!(column_meant(word), ColumnMeant::Attribute, "{word}");
        }
        assert_eq!(column_meant("Driving Force"), ColumnMeant::Known("driving_force"));
    }
}
