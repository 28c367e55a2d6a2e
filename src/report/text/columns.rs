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

/// Where the room is unlimited, shorter cells are padded to this width at most: one long name does not widen every row.
const PADDED: usize = 200;

/// The columns of a printed table.
pub(super) struct Columns {
    /// The fields that have a column, in order.
    shown: Vec<usize>,
    /// The width of each.
    widths: Vec<usize>,
    /// The fields that found no room, in order.
    pub(super) moved: Vec<usize>,
    /// Whether each field of the table holds numbers.
    numeric: Vec<bool>,
    /// No line is wider than this.
    room: Option<usize>,
}

impl Columns {
    /// All of `shown` where the room is unlimited or they fit with names of [`NAME`] columns; else the last
    /// [`Shown::Aside`] field makes room, then the one before it, then the last of any kind, but never the first field.
    pub(super) fn fit(table: &Table, cells: &[Vec<String>], shown: Vec<usize>, room: Option<usize>) -> Self {
        let width = |at: usize| cells.iter().map(|row| row[at].width()).max().unwrap_or(0);
        let needed = |at: usize| width(at).max(heading(table.fields[at]).width());
        let numeric: Vec<bool> = (0..table.fields.len()).map(|at| is_numeric(table, at)).collect();
        let Some(limit) = room else {
            let widths = shown.iter().map(|&at| needed(at).min(PADDED)).collect();
            return Self { shown, widths, moved: Vec::new(), numeric, room };
        };
        let least = |at: usize| if numeric[at] { None } else { least(table.fields[at].shown) };
        let needed: Vec<usize> = (0..table.fields.len()).map(needed).collect();
        let needed = |at: usize| needed[at];
        let mut columns =
            Self { widths: Vec::new(), shown, moved: Vec::new(), numeric: numeric.clone(), room };
        columns.make_room(table, |at| least(at).map_or(needed(at), |least| needed(at).min(least)), limit);
        columns.widths = columns.shown.iter().map(|&at| needed(at)).collect();
        columns.shrink(limit, LEAST, |at| table.fields[at].shown == Shown::Cut && !numeric[at]);
        columns.shrink(limit, NAME, |at| table.fields[at].shown == Shown::Wrap);
        columns.shrink(limit, NAME, |at| least(at).is_some());
        columns.shrink(limit, LEAST, |at| !numeric[at] && table.fields[at].shown != Shown::Aside);
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
            // All that is over at once, but no further than the next widest: a name of a million characters is one step.
            let next = (0..self.shown.len())
                .filter(|&at| at != widest && may(self.shown[at]))
                .map(|at| self.widths[at]);
            let next = next.max().unwrap_or(0).min(self.widths[widest] - 1);
            let over = total(self.widths.iter().copied()) - limit;
            self.widths[widest] = (self.widths[widest].saturating_sub(over)).max(next).max(floor);
        }
    }

    pub(super) fn heading(&self, table: &Table) -> String {
        let headings: Vec<String> = self.shown.iter().map(|&at| heading(table.fields[at])).collect();
        self.line(&headings)
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
            self.line(&cells.collect::<Vec<_>>())
        };
        (0..height).map(line).collect()
    }

    /// Cells side by side, numbers to the right.
    fn line(&self, cells: &[String]) -> String {
        let mut line = String::new();
        for (place, (cell, &width)) in cells.iter().zip(&self.widths).enumerate() {
            let cell = if self.room.is_some() { cut(cell, width) } else { cell.clone() };
            let padding = " ".repeat(width.saturating_sub(cell.width()));
            line.push_str(if place == 0 { "" } else { "  " });
            let right = self.numeric[self.shown[place]];
            line.extend(if right { [padding, cell] } else { [cell, padding] });
        }
        line.truncate(line.trim_end().len());
        self.room.map_or_else(|| line.clone(), |room| cut(&line, room))
    }
}

/// The least width of a column of texts that may lose some; `None` where it may not.
fn least(shown: Shown) -> Option<usize> {
    match shown {
        Shown::Aside => None,
        Shown::Cut => Some(LEAST),
        _ => Some(NAME),
    }
}

fn total(widths: impl Iterator<Item = usize> + Clone) -> usize {
    widths.clone().sum::<usize>() + GAP * widths.count().saturating_sub(1)
}

fn is_numeric(table: &Table, at: usize) -> bool {
    table.rows.iter().any(|row| matches!(row[at], Cell::Integer(_) | Cell::Real(_)))
}
