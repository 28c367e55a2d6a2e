//! Lines with their numbers, and columns in characters.

use crate::position::column_of;

/// One line without its line break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) struct Line<'t> {
    /// Counted from 1.
    pub(in crate::parse) number: u32,
    /// Without the line break.
    pub(in crate::parse) text: &'t str,
}

impl Line<'_> {
    /// The column, in characters from 1, of byte `at`.
    pub(in crate::parse) fn column(&self, at: usize) -> u32 {
        column_of(self.text, at)
    }
}

/// Columns of bytes of one line, asked for from left to right: no byte is counted twice.
#[derive(Debug)]
pub(in crate::parse) struct Columns<'t> {
    text: &'t str,
    at: usize,
    column: u32,
}

impl<'t> Columns<'t> {
    pub(in crate::parse) fn of(line: Line<'t>) -> Self {
        Self { text: line.text, at: 0, column: 1 }
    }

    /// As [`Line::column`], for bytes in ascending order; a byte before the last one has the column of that.
    pub(in crate::parse) fn next(&mut self, at: usize) -> u32 {
        if let Some(between) = self.text.get(self.at..at) {
            self.column = self.column.saturating_add(column_of(between, between.len()) - 1);
            self.at = at;
        }
        self.column
    }
}

/// A place in the page: line and column, in characters, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) struct Place {
    pub(in crate::parse) line: u32,
    pub(in crate::parse) column: u32,
}

impl Place {
    /// The line at this place of a page; an empty one where there is no page, as for a row of a table.
    pub(in crate::parse) fn line_of<'t>(self, page: &[Line<'t>]) -> Line<'t> {
        let at = usize::try_from(self.line.saturating_sub(1)).unwrap_or(usize::MAX);
        page.get(at).copied().unwrap_or(Line { number: self.line, text: "" })
    }
}

/// The lines of `text`, numbered from 1. Line breaks have been made `\n` before.
pub(in crate::parse) fn lines(text: &str) -> Vec<Line<'_>> {
    let text = text.strip_suffix('\n').unwrap_or(text);
    if text.is_empty() {
        return Vec::new();
    }
    let numbered = text.split('\n').zip(1_u32..);
    numbered.map(|(text, number)| Line { number, text }).collect()
}

/// The byte offset of `part` in `whole`, of which it is a slice.
pub(in crate::parse) fn offset(whole: &str, part: &str) -> usize {
    part.as_ptr().addr().saturating_sub(whole.as_ptr().addr()).min(whole.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    // C11: in pages.
    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let all = lines("né|x\n\nlast");
        assert_eq!(all.len(), 3);
        assert_eq!(all[0].column(3), 3, "é has two bytes");
        assert_eq!(all[2], Line { number: 3, text: "last" });
        assert_eq!(lines("a\n").len(), 1);
        assert_eq!(offset(all[0].text, &all[0].text[3..]), 3);
        let mut columns = Columns::of(all[0]);
        assert_eq!([0, 1, 3, 5].map(|at| columns.next(at)), [0, 1, 3, 5].map(|at| all[0].column(at)));
    }
}
