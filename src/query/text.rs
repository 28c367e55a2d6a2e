//! Tables for people: aligned columns, cut to the terminal's width, hostile characters made visible.

use std::fmt::Write as _;
use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::table::{Cell, Field, Layout, Shown, Table};

/// How tables are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TextOptions {
    /// Columns of the terminal; default no limit.
    pub width: Option<usize>,
    /// Whether even names may be cut to fit; default false.
    pub cut_names: bool,
    /// Whether headings and titles are set in bold; default false.
    pub color: bool,
}

/// Space between columns.
const GAP: usize = 2;
/// Before what stands under a row.
const BELOW: &str = "      ";
/// No column is cut below this width.
const LEAST: usize = 12;

/// Prints the table.
///
/// # Errors
/// What the writer says.
pub fn write(table: &Table, options: TextOptions, out: &mut dyn Write) -> io::Result<()> {
    match table.layout {
        Layout::Lines => write_lines(table, options, "", out),
        Layout::Cards => write_cards(table, options, out),
    }
}

fn write_lines(table: &Table, options: TextOptions, indent: &str, out: &mut dyn Write) -> io::Result<()> {
    let (below, shown): (Vec<usize>, Vec<usize>) =
        visible(table).partition(|&at| table.fields[at].shown == Shown::Below);
    let cells: Vec<Vec<String>> =
        table.rows.iter().map(|row| shown.iter().map(|&at| plain(&row[at])).collect()).collect();
    let widths = widths(table, &shown, &cells, options, indent.width());
    let headings: Vec<String> = shown.iter().map(|&at| heading(table.fields[at])).collect();
    let right: Vec<bool> = shown.iter().map(|&at| numeric(table, at)).collect();
    let line = line(&headings, &widths, &right);
    writeln!(out, "{indent}{}", bold(&line, options.color))?;
    for (row, cells) in table.rows.iter().zip(&cells) {
        writeln!(out, "{indent}{}", self::line(cells, &widths, &right))?;
        for &at in below.iter().filter(|&&at| row[at] != Cell::Missing) {
            let told = format!("{indent}{BELOW}{}: {}", heading(table.fields[at]), plain(&row[at]));
            writeln!(out, "{}", options.width.map_or_else(|| told.clone(), |width| cut(&told, width)))?;
        }
    }
    Ok(())
}

/// The fields that people see: those with a value somewhere.
fn visible(table: &Table) -> impl Iterator<Item = usize> + '_ {
    let told = |at: usize| table.rows.is_empty() || table.rows.iter().any(|row| row[at] != Cell::Missing);
    (0..table.fields.len()).filter(move |&at| table.fields[at].shown != Shown::Data && told(at))
}

fn heading(field: Field) -> String {
    field.name.replace('_', " ")
}

fn numeric(table: &Table, at: usize) -> bool {
    table.rows.iter().any(|row| matches!(row[at], Cell::Integer(_) | Cell::Real(_)))
}

/// The width of each column: what its cells need, taken from the widest cuttable one until all fits.
fn widths(
    table: &Table,
    shown: &[usize],
    cells: &[Vec<String>],
    options: TextOptions,
    indent: usize,
) -> Vec<usize> {
    let needed = |column: usize| cells.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let mut widths: Vec<usize> = (0..shown.len())
        .map(|column| needed(column).max(heading(table.fields[shown[column]]).width()))
        .collect();
    let Some(limit) = options.width else { return widths };
    for kind in [Shown::Cut, Shown::Always] {
        if kind == Shown::Always && !options.cut_names {
            break;
        }
        let may: Vec<bool> =
            shown.iter().map(|&at| table.fields[at].shown == kind && !numeric(table, at)).collect();
        shrink(&mut widths, &may, limit.saturating_sub(indent));
    }
    widths
}

fn shrink(widths: &mut [usize], may: &[bool], limit: usize) {
    loop {
        let total: usize = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
        let widest =
            (0..widths.len()).filter(|&at| may[at] && widths[at] > LEAST).max_by_key(|&at| widths[at]);
        match widest {
            Some(at) if total > limit => widths[at] -= 1,
            _ => return,
        }
    }
}

fn line(cells: &[String], widths: &[usize], right: &[bool]) -> String {
    let mut line = String::new();
    for (at, cell) in cells.iter().enumerate() {
        let cell = cut(cell, widths[at]);
        let padding = " ".repeat(widths[at].saturating_sub(cell.width()));
        let (before, after) = if right[at] { (padding.as_str(), "") } else { ("", padding.as_str()) };
        let gap = if at == 0 { "" } else { "  " };
        let _ = write!(line, "{gap}{before}{cell}{after}");
    }
    line.truncate(line.trim_end().len());
    line
}

/// The text, cut to `width` columns with an ellipsis.
#[must_use]
pub fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 1;
    for character in text.chars() {
        used += character.width().unwrap_or(0);
        if used > width {
            break;
        }
        kept.push(character);
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

/// Text that cannot steer a terminal: control and direction characters are written as escapes, line breaks and
/// tabs as spaces.
#[must_use]
pub fn harmless(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' => safe.push(' '),
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                let _ = write!(safe, "\\u{{{:x}}}", u32::from(character));
            }
            _ if character.is_control() => {
                let _ = write!(safe, "\\u{{{:x}}}", u32::from(character));
            }
            _ => safe.push(character),
        }
    }
    safe
}

/// A cell as people see it.
fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Real(number) => real(*number),
        Cell::List(list) => harmless(&list.join("; ")),
        Cell::Table(table) => harmless(&nested(table)),
        _ => harmless(&super::records::flat(cell)),
    }
}

/// Nested records on one line: `A 3, B 2`.
fn nested(table: &Table) -> String {
    let shown: Vec<usize> = visible(table).collect();
    let row = |row: &Vec<Cell>| {
        let cells = shown.iter().map(|&at| plain(&row[at])).filter(|cell| !cell.is_empty());
        cells.collect::<Vec<_>>().join(" ")
    };
    table.rows.iter().map(row).collect::<Vec<_>>().join("; ")
}

/// A number with about four significant digits.
#[must_use]
pub fn real(number: f64) -> String {
    let size = number.abs();
    if size == 0.0 {
        "0".into()
    } else if size >= 1000.0 {
        format!("{number:.0}")
    } else if size >= 10.0 {
        format!("{number:.1}")
    } else if size >= 0.1 {
        format!("{number:.3}")
    } else if size >= 0.000_1 {
        format!("{number:.6}")
    } else {
        format!("{number:.2e}")
    }
}

fn write_cards(table: &Table, options: TextOptions, out: &mut dyn Write) -> io::Result<()> {
    let names: Vec<usize> = visible(table).collect();
    let label = names.iter().skip(1).map(|&at| heading(table.fields[at]).width()).max().unwrap_or(0);
    for (number, row) in table.rows.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        for (place, &at) in names.iter().enumerate() {
            match &row[at] {
                Cell::Missing => {}
                cell if place == 0 => writeln!(out, "{}", bold(&plain(cell), options.color))?,
                Cell::Table(inner) if inner.fields.len() > 2 => {
                    writeln!(out, "  {}", bold(&heading(table.fields[at]), options.color))?;
                    write_lines(inner, options, "    ", out)?;
                }
                cell => write_wrapped(&heading(table.fields[at]), &plain(cell), label, options, out)?,
            }
        }
    }
    Ok(())
}

/// `  name  value`, the value wrapped under itself where the width is known.
fn write_wrapped(
    name: &str,
    value: &str,
    label: usize,
    options: TextOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let margin = label + 4;
    let room = options.width.map_or(usize::MAX, |width| width.saturating_sub(margin).max(2 * LEAST));
    for (number, part) in wrap(value, room).iter().enumerate() {
        let name = if number == 0 { name } else { "" };
        writeln!(out, "  {name}{}  {part}", " ".repeat(label - name.width()))?;
    }
    Ok(())
}

fn wrap(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.last_mut().expect("there is always a line");
        if !last.is_empty() && last.width() + 1 + word.width() > room {
            lines.push(word.to_owned());
        } else {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines
}

fn bold(text: &str, color: bool) -> String {
    if color { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::table::{Cell, Field, Layout, Table};
    use super::{TextOptions, cut, harmless, real, write};

    fn printed(table: &Table, options: TextOptions) -> String {
        let mut out = Vec::new();
        write(table, options, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn table() -> Table {
        let mut table = Table::new(&[Field::new("label"), Field::new("articles"), Field::cut("neighbors")]);
        table.push(vec![Cell::text("水 trading"), Cell::Integer(12), Cell::text("a long list of neighbors")]);
        table.push(vec![Cell::text("grid"), Cell::Integer(3), Cell::Missing]);
        table
    }

    #[test]
    fn columns_align_by_display_width_and_numbers_to_the_right() {
        let expected = "label       articles  neighbors\n\
                        水 trading        12  a long list of neighbors\n\
                        grid               3\n";
        assert_eq!(printed(&table(), TextOptions::default()), expected);
    }

    #[test]
    fn a_narrow_terminal_cuts_what_may_be_cut() {
        let narrow = printed(&table(), TextOptions { width: Some(36), ..TextOptions::default() });
        assert!(narrow.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 36), "{narrow}");
        assert!(narrow.contains("a long list of…") || narrow.contains("a long list"), "{narrow}");
        assert!(narrow.contains("水 trading"), "names are kept: {narrow}");
    }

    #[test]
    fn what_stands_below_a_row_has_a_line_of_its_own() {
        let mut table = table();
        table.fields[2] = Field::below("neighbors");
        let expected = "label       articles\n\
                        水 trading        12\n      neighbors: a long list of neighbors\n\
                        grid               3\n";
        assert_eq!(printed(&table, TextOptions::default()), expected);
        let narrow = printed(&table, TextOptions { width: Some(24), ..TextOptions::default() });
        assert!(narrow.contains("      neighbors: a long…\n"), "{narrow}");
    }

    #[test]
    fn control_and_direction_characters_are_shown_not_sent() {
        assert_eq!(harmless("a\u{1b}]0;x\u{7}b\u{202e}c\nd"), "a\\u{1b}]0;x\\u{7}b\\u{202e}c d");
    }

    #[test]
    fn cutting_counts_columns_not_bytes() {
        assert_eq!(cut("水水水", 4), "水…");
        assert_eq!(cut("abc", 3), "abc");
    }

    #[test]
    fn numbers_have_about_four_digits() {
        assert_eq!(
            [1234.6, 12.34, 0.5, 0.012, 0.0, 1e-7].map(real),
            ["1235", "12.3", "0.500", "0.012000", "0", "1.00e-7"]
        );
    }

    #[test]
    fn cards_print_a_block_a_row_and_wrap_values() {
        let mut table = table();
        table.layout = Layout::Cards;
        let cards = printed(&table, TextOptions { width: Some(40), ..TextOptions::default() });
        let expected = "水 trading\n  articles   12\n  neighbors  a long list of neighbors\n\n\
                        grid\n  articles   3\n";
        assert_eq!(cards, expected);
    }
}
