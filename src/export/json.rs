//! graph.json: all that a build knows, one node, edge or mention a line; [`crate::property_graph::read`] reads it.

use std::io::{self, Write};

use serde::Serialize;

use super::ExportOptions;
use super::cell::{self, cell};
use super::sink::Sink;
use crate::columns::{Column, Value};
use crate::property_graph::read::{ColumnTypes, FORMAT, VERSION};
use crate::property_graph::{ClusterCard, Header, PropertyGraph};

/// The `graph` object: the header, and the columns with their types.
#[derive(Serialize)]
struct GraphObject<'a> {
    #[serde(flatten)]
    header: &'a Header,
    columns: ColumnTypes,
}

/// Writes graph.json.
pub(crate) fn write(graph: &PropertyGraph, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let mut sink = Sink::new(out);
    sink.raw(&format!("{{\n\"format\": \"{FORMAT}\",\n\"version\": {VERSION},\n"));
    sink.raw("\"directed\": false,\n\"multigraph\": false,\n\"graph\": ");
    let columns = ColumnTypes::of(graph);
    let mut header = graph.header.clone();
    header.modularity = if header.modularity.is_finite() { header.modularity } else { 0.0 };
    sink.json(&GraphObject { header: &header, columns });
    sink.raw(",\n");
    list(&mut sink, "nodes", graph.node_count(), |sink, row| node(sink, graph, row))?;
    list(&mut sink, "edges", graph.edge_count(), |sink, row| edge(sink, graph, row))?;
    list(&mut sink, "clusters", graph.clusters.len(), |sink, i| sink.json(&finite(&graph.clusters[i])))?;
    let mentions = if options.no_mentions { &[][..] } else { &graph.mentions };
    list(&mut sink, "mentions", mentions.len(), |sink, i| sink.json(&mentions[i]))?;
    list(&mut sink, "diagnostics", graph.diagnostics.len(), |sink, i| sink.json(&graph.diagnostics[i]))?;
    sink.buffer.truncate(sink.buffer.len() - ",\n".len());
    sink.raw("\n}\n");
    sink.finish()
}

/// A card without figures that JSON cannot hold.
fn finite(card: &ClusterCard) -> ClusterCard {
    let mut card = card.clone();
    card.figures.retain(|_, figure| figure.is_finite());
    card
}

/// Writes `"name": [...],` with one item a line. The closing comma stays in the buffer.
pub(super) fn list(
    sink: &mut Sink<'_>,
    name: &str,
    length: usize,
    mut item: impl FnMut(&mut Sink<'_>, usize),
) -> io::Result<()> {
    sink.json(name);
    sink.raw(": [");
    for i in 0..length {
        sink.raw(if i == 0 { "\n" } else { ",\n" });
        item(sink, i);
        sink.settle()?;
    }
    sink.raw(if length == 0 { "],\n" } else { "\n],\n" });
    Ok(())
}

fn node(sink: &mut Sink<'_>, graph: &PropertyGraph, row: usize) {
    sink.raw("{\"id\":");
    sink.json(&graph.nodes.ids[row]);
    sink.raw(",");
    node_fields(sink, graph, row, |name| name);
    sink.raw("}");
}

/// All fields of a node but its id, without braces; columns under the names that `rename` gives them.
pub(super) fn node_fields(sink: &mut Sink<'_>, graph: &PropertyGraph, row: usize, rename: fn(&str) -> &str) {
    let table = &graph.nodes;
    sink.raw("\"kind\":");
    sink.json(&graph.header.schema.kind(table.kinds[row]).name);
    sink.raw(",\"label\":");
    sink.json(&table.labels[row]);
    sink.raw(",\"x\":");
    sink.real(table.positions[row][0]);
    sink.raw(",\"y\":");
    sink.real(table.positions[row][1]);
    sink.raw(",\"size\":");
    sink.real(cell::radius(table, row));
    sink.raw(",\"color\":\"");
    cell::push_hex(&mut sink.buffer, table.colors[row]);
    sink.raw("\"");
    cells(sink, &table.columns, row, rename);
}

fn edge(sink: &mut Sink<'_>, graph: &PropertyGraph, row: usize) {
    sink.raw("{\"id\":\"");
    cell::push_edge_id(&mut sink.buffer, row);
    sink.raw("\",");
    ends(sink, graph, row);
    sink.raw(",");
    edge_fields(sink, graph, row);
    sink.raw("}");
}

/// `source` and `target` of an edge, without braces.
pub(super) fn ends(sink: &mut Sink<'_>, graph: &PropertyGraph, row: usize) {
    sink.raw("\"source\":");
    sink.json(&graph.nodes.ids[graph.edges.sources[row] as usize]);
    sink.raw(",\"target\":");
    sink.json(&graph.nodes.ids[graph.edges.targets[row] as usize]);
}

/// All fields of an edge but its id and ends, without braces.
pub(super) fn edge_fields(sink: &mut Sink<'_>, graph: &PropertyGraph, row: usize) {
    let table = &graph.edges;
    sink.raw("\"relation\":\"");
    sink.raw(table.relations[row].name());
    sink.raw("\",\"weight\":");
    sink.real(cell::weight(graph, row));
    sink.raw(",\"distance\":");
    sink.real(cell::distance(graph, row));
    cells(sink, &table.columns, row, |name| name);
}

fn cells(sink: &mut Sink<'_>, columns: &[Column], row: usize, rename: fn(&str) -> &str) {
    for column in columns {
        let value = cell(column, row);
        if value == Value::Missing {
            continue;
        }
        sink.raw(",\"");
        sink.raw(rename(&column.name));
        sink.raw("\":");
        json_value(sink, value);
    }
}

/// One value as JSON; days are texts.
fn json_value(sink: &mut Sink<'_>, value: Value<'_>) {
    match value {
        Value::Missing => sink.raw("null"),
        Value::Text(text) => sink.json(text),
        Value::List(texts) => sink.json(texts),
        Value::Date(day) => sink.json(&day),
        Value::Integer(_) | Value::Real(_) | Value::Boolean(_) => {
            cell::push(&mut sink.buffer, value, |_, _| {});
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    fn written(graph: &PropertyGraph) -> String {
        let mut out = Vec::new();
        write(graph, &ExportOptions::default(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn nodes_and_edges_are_written_to_the_byte() {
        let text = written(&sample::small());
        assert!(text.contains(
            "\"nodes\": [\n\
             {\"id\":\"article:a\",\"kind\":\"article\",\"label\":\"A & B\",\"x\":0.0,\"y\":-1.5,\"size\":2.0,\
             \"color\":\"#999999\",\"first_seen\":\"2026-01-18\"},\n\
             {\"id\":\"signal:s\",\"kind\":\"signal\",\"label\":\"S\",\"x\":1.0,\"y\":0.0,\"size\":1.0,\
             \"color\":\"#e69f00\",\"aliases\":[\"s\",\"S.\"],\"mentions\":2}\n],\n\
             \"edges\": [\n\
             {\"id\":\"e0\",\"source\":\"article:a\",\"target\":\"signal:s\",\"relation\":\"mentions\",\
             \"weight\":2.0,\"distance\":0.5,\"count\":2}\n],\n\"clusters\": []"
        ));
    }

    #[test]
    fn every_output_validates_against_the_schema() {
        let schema: serde_json::Value =
            serde_json::from_str(include_str!("../../schemas/graph.schema.json")).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        for graph in [PropertyGraph::default(), sample::small(), sample::hostile()] {
            let value = serde_json::from_str(&written(&graph)).unwrap();
            let errors: Vec<String> =
                validator.iter_errors(&value).map(|e| format!("{} at {}", e, e.instance_path())).collect();
            assert!(errors.is_empty(), "{errors:?}");
        }
        let broken = written(&sample::small()).replace("\"weight\":2.0", "\"weight\":0");
        assert!(!validator.is_valid(&serde_json::from_str(&broken).unwrap()));
    }

    #[test]
    fn the_schema_knows_every_column_with_its_type() {
        use crate::property_graph::{ColumnType, EDGE_COLUMNS, NODE_COLUMNS};
        let schema: serde_json::Value =
            serde_json::from_str(include_str!("../../schemas/graph.schema.json")).unwrap();
        for (name, columns) in [("node", NODE_COLUMNS), ("edge", EDGE_COLUMNS)] {
            for spec in columns {
                let wanted = match spec.type_ {
                    ColumnType::Text | ColumnType::Date => "string",
                    ColumnType::List => "array",
                    ColumnType::Integer => "integer",
                    ColumnType::Real => "number",
                    ColumnType::Boolean => "boolean",
                };
                assert_eq!(schema["$defs"][name]["properties"][spec.name]["type"], wanted, "{}", spec.name);
            }
        }
    }
}
