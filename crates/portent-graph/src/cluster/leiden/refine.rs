//! Refinement: each community is split into parts that are well connected inside it.
//!
//! Communities do not touch each other here, so each is taken out of the network and split on its own, in parallel.

use super::moving::Communities;
use super::network::{Link, Network, Scratch, pieces};
use crate::cluster::ClusterId;
use crate::csr::Csr;
use crate::index::{NodeRow, TiVec};
use crate::parallel;
use crate::random::Random;

/// How much chance decides: the paper's theta, in mean edge weights. At 0.05 modularity on our graphs comes out
/// higher than at the paper's 0.01 or above 0.1.
const RANDOMNESS: f64 = 0.05;

/// Choices that are this many thetas worse than the best have a chance below 1e-16 and are left out.
const HOPELESS: f64 = 37.0;

/// Joins the nodes of each fresh community, in the given order, to parts of it; a node joins only if
/// it and the part are well connected to the community, only with a gain, and rather with a high one. Other
/// communities stay whole. Gives the compacted part of each node and how many parts. Every part is connected.
///
/// Each community has its own random numbers, so that the number of threads changes nothing.
pub(super) fn refine(
    network: &Network,
    communities: &Communities,
    order: &[NodeRow],
    random: &mut Random,
) -> (TiVec<NodeRow, NodeRow>, usize) {
    let seed = random.next_u64();
    let split = Split::new(network, communities, order);
    let pieces = pieces(split.members.iter().map(<[NodeRow]>::len), TASK);
    let firsts = parallel::map_with(pieces.len(), 1, Room::default, |room, piece| {
        let (communities, nodes) = pieces[piece].clone();
        let mut first = Vec::with_capacity(nodes);
        communities.for_each(|community| split.refine(ClusterId::from(community), seed, room, &mut first));
        first
    });
    let mut of: TiVec<NodeRow, NodeRow> = vec![NodeRow::default(); network.len()].into();
    for (&node, &first) in split.members.items().iter().zip(firsts.iter().flatten()) {
        of[node] = first;
    }
    super::compact(&of)
}

/// Nodes that one task refines, at least.
const TASK: usize = 8192;

/// The nodes by community.
struct Split<'a> {
    network: &'a Network,
    communities: &'a Communities,
    members: Csr<ClusterId, NodeRow>,
    /// The place of each node among those of its community.
    place: TiVec<NodeRow, Place>,
}

crate::index_type! {
    /// The place of a node among those of its community.
    struct Place;
}

/// One community taken out of the network, nodes numbered by place, and its parts while they grow; a part bears the
/// number of its first node.
struct Room {
    rows: Csr<Place, Link<Place>>,
    part: TiVec<Place, Place>,
    strength: TiVec<Place, f64>,
    /// Weight from the part to the rest of its community.
    outward: TiVec<Place, f64>,
    alone: TiVec<Place, bool>,
    scratch: Scratch<Place>,
    choices: Vec<(Place, f64)>,
}

impl<'a> Split<'a> {
    fn new(network: &'a Network, communities: &'a Communities, order: &[NodeRow]) -> Self {
        let of = order.iter().map(|&node| communities.of[node]);
        let members: Csr<ClusterId, NodeRow> =
            Csr::<_, usize>::grouped(communities.of.len(), of).map(|at| order[at]);
        let mut place: TiVec<NodeRow, Place> = vec![Place::default(); network.len()].into();
        for members in members.iter() {
            Place::first(members.len()).zip(members).for_each(|(at, &node)| place[node] = at);
        }
        Self { network, communities, members, place }
    }

    /// Appends the first node of the part of each member.
    fn refine(&self, community: ClusterId, seed: u64, room: &mut Room, first: &mut Vec<NodeRow>) {
        let members = &self.members[community];
        if members.len() < 2 || !self.communities.fresh[community] {
            first.extend(members.iter().map(|_| members[0]));
            return;
        }
        self.take_out(community, room);
        let mut random = Random::new(seed.wrapping_add(u64::from(community.get())));
        room.join_nodes(self.network, self.communities.strength[community], &mut random);
        first.extend(room.part.iter().map(|&part| members[usize::from(part)]));
    }

    /// Every member a part of its own.
    fn take_out(&self, community: ClusterId, room: &mut Room) {
        let members = &self.members[community];
        room.begin(members.len());
        for &node in members {
            let mut outward = 0.0;
            let inside =
                self.network.links(node).iter().filter(|link| self.communities.of[link.to] == community);
            room.rows.push(inside.map(|&Link { to, weight }| {
                outward += weight;
                Link { to: self.place[to], weight }
            }));
            room.outward.push(outward);
            room.strength.push(self.network.strengths[node]);
        }
    }
}

impl Default for Room {
    fn default() -> Self {
        Self {
            rows: Csr::default(),
            part: TiVec::new(),
            strength: TiVec::new(),
            outward: TiVec::new(),
            alone: TiVec::new(),
            scratch: Scratch::new(0),
            choices: Vec::new(),
        }
    }
}

impl Room {
    fn begin(&mut self, nodes: usize) {
        self.rows.clear();
        self.outward.clear();
        self.strength.clear();
        self.part.clear();
        self.part.extend(Place::first(nodes));
        self.alone.clear();
        self.alone.resize(nodes, true);
        self.scratch.fit(nodes);
    }

    /// Joins nodes that are alone, in order, to parts of a community of summed strength `total`.
    fn join_nodes(&mut self, network: &Network, total: f64, random: &mut Random) {
        for node in self.part.keys() {
            if !self.alone[node] || !self.well_connected(network, node, total) {
                continue;
            }
            for link in &self.rows[node] {
                self.scratch.add(self.part[link.to], link.weight);
            }
            self.choices.clear();
            let expected = self.strength[node] * network.scale;
            for &part in self.scratch.met() {
                let gain = self.scratch.weight(part) - expected * self.strength[part];
                if gain >= 0.0 && self.well_connected(network, part, total) {
                    self.choices.push((part, gain));
                }
            }
            if let Some(part) = choose(&mut self.choices, network.unit * RANDOMNESS, random) {
                self.join(node, part);
            }
            self.scratch.clear();
        }
    }

    /// Whether a part has at least the expected weight to the rest of its community.
    fn well_connected(&self, network: &Network, part: Place, total: f64) -> bool {
        let strength = self.strength[part];
        self.outward[part] >= network.scale * strength * (total - strength)
    }

    fn join(&mut self, node: Place, part: Place) {
        self.part[node] = part;
        // A part bears its first node's number: that node is no longer alone either, and must stay.
        self.alone[node] = false;
        self.alone[part] = false;
        self.strength[part] += self.strength[node];
        self.outward[part] += self.outward[node] - 2.0 * self.scratch.weight(part);
        self.strength[node] = 0.0;
        self.outward[node] = 0.0;
    }
}

/// One of the choices, with probability proportional to exp(gain / theta); gains give way to chances.
fn choose(choices: &mut [(Place, f64)], theta: f64, random: &mut Random) -> Option<Place> {
    let best = choices.iter().map(|&(_, gain)| gain).max_by(f64::total_cmp)?;
    let mut sum = 0.0;
    for (_, gain) in choices.iter_mut() {
        let below = (best - *gain) / theta;
        *gain = if below > HOPELESS { 0.0 } else { libm::exp(-below) };
        sum += *gain;
    }
    let mut left = random.unit() * sum;
    for &(part, chance) in &*choices {
        left -= chance;
        if left < 0.0 {
            return Some(part);
        }
    }
    choices.iter().rev().find(|(_, chance)| *chance > 0.0).map(|&(part, _)| part)
}
