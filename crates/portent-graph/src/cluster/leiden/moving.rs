//! Fast local moving: every node to its best neighboring community, from a queue, until none can improve.

use super::network::{NOISE, Network, Scratch, TASK};
use crate::cluster::ClusterId;
use crate::index::{NodeRow, TiVec};
use crate::parallel;

/// Who is in which community, with what is needed to weigh a move.
pub(super) struct Communities {
    /// Community of each node, below the number of nodes.
    pub(super) of: TiVec<NodeRow, ClusterId>,
    /// Summed strength of each community's nodes.
    pub(super) strength: TiVec<ClusterId, f64>,
    /// Communities that refinement is to split: those with a node of `active`, and those that change.
    pub(super) fresh: TiVec<ClusterId, bool>,
    size: TiVec<ClusterId, u32>,
    /// Numbers that nobody bears; moves to a community of one's own take the last.
    empty: Vec<ClusterId>,
}

impl Communities {
    /// Communities numbered below the number of nodes; `active` lists the nodes whose communities are fresh.
    pub(super) fn new(network: &Network, of: TiVec<NodeRow, ClusterId>, active: &[NodeRow]) -> Self {
        let mut strength: TiVec<ClusterId, f64> = vec![0.0; of.len()].into();
        let mut size: TiVec<ClusterId, u32> = vec![0; of.len()].into();
        let mut fresh: TiVec<ClusterId, bool> = vec![false; of.len()].into();
        for &node in active {
            fresh[of[node]] = true;
        }
        for (node, &community) in of.iter_enumerated() {
            strength[community] += network.strengths[node];
            size[community] += 1;
        }
        let empty = size.keys().rev().filter(|&community| size[community] == 0).collect();
        Self { of, strength, fresh, size, empty }
    }

    fn transfer(&mut self, node: NodeRow, to: ClusterId, strength: f64) {
        let from = std::mem::replace(&mut self.of[node], to);
        if self.size[to] == 0 {
            self.empty.pop();
        }
        self.fresh[from] = true;
        self.fresh[to] = true;
        self.size[from] -= 1;
        self.size[to] += 1;
        self.strength[to] += strength;
        if self.size[from] == 0 {
            self.strength[from] = 0.0;
            self.empty.push(from);
        } else {
            self.strength[from] -= strength;
        }
    }
}

/// Nodes that wait, each at most once; a ring, because at most all nodes wait.
struct Queue {
    ring: Vec<NodeRow>,
    waits: TiVec<NodeRow, bool>,
    first: usize,
    len: usize,
}

impl Queue {
    fn new(nodes: usize, waiting: &[NodeRow]) -> Self {
        let mut ring = vec![NodeRow::default(); nodes];
        ring[..waiting.len()].copy_from_slice(waiting);
        let mut waits: TiVec<NodeRow, bool> = vec![false; nodes].into();
        for &node in waiting {
            waits[node] = true;
        }
        Self { ring, waits, first: 0, len: waiting.len() }
    }

    fn push(&mut self, node: NodeRow) {
        if self.waits[node] {
            return;
        }
        self.waits[node] = true;
        let mut at = self.first + self.len;
        if at >= self.ring.len() {
            at -= self.ring.len();
        }
        self.ring[at] = node;
        self.len += 1;
    }

    fn pop(&mut self) -> Option<NodeRow> {
        if self.len == 0 {
            return None;
        }
        let node = self.ring[self.first];
        self.waits[node] = false;
        self.first = if self.first + 1 == self.ring.len() { 0 } else { self.first + 1 };
        self.len -= 1;
        Some(node)
    }
}

/// Moves nodes, those of `order` first, until none that was looked at can be moved with a gain; gives the summed
/// gain, in units of weight. A node stays where no other community is better; of equally good ones it takes the
/// one that its row names first.
///
/// While many move, they are looked at in turn. Where few do, those at the head of a long queue are looked at together,
/// in parallel, and then those in turn that want to move; the rest come back if a neighbor has moved. What is done when
/// does not depend on the number of threads.
pub(super) fn move_nodes(network: &Network, communities: &mut Communities, order: &[NodeRow]) -> f64 {
    let queue = Queue::new(network.len(), order);
    let scratch = Scratch::new(network.len());
    let mut moving = Moving { network, communities, queue, scratch, gain: 0.0 };
    let mut scratches = Vec::new();
    let mut calm = false;
    while moving.queue.len > 0 {
        let (looked, moved) = if calm { moving.together(&mut scratches) } else { moving.in_turn() };
        calm = moved * MOVERS_OF_CALM < looked;
    }
    moving.gain
}

/// A queue is calm where less than one node in so many moves.
const MOVERS_OF_CALM: usize = 8;

/// Pieces of a stretch that are looked at together.
const PIECES: usize = 8;

struct Moving<'a> {
    network: &'a Network,
    communities: &'a mut Communities,
    queue: Queue,
    scratch: Scratch<ClusterId>,
    gain: f64,
}

impl Moving<'_> {
    /// Looks at the nodes at the head of the queue one by one; gives how many there were and how many moved.
    fn in_turn(&mut self) -> (usize, usize) {
        let (mut looked, mut moved, mut ends) = (0, 0, 0);
        while ends < TASK {
            let Some(node) = self.queue.pop() else { break };
            ends += self.network.links(node).len();
            looked += 1;
            moved += usize::from(self.visit(node));
        }
        (looked, moved)
    }

    /// Like [`Self::in_turn`], but passes over those that would not move now.
    fn together(&mut self, scratches: &mut Vec<Scratch<ClusterId>>) -> (usize, usize) {
        let mut nodes = Vec::new();
        let mut ends = 0;
        while ends < TASK {
            let Some(node) = self.queue.pop() else { break };
            ends += self.network.links(node).len();
            nodes.push(node);
        }
        let looked = nodes.len();
        if ends >= TASK {
            nodes = self.restless(&nodes, scratches);
        }
        let moved = nodes.into_iter().filter(|&node| self.visit(node)).count();
        (looked, moved)
    }

    /// The nodes that would move now, in order.
    fn restless(&self, nodes: &[NodeRow], scratches: &mut Vec<Scratch<ClusterId>>) -> Vec<NodeRow> {
        scratches.resize_with(PIECES, || Scratch::new(self.network.len()));
        let mut found: [Vec<NodeRow>; PIECES] = Default::default();
        let pieces = nodes.chunks(nodes.len().div_ceil(PIECES).max(1));
        parallel::consume(pieces.zip(scratches).zip(&mut found), |_, ((nodes, scratch), found)| {
            let moves = |&node: &NodeRow| best_move(self.network, self.communities, scratch, node).is_some();
            found.extend(nodes.iter().copied().filter(moves));
        });
        found.concat()
    }

    /// Moves a node to where it gains most, if anywhere; neighbors elsewhere wait to be looked at.
    fn visit(&mut self, node: NodeRow) -> bool {
        let Some((to, gain)) = best_move(self.network, self.communities, &mut self.scratch, node) else {
            return false;
        };
        self.gain += gain;
        self.communities.transfer(node, to, self.network.strengths[node]);
        for link in self.network.links(node) {
            if self.communities.of[link.to] != to {
                self.queue.push(link.to);
            }
        }
        true
    }
}

/// The best community for a node and what it gains there over staying; `None` where nothing is gained.
fn best_move(
    network: &Network,
    communities: &Communities,
    scratch: &mut Scratch<ClusterId>,
    node: NodeRow,
) -> Option<(ClusterId, f64)> {
    for link in network.links(node) {
        scratch.add(communities.of[link.to], link.weight);
    }
    let (to, gain) = weigh(network, communities, scratch, node);
    scratch.clear();
    (gain > NOISE * network.total).then_some((to, gain))
}

/// The best community for a node, with its gain; `scratch` holds its weight to each.
fn weigh(
    network: &Network,
    communities: &Communities,
    scratch: &Scratch<ClusterId>,
    node: NodeRow,
) -> (ClusterId, f64) {
    let from = communities.of[node];
    let strength = network.strengths[node];
    let expected = strength * network.scale;
    let stays = scratch.weight(from) - expected * (communities.strength[from] - strength);
    let (mut to, mut best) = (from, stays);
    for &community in scratch.met() {
        if community == from {
            continue;
        }
        let value = scratch.weight(community) - expected * communities.strength[community];
        if value > best {
            (to, best) = (community, value);
        }
    }
    match communities.empty.last() {
        Some(&alone) if best < 0.0 && communities.size[from] > 1 => (alone, -stays),
        _ => (to, best - stays),
    }
}
