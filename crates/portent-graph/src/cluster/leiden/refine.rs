//! Refinement: each community is split into parts that are well connected inside it.
//!
//! Communities do not touch each other here, so each is taken out of the network and split on its own, in parallel.

use rayon::prelude::*;

use super::moving::Communities;
use super::network::{Link, Network, Scratch, pieces};
use crate::random::Random;
use crate::rows::sorted_into;

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
    order: &[u32],
    random: &mut Random,
) -> (Vec<u32>, usize) {
    let seed = random.next_u64();
    let split = Split::new(network, communities, order);
    let lengths = (0..split.starts.len() - 1).map(|community| split.members(community).len());
    let tasks: Vec<Vec<u32>> = pieces(lengths, TASK)
        .into_par_iter()
        .map_init(Room::default, |room, (communities, nodes)| {
            let mut first = Vec::with_capacity(nodes);
            communities.for_each(|community| split.refine(community, seed, room, &mut first));
            first
        })
        .collect();
    let mut of = vec![0; network.len()];
    for (&node, &first) in split.nodes.iter().zip(tasks.iter().flatten()) {
        of[node as usize] = first;
    }
    super::compact(&of)
}

/// Nodes that one task refines, at least.
const TASK: usize = 8192;

/// The nodes by community.
struct Split<'a> {
    network: &'a Network,
    communities: &'a Communities,
    starts: Vec<u32>,
    nodes: Vec<u32>,
    /// The place of each node among those of its community.
    place: Vec<u32>,
}

/// One community taken out of the network, nodes numbered by place, and its parts while they grow; a part bears the
/// number of its first node.
#[derive(Default)]
struct Room {
    ends: Vec<u32>,
    links: Vec<Link>,
    part: Vec<u32>,
    strength: Vec<f64>,
    /// Weight from the part to the rest of its community.
    outward: Vec<f64>,
    alone: Vec<bool>,
    scratch: Scratch,
    choices: Vec<(u32, f64)>,
}

impl<'a> Split<'a> {
    fn new(network: &'a Network, communities: &'a Communities, order: &[u32]) -> Self {
        let of = |node: u32| communities.of[node as usize];
        let (starts, sorted) = sorted_into(communities.of.len(), order.iter().map(|&node| of(node)));
        let nodes: Vec<u32> = sorted.iter().map(|&at| order[at as usize]).collect();
        let mut place = vec![0; nodes.len()];
        for (at, &node) in (0..).zip(&nodes) {
            place[node as usize] = at - starts[of(node) as usize];
        }
        Self { network, communities, starts, nodes, place }
    }

    fn members(&self, community: usize) -> &[u32] {
        &self.nodes[self.starts[community] as usize..self.starts[community + 1] as usize]
    }

    /// Appends the first node of the part of each member.
    fn refine(&self, community: usize, seed: u64, room: &mut Room, first: &mut Vec<u32>) {
        let members = self.members(community);
        if members.len() < 2 || !self.communities.fresh[community] {
            first.extend(members.iter().map(|_| members[0]));
            return;
        }
        self.take_out(community, room);
        let mut random = Random::new(seed.wrapping_add(community as u64));
        room.join_nodes(self.network, self.communities.strength[community], &mut random);
        first.extend(room.part.iter().map(|&part| members[part as usize]));
    }

    /// Every member a part of its own.
    fn take_out(&self, community: usize, room: &mut Room) {
        let members = self.members(community);
        room.begin(members.len());
        for &node in members {
            let mut outward = 0.0;
            for link in self.network.links(node) {
                if self.communities.of[link.to as usize] as usize == community {
                    outward += link.weight;
                    room.links.push(Link { to: self.place[link.to as usize], weight: link.weight });
                }
            }
            room.ends.push(room.links.len() as u32);
            room.outward.push(outward);
            room.strength.push(self.network.strengths[node as usize]);
        }
    }
}

impl Room {
    fn begin(&mut self, nodes: usize) {
        self.ends.clear();
        self.links.clear();
        self.outward.clear();
        self.strength.clear();
        self.part.clear();
        self.part.extend(0..nodes as u32);
        self.alone.clear();
        self.alone.resize(nodes, true);
        self.scratch.fit(nodes);
    }

    /// Joins nodes that are alone, in order, to parts of a community of summed strength `total`.
    fn join_nodes(&mut self, network: &Network, total: f64, random: &mut Random) {
        let mut from = 0;
        for node in 0..self.part.len() {
            let links = from..self.ends[node] as usize;
            from = links.end;
            if !self.alone[node] || !self.well_connected(network, node as u32, total) {
                continue;
            }
            for link in &self.links[links] {
                self.scratch.add(self.part[link.to as usize], link.weight);
            }
            self.choices.clear();
            let expected = self.strength[node] * network.scale;
            for &part in self.scratch.met() {
                let gain = self.scratch.weight[part as usize] - expected * self.strength[part as usize];
                if gain >= 0.0 && self.well_connected(network, part, total) {
                    self.choices.push((part, gain));
                }
            }
            if let Some(part) = choose(&mut self.choices, network.unit * RANDOMNESS, random) {
                self.join(node, part as usize);
            }
            self.scratch.clear();
        }
    }

    /// Whether a part has at least the expected weight to the rest of its community.
    fn well_connected(&self, network: &Network, part: u32, total: f64) -> bool {
        let strength = self.strength[part as usize];
        self.outward[part as usize] >= network.scale * strength * (total - strength)
    }

    fn join(&mut self, node: usize, part: usize) {
        self.part[node] = part as u32;
        // A part bears its first node's number: that node is no longer alone either, and must stay.
        self.alone[node] = false;
        self.alone[part] = false;
        self.strength[part] += self.strength[node];
        self.outward[part] += self.outward[node] - 2.0 * self.scratch.weight[part];
        self.strength[node] = 0.0;
        self.outward[node] = 0.0;
    }
}

/// One of the choices, with probability proportional to exp(gain / theta); gains give way to chances.
fn choose(choices: &mut [(u32, f64)], theta: f64, random: &mut Random) -> Option<u32> {
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
