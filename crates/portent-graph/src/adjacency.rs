//! Compressed sparse rows of an undirected weighted graph: what every algorithm reads.

use crate::parallel;
use crate::rows::sorted_into;

/// Nodes that one task renumbers.
const RENUMBERED: usize = 16384;

/// Neighbours of all nodes in one array; both directions of each edge are stored. Rows are sorted by neighbour.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Adjacency {
    offsets: Vec<u32>,
    targets: Vec<u32>,
    weights: Vec<f64>,
}

impl Adjacency {
    /// Builds the rows of `nodes` nodes from undirected edges `(a, b, weight)`, each given once, `a != b`,
    /// weights positive and finite. O(nodes + edges log degree).
    pub fn from_edges(nodes: usize, edges: impl Iterator<Item = (u32, u32, f64)>) -> Self {
        let edges: Vec<(u32, u32, f64)> = edges.collect();
        // Even places are the first ends of edges, odd ones the second ends.
        let (offsets, ends) = sorted_into(nodes, edges.iter().flat_map(|&(a, b, _)| [a, b]));
        let other = |end: u32| {
            let (a, b, weight) = edges[end as usize / 2];
            (if end.is_multiple_of(2) { b } else { a }, weight)
        };
        let mut rows: Vec<(u32, f64)> = ends.into_iter().map(other).collect();
        for node in 0..nodes {
            rows[offsets[node] as usize..offsets[node + 1] as usize].sort_unstable_by_key(|&(to, _)| to);
        }
        let (targets, weights) = rows.into_iter().unzip();
        Self { offsets, targets, weights }
    }

    /// The same graph with its nodes in the given order, which holds each once; `rank` says where each comes to stand.
    /// O(nodes + edges log degree).
    pub(crate) fn renumbered(&self, order: &[u32], rank: &[u32]) -> Self {
        let mut offsets = vec![0];
        offsets.extend(order.iter().scan(0, |end, &node| {
            *end += self.degree(node) as u32;
            Some(*end)
        }));
        let rows = parallel::flat(order, RENUMBERED, |_, &node, rows: &mut Vec<(u32, f64)>| {
            let start = rows.len();
            rows.extend(self.edges(node).map(|(to, weight)| (rank[to as usize], weight)));
            rows[start..].sort_unstable_by_key(|&(to, _)| to);
        });
        let (targets, weights) = rows.into_iter().unzip();
        Self { offsets, targets, weights }
    }

    /// How many nodes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    /// Whether there are no nodes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many undirected edges.
    #[must_use]
    pub fn edge_count(&self) -> usize {
        self.targets.len() / 2
    }

    /// The neighbours of a node, ascending.
    #[must_use]
    pub fn neighbors(&self, node: u32) -> &[u32] {
        &self.targets[self.row(node)]
    }

    /// The weights of the edges to [`Self::neighbors`], in the same order.
    #[must_use]
    pub fn weights(&self, node: u32) -> &[f64] {
        &self.weights[self.row(node)]
    }

    /// How many neighbours a node has.
    #[must_use]
    pub fn degree(&self, node: u32) -> usize {
        self.row(node).len()
    }

    /// Neighbours with weights.
    pub fn edges(&self, node: u32) -> impl Iterator<Item = (u32, f64)> + '_ {
        self.neighbors(node).iter().copied().zip(self.weights(node).iter().copied())
    }

    fn row(&self, node: u32) -> std::ops::Range<usize> {
        self.offsets[node as usize] as usize..self.offsets[node as usize + 1] as usize
    }
}

#[cfg(test)]
mod tests {
    use super::Adjacency;

    #[test]
    fn rows_hold_both_directions_in_ascending_order() {
        let path = Adjacency::from_edges(4, [(2, 1, 2.0), (0, 1, 1.0)].into_iter());
        assert_eq!(path.neighbors(1), [0, 2]);
        assert_eq!(path.weights(1), [1.0, 2.0]);
        assert_eq!(path.neighbors(2), [1]);
        assert_eq!(path.degree(3), 0);
        assert_eq!((path.len(), path.edge_count()), (4, 2));
    }
}
