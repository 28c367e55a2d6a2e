//! Graphs as petgraph knows them, there and back, for those who want its algorithms too.

use std::fmt;

use ::petgraph::graph::{NodeIndex, UnGraph};
use ::petgraph::visit::EdgeRef;

use crate::Adjacency;
use crate::index::NodeRow;

/// Nodes keep their numbers and edges come in the order of [`Adjacency::each_edge`]. O(nodes + edges).
///
/// ```
/// use petgraph::{algo::bridges, graph::UnGraph};
/// use portent_graph::Adjacency;
/// let path = Adjacency::from_numbers(3, [(0, 1, 2.0), (1, 2, 5.0)].into_iter());
/// assert_eq!(bridges::bridges(&UnGraph::from(&path)).count(), 2);
/// ```
impl From<&Adjacency> for UnGraph<(), f64> {
    fn from(adjacency: &Adjacency) -> Self {
        let mut graph = Self::with_capacity(adjacency.len(), adjacency.edge_count());
        adjacency.nodes().for_each(|_| {
            graph.add_node(());
        });
        let index = |node: NodeRow| NodeIndex::new(node.into());
        for (a, b, weight) in adjacency.each_edge() {
            graph.add_edge(index(a), index(b), weight);
        }
        graph
    }
}

/// Why a graph of petgraph has no [`Adjacency`], with the numbers of the nodes.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum NotSimple {
    /// An edge joins a node to itself.
    Loop(NodeRow),
    /// Two nodes are joined twice.
    Repeated(NodeRow, NodeRow),
    /// A weight is not positive and finite.
    Weight(NodeRow, NodeRow, f64),
}

impl fmt::Display for NotSimple {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Loop(node) => write!(f, "node {} is joined to itself", node.get()),
            Self::Repeated(a, b) => write!(f, "nodes {} and {} are joined twice", a.get(), b.get()),
            Self::Weight(a, b, weight) => {
                let (a, b) = (a.get(), b.get());
                write!(f, "the edge of nodes {a} and {b} weighs {weight}, which is not positive and finite")
            }
        }
    }
}

impl std::error::Error for NotSimple {}

/// Nodes keep their numbers. Fails where the graph has loops, repeated edges or weights that are not positive and
/// finite. O(nodes + edges log degree).
///
/// ```
/// use petgraph::graph::UnGraph;
/// use portent_graph::Adjacency;
/// let pair: UnGraph<(), f64> = UnGraph::from_edges([(0, 1, 2.5)]);
/// assert_eq!(Adjacency::try_from(&pair).unwrap().edge_count(), 1);
/// let twice: UnGraph<(), f64> = UnGraph::from_edges([(0, 1, 2.5), (1, 0, 1.0)]);
/// assert_eq!(Adjacency::try_from(&twice).unwrap_err().to_string(), "nodes 0 and 1 are joined twice");
/// ```
impl<N> TryFrom<&UnGraph<N, f64>> for Adjacency {
    type Error = NotSimple;

    fn try_from(graph: &UnGraph<N, f64>) -> Result<Self, NotSimple> {
        let row = |index: NodeIndex| NodeRow::from(index.index());
        for edge in graph.edge_references() {
            let (a, b, &weight) = (row(edge.source()), row(edge.target()), edge.weight());
            if a == b {
                return Err(NotSimple::Loop(a));
            }
            if !weight.is_finite() || weight <= 0.0 {
                return Err(NotSimple::Weight(a, b, weight));
            }
        }
        let edges =
            graph.edge_references().map(|edge| (row(edge.source()), row(edge.target()), *edge.weight()));
        let adjacency = Self::from_edges(graph.node_count(), edges);
        // Rows are sorted, so that what is joined twice stands side by side.
        let twice = |node: NodeRow| {
            let pair = adjacency.neighbors(node).windows(2).find(|pair| pair[0] == pair[1])?;
            Some(NotSimple::Repeated(node, pair[0]))
        };
        adjacency.nodes().find_map(twice).map_or(Ok(()), Err)?;
        Ok(adjacency)
    }
}

#[cfg(test)]
mod tests {
    use ::petgraph::graph::UnGraph;

    use super::NotSimple;
    use crate::Adjacency;
    use crate::cluster::samples;
    use crate::index::NodeRow;

    #[test]
    fn there_and_back_is_the_same_graph() {
        let lonely = Adjacency::from_numbers(4, [(2, 1, 0.5)].into_iter());
        for graph in [samples::karate(true), lonely, Adjacency::default()] {
            let theirs = UnGraph::from(&graph);
            assert_eq!((theirs.node_count(), theirs.edge_count()), (graph.len(), graph.edge_count()));
            assert_eq!(Adjacency::try_from(&theirs), Ok(graph));
        }
    }

    #[test]
    fn what_is_no_simple_graph_is_refused() {
        let read = |edges: &[(u32, u32, f64)]| Adjacency::try_from(&UnGraph::<(), f64>::from_edges(edges));
        let [a, b] = [0, 1].map(NodeRow::new);
        assert_eq!(read(&[(1, 1, 1.0)]), Err(NotSimple::Loop(b)));
        assert_eq!(read(&[(0, 1, 1.0), (1, 2, 1.0), (1, 0, 2.0)]), Err(NotSimple::Repeated(a, b)));
        assert_eq!(read(&[(0, 1, 0.0)]), Err(NotSimple::Weight(a, b, 0.0)));
        assert!(matches!(read(&[(0, 1, f64::NAN)]), Err(NotSimple::Weight(..))));
    }
}
