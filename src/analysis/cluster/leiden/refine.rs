//! Refinement: each community is split into parts that are well connected inside it.

use super::moving::Communities;
use super::network::{Network, Scratch};
use crate::random::Random;

/// How much chance decides: the paper's theta, in mean edge weights. At 0.05 modularity on our graphs comes out
/// higher than at the paper's 0.01 or above 0.1.
const RANDOMNESS: f64 = 0.05;

/// Choices that are this many thetas worse than the best have a chance below 1e-16 and are left out.
const HOPELESS: f64 = 37.0;

/// Parts while they grow; a part bears the number of its first node.
struct Parts {
    of: Vec<u32>,
    strength: Vec<f64>,
    /// Weight from the part to the rest of its community.
    outward: Vec<f64>,
    alone: Vec<bool>,
}

/// Joins the nodes of each fresh community, in the given order, to parts of it; a node joins only if
/// it and the part are well connected to the community, only with a gain, and rather with a high one. Other
/// communities stay whole. Gives the compacted part of each node and how many parts. Every part is connected.
pub(super) fn refine(
    network: &Network,
    communities: &Communities,
    order: &[u32],
    scratch: &mut Scratch,
    random: &mut Random,
) -> (Vec<u32>, usize) {
    let mut parts = start(network, communities);
    let mut choices = Vec::new();
    for &node in order {
        let community = communities.of[node as usize];
        let total = communities.strength[community as usize];
        if !parts.alone[node as usize] || !well_connected(network, &parts, node, total) {
            continue;
        }
        for link in network.links(node) {
            if communities.of[link.to as usize] == community {
                scratch.add(parts.of[link.to as usize], link.weight);
            }
        }
        choices.clear();
        let expected = network.strengths[node as usize] * network.scale;
        for &part in &scratch.touched {
            let gain = scratch.weight[part as usize] - expected * parts.strength[part as usize];
            if gain >= 0.0 && well_connected(network, &parts, part, total) {
                choices.push((part, gain));
            }
        }
        if let Some(part) = choose(&mut choices, network.unit * RANDOMNESS, random) {
            join(&mut parts, node, part, scratch.weight[part as usize]);
        }
        scratch.clear();
    }
    super::compact(&parts.of)
}

/// Every node of a fresh community a part of its own, other communities one part.
fn start(network: &Network, communities: &Communities) -> Parts {
    let nodes = network.len();
    let mut parts = Parts {
        of: (0..nodes as u32).collect(),
        strength: network.strengths.clone(),
        outward: vec![0.0; nodes],
        alone: vec![true; nodes],
    };
    let mut whole = vec![u32::MAX; nodes];
    for node in 0..nodes {
        let community = communities.of[node];
        if communities.fresh[community as usize] {
            let inside = network.links(node as u32).iter();
            parts.outward[node] = inside
                .filter(|link| communities.of[link.to as usize] == community)
                .map(|link| link.weight)
                .sum();
            continue;
        }
        let first = &mut whole[community as usize];
        if *first == u32::MAX {
            *first = node as u32;
        }
        parts.of[node] = *first;
        parts.alone[node] = false;
    }
    parts
}

/// Whether a part has at least the expected weight to the rest of its community of summed strength `total`.
fn well_connected(network: &Network, parts: &Parts, part: u32, total: f64) -> bool {
    let strength = parts.strength[part as usize];
    parts.outward[part as usize] >= network.scale * strength * (total - strength)
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

fn join(parts: &mut Parts, node: u32, part: u32, weight: f64) {
    let (from, to) = (node as usize, part as usize);
    parts.of[from] = part;
    parts.alone[from] = false;
    // A part bears its first node's number: that node is no longer alone either, and must stay.
    parts.alone[to] = false;
    parts.strength[to] += parts.strength[from];
    parts.outward[to] += parts.outward[from] - 2.0 * weight;
    parts.strength[from] = 0.0;
    parts.outward[from] = 0.0;
}
