//! The weighted network that an iteration works on: the graph, or the graph of its parts.

use crate::graph::Adjacency;
use crate::graph::rows::sorted_into;

/// Gains below this share of the total weight are rounding.
pub(super) const NOISE: f64 = 1e-13;

/// One end of an edge as its other end sees it; kept together, because every pass reads both.
#[derive(Clone, Copy)]
pub(super) struct Link {
    pub(super) to: u32,
    pub(super) weight: f64,
}

/// Compressed rows with the strength of each node; weight inside a node counts in its strength alone.
pub(super) struct Network {
    offsets: Vec<u32>,
    links: Vec<Link>,
    /// Summed weight of all edge ends at each node, those inside it included.
    pub(super) strengths: Vec<f64>,
    /// Sum of all strengths: 2m.
    pub(super) total: f64,
    /// Mean weight of the graph's edges: what gains are compared with.
    pub(super) unit: f64,
    /// Resolution / 2m: times the strengths of a node and a community, the expected weight between them.
    pub(super) scale: f64,
}

/// Sums by community number, reused from node to node: `weight` is 0 but for what `touched` lists.
pub(super) struct Scratch {
    pub(super) weight: Vec<f64>,
    pub(super) touched: Vec<u32>,
}

impl Scratch {
    pub(super) fn new(size: usize) -> Self {
        Self { weight: vec![0.0; size], touched: Vec::new() }
    }

    #[inline]
    pub(super) fn add(&mut self, community: u32, weight: f64) {
        let slot = &mut self.weight[community as usize];
        if *slot == 0.0 {
            self.touched.push(community);
        }
        *slot += weight;
    }

    pub(super) fn clear(&mut self) {
        for &community in &self.touched {
            self.weight[community as usize] = 0.0;
        }
        self.touched.clear();
    }
}

impl Network {
    pub(super) fn new(adjacency: &Adjacency, resolution: f64) -> Self {
        let nodes = adjacency.len() as u32;
        let mut network = Self {
            offsets: vec![0],
            links: Vec::with_capacity(adjacency.edge_count() * 2),
            strengths: Vec::with_capacity(adjacency.len()),
            total: 0.0,
            unit: 0.0,
            scale: 0.0,
        };
        for node in 0..nodes {
            network.links.extend(adjacency.edges(node).map(|(to, weight)| Link { to, weight }));
            network.offsets.push(network.links.len() as u32);
            network.strengths.push(adjacency.weights(node).iter().sum());
        }
        network.total = network.strengths.iter().sum();
        if network.total > 0.0 {
            network.unit = network.total / network.links.len() as f64;
            network.scale = resolution / network.total;
        }
        network
    }

    pub(super) fn len(&self) -> usize {
        self.strengths.len()
    }

    pub(super) fn links(&self, node: u32) -> &[Link] {
        &self.links[self.offsets[node as usize] as usize..self.offsets[node as usize + 1] as usize]
    }

    /// The network whose nodes are the `count` parts; `scratch` holds at least `count` slots.
    pub(super) fn aggregate(&self, parts: &[u32], count: usize, scratch: &mut Scratch) -> Self {
        let (starts, members) = sorted_into(count, parts.iter().copied());
        let mut coarse = Self {
            offsets: Vec::with_capacity(count + 1),
            links: Vec::new(),
            strengths: Vec::with_capacity(count),
            total: self.total,
            unit: self.unit,
            scale: self.scale,
        };
        coarse.offsets.push(0);
        for part in 0..count {
            let mut strength = 0.0;
            for &node in &members[starts[part] as usize..starts[part + 1] as usize] {
                strength += self.strengths[node as usize];
                for link in self.links(node) {
                    let other = parts[link.to as usize];
                    if other as usize != part {
                        scratch.add(other, link.weight);
                    }
                }
            }
            let weight = |to: u32| scratch.weight[to as usize];
            coarse.links.extend(scratch.touched.iter().map(|&to| Link { to, weight: weight(to) }));
            coarse.offsets.push(coarse.links.len() as u32);
            coarse.strengths.push(strength);
            scratch.clear();
        }
        coarse
    }

    /// Splits communities into connected parts, numbered by their smallest node; gives the numbers and how many.
    pub(super) fn connected_parts(&self, of: &[u32]) -> (Vec<u32>, usize) {
        let mut part = vec![u32::MAX; of.len()];
        let mut count = 0;
        let mut stack = Vec::new();
        for first in 0..of.len() {
            if part[first] != u32::MAX {
                continue;
            }
            part[first] = count;
            stack.push(first as u32);
            while let Some(node) = stack.pop() {
                for link in self.links(node) {
                    if part[link.to as usize] == u32::MAX && of[link.to as usize] == of[first] {
                        part[link.to as usize] = count;
                        stack.push(link.to);
                    }
                }
            }
            count += 1;
        }
        (part, count as usize)
    }
}

/// Puts each node with a single neighbor together with that neighbor (of two that have only each other, the
/// later with the earlier); gives the part of each node and how many.
///
/// Up to resolution 1 some partition of highest modularity keeps them together: Arenas, Duch, Fernandez, Gomez,
/// "Size reduction of complex networks preserving modularity", New J. Phys. 9, 176 (2007).
pub(super) fn fold_leaves(adjacency: &Adjacency) -> (Vec<u32>, usize) {
    let nodes = adjacency.len() as u32;
    let holder = |node: u32| match *adjacency.neighbors(node) {
        [neighbor] if adjacency.degree(neighbor) > 1 || neighbor < node => neighbor,
        _ => node,
    };
    let mut part = vec![u32::MAX; adjacency.len()];
    let mut count = 0;
    for node in (0..nodes).filter(|&node| holder(node) == node) {
        part[node as usize] = count;
        count += 1;
    }
    for node in 0..nodes {
        part[node as usize] = part[holder(node) as usize];
    }
    (part, count as usize)
}
