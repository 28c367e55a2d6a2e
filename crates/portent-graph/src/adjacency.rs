//! Compressed sparse rows of an undirected weighted graph: what every algorithm reads.

use crate::csr::Csr;
use crate::index::{NodeRow, TiSlice};
use crate::parallel;

/// Nodes that one task renumbers.
const RENUMBERED: usize = 16384;

/// The neighbors of all nodes in one array; both directions of each edge are stored. Rows are sorted by neighbor.
/// 4 bytes a node and 24 bytes an edge.
///
/// ```
/// use portent_graph::{Adjacency, index::NodeRow};
/// let path = Adjacency::from_numbers(3, [(0, 1, 2.0), (1, 2, 5.0)].into_iter());
/// let middle = NodeRow::new(1);
/// assert_eq!((path.len(), path.edge_count(), path.degree(middle)), (3, 2, 2));
/// assert_eq!(path.edges(middle).map(|(to, weight)| (to.get(), weight)).collect::<Vec<_>>(), [(0, 2.0), (2, 5.0)]);
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Adjacency {
    rows: Csr<NodeRow, NodeRow>,
    weights: Vec<f64>,
}

impl Adjacency {
    /// Builds the rows of `nodes` nodes from undirected edges `(a, b, weight)`, each given once, `a != b`,
    /// weights positive and finite. O(nodes + edges log degree).
    ///
    /// # Panics
    /// Where an end is not below `nodes`, or where there are 2^31 edges or more.
    pub fn from_edges(nodes: usize, edges: impl Iterator<Item = (NodeRow, NodeRow, f64)>) -> Self {
        let edges: Vec<(NodeRow, NodeRow, f64)> = edges.collect();
        // Even places are the first ends of edges, odd ones the second ends.
        let ends: Csr<NodeRow, End> = Csr::grouped(nodes, edges.iter().flat_map(|&(a, b, _)| [a, b]));
        let mut rows = ends.map(|end| {
            let (a, b, weight) = edges[usize::from(end) / 2];
            (if end.get().is_multiple_of(2) { b } else { a }, weight)
        });
        rows.sort_rows_by_key(|&(to, _)| to);
        Self::from_rows(rows)
    }

    /// [`Self::from_edges`] for nodes that are plain numbers, as in files.
    pub fn from_numbers(nodes: usize, edges: impl Iterator<Item = (u32, u32, f64)>) -> Self {
        Self::from_edges(nodes, edges.map(|(a, b, weight)| (NodeRow::new(a), NodeRow::new(b), weight)))
    }

    /// The same graph with its nodes in the given order, which holds each once; `rank` says where each comes to stand.
    /// O(nodes + edges log degree).
    pub(crate) fn renumbered(&self, order: &[NodeRow], rank: &TiSlice<NodeRow, NodeRow>) -> Self {
        let parts = parallel::map(order.len().div_ceil(RENUMBERED), 1, |part| {
            let own = &order[part * RENUMBERED..order.len().min((part + 1) * RENUMBERED)];
            let ends = own.iter().map(|&node| self.degree(node)).sum();
            let mut rows: Csr<NodeRow, (NodeRow, f64)> = Csr::with_room(own.len(), ends);
            own.iter().for_each(|&node| rows.push(self.edges(node).map(|(to, weight)| (rank[to], weight))));
            rows.sort_rows_by_key(|&(to, _)| to);
            rows
        });
        let mut rows = Csr::with_room(self.len(), self.weights.len());
        parts.iter().for_each(|part| rows.append(part, |&edge| edge));
        Self::from_rows(rows)
    }

    /// From sorted rows that hold both directions of each edge.
    fn from_rows(rows: Csr<NodeRow, (NodeRow, f64)>) -> Self {
        let (rows, weights) = rows.unzip();
        Self { rows, weights }
    }

    /// How many nodes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no nodes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many undirected edges.
    #[must_use]
    pub fn edge_count(&self) -> usize {
        self.weights.len() / 2
    }

    /// All nodes, in order.
    pub fn nodes(&self) -> impl DoubleEndedIterator<Item = NodeRow> + ExactSizeIterator + Clone + use<> {
        NodeRow::first(self.len())
    }

    /// The neighbors of a node, ascending.
    #[must_use]
    #[inline]
    pub fn neighbors(&self, node: NodeRow) -> &[NodeRow] {
        &self.rows[node]
    }

    /// The weights of the edges to [`Self::neighbors`], in the same order.
    #[must_use]
    #[inline]
    pub fn weights(&self, node: NodeRow) -> &[f64] {
        &self.weights[self.rows.range(node)]
    }

    /// How many neighbors a node has.
    #[must_use]
    #[inline]
    pub fn degree(&self, node: NodeRow) -> usize {
        self.rows.range(node).len()
    }

    /// Neighbors with the weights of the edges to them, ascending.
    #[inline]
    pub fn edges(&self, node: NodeRow) -> impl Iterator<Item = (NodeRow, f64)> + Clone + '_ {
        self.neighbors(node).iter().copied().zip(self.weights(node).iter().copied())
    }

    /// Each edge once, `(a, b, weight)` with `a < b`, ascending.
    pub fn each_edge(&self) -> impl Iterator<Item = (NodeRow, NodeRow, f64)> + '_ {
        self.nodes().flat_map(move |a| {
            let later = self.edges(a).filter(move |&(b, _)| a < b);
            later.map(move |(b, weight)| (a, b, weight))
        })
    }
}

crate::index_type! {
    /// An end of an edge.
    struct End;
}

#[cfg(test)]
mod tests {
    use super::{Adjacency, NodeRow};

    #[test]
    fn rows_hold_both_directions_in_ascending_order() {
        let path = Adjacency::from_numbers(4, [(2, 1, 2.0), (0, 1, 1.0)].into_iter());
        assert_eq!(path.neighbors(NodeRow::new(1)), [0, 2]);
        assert_eq!(path.weights(NodeRow::new(1)), [1.0, 2.0]);
        assert_eq!(path.neighbors(NodeRow::new(2)), [1]);
        assert_eq!(path.degree(NodeRow::new(3)), 0);
        assert_eq!((path.len(), path.edge_count()), (4, 2));
        let edges: Vec<(u32, u32, f64)> = path.each_edge().map(|(a, b, w)| (a.get(), b.get(), w)).collect();
        assert_eq!(edges, [(0, 1, 1.0), (1, 2, 2.0)]);
    }
}
