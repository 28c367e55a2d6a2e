//! VOSviewer JSON: items with positions, cluster, weights and scores, and links.
//!
//! VOSviewer takes clusters 1 to 1,000: of more, the smallest are folded into number 1,000, whose label and the
//! file's description say so. Weights are sizes (never negative), scores are overlay colors. Descriptions are HTML to
//! VOSviewer Online, so they are escaped.

use std::io::{self, Write};

use super::sink::Sink;
use super::{ExportOptions, cell, escape, json};
use crate::columns::Value;
use crate::property_graph::PropertyGraph;

/// Most clusters that VOSviewer takes.
const CLUSTERS: i64 = 1_000;
/// Columns that size items.
const WEIGHTS: &[&str] = &["degree", "strength", "articles", "mentions", "connections"];
/// Columns that color items.
const SCORES: &[&str] = &["relevancy_mean", "pagerank", "betweenness", "closeness", "eigenvector"];

/// Writes VOSviewer JSON.
pub(crate) fn write(graph: &PropertyGraph, _: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let folded = folded(graph);
    let mut about = cell::provenance(graph);
    if folded > 0 {
        about.push(format!("note: the {folded} smallest clusters are one here, number {CLUSTERS}"));
    }
    let mut sink = Sink::new(out);
    sink.raw("{\n\"info\": {\"title\": \"portent\", \"description\": ");
    sink.json(&html(&about.join("\n")));
    sink.raw("},\n\"network\": {\n");
    json::list(&mut sink, "items", graph.node_count(), |sink, row| item(sink, graph, row))?;
    json::list(&mut sink, "links", graph.edge_count(), |sink, row| link(sink, graph, row))?;
    clusters(&mut sink, graph, folded)?;
    sink.buffer.truncate(sink.buffer.len() - ",\n".len());
    sink.raw("\n}\n}\n");
    sink.finish()
}

/// How many clusters have no number of their own.
pub(super) fn folded(graph: &PropertyGraph) -> i64 {
    let clusters = (0..graph.node_count() as u32).filter_map(|row| graph.integer(row, "cluster"));
    let most = clusters.max().unwrap_or(0);
    if most > CLUSTERS { most - CLUSTERS + 1 } else { 0 }
}

fn clusters(sink: &mut Sink<'_>, graph: &PropertyGraph, folded: i64) -> io::Result<()> {
    let own = graph.clusters.len().min(CLUSTERS as usize - usize::from(folded > 0));
    let length = own + usize::from(folded > 0);
    json::list(sink, "clusters", length, |sink, i| {
        sink.raw("{\"cluster\":");
        let (number, label) = match graph.clusters.get(i).filter(|_| i < own) {
            Some(card) => (i64::from(card.cluster), card.label.clone()),
            None => (CLUSTERS, format!("{folded} smaller clusters")),
        };
        sink.integer(number);
        sink.raw(",\"label\":");
        sink.json(&label);
        sink.raw("}");
    })
}

fn item(sink: &mut Sink<'_>, graph: &PropertyGraph, row: usize) {
    let nodes = &graph.nodes;
    let at = row as u32;
    sink.raw("{\"id\":");
    sink.json(&nodes.ids[row]);
    sink.raw(",\"label\":");
    sink.json(&nodes.labels[row]);
    sink.raw(",\"description\":");
    sink.json(&description(graph, row));
    if let Value::Text(link) = graph.value(at, "link")
        && escape::is_web_link(link)
    {
        sink.raw(",\"url\":");
        sink.json(link);
    }
    sink.raw(",\"x\":");
    sink.real(nodes.positions[row][0]);
    sink.raw(",\"y\":");
    sink.real(nodes.positions[row][1]);
    if let Some(cluster) = graph.integer(at, "cluster").filter(|cluster| *cluster >= 1) {
        sink.raw(",\"cluster\":");
        sink.integer(cluster.min(CLUSTERS));
    }
    numbers(sink, graph, at, "weights", WEIGHTS);
    numbers(sink, graph, at, "scores", SCORES);
    sink.raw("}");
}

fn description(graph: &PropertyGraph, row: usize) -> String {
    let kind = &graph.header.schema.kind(graph.nodes.kinds[row]).name;
    match (graph.value(row as u32, "description"), graph.value(row as u32, "summary")) {
        (Value::Text(more), _) | (_, Value::Text(more)) => html(&format!("{kind}: {more}")),
        _ => html(kind),
    }
}

fn html(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    escape::xml_text(&mut out, text);
    String::from_utf8_lossy(&out).replace('\n', "<br>")
}

fn numbers(sink: &mut Sink<'_>, graph: &PropertyGraph, row: u32, name: &str, columns: &[&str]) {
    sink.raw(",");
    sink.json(name);
    sink.raw(":{");
    let mut first = true;
    for column in columns {
        let Some(number) = graph.number(row, column).filter(|n| n.is_finite() && *n >= 0.0) else { continue };
        sink.raw(if first { "" } else { "," });
        first = false;
        sink.json(column);
        sink.raw(":");
        sink.real(number);
    }
    sink.raw("}");
}

fn link(sink: &mut Sink<'_>, graph: &PropertyGraph, row: usize) {
    sink.raw("{\"source_id\":");
    sink.json(&graph.nodes.ids[graph.edges.sources[row] as usize]);
    sink.raw(",\"target_id\":");
    sink.json(&graph.nodes.ids[graph.edges.targets[row] as usize]);
    sink.raw(",\"strength\":");
    sink.real(cell::weight(graph, row));
    sink.raw("}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columns::{Column, Values};
    use crate::export::sample;
    use crate::property_graph::ClusterCard;

    fn written(graph: &PropertyGraph) -> serde_json::Value {
        let mut out = Vec::new();
        write(graph, &ExportOptions::default(), &mut out).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn items_and_links_are_as_vosviewer_reads_them() {
        let file = written(&sample::small());
        let expected = serde_json::json!({
            "id": "signal:s", "label": "S", "description": "signal", "x": 1.0, "y": 0.0,
            "weights": {"mentions": 2.0}, "scores": {},
        });
        assert_eq!(file["network"]["items"][1], expected);
        let link = serde_json::json!({"source_id": "article:a", "target_id": "signal:s", "strength": 2.0});
        assert_eq!(file["network"]["links"][0], link);
    }

    #[test]
    fn of_more_than_a_thousand_clusters_the_smallest_are_one() {
        let mut graph = sample::synthetic(1_500, 10);
        graph.nodes.columns.retain(|column| column.name != "cluster");
        let ranks = Values::Integer((1..=1_500).map(Some).collect());
        graph.nodes.columns.push(Column { name: "cluster".into(), values: ranks });
        graph.clusters =
            (1..=1_500).map(|cluster| ClusterCard { cluster, ..ClusterCard::default() }).collect();
        let file = written(&graph);
        let clusters = file["network"]["clusters"].as_array().unwrap();
        assert_eq!(clusters.len(), 1_000);
        assert_eq!(clusters[998]["cluster"], 999);
        assert_eq!(clusters[999]["label"], "501 smaller clusters");
        assert_eq!(file["network"]["items"][1_499]["cluster"], 1_000);
        assert!(file["info"]["description"].as_str().unwrap().contains("501 smallest clusters are one"));
    }

    #[test]
    fn no_description_is_markup_and_no_script_is_a_link() {
        let text = written(&sample::hostile()).to_string();
        assert!(!text.contains("description\":\"signal: <") && !text.contains("\"url\":\"javascript"));
    }
}
