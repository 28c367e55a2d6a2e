//! Compact graphs for shortest-path searches, and Dijkstra's algorithm on them.

use std::{cmp::Reverse, collections::BinaryHeap};

use crate::csr::Csr;
use crate::index::TiVec;

/// Two path lengths are equal when they differ by less than this part of their sum, igraph's rule and constant:
/// sums of 1 / weight in another order differ in their last digits, and ties must not depend on that.
const TIE: f64 = 1e-10;

/// Whether two path lengths count as equal.
pub(super) fn tied(a: f64, b: f64) -> bool {
    a == b || (a - b).abs() < TIE * (a + b)
}

crate::index_type! {
    /// A node of a compact graph: a node of a block, a class of its nodes, or a core.
    pub(super) struct Vertex;
}

/// The graph that is searched: neighbors, and the lengths of the edges where paths are weighted.
#[derive(Debug, Clone, Default)]
pub(super) struct CompactGraph {
    rows: Csr<Vertex, Vertex>,
    /// 1 / weight; empty when paths count hops.
    lengths: Vec<f64>,
}

impl CompactGraph {
    /// Builds the rows of `vertices` vertices from arcs; an edge is given as two arcs.
    pub(super) fn new(vertices: usize, arcs: &[(Vertex, Vertex)], lengths: &[f64]) -> Self {
        let order: Csr<Vertex, usize> = Csr::grouped(vertices, arcs.iter().map(|arc| arc.0));
        let lengths = order.items().iter().filter_map(|&arc| lengths.get(arc)).copied().collect();
        Self { lengths, rows: order.map(|arc| arcs[arc].1) }
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn arc_count(&self) -> usize {
        self.rows.item_count()
    }

    /// Whether edges have lengths; else paths count hops.
    pub(super) fn is_weighted(&self) -> bool {
        !self.lengths.is_empty()
    }

    pub(super) fn vertices(&self) -> impl ExactSizeIterator<Item = Vertex> + Clone + use<> {
        Vertex::first(self.len())
    }

    /// Sorts the neighbors of each vertex; only where paths count hops.
    pub(super) fn sort_neighbors(&mut self) {
        self.rows.sort_rows_by_key(|&to| to);
    }

    #[inline]
    pub(super) fn neighbors(&self, vertex: Vertex) -> &[Vertex] {
        &self.rows[vertex]
    }

    /// The lengths of the edges to [`Self::neighbors`]; empty when paths count hops.
    pub(super) fn lengths_of(&self, vertex: Vertex) -> &[f64] {
        self.lengths.get(self.rows.range(vertex)).unwrap_or_default()
    }

    /// Neighbors with the lengths of the edges; only where paths are weighted.
    pub(super) fn edges(&self, vertex: Vertex) -> impl Iterator<Item = (Vertex, f64)> + Clone + '_ {
        let lengths = &self.lengths[self.rows.range(vertex)];
        self.rows[vertex].iter().copied().zip(lengths.iter().copied())
    }
}

/// Distances from one source by Dijkstra's algorithm, vertex by vertex; kept between sources to save allocations.
#[derive(Debug, Default)]
pub(super) struct Dijkstra {
    /// The distance of each vertex so far; infinite where no path was found.
    pub(super) distance: TiVec<Vertex, f64>,
    /// The vertices whose distance is final, nearest first.
    pub(super) order: Vec<Vertex>,
    pub(super) settled: TiVec<Vertex, bool>,
    /// Vertices with a finite distance.
    met: Vec<Vertex>,
    heap: BinaryHeap<Reverse<(u64, Vertex)>>,
}

impl Dijkstra {
    /// Fills `distance` and `order`; vertices at one distance are ordered by number. O(edges log vertices).
    pub(super) fn run(&mut self, graph: &CompactGraph, source: Vertex) {
        self.start(graph, source);
        while self.settle(graph).is_some() {}
    }

    /// Forgets the last source, in O(vertices met from it), and begins with this one.
    pub(super) fn start(&mut self, graph: &CompactGraph, source: Vertex) {
        for vertex in self.met.drain(..) {
            self.distance[vertex] = f64::INFINITY;
            self.settled[vertex] = false;
        }
        self.distance.resize(graph.len(), f64::INFINITY);
        self.settled.resize(graph.len(), false);
        self.order.clear();
        self.heap.clear();
        self.distance[source] = 0.0;
        self.met.push(source);
        self.heap.push(Reverse((0, source)));
    }

    /// The nearest vertex not settled yet, now settled, with its neighbors met; `None` when all are.
    pub(super) fn settle(&mut self, graph: &CompactGraph) -> Option<Vertex> {
        self.next_distance();
        let Reverse((_, vertex)) = self.heap.pop()?;
        self.settled[vertex] = true;
        self.order.push(vertex);
        let here = self.distance[vertex];
        for (next, length) in graph.edges(vertex) {
            let there = here + length;
            let distance = &mut self.distance[next];
            if there < *distance {
                if distance.is_infinite() {
                    self.met.push(next);
                }
                *distance = there;
                // The bits of positive floats are ordered as the floats are.
                self.heap.push(Reverse((there.to_bits(), next)));
            }
        }
        Some(vertex)
    }

    /// The distance of the next vertex to settle; infinite when all are.
    pub(super) fn next_distance(&mut self) -> f64 {
        while let Some(&Reverse((distance, vertex))) = self.heap.peek() {
            if !self.settled[vertex] {
                return f64::from_bits(distance);
            }
            self.heap.pop();
        }
        f64::INFINITY
    }
}
