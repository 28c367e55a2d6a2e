//! The graph as petgraph knows it, for those who want its algorithms.

use ::petgraph::Undirected;
use ::petgraph::graph::NodeIndex;

use super::{Edge, Graph, Node};

/// Node and edge indices of the result are those of [`Graph::nodes`] and [`Graph::edges`]. O(nodes + edges).
///
/// ```
/// use petgraph::{Undirected, algo::connected_components};
/// use portent::graph::{Edge, Graph, Node};
/// let graph: petgraph::Graph<Node, Edge, Undirected> = (&Graph::default()).into();
/// assert_eq!(connected_components(&graph), 0);
/// ```
impl From<&Graph> for ::petgraph::Graph<Node, Edge, Undirected> {
    fn from(graph: &Graph) -> Self {
        let mut result = Self::with_capacity(graph.nodes.len(), graph.edges.len());
        for node in &graph.nodes {
            result.add_node(node.clone());
        }
        for edge in &graph.edges {
            result.add_edge(NodeIndex::new(edge.source.into()), NodeIndex::new(edge.target.into()), *edge);
        }
        result
    }
}
