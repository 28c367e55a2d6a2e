//! Closeness by weighted paths: Dijkstra's algorithm from each source.

use super::folded::Folded;
use crate::centrality::shortest::{Dijkstra, Vertex};
use crate::index::{NodeRow, TiSlice, TiVec};
use crate::parallel;

/// Cores that one task searches from.
const TASK: usize = 16;
/// Drawn nodes are cut into this many pieces whatever the number of threads; each has its own sums, added in order.
const PIECES: usize = 16;

/// Closeness of all nodes, exact or scaled from the nodes drawn.
pub(super) fn closeness(folded: &Folded, drawn: Option<&[NodeRow]>) -> TiVec<NodeRow, f64> {
    drawn.map_or_else(|| exact(folded), |drawn| sampled(folded, drawn))
}

crate::index_type! {
    /// A group.
    struct GroupId;
}

/// Nodes of one core at one distance from it.
#[derive(Debug, Clone, Copy)]
struct Group {
    core: Vertex,
    offset: f64,
    count: f64,
}

/// The nodes in groups, by core and offset, and the group of each node.
fn groups(folded: &Folded) -> (TiVec<GroupId, Group>, TiVec<NodeRow, GroupId>) {
    let mut nodes: Vec<NodeRow> = folded.core_of.keys().collect();
    let key = |node: NodeRow| (folded.core_of[node], folded.offset[node].to_bits());
    nodes.sort_by_key(|&node| (key(node), node));
    let mut groups: TiVec<GroupId, Group> = TiVec::new();
    let mut group_of: TiVec<NodeRow, GroupId> = vec![GroupId::default(); nodes.len()].into();
    for equal in nodes.chunk_by(|&a, &b| key(a) == key(b)) {
        let (core, offset) = (folded.core_of[equal[0]], folded.offset[equal[0]]);
        let group = groups.push_and_get_key(Group { core, offset, count: equal.len() as f64 });
        equal.iter().for_each(|&node| group_of[node] = group);
    }
    (groups, group_of)
}

/// One search a core, in parallel, then one sum over all groups for each group of the core.
fn exact(folded: &Folded) -> TiVec<NodeRow, f64> {
    let (groups, group_of) = groups(folded);
    let own: Vec<&[Group]> = groups.raw.chunk_by(|a, b| a.core == b.core).collect();
    let values = parallel::map_with(own.len(), TASK, Dijkstra::default, |search, core| {
        let own = own[core];
        search.run(&folded.cores, own[0].core);
        own.iter().map(|group| group_closeness(group, &groups.raw, &search.distance)).collect::<Vec<f64>>()
    });
    let values: TiVec<GroupId, f64> = values.into_iter().flatten().collect();
    group_of.iter().map(|&group| values[group]).collect()
}

/// The closeness of one node of `from`, given the distances from its core.
fn group_closeness(from: &Group, groups: &[Group], distance: &TiSlice<Vertex, f64>) -> f64 {
    let mut sum = 0.0;
    for to in groups {
        // Not itself: a core has no others in its group, a leaf the other leaves.
        let itself = to.core == from.core && to.offset == from.offset;
        let count = if itself { to.count - 1.0 } else { to.count };
        if count > 0.0 {
            sum += count / (from.offset + distance[to.core] + to.offset);
        }
    }
    sum
}

/// The drawn nodes in a fixed number of pieces, each with its own sums, added in order.
fn sampled(folded: &Folded, drawn: &[NodeRow]) -> TiVec<NodeRow, f64> {
    let nodes = folded.core_of.len();
    let pieces: Vec<&[NodeRow]> = drawn.chunks(drawn.len().div_ceil(PIECES).max(1)).collect();
    let sums = parallel::map(pieces.len(), 1, |piece| {
        let mut sums: TiVec<NodeRow, f64> = vec![0.0; nodes].into();
        let mut search = Dijkstra::default();
        for &source in pieces[piece] {
            search.run(&folded.cores, folded.core_of[source]);
            let start = folded.offset[source];
            for (node, sum) in sums.iter_mut_enumerated().filter(|&(node, _)| node != source) {
                let there = search.distance[folded.core_of[node]];
                *sum += 1.0 / (start + there + folded.offset[node]);
            }
        }
        sums
    });
    let scale = nodes as f64 / drawn.len() as f64;
    let mean = |node| scale * sums.iter().map(|sums| sums[node]).sum::<f64>();
    NodeRow::first(nodes).map(mean).collect()
}
