//! Strength: the sum of the weights of a node's edges.

use super::Centrality;
use crate::Adjacency;
use crate::index::{NodeRow, TiVec};

/// What the registry says of it.
pub const CENTRALITY: Centrality = Centrality {
    name: "strength",
    summary: "sum of the weights of a node's edges",
    paper: "Barrat, Barthélemy, Pastor-Satorras, Vespignani, The architecture of complex weighted networks, \
            PNAS 101(11), 2004, doi:10.1073/pnas.0400087101",
};

/// The sum of the weights of the edges of each node, added in the order of the neighbors; 0 for isolated nodes.
/// O(nodes + edges).
///
/// ```
/// use portent_graph::{centrality::strength, Adjacency};
/// let path = Adjacency::from_numbers(3, [(0, 1, 2.0), (1, 2, 5.0)].into_iter());
/// assert_eq!(strength(&path).raw, [2.0, 7.0, 5.0]);
/// ```
#[must_use]
pub fn strength(adjacency: &Adjacency) -> TiVec<NodeRow, f64> {
    // `sum` of no numbers is -0.0.
    adjacency.nodes().map(|node| 0.0 + adjacency.weights(node).iter().sum::<f64>()).collect()
}
