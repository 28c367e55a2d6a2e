//! What a tool answers: facts of the whole, a page of rows, and what must be said beside them.

use portent::index::NodeRow;
use portent::remark::Remark;
use portent::report::{Cell, Table};

use crate::archive::Archive;
use crate::place::Place;

/// A field of rows or of the head: its name in structured content, and what it says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// As the command's JSON has it.
    pub(crate) name: &'static str,
    /// For the output schema.
    pub(crate) meaning: &'static str,
    /// Whether the text has it too: ids, by which structured content refers to nodes, would cost a third of it.
    pub(crate) is_told: bool,
}

/// A field of text and structured content.
pub(crate) const fn told(name: &'static str, meaning: &'static str) -> Column {
    Column { name, meaning, is_told: true }
}

/// A field of structured content alone.
pub(crate) const fn data(name: &'static str, meaning: &'static str) -> Column {
    Column { name, meaning, is_told: false }
}

/// Cells by column, without those that are missing, and where what they say stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    /// In the order of the columns.
    pub(crate) cells: Vec<(Column, Cell)>,
    /// The first is the one to read.
    pub(crate) places: Vec<Place>,
}

impl Row {
    /// The cells that a row of a table has of these columns.
    pub(crate) fn of(table: &Table, row: usize, columns: &[Column]) -> Self {
        let cells =
            columns.iter().filter_map(|column| Some((*column, table.cell(row, column.name)?.clone())));
        Self { cells: cells.filter(|(_, cell)| *cell != Cell::Missing).collect(), places: Vec::new() }
    }

    /// What is known of a node, of these columns.
    pub(crate) fn of_node(archive: &Archive<'_>, node: NodeRow, columns: &[Column]) -> Self {
        let graph = archive.graph();
        let cell = |name: &str| match name {
            "label" => Cell::text(graph.nodes[node].label.as_str()),
            "kind" => Cell::text(graph.kind_name(node)),
            "id" => Cell::text(graph.nodes[node].id.as_str()),
            name => Cell::from(graph.value(node, name)),
        };
        let cells = columns.iter().map(|column| (*column, cell(column.name)));
        let cells = cells.filter(|(_, cell)| *cell != Cell::Missing).collect();
        Self { cells, places: archive.places_of(node, 1) }
    }

    /// The text of a cell; empty where it is missing.
    pub(crate) fn text(&self, name: &str) -> String {
        let cell = self.cells.iter().find(|(column, _)| column.name == name);
        cell.map_or_else(String::new, |(_, cell)| cell.flat())
    }
}

/// Which rows are asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page {
    limit: usize,
    offset: usize,
}

/// A page has no more rows.
pub(crate) const MOST_ROWS: usize = 50;

impl Page {
    /// So many rows (by default `usual`, at most [`MOST_ROWS`]) behind the first `offset`.
    pub(crate) fn new(limit: Option<usize>, offset: Option<usize>, usual: usize) -> Self {
        Self { limit: limit.unwrap_or(usual).clamp(1, MOST_ROWS), offset: offset.unwrap_or(0) }
    }

    /// How many rows an answer needs for it.
    pub(crate) fn end(self) -> usize {
        self.offset.saturating_add(self.limit)
    }

    /// Its part of some rows.
    pub(crate) fn of<T>(self, rows: Vec<T>) -> Vec<T> {
        rows.into_iter().skip(self.offset).take(self.limit).collect()
    }
}

/// An answer before it is cut to fit.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answer {
    /// Facts of the whole; none for a mere list.
    pub(crate) head: Option<Row>,
    /// The page.
    pub(crate) rows: Vec<Row>,
    /// Rows before the page.
    pub(crate) offset: usize,
    /// Rows of all pages.
    pub(crate) total: usize,
    /// What must be said beside them.
    pub(crate) notes: Vec<String>,
}

impl Answer {
    /// A page of a table that was asked for up to the end of the page; `order` are the numbers of its rows.
    pub(crate) fn listed(table: &Table, order: Vec<usize>, columns: &[Column], page: Page) -> Self {
        let total = total(table, order.len());
        let rows = page.of(order).into_iter().map(|row| Row::of(table, row, columns)).collect();
        Self { rows, offset: page.offset, total, notes: notes(table), head: None }
    }

    /// A page of rows that are all known.
    pub(crate) fn paged<T>(all: Vec<T>, page: Page, row: impl FnMut(T) -> Row) -> Self {
        let total = all.len();
        Self {
            total,
            offset: page.offset,
            rows: page.of(all).into_iter().map(row).collect(),
            ..Self::default()
        }
    }

    /// The place of each row, as the field `where` of these rows of the table writes it.
    pub(crate) fn with_written_places(
        mut self,
        archive: &Archive<'_>,
        table: &Table,
        rows: &[usize],
    ) -> Self {
        for (row, &at) in self.rows.iter_mut().zip(rows) {
            let written = table.cell(at, "where").filter(|cell| **cell != Cell::Missing);
            row.places = written.map(|place| archive.place(&place.flat())).into_iter().collect();
            if row.places.is_empty() {
                let node = archive.node(&row.text("id"));
                row.places = node.map_or_else(Vec::new, |node| archive.places_of(node, 1));
            }
        }
        self
    }

    /// The places of each row, by the id that it has.
    pub(crate) fn with_places_of_ids(mut self, archive: &Archive<'_>, most: usize) -> Self {
        for row in &mut self.rows {
            let node = archive.node(&row.text("id"));
            row.places = node.map_or_else(Vec::new, |node| archive.places_of(node, most));
        }
        self
    }

    /// Says something more.
    pub(crate) fn with_notes(mut self, notes: impl IntoIterator<Item = String>) -> Self {
        self.notes.extend(notes);
        self
    }
}

/// All rows of an answer, from what it says of those that its limit left out.
fn total(table: &Table, rows: usize) -> usize {
    let left_out = table.remarks.iter().find_map(|remark| match remark {
        Remark::Shown { all, .. } => Some(*all),
        _ => None,
    });
    left_out.unwrap_or(rows).max(rows)
}

/// What an answer says beside its rows. What a limit left out is told by the page, and how the work was done is of no interest.
pub(crate) fn notes(table: &Table) -> Vec<String> {
    let told = table
        .remarks
        .iter()
        .filter(|remark| !matches!(remark, Remark::Shown { .. }) && !remark.is_internal());
    told.map(ToString::to_string).collect()
}
