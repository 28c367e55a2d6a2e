//! graph.json: all that a build knows, one node, edge or mention a line, or mentions as columns;
//! [`crate::property_graph::read`] reads both.

mod columns;
mod objects;

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;

use super::cell::{self, Field};
use super::sink::{self, Sink};
use super::{ExportOptions, MentionForm};
use crate::color;
use crate::columns::{Column, Value};
use crate::parse::Records;
use crate::property_graph::read::{COLUMNS, ColumnTypes, FORMAT, OBJECTS};
use crate::property_graph::{EdgeRecord, Header, PropertyGraph};
use portent_graph::index::{EdgeRow, NodeRow};

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
    let version = match options.mention_form {
        MentionForm::Objects => OBJECTS,
        MentionForm::Columns => COLUMNS,
    };
    sink.raw(&format!("{{\n\"format\": \"{FORMAT}\",\n\"version\": {version},\n"));
    sink.raw("\"directed\": false,\n\"multigraph\": false,\n\"graph\": ");
    let columns = ColumnTypes::of(graph);
    let mut header = graph.header.clone();
    header.modularity = if header.modularity.is_finite() { header.modularity } else { 0.0 };
    sink.json(&GraphObject { header: &header, columns });
    sink.raw(",\n");
    let fields = fields(graph.nodes.columns(), |name| name);
    list(&mut sink, "nodes", graph.nodes.rows(), |sink, row| node(sink, graph, &fields, row))?;
    let fields = self::fields(graph.edges.columns(), |name| name);
    list(&mut sink, "edges", graph.edges.rows(), |sink, row| edge(sink, graph, &fields, row))?;
    list(&mut sink, "clusters", graph.clusters.iter(), |sink, card| sink.json(&card.with_finite_figures()))?;
    let mentions = if options.no_mentions { &[][..] } else { &graph.mentions };
    match options.mention_form {
        MentionForm::Objects => {
            list(&mut sink, "mentions", mentions.iter(), |sink, record| objects::write(sink, graph, record))?;
        }
        MentionForm::Columns => columns::write(&mut sink, graph, mentions)?,
    }
    list(&mut sink, "diagnostics", graph.diagnostics.iter(), |sink, diagnostic| sink.json(diagnostic))?;
    // Without mentions, pages cannot be put together with others.
    let none = Records::default();
    let Records { pages, headings } = if options.no_mentions { &none } else { &graph.records };
    list(&mut sink, "pages", pages.iter(), |sink, page| sink.json(page))?;
    list(&mut sink, "headings", headings.iter(), |sink, heading| sink.json(heading))?;
    sink.buffer.truncate(sink.buffer.len() - ",\n".len());
    sink.raw("\n}\n");
    sink.finish()
}

/// Writes `"name": [...],` with one item a line. The closing comma stays in the buffer.
pub(super) fn list<T>(
    sink: &mut Sink<'_>,
    name: &str,
    items: impl IntoIterator<Item = T>,
    mut write: impl FnMut(&mut Sink<'_>, T),
) -> io::Result<()> {
    sink.json(name);
    sink.raw(": [");
    let mut separator = "\n";
    for item in items {
        sink.raw(separator);
        separator = ",\n";
        write(sink, item);
        sink.settle()?;
    }
    sink.raw(if separator == "\n" { "],\n" } else { "\n],\n" });
    Ok(())
}

/// The columns as fields of an object, under the names that `rename` gives them.
pub(super) fn fields(columns: &[Column], rename: fn(&str) -> &str) -> Vec<Field<'_>> {
    cell::fields(columns, |name| format!(",\"{}\":", rename(name)))
}

fn node(sink: &mut Sink<'_>, graph: &PropertyGraph, fields: &[Field<'_>], row: NodeRow) {
    sink.raw("{\"id\":");
    sink.text(&graph.nodes[row].id);
    sink.raw(",");
    node_fields(sink, graph, fields, row);
    sink.raw("}");
}

/// All fields of a node but its id, without braces.
pub(super) fn node_fields(sink: &mut Sink<'_>, graph: &PropertyGraph, fields: &[Field<'_>], row: NodeRow) {
    let node = &graph.nodes[row];
    sink.raw("\"kind\":");
    sink.text(graph.kind_name(row));
    sink.raw(",\"label\":");
    sink.text(&node.label);
    sink.raw(",\"x\":");
    sink.real(node.position[0]);
    sink.raw(",\"y\":");
    sink.real(node.position[1]);
    sink.raw(",\"size\":");
    sink.real(node.radius);
    sink.raw(",\"color\":\"");
    color::push_hex(&mut sink.buffer, node.color);
    sink.raw("\"");
    cells(sink, fields, row);
}

fn edge(sink: &mut Sink<'_>, graph: &PropertyGraph, fields: &[Field<'_>], row: EdgeRow) {
    sink.raw("{\"id\":\"");
    cell::push_edge_id(&mut sink.buffer, row);
    sink.raw("\",");
    ends(sink, graph, &graph.edges[row]);
    sink.raw(",");
    edge_fields(sink, graph, fields, row);
    sink.raw("}");
}

/// `source` and `target` of an edge, without braces.
pub(super) fn ends(sink: &mut Sink<'_>, graph: &PropertyGraph, edge: &EdgeRecord) {
    sink.raw("\"source\":");
    sink.text(&graph.nodes[edge.source].id);
    sink.raw(",\"target\":");
    sink.text(&graph.nodes[edge.target].id);
}

/// All fields of an edge but its id and ends, without braces.
pub(super) fn edge_fields(sink: &mut Sink<'_>, graph: &PropertyGraph, fields: &[Field<'_>], row: EdgeRow) {
    let edge = &graph.edges[row];
    sink.raw("\"relation\":\"");
    sink.raw(edge.relation.name());
    sink.raw("\",\"weight\":");
    sink.real(cell::weight(edge));
    sink.raw(",\"distance\":");
    sink.real(cell::distance(edge));
    cells(sink, fields, row);
}

fn cells(sink: &mut Sink<'_>, fields: &[Field<'_>], row: impl Into<usize>) {
    let row = row.into();
    for field in fields {
        let value = field.get(row);
        if value != Value::Missing {
            sink.raw(&field.open);
            json_value(sink, value);
        }
    }
}

/// One value as JSON; days are texts.
fn json_value(sink: &mut Sink<'_>, value: Value<'_>) {
    match value {
        Value::Missing => sink.raw("null"),
        Value::Text(text) => sink.text(text),
        Value::List(texts) => {
            for (i, text) in texts.iter().enumerate() {
                sink.raw(if i == 0 { "[" } else { "," });
                sink.text(text);
            }
            sink.raw("]");
        }
        Value::Date(day) => date(sink, day),
        Value::Integer(_) | Value::Real(_) | Value::Boolean(_) => {
            cell::push(&mut sink.buffer, value, |_, _| {});
        }
    }
}

fn date(sink: &mut Sink<'_>, day: Date) {
    sink.raw("\"");
    sink::date(&mut sink.buffer, day);
    sink.raw("\"");
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
}
