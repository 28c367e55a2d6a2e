//! graphology's serialized graph: what `Graph.from(data)` takes, and sigma.js draws as it is. The column `type` is
//! `article_type` here, since sigma takes a node's `type` for the name of a drawing program and throws.

use std::io::{self, Write};

use super::cell::{self, Field};
use super::sink::Sink;
use super::{ExportOptions, json};
use crate::property_graph::PropertyGraph;
use portent_graph::index::{EdgeRow, NodeRow};

/// Writes graphology JSON.
pub(crate) fn write(graph: &PropertyGraph, _: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let mut sink = Sink::new(out);
    sink.raw("{\n\"options\": {\"type\": \"undirected\", \"multi\": false, \"allowSelfLoops\": false},\n");
    sink.raw("\"attributes\": {\"name\": \"portent\", \"provenance\": ");
    sink.json(&cell::provenance(graph));
    sink.raw("},\n");
    let fields = json::fields(graph.nodes.columns(), rename);
    json::list(&mut sink, "nodes", graph.nodes.rows(), |sink, row| node(sink, graph, &fields, row))?;
    let fields = json::fields(graph.edges.columns(), |name| name);
    json::list(&mut sink, "edges", graph.edges.rows(), |sink, row| edge(sink, graph, &fields, row))?;
    sink.buffer.truncate(sink.buffer.len() - ",\n".len());
    sink.raw("\n}\n");
    sink.finish()
}

fn node(sink: &mut Sink<'_>, graph: &PropertyGraph, fields: &[Field<'_>], row: NodeRow) {
    sink.raw("{\"key\":");
    sink.text(&graph.nodes[row].id);
    sink.raw(",\"attributes\":{");
    json::node_fields(sink, graph, fields, row);
    sink.raw("}}");
}

/// The name of a column for sigma.
fn rename(name: &str) -> &str {
    if name == "type" { "article_type" } else { name }
}

fn edge(sink: &mut Sink<'_>, graph: &PropertyGraph, fields: &[Field<'_>], row: EdgeRow) {
    sink.raw("{\"key\":\"");
    cell::push_edge_id(&mut sink.buffer, row);
    sink.raw("\",");
    json::ends(sink, graph, &graph.edges[row]);
    sink.raw(",\"undirected\":true,\"attributes\":{");
    json::edge_fields(sink, graph, fields, row);
    sink.raw("}}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn no_node_has_a_type_that_sigma_would_look_up() {
        let mut out = Vec::new();
        write(&sample::hostile(), &ExportOptions::default(), &mut out).unwrap();
        let file: serde_json::Value = serde_json::from_slice(&out).unwrap();
        for node in file["nodes"].as_array().unwrap() {
            assert!(node["attributes"].get("type").is_none());
        }
        assert!(file["nodes"][0]["attributes"].get("article_type").is_some());
    }

    #[test]
    fn a_small_graph_is_written_to_the_byte() {
        let mut out = Vec::new();
        write(&sample::small(), &ExportOptions::default(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text.split_once("\"nodes\": [\n").unwrap().1,
            "{\"key\":\"article:a\",\"attributes\":{\"kind\":\"article\",\"label\":\"A & B\",\"x\":0.0,\"y\":-1.5,\
             \"size\":2.0,\"color\":\"#999999\",\"first_seen\":\"2026-01-18\"}},\n\
             {\"key\":\"signal:s\",\"attributes\":{\"kind\":\"signal\",\"label\":\"S\",\"x\":1.0,\"y\":0.0,\
             \"size\":1.0,\"color\":\"#e69f00\",\"aliases\":[\"s\",\"S.\"],\"mentions\":2}}\n],\n\
             \"edges\": [\n\
             {\"key\":\"e0\",\"source\":\"article:a\",\"target\":\"signal:s\",\"undirected\":true,\
             \"attributes\":{\"relation\":\"mentions\",\"weight\":2.0,\"distance\":0.5,\"count\":2}}\n]\n}\n"
        );
    }
}
