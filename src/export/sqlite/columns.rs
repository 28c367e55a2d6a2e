//! The columns of nodes and edges in the schema: all that portent knows, whether or not this graph has them, so that a question asks
//! any database; behind them what articles say under keys of their own.

use std::collections::BTreeSet;

use crate::columns::{Column, Value};
use crate::export::cell;
use crate::property_graph::{ColumnSpec, ColumnType, EDGE_COLUMNS, NODE_COLUMNS, PropertyGraph};

/// What tables have before these columns and behind them.
static NODES: &[&str] = &["node", "id", "kind", "label", "x", "y", "size", "color"];
static EDGES: &[&str] = &["edge", "source", "target", "relation", "weight", "distance"];

/// A column of a table, with the graph's values where it has some.
pub(super) struct Field<'a> {
    name: String,
    type_: ColumnType,
    summary: &'static str,
    column: Option<&'a Column>,
}

impl Field<'_> {
    /// The value of one row.
    pub(super) fn get(&self, row: impl Into<usize>) -> Value<'_> {
        self.column.map_or(Value::Missing, |column| cell::cell(column, row))
    }

    /// As `CREATE TABLE` defines it.
    fn definition(&self) -> String {
        let type_ = match self.type_ {
            ColumnType::Text | ColumnType::List | ColumnType::Date => "TEXT",
            ColumnType::Integer | ColumnType::Boolean => "INTEGER",
            ColumnType::Real => "REAL",
        };
        let name = self.name.replace('"', "\"\"");
        let comment = if self.summary.is_empty() { String::new() } else { format!("  -- {}", self.summary) };
        format!("  \"{name}\" {type_},{comment}")
    }
}

/// The columns of both tables.
pub(super) struct NodeAndEdgeColumns<'a> {
    pub(super) nodes: Vec<Field<'a>>,
    pub(super) edges: Vec<Field<'a>>,
}

impl<'a> NodeAndEdgeColumns<'a> {
    /// Those of a graph. O(columns log columns).
    pub(super) fn of(graph: &'a PropertyGraph) -> Self {
        Self {
            nodes: fields(graph.nodes.columns(), NODE_COLUMNS, NODES),
            edges: fields(graph.edges.columns(), EDGE_COLUMNS, EDGES),
        }
    }

    /// The schema with the columns in their places.
    pub(super) fn in_schema(&self, schema: &str) -> String {
        let lines =
            |fields: &[Field<'_>]| fields.iter().map(Field::definition).collect::<Vec<_>>().join("\n");
        schema.replace("{{nodes}}", &lines(&self.nodes)).replace("{{edges}}", &lines(&self.edges))
    }
}

fn fields<'a>(columns: &'a [Column], known: &'static [ColumnSpec], fixed: &[&str]) -> Vec<Field<'a>> {
    let type_of = |column: &Column| cell::type_of(&column.values);
    let mut fields: Vec<Field<'a>> = known
        .iter()
        .map(|spec| {
            let column = columns.iter().find(|column| column.name == spec.name);
            let type_ = column.map_or(spec.type_, type_of);
            Field { name: spec.name.to_owned(), type_, summary: spec.summary, column }
        })
        .collect();
    let mut taken: BTreeSet<String> = fixed.iter().map(|&name| name.to_owned()).collect();
    taken.extend(fields.iter().map(|field| field.name.clone()));
    let others = columns.iter().filter(|column| !known.iter().any(|spec| spec.name == column.name));
    fields.extend(others.map(|column| Field {
        name: free(&column.name, &mut taken),
        type_: type_of(column),
        summary: "",
        column: Some(column),
    }));
    fields
}

/// The name of a column, with a number where SQL, which does not tell cases apart, has it already.
fn free(name: &str, taken: &mut BTreeSet<String>) -> String {
    let name = name.replace('\0', "");
    let numbered = |number: usize| if number == 1 { name.clone() } else { format!("{name}_{number}") };
    let free = (1..).map(numbered).find(|name| taken.insert(name.to_ascii_lowercase()));
    free.unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columns::Values;

    #[test]
    fn names_that_sql_takes_for_one_get_numbers() {
        let names = ["KIND", "ring", "Ring", "a\"b", "articles"];
        let column = |&name: &&str| Column::new(name, Values::Integer(Vec::new()));
        let columns: Vec<Column> = names.iter().map(column).collect();
        let fields = fields(&columns, &NODE_COLUMNS[..0], NODES);
        let lines: Vec<String> = fields.iter().map(Field::definition).collect();
        let wanted = ["\"KIND_2\"", "\"ring\"", "\"Ring_2\"", "\"a\"\"b\"", "\"articles\""];
        assert_eq!(lines, wanted.map(|name| format!("  {name} INTEGER,")));
    }

    #[test]
    fn every_known_column_is_there() {
        let graph = PropertyGraph::default();
        let columns = NodeAndEdgeColumns::of(&graph);
        let names = |fields: &[Field<'_>]| fields.iter().map(|field| field.name.clone()).collect::<Vec<_>>();
        let known = |specs: &[ColumnSpec]| specs.iter().map(|spec| spec.name.to_owned()).collect::<Vec<_>>();
        assert_eq!(names(&columns.nodes), known(NODE_COLUMNS));
        assert_eq!(names(&columns.edges), known(EDGE_COLUMNS));
    }
}
