//! GraphML 1.1: keys, then nodes, then edges, as igraph needs; visuals under the names that Gephi knows.
//!
//! Key ids: a node's column has its name, an edge's `edge_` before it, so that they are unique in the file
//! whatever their case. The label is written as `label` (Gephi, yEd) and `name` (Cytoscape), the relation as
//! `relation` and `interaction` (Cytoscape), the edge id as `edge_id` too (igraph loses the attribute).

use std::io::{self, Write};

use super::ExportOptions;
use super::cell;
use super::escape;
use super::sink::Sink;
use crate::columns::{Column, Values};
use crate::property_graph::{ColumnType, NodeRecord, PropertyGraph};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.1/graphml.xsd">
"#;

/// Keys of nodes and edges that are no columns: name and type.
const NODE_KEYS: &[(&str, &str)] = &[
    ("label", "string"),
    ("name", "string"),
    ("kind", "string"),
    ("x", "double"),
    ("y", "double"),
    ("size", "double"),
    ("r", "int"),
    ("g", "int"),
    ("b", "int"),
];
const EDGE_KEYS: &[(&str, &str)] = &[
    ("relation", "string"),
    ("interaction", "string"),
    ("weight", "double"),
    ("distance", "double"),
    ("edge_id", "string"),
];

/// Writes GraphML.
pub(crate) fn write(graph: &PropertyGraph, _: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let mut sink = Sink::new(out);
    sink.raw(HEAD);
    for line in cell::provenance(graph) {
        sink.raw("<!-- ");
        escape::xml_comment(&mut sink.buffer, &line);
        sink.raw(" -->\n");
    }
    keys(&mut sink, "node", "", NODE_KEYS, graph.nodes.columns());
    keys(&mut sink, "edge", "edge_", EDGE_KEYS, graph.edges.columns());
    sink.raw("<graph id=\"portent\" edgedefault=\"undirected\">\n");
    nodes(graph, &mut sink)?;
    edges(graph, &mut sink)?;
    sink.raw("</graph>\n</graphml>\n");
    sink.finish()
}

fn keys(sink: &mut Sink<'_>, domain: &str, prefix: &str, fixed: &[(&str, &str)], columns: &[Column]) {
    let typed = columns.iter().map(|column| (column.name.as_str(), type_name(&column.values)));
    for (name, type_) in fixed.iter().copied().chain(typed) {
        sink.raw(&format!(
            "<key id=\"{prefix}{name}\" for=\"{domain}\" attr.name=\"{name}\" attr.type=\"{type_}\"/>\n"
        ));
    }
}

fn type_name(values: &Values) -> &'static str {
    match cell::type_of(values) {
        ColumnType::Integer if cell::is_short(values) => "int",
        ColumnType::Integer => "long",
        ColumnType::Real => "double",
        ColumnType::Boolean => "boolean",
        ColumnType::Text | ColumnType::List | ColumnType::Date => "string",
    }
}

fn nodes(graph: &PropertyGraph, sink: &mut Sink<'_>) -> io::Result<()> {
    let fields = cell::fields(graph.nodes.columns(), |name| format!("<data key=\"{name}\">"));
    for (row, node) in graph.nodes.iter() {
        sink.raw("<node id=\"");
        escape::xml_attribute(&mut sink.buffer, &node.id);
        sink.raw("\"><data key=\"label\">");
        escape::xml_text(&mut sink.buffer, &node.label);
        sink.raw("</data><data key=\"name\">");
        escape::xml_text(&mut sink.buffer, &node.label);
        sink.raw("</data><data key=\"kind\">");
        escape::xml_text(&mut sink.buffer, graph.kind_name(row));
        visuals(node, sink);
        cell::push_row(&mut sink.buffer, &fields, row, "</data>", escape::xml_text);
        sink.raw("</node>\n");
        sink.settle()?;
    }
    Ok(())
}

/// Place, size and color, after a value that is still open.
fn visuals(node: &NodeRecord, sink: &mut Sink<'_>) {
    let [x, y] = node.position;
    sink.raw("</data><data key=\"x\">");
    sink.real(x);
    sink.raw("</data><data key=\"y\">");
    sink.real(y);
    sink.raw("</data><data key=\"size\">");
    sink.real(node.radius);
    let opens = ["</data><data key=\"r\">", "</data><data key=\"g\">", "</data><data key=\"b\">"];
    for (open, channel) in opens.into_iter().zip(node.color) {
        sink.raw(open);
        sink.integer(channel.into());
    }
    sink.raw("</data>");
}

fn edges(graph: &PropertyGraph, sink: &mut Sink<'_>) -> io::Result<()> {
    let fields = cell::fields(graph.edges.columns(), |name| format!("<data key=\"edge_{name}\">"));
    for (row, edge) in graph.edges.iter() {
        sink.raw("<edge id=\"");
        cell::push_edge_id(&mut sink.buffer, row);
        sink.raw("\" source=\"");
        escape::xml_attribute(&mut sink.buffer, &graph.nodes[edge.source].id);
        sink.raw("\" target=\"");
        escape::xml_attribute(&mut sink.buffer, &graph.nodes[edge.target].id);
        sink.raw("\"><data key=\"edge_relation\">");
        sink.raw(edge.relation.name());
        sink.raw("</data><data key=\"edge_interaction\">");
        sink.raw(edge.relation.name());
        sink.raw("</data><data key=\"edge_weight\">");
        sink.real(cell::weight(edge));
        sink.raw("</data><data key=\"edge_distance\">");
        sink.real(cell::distance(edge));
        sink.raw("</data><data key=\"edge_edge_id\">");
        cell::push_edge_id(&mut sink.buffer, row);
        sink.raw("</data>");
        cell::push_row(&mut sink.buffer, &fields, row, "</data>", escape::xml_text);
        sink.raw("</edge>\n");
        sink.settle()?;
    }
    Ok(())
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
        let body = text.split_once("<graph ").unwrap().1;
        assert_eq!(
            body,
            "id=\"portent\" edgedefault=\"undirected\">\n\
             <node id=\"article:a\"><data key=\"label\">A &amp; B</data><data key=\"name\">A &amp; B</data>\
             <data key=\"kind\">article</data><data key=\"x\">0.0</data><data key=\"y\">-1.5</data>\
             <data key=\"size\">2.0</data><data key=\"r\">153</data><data key=\"g\">153</data>\
             <data key=\"b\">153</data><data key=\"first_seen\">2026-01-18</data></node>\n\
             <node id=\"signal:s\"><data key=\"label\">S</data><data key=\"name\">S</data>\
             <data key=\"kind\">signal</data><data key=\"x\">1.0</data><data key=\"y\">0.0</data>\
             <data key=\"size\">1.0</data><data key=\"r\">230</data><data key=\"g\">159</data>\
             <data key=\"b\">0</data><data key=\"aliases\">s | S.</data><data key=\"mentions\">2</data></node>\n\
             <edge id=\"e0\" source=\"article:a\" target=\"signal:s\"><data key=\"edge_relation\">mentions</data>\
             <data key=\"edge_interaction\">mentions</data><data key=\"edge_weight\">2.0</data>\
             <data key=\"edge_distance\">0.5</data><data key=\"edge_edge_id\">e0</data>\
             <data key=\"edge_count\">2</data></edge>\n</graph>\n</graphml>\n"
        );
    }

    #[test]
    fn no_key_id_is_one_that_readers_take_for_something_else() {
        let mut out = Vec::new();
        write(&sample::hostile(), &ExportOptions::default(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let mut ids: Vec<String> = text
            .lines()
            .filter_map(|line| line.strip_prefix("<key id=\""))
            .map(|rest| rest.split('"').next().unwrap().to_lowercase())
            .collect();
        assert!(ids.iter().all(|id| !["id", "d3", "d7", "source", "target"].contains(&id.as_str())));
        let all = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }
}
