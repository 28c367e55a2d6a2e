//! Nodes renumbered so that neighbours lie near each other: what a pass over all edges reads together then lies
//! together, which on graphs larger than the processor's cache saves most of its time.

use rayon::prelude::*;

use crate::graph::Adjacency;

/// All nodes but those passed over, breadth-first from the first of each component. O(nodes + edges).
pub(super) fn breadth_first(adjacency: &Adjacency, is_passed_over: impl Fn(u32) -> bool) -> Vec<u32> {
    let mut met: Vec<bool> = (0..adjacency.len() as u32).map(is_passed_over).collect();
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

/// The adjacency matrix of some nodes that have no other neighbours, in their order.
#[derive(Debug)]
pub(super) struct Matrix {
    offsets: Vec<u32>,
    targets: Vec<u32>,
    weights: Vec<f64>,
}

impl Matrix {
    /// `local` has room for the number of every node of the graph.
    pub(super) fn new(adjacency: &Adjacency, nodes: &[u32], local: &mut [u32]) -> Self {
        for (number, &node) in (0..).zip(nodes) {
            local[node as usize] = number;
        }
        let mut matrix = Self { offsets: vec![0; nodes.len() + 1], targets: Vec::new(), weights: Vec::new() };
        for (row, &node) in nodes.iter().enumerate() {
            matrix.targets.extend(adjacency.neighbors(node).iter().map(|&other| local[other as usize]));
            matrix.weights.extend_from_slice(adjacency.weights(node));
            matrix.offsets[row + 1] = matrix.targets.len() as u32;
        }
        matrix
    }

    pub(super) fn len(&self) -> usize {
        self.offsets.len() - 1
    }

    /// One row times `x`.
    pub(super) fn row_times(&self, row: usize, x: &[f64]) -> f64 {
        let range = self.offsets[row] as usize..self.offsets[row + 1] as usize;
        let edges = self.targets[range.clone()].iter().zip(&self.weights[range]);
        edges.map(|(&other, weight)| x[other as usize] * weight).sum()
    }

    /// The matrix with one added to its diagonal, times `x`.
    pub(super) fn and_itself_times(&self, x: &[f64], product: &mut [f64]) {
        product
            .par_iter_mut()
            .enumerate()
            .with_min_len(4096)
            .for_each(|(row, value)| *value = x[row] + self.row_times(row, x));
    }
}
