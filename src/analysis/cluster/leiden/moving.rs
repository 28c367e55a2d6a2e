//! Fast local moving: every node to its best neighboring community, from a queue, until none can improve.

use super::network::{NOISE, Network, Scratch};

/// Who is in which community, with what is needed to weigh a move.
pub(super) struct Communities {
    /// Community of each node, below the number of nodes.
    pub(super) of: Vec<u32>,
    /// Summed strength of each community's nodes.
    pub(super) strength: Vec<f64>,
    /// Communities that refinement is to split: those with a node of `active`, and those that change.
    pub(super) fresh: Vec<bool>,
    size: Vec<u32>,
    /// Numbers that nobody bears; moves to a community of one's own take the last.
    empty: Vec<u32>,
}

impl Communities {
    /// Communities numbered below the number of nodes; `active` lists the nodes whose communities are fresh.
    pub(super) fn new(network: &Network, of: Vec<u32>, active: &[u32]) -> Self {
        let mut strength = vec![0.0; of.len()];
        let mut size = vec![0u32; of.len()];
        let mut fresh = vec![false; of.len()];
        for &node in active {
            fresh[of[node as usize] as usize] = true;
        }
        for (node, &community) in of.iter().enumerate() {
            strength[community as usize] += network.strengths[node];
            size[community as usize] += 1;
        }
        let empty = (0..of.len() as u32).rev().filter(|&community| size[community as usize] == 0).collect();
        Self { of, strength, fresh, size, empty }
    }

    fn transfer(&mut self, node: u32, to: u32, strength: f64) {
        let from = std::mem::replace(&mut self.of[node as usize], to);
        if self.size[to as usize] == 0 {
            self.empty.pop();
        }
        self.fresh[from as usize] = true;
        self.fresh[to as usize] = true;
        self.size[from as usize] -= 1;
        self.size[to as usize] += 1;
        self.strength[to as usize] += strength;
        if self.size[from as usize] == 0 {
            self.strength[from as usize] = 0.0;
            self.empty.push(from);
        } else {
            self.strength[from as usize] -= strength;
        }
    }
}

/// Nodes that wait, each at most once; a ring, because at most all nodes wait.
struct Queue {
    ring: Vec<u32>,
    waits: Vec<bool>,
    first: usize,
    len: usize,
}

impl Queue {
    fn new(nodes: usize, waiting: &[u32]) -> Self {
        let mut ring = vec![0; nodes];
        ring[..waiting.len()].copy_from_slice(waiting);
        let mut waits = vec![false; nodes];
        for &node in waiting {
            waits[node as usize] = true;
        }
        Self { ring, waits, first: 0, len: waiting.len() }
    }

    fn push(&mut self, node: u32) {
        if self.waits[node as usize] {
            return;
        }
        self.waits[node as usize] = true;
        let mut at = self.first + self.len;
        if at >= self.ring.len() {
            at -= self.ring.len();
        }
        self.ring[at] = node;
        self.len += 1;
    }

    fn pop(&mut self) -> Option<u32> {
        if self.len == 0 {
            return None;
        }
        let node = self.ring[self.first];
        self.waits[node as usize] = false;
        self.first = if self.first + 1 == self.ring.len() { 0 } else { self.first + 1 };
        self.len -= 1;
        Some(node)
    }
}

/// Moves nodes, those of `order` first, until none that was looked at can be moved with a gain; gives the summed
/// gain, in units of weight. A node stays where no other community is better; of equally good ones it takes the
/// one that its row names first.
pub(super) fn move_nodes(
    network: &Network,
    communities: &mut Communities,
    order: &[u32],
    scratch: &mut Scratch,
) -> f64 {
    let noise = NOISE * network.total;
    let mut queue = Queue::new(network.len(), order);
    let mut gain = 0.0;
    while let Some(node) = queue.pop() {
        for link in network.links(node) {
            scratch.add(communities.of[link.to as usize], link.weight);
        }
        let (to, better) = best_move(network, communities, scratch, node);
        scratch.clear();
        if better <= noise {
            continue;
        }
        gain += better;
        communities.transfer(node, to, network.strengths[node as usize]);
        for link in network.links(node) {
            if communities.of[link.to as usize] != to {
                queue.push(link.to);
            }
        }
    }
    gain
}

/// The best community for a node and what it gains there over staying; `scratch` holds its weight to each.
fn best_move(network: &Network, communities: &Communities, scratch: &Scratch, node: u32) -> (u32, f64) {
    let from = communities.of[node as usize];
    let strength = network.strengths[node as usize];
    let expected = strength * network.scale;
    let stays = scratch.weight[from as usize] - expected * (communities.strength[from as usize] - strength);
    let (mut to, mut best) = (from, stays);
    for &community in &scratch.touched {
        if community == from {
            continue;
        }
        let value = scratch.weight[community as usize] - expected * communities.strength[community as usize];
        if value > best {
            (to, best) = (community, value);
        }
    }
    match communities.empty.last() {
        Some(&alone) if best < 0.0 && communities.size[from as usize] > 1 => (alone, -stays),
        _ => (to, best - stays),
    }
}
