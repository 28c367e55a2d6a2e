//! `diagnostics`: what is wrong or doubtful in the pages, as a table.

use crate::property_graph::PropertyGraph;
use crate::report::{Cell, Field, Table};

static FIELDS: &[Field] = &[
    Field::new("severity"),
    Field::new("code"),
    Field::new("path"),
    Field::new("line"),
    Field::new("column"),
    Field::new("count"),
    Field::wrap("message"),
    Field::wrap("hint"),
];

/// The findings of the pages that a graph was built from, in their order: path, line, column. A finding above all pages
/// has no path. O(findings).
///
/// ```
/// use portent::report::Cell;
/// use portent::{BuildOptions, Corpus, build, query};
///
/// let graph = build(&Corpus::read(["fixtures/malformed"])?, &BuildOptions::default())?;
/// let table = query::diagnostics(&graph);
/// assert_eq!(table.rows.len(), graph.diagnostics.len());
/// assert!(matches!(table.cell(0, "line"), Some(Cell::Integer(1..))));
/// # Ok::<(), portent::Error>(())
/// ```
#[must_use]
pub fn diagnostics(graph: &PropertyGraph) -> Table {
    let mut table = Table::new(FIELDS);
    for found in &graph.diagnostics {
        table.push(vec![
            Cell::text(found.severity.name()),
            Cell::text(found.code.as_str()),
            Cell::text(&found.path),
            Cell::Integer(found.line.into()),
            Cell::Integer(found.column.into()),
            Cell::Integer(found.count.into()),
            Cell::text(&found.message),
            Cell::text(&found.hint),
        ]);
    }
    table
}
