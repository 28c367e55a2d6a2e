//! Compact rows for shortest-path searches, and Dijkstra's algorithm on them.

use std::{cmp::Reverse, collections::BinaryHeap};

use crate::rows::sorted_into;

/// Two path lengths are equal when they differ by less than this part of their sum, igraph's rule and constant:
/// sums of 1 / weight in another order differ in their last digits, and ties must not depend on that.
const TIE: f64 = 1e-10;

/// Whether two path lengths count as equal.
pub(super) fn tied(a: f64, b: f64) -> bool {
    a == b || (a - b).abs() < TIE * (a + b)
}

/// Neighbours of all nodes in one array, with the lengths of the edges where paths are weighted.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    pub(super) offsets: Vec<u32>,
    pub(super) targets: Vec<u32>,
    /// 1 / weight; empty when paths count hops.
    pub(super) lengths: Vec<f64>,
}

impl Rows {
    /// Builds the rows of `nodes` nodes from arcs; an edge is given as two arcs.
    pub(super) fn new(nodes: usize, arcs: &[(u32, u32)], lengths: &[f64]) -> Self {
        let (offsets, order) = sorted_into(nodes, arcs.iter().map(|arc| arc.0));
        Self {
            offsets,
            targets: order.iter().map(|&arc| arcs[arc as usize].1).collect(),
            lengths: order.iter().filter_map(|&arc| lengths.get(arc as usize)).copied().collect(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    pub(super) fn neighbors(&self, node: u32) -> &[u32] {
        &self.targets[self.range(node)]
    }

    /// The lengths of the edges to [`Self::neighbors`]; empty when paths count hops.
    pub(super) fn lengths_of(&self, node: u32) -> &[f64] {
        self.lengths.get(self.range(node)).unwrap_or_default()
    }

    /// Neighbours with the lengths of the edges; only where paths are weighted.
    pub(super) fn edges(&self, node: u32) -> impl Iterator<Item = (u32, f64)> + Clone + '_ {
        let range = self.range(node);
        self.targets[range.clone()].iter().copied().zip(self.lengths[range].iter().copied())
    }

    fn range(&self, node: u32) -> std::ops::Range<usize> {
        self.offsets[node as usize] as usize..self.offsets[node as usize + 1] as usize
    }
}

/// Distances from one source by Dijkstra's algorithm, node by node; kept between sources to save allocations.
#[derive(Debug, Default)]
pub(super) struct Dijkstra {
    /// The distance of each node so far; infinite where no path was found.
    pub(super) distance: Vec<f64>,
    /// The nodes whose distance is final, nearest first.
    pub(super) order: Vec<u32>,
    pub(super) settled: Vec<bool>,
    /// Nodes with a finite distance.
    met: Vec<u32>,
    heap: BinaryHeap<Reverse<(u64, u32)>>,
}

impl Dijkstra {
    /// Fills `distance` and `order`; nodes at one distance are ordered by number. O(edges log nodes).
    pub(super) fn run(&mut self, rows: &Rows, source: u32) {
        self.start(rows, source);
        while self.settle(rows).is_some() {}
    }

    /// Forgets the last source, in O(nodes met from it), and begins with this one.
    pub(super) fn start(&mut self, rows: &Rows, source: u32) {
        for node in self.met.drain(..) {
            self.distance[node as usize] = f64::INFINITY;
            self.settled[node as usize] = false;
        }
        self.distance.resize(rows.len(), f64::INFINITY);
        self.settled.resize(rows.len(), false);
        self.order.clear();
        self.heap.clear();
        self.distance[source as usize] = 0.0;
        self.met.push(source);
        self.heap.push(Reverse((0, source)));
    }

    /// The nearest node not settled yet, now settled, with its neighbours met; `None` when all are.
    pub(super) fn settle(&mut self, rows: &Rows) -> Option<u32> {
        self.next_distance();
        let Reverse((_, node)) = self.heap.pop()?;
        self.settled[node as usize] = true;
        self.order.push(node);
        let here = self.distance[node as usize];
        for (next, length) in rows.edges(node) {
            let there = here + length;
            let distance = &mut self.distance[next as usize];
            if there < *distance {
                if distance.is_infinite() {
                    self.met.push(next);
                }
                *distance = there;
                // The bits of positive floats are ordered as the floats are.
                self.heap.push(Reverse((there.to_bits(), next)));
            }
        }
        Some(node)
    }

    /// The distance of the next node to settle; infinite when all are.
    pub(super) fn next_distance(&mut self) -> f64 {
        while let Some(&Reverse((distance, node))) = self.heap.peek() {
            if !self.settled[node as usize] {
                return f64::from_bits(distance);
            }
            self.heap.pop();
        }
        f64::INFINITY
    }
}
