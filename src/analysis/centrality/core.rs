//! Core number: how deep in the graph's dense parts a node lies.

use super::Centrality;
use crate::graph::Adjacency;
use crate::graph::rows::sorted_into;

/// What the registry says of it.
pub const CENTRALITY: Centrality = Centrality {
    name: "core",
    summary: "largest k such that the node lies in a subgraph whose nodes all have k neighbors",
    paper: "Batagelj, Zaveršnik, An O(m) algorithm for cores decomposition of networks, 2003, \
            arXiv:cs/0310049",
};

/// The core number of each node: the largest k such that the node belongs to a subgraph in which every node has at
/// least k neighbours; 0 for isolated nodes. Weights are not used. O(nodes + edges).
///
/// ```
/// use portent::{analysis::centrality::core, graph::Adjacency};
/// let edges = [(0, 1, 1.0), (0, 2, 1.0), (1, 2, 1.0), (2, 3, 1.0)];
/// assert_eq!(core(&Adjacency::from_edges(4, edges.into_iter())), [2, 2, 2, 1]);
/// ```
#[must_use]
pub fn core(adjacency: &Adjacency) -> Vec<u32> {
    let mut left = super::degree(adjacency);
    let Queue { mut order, mut place, mut starts } = Queue::by_degree(&left);
    for at in 0..order.len() {
        let node = order[at];
        for &other in adjacency.neighbors(node) {
            let degree = left[other as usize];
            if degree <= left[node as usize] {
                continue;
            }
            // Swap with the first of its degree, then move the border past it.
            let first = starts[degree as usize] as usize;
            let from = place[other as usize] as usize;
            let displaced = order[first];
            order.swap(first, from);
            place[displaced as usize] = from as u32;
            place[other as usize] = first as u32;
            starts[degree as usize] += 1;
            left[other as usize] = degree - 1;
        }
    }
    left
}

/// Nodes sorted by the degree that is left to them.
struct Queue {
    order: Vec<u32>,
    /// Where each node stands in `order`.
    place: Vec<u32>,
    /// Where each degree begins in `order`.
    starts: Vec<u32>,
}

impl Queue {
    fn by_degree(degrees: &[u32]) -> Self {
        let most = degrees.iter().copied().max().unwrap_or(0) as usize;
        let (starts, order) = sorted_into(most + 1, degrees.iter().copied());
        let mut place = vec![0; degrees.len()];
        for (at, &node) in (0..).zip(&order) {
            place[node as usize] = at;
        }
        Self { order, place, starts }
    }
}
