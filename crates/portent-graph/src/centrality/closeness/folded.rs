//! A graph without its leaves, which stand as numbers beside their only neighbours.

use crate::{
    Adjacency,
    centrality::{Distances, shortest::Rows},
};

/// The nodes that are no leaves, and where the leaves hang. Of two nodes joined to each other only, none is a leaf.
#[derive(Debug)]
pub(super) struct Folded {
    /// The cores: nodes that are no leaves, in the graph's numbers, each near its neighbours, since searches read
    /// them together.
    pub(super) cores: Vec<u32>,
    /// The rows between cores.
    pub(super) rows: Rows,
    /// For each node its core: itself, or the neighbour of a leaf.
    pub(super) core_of: Vec<u32>,
    /// For each node how far its core is: 0 for itself, else the length of the leaf's edge.
    pub(super) offset: Vec<f64>,
    /// How many leaves hang on each core.
    pub(super) leaves: Vec<u32>,
    /// The length of the shortest edge; 1 for hops.
    pub(super) shortest: f64,
}

impl Folded {
    /// O(nodes + edges).
    pub(super) fn new(adjacency: &Adjacency, distances: Distances) -> Self {
        let nodes = adjacency.len() as u32;
        let length = |weight: f64| if distances == Distances::Hops { 1.0 } else { 1.0 / weight };
        let is_leaf = |node: u32| match adjacency.neighbors(node) {
            [only] => adjacency.degree(*only) > 1,
            _ => false,
        };
        let cores = breadth_first(adjacency, is_leaf);
        let mut core_of = vec![u32::MAX; nodes as usize];
        for (core, &node) in cores.iter().enumerate() {
            core_of[node as usize] = core as u32;
        }
        let (mut arcs, mut lengths) = (Vec::new(), Vec::new());
        for (core, &node) in cores.iter().enumerate() {
            for (other, weight) in adjacency.edges(node).filter(|&(other, _)| !is_leaf(other)) {
                arcs.push((core as u32, core_of[other as usize]));
                lengths.push(length(weight));
            }
        }
        if distances == Distances::Hops {
            lengths.clear();
        }
        let rows = Rows::new(cores.len(), &arcs, &lengths);
        let mut folded = Self {
            leaves: vec![0; cores.len()],
            cores,
            rows,
            core_of,
            offset: vec![0.0; nodes as usize],
            shortest: 1.0,
        };
        for leaf in (0..nodes).filter(|&node| is_leaf(node)) {
            let core = folded.core_of[adjacency.neighbors(leaf)[0] as usize];
            folded.core_of[leaf as usize] = core;
            folded.offset[leaf as usize] = length(adjacency.weights(leaf)[0]);
            folded.leaves[core as usize] += 1;
        }
        let most = (0..nodes).flat_map(|node| adjacency.weights(node)).copied().fold(0.0, f64::max);
        if distances == Distances::Weighted && most > 0.0 {
            folded.shortest = 1.0 / most;
        }
        folded
    }
}

/// All nodes that are no leaves, breadth-first from the first of each component.
fn breadth_first(adjacency: &Adjacency, is_leaf: impl Fn(u32) -> bool) -> Vec<u32> {
    let mut met: Vec<bool> = (0..adjacency.len() as u32).map(is_leaf).collect();
    let mut order = Vec::new();
    for root in 0..adjacency.len() as u32 {
        let mut next = order.len();
        if !std::mem::replace(&mut met[root as usize], true) {
            order.push(root);
        }
        while let Some(&node) = order.get(next) {
            next += 1;
            let neighbors = adjacency.neighbors(node).iter().copied();
            order.extend(neighbors.filter(|&to| !std::mem::replace(&mut met[to as usize], true)));
        }
    }
    order
}
