//! Cytoscape.js JSON (`.cyjs`): everything in `data`, positions beside it with y downwards, as Cytoscape has it.

use std::io::{self, Write};

use super::cell::{self, Field};
use super::sink::Sink;
use super::{ExportOptions, json};
use crate::property_graph::PropertyGraph;
use portent_graph::index::{EdgeRow, NodeRow};

/// Writes Cytoscape.js JSON.
pub(crate) fn write(graph: &PropertyGraph, _: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let mut sink = Sink::new(out);
    sink.raw("{\n\"format_version\": \"1.0\",\n\"generated_by\": ");
    sink.json(&graph.header.generator);
    sink.raw(",\n\"data\": {\"name\": \"portent\", \"provenance\": ");
    sink.json(&cell::provenance(graph));
    sink.raw("},\n\"elements\": {\n");
    let fields = json::fields(graph.nodes.columns(), |name| name);
    json::list(&mut sink, "nodes", graph.nodes.rows(), |sink, row| node(sink, graph, &fields, row))?;
    let fields = json::fields(graph.edges.columns(), |name| name);
    json::list(&mut sink, "edges", graph.edges.rows(), |sink, row| edge(sink, graph, &fields, row))?;
    sink.buffer.truncate(sink.buffer.len() - ",\n".len());
    sink.raw("\n}\n}\n");
    sink.finish()
}

fn node(sink: &mut Sink<'_>, graph: &PropertyGraph, fields: &[Field<'_>], row: NodeRow) {
    let node = &graph.nodes[row];
    sink.raw("{\"data\":{\"id\":");
    sink.text(&node.id);
    sink.raw(",\"name\":");
    sink.text(&node.label);
    sink.raw(",");
    json::node_fields(sink, graph, fields, row);
    sink.raw("},\"position\":{\"x\":");
    sink.real(node.position[0]);
    sink.raw(",\"y\":");
    sink.real(-node.position[1]);
    sink.raw("}}");
}

fn edge(sink: &mut Sink<'_>, graph: &PropertyGraph, fields: &[Field<'_>], row: EdgeRow) {
    sink.raw("{\"data\":{\"id\":\"");
    cell::push_edge_id(&mut sink.buffer, row);
    sink.raw("\",");
    json::ends(sink, graph, &graph.edges[row]);
    sink.raw(",\"interaction\":\"");
    sink.raw(graph.edges[row].relation.name());
    sink.raw("\",");
    json::edge_fields(sink, graph, fields, row);
    sink.raw("}}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn a_small_graph_is_written_to_the_byte() {
        let mut out = Vec::new();
        write(&sample::small(), &ExportOptions::default(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text.split_once("\"elements\": {\n").unwrap().1,
            "\"nodes\": [\n\
             {\"data\":{\"id\":\"article:a\",\"name\":\"A & B\",\"kind\":\"article\",\"label\":\"A & B\",\"x\":0.0,\
             \"y\":-1.5,\"size\":2.0,\"color\":\"#999999\",\"first_seen\":\"2026-01-18\"},\
             \"position\":{\"x\":0.0,\"y\":1.5}},\n\
             {\"data\":{\"id\":\"signal:s\",\"name\":\"S\",\"kind\":\"signal\",\"label\":\"S\",\"x\":1.0,\"y\":0.0,\
             \"size\":1.0,\"color\":\"#e69f00\",\"aliases\":[\"s\",\"S.\"],\"mentions\":2},\
             \"position\":{\"x\":1.0,\"y\":-0.0}}\n],\n\
             \"edges\": [\n\
             {\"data\":{\"id\":\"e0\",\"source\":\"article:a\",\"target\":\"signal:s\",\"interaction\":\"mentions\",\
             \"relation\":\"mentions\",\"weight\":2.0,\"distance\":0.5,\"count\":2}}\n]\n}\n}\n"
        );
    }
}
