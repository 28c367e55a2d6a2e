//! Nodes, edges and mentions as tables of typed fields: what Parquet files and data frames hold.

use super::cell::{self, cell};
use crate::color;
use crate::columns::{Column, Value};
use crate::property_graph::{ColumnType, PropertyGraph};

/// One field of a table and how to get its cells.
pub struct Field<'a> {
    /// Its name.
    pub name: &'a str,
    /// The type of all its cells; any may be missing.
    pub type_: ColumnType,
    cell: Box<dyn Fn(usize) -> Value<'a> + 'a>,
}

impl<'a> Field<'a> {
    fn new(name: &'a str, type_: ColumnType, cell: impl Fn(usize) -> Value<'a> + 'a) -> Self {
        Self { name, type_, cell: Box::new(cell) }
    }

    fn of_column(column: &'a Column) -> Self {
        Self::new(&column.name, cell::type_of(&column.values), move |row| cell(column, row))
    }

    /// The cell of one row, counted from 0.
    #[must_use]
    pub fn cell(&self, row: usize) -> Value<'a> {
        (self.cell)(row)
    }
}

/// The tables of a graph.
///
/// ```
/// use portent::columns::Value;
/// use portent::export::tabular::Tabular;
/// use portent::{BuildOptions, Corpus, build};
///
/// let graph = build(&Corpus::read(["fixtures/articles"])?, &BuildOptions::default())?;
/// let tables = Tabular::of(&graph);
/// let kind = tables.nodes().into_iter().find(|field| field.name == "kind").unwrap();
/// let articles = (0..graph.node_count()).filter(|&row| kind.cell(row) == Value::Text("article"));
/// assert_eq!(articles.count() as u64, graph.header.articles);
/// # Ok::<(), portent::Error>(())
/// ```
pub struct Tabular<'g> {
    graph: &'g PropertyGraph,
    colors: Vec<String>,
    edge_ids: Vec<String>,
}

impl<'g> Tabular<'g> {
    /// The tables of this graph. O(nodes + edges).
    #[must_use]
    pub fn of(graph: &'g PropertyGraph) -> Self {
        let colors = graph.nodes.records().map(|node| color::hex(node.color)).collect();
        let edge_ids = (0..graph.edge_count()).map(|row| format!("e{row}")).collect();
        Self { graph, colors, edge_ids }
    }

    /// Nodes: id, kind, label, place, size and color, then their columns.
    #[must_use]
    pub fn nodes(&self) -> Vec<Field<'_>> {
        use ColumnType::{Real, Text};
        let (graph, nodes) = (self.graph, &self.graph.nodes);
        let mut fields = vec![
            Field::new("id", Text, |row| Value::Text(&nodes[row.into()].id)),
            Field::new("kind", Text, |row| Value::Text(graph.kind_name(row.into()))),
            Field::new("label", Text, |row| Value::Text(&nodes[row.into()].label)),
            Field::new("x", Real, |row| Value::Real(nodes[row.into()].position[0])),
            Field::new("y", Real, |row| Value::Real(nodes[row.into()].position[1])),
            Field::new("size", Real, |row| Value::Real(nodes[row.into()].radius)),
            Field::new("color", Text, |row| Value::Text(&self.colors[row])),
        ];
        fields.extend(nodes.columns().iter().map(Field::of_column));
        fields
    }

    /// Edges: id, ends, relation, weight and distance, then their columns.
    #[must_use]
    pub fn edges(&self) -> Vec<Field<'_>> {
        use ColumnType::{Real, Text};
        let (nodes, edges) = (&self.graph.nodes, &self.graph.edges);
        let mut fields = vec![
            Field::new("id", Text, |row| Value::Text(&self.edge_ids[row])),
            Field::new("source", Text, |row| Value::Text(&nodes[edges[row.into()].source].id)),
            Field::new("target", Text, |row| Value::Text(&nodes[edges[row.into()].target].id)),
            Field::new("relation", Text, |row| Value::Text(edges[row.into()].relation.name())),
            Field::new("weight", Real, |row| Value::Real(cell::weight(&edges[row.into()]))),
            Field::new("distance", Real, |row| Value::Real(cell::distance(&edges[row.into()]))),
        ];
        fields.extend(edges.columns().iter().map(Field::of_column));
        fields
    }

    /// Mentions: where they stand, what they say, which entity they name.
    #[must_use]
    pub fn mentions(&self) -> Vec<Field<'_>> {
        use ColumnType::{Integer, Real, Text};
        let (graph, mentions) = (self.graph, &self.graph.mentions);
        vec![
            Field::new("article", Text, |row| Value::Text(graph.id(mentions[row].article))),
            Field::new("path", Text, |row| Value::Text(&mentions[row].path)),
            Field::new("line", Integer, |row| Value::Integer(mentions[row].line.into())),
            Field::new("kind", Text, |row| Value::Text(&graph.header.schema.kind(mentions[row].kind).name)),
            Field::new("name", Text, |row| Value::Text(&mentions[row].name)),
            Field::new("description", Text, |row| {
                mentions[row].description.as_deref().map_or(Value::Missing, Value::Text)
            }),
            Field::new("relevancy", Real, |row| mentions[row].relevancy.map_or(Value::Missing, Value::Real)),
            Field::new("entity", Text, |row| Value::Text(graph.id(mentions[row].entity))),
            Field::new("certainty", Real, |row| Value::Real(mentions[row].certainty)),
        ]
    }
}
