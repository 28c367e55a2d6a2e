//! Leiden: clusters that are connected and that no single move improves.
//!
//! Traag, Waltman, van Eck, "From Louvain to Leiden: guaranteeing well-connected communities", Sci. Rep. 9,
//! 5233 (2019), doi:10.1038/s41598-019-41695-z. One iteration is
//!
//! 1. `moving`: nodes move to the neighboring cluster that raises modularity most, from a queue, until none can;
//! 2. `refine`: each cluster is split into well-connected parts;
//! 3. `network`: parts become nodes, and the iteration goes on with those until nothing joins any more.
//!
//! Iterations repeat (`search`), each from the result of the one before and over what still changes, until they gain
//! next to nothing. What is ours: nodes with one neighbor are folded into it first (lossless for resolutions up to 1),
//! and the end is polished on the whole graph until both guarantees hold to the letter. Nodes are visited in an order
//! that follows from their places in the graph (`order`), not from their numbers.

mod moving;
mod network;
mod order;
mod refine;
mod search;

use super::{ClusterId, Partition};
use crate::Adjacency;
use crate::index::{Key, NodeRow, TiSlice, TiVec};
use crate::parallel;
use crate::random::Random;
use moving::{Communities, move_nodes};
use network::Network;
pub use order::Ordered;
use refine::refine;
use search::{Search, Start};

/// Where it is defined.
pub const PAPER: &str = "Traag, Waltman, van Eck, From Louvain to Leiden: guaranteeing well-connected communities, \
    Scientific Reports 9, 5233, 2019, doi:10.1038/s41598-019-41695-z";

/// How clusters are sought.
#[derive(Debug, Clone, PartialEq)]
pub struct LeidenOptions {
    /// Higher gives more and smaller clusters; values that are not finite and positive count as 1; default 1.
    pub resolution: f64,
    /// Seed of the order of nodes and of the refinement; default 0.
    pub seed: u64,
    /// A group number for each node to start from ([`LeidenOptions::ALONE`] for none); groups that nothing joins
    /// or leaves on the way are not sought anew; default every node alone.
    pub start: Option<Vec<u32>>,
    /// Iterations in a row without improvement after which the result is stable; default 2.
    pub patience: u32,
    /// What an iteration over all nodes, or `patience` of them over most nodes in a row, must gain for the search to go
    /// on, as a part of what is left between its modularity and 1; default 0.0005. With 0 it goes on as long as anything
    /// is gained: hardly longer and no better where there are clusters; where there are none, more than twice the time for
    /// 0.0016.
    pub tolerance: f64,
    /// Iterations at most; default 20. Graphs of articles are stable by then or nearly.
    pub max_iterations: u32,
}

impl LeidenOptions {
    /// A node of [`Self::start`] that belongs to no group.
    pub const ALONE: u32 = u32::MAX;

    fn usable_resolution(&self) -> f64 {
        if self.resolution.is_finite() && self.resolution > 0.0 { self.resolution } else { 1.0 }
    }
}

impl Default for LeidenOptions {
    fn default() -> Self {
        Self { resolution: 1.0, seed: 0, start: None, patience: 2, tolerance: 5e-4, max_iterations: 20 }
    }
}

/// Clusters of a graph, as nested levels: finest first, the result last (alone where nothing lies inside it).
///
/// At the end every cluster of every level is connected, and in the result no node can move to another cluster,
/// or to one of its own, with higher modularity. Isolated nodes are clusters of their own. The same graph,
/// options and seed give the same levels, whatever the number of threads, and the same clusters however the nodes
/// are numbered, unless the graph holds nodes that nothing tells apart (those follow their numbers). About O(edges)
/// an iteration in practice, with one or two dozen iterations; memory O(nodes + edges).
///
/// ```
/// use portent_graph::cluster::leiden::{LeidenOptions, leiden};
/// use portent_graph::Adjacency;
/// let two_triangles = [(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (3, 5), (4, 5)];
/// let graph = Adjacency::from_numbers(6, two_triangles.into_iter().map(|(a, b)| (a, b, 1.0)));
/// let levels = leiden(&graph, &LeidenOptions::default());
/// assert_eq!(levels.last().unwrap().cluster_of.raw, [0, 0, 0, 1, 1, 1]);
/// ```
#[must_use]
pub fn leiden(adjacency: &Adjacency, options: &LeidenOptions) -> Vec<Partition> {
    ordered_levels(&Ordered::new(adjacency), options)
}

/// [`leiden`] on a graph that was ordered before.
pub fn ordered_levels(graph: &Ordered, options: &LeidenOptions) -> Vec<Partition> {
    let groups = optimize(graph, options);
    let mut levels = inner_levels(&graph.adjacency, &groups, options);
    levels.push(groups);
    let resolution = options.usable_resolution();
    let mut levels = parallel::map(levels.len(), 1, |level| graph.partition(&levels[level], resolution));
    levels.dedup_by(|later, earlier| later.cluster_of == earlier.cluster_of);
    levels
}

/// The result alone, without the levels inside it; else like [`leiden`].
#[must_use]
pub fn leiden_result(adjacency: &Adjacency, options: &LeidenOptions) -> Partition {
    ordered_result(&Ordered::new(adjacency), options)
}

/// [`leiden_result`] on a graph that was ordered before.
pub(super) fn ordered_result(graph: &Ordered, options: &LeidenOptions) -> Partition {
    graph.partition(&optimize(graph, options), options.usable_resolution())
}

/// The clusters of `partition` put together into larger ones: [`leiden_result`] on the graph whose nodes are the
/// clusters, at the (lower) resolution of `options`. Nested by construction; a cluster without an edge to
/// another stays alone.
#[must_use]
pub fn coarser(adjacency: &Adjacency, partition: &Partition, options: &LeidenOptions) -> Partition {
    ordered_coarser(&Ordered::new(adjacency), partition, options)
}

/// [`coarser`] on a graph that was ordered before.
pub fn ordered_coarser(graph: &Ordered, partition: &Partition, options: &LeidenOptions) -> Partition {
    let resolution = options.usable_resolution();
    let (clusters, count) = compact(&graph.ordered(&partition.cluster_of));
    let whole = Network::new(&graph.adjacency, resolution);
    let network = whole.aggregate(&clusters, count, Network::default());
    let mut search = Search::new(network, options);
    let parents = search.run(Start::new(count, None));
    let groups: TiVec<NodeRow, ClusterId> = clusters.iter().map(|&cluster| parents[cluster]).collect();
    graph.partition(&groups, resolution)
}

/// Group numbers of the nodes that satisfy both guarantees.
fn optimize(graph: &Ordered, options: &LeidenOptions) -> TiVec<NodeRow, ClusterId> {
    let resolution = options.usable_resolution();
    let adjacency = &graph.adjacency;
    let whole = Network::new(adjacency, resolution);
    let given = options.start.as_ref().map(|start| {
        let of = |node: NodeRow| start.get(usize::from(node)).copied().unwrap_or(LeidenOptions::ALONE);
        graph.ordered(&adjacency.nodes().map(of).collect::<TiVec<NodeRow, u32>>())
    });
    let start = Start::new(adjacency.len(), given.as_deref());
    if resolution > 1.0 {
        let mut search = Search::new(whole, options);
        let groups = search.run(start);
        return polish(&search.network, groups);
    }
    let (folded_into, count) = network::fold_leaves(adjacency);
    let network = whole.aggregate(&folded_into, count, Network::default());
    let found = Search::new(network, options).run(start.folded(adjacency, &folded_into, count));
    let groups = folded_into.iter().map(|&folded| found[folded]).collect();
    polish(&whole, groups)
}

/// Group numbers in the order of first use, and how many; numbers are below the length.
fn compact<Group: Key, Number: Key>(groups: &TiSlice<NodeRow, Group>) -> (TiVec<NodeRow, Number>, usize) {
    const UNUSED: usize = usize::MAX;
    let mut number = vec![UNUSED; groups.len()];
    let mut count = 0;
    let compacted = groups.iter().map(|&group| {
        let slot = &mut number[group.into()];
        if *slot == UNUSED {
            *slot = count;
            count += 1;
        }
        Number::from(*slot)
    });
    (compacted.collect(), count)
}

/// The compacted community of each part.
fn group_of_parts(
    parts: &TiSlice<NodeRow, NodeRow>,
    count: usize,
    of: &TiSlice<NodeRow, ClusterId>,
) -> TiVec<NodeRow, ClusterId> {
    let mut group: TiVec<NodeRow, ClusterId> = vec![ClusterId::default(); count].into();
    let (compacted, _) = compact(of);
    for (&part, &community) in parts.iter().zip(&compacted) {
        group[part] = community;
    }
    group
}

/// Moves single nodes and splits what is not connected until neither changes anything: a move also changes what its
/// two communities offer to nodes that are no neighbors of the moved one, so one pass does not end it.
fn polish(network: &Network, mut groups: TiVec<NodeRow, ClusterId>) -> TiVec<NodeRow, ClusterId> {
    let order: Vec<NodeRow> = network.nodes().collect();
    loop {
        let mut communities = Communities::new(network, groups, &order);
        let gain = move_nodes(network, &mut communities, &order);
        let (_, before) = compact::<_, ClusterId>(&communities.of);
        let (split, after) = network.connected_parts(&communities.of);
        if gain <= 0.0 && before == after {
            return split;
        }
        groups = split;
    }
}

/// Levels inside the clusters, finest first: repeated refinement without moves.
fn inner_levels(
    adjacency: &Adjacency,
    groups: &TiSlice<NodeRow, ClusterId>,
    options: &LeidenOptions,
) -> Vec<TiVec<NodeRow, ClusterId>> {
    let mut network = Network::new(adjacency, options.usable_resolution());
    let mut random = Random::new(options.seed ^ 0x6c65_7665_6c73);
    let mut membership = groups.to_vec();
    let mut node_of: TiVec<NodeRow, NodeRow> = groups.keys().collect();
    let mut levels = Vec::new();
    loop {
        let mut order: Vec<NodeRow> = network.nodes().collect();
        random.shuffle(&mut order);
        let communities = Communities::new(&network, membership, &order);
        let (parts, count) = refine(&network, &communities, &order, &mut random);
        if count == network.len() {
            return levels;
        }
        for node in &mut node_of {
            *node = parts[*node];
        }
        levels.push(node_of.iter().map(|node| ClusterId::new(node.get())).collect());
        membership = group_of_parts(&parts, count, &communities.of);
        network = network.aggregate(&parts, count, Network::default());
    }
}

#[cfg(test)]
mod tests;
