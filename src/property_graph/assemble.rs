//! Brings all results together in typed columns.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{EdgeTable, Header, MentionRecord, NodeTable, PropertyGraph, node_columns};
use crate::analysis::Analysis;
use crate::analysis::cluster::ClusterId;
use crate::analysis::recurrence::axis_date;
use crate::columns::{Column, Values};
use crate::graph::{Graph, Relation, build};
use crate::index::{NodeRow, TiSlice, TiVec};
use crate::layout::Layout;
use crate::layout::apart::{ApartOptions, apart};
use crate::layout::packed::packed;
use crate::parse::{ArticleId, Corpus, Mention};
use crate::resolve::{EntityId, Resolution};

/// Diameter of the least and of the greatest node.
const DIAMETERS: (f64, f64) = (4.0, 60.0);

/// The results of all stages.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    /// What was read.
    pub corpus: &'a Corpus,
    /// Which names are one thing.
    pub resolution: &'a Resolution,
    /// The full graph, which gives the ids of articles that the view does not hold.
    pub graph: &'a Graph,
    /// The view that is written: the full graph itself or a part of it.
    pub view: &'a Graph,
    /// The measures and clusters of the view.
    pub analysis: &'a Analysis,
}

/// What the header says beyond the results themselves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// `full` or `concepts`.
    pub view: String,
    /// `merge`, `link` or `off`.
    pub duplicates: String,
    /// Where nodes stand.
    pub layout: Layout,
    /// Seed of everything random.
    pub seed: u64,
    /// Remarks of the view.
    pub remarks: Vec<String>,
}

/// Assembles the typed result.
///
/// Nodes and edges are those of the view, in its order. A node's diameter grows with the square root of its PageRank,
/// from 4 to 60; its colour is that of its kind; its place is that of the layout. Mentions are those of the
/// entities in the view. Columns without any value are left out. O(nodes log nodes + edges + mentions).
#[must_use]
pub fn assemble(parts: &Parts<'_>, settings: Settings) -> PropertyGraph {
    let (nodes, mentions) = rayon::join(|| nodes(parts, settings.layout), || mentions(parts));
    PropertyGraph {
        header: header(parts, settings),
        nodes,
        edges: edges(parts.view),
        clusters: parts.analysis.cards.clone(),
        mentions,
        diagnostics: parts.corpus.diagnostics.clone(),
    }
}

fn header(parts: &Parts<'_>, settings: Settings) -> Header {
    let Parts { corpus, resolution, analysis, .. } = parts;
    let dated = |edition: Option<crate::parse::EditionId>| {
        edition.is_some_and(|id| corpus.editions[id.0 as usize].date.is_some())
    };
    let count = |test: &dyn Fn(&crate::parse::Article) -> bool| {
        corpus.articles.iter().filter(|article| test(article)).count() as u64
    };
    let remarks = [&resolution.remarks, &settings.remarks, &analysis.remarks];
    Header {
        generator: concat!("portent ", env!("CARGO_PKG_VERSION")).into(),
        view: settings.view,
        duplicates: settings.duplicates,
        layout: settings.layout.name().into(),
        relations: analysis.relations.clone(),
        measures: analysis.measures.clone(),
        seed: settings.seed,
        modularity: analysis.levels.last().map_or(0.0, |partition| partition.modularity),
        articles: corpus.articles.len() as u64,
        distinct_articles: count(&|article| article.copy_of.is_none()),
        dated_articles: count(&|article| dated(article.edition)),
        rows: corpus.rows,
        mentions: corpus.mentions.len() as u64,
        names: resolution.names.len() as u64,
        entities: resolution.entities.len() as u64,
        remarks: remarks.into_iter().flatten().cloned().collect(),
        schema: corpus.schema.clone(),
    }
}

fn nodes(parts: &Parts<'_>, layout: Layout) -> NodeTable {
    let nodes = &parts.view.nodes;
    let sizes = sizes(&parts.analysis.pagerank);
    let alone = TiVec::new();
    let clusters = parts.analysis.levels.last().map_or(&alone, |partition| &partition.cluster_of);
    NodeTable {
        ids: nodes.iter().map(|node| node.id.clone()).collect(),
        kinds: nodes.iter().map(|node| node.kind).collect(),
        labels: nodes.iter().map(|node| node.label.clone()).collect(),
        positions: positions(parts.view, clusters, &sizes, layout)
            .into_iter()
            .map(|place| place.map(rounded))
            .collect(),
        colors: nodes.iter().map(|node| parts.corpus.schema.kind(node.kind).color).collect(),
        sizes,
        columns: node_columns::node_columns(parts),
    }
}

/// Edges that are not measured pull too, at a third of their weight, so that editions stand by their articles.
fn positions(
    view: &Graph,
    clusters: &TiSlice<NodeRow, ClusterId>,
    sizes: &[f64],
    layout: Layout,
) -> TiVec<NodeRow, [f64; 2]> {
    let sizes = TiSlice::from_ref(sizes);
    match layout {
        Layout::Packed => packed(clusters, sizes),
        Layout::Force => {
            let factor = |relation: Relation| if relation.measured_by_default() { 1.0 } else { 1.0 / 3.0 };
            apart(&view.adjacency(factor), clusters, sizes, &ApartOptions::default())
        }
    }
}

/// Diameters: areas follow the rank, as the eye compares areas.
fn sizes(rank: &[f64]) -> Vec<f64> {
    let greatest = rank.iter().copied().fold(0.0, f64::max);
    let (least, most) = DIAMETERS;
    let share = |value: f64| if greatest > 0.0 { (value / greatest).sqrt() } else { 0.0 };
    rank.iter().map(|&value| rounded(least + (most - least) * share(value))).collect()
}

/// Two decimals: a picture shows no more, and files are shorter.
fn rounded(length: f64) -> f64 {
    // Adding 0 makes -0 a plain 0.
    (length * 100.0).round() / 100.0 + 0.0
}

fn edges(view: &Graph) -> EdgeTable {
    let edges = &view.edges;
    let counts: Vec<Option<i64>> = edges.iter().map(|edge| edge.count.map(i64::from)).collect();
    let counted = counts.iter().any(Option::is_some);
    let count = Column { name: "count".into(), values: Values::Integer(counts) };
    EdgeTable {
        sources: edges.iter().map(|edge| edge.source.0).collect(),
        targets: edges.iter().map(|edge| edge.target.0).collect(),
        relations: edges.iter().map(|edge| edge.relation).collect(),
        weights: edges.iter().map(|edge| edge.weight).collect(),
        columns: if counted { vec![count] } else { Vec::new() },
    }
}

/// One record a mention whose entity is in the view.
fn mentions(parts: &Parts<'_>) -> Vec<MentionRecord> {
    let Parts { corpus, resolution, graph, view, .. } = parts;
    let mut shown = vec![view.nodes.len() == graph.nodes.len(); resolution.entities.len()];
    for node in &view.nodes {
        if let crate::graph::Subject::Entity(EntityId(entity)) = node.subject {
            shown[entity as usize] = true;
        }
    }
    let said = corpus.mentions.iter().zip(&resolution.name_of);
    let said = said.map(|(mention, name)| (mention, resolution.entity_of[name.0 as usize]));
    let said: Vec<(&Mention, EntityId)> = said.filter(|(_, entity)| shown[entity.0 as usize]).collect();
    said.par_iter().map(|&(mention, entity)| record(parts, mention, entity)).collect()
}

fn record(parts: &Parts<'_>, mention: &Mention, entity: EntityId) -> MentionRecord {
    let Parts { corpus, graph, .. } = parts;
    let ArticleId(at) = mention.article;
    let article = &corpus.articles[at as usize];
    let attributes =
        mention.attributes.iter().map(|(name, value)| (name.clone().into_owned(), value.clone()));
    MentionRecord {
        article: graph.nodes[at as usize].id.clone(),
        copy_of: article.copy_of.map(|ArticleId(copied)| graph.nodes[copied as usize].id.clone()),
        path: article.path.clone(),
        line: mention.line,
        kind: corpus.schema.kind(mention.kind).name.clone(),
        name: mention.name.clone(),
        description: mention.description.clone(),
        relevancy: mention.relevancy,
        attributes: attributes.collect::<BTreeMap<_, _>>(),
        entity: graph.nodes[build::entity_node(corpus, entity).0 as usize].id.clone(),
        date: article.edition.and_then(|edition| axis_date(corpus, edition)),
        category: article.category.clone(),
    }
}

#[cfg(test)]
mod tests;
