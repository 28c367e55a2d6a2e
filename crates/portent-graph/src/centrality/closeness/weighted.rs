//! Closeness by weighted paths: Dijkstra's algorithm from each source.

use rayon::prelude::*;

use super::folded::Folded;
use crate::centrality::shortest::Dijkstra;

/// Closeness of all nodes, exact or scaled from the nodes drawn.
pub(super) fn closeness(folded: &Folded, drawn: Option<&[u32]>) -> Vec<f64> {
    drawn.map_or_else(|| exact(folded), |drawn| sampled(folded, drawn))
}

/// Nodes of one core at one distance from it.
#[derive(Debug, Clone, Copy)]
struct Group {
    core: u32,
    offset: f64,
    count: f64,
}

/// The nodes in groups, by core and offset, and the group of each node.
fn groups(folded: &Folded) -> (Vec<Group>, Vec<u32>) {
    let mut nodes: Vec<u32> = (0..folded.core_of.len() as u32).collect();
    let key = |node: u32| (folded.core_of[node as usize], folded.offset[node as usize].to_bits());
    nodes.sort_by_key(|&node| (key(node), node));
    let mut groups = Vec::new();
    let mut group_of = vec![0; nodes.len()];
    for equal in nodes.chunk_by(|&a, &b| key(a) == key(b)) {
        let first = equal[0] as usize;
        equal.iter().for_each(|&node| group_of[node as usize] = groups.len() as u32);
        groups.push(Group {
            core: folded.core_of[first],
            offset: folded.offset[first],
            count: equal.len() as f64,
        });
    }
    (groups, group_of)
}

/// One search a core, in parallel, then one sum over all groups for each group of the core.
fn exact(folded: &Folded) -> Vec<f64> {
    let (groups, group_of) = groups(folded);
    let own: Vec<&[Group]> = groups.chunk_by(|a, b| a.core == b.core).collect();
    let values: Vec<Vec<f64>> = own
        .par_iter()
        .map_init(Dijkstra::default, |search, own| {
            search.run(&folded.rows, own[0].core);
            own.iter().map(|group| group_closeness(group, &groups, &search.distance)).collect()
        })
        .collect();
    let values: Vec<f64> = values.into_iter().flatten().collect();
    group_of.iter().map(|&group| values[group as usize]).collect()
}

/// The closeness of one node of `from`, given the distances from its core.
fn group_closeness(from: &Group, groups: &[Group], distance: &[f64]) -> f64 {
    let mut sum = 0.0;
    for to in groups {
        // Not itself: a core has no others in its group, a leaf the other leaves.
        let itself = to.core == from.core && to.offset == from.offset;
        let count = if itself { to.count - 1.0 } else { to.count };
        if count > 0.0 {
            sum += count / (from.offset + distance[to.core as usize] + to.offset);
        }
    }
    sum
}

/// The drawn nodes in a fixed number of pieces, each with its own sums, added in order.
fn sampled(folded: &Folded, drawn: &[u32]) -> Vec<f64> {
    let nodes = folded.core_of.len();
    let pieces: Vec<Vec<f64>> = drawn
        .par_chunks(drawn.len().div_ceil(16).max(1))
        .map(|piece| {
            let mut sums = vec![0.0; nodes];
            let mut search = Dijkstra::default();
            for &source in piece {
                let core = folded.core_of[source as usize];
                search.run(&folded.rows, core);
                let start = folded.offset[source as usize];
                for node in (0..nodes).filter(|&node| node != source as usize) {
                    let there = search.distance[folded.core_of[node] as usize];
                    sums[node] += 1.0 / (start + there + folded.offset[node]);
                }
            }
            sums
        })
        .collect();
    let scale = nodes as f64 / drawn.len() as f64;
    (0..nodes).map(|node| scale * pieces.iter().map(|piece| piece[node]).sum::<f64>()).collect()
}
