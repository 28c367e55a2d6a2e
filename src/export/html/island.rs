//! The data of the explorer page: the property graph, column by column, cut to the highest-ranked nodes.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::cluster_map::ClusterMap;
use crate::color;
use crate::columns::{Column, Value, Values};
use crate::parse::KindId;
use crate::property_graph::{
    Belonging, ClusterCard, ColumnView, EdgeColumn, NODE_COLUMNS, NodeColumn, NodeRef, PropertyGraph,
};
use crate::resolve::DuplicateMode;
use crate::resolve::normalize::normalize;
use portent_graph::index::{NodeRow, TiVec};

/// Columns with a place of their own on the page.
const PLACED: &[&str] = &[
    "cluster",
    "cluster_key",
    "cluster_label",
    "second_cluster",
    "second_membership",
    "link",
    "description",
    "summary",
    "path",
    "aliases",
    "merge_probability",
    "merge_pair",
    "merge_reasons",
];

/// What `explorer/src/model.js` reads.
#[derive(Serialize)]
pub(super) struct Island<'a> {
    version: u8,
    pub(super) title: String,
    generator: &'a str,
    note: Vec<String>,
    kinds: Vec<Kind<'a>>,
    relations: Vec<&'static str>,
    measures: Vec<Measure<'a>>,
    nodes: Nodes<'a>,
    edges: Edges,
    clusters: &'a [ClusterCard],
    #[serde(rename = "clusterMap")]
    cluster_map: ClusterMap,
    /// By place on the page: what is known of a merge.
    merges: BTreeMap<u32, Merge<'a>>,
    mentions: Mentions<'a>,
    /// Names that count as their entity although that is not certain, in the order of their first mentions.
    doubts: Vec<Doubt>,
    /// Whether the build linked duplicates and joined none.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    linked: bool,
}

/// One name of an entity: how certain it is that it names what the label names, and the places of its mentions on the
/// page.
#[derive(Serialize)]
struct Doubt(f64, Vec<usize>);

/// Why names became one entity: their least sure pair.
#[derive(Serialize)]
struct Merge<'a> {
    probability: f64,
    pair: &'a [String],
    reasons: &'a [String],
}

#[derive(Serialize)]
struct Kind<'a> {
    name: &'a str,
    plural: &'a str,
    color: String,
    shape: &'a str,
}

#[derive(Serialize)]
struct Measure<'a> {
    name: &'a str,
    summary: &'static str,
}

#[derive(Serialize)]
struct Nodes<'a> {
    id: Vec<&'a str>,
    label: Vec<&'a str>,
    kind: Vec<KindId>,
    x: Vec<f64>,
    y: Vec<f64>,
    cluster: Vec<i64>,
    /// The cluster whose color a node has; 0 where it belongs to none in particular.
    hue: Vec<i64>,
    /// Where each node belongs, in words.
    belongs: Vec<Option<String>>,
    first: Vec<Option<String>>,
    last: Vec<Option<String>>,
    link: Vec<Option<&'a str>>,
    text: Vec<Option<&'a str>>,
    aliases: Vec<&'a [String]>,
    facts: BTreeMap<&'a str, Vec<Option<&'a str>>>,
    lists: BTreeMap<&'a str, Vec<&'a [String]>>,
    measures: BTreeMap<&'a str, Vec<Option<f64>>>,
}

#[derive(Serialize)]
struct Edges {
    source: Vec<u32>,
    target: Vec<u32>,
    relation: Vec<u8>,
    weight: Vec<f64>,
    /// Which end of a `broader` edge is the broader one, by the row of the edge on the page: 0 the source, 1 the target.
    broader: BTreeMap<usize, u8>,
}

#[derive(Serialize, Default)]
struct Mentions<'a> {
    node: Vec<u32>,
    article: Vec<i64>,
    title: Vec<&'a str>,
    path: Vec<&'a str>,
    line: Vec<u32>,
    name: Vec<&'a str>,
    description: Vec<Option<&'a str>>,
}

impl<'a> Island<'a> {
    /// The page's data, cut to the `limit` highest-ranked nodes.
    pub(super) fn new(graph: &'a PropertyGraph, limit: usize) -> Self {
        let rows = shown_rows(graph, limit);
        let header = &graph.header;
        let (mentions, doubts) = mentions(graph, &rows);
        Self {
            version: 1,
            title: format!("portent: {} articles, {} nodes", header.articles, graph.node_count()),
            generator: &header.generator,
            note: notes(graph, rows.len()),
            kinds: kinds(graph),
            relations: crate::graph::Relation::ALL.iter().map(|relation| relation.name()).collect(),
            measures: measured(graph)
                .map(|(column, summary)| Measure { name: &column.name, summary })
                .collect(),
            nodes: nodes(graph, &rows),
            edges: edges(graph, &rows),
            clusters: &graph.clusters,
            cluster_map: ClusterMap::new(&graph.clusters),
            merges: merges(graph, &rows),
            mentions,
            doubts,
            linked: header.duplicates == DuplicateMode::Link,
        }
    }

    /// Labels and kinds of the first nodes, highest rank first.
    pub(super) fn first_labels(&self, count: usize) -> impl Iterator<Item = (&str, &str)> {
        let rank = self.nodes.measures.get("pagerank");
        let mut rows: Vec<usize> = (0..self.nodes.id.len()).collect();
        let value = |row: usize| rank.and_then(|rank| rank[row]).unwrap_or(0.0);
        rows.sort_by(|&a, &b| value(b).total_cmp(&value(a)).then(a.cmp(&b)));
        rows.truncate(count);
        rows.into_iter()
            .map(|row| (self.nodes.label[row], self.kinds[usize::from(self.nodes.kind[row])].name))
    }
}

/// The highest-ranked rows (ties: the smaller), in the order of the file.
fn shown_rows(graph: &PropertyGraph, limit: usize) -> Vec<NodeRow> {
    let mut rows: Vec<NodeRow> = graph.nodes.rows().collect();
    if rows.len() > limit {
        let column = graph.nodes.column::<f64>(NodeColumn::PageRank);
        let rank = |row: NodeRow| column.get(row).unwrap_or(0.0);
        rows.sort_by(|&a, &b| rank(b).total_cmp(&rank(a)).then(a.cmp(&b)));
        rows.truncate(limit);
        rows.sort_unstable();
    }
    rows
}

fn notes(graph: &PropertyGraph, shown: usize) -> Vec<String> {
    let mut notes = vec![format!("{}.", graph.header.generator)];
    if shown < graph.node_count() {
        let (shown, all) = (shown, graph.node_count());
        notes.push(format!(
            "This page holds the {shown} highest-ranked of {all} nodes; the cluster map and the cards count them all. GEXF or GraphML hold the rest."
        ));
    }
    notes
}

fn kinds(graph: &PropertyGraph) -> Vec<Kind<'_>> {
    graph
        .header
        .schema
        .kinds
        .iter()
        .map(|kind| Kind {
            name: &kind.name,
            plural: &kind.plural,
            color: color::hex(kind.color),
            shape: &kind.shape,
        })
        .collect()
}

/// Numeric columns that hold something, with their summaries, in the order of the file.
fn measured(graph: &PropertyGraph) -> impl Iterator<Item = (&Column, &'static str)> {
    let numeric = |column: &&Column| matches!(*column.values, Values::Integer(_) | Values::Real(_));
    let filled =
        |column: &&Column| (0..column.values.len()).any(|row| column.values.get(row) != Value::Missing);
    graph
        .nodes
        .columns()
        .iter()
        .filter(numeric)
        .filter(|c| !PLACED.contains(&c.name.as_str()))
        .filter(filled)
        .map(|column| {
            let spec = NODE_COLUMNS.iter().find(|spec| spec.name == column.name);
            (column, spec.map_or("", |spec| spec.summary))
        })
}

fn nodes<'a>(graph: &'a PropertyGraph, rows: &[NodeRow]) -> Nodes<'a> {
    let records = || rows.iter().map(|&row| &graph.nodes[row]);
    let cluster = graph.nodes.column::<i64>(NodeColumn::Cluster);
    let description = graph.nodes.column::<&str>(NodeColumn::Description);
    let summary = graph.nodes.column::<&str>(NodeColumn::Summary);
    let belonging = Belonging::of(graph);
    let aliases = graph.nodes.column::<&[String]>(NodeColumn::Aliases);
    Nodes {
        id: records().map(|node| node.id.as_str()).collect(),
        label: records().map(|node| node.label.as_str()).collect(),
        kind: records().map(|node| node.kind).collect(),
        x: records().map(|node| node.position[0]).collect(),
        y: records().map(|node| node.position[1]).collect(),
        cluster: rows.iter().map(|&row| cluster.get(row).unwrap_or(0)).collect(),
        hue: rows.iter().map(|&row| belonging.color(row)).collect(),
        belongs: rows.iter().map(|&row| belonging.told(row)).collect(),
        first: days(graph.nodes.column(NodeColumn::FirstSeen), rows),
        last: days(graph.nodes.column(NodeColumn::LastSeen), rows),
        link: texts(graph.nodes.column(NodeColumn::Link), rows),
        text: rows.iter().map(|&row| description.get(row).or(summary.get(row))).collect(),
        aliases: rows.iter().map(|&row| aliases.get(row).unwrap_or_default()).collect(),
        lists: lists(graph, rows),
        facts: facts(graph).map(|name| (name, texts(graph.nodes.column(name), rows))).collect(),
        measures: measured(graph)
            .map(|(column, _)| {
                let values = graph.nodes.column::<f64>(&column.name);
                (column.name.as_str(), rows.iter().map(|&row| values.get(row)).collect())
            })
            .collect(),
    }
}

/// Text columns that the page lists as they are.
fn facts(graph: &PropertyGraph) -> impl Iterator<Item = &str> {
    let plain = |column: &&Column| {
        matches!(*column.values, Values::Text(_)) && !PLACED.contains(&column.name.as_str())
    };
    graph.nodes.columns().iter().filter(plain).map(|column| column.name.as_str())
}

/// List columns without a place of their own.
fn lists<'a>(graph: &'a PropertyGraph, rows: &[NodeRow]) -> BTreeMap<&'a str, Vec<&'a [String]>> {
    let free = |column: &&Column| {
        matches!(*column.values, Values::List(_)) && !PLACED.contains(&column.name.as_str())
    };
    let columns = graph.nodes.columns().iter().filter(free);
    columns
        .map(|column| {
            let values = graph.nodes.column::<&[String]>(&column.name);
            (column.name.as_str(), rows.iter().map(|&row| values.get(row).unwrap_or_default()).collect())
        })
        .collect()
}

fn texts<'a>(column: ColumnView<'a, &'a str>, rows: &[NodeRow]) -> Vec<Option<&'a str>> {
    rows.iter().map(|&row| column.get(row)).collect()
}

fn days(column: ColumnView<'_, Date>, rows: &[NodeRow]) -> Vec<Option<String>> {
    rows.iter().map(|&row| column.get(row).map(|day| day.to_string())).collect()
}

fn merges<'a>(graph: &'a PropertyGraph, rows: &[NodeRow]) -> BTreeMap<u32, Merge<'a>> {
    let probability = graph.nodes.column::<f64>(NodeColumn::MergeProbability);
    let pair = graph.nodes.column::<&[String]>(NodeColumn::MergePair);
    let reasons = graph.nodes.column::<&[String]>(NodeColumn::MergeReasons);
    let merge = |(at, &row): (u32, &NodeRow)| {
        let probability = probability.get(row)?;
        let [pair, reasons] = [pair, reasons].map(|column| column.get(row).unwrap_or_default());
        Some((at, Merge { probability, pair, reasons }))
    };
    (0u32..).zip(rows).filter_map(merge).collect()
}

/// Edges between shown nodes, by their place on the page.
fn edges(graph: &PropertyGraph, rows: &[NodeRow]) -> Edges {
    let place = places(rows, graph.node_count());
    let mut shown =
        Edges { source: vec![], target: vec![], relation: vec![], weight: vec![], broader: BTreeMap::new() };
    let broader_end = graph.edges.column::<&str>(EdgeColumn::BroaderEnd);
    for (row, edge) in graph.edges.iter() {
        if let [Some(source), Some(target)] = edge.ends().map(|end| place[end]) {
            let broader = broader_end.get(row);
            let end =
                broader.and_then(|id| (0..).zip(edge.ends()).find(|&(_, end)| graph.nodes[end].id == id));
            shown.broader.extend(end.map(|(end, _)| (shown.source.len(), end)));
            shown.source.push(source);
            shown.target.push(target);
            shown.relation.push(edge.relation as u8);
            shown.weight.push(edge.weight);
        }
    }
    shown
}

/// The place on the page of each row of the file.
fn places(rows: &[NodeRow], count: usize) -> TiVec<NodeRow, Option<u32>> {
    let mut place: TiVec<NodeRow, Option<u32>> = vec![None; count].into();
    for (at, &row) in (0u32..).zip(rows) {
        place[row] = Some(at);
    }
    place
}

/// The mentions of shown nodes, and the names among them that are not certain. m log m in the uncertain mentions.
fn mentions<'a>(graph: &'a PropertyGraph, rows: &[NodeRow]) -> (Mentions<'a>, Vec<Doubt>) {
    let places = places(rows, graph.node_count());
    let mut shown = Mentions::default();
    let mut doubts: BTreeMap<(u32, String, u64), Vec<usize>> = BTreeMap::new();
    for mention in &graph.mentions {
        let place = |node: NodeRef| node.row().and_then(|row| places[row]);
        let Some(node) = place(mention.entity) else { continue };
        if mention.certainty < 1.0 {
            // Mentions that a decision parted from equal names differ in certainty alone.
            let name = (node, normalize(&mention.name), mention.certainty.to_bits());
            doubts.entry(name).or_default().push(shown.node.len());
        }
        let article = place(mention.article);
        shown.node.push(node);
        shown.article.push(article.map_or(-1, i64::from));
        shown.title.push(if article.is_some() { "" } else { &mention.path });
        shown.path.push(&mention.path);
        shown.line.push(mention.line);
        shown.name.push(&mention.name);
        shown.description.push(mention.description.as_deref());
    }
    let doubts = doubts.into_iter().map(|((_, _, certainty), own)| Doubt(f64::from_bits(certainty), own));
    let mut doubts: Vec<Doubt> = doubts.collect();
    doubts.sort_by(|a, b| a.1.cmp(&b.1));
    (shown, doubts)
}
