//! Degree: how many neighbors.

use super::Centrality;
use crate::Adjacency;
use crate::index::{NodeRow, TiVec};

/// What the registry says of it.
pub const CENTRALITY: Centrality = Centrality {
    name: "degree",
    summary: "number of neighbors",
    paper: "Freeman, Centrality in social networks: conceptual clarification, Social Networks 1(3), 1979, \
            doi:10.1016/0378-8733(78)90021-7",
};

/// The number of neighbors of each node; 0 for isolated nodes. O(nodes).
///
/// ```
/// use portent_graph::{centrality::degree, Adjacency};
/// let path = Adjacency::from_numbers(3, [(0, 1, 2.0), (1, 2, 5.0)].into_iter());
/// assert_eq!(degree(&path).raw, [1, 2, 1]);
/// ```
#[must_use]
pub fn degree(adjacency: &Adjacency) -> TiVec<NodeRow, u32> {
    adjacency.nodes().map(|node| adjacency.degree(node) as u32).collect()
}
