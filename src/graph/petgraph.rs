//! The graph as petgraph knows it, there and back, for those who want its algorithms.
//!
//! Measured relations alone, as every algorithm of ours reads them, go by way of
//! [`Graph::adjacency`] and [`portent_graph::petgraph`].

use ::petgraph::Undirected;
use ::petgraph::graph::NodeIndex;

use super::{Edge, Graph, Node};
use portent_graph::index::NodeRow;

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

/// The way back, also after nodes or edges were taken away: an edge joins the nodes that it joins there, whatever
/// numbers they had before, and edges are sorted again. O(nodes + edges log edges).
///
/// ```
/// use petgraph::Undirected;
/// use portent::graph::{Edge, Graph, Node};
/// let graph: petgraph::Graph<Node, Edge, Undirected> = (&Graph::default()).into();
/// assert_eq!(Graph::from(graph), Graph::default());
/// ```
impl From<::petgraph::Graph<Node, Edge, Undirected>> for Graph {
    fn from(graph: ::petgraph::Graph<Node, Edge, Undirected>) -> Self {
        let (nodes, edges) = graph.into_nodes_edges();
        let id = |index: NodeIndex| NodeRow::from(index.index());
        let edge = |there: ::petgraph::graph::Edge<Edge>| Edge {
            source: id(there.source()),
            target: id(there.target()),
            ..there.weight
        };
        let mut edges: Vec<Edge> = edges.into_iter().map(edge).collect();
        edges.sort_by_key(|edge| (edge.source, edge.target));
        Self { nodes: nodes.into_iter().map(|node| node.weight).collect(), edges }
    }
}

#[cfg(test)]
mod tests {
    use ::petgraph::Undirected;
    use ::petgraph::graph::NodeIndex;

    use super::{Edge, Graph, Node};
    use crate::graph::{Relation, Subject};
    use crate::parse::KindId;
    use crate::resolve::EntityId;
    use portent_graph::index::NodeRow;

    fn graph() -> Graph {
        let node = |(id, at): (&str, u32)| Node {
            id: id.to_owned(),
            kind: KindId::EDITION,
            label: id.to_uppercase(),
            subject: Subject::Entity(EntityId::new(at)),
        };
        let edge = |source, target| Edge {
            source: NodeRow::new(source),
            target: NodeRow::new(target),
            relation: Relation::CoOccurs,
            weight: 2.0,
            count: Some(2),
            broader_end: None,
        };
        Graph {
            nodes: ["a", "b", "c"].into_iter().zip(0..).map(node).collect(),
            edges: vec![edge(0, 1), edge(1, 2)],
        }
    }

    #[test]
    fn there_and_back_is_the_same_graph() {
        let theirs: ::petgraph::Graph<Node, Edge, Undirected> = (&graph()).into();
        assert_eq!(Graph::from(theirs), graph());
    }

    #[test]
    fn edges_follow_their_nodes_when_one_is_taken_away() {
        let mut theirs: ::petgraph::Graph<Node, Edge, Undirected> = (&graph()).into();
        theirs.remove_node(NodeIndex::new(0));
        let back = Graph::from(theirs);
        let [edge] = back.edges[..] else { panic!("one edge is left: {back:?}") };
        let ends = [edge.source, edge.target].map(|at| back.nodes[at].id.as_str());
        assert_eq!(ends, ["b", "c"]);
    }
}
