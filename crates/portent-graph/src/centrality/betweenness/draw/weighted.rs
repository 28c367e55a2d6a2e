//! Shortest paths by weighted length: Dijkstra's algorithm from both ends, nearest node first.

use super::{super::block::Problem, choose};
use crate::centrality::shortest::{CompactGraph, Dijkstra, Vertex, tied};
use crate::index::TiVec;
use crate::random::Random;

/// The searches from both ends; kept between draws to save allocations. A class is one node here.
#[derive(Debug, Default)]
pub(super) struct WeightedPaths {
    sides: [Dijkstra; 2],
    /// For each side and node, the number of shortest paths from the end; those of settled nodes are true.
    paths: [TiVec<Vertex, f64>; 2],
}

impl WeightedPaths {
    /// Adds the nodes inside one of the shortest paths between two nodes of a block.
    pub(super) fn draw(
        &mut self,
        problem: &Problem,
        ends: [Vertex; 2],
        random: &mut Random,
        inner: &mut Vec<Vertex>,
    ) {
        let graph = &problem.classes;
        self.sides.iter_mut().zip(ends).for_each(|(side, end)| side.start(graph, end));
        let (length, middle) = self.meet(graph);
        for (side, paths) in self.sides.iter().zip(&mut self.paths) {
            count_paths(graph, side, paths);
        }
        let Some(edge) = choose(self.crossing(graph, length, middle), random) else { return };
        for (side, from) in edge.into_iter().enumerate() {
            self.walk(graph, from, ends[side], side, random, inner);
        }
    }

    /// Goes on from both ends until no shorter path can come; gives the length of the shortest, and a distance from
    /// the first end short of which the first side has settled all nodes, and past which the second has.
    fn meet(&mut self, graph: &CompactGraph) -> (f64, f64) {
        let mut shortest = f64::INFINITY;
        loop {
            let next = [0, 1].map(|side: usize| self.sides[side].next_distance());
            let sum = next[0] + next[1];
            if sum > shortest && !tied(sum, shortest) || sum.is_infinite() {
                let [first, second] = next.map(|next| next.min(shortest));
                return (shortest, f64::midpoint(shortest - second, first));
            }
            let side = usize::from(next[1] < next[0]);
            let Some(node) = self.sides[side].settle(graph) else { return (shortest, 0.0) };
            let (here, other) = (self.sides[side].distance[node], &self.sides[1 - side].distance);
            for (next, length) in graph.edges(node) {
                shortest = shortest.min(here + length + other[next]);
            }
        }
    }

    /// The edges by which shortest paths cross the middle, each path one of them, with the number of those paths.
    fn crossing<'a>(
        &'a self,
        graph: &'a CompactGraph,
        length: f64,
        middle: f64,
    ) -> impl Iterator<Item = ([Vertex; 2], f64)> + Clone + 'a {
        let [first, second] = &self.sides;
        let [paths, back] = &self.paths;
        let near = move |distance: f64| distance < middle || tied(distance, middle);
        first.order.iter().filter(move |&&node| near(first.distance[node])).flat_map(move |&node| {
            graph.edges(node).filter_map(move |(next, step)| {
                let left = second.distance[next];
                let shortest = second.settled[next]
                    && !near(length - left)
                    && tied(first.distance[node] + step + left, length);
                shortest.then(|| ([node, next], paths[node] * back[next]))
            })
        })
    }

    /// From a node back to the end of one side, along shortest paths with equal chances; adds all but the end.
    fn walk(
        &self,
        graph: &CompactGraph,
        from: Vertex,
        end: Vertex,
        side: usize,
        random: &mut Random,
        inner: &mut Vec<Vertex>,
    ) {
        let (search, paths) = (&self.sides[side], &self.paths[side]);
        let mut node = from;
        while node != end {
            inner.push(node);
            let before = before(graph, search, node).map(|before| (before, paths[before]));
            let Some(chosen) = choose(before, random) else { return };
            node = chosen;
        }
    }
}

/// The neighbors that shortest paths to a settled node come from.
fn before<'a>(
    graph: &'a CompactGraph,
    search: &'a Dijkstra,
    node: Vertex,
) -> impl Iterator<Item = Vertex> + Clone + 'a {
    let here = search.distance[node];
    graph.edges(node).filter_map(move |(other, length)| {
        let there = search.distance[other];
        (there < here && tied(there + length, here)).then_some(other)
    })
}

fn count_paths(graph: &CompactGraph, search: &Dijkstra, paths: &mut TiVec<Vertex, f64>) {
    paths.resize(graph.len(), 0.0);
    for &node in &search.order {
        let sum = before(graph, search, node).map(|before| paths[before]).sum();
        paths[node] = sum;
        if search.distance[node] == 0.0 {
            paths[node] = 1.0;
        }
    }
}
