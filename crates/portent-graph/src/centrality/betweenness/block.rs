//! One block as the search sees it: classes of equal nodes, with the weight of what hangs on them.

use crate::{
    Adjacency,
    random::Random,
    {
        biconnected::{Block, Blocks},
        centrality::{Distances, shortest::Rows},
    },
};

/// A block of at least three nodes.
#[derive(Debug)]
pub(super) struct Problem {
    /// The nodes, in the graph's numbers.
    nodes: Vec<u32>,
    /// The class of each node.
    class_of: Vec<u32>,
    /// The rows between classes.
    pub(super) rows: Rows,
    /// How many nodes a class has: equal steps that a path may take.
    pub(super) copies: Vec<f64>,
    /// How many nodes of the component hang on each class, itself included.
    pub(super) reach: Vec<f64>,
    /// For each class, what pairs inside it give to each node of the classes beside it.
    within: Vec<f64>,
    /// How many nodes the component has.
    pub(super) total: f64,
}

impl Problem {
    /// How many classes.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Sources times arcs.
    pub(super) fn work(&self) -> f64 {
        self.len() as f64 * self.rows.targets.len() as f64
    }

    /// Adds one value a class to all its nodes.
    pub(super) fn add_to(&self, all: &mut [f64], values: &[f64]) {
        for (&node, &class) in self.nodes.iter().zip(&self.class_of) {
            all[node as usize] += values[class as usize];
        }
    }

    /// Adds the pairs of nodes of one class: not adjacent, so each path passes through one common neighbour.
    pub(super) fn add_within_classes(&self, all: &mut [f64]) {
        let values: Vec<f64> = (0..self.len() as u32)
            .map(|class| self.rows.neighbors(class).iter().map(|&beside| self.within[beside as usize]).sum())
            .collect();
        self.add_to(all, &values);
    }
}

/// The problems of all blocks with at least three nodes, in the order of the blocks. O(nodes + edges log degree).
pub(super) fn problems(adjacency: &Adjacency, blocks: &Blocks, distances: Distances) -> Vec<Problem> {
    let mut local = vec![u32::MAX; adjacency.len()];
    blocks
        .iter()
        .filter(|block| block.nodes.len() > 2)
        .map(|block| {
            let rows = block_rows(adjacency, block, distances, &mut local);
            problem(block, rows, distances)
        })
        .collect()
}

/// The rows of a block, by a scan of all members but the top: each is below one block only, so that all blocks
/// together take O(edges), while the top may be a hub of many blocks.
fn block_rows(adjacency: &Adjacency, block: Block<'_>, distances: Distances, local: &mut [u32]) -> Rows {
    for (index, &node) in block.nodes.iter().enumerate() {
        local[node as usize] = index as u32;
    }
    let top = block.nodes.len() as u32 - 1;
    let (mut arcs, mut lengths) = (Vec::new(), Vec::new());
    for (index, &node) in block.nodes[..top as usize].iter().enumerate() {
        for (other, weight) in adjacency.edges(node) {
            let other = local[other as usize];
            if other == u32::MAX {
                continue;
            }
            arcs.push((index as u32, other));
            lengths.push(1.0 / weight);
            if other == top {
                arcs.push((top, index as u32));
                lengths.push(1.0 / weight);
            }
        }
    }
    block.nodes.iter().for_each(|&node| local[node as usize] = u32::MAX);
    if distances == Distances::Hops {
        lengths.clear();
    }
    Rows::new(block.nodes.len(), &arcs, &lengths)
}

fn problem(block: Block<'_>, mut rows: Rows, distances: Distances) -> Problem {
    let members = block.nodes.len();
    let leaders: Vec<u32> = match distances {
        Distances::Weighted => (0..members as u32).collect(),
        Distances::Hops => {
            for node in 0..members {
                rows.targets[rows.offsets[node] as usize..rows.offsets[node + 1] as usize].sort_unstable();
            }
            leaders(&rows)
        }
    };
    let (class_of, firsts) = number(&rows, &leaders);
    let mut copies = vec![0.0; firsts.len()];
    let mut reach = vec![0.0; firsts.len()];
    let mut squares = vec![0.0; firsts.len()];
    for (&class, &hanging) in class_of.iter().zip(block.reach) {
        copies[class as usize] += 1.0;
        reach[class as usize] += f64::from(hanging);
        squares[class as usize] += f64::from(hanging) * f64::from(hanging);
    }
    let within = firsts
        .iter()
        .enumerate()
        .map(|(class, &first)| {
            let beside = rows.neighbors(first);
            // A class of adjacent nodes needs no path through others.
            let open = beside.iter().all(|&other| class_of[other as usize] != class as u32);
            let pairs = (reach[class] * reach[class] - squares[class]) / 2.0;
            if open { pairs / beside.len() as f64 } else { 0.0 }
        })
        .collect();
    let total = block.reach.iter().map(|&hanging| f64::from(hanging)).sum();
    rows = quotient(&rows, &class_of, &firsts);
    Problem { nodes: block.nodes.to_vec(), class_of, rows, copies, reach, within, total }
}

/// Numbers the classes in breadth-first order from the node with the most neighbours: what searches read together
/// then lies together. Returns the class of each node and the leader of each class.
fn number(rows: &Rows, leaders: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut class_of = vec![u32::MAX; leaders.len()];
    let degree = |node: &u32| (rows.neighbors(*node).len(), std::cmp::Reverse(*node));
    let mut firsts: Vec<u32> =
        (0..leaders.len() as u32).max_by_key(degree).map(|hub| leaders[hub as usize]).into_iter().collect();
    firsts.iter().for_each(|&first| class_of[first as usize] = 0);
    let mut head = 0;
    while let Some(&class) = firsts.get(head) {
        head += 1;
        for &next in rows.neighbors(class) {
            let leader = leaders[next as usize] as usize;
            if class_of[leader] == u32::MAX {
                class_of[leader] = firsts.len() as u32;
                firsts.push(leader as u32);
            }
        }
    }
    let class_of = leaders.iter().map(|&leader| class_of[leader as usize]).collect();
    (class_of, firsts)
}

/// Rows between classes: a node beside one node of a class is beside all of it.
fn quotient(rows: &Rows, class_of: &[u32], firsts: &[u32]) -> Rows {
    let (mut arcs, mut lengths) = (Vec::new(), Vec::new());
    for (class, &first) in firsts.iter().enumerate() {
        for (at, &other) in rows.neighbors(first).iter().enumerate() {
            let there = class_of[other as usize];
            if there != class as u32 && firsts[there as usize] == other {
                arcs.push((class as u32, there));
                lengths.extend(rows.lengths_of(first).get(at));
            }
        }
    }
    Rows::new(firsts.len(), &arcs, &lengths)
}

/// For each node the first node with the same neighbours, themselves left out. Nodes with one hash are compared.
fn leaders(rows: &Rows) -> Vec<u32> {
    let mut leaders: Vec<u32> = (0..rows.len() as u32).collect();
    let hash = |node: u32| Random::new(u64::from(node)).next_u64();
    let open: Vec<u64> = (0..rows.len() as u32)
        .map(|node| rows.neighbors(node).iter().fold(0u64, |sum, &other| sum.wrapping_add(hash(other))))
        .collect();
    let closed: Vec<u64> =
        open.iter().enumerate().map(|(node, sum)| sum.wrapping_add(hash(node as u32))).collect();
    for hashes in [open, closed] {
        let mut order: Vec<u32> = (0..rows.len() as u32).collect();
        order.sort_by_key(|&node| (hashes[node as usize], node));
        for run in order.chunk_by(|&a, &b| hashes[a as usize] == hashes[b as usize]) {
            for &node in &run[1..] {
                if equal_neighbors(rows, run[0], node) {
                    leaders[node as usize] = run[0];
                }
            }
        }
    }
    leaders
}

fn equal_neighbors(rows: &Rows, a: u32, b: u32) -> bool {
    let without = |row: &'_ [u32], node: u32| row.iter().copied().filter(|&other| other != node).collect();
    let (a_row, b_row): (Vec<u32>, Vec<u32>) = (without(rows.neighbors(a), b), without(rows.neighbors(b), a));
    a_row == b_row
}
