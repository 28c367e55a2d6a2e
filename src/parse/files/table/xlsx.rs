//! Worksheets of a workbook.

use std::io::{self, Cursor, Read as _};

use calamine::{Data, DataRef, ExcelDateTime, Reader as _, SheetType, Xlsx};
use jiff::ToSpan as _;
use jiff::civil::date;

use zip::ZipArchive;

use super::super::foreign::guarded;
use super::{MOST_CELLS, MOST_COLUMNS, MOST_UNPACKED, Read, Sheet, SheetRow, Unread, sheet};

/// Reads all worksheets that hold rows. Cells are read one by one: one far down must not make a table of billions.
pub(super) fn read(bytes: &[u8]) -> Read {
    check_unpacked(bytes, MOST_UNPACKED)?;
    guarded(|| workbook(bytes)).unwrap_or_else(|| Err(Unread::broken(1, "the workbook is damaged")))
}

fn workbook(bytes: &[u8]) -> Read {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| Unread::broken(1, error))?;
    let names: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let (mut sheets, mut left) = (Vec::new(), MOST_CELLS);
    for name in names {
        sheets.extend(worksheet(&mut book, name, &mut left)?);
    }
    if sheets.is_empty() { Err(Unread::NoTable) } else { Ok(sheets) }
}

/// Refuses a workbook whose parts unpack to more than so many bytes. What a part says of its size may be a lie, so each is
/// unpacked, to nowhere.
fn check_unpacked(bytes: &[u8], most: u64) -> Result<(), Unread> {
    let mut book = ZipArchive::new(Cursor::new(bytes)).map_err(|error| Unread::broken(1, error))?;
    let mut left = most;
    for part in 0..book.len() {
        let part = book.by_index(part).map_err(|error| Unread::broken(1, error))?;
        let unpacked = io::copy(&mut part.take(left.saturating_add(1)), &mut io::sink());
        let unpacked = unpacked.map_err(|error| Unread::broken(1, error))?;
        left = left
            .checked_sub(unpacked)
            .ok_or_else(|| Unread::broken(1, format!("its parts unpack to more than {most} bytes")))?;
    }
    Ok(())
}

fn worksheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: String,
    left: &mut usize,
) -> Result<Option<Sheet>, Unread> {
    let broken = |error: calamine::XlsxError| Unread::broken(1, format!("sheet {name:?}: {error}"));
    let mut reader = book.worksheet_cells_reader(&name).map_err(broken)?;
    let mut rows: Vec<SheetRow> = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        let (row, column) = cell.get_position();
        let text = text(cell.get_value());
        let Some(column) = usize::try_from(column).ok().filter(|&column| column < MOST_COLUMNS) else {
            continue;
        };
        if text.is_empty() {
            continue;
        }
        *left =
            left.checked_sub(1).ok_or_else(|| Unread::broken(1, format!("more than {MOST_CELLS} cells")))?;
        let line = row.saturating_add(1);
        if rows.last().is_none_or(|last| last.line != line) {
            rows.push(SheetRow { line, cells: Vec::new() });
        }
        if let Some(last) = rows.last_mut() {
            last.cells.resize(last.cells.len().max(column + 1), String::new());
            last.cells[column] = text;
        }
    }
    Ok(sheet(name, rows))
}

fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::DateTime(moment) if moment.is_datetime() => day(moment),
        DataRef::Float(number) => number.to_string(),
        DataRef::Empty | DataRef::Error(_) => String::new(),
        other => Data::from(other.clone()).to_string().trim().to_owned(),
    }
}

/// The day of a moment, which Excel counts from the last day but one of 1899.
fn day(moment: &ExcelDateTime) -> String {
    let days = moment.as_f64().floor();
    let within = (0.0..3_000_000.0).contains(&days);
    #[expect(clippy::cast_possible_truncation, reason = "the range was looked at")]
    let day = within.then(|| date(1899, 12, 30).checked_add((days as i64).days()).ok()).flatten();
    day.map_or_else(|| moment.as_f64().to_string(), |day| day.to_string())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    // T12: two parts of 400 bytes, packed to fewer.
    #[test]
    fn what_unpacks_to_more_than_the_bound_is_refused() {
        let mut book = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for part in ["a.xml", "b.xml"] {
            book.start_file(part, zip::write::SimpleFileOptions::default()).expect("a part");
            book.write_all(&[b'x'; 400]).expect("text");
        }
        let bytes = book.finish().expect("a workbook").into_inner();
        assert!(bytes.len() < 400);
        assert_eq!(check_unpacked(&bytes, 800), Ok(()));
        let told = Unread::broken(1, "its parts unpack to more than 799 bytes");
        assert_eq!(check_unpacked(&bytes, 799), Err(told));
    }
}
