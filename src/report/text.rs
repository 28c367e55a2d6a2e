//! Tables for people: aligned columns that fit the terminal's width, hostile characters made visible.

mod columns;
mod words;

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use columns::Columns;
use words::packed;
pub use words::{cut, harmless, real, wrap};

use super::table::{Cell, Field, Layout, Shown, Table};

/// How tables are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TextOptions {
    width: Option<usize>,
    color: bool,
}

impl TextOptions {
    /// Columns of the terminal, which no line is wider than; default no limit.
    #[must_use]
    pub fn with_width(self, width: Option<usize>) -> Self {
        Self { width, ..self }
    }

    /// Whether headings and titles are set in bold; default false.
    #[must_use]
    pub fn with_color(self, color: bool) -> Self {
        Self { color, ..self }
    }

    /// What is left of the width beside `used` columns.
    fn room(self, used: usize) -> Option<usize> {
        self.width.map(|width| width.saturating_sub(used).max(1))
    }
}

/// Before what stands under a row.
const BELOW: &str = "      ";
/// The least room of a value in a card, however narrow the terminal.
const LEAST_VALUE: usize = 24;

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
    let cells: Vec<Vec<String>> = table.rows.iter().map(|row| row.iter().map(plain).collect()).collect();
    let columns = Columns::fit(table, &cells, shown, options.room(indent.width()));
    writeln!(out, "{indent}{}", bold(&columns.heading(table), options.color))?;
    for (row, cells) in table.rows.iter().zip(&cells) {
        for line in columns.lines(table, cells) {
            writeln!(out, "{indent}{line}")?;
        }
        for line in
            under(table, row, cells, (&columns.moved, &below), options.room(indent.width() + BELOW.len()))
        {
            writeln!(out, "{indent}{BELOW}{line}")?;
        }
    }
    Ok(())
}

/// What stands under a row: the fields that found no room as columns, as many a line as fit, then those that always
/// stand there, a list cut to one line, text broken over several.
fn under(
    table: &Table,
    row: &[Cell],
    cells: &[String],
    (moved, below): (&[usize], &[usize]),
    room: Option<usize>,
) -> Vec<String> {
    let told = |at: &usize| format!("{}: {}", heading(table.fields[*at]), cells[*at]);
    let said = |at: &&usize| row[**at] != Cell::Missing;
    let moved: Vec<String> = moved.iter().filter(said).map(told).collect();
    let below = below.iter().filter(said).flat_map(|at| match (&row[*at], room) {
        (_, None) => vec![told(at)],
        (Cell::List(list), Some(room)) if list.len() > 1 => vec![cut(&told(at), room)],
        (Cell::Table(_), Some(room)) => vec![cut(&told(at), room)],
        (_, Some(room)) => wrap(&told(at), room),
    });
    packed(&moved, room.unwrap_or(usize::MAX)).into_iter().chain(below).collect()
}

/// The fields that people see: those with a value somewhere.
fn visible(table: &Table) -> impl Iterator<Item = usize> + '_ {
    let told = |at: usize| table.rows.is_empty() || table.rows.iter().any(|row| row[at] != Cell::Missing);
    (0..table.fields.len()).filter(move |&at| table.fields[at].shown != Shown::Data && told(at))
}

fn heading(field: Field) -> String {
    field.name.replace('_', " ")
}

/// A cell as people see it.
fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Real(number) => real(*number),
        Cell::Rank(rank) => rank.to_string(),
        Cell::List(list) => harmless(&list.join("; ")),
        Cell::Table(table) => nested(table),
        _ => harmless(&cell.flat()),
    }
}

/// Nested records on one line, without what is for machines alone: `A 3; B 2`.
pub(super) fn nested(table: &Table) -> String {
    let shown: Vec<usize> = visible(table).collect();
    let row = |row: &Vec<Cell>| {
        let cells = shown.iter().map(|&at| plain(&row[at])).filter(|cell| !cell.is_empty());
        cells.collect::<Vec<_>>().join(" ")
    };
    table.rows.iter().map(row).collect::<Vec<_>>().join("; ")
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
                cell if place == 0 => write_title(&plain(cell), options, out)?,
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

fn write_title(title: &str, options: TextOptions, out: &mut dyn Write) -> io::Result<()> {
    for line in wrap(title, options.room(0).unwrap_or(usize::MAX)) {
        writeln!(out, "{}", bold(&line, options.color))?;
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
    let room = options.room(label + 4).map_or(usize::MAX, |room| room.max(LEAST_VALUE));
    for (number, part) in wrap(value, room).iter().enumerate() {
        let name = if number == 0 { name } else { "" };
        writeln!(out, "  {name}{}  {part}", " ".repeat(label - name.width()))?;
    }
    Ok(())
}

fn bold(text: &str, color: bool) -> String {
    if color { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
}

#[cfg(test)]
mod tests;
