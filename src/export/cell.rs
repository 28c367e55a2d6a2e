//! What writers share: one cell, one edge's distance, the colors, and the line that says how a graph was made.

use crate::columns::{Column, Value, Values};
use crate::property_graph::{ColumnType, EdgeRecord, Header, PropertyGraph};
use portent_graph::index::EdgeRow;

use super::sink;

/// What stands between the texts of a list where a format has no lists.
pub(crate) const LIST_SEPARATOR: &str = " | ";

/// One value. Numbers that are not finite are missing; those too small for readers of normal numbers (igraph refuses
/// the file) are 0.
pub(crate) fn cell(column: &Column, row: impl Into<usize>) -> Value<'_> {
    match column.values.get(row.into()) {
        Value::Real(number) if !number.is_finite() => Value::Missing,
        Value::Real(number) if number.is_subnormal() => Value::Real(0.0),
        value => value,
    }
}

/// An edge's weight, > 0 for every reader.
pub(crate) fn weight(edge: &EdgeRecord) -> f64 {
    edge.weight.clamp(f64::MIN_POSITIVE, f64::MAX)
}

/// The type of a column.
pub(crate) fn type_of(values: &Values) -> ColumnType {
    match values {
        Values::Text(_) => ColumnType::Text,
        Values::List(_) => ColumnType::List,
        Values::Integer(_) => ColumnType::Integer,
        Values::Real(_) => ColumnType::Real,
        Values::Boolean(_) => ColumnType::Boolean,
        Values::Date(_) => ColumnType::Date,
    }
}

/// Whether all whole numbers of the column fit 32 bits, as Gephi's own columns (`degree`) have it.
pub(crate) fn is_short(values: &Values) -> bool {
    match values {
        Values::Integer(numbers) => numbers.iter().flatten().all(|&number| i32::try_from(number).is_ok()),
        _ => false,
    }
}

/// A column with the text that stands before each of its values in a file.
pub(crate) struct Field<'a> {
    /// Everything from the end of the value before it.
    pub(crate) open: String,
    column: &'a Column,
}

impl Field<'_> {
    /// One value, as [`cell`] gives it.
    pub(crate) fn get(&self, row: impl Into<usize>) -> Value<'_> {
        cell(self.column, row)
    }
}

/// The columns of a file, each with what `open` makes of its name.
pub(crate) fn fields<'a>(columns: &'a [Column], open: impl Fn(&str) -> String) -> Vec<Field<'a>> {
    columns.iter().map(|column| Field { open: open(&column.name), column }).collect()
}

/// Appends what is known of a row: each value with its opening before it and `close` behind it.
pub(crate) fn push_row(
    out: &mut Vec<u8>,
    fields: &[Field<'_>],
    row: impl Into<usize>,
    close: &str,
    escape: impl Fn(&mut Vec<u8>, &str),
) {
    let row = row.into();
    for field in fields {
        let value = field.get(row);
        if value != Value::Missing {
            out.extend_from_slice(field.open.as_bytes());
            push(out, value, &escape);
            out.extend_from_slice(close.as_bytes());
        }
    }
}

/// Appends a value to `out`, texts through `escape`; lists are joined with [`LIST_SEPARATOR`].
pub(crate) fn push(out: &mut Vec<u8>, value: Value<'_>, escape: impl Fn(&mut Vec<u8>, &str)) {
    match value {
        Value::Missing => {}
        Value::Text(text) => escape(out, text),
        Value::List([text]) => escape(out, text),
        Value::List(texts) => escape(out, &texts.join(LIST_SEPARATOR)),
        Value::Integer(number) => sink::integer(out, number),
        Value::Real(number) => sink::real(out, number),
        Value::Boolean(yes) => out.extend_from_slice(if yes { b"true" } else { b"false" }),
        Value::Date(day) => sink::date(out, day),
    }
}

/// The inverse of an edge's weight, > 0 for every reader too.
pub(crate) fn distance(edge: &EdgeRecord) -> f64 {
    (1.0 / weight(edge)).max(f64::MIN_POSITIVE)
}

/// Id of the edge in a row; ids are the same in every file.
pub(crate) fn push_edge_id(out: &mut Vec<u8>, row: EdgeRow) {
    out.push(b'e');
    sink::json(out, &row.get());
}

/// How the graph was made, for comments and descriptions: one line a fact.
pub(crate) fn provenance(graph: &PropertyGraph) -> Vec<String> {
    let header: &Header = &graph.header;
    let mut lines = vec![format!(
        "{}: view {}, duplicates {}, seed {}; {} nodes, {} edges, undirected, one edge a pair",
        header.generator,
        header.view,
        header.duplicates,
        header.seed,
        graph.node_count(),
        graph.edge_count()
    )];
    let relations: Vec<String> =
        header.relations.iter().map(|(name, factor)| format!("{name} {factor}")).collect();
    if !relations.is_empty() {
        lines.push(format!("relations in measures and clusters, with factors: {}", relations.join(", ")));
    }
    lines.extend(header.measures.iter().map(|(name, how)| format!("{name}: {how}")));
    lines.extend(header.closest.as_ref().map(|closest| {
        format!(
            "closest: each article and its {} nearest, {} edges of weight {}, at least {}; in no measure",
            closest.each, closest.edges, closest.weight, closest.least
        )
    }));
    lines.extend(header.remarks.iter().map(|remark| format!("note: {remark}")));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    // T21: infinities, and numbers next to 0.
    #[test]
    fn no_number_is_one_that_readers_refuse() {
        let column = |number| Column::new("x", Values::Real(vec![Some(number)]));
        assert_eq!(cell(&column(f64::NAN), 0_usize), Value::Missing);
        assert_eq!(cell(&column(f64::INFINITY), 0_usize), Value::Missing);
        assert_eq!(cell(&column(5e-324), 0_usize), Value::Real(0.0));
        let graph = sample::small();
        for weighs in [1e-320, 1e308, f64::MAX, f64::MIN_POSITIVE] {
            let edge = EdgeRecord { weight: weighs, ..graph.edges[EdgeRow::new(0)] };
            assert!(weight(&edge).is_normal() && distance(&edge).is_normal());
        }
    }
}
