//! VOSviewer JSON: items with positions, cluster, weights and scores, and links.
//!
//! VOSviewer takes clusters 1 to 1,000: of more, the smallest are folded into number 1,000, whose label and the
//! file's description say so. Weights are sizes (never negative), scores are overlay colors. Descriptions are HTML to
//! VOSviewer Online, so they are escaped.

use std::io::{self, Write};

use super::sink::Sink;
use super::{ExportOptions, cell, escape, json};
use crate::property_graph::{ColumnView, EdgeRecord, NodeColumn, PropertyGraph};
use crate::remark::Remark;
use portent_graph::index::NodeRow;

/// Most clusters that VOSviewer takes.
const CLUSTERS: i64 = 1_000;
/// Columns that size items.
const WEIGHTS: &[NodeColumn] = &[
    NodeColumn::Degree,
    NodeColumn::Strength,
    NodeColumn::Articles,
    NodeColumn::Mentions,
    NodeColumn::Connections,
];
/// Columns that color items.
const SCORES: &[NodeColumn] = &[
    NodeColumn::RelevancyMean,
    NodeColumn::PageRank,
    NodeColumn::Betweenness,
    NodeColumn::Closeness,
    NodeColumn::Eigenvector,
];

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
    let texts = Texts::new(graph);
    json::list(&mut sink, "items", graph.nodes.rows(), |sink, row| item(sink, &texts, row))?;
    json::list(&mut sink, "links", graph.edges.records(), |sink, edge| link(sink, graph, edge))?;
    clusters(&mut sink, graph, folded)?;
    sink.buffer.truncate(sink.buffer.len() - ",\n".len());
    sink.raw("\n}\n}\n");
    sink.finish()
}

/// The clusters that have no number of their own.
pub(super) fn left_out(graph: &PropertyGraph, _: &ExportOptions) -> Option<Remark> {
    let clusters = folded(graph);
    (clusters > 0).then_some(Remark::ClustersFolded { clusters, most: CLUSTERS })
}

/// How many clusters have no number of their own.
fn folded(graph: &PropertyGraph) -> i64 {
    let cluster = graph.nodes.column::<i64>(NodeColumn::Cluster);
    let most = graph.nodes.rows().filter_map(|row| cluster.get(row)).max().unwrap_or(0);
    if most > CLUSTERS { most - CLUSTERS + 1 } else { 0 }
}

fn clusters(sink: &mut Sink<'_>, graph: &PropertyGraph, folded: i64) -> io::Result<()> {
    let own = graph.clusters.len().min(CLUSTERS as usize - usize::from(folded > 0));
    let length = own + usize::from(folded > 0);
    json::list(sink, "clusters", 0..length, |sink, i| {
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

/// The columns that items are made of, each looked up once.
struct Texts<'a> {
    graph: &'a PropertyGraph,
    description: ColumnView<'a, &'a str>,
    summary: ColumnView<'a, &'a str>,
    link: ColumnView<'a, &'a str>,
    cluster: ColumnView<'a, i64>,
    weights: Vec<(&'static str, ColumnView<'a, f64>)>,
    scores: Vec<(&'static str, ColumnView<'a, f64>)>,
}

impl<'a> Texts<'a> {
    fn new(graph: &'a PropertyGraph) -> Self {
        let nodes = &graph.nodes;
        let numbers = |columns: &[NodeColumn]| {
            columns.iter().map(|&column| (column.name(), nodes.column(column))).collect()
        };
        Self {
            graph,
            description: nodes.column(NodeColumn::Description),
            summary: nodes.column(NodeColumn::Summary),
            link: nodes.column(NodeColumn::Link),
            cluster: nodes.column(NodeColumn::Cluster),
            weights: numbers(WEIGHTS),
            scores: numbers(SCORES),
        }
    }

    fn description(&self, row: NodeRow) -> String {
        let kind = self.graph.kind_name(row);
        match self.description.get(row).or_else(|| self.summary.get(row)) {
            Some(more) => html(&format!("{kind}: {more}")),
            None => html(kind),
        }
    }
}

fn item(sink: &mut Sink<'_>, texts: &Texts<'_>, row: NodeRow) {
    let node = &texts.graph.nodes[row];
    sink.raw("{\"id\":");
    sink.json(&node.id);
    sink.raw(",\"label\":");
    sink.json(&node.label);
    sink.raw(",\"description\":");
    sink.json(&texts.description(row));
    if let Some(link) = texts.link.get(row).filter(|link| escape::is_web_link(link)) {
        sink.raw(",\"url\":");
        sink.json(link);
    }
    sink.raw(",\"x\":");
    sink.real(node.position[0]);
    sink.raw(",\"y\":");
    sink.real(node.position[1]);
    if let Some(cluster) = texts.cluster.get(row).filter(|cluster| *cluster >= 1) {
        sink.raw(",\"cluster\":");
        sink.integer(cluster.min(CLUSTERS));
    }
    numbers(sink, row, "weights", &texts.weights);
    numbers(sink, row, "scores", &texts.scores);
    sink.raw("}");
}

fn html(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    escape::xml_text(&mut out, text);
    String::from_utf8_lossy(&out).replace('\n', "<br>")
}

fn numbers(sink: &mut Sink<'_>, row: NodeRow, name: &str, columns: &[(&str, ColumnView<'_, f64>)]) {
    sink.raw(",");
    sink.json(name);
    sink.raw(":{");
    let mut separator = "";
    for (name, column) in columns {
        let Some(number) = column.get(row).filter(|n| n.is_finite() && *n >= 0.0) else { continue };
        sink.raw(separator);
        separator = ",";
        sink.json(name);
        sink.raw(":");
        sink.real(number);
    }
    sink.raw("}");
}

fn link(sink: &mut Sink<'_>, graph: &PropertyGraph, edge: &EdgeRecord) {
    sink.raw("{\"source_id\":");
    sink.json(&graph.nodes[edge.source].id);
    sink.raw(",\"target_id\":");
    sink.json(&graph.nodes[edge.target].id);
    sink.raw(",\"strength\":");
    sink.real(cell::weight(edge));
    sink.raw("}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columns::{Column, Values};
    use crate::export::sample;
    use crate::property_graph::{ClusterCard, NodeTable};

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
        let ranks = Values::Integer((1..=1_500).map(Some).collect());
        let cluster = Column::new("cluster", ranks);
        graph.nodes = NodeTable::new(graph.nodes.records().cloned()).with_columns([cluster]);
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

    // T6, T7: VOSviewer shows descriptions as markup.
    #[test]
    fn no_description_is_markup_and_no_script_is_a_link() {
        let text = written(&sample::hostile()).to_string();
        assert!(!text.contains("description\":\"signal: <") && !text.contains("\"url\":\"javascript"));
    }
}
