//! Core number: how deep in the graph's dense parts a node lies.

use super::Centrality;
use crate::Adjacency;
use crate::index::{NodeRow, TiVec};

/// What the registry says of it.
pub const CENTRALITY: Centrality = Centrality {
    name: "core",
    summary: "largest k such that the node lies in a subgraph whose nodes all have k neighbors",
    paper: "Batagelj, Zaveršnik, An O(m) algorithm for cores decomposition of networks, 2003, \
            arXiv:cs/0310049",
};

/// The core number of each node: the largest k such that the node belongs to a subgraph in which every node has at
/// least k neighbors; 0 for isolated nodes. Weights are not used.
///
/// Level by level: nodes with no more neighbors left than the level are taken away, and with them those that they
/// leave with no more (Dasari, Desh, Zubair, "ParK: An efficient algorithm for k-core decomposition on multicore
/// processors", IEEE Big Data 2014, doi:10.1109/BigData.2014.7004366). The nodes still there are looked through at
/// each level, which is once for each unit of their core numbers; O(nodes + edges) in all, with one place of memory
/// an edge where sorted buckets need five.
///
/// ```
/// use portent_graph::{centrality::core, Adjacency};
/// let edges = [(0, 1, 1.0), (0, 2, 1.0), (1, 2, 1.0), (2, 3, 1.0)];
/// assert_eq!(core(&Adjacency::from_numbers(4, edges.into_iter())).raw, [2, 2, 2, 1]);
/// ```
#[must_use]
pub fn core(adjacency: &Adjacency) -> TiVec<NodeRow, u32> {
    let mut left = super::degree(adjacency);
    let mut still: Vec<NodeRow> = adjacency.nodes().collect();
    let mut falling = Vec::new();
    while let Some(level) = still.iter().map(|&node| left[node]).min() {
        falling.extend(still.iter().copied().filter(|&node| left[node] == level));
        while let Some(node) = falling.pop() {
            for &other in adjacency.neighbors(node) {
                let others = &mut left[other];
                // Nodes taken away stand at their level or below.
                if *others > level {
                    *others -= 1;
                    if *others == level {
                        falling.push(other);
                    }
                }
            }
        }
        still.retain(|&node| left[node] > level);
    }
    left
}
