//! Tables drawn with lines of dashes: grid tables (`+---+---+`) and simple tables of Pandoc. They become pipe rows.

use crate::parse::page::html::MadeRow;
use crate::parse::text::line::Line;

/// So many columns a drawn table has at most.
const MOST_COLUMNS: usize = 100;

/// Reads the grid or simple table that begins the first of `lines`: its rows as pipes, and how many lines it takes.
/// O(lines of the table).
pub(in crate::parse) fn read(lines: &[Line<'_>]) -> Option<(Vec<MadeRow>, usize)> {
    let first = lines.first()?.text.trim();
    if is_border(first) {
        return grid(lines);
    }
    let spans = spans(lines.get(1)?.text)?;
    if first.is_empty() || first.starts_with('#') { None } else { Some(simple(lines, &spans)) }
}

/// `+---+---+` or `+===+===+`.
fn is_border(text: &str) -> bool {
    text.len() > 2
        && text.starts_with("+-") | text.starts_with("+=") | text.starts_with("+:")
        && text.ends_with('+')
        && text.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'=' | b':'))
}

fn grid(lines: &[Line<'_>]) -> Option<(Vec<MadeRow>, usize)> {
    let used = lines.iter().take_while(|line| line.text.trim_start().starts_with(['|', '+'])).count();
    let columns = lines[0].text.matches('+').count().saturating_sub(1).min(MOST_COLUMNS);
    let mut drawn = Drawn { columns, rows: Vec::new(), cells: vec![String::new(); columns], number: 0 };
    for line in &lines[1..used] {
        let text = line.text.trim();
        if is_border(text) {
            drawn.end_row();
        } else {
            drawn.add(line.number, text.trim_matches('|').split('|'));
        }
    }
    drawn.end_row();
    (used > 2 && !drawn.rows.is_empty()).then(|| (with_delimiter(drawn.rows, columns), used))
}

/// A table while its lines are put together.
struct Drawn {
    columns: usize,
    rows: Vec<MadeRow>,
    cells: Vec<String>,
    number: u32,
}

impl Drawn {
    fn add<'t>(&mut self, number: u32, parts: impl Iterator<Item = &'t str>) {
        if self.number == 0 {
            self.number = number;
        }
        for (at, part) in parts.enumerate() {
            let cell = &mut self.cells[at.min(self.columns - 1)];
            let part = part.trim();
            if !part.is_empty() && !cell.is_empty() {
                cell.push(' ');
            }
            cell.push_str(part);
        }
    }

    fn end_row(&mut self) {
        if self.number > 0 {
            let text = format!("| {} |", self.cells.join(" | "));
            self.rows.push(MadeRow { number: self.number, text });
        }
        self.number = 0;
        self.cells.iter_mut().for_each(String::clear);
    }
}

fn with_delimiter(mut rows: Vec<MadeRow>, columns: usize) -> Vec<MadeRow> {
    let delimiter = MadeRow { number: rows[0].number, text: format!("|{}", "---|".repeat(columns)) };
    rows.insert(1, delimiter);
    rows
}

/// The columns of characters that a line of dashes draws: `-----  ------`, at least two.
fn spans(line: &str) -> Option<Vec<(usize, usize)>> {
    if !line.trim_start().starts_with("---") || !line.bytes().all(|byte| matches!(byte, b'-' | b' ' | b'\t'))
    {
        return None;
    }
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let mut open = false;
    for (at, byte) in line.bytes().enumerate() {
        match spans.last_mut().filter(|_| open) {
            Some(last) if byte == b'-' => last.1 = at + 1,
            None if byte == b'-' => spans.push((at, at + 1)),
            _ => {}
        }
        open = byte == b'-';
    }
    let wide = spans.iter().all(|(start, end)| end - start >= 3);
    (wide && (2..=MOST_COLUMNS).contains(&spans.len())).then_some(spans)
}

/// A header, its line of dashes, and rows up to a blank line or a second line of dashes.
fn simple(lines: &[Line<'_>], spans: &[(usize, usize)]) -> (Vec<MadeRow>, usize) {
    let body = lines[2..].iter().take_while(|line| {
        let text = line.text.trim();
        !text.is_empty() && !text.starts_with("---") && !text.starts_with('#')
    });
    let body: Vec<&Line<'_>> = body.collect();
    let closed = lines.get(2 + body.len()).is_some_and(|line| line.text.trim_start().starts_with("---"));
    let cut = |line: &Line<'_>| MadeRow { number: line.number, text: cut(line.text, spans) };
    let rows = [&lines[0]].into_iter().chain(body.iter().copied()).map(cut).collect();
    (with_delimiter(rows, spans.len()), 2 + body.len() + usize::from(closed))
}

/// The cells of a line by their columns; the last one goes on to the end.
fn cut(line: &str, spans: &[(usize, usize)]) -> String {
    let mut cells = vec![String::new(); spans.len()];
    let mut at = 0;
    for (column, c) in line.chars().enumerate() {
        while at + 1 < spans.len() && column >= spans[at + 1].0 {
            at += 1;
        }
        if c == '|' {
            cells[at].push('\\');
        }
        cells[at].push(c);
    }
    let cells: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
    format!("| {} |", cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::text::line::lines;

    fn shown(text: &str) -> (Vec<String>, usize) {
        let (rows, used) = read(&lines(text)).unwrap_or_default();
        (rows.into_iter().map(|row| format!("{} {}", row.number, row.text)).collect(), used)
    }

    #[test]
    fn cells_of_a_grid_are_joined_over_lines() {
        let text = "+------+-------+\n| name | text  |\n+======+=======+\n| Dew  | nets  |\n| Nets | catch |\n+------+-------+\n| Salt |       |\n+------+-------+\nafter";
        let (rows, used) = shown(text);
        assert_eq!(
            rows,
            ["2 | name | text |", "2 |---|---|", "4 | Dew Nets | nets catch |", "7 | Salt |  |"]
        );
        assert_eq!(used, 8);
    }

    #[test]
    fn simple_tables_are_cut_at_their_columns() {
        let (rows, used) =
            shown("  name      text\n  --------  ------\n  Dew Nets  catch a|b\n  Salt\n\nafter");
        assert_eq!(
            rows,
            ["1 | name | text |", "1 |---|---|", "3 | Dew Nets | catch a\\|b |", "4 | Salt |  |"]
        );
        assert_eq!(used, 4);
    }

    #[test]
    fn other_dashes_are_no_tables() {
        for text in ["text\n---", "text\n--- ---x", "+ a\n+ b", "+-+", "", "x\n-- --", "\n--- ---\nx"] {
            assert_eq!(shown(text).1, 0, "{text:?}");
        }
    }
}
