//! What lies inside and between clusters: weights, bridges and gaps.

use super::{CardInput, Figures, figure, rank};
use crate::analysis::cluster::card::{Bridge, Gap};
use crate::analysis::cluster::{ClusterId, Partition};
use crate::graph::Adjacency;
use portent_graph::index::{NodeRow, TiSlice, TiVec};

/// Edges of one cluster.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    pub(super) nodes: f64,
    pub(super) edges: f64,
    pub(super) inside: f64,
    pub(super) outside: f64,
}

impl Tally {
    pub(super) fn callon_centrality(&self) -> f64 {
        10.0 * self.outside
    }

    pub(super) fn callon_density(&self) -> f64 {
        100.0 * self.inside / self.nodes
    }

    fn volume(&self) -> f64 {
        2.0 * self.inside + self.outside
    }

    /// The figures by name; `all` are the tallies of all clusters.
    pub(super) fn figures(&self, all: &TiSlice<ClusterId, Self>) -> Figures {
        let pairs = self.nodes * (self.nodes - 1.0) / 2.0;
        let rest = all.iter().map(Self::volume).sum::<f64>() - self.volume();
        let smaller = self.volume().min(rest);
        Figures::from([
            figure("weight_inside", self.inside),
            figure("weight_outside", self.outside),
            figure("density", if pairs > 0.0 { self.edges / pairs } else { 0.0 }),
            figure("conductance", if self.outside > 0.0 { self.outside / smaller } else { 0.0 }),
            figure("callon_centrality", self.callon_centrality()),
            figure("callon_density", self.callon_density()),
        ])
    }
}

/// The edges of each cluster, summed in the order of nodes.
pub(super) fn tallies(adjacency: &Adjacency, partition: &Partition) -> TiVec<ClusterId, Tally> {
    let cluster_of = &partition.cluster_of;
    let mut tallies: TiVec<ClusterId, Tally> = vec![Tally::default(); partition.count].into();
    for (node, &cluster) in cluster_of.iter_enumerated() {
        let tally = &mut tallies[cluster];
        tally.nodes += 1.0;
        for (neighbor, weight) in adjacency.edges(node) {
            if cluster_of[neighbor] != cluster {
                tally.outside += weight;
            } else if neighbor > node {
                tally.edges += 1.0;
                tally.inside += weight;
            }
        }
    }
    tallies
}

/// All edges from one cluster to another, as the first sees them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Between {
    from: ClusterId,
    to: ClusterId,
    weight: f64,
    /// The strongest: its weight, the summed PageRank of its ends, and the ends, `from`'s first.
    strongest: (f64, f64, [NodeRow; 2]),
}

/// An edge between two clusters, as one of them sees it.
#[derive(Clone, Copy)]
struct Leaving {
    from: ClusterId,
    to: ClusterId,
    node: NodeRow,
    other: NodeRow,
    weight: f64,
}

/// What joins each pair of clusters, both ways, sorted by (from, to).
pub(super) fn bridges(input: &CardInput<'_>) -> Vec<Between> {
    let cluster_of = &input.partition.cluster_of;
    let mut edges: Vec<Leaving> = Vec::new();
    for (node, &from) in cluster_of.iter_enumerated() {
        let own = input.adjacency.edges(node);
        let own = own.map(|(other, weight)| Leaving { from, to: cluster_of[other], node, other, weight });
        edges.extend(own.filter(|edge| edge.from != edge.to));
    }
    edges.sort_unstable_by_key(|&Leaving { from, to, node, other, .. }| {
        (from, to, node.min(other), node.max(other))
    });
    let groups = edges.chunk_by(|a, b| (a.from, a.to) == (b.from, b.to));
    groups.map(|group| between(input.pagerank, group)).collect()
}

fn between(pagerank: &TiSlice<NodeRow, f64>, edges: &[Leaving]) -> Between {
    let Leaving { from, to, .. } = edges[0];
    let mut weight = 0.0;
    let mut strongest = (f64::NEG_INFINITY, f64::NEG_INFINITY, [NodeRow::default(); 2]);
    for &Leaving { node, other, weight: own, .. } in edges {
        weight += own;
        let rank = pagerank[node] + pagerank[other];
        if (own, rank) > (strongest.0, strongest.1) {
            strongest = (own, rank, [node, other]);
        }
    }
    Between { from, to, weight, strongest }
}

fn of_cluster(bridges: &[Between], cluster: ClusterId) -> &[Between] {
    let start = bridges.partition_point(|bridge| bridge.from < cluster);
    let end = bridges.partition_point(|bridge| bridge.from <= cluster);
    &bridges[start..end]
}

/// The neighbors of a cluster with the most weight between.
pub(super) fn neighbors(input: &CardInput<'_>, bridges: &[Between], cluster: ClusterId) -> Vec<Bridge> {
    let mut own: Vec<&Between> = of_cluster(bridges, cluster).iter().collect();
    own.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.to.cmp(&b.to)));
    let id = |node: NodeRow| input.ids[node].to_owned();
    let bridge = |between: &Between| Bridge {
        cluster: rank(between.to),
        weight: between.weight,
        strongest: between.strongest.2.map(id),
    };
    own.into_iter().take(input.options.neighbors).map(bridge).collect()
}

/// How many of the largest clusters hold at least half of the nodes.
fn large(tallies: &TiSlice<ClusterId, Tally>) -> usize {
    let half = tallies.iter().map(|tally| tally.nodes).sum::<f64>() / 2.0;
    let mut held = 0.0;
    let smaller = tallies.raw.iter().position(|tally| {
        held += tally.nodes;
        held >= half
    });
    smaller.map_or(0, |last| last + 1)
}

/// The gaps of each cluster, those that miss most weight first.
pub(super) fn gaps(
    input: &CardInput<'_>,
    tallies: &TiSlice<ClusterId, Tally>,
    bridges: &[Between],
) -> TiVec<ClusterId, Vec<Gap>> {
    let reach: f64 = tallies.iter().map(|tally| tally.outside).sum();
    let volume: f64 = tallies.iter().map(Tally::volume).sum();
    let unit = volume / (2.0 * input.adjacency.edge_count().max(1) as f64);
    let large = large(tallies);
    let mut gaps: TiVec<ClusterId, Vec<Gap>> = vec![Vec::new(); tallies.len()].into();
    if reach == 0.0 {
        return gaps;
    }
    for (cluster, own_gaps) in gaps.iter_mut_enumerated().take(large) {
        let own = of_cluster(bridges, cluster);
        for other in ClusterId::first(large).filter(|&other| other != cluster) {
            let found = own.binary_search_by_key(&other, |bridge| bridge.to);
            let weight = found.map_or(0.0, |at| own[at].weight);
            let expected = tallies[cluster].outside * tallies[other].outside / reach;
            if weight <= expected / 2.0 && expected - weight >= unit {
                own_gaps.push(Gap { cluster: rank(other), weight, expected });
            }
        }
        let missing = |gap: &Gap| gap.expected - gap.weight;
        own_gaps.sort_by(|a, b| missing(b).total_cmp(&missing(a)).then(a.cluster.cmp(&b.cluster)));
        own_gaps.truncate(input.options.gaps);
    }
    gaps
}
