//! Harmonic closeness: how near a node is to all others.
//!
//! 1. Leaves are folded: a leaf is one step behind its neighbor, so only the other nodes are searched (`folded`).
//! 2. Hops: breadth-first searches from 512 sources at a time, one bit each (`bits`).
//!    Weighted paths: Dijkstra's algorithm from each source (`weighted`).

mod bits;
mod folded;
mod weighted;

use super::{Centrality, Distances, Effort, Estimate, Method, estimate::draws_needed};
use crate::Adjacency;
use crate::index::{NodeRow, TiVec};
use crate::random::Random;
use folded::Folded;

/// What the registry says of it.
pub const CENTRALITY: Centrality = Centrality {
    name: "closeness",
    summary: "sum over all other nodes of 1 / distance (harmonic, not normalized)",
    paper: "Boldi, Vigna, Axioms for centrality, Internet Mathematics 10(3-4), 2014, \
            doi:10.1080/15427951.2013.865686",
};

/// How closeness is computed.
#[derive(Debug, Clone, PartialEq)]
pub struct ClosenessOptions {
    /// Exact or sampled. Default auto.
    pub effort: Effort,
    /// What the length of a path is. Default hops.
    pub distances: Distances,
    /// `Effort::Auto` is exact up to this work: sources times arcs, once leaves are folded, over 64 for hops.
    /// Default 1e8, about half a second of one core.
    pub exact_work: f64,
    /// Sampled: the largest error of a value, as part of nodes / shortest edge. Default 0.05.
    pub epsilon: f64,
    /// Sampled: the chance that some value is further off. Default 0.1.
    pub delta: f64,
    /// Sampled: the seed of the draw. Default 1.
    pub seed: u64,
}

impl Default for ClosenessOptions {
    fn default() -> Self {
        Self {
            effort: Effort::Auto,
            distances: Distances::Hops,
            exact_work: 1e8,
            epsilon: 0.05,
            delta: 0.1,
            seed: 1,
        }
    }
}

/// Harmonic closeness of each node: the sum over all other nodes of 1 / distance, not normalized; nodes that cannot
/// be reached count 0, so that disconnected graphs need no special rule and isolated nodes have 0.
///
/// With [`Distances::Weighted`] an edge has length 1 / weight. Exact: O(cores * edges * diameter / 64) for hops,
/// O(cores * (edges log cores + groups)) for weighted paths, where cores are the nodes that are no leaves and groups
/// are leaves of one node at one distance. Sampled: nodes are drawn evenly with replacement and the sum scaled
/// (Eppstein, Wang, "Fast approximation of centrality", JGAA 8(1), 2004, doi:10.7155/jgaa.00081), for hops with the
/// node's own leaves and neighbor exact; their number is Hoeffding's for epsilon, delta and all nodes.
/// Equal bits for any number of threads.
///
/// ```
/// use portent_graph::{centrality::{closeness, ClosenessOptions}, Adjacency};
/// let path = Adjacency::from_numbers(3, [(0, 1, 1.0), (1, 2, 1.0)].into_iter());
/// assert_eq!(closeness(&path, &ClosenessOptions::default()).values.raw, [1.5, 2.0, 1.5]);
/// ```
#[must_use]
pub fn closeness(adjacency: &Adjacency, options: &ClosenessOptions) -> Estimate {
    let nodes = adjacency.len();
    let folded = Folded::new(adjacency, options.distances);
    let lanes = if options.distances == Distances::Hops { 64.0 } else { 1.0 };
    let work = folded.cores.len() as f64 * folded.cores.arc_count() as f64 / lanes;
    let exact =
        options.effort == Effort::Exact || options.effort == Effort::Auto && work <= options.exact_work;
    let sources = draws_needed(nodes, options.epsilon, options.delta);
    let drawn = (!exact && sources < folded.cores.len()).then(|| {
        let mut random = Random::new(options.seed);
        (0..sources).map(|_| NodeRow::from(random.below(nodes))).collect::<Vec<NodeRow>>()
    });
    let values = match options.distances {
        Distances::Hops => bits::closeness(&folded, drawn.as_deref()),
        Distances::Weighted => weighted::closeness(&folded, drawn.as_deref()),
    };
    if drawn.is_none() {
        return Estimate { values, errors: TiVec::new(), method: Method::Exact };
    }
    let &ClosenessOptions { epsilon, delta, seed, .. } = options;
    let errors = vec![epsilon * nodes as f64 / folded.shortest; nodes].into();
    Estimate {
        values,
        errors,
        method: Method::Sampled { drawn: sources, what: "sources", epsilon, delta, seed },
    }
}

#[cfg(test)]
mod tests;
