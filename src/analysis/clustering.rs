//! Finds the clusters of a graph and gathers what is known of each.

use crate::graph::occurrence::Occurrences;
use crate::graph::{Adjacency, Graph, NodeId, Subject};
use crate::parse::{Corpus, KindId};

use super::cluster::Partition;
use super::cluster::card::{CardInput, CardOptions, cards};
use super::cluster::inherit::{Inherited, Previous, inherit, start};
use super::cluster::leiden::{LeidenOptions, coarser, leiden};
use super::cluster::stability::{Stability, StabilityOptions, stability};
use super::cluster_card::ClusterCard;
use super::{AnalysisOptions, recurrence};

/// The parents of the clusters are sought at this part of their resolution.
const COARSER: f64 = 0.25;

/// The clusters of an earlier graph, from which the new ones take over keys and labels.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EarlierClusters {
    /// Id of each node.
    pub ids: Vec<String>,
    /// Cluster of each node, numbered from 0; `None` where it had none.
    pub cluster_of: Vec<Option<u32>>,
    /// Key of each cluster.
    pub keys: Vec<String>,
    /// Label of each cluster.
    pub labels: Vec<String>,
}

/// Clusters before they have names.
pub(super) struct Clusters {
    /// Finest level first; the last is the result.
    pub(super) levels: Vec<Partition>,
    /// The result put together once more.
    coarser: Partition,
    /// Where it was asked for.
    pub(super) stability: Option<Stability>,
}

/// Finds the clusters, their parents and, where asked for, how stable they are.
pub(super) fn clusters(graph: &Graph, adjacency: &Adjacency, options: &AnalysisOptions) -> Clusters {
    let first_groups =
        options.previous.as_ref().map(|earlier| with_earlier(earlier, |p| start(p, &ids(graph))));
    let own = LeidenOptions {
        resolution: options.resolution,
        seed: options.seed,
        start: first_groups,
        ..LeidenOptions::default()
    };
    let levels = leiden(adjacency, &own);
    let result = levels.last().cloned().unwrap_or_default();
    let above = LeidenOptions { resolution: own.resolution * COARSER, start: None, ..own.clone() };
    let stability =
        options.stability.map(|runs| stability(adjacency, &result, &StabilityOptions { runs, leiden: own }));
    Clusters { coarser: coarser(adjacency, &result, &above), levels, stability }
}

/// The cards of the result, and remarks.
pub(super) fn describe(
    (corpus, graph): (&Corpus, &Graph),
    occurrences: &Occurrences,
    (adjacency, pagerank): (&Adjacency, &[f64]),
    clusters: &Clusters,
    earlier: Option<&EarlierClusters>,
) -> (Vec<ClusterCard>, Vec<String>) {
    let Some(partition) = clusters.levels.last() else { return Default::default() };
    let ids = ids(graph);
    let inherited = earlier.map_or_else(Inherited::default, |earlier| {
        with_earlier(earlier, |previous| inherit(previous, &ids, &partition.cluster_of, partition.count))
    });
    let labels: Vec<&str> = graph.nodes.iter().map(|node| node.label.as_str()).collect();
    let kinds: Vec<KindId> = graph.nodes.iter().map(|node| node.kind).collect();
    let cards = cards(&CardInput {
        adjacency,
        partition,
        ids: &ids,
        labels: &labels,
        kinds: &kinds,
        schema: &corpus.schema,
        pagerank,
        articles: &articles(graph, occurrences),
        dates: &recurrence::article_dates(corpus, occurrences),
        coarser: Some(&clusters.coarser),
        stability: clusters.stability.as_ref(),
        kept: &inherited.names,
        options: &CardOptions::default(),
    });
    let stability = clusters.stability.as_ref().map(Stability::remark);
    (cards, inherited.remark().into_iter().chain(stability).collect())
}

fn ids(graph: &Graph) -> Vec<&str> {
    graph.nodes.iter().map(|node| node.id.as_str()).collect()
}

fn with_earlier<T>(earlier: &EarlierClusters, use_it: impl FnOnce(&Previous<'_>) -> T) -> T {
    let ids: Vec<&str> = earlier.ids.iter().map(String::as_str).collect();
    let keys: Vec<&str> = earlier.keys.iter().map(String::as_str).collect();
    let labels: Vec<&str> = earlier.labels.iter().map(String::as_str).collect();
    use_it(&Previous { ids: &ids, cluster_of: &earlier.cluster_of, keys: &keys, labels: &labels })
}

/// The articles that stand for each node: those of the graph, else those that mention its entities.
fn articles(graph: &Graph, occurrences: &Occurrences) -> Vec<(u32, u32)> {
    let nodes = || (0..).map(NodeId).zip(&graph.nodes);
    let own = nodes().filter_map(|(NodeId(at), node)| match node.subject {
        Subject::Article(article) => Some((at, occurrences.number_of[article.0 as usize])),
        _ => None,
    });
    let own: Vec<(u32, u32)> = own.collect();
    if !own.is_empty() {
        return own;
    }
    let of_entities = nodes().filter_map(|(NodeId(at), node)| match node.subject {
        Subject::Entity(entity) => Some((at, occurrences.articles.row(entity.0))),
        _ => None,
    });
    of_entities.flat_map(|(at, articles)| articles.iter().map(move |&article| (at, article))).collect()
}
