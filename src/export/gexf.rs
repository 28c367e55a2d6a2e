//! GEXF 1.3 (and 1.2 for old readers) with positions, colors, sizes and time.
//!
//! One `attributes` block a class, ids equal to titles (graphology reads the ids), the relation both as the edge's
//! `kind` (Gephi, graphology) and as a value (networkx drops `kind`). A node exists from its first edition to the
//! day after its last, an edge while both its ends do; what has no date is there always. GEXF has no dates among its value types
//! and readers differ on lists, so both are strings.

use std::io::{self, Write};

use jiff::civil::Date;

use super::cell;
use super::sink::{self, Sink};
use super::{ExportOptions, GexfVersion, escape};
use crate::columns::{Column, Values};
use crate::property_graph::{ColumnType, NodeColumn, NodeRecord, PropertyGraph};
use portent_graph::index::{NodeRow, TiSlice, TiVec};

/// First and last day of a node or edge.
type Span = Option<(Date, Date)>;

/// Writes GEXF.
pub(crate) fn write(graph: &PropertyGraph, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let spans = spans(graph);
    let mut sink = Sink::new(out);
    head(&mut sink, graph, options.gexf_version);
    graph_tag(&mut sink, options.gexf_version, &spans);
    attributes(&mut sink, "node", &[("kind", "string")], graph.nodes.columns());
    let fixed = [("relation", "string"), ("distance", "double")];
    attributes(&mut sink, "edge", &fixed, graph.edges.columns());
    nodes(graph, &spans, &mut sink)?;
    edges(graph, &spans, options.gexf_version, &mut sink)?;
    sink.raw("</graph>\n</gexf>\n");
    sink.finish()
}

fn head(sink: &mut Sink<'_>, graph: &PropertyGraph, version: GexfVersion) {
    let (namespace, number) = match version {
        GexfVersion::V1_2 => ("http://www.gexf.net/1.2draft", "1.2"),
        GexfVersion::V1_3 => ("http://gexf.net/1.3", "1.3"),
    };
    sink.raw(&format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <gexf xmlns=\"{namespace}\" xmlns:viz=\"{namespace}/viz\" version=\"{number}\">\n<meta>\n<creator>"
    ));
    escape::xml_text(&mut sink.buffer, &graph.header.generator);
    sink.raw("</creator>\n<description>");
    escape::xml_text(&mut sink.buffer, &cell::provenance(graph).join("\n"));
    sink.raw("</description>\n</meta>\n");
}

fn graph_tag(sink: &mut Sink<'_>, version: GexfVersion, spans: &TiSlice<NodeRow, Span>) {
    let time = match (spans.iter().any(Option::is_some), version) {
        (false, _) => " mode=\"static\"",
        (true, GexfVersion::V1_2) => " mode=\"dynamic\" timeformat=\"date\"",
        (true, GexfVersion::V1_3) => " mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\"",
    };
    sink.raw("<graph defaultedgetype=\"undirected\" idtype=\"string\"");
    sink.raw(time);
    sink.raw(">\n");
}

fn attributes(sink: &mut Sink<'_>, class: &str, fixed: &[(&str, &str)], columns: &[Column]) {
    sink.raw(&format!("<attributes class=\"{class}\" mode=\"static\">\n"));
    let typed = columns.iter().map(|column| (column.name.as_str(), type_name(&column.values)));
    for (name, type_) in fixed.iter().copied().chain(typed) {
        sink.raw(&format!("<attribute id=\"{name}\" title=\"{name}\" type=\"{type_}\"/>\n"));
    }
    sink.raw("</attributes>\n");
}

fn type_name(values: &Values) -> &'static str {
    match cell::type_of(values) {
        ColumnType::Integer if cell::is_short(values) => "integer",
        ColumnType::Integer => "long",
        ColumnType::Real => "double",
        ColumnType::Boolean => "boolean",
        ColumnType::Text | ColumnType::List | ColumnType::Date => "string",
    }
}

/// When each node is there, from its columns.
fn spans(graph: &PropertyGraph) -> TiVec<NodeRow, Span> {
    let first = graph.nodes.column::<Date>(NodeColumn::FirstSeen);
    let last = graph.nodes.column::<Date>(NodeColumn::LastSeen);
    graph.nodes.rows().map(|row| first.get(row).zip(last.get(row))).collect()
}

fn nodes(graph: &PropertyGraph, spans: &TiSlice<NodeRow, Span>, sink: &mut Sink<'_>) -> io::Result<()> {
    let fields = cell::fields(graph.nodes.columns(), opening);
    sink.raw("<nodes>\n");
    for (row, node) in graph.nodes.iter() {
        sink.raw("<node id=\"");
        escape::xml_attribute(&mut sink.buffer, &node.id);
        sink.raw("\" label=\"");
        escape::xml_attribute(&mut sink.buffer, &node.label);
        sink.raw("\"><attvalues><attvalue for=\"kind\" value=\"");
        escape::xml_attribute(&mut sink.buffer, graph.kind_name(row));
        sink.raw("\"/>");
        cell::push_row(&mut sink.buffer, &fields, row, "\"/>", escape::xml_attribute);
        sink.raw("</attvalues>");
        spell(sink, spans[row]);
        visuals(sink, node);
        sink.raw("</node>\n");
        sink.settle()?;
    }
    sink.raw("</nodes>\n");
    Ok(())
}

fn visuals(sink: &mut Sink<'_>, node: &NodeRecord) {
    sink.raw("<viz:color");
    for (name, channel) in [" r=\"", " g=\"", " b=\""].into_iter().zip(node.color) {
        sink.raw(name);
        sink.integer(channel.into());
        sink.raw("\"");
    }
    sink.raw("/><viz:position x=\"");
    sink.real(node.position[0]);
    sink.raw("\" y=\"");
    sink.real(node.position[1]);
    sink.raw("\" z=\"0.0\"/><viz:size value=\"");
    sink.real(node.radius);
    sink.raw("\"/>");
}

fn edges(
    graph: &PropertyGraph,
    spans: &TiSlice<NodeRow, Span>,
    version: GexfVersion,
    sink: &mut Sink<'_>,
) -> io::Result<()> {
    let fields = cell::fields(graph.edges.columns(), opening);
    sink.raw("<edges>\n");
    for (row, edge) in graph.edges.iter() {
        sink.raw("<edge id=\"");
        cell::push_edge_id(&mut sink.buffer, row);
        sink.raw("\" source=\"");
        escape::xml_attribute(&mut sink.buffer, &graph.nodes[edge.source].id);
        sink.raw("\" target=\"");
        escape::xml_attribute(&mut sink.buffer, &graph.nodes[edge.target].id);
        if version == GexfVersion::V1_3 {
            sink.raw("\" kind=\"");
            sink.raw(edge.relation.name());
        }
        sink.raw("\" weight=\"");
        sink.real(cell::weight(edge));
        sink.raw("\"><attvalues><attvalue for=\"relation\" value=\"");
        sink.raw(edge.relation.name());
        sink.raw("\"/><attvalue for=\"distance\" value=\"");
        sink.real(cell::distance(edge));
        sink.raw("\"/>");
        cell::push_row(&mut sink.buffer, &fields, row, "\"/>", escape::xml_attribute);
        sink.raw("</attvalues>");
        spell(sink, both(spans[edge.source], spans[edge.target]));
        sink.raw("</edge>\n");
        sink.settle()?;
    }
    sink.raw("</edges>\n");
    Ok(())
}

/// While both are there; while the dated one is where only one has dates; always where they never meet.
fn both(a: Span, b: Span) -> Span {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.max(b.0), a.1.min(b.1))).filter(|(first, last)| first <= last),
        (a, b) => a.or(b),
    }
}

/// What stands before a value.
fn opening(column: &str) -> String {
    format!("<attvalue for=\"{column}\" value=\"")
}

/// Intervals are closed and must have a length: Gephi drops those that end where they start (gephi#666).
fn spell(sink: &mut Sink<'_>, span: Span) {
    let Some((first, last)) = span else { return };
    sink.raw("<spells><spell start=\"");
    sink::date(&mut sink.buffer, first);
    sink.raw("\" end=\"");
    sink::date(&mut sink.buffer, last.tomorrow().unwrap_or(last));
    sink.raw("\"/></spells>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    fn written(graph: &PropertyGraph, version: GexfVersion) -> String {
        let mut out = Vec::new();
        write(graph, &ExportOptions { gexf_version: version, ..Default::default() }, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_small_graph_is_written_to_the_byte() {
        let text = written(&sample::small(), GexfVersion::V1_3);
        let body = text.split_once("<nodes>\n").unwrap().1;
        assert_eq!(
            body,
            "<node id=\"article:a\" label=\"A &amp; B\"><attvalues><attvalue for=\"kind\" value=\"article\"/>\
             <attvalue for=\"first_seen\" value=\"2026-01-18\"/></attvalues>\
             <viz:color r=\"153\" g=\"153\" b=\"153\"/><viz:position x=\"0.0\" y=\"-1.5\" z=\"0.0\"/>\
             <viz:size value=\"2.0\"/></node>\n\
             <node id=\"signal:s\" label=\"S\"><attvalues><attvalue for=\"kind\" value=\"signal\"/>\
             <attvalue for=\"aliases\" value=\"s | S.\"/><attvalue for=\"mentions\" value=\"2\"/></attvalues>\
             <viz:color r=\"230\" g=\"159\" b=\"0\"/><viz:position x=\"1.0\" y=\"0.0\" z=\"0.0\"/>\
             <viz:size value=\"1.0\"/></node>\n</nodes>\n<edges>\n\
             <edge id=\"e0\" source=\"article:a\" target=\"signal:s\" kind=\"mentions\" weight=\"2.0\"><attvalues>\
             <attvalue for=\"relation\" value=\"mentions\"/><attvalue for=\"distance\" value=\"0.5\"/>\
             <attvalue for=\"count\" value=\"2\"/></attvalues></edge>\n</edges>\n</graph>\n</gexf>\n"
        );
    }

    #[test]
    fn a_dated_graph_is_dynamic_and_one_day_lasts_until_the_next() {
        let text = written(&sample::hostile(), GexfVersion::V1_3);
        assert!(text.contains("mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\""));
        assert!(text.contains("<spell start=\"2026-01-19\" end=\"2026-01-20\"/>"));
        assert!(!written(&sample::small(), GexfVersion::V1_3).contains("dynamic"));
    }

    #[test]
    fn edges_last_while_both_ends_do() {
        let day = |d| Date::new(2026, 1, d).unwrap();
        assert_eq!(both(Some((day(1), day(5))), Some((day(3), day(9)))), Some((day(3), day(5))));
        assert_eq!(both(Some((day(1), day(2))), Some((day(3), day(9)))), None);
        assert_eq!(both(None, Some((day(3), day(9)))), Some((day(3), day(9))));
    }

    #[test]
    fn version_1_2_has_its_namespace_and_no_kind_of_edges() {
        let text = written(&sample::small(), GexfVersion::V1_2);
        assert!(text.contains("xmlns=\"http://www.gexf.net/1.2draft\"") && text.contains("version=\"1.2\""));
        assert!(!text.contains(" kind=\"mentions\""));
    }
}
