//! Iterations until nothing more is gained: where a search begins, what it passes over, when it ends.

use rustc_hash::FxHashMap;

use super::moving::{Communities, move_nodes};
use super::network::{NOISE, Network};
use super::refine::refine;
use super::{LeidenOptions, compact, group_of_parts};
use crate::Adjacency;
use crate::cluster::ClusterId;
use crate::index::{NodeRow, TiSlice, TiVec};
use crate::random::Random;

/// Where a search begins.
pub(super) struct Start {
    /// Group of each node, below the number of nodes.
    groups: TiVec<NodeRow, ClusterId>,
    /// Whether each node bears a group that was given.
    given: TiVec<NodeRow, bool>,
}

impl Start {
    pub(super) fn new(nodes: usize, start: Option<&TiSlice<NodeRow, u32>>) -> Self {
        let alone = |node| start.and_then(|start| start.get(node)).is_none_or(|&g| g == LeidenOptions::ALONE);
        let given = NodeRow::first(nodes).map(|node| !alone(node)).collect();
        Self { groups: first_groups(nodes, start), given }
    }

    /// The start of folded nodes: that of the node which the others were folded into.
    pub(super) fn folded(
        &self,
        adjacency: &Adjacency,
        folded_into: &TiSlice<NodeRow, NodeRow>,
        count: usize,
    ) -> Self {
        let mut groups: TiVec<NodeRow, u32> = vec![LeidenOptions::ALONE; count].into();
        let mut given: TiVec<NodeRow, bool> = vec![false; count].into();
        for (node, &folded) in folded_into.iter_enumerated() {
            let slot = &mut groups[folded];
            if adjacency.degree(node) > 1 || *slot == LeidenOptions::ALONE {
                *slot = self.groups[node].get();
                given[folded] = self.given[node];
            }
        }
        Self { groups: first_groups(count, Some(&groups)), given }
    }
}

/// The starting groups, compacted; nodes that have none, or are not covered, alone.
fn first_groups(nodes: usize, start: Option<&TiSlice<NodeRow, u32>>) -> TiVec<NodeRow, ClusterId> {
    let given = |node| start.and_then(|start| start.get(node)).filter(|&&g| g != LeidenOptions::ALONE);
    let mut number: FxHashMap<u32, ClusterId> = FxHashMap::default();
    let mut next = 0..;
    let mut fresh = || next.next().map(ClusterId::new).unwrap_or_default();
    let group = |node| match given(node) {
        Some(&group) => *number.entry(group).or_insert_with(&mut fresh),
        None => fresh(),
    };
    NodeRow::first(nodes).map(group).collect()
}

/// Repeated iterations on one network.
pub(super) struct Search {
    pub(super) network: Network,
    /// The networks of parts of the last iteration, the largest last: room for those of the next.
    spare: Vec<Network>,
    random: Random,
    patience: u32,
    tolerance: f64,
    max_iterations: u32,
}

impl Search {
    pub(super) fn new(network: Network, options: &LeidenOptions) -> Self {
        let random = Random::new(options.seed);
        let (patience, max_iterations) = (options.patience.max(1), options.max_iterations.max(1));
        let tolerance = options.tolerance.max(NOISE);
        Self { network, spare: Vec::new(), random, patience, tolerance, max_iterations }
    }

    /// Iterates until stable. A community that did not change in `patience` iterations is passed over, until all
    /// are; then all are looked at once more, unless groups were given. Ends where looking at all, or at most again
    /// and again, gains too little.
    pub(super) fn run(&mut self, start: Start) -> TiVec<NodeRow, ClusterId> {
        let anew = !start.given.contains(&true);
        let mut groups = start.groups;
        let mut idle: TiVec<NodeRow, u32> =
            start.given.into_iter().map(|given| if given { self.patience } else { 0 }).collect();
        let mut quality = self.network.modularity(&groups);
        let mut slight = 0;
        for _ in 0..self.max_iterations {
            let mut active: Vec<NodeRow> = groups.keys().filter(|&node| idle[node] < self.patience).collect();
            let all = active.is_empty();
            if all && !anew {
                break;
            }
            if all {
                active = groups.keys().collect();
            }
            let most = 2 * active.len() >= groups.len();
            let before = groups.clone();
            let gain = self.iterate(&mut groups, &mut active);
            quality += gain;
            slight = if most && gain <= self.tolerance * (1.0 - quality) { slight + 1 } else { 0 };
            if slight > 0 && (all || slight >= self.patience) {
                break;
            }
            count_idle(&before, &groups, &mut idle);
        }
        groups
    }

    /// One iteration over the active nodes; gives what its moves gain in modularity.
    fn iterate(&mut self, groups: &mut TiVec<NodeRow, ClusterId>, active: &mut Vec<NodeRow>) -> f64 {
        let mut levels: Vec<Network> = Vec::new();
        let mut node_of: TiVec<NodeRow, NodeRow> = groups.keys().collect();
        let mut membership = std::mem::take(groups);
        let mut gain = 0.0;
        loop {
            let network = levels.last().unwrap_or(&self.network);
            let mut communities = Communities::new(network, membership, active);
            shuffle_near(active, &mut self.random);
            gain += move_nodes(network, &mut communities, active);
            let mut order: Vec<NodeRow> = network.nodes().collect();
            shuffle_near(&mut order, &mut self.random);
            let (parts, count) = refine(network, &communities, &order, &mut self.random);
            if count == network.len() {
                let of = communities.of;
                *groups = compact_through(&node_of, &of);
                levels.reverse();
                self.spare = levels;
                return 2.0 * gain / self.network.total.max(f64::MIN_POSITIVE);
            }
            let next = network.aggregate(&parts, count, self.spare.pop().unwrap_or_default());
            membership = group_of_parts(&parts, count, &communities.of);
            for node in &mut node_of {
                *node = parts[*node];
            }
            *active = NodeRow::first(count).collect();
            levels.push(next);
        }
    }
}

/// Nodes that are shuffled among each other.
const NEAR: usize = 16384;

/// Shuffles stretches of [`NEAR`] nodes, and the nodes of each: neighbors mostly have near numbers, so what is read
/// together is still near the processor, which a shuffle of all nodes of a large graph would undo.
fn shuffle_near(nodes: &mut [NodeRow], random: &mut Random) {
    let mut stretches: Vec<&[NodeRow]> = nodes.chunks(NEAR).collect();
    random.shuffle(&mut stretches);
    let mut shuffled = stretches.concat();
    shuffled.chunks_mut(NEAR).for_each(|stretch| random.shuffle(stretch));
    nodes.copy_from_slice(&shuffled);
}

/// Counts for each node how many iterations left the members of its community the same; both partitions are
/// compacted.
fn count_idle(
    before: &TiSlice<NodeRow, ClusterId>,
    after: &TiSlice<NodeRow, ClusterId>,
    idle: &mut TiSlice<NodeRow, u32>,
) {
    let mut size: TiVec<ClusterId, u32> = vec![0; before.len()].into();
    for &group in before {
        size[group] += 1;
    }
    let mut same: TiVec<ClusterId, bool> = vec![true; after.len()].into();
    let mut from: TiVec<ClusterId, Option<ClusterId>> = vec![None; after.len()].into();
    let mut left: TiVec<ClusterId, u32> = vec![0; after.len()].into();
    for (&old, &new) in before.iter().zip(after) {
        let from = *from[new].get_or_insert_with(|| {
            left[new] = size[old];
            old
        });
        same[new] &= from == old;
        left[new] = left[new].wrapping_sub(1);
    }
    for (count, &new) in idle.iter_mut().zip(after) {
        *count = if same[new] && left[new] == 0 { *count + 1 } else { 0 };
    }
}

/// The compacted group of each original node, by way of the node that now holds it.
fn compact_through(
    node_of: &TiSlice<NodeRow, NodeRow>,
    of: &TiSlice<NodeRow, ClusterId>,
) -> TiVec<NodeRow, ClusterId> {
    let groups: TiVec<NodeRow, ClusterId> = node_of.iter().map(|&node| of[node]).collect();
    compact(&groups).0
}
