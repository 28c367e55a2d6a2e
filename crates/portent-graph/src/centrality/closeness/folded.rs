//! A graph without its leaves, which stand as numbers beside their only neighbors.

use crate::Adjacency;
use crate::centrality::Distances;
use crate::centrality::shortest::{CompactGraph, Vertex};
use crate::index::{NodeRow, TiVec};

/// The nodes that are no leaves, and where the leaves hang. Of two nodes joined to each other only, none is a leaf.
#[derive(Debug)]
pub(super) struct Folded {
    /// The edges between cores: nodes that are no leaves, numbered so that each is near its neighbors, since searches
    /// read them together.
    pub(super) cores: CompactGraph,
    /// For each node its core: itself, or the neighbor of a leaf.
    pub(super) core_of: TiVec<NodeRow, Vertex>,
    /// For each node how far its core is: 0 for itself, else the length of the leaf's edge.
    pub(super) offset: TiVec<NodeRow, f64>,
    /// How many leaves hang on each core.
    pub(super) leaves: TiVec<Vertex, u32>,
    /// The length of the shortest edge; 1 for hops.
    pub(super) shortest: f64,
}

impl Folded {
    /// O(nodes + edges).
    pub(super) fn new(adjacency: &Adjacency, distances: Distances) -> Self {
        let nodes = adjacency.len();
        let length = |weight: f64| if distances == Distances::Hops { 1.0 } else { 1.0 / weight };
        let is_leaf = |node: NodeRow| match adjacency.neighbors(node) {
            [only] => adjacency.degree(*only) > 1,
            _ => false,
        };
        let order = breadth_first(adjacency, is_leaf);
        let mut core_of: TiVec<NodeRow, Vertex> = vec![Vertex::default(); nodes].into();
        order.iter_enumerated().for_each(|(core, &node)| core_of[node] = core);
        let (mut arcs, mut lengths) = (Vec::new(), Vec::new());
        for (core, &node) in order.iter_enumerated() {
            for (other, weight) in adjacency.edges(node).filter(|&(other, _)| !is_leaf(other)) {
                arcs.push((core, core_of[other]));
                lengths.push(length(weight));
            }
        }
        if distances == Distances::Hops {
            lengths.clear();
        }
        let mut folded = Self {
            cores: CompactGraph::new(order.len(), &arcs, &lengths),
            core_of,
            offset: vec![0.0; nodes].into(),
            leaves: vec![0; order.len()].into(),
            shortest: 1.0,
        };
        for leaf in adjacency.nodes().filter(|&node| is_leaf(node)) {
            let core = folded.core_of[adjacency.neighbors(leaf)[0]];
            folded.core_of[leaf] = core;
            folded.offset[leaf] = length(adjacency.weights(leaf)[0]);
            folded.leaves[core] += 1;
        }
        let most = adjacency.nodes().flat_map(|node| adjacency.weights(node)).copied().fold(0.0, f64::max);
        if distances == Distances::Weighted && most > 0.0 {
            folded.shortest = 1.0 / most;
        }
        folded
    }
}

/// All nodes that are no leaves, breadth-first from the first of each component.
fn breadth_first(adjacency: &Adjacency, is_leaf: impl Fn(NodeRow) -> bool) -> TiVec<Vertex, NodeRow> {
    let mut met: TiVec<NodeRow, bool> = adjacency.nodes().map(is_leaf).collect();
    let mut order: Vec<NodeRow> = Vec::new();
    for root in adjacency.nodes() {
        let mut next = order.len();
        if !std::mem::replace(&mut met[root], true) {
            order.push(root);
        }
        while let Some(&node) = order.get(next) {
            next += 1;
            let neighbors = adjacency.neighbors(node).iter().copied();
            order.extend(neighbors.filter(|&to| !std::mem::replace(&mut met[to], true)));
        }
    }
    order.into()
}
