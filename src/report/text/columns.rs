//! Which fields become columns, and how wide they are.

use unicode_width::UnicodeWidthStr;

use super::heading;
use super::words::{cut, wrap};
use crate::report::table::{Cell, Shown, Table};

/// Space between columns.
const GAP: usize = 2;
/// Names are not cut below this width while anything else can make room.
const NAME: usize = 28;
/// What may be cut is not cut below this width.
const LEAST: usize = 12;

/// The columns of a printed table.
pub(super) struct Columns {
    /// The fields that have a column, in order.
    shown: Vec<usize>,
    /// The width of each.
    widths: Vec<usize>,
    /// The fields that found no room, in order.
    pub(super) moved: Vec<usize>,
    /// No line is wider than this.
    room: Option<usize>,
}

impl Columns {
    /// All of `shown` where the room is unlimited or they fit with names of [`NAME`] columns; else the last
    /// [`Shown::Aside`] field makes room, then the one before it, then the last of any kind, but never the first field.
    pub(super) fn fit(table: &Table, cells: &[Vec<String>], shown: Vec<usize>, room: Option<usize>) -> Self {
        let width = |at: usize| cells.iter().map(|row| row[at].width()).max().unwrap_or(0);
        let needed = |at: usize| width(at).max(heading(table.fields[at]).width());
        let Some(limit) = room else {
            let widths = shown.iter().map(|&at| needed(at)).collect();
            return Self { shown, widths, moved: Vec::new(), room };
        };
        let mut columns = Self { widths: Vec::new(), shown, moved: Vec::new(), room };
        columns.make_room(
            table,
            |at| least(table, at).map_or(needed(at), |least| needed(at).min(least)),
            limit,
        );
        columns.widths = columns.shown.iter().map(|&at| needed(at)).collect();
        columns.shrink(limit, LEAST, |at| table.fields[at].shown == Shown::Cut && !numeric(table, at));
        columns.shrink(limit, NAME, |at| table.fields[at].shown == Shown::Wrap);
        columns.shrink(limit, NAME, |at| least(table, at).is_some());
        columns.shrink(limit, LEAST, |at| !numeric(table, at) && table.fields[at].shown != Shown::Aside);
        columns
    }

    fn make_room(&mut self, table: &Table, least: impl Fn(usize) -> usize, limit: usize) {
        for any in [false, true] {
            while total(self.shown.iter().map(|&at| least(at))) > limit {
                let may = |&at: &usize| any || table.fields[at].shown == Shown::Aside;
                match self.shown.iter().skip(1).rposition(may) {
                    Some(place) => self.moved.push(self.shown.remove(place + 1)),
                    None => break,
                }
            }
        }
        self.moved.sort_unstable();
    }

    /// Takes from the widest column that may give, down to `floor`, until all fit.
    fn shrink(&mut self, limit: usize, floor: usize, may: impl Fn(usize) -> bool) {
        while total(self.widths.iter().copied()) > limit {
            let giving = (0..self.shown.len()).filter(|&at| may(self.shown[at]) && self.widths[at] > floor);
            let Some(widest) = giving.max_by_key(|&at| self.widths[at]) else { return };
            self.widths[widest] -= 1;
        }
    }

    pub(super) fn heading(&self, table: &Table) -> String {
        let headings: Vec<String> = self.shown.iter().map(|&at| heading(table.fields[at])).collect();
        self.line(table, &headings)
    }

    /// The lines of one row: more than one where text is broken.
    pub(super) fn lines(&self, table: &Table, cells: &[String]) -> Vec<String> {
        let parts = |(&at, &width): (&usize, &usize)| match table.fields[at].shown {
            Shown::Wrap => wrap(&cells[at], width),
            _ => vec![cells[at].clone()],
        };
        let columns: Vec<Vec<String>> = self.shown.iter().zip(&self.widths).map(parts).collect();
        let height = columns.iter().map(Vec::len).max().unwrap_or(0);
        let line = |number: usize| {
            let cells = columns.iter().map(|parts| parts.get(number).cloned().unwrap_or_default());
            self.line(table, &cells.collect::<Vec<_>>())
        };
        (0..height).map(line).collect()
    }

    /// Cells side by side, numbers to the right.
    fn line(&self, table: &Table, cells: &[String]) -> String {
        let mut line = String::new();
        for (place, (cell, &width)) in cells.iter().zip(&self.widths).enumerate() {
            let cell = cut(cell, width);
            let padding = " ".repeat(width.saturating_sub(cell.width()));
            line.push_str(if place == 0 { "" } else { "  " });
            let right = numeric(table, self.shown[place]);
            line.extend(if right { [padding, cell] } else { [cell, padding] });
        }
        line.truncate(line.trim_end().len());
        self.room.map_or_else(|| line.clone(), |room| cut(&line, room))
    }
}

/// The least width of a column that may lose some; `None` where it may not.
fn least(table: &Table, at: usize) -> Option<usize> {
    match table.fields[at].shown {
        _ if numeric(table, at) => None,
        Shown::Aside => None,
        Shown::Cut => Some(LEAST),
        _ => Some(NAME),
    }
}

fn total(widths: impl Iterator<Item = usize> + Clone) -> usize {
    widths.clone().sum::<usize>() + GAP * widths.count().saturating_sub(1)
}

fn numeric(table: &Table, at: usize) -> bool {
    table.rows.iter().any(|row| matches!(row[at], Cell::Integer(_) | Cell::Real(_)))
}
