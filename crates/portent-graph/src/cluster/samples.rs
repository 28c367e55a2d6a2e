//! Graphs that the tests of this folder share.

use portent_graph::Adjacency;
use portent_graph::cluster::ClusterId;
use portent_graph::index::{NodeRow, TiVec};
use portent_graph::random::Random;

/// Zachary's karate club (J. Anthropol. Res. 33, 1977) as networkx 3.6.1 gives it: for each member, counted
/// from 0, the later members that he met, and in how many contexts (`neighbor:weight`).
static KARATE: [&str; 33] = [
    "1:4 2:5 3:3 4:3 5:3 6:3 7:2 8:2 10:2 11:3 12:1 13:3 17:2 19:2 21:2 31:2",
    "2:6 3:3 7:4 13:5 17:1 19:2 21:2 30:2",
    "3:3 7:4 8:5 9:1 13:3 27:2 28:2 32:2",
    "7:3 12:3 13:3",
    "6:2 10:3",
    "6:5 10:3 16:3",
    "16:3",
    "",
    "30:3 32:3 33:4",
    "33:2",
    "",
    "",
    "",
    "33:3",
    "32:3 33:2",
    "32:3 33:4",
    "",
    "",
    "32:1 33:2",
    "33:1",
    "32:3 33:1",
    "",
    "32:2 33:3",
    "25:5 27:4 29:3 32:5 33:4",
    "25:2 27:3 31:2",
    "31:7",
    "29:4 33:2",
    "33:4",
    "31:2 33:2",
    "32:4 33:2",
    "32:3 33:3",
    "32:4 33:4",
    "33:5",
];

/// Who followed Mr. Hi (0) and who the officer (1) when the club split.
pub(crate) static FACTIONS: [u32; 34] =
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

/// The cluster of each node.
pub(crate) fn clusters<const NODES: usize>(of_node: [u32; NODES]) -> TiVec<NodeRow, ClusterId> {
    of_node.into_iter().map(ClusterId::new).collect()
}

pub(crate) fn karate(weighted: bool) -> Adjacency {
    let rows =
        KARATE.iter().enumerate().flat_map(|(from, row)| row.split(' ').map(move |entry| (from, entry)));
    let edges = rows.filter_map(|(from, entry)| {
        let (to, weight) = entry.split_once(':')?;
        let weight = if weighted { weight.parse().unwrap() } else { 1.0 };
        Some((from as u32, to.parse().unwrap(), weight))
    });
    Adjacency::from_numbers(34, edges)
}

/// `groups` groups of `size` nodes, every pair joined with probability `inside` within a group and `between`
/// across, weight 1; the group of node `v` is `v / size`.
pub(crate) fn planted(groups: u32, size: u32, [inside, between]: [f64; 2], seed: u64) -> Adjacency {
    let mut random = Random::new(seed);
    let nodes = groups * size;
    let mut edges = Vec::new();
    for a in 0..nodes {
        for b in a + 1..nodes {
            let chance = if a / size == b / size { inside } else { between };
            if random.unit() < chance {
                edges.push((a, b, 1.0));
            }
        }
    }
    Adjacency::from_numbers(nodes as usize, edges.into_iter())
}

/// `count` cliques of `size` nodes in a ring, each joined to the next by one edge.
pub(crate) fn ring_of_cliques(count: u32, size: u32) -> Adjacency {
    let mut edges = Vec::new();
    for clique in 0..count {
        let first = clique * size;
        for a in first..first + size {
            edges.extend((a + 1..first + size).map(|b| (a, b, 1.0)));
        }
        edges.push((first, ((clique + 1) % count) * size + 1, 1.0));
    }
    Adjacency::from_numbers((count * size) as usize, edges.into_iter())
}
