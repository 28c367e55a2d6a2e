//! Table rows: cells by their place in the line. A pipe ends a cell unless a backslash escapes it.

use std::ops::Range;

use crate::parse::text::brackets::wikilink_at;

/// Byte range of a cell in its line, without the white space around it.
pub(in crate::parse) type Cell = Range<usize>;

/// Whether a line holds a pipe that is not escaped.
pub(in crate::parse) fn has_pipe(line: &str) -> bool {
    line.contains('|') && pipes(line).next().is_some()
}

/// Places of the pipes that end cells: neither escaped nor within `[[target|alias]]`.
fn pipes(line: &str) -> impl Iterator<Item = usize> {
    let (mut escaped, mut link_end) = (false, 0);
    line.bytes().enumerate().filter_map(move |(at, byte)| {
        if byte == b'[' && at >= link_end {
            link_end = wikilink_at(line, at).map_or(0, |link| link.end);
        }
        let ends = byte == b'|' && !escaped && at >= link_end;
        escaped = byte == b'\\' && !escaped;
        ends.then_some(at)
    })
}

/// The cells of a row. Where there are more than `columns` cells and all of the surplus comes from `||`
/// without anything between the two pipes, these pipes are text (`PoC||GTFO`): the flag says so.
pub(in crate::parse) fn split_row(line: &str, columns: Option<usize>, cells: &mut Vec<Cell>) -> bool {
    split_raw(line, cells);
    let repaired = columns.is_some_and(|columns| join_double_pipes(columns, cells));
    for cell in cells.iter_mut() {
        *cell = trimmed(line, cell.clone());
    }
    repaired
}

/// Cells from pipe to pipe, white space included. Pipes at the ends of the line only frame it.
fn split_raw(line: &str, cells: &mut Vec<Cell>) {
    cells.clear();
    let framed = trimmed(line, 0..line.len());
    let mut start = framed.start;
    for at in pipes(&line[framed.clone()]) {
        let at = framed.start + at;
        if at > framed.start {
            cells.push(start..at);
        }
        start = at + 1;
    }
    if start < framed.end {
        cells.push(start..framed.end);
    }
}

fn join_double_pipes(columns: usize, cells: &mut Vec<Cell>) -> bool {
    let Some(surplus) = cells.len().checked_sub(columns).filter(|&surplus| surplus > 0) else { return false };
    let inner = cells.len().saturating_sub(1);
    let doubled = (1..inner).filter(|&at| cells[at].is_empty()).count();
    if doubled * 2 != surplus {
        return false;
    }
    let mut joined: Vec<Cell> = Vec::with_capacity(columns);
    let mut open = false;
    for (at, cell) in cells.iter().enumerate() {
        let doubled = (1..inner).contains(&at) && cell.is_empty();
        match joined.last_mut() {
            Some(last) if doubled || open => last.end = cell.end,
            _ => joined.push(cell.clone()),
        }
        open = doubled;
    }
    *cells = joined;
    true
}

/// The range without white space at its ends; an empty one at its start where nothing is left.
fn trimmed(line: &str, range: Range<usize>) -> Range<usize> {
    let text = &line[range.clone()];
    let inner = text.trim();
    let start =
        if inner.is_empty() { range.start } else { range.start + text.len() - text.trim_start().len() };
    start..(start + inner.len())
}

/// Whether a line is the delimiter row of a table: `|:--|--:|`, `--- | ---`.
pub(in crate::parse) fn is_delimiter_line(line: &str) -> bool {
    line.contains('|') && line.contains('-') && delimiter_cells(line).is_some()
}

/// Whether a line within a table can only be a delimiter row: at least three dashes in each cell.
pub(in crate::parse) fn is_plain_delimiter(line: &str) -> bool {
    delimiter_cells(line).is_some_and(|dashes| dashes >= 3)
}

/// The least number of dashes in a cell, where all cells are dashes with optional colons.
fn delimiter_cells(line: &str) -> Option<usize> {
    if !line.bytes().all(|byte| matches!(byte, b'|' | b':' | b'-' | b' ' | b'\t')) {
        return None;
    }
    let mut cells = Vec::new();
    split_row(line, None, &mut cells);
    let dashes = cells.iter().map(|cell| {
        let text = &line[cell.clone()];
        let text = text.strip_prefix(':').unwrap_or(text);
        let text = text.strip_suffix(':').unwrap_or(text);
        if text.bytes().all(|byte| byte == b'-') { text.len() } else { 0 }
    });
    dashes.min().filter(|&least| least > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(line: &str, columns: usize) -> (Vec<&str>, bool) {
        let mut cells = Vec::new();
        let repaired = split_row(line, Some(columns), &mut cells);
        (cells.into_iter().map(|cell| &line[cell]).collect(), repaired)
    }

    // T28: pipes within cells.
    #[test]
    fn cells_end_at_pipes_that_are_not_escaped() {
        assert_eq!(split("| a | b |", 2), (vec!["a", "b"], false));
        assert_eq!(split("  a | b", 2), (vec!["a", "b"], false));
        assert_eq!(split(r"| a \| b | c\\| d |", 3), (vec![r"a \| b", r"c\\", "d"], false));
        assert_eq!(
            split("| [[a/b|c]] | [[d\\|e]] | [[ | f |", 4).0,
            vec!["[[a/b|c]]", "[[d\\|e]]", "[[", "f"]
        );
        assert_eq!(split("| | x ||", 3), (vec!["", "x", ""], false));
        assert_eq!(split("|", 1).0, Vec::<&str>::new());
        assert_eq!(split("|é", 1).0, vec!["é"]);
    }

    #[test]
    fn double_pipes_are_text_only_where_they_explain_the_surplus() {
        assert_eq!(split("| PoC||GTFO | a||b | c |", 3), (vec!["PoC||GTFO", "a||b", "c"], true));
        assert_eq!(split("| a || b |", 3), (vec!["a", "", "b"], false));
        assert_eq!(split("| a || b | c |", 3), (vec!["a", "", "b", "c"], false));
        assert_eq!(split("| a | b | c | d |", 2).0.len(), 4);
    }

    // T28: the line below the header.
    #[test]
    fn delimiter_rows_are_dashes_and_colons() {
        assert!(is_delimiter_line("|:--|--:|") && is_delimiter_line("--- | ---") && is_delimiter_line("|-|"));
        assert!(!is_delimiter_line("| a |") && !is_delimiter_line("---") && !is_delimiter_line("|  |"));
        assert!(is_plain_delimiter("|:---|---|") && !is_plain_delimiter("| - | - |"));
    }
}
