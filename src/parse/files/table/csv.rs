//! Tables with separated cells.

use csv::{Position, ReaderBuilder};

use super::{MOST_CELLS, Read, SheetRow, Unread, sheet};

/// Separators that occur, the likeliest first.
static SEPARATORS: &[u8] = b",;\t|";

/// So many lines tell the separator.
const LOOKED_AT: usize = 20;

/// Reads a table; without a separator it is told from the first lines. A row may have more or fewer cells than the header.
pub(super) fn read(text: &str, separator: Option<u8>) -> Read {
    let separator = stated(text).or(separator).unwrap_or_else(|| told(text));
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let (mut rows, mut cells) = (Vec::new(), 0);
    for record in reader.records() {
        let record =
            record.map_err(|error| Unread::broken(error.position().map_or(1, Position::line), error))?;
        cells += record.len();
        if cells > MOST_CELLS {
            return Err(Unread::broken(rows.len() as u64, format!("more than {MOST_CELLS} cells")));
        }
        rows.push(SheetRow {
            line: record.position().map_or(1, |position| line_of(text, position)),
            cells: record.iter().map(|cell| cell.trim().to_owned()).collect(),
        });
    }
    if stated(text).is_some() {
        rows.remove(0);
    }
    sheet(String::new(), rows).map(|sheet| vec![sheet]).ok_or(Unread::NoTable)
}

/// The line on which a record stands: the reader's place is before the blank lines that it skips.
fn line_of(text: &str, position: &Position) -> u32 {
    let rest = usize::try_from(position.byte()).ok().and_then(|at| text.as_bytes().get(at..));
    let blank = rest.unwrap_or_default().iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
    let skipped = blank.filter(|&&byte| byte == b'\n').count() as u64;
    u32::try_from(position.line() + skipped).unwrap_or(u32::MAX)
}

/// `sep=;` as the first line, as Excel writes it.
fn stated(text: &str) -> Option<u8> {
    let first = text.lines().next()?;
    match first.trim_end().strip_prefix("sep=")?.as_bytes() {
        [separator] => Some(*separator),
        _ => None,
    }
}

/// The separator that most of the first lines hold, and of those the one that they hold most often.
fn told(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT).collect();
    let counts = |separator: u8| lines.iter().map(move |line| outside_quotes(line, separator));
    let score = |separator: u8| {
        (
            counts(separator).filter(|&count| count > 0).count(),
            counts(separator).min(),
            counts(separator).sum::<usize>(),
        )
    };
    // Of equals the first one, so the last one of the reversed list.
    SEPARATORS.iter().rev().copied().max_by_key(|&separator| score(separator)).unwrap_or(b',')
}

fn outside_quotes(line: &str, separator: u8) -> usize {
    let mut quoted = false;
    let outside = line.bytes().filter(|&byte| {
        quoted ^= byte == b'"';
        byte == separator && !quoted
    });
    outside.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, separator: Option<u8>) -> Vec<String> {
        let sheets = read(text, separator).expect("a table");
        let rows = sheets[0].rows.iter().map(|row| format!("{}:{}", row.line, row.cells.join("/")));
        std::iter::once(sheets[0].header.join("/")).chain(rows).collect()
    }

    #[test]
    fn separators_are_told_from_the_lines() {
        assert_eq!(shown("name,what\nKelp,\"a, b\"\n", None), ["name/what", "2:Kelp/a, b"]);
        assert_eq!(shown("name;what\nKelp;a, b\n", None), ["name/what", "2:Kelp/a, b"]);
        assert_eq!(shown("name\twhat\nKelp\ta, b\n", None), ["name/what", "2:Kelp/a, b"]);
        assert_eq!(shown("sep=|\nname|what\nKelp|a;b\n", None), ["name/what", "3:Kelp/a;b"]);
        assert_eq!(shown("a,b\tc\n1,2\t3\n", Some(b'\t')), ["a,b/c", "2:1,2/3"]);
    }

    #[test]
    fn quoted_line_breaks_keep_the_line_of_their_row() {
        assert_eq!(
            shown("name,what\n\"Kelp\nfarms\",x\nHeat,y,extra\n\nRope\n", None),
            ["name/what", "2:Kelp\nfarms/x", "4:Heat/y/extra", "6:Rope"]
        );
    }

    #[test]
    fn what_has_no_rows_is_no_table() {
        assert_eq!(read("", None), Err(Unread::NoTable));
        assert_eq!(read("name,what\n", None), Err(Unread::NoTable));
    }
}
