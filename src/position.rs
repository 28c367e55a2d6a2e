//! Places in a text: lines, and columns in characters, both counted from 1.

/// A place in a text, as errors and diagnostics name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, counted from 1.
    pub line: u32,
    /// Column in characters, counted from 1.
    pub column: u32,
}

impl Position {
    /// The first character of a text.
    pub const START: Self = Self { line: 1, column: 1 };
}

/// The place of byte `at`; the end of the text where `at` is no boundary of a character. O(at).
///
/// ```
/// use portent::position::{Position, position_of};
///
/// assert_eq!(position_of("one\ncafé au lait", 10), Position { line: 2, column: 6 });
/// ```
#[must_use]
pub fn position_of(text: &str, at: usize) -> Position {
    let before = text.get(..at).unwrap_or(text);
    let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    Position { line: capped(line), column: column_of(&before[start..], at) }
}

/// The column of byte `at` of a line; the one behind its end where `at` is no boundary of a character. O(at).
#[must_use]
pub fn column_of(line: &str, at: usize) -> u32 {
    let before = line.get(..at).unwrap_or(line);
    capped(before.chars().count()).saturating_add(1)
}

/// The column at which a tab-separated cell begins, counted from 0; the one behind the line where it has fewer. O(line).
#[must_use]
pub fn column_of_cell(line: &str, cell: usize) -> u32 {
    let before = line.split('\t').take(cell).map(|text| text.chars().count() + 1);
    capped(before.sum()).saturating_add(1)
}

fn capped(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    // C11: characters, from one.
    #[test]
    fn lines_and_columns_count_characters_from_one() {
        let text = "n\u{e9}|x\n\nlast";
        assert_eq!(position_of(text, 0), Position::START);
        assert_eq!(position_of(text, 4), Position { line: 1, column: 4 });
        assert_eq!(position_of(text, 6), Position { line: 2, column: 1 });
        assert_eq!(position_of(text, 99), Position { line: 3, column: 5 }, "the end of the text");
        assert_eq!(column_of("n\u{e9}|x", 3), 3, "\u{e9} has two bytes");
    }

    #[test]
    fn cells_begin_behind_their_tabs() {
        let line = "same\t\u{e9}\tx";
        assert_eq!([0, 1, 2, 9].map(|cell| column_of_cell(line, cell)), [1, 6, 8, 10]);
    }
}
