//! Finds the clusters of a graph and gathers what is known of each.

use crate::graph::occurrence::{DistinctArticle, Occurrences};
use crate::graph::{Adjacency, Graph, Subject};
use crate::index::{NodeRow, TiSlice, TiVec};
use crate::parse::{Corpus, KindId};

use super::cluster::Partition;
use super::cluster::card::{CardInput, CardOptions, cards};
use super::cluster::inherit::{Inherited, Previous, inherit, start};
use super::cluster::leiden::{LeidenOptions, Ordered, ordered_coarser, ordered_levels};
use super::cluster::stability::{Stability, StabilityOptions, stability};
use super::cluster::stability_remark::stability_remark;
use super::cluster_card::ClusterCard;
use super::{AnalysisOptions, recurrence};

/// The parents of the clusters are sought at this part of their resolution.
const COARSER: f64 = 0.25;

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
    let first_groups = options.previous.as_ref().map(|earlier| start(earlier, &ids(graph).raw));
    let own = LeidenOptions {
        resolution: options.resolution,
        seed: options.seed,
        start: first_groups,
        ..LeidenOptions::default()
    };
    let ordered = Ordered::new(adjacency);
    let levels = ordered_levels(&ordered, &own);
    let result = levels.last().cloned().unwrap_or_default();
    let above = LeidenOptions { resolution: own.resolution * COARSER, start: None, ..own.clone() };
    let stability =
        options.stability.map(|runs| stability(adjacency, &result, &StabilityOptions { runs, leiden: own }));
    Clusters { coarser: ordered_coarser(&ordered, &result, &above), levels, stability }
}

/// The cards of the result, and remarks.
pub(super) fn describe(
    (corpus, graph): (&Corpus, &Graph),
    occurrences: &Occurrences,
    (adjacency, pagerank): (&Adjacency, &TiSlice<NodeRow, f64>),
    clusters: &Clusters,
    earlier: Option<&Previous>,
) -> (Vec<ClusterCard>, Vec<String>) {
    let Some(partition) = clusters.levels.last() else { return Default::default() };
    let ids = ids(graph);
    let inherited = earlier.map_or_else(Inherited::default, |earlier| inherit(earlier, &ids.raw, partition));
    let labels: TiVec<NodeRow, &str> = graph.nodes.iter().map(|node| node.label.as_str()).collect();
    let kinds: TiVec<NodeRow, KindId> = graph.nodes.iter().map(|node| node.kind).collect();
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
    let stability = clusters.stability.as_ref().map(stability_remark);
    (cards, inherited.remark().into_iter().chain(stability).collect())
}

fn ids(graph: &Graph) -> TiVec<NodeRow, &str> {
    graph.nodes.iter().map(|node| node.id.as_str()).collect()
}

/// The articles that stand for each node: those of the graph, else those that mention its entities.
fn articles(graph: &Graph, occurrences: &Occurrences) -> Vec<(NodeRow, DistinctArticle)> {
    let nodes = || NodeRow::first(graph.nodes.len()).zip(&graph.nodes);
    let own = nodes().filter_map(|(at, node)| match node.subject {
        Subject::Article(article) => Some((at, occurrences.number_of[usize::from(article)])),
        _ => None,
    });
    let own: Vec<(NodeRow, DistinctArticle)> = own.collect();
    if !own.is_empty() {
        return own;
    }
    let of_entities = nodes().filter_map(|(at, node)| match node.subject {
        Subject::Entity(entity) => Some((at, &occurrences.articles[entity])),
        _ => None,
    });
    of_entities.flat_map(|(at, articles)| articles.iter().map(move |&article| (at, article))).collect()
}
