//! What the clusters of a graph of articles are called and hold.
//!
//! 1. [`leiden`] finds the clusters, and finer levels inside them; [`modularity`] says how good a partition is and
//!    [`stability`] how much of it chance decided, also by comparison with the random graphs of [`chance`];
//!    [`membership`] says how far a node stands in its cluster.
//! 2. [`label`] names a cluster; [`card`] gathers what is known of it.
//! 3. [`mod@inherit`] carries clusters, keys and labels over from an earlier graph; [`given`] reads the labels that a person
//!    gives.

pub mod card;
pub mod given;
pub mod inherit;
pub mod label;

pub use portent_graph::cluster::{ClusterId, Partition, chance, leiden, membership, modularity, stability};

use super::{AnalysisOptions, recurrence};
use crate::graph::occurrence::{DistinctArticle, Occurrences};
use crate::graph::{Adjacency, Graph, Subject};
use crate::parse::{Corpus, KindId};
use crate::remark::Remark;
use card::{CardInput, CardOptions, ClusterCard, cards};
use inherit::{Inherited, inherit, start};
use leiden::{LeidenOptions, Ordered, ordered_coarser, ordered_levels};
use membership::{Membership, memberships};
use portent_graph::csr::Csr;
use portent_graph::index::{NodeRow, TiSlice, TiVec};
use stability::{Stability, StabilityOptions};

/// The parents of the clusters are sought at this part of their resolution.
const COARSER: f64 = 0.25;

/// Clusters before they have names.
pub(super) struct Clusters {
    /// Finest level first; the last is the result.
    pub(super) levels: Vec<Partition>,
    /// The result put together once more.
    coarser: Partition,
    /// How far each node stands in its cluster of the result.
    pub(super) membership: TiVec<NodeRow, Option<Membership>>,
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
    let stability = options
        .stability
        .map(|runs| stability::stability(adjacency, &result, &StabilityOptions { runs, leiden: own }));
    let coarser = ordered_coarser(&ordered, &result, &above);
    Clusters { coarser, membership: memberships(adjacency, &result), levels, stability }
}

/// The cards of the result, and remarks.
pub(super) fn describe(
    (corpus, graph): (&Corpus, &Graph),
    occurrences: &Occurrences,
    (adjacency, pagerank): (&Adjacency, &TiSlice<NodeRow, f64>),
    clusters: &Clusters,
    options: &AnalysisOptions,
) -> (Vec<ClusterCard>, Vec<Remark>) {
    let Some(partition) = clusters.levels.last() else { return Default::default() };
    let ids = ids(graph);
    let earlier = options.previous.as_ref();
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
        membership: &clusters.membership,
        articles: &articles(graph, occurrences),
        mentioned_in: &mentioned_in(graph, occurrences),
        dates: &recurrence::article_dates(corpus, occurrences),
        coarser: Some(&clusters.coarser),
        stability: clusters.stability.as_ref(),
        kept: &inherited.names,
        given: options.labels.as_ref(),
        options: &CardOptions::default(),
    });
    let stability = clusters.stability.as_ref().map(Remark::from);
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

/// The articles that mention each node; an article itself.
fn mentioned_in(graph: &Graph, occurrences: &Occurrences) -> Csr<NodeRow, DistinctArticle> {
    Csr::filled(graph.nodes.len(), |node: NodeRow, articles| match graph.nodes[node].subject {
        Subject::Article(article) => articles.push(occurrences.number_of[usize::from(article)]),
        Subject::Entity(entity) => articles.extend(&occurrences.articles[entity]),
        _ => {}
    })
}

#[cfg(test)]
#[allow(dead_code)] // shared with the tests of portent-graph, which use all of it
#[path = "../../../crates/portent-graph/src/cluster/samples.rs"]
mod samples;
