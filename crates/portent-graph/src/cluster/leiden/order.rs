//! An order of the nodes that their numbering does not decide.

use crate::Adjacency;
use crate::cluster::modularity::modularity;
use crate::cluster::{ClusterId, Partition, number_by_size};
use crate::index::{NodeRow, TiSlice, TiVec};
use crate::parallel;

/// Nodes that one task colors.
const TASK: usize = 4096;

/// Rounds of refinement at most; what differs only further away counts as equal.
const ROUNDS: usize = 24;

/// A graph whose nodes are renumbered by their place in it.
///
/// Each node gets a color from its degree, then again and again from the colors of its neighbors and the weights to
/// them, until no more colors appear (Weisfeiler and Leman, Nauchno-Technicheskaya Informatsia 2, 1968); colors decide
/// the order of nodes. Only nodes that this cannot tell apart, such as those with equal neighbors, keep the
/// order that they were given in. O(rounds · (edges + nodes log nodes)); a handful of rounds on graphs of articles.
#[derive(Debug)]
pub struct Ordered {
    /// The renumbered graph.
    pub(super) adjacency: Adjacency,
    /// The new number of each node.
    rank: TiVec<NodeRow, NodeRow>,
}

impl Ordered {
    /// Numbers the nodes so that neighbors stand near each other. O(nodes + edges log degree).
    #[must_use]
    pub fn new(adjacency: &Adjacency) -> Self {
        let order = breadth_first(adjacency, &colors(adjacency));
        let mut rank: TiVec<NodeRow, NodeRow> = vec![NodeRow::default(); order.len()].into();
        NodeRow::first(order.len()).zip(&order).for_each(|(new, &node)| rank[node] = new);
        Self { adjacency: adjacency.renumbered(&order, &rank), rank }
    }

    /// One value a node, in the new order.
    pub(super) fn ordered<T: Copy + Default>(&self, of_node: &TiSlice<NodeRow, T>) -> TiVec<NodeRow, T> {
        let mut ordered: TiVec<NodeRow, T> = vec![T::default(); of_node.len()].into();
        for (&value, &rank) in of_node.iter().zip(&self.rank) {
            ordered[rank] = value;
        }
        ordered
    }

    /// The partition of the given nodes from groups of the renumbered ones. The modularity is summed in the new
    /// order, so that it has the same bits for any numbering.
    pub(super) fn partition(&self, groups: &TiSlice<NodeRow, ClusterId>, resolution: f64) -> Partition {
        let (ordered, _) = number_by_size(groups);
        let given: TiVec<NodeRow, ClusterId> = self.rank.iter().map(|&rank| ordered[rank]).collect();
        let (cluster_of, count) = number_by_size(&given);
        Partition { cluster_of, count, modularity: modularity(&self.adjacency, &ordered, resolution) }
    }
}

/// All nodes, each near its neighbors, which keeps what is read together in one place: breadth-first from the node of
/// the least color, by color.
fn breadth_first(adjacency: &Adjacency, colors: &TiSlice<NodeRow, u64>) -> Vec<NodeRow> {
    let key = |&node: &NodeRow| (colors[node], node);
    let roots = parallel::order_by_key(colors.len(), |node| colors.raw[node]);
    let mut met: TiVec<NodeRow, bool> = vec![false; roots.len()].into();
    let mut order = Vec::with_capacity(roots.len());
    for root in roots.into_iter().map(NodeRow::from) {
        let mut next = order.len();
        if !std::mem::replace(&mut met[root], true) {
            order.push(root);
        }
        while let Some(&node) = order.get(next) {
            next += 1;
            let first = order.len();
            let neighbors = adjacency.neighbors(node).iter().copied();
            order.extend(neighbors.filter(|&to| !std::mem::replace(&mut met[to], true)));
            order[first..].sort_unstable_by_key(key);
        }
    }
    order
}

/// The color of each node after refinement.
fn colors(adjacency: &Adjacency) -> TiVec<NodeRow, u64> {
    let mut colors: TiVec<NodeRow, u64> =
        adjacency.nodes().map(|node| mix(adjacency.degree(node) as u64)).collect();
    let mut known = distinct(&colors);
    for _ in 0..ROUNDS {
        let refined = |node: NodeRow| {
            let seen = adjacency.edges(node).map(|(to, weight)| mix(colors[to] ^ mix(weight.to_bits())));
            // A sum does not depend on the order of the neighbors.
            mix(colors[node].wrapping_add(seen.fold(0, u64::wrapping_add)))
        };
        colors = parallel::map(colors.len(), TASK, |node| refined(NodeRow::from(node))).into();
        let now = distinct(&colors);
        if now <= known {
            break;
        }
        known = now;
    }
    colors
}

fn distinct(colors: &TiSlice<NodeRow, u64>) -> usize {
    let mut sorted = colors.raw.to_vec();
    parallel::sort(&mut sorted);
    sorted.dedup();
    sorted.len()
}

/// The finalizer of `SplitMix64`: every bit depends on every bit.
fn mix(value: u64) -> u64 {
    let z = value.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
