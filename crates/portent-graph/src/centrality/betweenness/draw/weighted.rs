//! Shortest paths by weighted length: Dijkstra's algorithm from both ends, nearest node first.

use super::{super::block::Problem, choose};
use crate::{
    centrality::shortest::{Dijkstra, Rows, tied},
    random::Random,
};

/// The searches from both ends; kept between draws to save allocations. A class is one node here.
#[derive(Debug, Default)]
pub(super) struct WeightedPaths {
    sides: [Dijkstra; 2],
    /// For each side and node, the number of shortest paths from the end; those of settled nodes are true.
    paths: [Vec<f64>; 2],
}

impl WeightedPaths {
    /// Adds the nodes inside one of the shortest paths between two nodes of a block.
    pub(super) fn draw(
        &mut self,
        problem: &Problem,
        ends: [u32; 2],
        random: &mut Random,
        inner: &mut Vec<u32>,
    ) {
        let rows = &problem.rows;
        self.sides.iter_mut().zip(ends).for_each(|(side, end)| side.start(rows, end));
        let (length, middle) = self.meet(rows);
        for (side, paths) in self.sides.iter().zip(&mut self.paths) {
            count_paths(rows, side, paths);
        }
        let Some(edge) = choose(self.crossing(rows, length, middle), random) else { return };
        for (side, from) in edge.into_iter().enumerate() {
            self.walk(rows, from, ends[side], side, random, inner);
        }
    }

    /// Goes on from both ends until no shorter path can come; gives the length of the shortest, and a distance from
    /// the first end short of which the first side has settled all nodes, and past which the second has.
    fn meet(&mut self, rows: &Rows) -> (f64, f64) {
        let mut shortest = f64::INFINITY;
        loop {
            let next = [0, 1].map(|side: usize| self.sides[side].next_distance());
            let sum = next[0] + next[1];
            if sum > shortest && !tied(sum, shortest) || sum.is_infinite() {
                let [first, second] = next.map(|next| next.min(shortest));
                return (shortest, f64::midpoint(shortest - second, first));
            }
            let side = usize::from(next[1] < next[0]);
            let Some(node) = self.sides[side].settle(rows) else { return (shortest, 0.0) };
            let (here, other) = (self.sides[side].distance[node as usize], &self.sides[1 - side].distance);
            for (next, length) in rows.edges(node) {
                shortest = shortest.min(here + length + other[next as usize]);
            }
        }
    }

    /// The edges by which shortest paths cross the middle, each path one of them, with the number of those paths.
    fn crossing<'a>(
        &'a self,
        rows: &'a Rows,
        length: f64,
        middle: f64,
    ) -> impl Iterator<Item = ([u32; 2], f64)> + Clone + 'a {
        let [first, second] = &self.sides;
        let [paths, back] = &self.paths;
        let near = move |distance: f64| distance < middle || tied(distance, middle);
        first.order.iter().filter(move |&&node| near(first.distance[node as usize])).flat_map(move |&node| {
            rows.edges(node).filter_map(move |(next, step)| {
                let left = second.distance[next as usize];
                let shortest = second.settled[next as usize]
                    && !near(length - left)
                    && tied(first.distance[node as usize] + step + left, length);
                shortest.then(|| ([node, next], paths[node as usize] * back[next as usize]))
            })
        })
    }

    /// From a node back to the end of one side, along shortest paths with equal chances; adds all but the end.
    fn walk(&self, rows: &Rows, from: u32, end: u32, side: usize, random: &mut Random, inner: &mut Vec<u32>) {
        let (search, paths) = (&self.sides[side], &self.paths[side]);
        let mut node = from;
        while node != end {
            inner.push(node);
            let before = before(rows, search, node).map(|before| (before, paths[before as usize]));
            let Some(chosen) = choose(before, random) else { return };
            node = chosen;
        }
    }
}

/// The neighbours that shortest paths to a settled node come from.
fn before<'a>(rows: &'a Rows, search: &'a Dijkstra, node: u32) -> impl Iterator<Item = u32> + Clone + 'a {
    let here = search.distance[node as usize];
    rows.edges(node).filter_map(move |(other, length)| {
        let there = search.distance[other as usize];
        (there < here && tied(there + length, here)).then_some(other)
    })
}

fn count_paths(rows: &Rows, search: &Dijkstra, paths: &mut Vec<f64>) {
    paths.resize(rows.len(), 0.0);
    for &node in &search.order {
        let sum = before(rows, search, node).map(|before| paths[before as usize]).sum();
        paths[node as usize] = sum;
        if search.distance[node as usize] == 0.0 {
            paths[node as usize] = 1.0;
        }
    }
}
