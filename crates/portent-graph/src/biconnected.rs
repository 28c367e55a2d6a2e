//! Blocks (biconnected components) with the number of nodes that hang on each of their members.

use super::components::{Components, components};
use crate::Adjacency;

/// The blocks of a graph; every edge lies in exactly one. Isolated nodes lie in none.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Blocks {
    /// The connected components the blocks lie in.
    pub components: Components,
    offsets: Vec<u32>,
    nodes: Vec<u32>,
    reach: Vec<u32>,
}

/// One block; its last member is its top, the one met first by the search.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Block<'a> {
    /// The members: at least two.
    pub nodes: &'a [u32],
    /// For each member, how many nodes (itself included) reach the rest of the block only through it.
    /// They add up to the size of the component.
    pub reach: &'a [u32],
}

impl Blocks {
    /// How many blocks.
    #[must_use]
    pub fn len(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    /// Whether there are no blocks, hence no edges.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The block with this index; a block comes after those that hang below it.
    #[must_use]
    pub fn block(&self, index: usize) -> Block<'_> {
        let range = self.offsets[index] as usize..self.offsets[index + 1] as usize;
        Block { nodes: &self.nodes[range.clone()], reach: &self.reach[range] }
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
    for root in 0..adjacency.len() as u32 {
        if search.order[root as usize] == 0 {
            let size = components.sizes[components.of[root as usize] as usize];
            search.run(adjacency, root, size);
        }
    }
    let mut found = search.found;
    found.components = components;
    found
}

struct Search {
    found: Blocks,
    clock: u32,
    /// When a node was met, from 1; 0 = not yet.
    order: Vec<u32>,
    low: Vec<u32>,
    /// Nodes at or below a node outside the block that leads up from it.
    hanging: Vec<u32>,
    /// The path from the root: node and next neighbour to look at.
    path: Vec<(u32, u32)>,
    open: Vec<u32>,
}

impl Search {
    fn new(nodes: usize) -> Self {
        Self {
            found: Blocks { offsets: vec![0], ..Blocks::default() },
            clock: 0,
            order: vec![0; nodes],
            low: vec![0; nodes],
            hanging: vec![1; nodes],
            path: Vec::new(),
            open: Vec::new(),
        }
    }

    fn run(&mut self, adjacency: &Adjacency, root: u32, size: u32) {
        self.enter(root);
        while let Some(&mut (node, ref mut next)) = self.path.last_mut() {
            let Some(&neighbor) = adjacency.neighbors(node).get(*next as usize) else {
                self.path.pop();
                self.leave(node, size);
                continue;
            };
            *next += 1;
            let met = self.order[neighbor as usize];
            if met == 0 {
                self.enter(neighbor);
            } else {
                self.low[node as usize] = self.low[node as usize].min(met);
            }
        }
        self.open.clear();
    }

    fn enter(&mut self, node: u32) {
        self.clock += 1;
        self.order[node as usize] = self.clock;
        self.low[node as usize] = self.clock;
        self.path.push((node, 0));
        self.open.push(node);
    }

    /// The edge to the parent counts as a way up to the parent only, so a block closes at equality.
    fn leave(&mut self, node: u32, size: u32) {
        let Some(&(parent, _)) = self.path.last() else { return };
        if self.low[node as usize] < self.order[parent as usize] {
            self.low[parent as usize] = self.low[parent as usize].min(self.low[node as usize]);
            return;
        }
        let mut below = 0;
        while let Some(member) = self.open.pop() {
            below += self.hanging[member as usize];
            self.found.nodes.push(member);
            self.found.reach.push(self.hanging[member as usize]);
            if member == node {
                break;
            }
        }
        self.hanging[parent as usize] += below;
        self.found.nodes.push(parent);
        self.found.reach.push(size - below);
        self.found.offsets.push(self.found.nodes.len() as u32);
    }
}

#[cfg(test)]
mod tests {
    use super::blocks;
    use crate::{Adjacency, random::Random};

    fn graph(nodes: usize, pairs: &[(u32, u32)]) -> Adjacency {
        Adjacency::from_edges(nodes, pairs.iter().map(|&(a, b)| (a, b, 1.0)))
    }

    #[test]
    fn a_triangle_with_a_tail_has_two_blocks_and_a_bridge() {
        // 0-1-2 triangle, 2-3 bridge, 3-4-5 triangle.
        let found = blocks(&graph(6, &[(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (3, 5), (4, 5)]));
        let mut members: Vec<(Vec<u32>, Vec<u32>)> = found
            .iter()
            .map(|block| {
                let mut pairs: Vec<(u32, u32)> =
                    block.nodes.iter().copied().zip(block.reach.iter().copied()).collect();
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
                let component = found.components.of[block.nodes[0] as usize];
                assert_eq!(block.reach.iter().sum::<u32>(), found.components.sizes[component as usize]);
                block.nodes.iter().for_each(|&node| blocks_of[node as usize] += 1);
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
