//! Blocks (biconnected components) with the number of nodes that hang on each of their members.

use super::components::{Components, components};
use crate::Adjacency;
use crate::csr::Lists;
use crate::index::{NodeRow, TiVec};

/// The blocks of a graph; every edge lies in exactly one. Isolated nodes lie in none.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Blocks {
    /// The connected components the blocks lie in.
    pub components: Components,
    members: Lists<NodeRow>,
    /// What hangs on each of the members.
    reach: Vec<u32>,
}

/// One block; its last member is its top, the one met first by the search.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Block<'a> {
    /// The members: at least two.
    pub nodes: &'a [NodeRow],
    /// For each member, how many nodes (itself included) reach the rest of the block only through it.
    /// They add up to the size of the component.
    pub reach: &'a [u32],
}

impl Blocks {
    /// How many blocks.
    #[must_use]
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there are no blocks, hence no edges.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The block with this index; a block comes after those that hang below it.
    #[must_use]
    pub fn block(&self, index: usize) -> Block<'_> {
        Block { nodes: &self.members[index], reach: &self.reach[self.members.range(index)] }
    }

    /// All blocks.
    pub fn iter(&self) -> impl Iterator<Item = Block<'_>> + '_ {
        (0..self.len()).map(|index| self.block(index))
    }
}

/// Splits a graph into its blocks by one depth-first search without recursion: O(nodes + edges).
///
/// Hopcroft, Tarjan, "Algorithm 447: efficient algorithms for graph manipulation", CACM 16(6), 1973,
/// doi:10.1145/362248.362272.
#[must_use]
pub fn blocks(adjacency: &Adjacency) -> Blocks {
    let components = components(adjacency);
    let mut search = Search::new(adjacency.len());
    for root in adjacency.nodes() {
        if search.order[root] == 0 {
            search.run(adjacency, root, components.sizes[components.of[root]]);
        }
    }
    Blocks { components, members: search.members, reach: search.reach }
}

struct Search {
    members: Lists<NodeRow>,
    reach: Vec<u32>,
    clock: u32,
    /// When a node was met, from 1; 0 = not yet.
    order: TiVec<NodeRow, u32>,
    low: TiVec<NodeRow, u32>,
    /// Nodes at or below a node outside the block that leads up from it.
    hanging: TiVec<NodeRow, u32>,
    /// The path from the root: node and next neighbor to look at.
    path: Vec<(NodeRow, usize)>,
    open: Vec<NodeRow>,
}

impl Search {
    fn new(nodes: usize) -> Self {
        Self {
            members: Lists::default(),
            reach: Vec::new(),
            clock: 0,
            order: vec![0; nodes].into(),
            low: vec![0; nodes].into(),
            hanging: vec![1; nodes].into(),
            path: Vec::new(),
            open: Vec::new(),
        }
    }

    fn run(&mut self, adjacency: &Adjacency, root: NodeRow, size: u32) {
        self.enter(root);
        while let Some(&mut (node, ref mut next)) = self.path.last_mut() {
            let Some(&neighbor) = adjacency.neighbors(node).get(*next) else {
                self.path.pop();
                self.leave(node, size);
                continue;
            };
            *next += 1;
            let met = self.order[neighbor];
            if met == 0 {
                self.enter(neighbor);
            } else {
                self.low[node] = self.low[node].min(met);
            }
        }
        self.open.clear();
    }

    fn enter(&mut self, node: NodeRow) {
        self.clock += 1;
        self.order[node] = self.clock;
        self.low[node] = self.clock;
        self.path.push((node, 0));
        self.open.push(node);
    }

    /// The edge to the parent counts as a way up to the parent only, so a block closes at equality.
    fn leave(&mut self, node: NodeRow, size: u32) {
        let Some(&(parent, _)) = self.path.last() else { return };
        if self.low[node] < self.order[parent] {
            self.low[parent] = self.low[parent].min(self.low[node]);
            return;
        }
        let first = self.open.iter().rposition(|&member| member == node).unwrap_or(0);
        let before = self.reach.len();
        self.reach.extend(self.open[first..].iter().rev().map(|&member| self.hanging[member]));
        let below: u32 = self.reach[before..].iter().sum();
        self.reach.push(size - below);
        self.members.push(self.open.drain(first..).rev().chain([parent]));
        self.hanging[parent] += below;
    }
}

#[cfg(test)]
mod tests {
    use super::blocks;
    use crate::{Adjacency, random::Random};

    fn graph(nodes: usize, pairs: &[(u32, u32)]) -> Adjacency {
        Adjacency::from_numbers(nodes, pairs.iter().map(|&(a, b)| (a, b, 1.0)))
    }

    #[test]
    fn a_triangle_with_a_tail_has_two_blocks_and_a_bridge() {
        // 0-1-2 triangle, 2-3 bridge, 3-4-5 triangle.
        let found = blocks(&graph(6, &[(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (3, 5), (4, 5)]));
        let mut members: Vec<(Vec<u32>, Vec<u32>)> = found
            .iter()
            .map(|block| {
                let mut pairs: Vec<(u32, u32)> =
                    block.nodes.iter().map(|node| node.get()).zip(block.reach.iter().copied()).collect();
                pairs.sort_unstable();
                pairs.into_iter().unzip()
            })
            .collect();
        members.sort();
        assert_eq!(
            members,
            [(vec![0, 1, 2], vec![1, 1, 4]), (vec![2, 3], vec![3, 3]), (vec![3, 4, 5], vec![4, 1, 1])]
        );
    }

    #[test]
    fn reach_adds_up_to_the_component_and_cut_nodes_are_petgraphs_articulation_points() {
        let mut random = Random::new(11);
        for edges in [30, 60, 90, 120, 200] {
            let mut pairs: Vec<(u32, u32)> = (0..edges)
                .map(|_| (random.below(80) as u32, random.below(80) as u32))
                .filter(|(a, b)| a < b)
                .collect();
            pairs.sort_unstable();
            pairs.dedup();
            let found = blocks(&graph(80, &pairs));
            let mut blocks_of = [0; 80];
            for block in found.iter() {
                let component = found.components.of[block.nodes[0]];
                assert_eq!(block.reach.iter().sum::<u32>(), found.components.sizes[component]);
                block.nodes.iter().for_each(|&node| blocks_of[usize::from(node)] += 1);
            }
            let theirs = petgraph::graph::UnGraph::<(), ()>::from_edges(&pairs);
            let mut cut: Vec<usize> = petgraph::algo::articulation_points::articulation_points(&theirs)
                .iter()
                .map(|node| node.index())
                .collect();
            cut.sort_unstable();
            let ours: Vec<usize> = (0..80).filter(|&node| blocks_of[node] > 1).collect();
            assert_eq!(ours, cut);
        }
    }

    #[test]
    fn a_path_of_a_hundred_thousand_nodes_does_not_overflow_the_stack() {
        let pairs: Vec<(u32, u32)> = (0..99_999).map(|node| (node, node + 1)).collect();
        assert_eq!(blocks(&graph(100_000, &pairs)).len(), 99_999);
    }
}
