//! Degree: how many neighbours.

use super::Centrality;
use crate::Adjacency;

/// What the registry says of it.
pub const CENTRALITY: Centrality = Centrality {
    name: "degree",
    summary: "number of neighbors",
    paper: "Freeman, Centrality in social networks: conceptual clarification, Social Networks 1(3), 1979, \
            doi:10.1016/0378-8733(78)90021-7",
};

/// The number of neighbours of each node; 0 for isolated nodes. O(nodes).
///
/// ```
/// use portent_graph::{centrality::degree, Adjacency};
/// let path = Adjacency::from_edges(3, [(0, 1, 2.0), (1, 2, 5.0)].into_iter());
/// assert_eq!(degree(&path), [1, 2, 1]);
/// ```
#[must_use]
pub fn degree(adjacency: &Adjacency) -> Vec<u32> {
    (0..adjacency.len() as u32).map(|node| adjacency.degree(node) as u32).collect()
}
