//! Brings all results together in typed columns.

mod mentions;

use super::fill::from_stages::Stages;
use super::{
    EdgeColumn, EdgeRecord, EdgeTable, Header, NodeColumn, NodeRecord, NodeTable, Parts, PropertyGraph,
    attributes, node_columns, pages, trends,
};
use crate::analysis::cluster::ClusterId;
use crate::analysis::trend::TrendOptions;
use crate::columns::{Column, Values};
use crate::graph::{Graph, Relation, View};
use crate::parse::{ArticleId, Corpus};
use crate::remark::Remark;
use crate::resolve::{DuplicateMode, Entity};
use crate::shared_text::Text;
use portent_graph::index::{NodeRow, TiSlice, TiVec};
use portent_graph::layout::Layout;
use portent_graph::layout::apart::{ApartOptions, apart};
use portent_graph::layout::packed::packed;
use portent_graph::parallel;

/// Diameter of the least and of the greatest node.
pub(super) const DIAMETERS: (f64, f64) = (4.0, 60.0);

/// What the header says beyond the results themselves.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settings {
    /// Which view is written.
    pub view: View,
    /// What became of duplicates.
    pub duplicates: DuplicateMode,
    /// Where nodes stand.
    pub layout: Layout,
    /// Seed of everything random.
    pub seed: u64,
    /// Remarks of the view.
    pub remarks: Vec<Remark>,
    /// How trends are measured; default not at all.
    pub trends: Option<TrendOptions>,
}

/// Assembles the typed result.
///
/// Nodes and edges are those of the view, in its order. A node's diameter grows with the square root of its PageRank,
/// from 4 to 60; its color is that of its kind; its place is that of the layout. Mentions are those of the
/// entities in the view, and trends are measured on them. Columns without any value are left out.
/// O(nodes log nodes + edges + mentions log mentions).
#[must_use]
pub fn assemble(parts: &Parts<'_>, settings: Settings) -> PropertyGraph {
    let (nodes, (mentions, trends)) = parallel::join(
        || nodes(parts, settings.layout),
        || {
            let mentions = mentions::mentions(parts);
            let trends = settings.trends.map(|options| trends::measured(parts, &mentions, &options));
            (mentions, trends)
        },
    );
    let mut header = header(parts, settings);
    let (mut columns, shared) = attributes::columns(parts);
    header.remarks.extend(shared);
    if let Some(trends) = trends {
        header.measures.extend(trends.statements);
        header.remarks.push(trends.coverage);
        columns.splice(0..0, trends.columns);
    }
    let nodes = nodes.with_columns(columns);
    PropertyGraph {
        header,
        records: pages::records(parts, &nodes),
        nodes,
        edges: edges(parts.view),
        clusters: parts.analysis.cards.clone(),
        mentions,
        diagnostics: parts.corpus.diagnostics.clone(),
    }
}

fn header(parts: &Parts<'_>, settings: Settings) -> Header {
    let Parts { corpus, resolution, analysis, .. } = parts;
    let dated = corpus.article_ids().filter(|&id| corpus.date_of(id).is_some());
    let count = |test: &dyn Fn(&crate::parse::Article) -> bool| {
        corpus.articles.iter().filter(|article| test(article)).count() as u64
    };
    let read = corpus.remarks.iter().cloned();
    let resolved = resolution.remarks.iter().cloned();
    let analyzed = analysis.remarks.iter().cloned();
    Header {
        generator: concat!("portent ", env!("CARGO_PKG_VERSION")).into(),
        view: settings.view.into(),
        duplicates: settings.duplicates.into(),
        layout: settings.layout.into(),
        relations: analysis.relations.clone(),
        measures: methods().chain(analysis.measures.clone()).collect(),
        seed: settings.seed,
        modularity: analysis.levels.last().map_or(0.0, |partition| partition.modularity),
        articles: corpus.articles.len() as u64,
        distinct_articles: count(&|article| article.copy_of.is_none()),
        compilations: compilations(corpus),
        dated_articles: dated.count() as u64,
        rows: corpus.rows,
        bullets: corpus.counts.bullets,
        keys: corpus.keys,
        mentions: corpus.mentions.len() as u64,
        names: resolution.names.len() as u64,
        entities: resolution.entities.len() as u64,
        expected_wrong_merges: (settings.duplicates == DuplicateMode::Merge)
            .then(|| rounded(resolution.entities.iter().map(Entity::expected_wrong).sum())),
        remarks: read.chain(resolved).chain(settings.remarks).chain(analyzed).collect(),
        closest: None,
        part: None,
        schema: corpus.schema.clone(),
    }
}

/// Articles with a row that repeats another.
fn compilations(corpus: &Corpus) -> u64 {
    let mut articles: Vec<ArticleId> =
        corpus.repeats.keys().map(|&mention| corpus.mentions[mention].article).collect();
    articles.dedup();
    articles.len() as u64
}

/// How the measures are computed that have no choices.
fn methods() -> impl Iterator<Item = (String, String)> {
    NodeColumn::ALL.iter().filter_map(|column| Some((column.name().into(), column.measure().method?.into())))
}

fn nodes(parts: &Parts<'_>, layout: Layout) -> NodeTable {
    let diameters = diameters(&parts.analysis.pagerank);
    let alone = TiVec::new();
    let clusters = parts.analysis.levels.last().map_or(&alone, |partition| &partition.cluster_of);
    let positions = positions(parts.view, clusters, &diameters, layout);
    let places = positions.into_iter().zip(diameters);
    let records = parts.view.nodes.iter().zip(places).map(|(node, (position, diameter))| NodeRecord {
        id: (&node.id).into(),
        kind: node.kind,
        label: (&node.label).into(),
        position: position.map(rounded),
        radius: diameter / 2.0,
        color: parts.corpus.schema.kind(node.kind).color,
    });
    NodeTable::new(records).with_columns(node_columns::from_stages(&Stages::new(parts)))
}

/// Edges that are not measured pull too, at a third of their weight, so that editions stand by their articles.
fn positions(
    view: &Graph,
    clusters: &TiSlice<NodeRow, ClusterId>,
    diameters: &[f64],
    layout: Layout,
) -> TiVec<NodeRow, [f64; 2]> {
    let diameters = TiSlice::from_ref(diameters);
    match layout {
        Layout::Packed => packed(clusters, diameters),
        Layout::Force => {
            let factor = |relation: Relation| if relation.measured_by_default() { 1.0 } else { 1.0 / 3.0 };
            apart(&view.adjacency(factor), clusters, diameters, &ApartOptions::default())
        }
    }
}

/// Areas follow the rank, as the eye compares areas.
fn diameters(rank: &[f64]) -> Vec<f64> {
    let greatest = rank.iter().copied().fold(0.0, f64::max);
    let (least, most) = DIAMETERS;
    let share = |value: f64| if greatest > 0.0 { (value / greatest).sqrt() } else { 0.0 };
    rank.iter().map(|&value| rounded(least + (most - least) * share(value))).collect()
}

/// Two decimals: nobody reads more, and files are shorter.
pub(super) fn rounded(number: f64) -> f64 {
    // Adding 0 makes -0 a plain 0.
    (number * 100.0).round() / 100.0 + 0.0
}

fn edges(view: &Graph) -> EdgeTable {
    let records = view.edges.iter().map(|edge| EdgeRecord {
        source: edge.source,
        target: edge.target,
        relation: edge.relation,
        weight: edge.weight,
    });
    let counts: Vec<Option<i64>> = view.edges.iter().map(|edge| edge.count.map(i64::from)).collect();
    let counted = counts.iter().any(Option::is_some);
    let count = Column::new(EdgeColumn::Count.name(), Values::Integer(counts));
    EdgeTable::new(records).with_columns(counted.then_some(count).into_iter().chain(broader_ends(view)))
}

/// The ids of the broader ends; none where no edge has one.
fn broader_ends(view: &Graph) -> Option<Column> {
    let id = |row: NodeRow| Text::from(&view.nodes[row].id);
    let ids: Vec<Option<Text>> = view.edges.iter().map(|edge| edge.broader_end.map(id)).collect();
    let is_told = ids.iter().any(Option::is_some);
    is_told.then(|| Column::new(EdgeColumn::BroaderEnd.name(), Values::Text(ids)))
}

#[cfg(test)]
mod tests;
