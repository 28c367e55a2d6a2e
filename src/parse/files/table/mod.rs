//! Tables as files: each reader gives [`Sheet`]s, which become articles and mentions in one place.

mod csv;
mod json;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "xlsx")]
mod xlsx;

use crate::parse::files::form::TableForm;

/// So many columns of a sheet are read.
pub(super) const MOST_COLUMNS: usize = 100;

/// So many cells of a file are read: a workbook of a few kilobytes can hold billions.
pub(super) const MOST_CELLS: usize = 20_000_000;

/// So many bytes of a compressed file are unpacked: a few kilobytes can hold gigabytes.
#[cfg(any(feature = "parquet", feature = "xlsx"))]
const MOST_UNPACKED: u64 = 256 << 20;

/// Rows under one header.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::parse) struct Sheet {
    /// The name of a worksheet or of a list in a document; empty where a file is one table.
    pub(in crate::parse) name: String,
    /// One text a column.
    pub(in crate::parse) header: Vec<String>,
    /// The rows, none of them all blank.
    pub(in crate::parse) rows: Vec<SheetRow>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct SheetRow {
    /// Line of the file, row of the worksheet, or number of the record (Parquet); counted from 1.
    pub(in crate::parse) line: u32,
    /// One text a column of the header, perhaps fewer or more.
    pub(in crate::parse) cells: Vec<String>,
}

/// Why a file gives no table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) enum Unread {
    /// It holds no list of records; many JSON files are settings, and that is no fault.
    NoTable,
    /// It is broken at a place, or cannot be read at all.
    Broken { line: u32, message: String },
    /// This build lacks the reader, which comes with a feature.
    #[cfg(not(all(feature = "parquet", feature = "xlsx")))]
    Feature(&'static str),
}

impl Unread {
    fn broken(line: u64, message: impl std::fmt::Display) -> Self {
        Self::Broken { line: u32::try_from(line).unwrap_or(u32::MAX).max(1), message: message.to_string() }
    }
}

/// What a reader of text gives: the sheets, and what it could not read beside them.
pub(in crate::parse) type Read = Result<Vec<Sheet>, Unread>;

/// Reads a table that is text.
pub(in crate::parse) fn from_text(form: TableForm, text: &str) -> Read {
    match form {
        TableForm::Csv => csv::read(text, None),
        TableForm::Tsv => csv::read(text, Some(b'\t')),
        TableForm::JsonLines => json::lines(text),
        TableForm::Json => json::document(text),
        TableForm::Xlsx | TableForm::Parquet => Err(Unread::NoTable),
    }
}

/// Reads a table that is no text; `None` for those that are.
#[cfg_attr(
    not(any(feature = "parquet", feature = "xlsx")),
    expect(unused_variables, reason = "no such reader here")
)]
pub(in crate::parse) fn from_bytes(form: TableForm, bytes: &[u8]) -> Option<Read> {
    match form {
        #[cfg(feature = "xlsx")]
        TableForm::Xlsx => Some(xlsx::read(bytes)),
        #[cfg(not(feature = "xlsx"))]
        TableForm::Xlsx => Some(Err(Unread::Feature("xlsx"))),
        #[cfg(feature = "parquet")]
        TableForm::Parquet => Some(parquet::read(bytes)),
        #[cfg(not(feature = "parquet"))]
        TableForm::Parquet => Some(Err(Unread::Feature("parquet"))),
        TableForm::Csv | TableForm::Tsv | TableForm::JsonLines | TableForm::Json => None,
    }
}

/// A sheet of the first row that looks like a header, and the rows below it. Rows above it (a title, a note) hold one cell at
/// most and are left out; blank rows too.
pub(super) fn sheet(name: String, mut rows: Vec<SheetRow>) -> Option<Sheet> {
    let filled = |row: &SheetRow| row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    rows.retain(|row| filled(row) > 0);
    let widest = rows.iter().map(filled).max()?;
    let at = rows.iter().position(|row| filled(row) >= widest.min(2))?;
    let body = rows.split_off(at + 1);
    let mut header = rows.pop()?.cells;
    header.truncate(MOST_COLUMNS);
    (!body.is_empty()).then_some(Sheet { name, header, rows: body })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_is_the_first_row_of_several_cells() {
        let row = |line, cells: &[&str]| SheetRow { line, cells: cells.iter().map(|&c| c.into()).collect() };
        let rows = vec![
            row(1, &["Signals of 2026", ""]),
            row(2, &["", ""]),
            row(3, &["name", "date"]),
            row(4, &["Kelp", "2026"]),
            row(5, &[" "]),
            row(6, &["Heat"]),
        ];
        let sheet = sheet("s".into(), rows).expect("a sheet");
        assert_eq!(sheet.header, ["name", "date"]);
        assert_eq!(sheet.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [4, 6]);
        assert_eq!(super::sheet(String::new(), vec![row(1, &["a", "b"])]), None);
        let names =
            super::sheet(String::new(), vec![row(1, &["name"]), row(2, &["Kelp"])]).expect("one column");
        assert_eq!(names.rows.len(), 1);
    }
}
