//! Stability: how much of a partition comes back when the clusters are sought again with other seeds.
//!
//! Large sparse graphs have very many partitions of nearly the highest modularity, which differ in how large clusters
//! are cut (Good, de Montjoye, Clauset, "Performance of modularity maximization in practical contexts", Phys. Rev. E
//! 81, 046106, 2010). So clusters that are cut differently each time do not mean that there is nothing to be cut:
//! where runs disagree, the modularity is compared with that of random graphs of the same degrees (Guimera,
//! Sales-Pardo, Amaral, "Modularity from fluctuations in random graphs", Phys. Rev. E 70, 025101, 2004). Only a graph
//! whose clusters are unstable and no better than theirs is said to have no structure.

use super::chance::rewired;
use super::leiden::{LeidenOptions, Ordered, leiden_result, ordered_result};
use super::{ClusterId, Partition};
use crate::Adjacency;
use crate::index::{NodeRow, TiSlice, TiVec};
use crate::parallel;
use crate::random::Random;

/// From this on a cluster, or all of them together, is stable.
pub const STABLE: f64 = 0.5;

/// Share of the way from a random graph's modularity to 1 that clusters go at least, where there are any. Modularity
/// of one random graph differs from that of the next by far less.
pub const EXCESS: f64 = 0.1;

/// Random graphs to compare with.
const RANDOM_GRAPHS: usize = 2;

/// How exactly their modularity is sought ([`LeidenOptions::tolerance`]): what is missed is small beside [`EXCESS`].
const RANDOM_TOLERANCE: f64 = 5e-3;

/// Runs after which it is looked whether more are needed ...
const FIRST_RUNS: usize = 4;

/// ... which is so where these agree at least this much: from below it more runs would not lift the mean to
/// [`STABLE`].
const HOPELESS: f64 = STABLE / 2.0;

/// How stability is measured.
#[derive(Debug, Clone, PartialEq)]
pub struct StabilityOptions {
    /// Runs to compare with, at most; default 10.
    pub runs: u32,
    /// How clusters are sought; the seeds of the runs are drawn from its seed, its start is not used; default
    /// [`LeidenOptions::default`].
    pub leiden: LeidenOptions,
}

impl Default for StabilityOptions {
    fn default() -> Self {
        Self { runs: 10, leiden: LeidenOptions::default() }
    }
}

/// How stable a partition is: 1 where every run says the same, about 0 where runs agree as chance would have it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stability {
    /// Of each node: mean over the runs of the corrected share of its cluster's other members that are with it;
    /// `None` for the only node of a cluster.
    pub of_node: TiVec<NodeRow, Option<f64>>,
    /// Of each cluster: the mean over its nodes, which is the mean over its pairs of nodes.
    pub of_cluster: TiVec<ClusterId, Option<f64>>,
    /// The mean over all nodes that are not alone; 0 without any.
    pub overall: f64,
    /// How many runs were compared.
    pub runs: u32,
    /// The share of nodes that are in a cluster of at least [`STABLE`].
    pub in_stable: f64,
    /// Modularity of the partition.
    pub modularity: f64,
    /// Mean modularity of random graphs of the same degrees; `None` where the clusters are stable and it was not
    /// asked.
    pub by_chance: Option<f64>,
}

impl Stability {
    /// Whether the clusters are more than chance: they are stable, or go at least [`EXCESS`] of the way from the
    /// modularity of random graphs of the same degrees to 1.
    #[must_use]
    pub fn has_structure(&self) -> bool {
        let exceeds = |by_chance| self.modularity - by_chance >= EXCESS * (1.0 - by_chance);
        self.overall >= STABLE || self.by_chance.is_some_and(exceeds)
    }
}

/// Co-assignment of the members of each cluster over seeded runs of Leiden, corrected for chance.
///
/// In one run let `s` be the share of a cluster's pairs of nodes that are together, and `e` the share of all
/// pairs of (not isolated) nodes that are: the run scores `(s - e) / (1 - e)`, as in the adjusted Rand index
/// (Hubert and Arabie, J. Classif. 2, 1985), or 0 where all are together. Co-assignment over repeated runs:
/// Lancichinetti and Fortunato, "Consensus clustering in complex networks", Sci. Rep. 2, 336 (2012). Where the mean
/// is below [`STABLE`], clusters of two random graphs of the same degrees are sought too. Where the first four runs
/// agree less than half as much as stable ones, the others are left out: they would not change what is said. Runs go
/// in parallel and are summed in order: the same for any number of threads. As costly as that many runs.
///
/// ```
/// use portent_graph::cluster::leiden::{LeidenOptions, leiden_result};
/// use portent_graph::cluster::stability::{StabilityOptions, stability};
/// use portent_graph::Adjacency;
/// let two_triangles = [(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (3, 5), (4, 5)];
/// let graph = Adjacency::from_numbers(6, two_triangles.into_iter().map(|(a, b)| (a, b, 1.0)));
/// let partition = leiden_result(&graph, &LeidenOptions::default());
/// assert_eq!(stability(&graph, &partition, &StabilityOptions::default()).overall, 1.0);
/// ```
#[must_use]
pub fn stability(adjacency: &Adjacency, partition: &Partition, options: &StabilityOptions) -> Stability {
    let mut random = Random::new(options.leiden.seed ^ 0x0073_7461_6269_6c65);
    let seeds: Vec<u64> = (0..options.runs).map(|_| random.next_u64()).collect();
    let again = |seed| LeidenOptions { seed, start: None, ..options.leiden.clone() };
    let graph = Ordered::new(adjacency);
    let run = |seed: u64| shares(adjacency, partition, &ordered_result(&graph, &again(seed)));
    let all = |seeds: &[u64]| parallel::map(seeds.len(), 1, |at| run(seeds[at]));
    let (first, rest) = seeds.split_at(FIRST_RUNS.min(seeds.len()));
    let mut runs = all(first);
    let mut stability = summarize(partition, &runs);
    if stability.overall >= HOPELESS && !rest.is_empty() {
        runs.extend(all(rest));
        stability = summarize(partition, &runs);
    }
    if stability.overall < STABLE && options.runs > 0 && adjacency.edge_count() > 0 {
        let seeds: Vec<u64> = (0..RANDOM_GRAPHS).map(|_| random.next_u64()).collect();
        let roughly = |seed| LeidenOptions { tolerance: RANDOM_TOLERANCE, ..again(seed) };
        let modularity = |seed| leiden_result(&rewired(adjacency, seed), &roughly(seed)).modularity;
        let found = parallel::map(seeds.len(), 1, |at| modularity(seeds[at]));
        stability.by_chance = Some(found.iter().sum::<f64>() / RANDOM_GRAPHS as f64);
    }
    stability
}

/// The corrected share of each node in one run; 0 for nodes alone in their cluster.
fn shares(adjacency: &Adjacency, partition: &Partition, run: &Partition) -> TiVec<NodeRow, f64> {
    let together = joint_sizes(&partition.cluster_of, &run.cluster_of);
    let sizes = partition.sizes();
    let chance = chance(adjacency, run);
    let of_node = partition.cluster_of.iter().zip(together).map(|(&cluster, together)| {
        let others = f64::from(sizes[cluster]) - 1.0;
        if others == 0.0 || chance >= 1.0 {
            return 0.0;
        }
        (f64::from(together - 1) / others - chance) / (1.0 - chance)
    });
    of_node.collect()
}

/// The share of all pairs of not isolated nodes that a run puts together; 1 for fewer than two.
fn chance(adjacency: &Adjacency, run: &Partition) -> f64 {
    let mut sizes: TiVec<ClusterId, u32> = vec![0; run.count].into();
    for (node, &cluster) in run.cluster_of.iter_enumerated() {
        sizes[cluster] += u32::from(adjacency.degree(node) > 0);
    }
    let pairs = |size: f64| size * (size - 1.0);
    let all = pairs(sizes.iter().map(|&size| f64::from(size)).sum());
    if all <= 0.0 {
        return 1.0;
    }
    sizes.iter().map(|&size| pairs(f64::from(size))).sum::<f64>() / all
}

/// For each node, how many nodes (itself included) share its cluster in both partitions.
fn joint_sizes(
    one: &TiSlice<NodeRow, ClusterId>,
    other: &TiSlice<NodeRow, ClusterId>,
) -> TiVec<NodeRow, u32> {
    let both = |node: NodeRow| (one[node], other[node]);
    let mut order: Vec<NodeRow> = one.keys().collect();
    order.sort_unstable_by_key(|&node| both(node));
    let mut joint: TiVec<NodeRow, u32> = vec![0; one.len()].into();
    for group in order.chunk_by(|&a, &b| both(a) == both(b)) {
        group.iter().for_each(|&node| joint[node] = group.len() as u32);
    }
    joint
}

/// Means over the runs, by node, cluster and overall.
fn summarize(partition: &Partition, runs: &[TiVec<NodeRow, f64>]) -> Stability {
    let sizes = partition.sizes();
    let nodes = partition.cluster_of.len();
    let mut of_node: TiVec<NodeRow, Option<f64>> = vec![None; nodes].into();
    let mut sums: TiVec<ClusterId, f64> = vec![0.0; partition.count].into();
    let mut counted = 0.0;
    for (node, &cluster) in partition.cluster_of.iter_enumerated() {
        if sizes[cluster] < 2 || runs.is_empty() {
            continue;
        }
        let mean = runs.iter().map(|run| run[node]).sum::<f64>() / runs.len() as f64;
        of_node[node] = Some(mean);
        sums[cluster] += mean;
        counted += 1.0;
    }
    let total: f64 = sums.iter().sum();
    let of_cluster = sums.iter().zip(&sizes).map(|(sum, &size)| {
        let measured = size > 1 && !runs.is_empty();
        measured.then(|| sum / f64::from(size))
    });
    let of_cluster: TiVec<ClusterId, Option<f64>> = of_cluster.collect();
    let stable =
        of_cluster.iter().zip(&sizes).filter(|(value, _)| value.is_some_and(|value| value >= STABLE));
    let in_stable: u32 = stable.map(|(_, &size)| size).sum();
    Stability {
        of_cluster,
        of_node,
        overall: if counted > 0.0 { total / counted } else { 0.0 },
        runs: runs.len() as u32,
        in_stable: f64::from(in_stable) / (nodes as f64).max(1.0),
        modularity: partition.modularity,
        by_chance: None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Partition, StabilityOptions, leiden_result, shares, stability};
    use crate::Adjacency;
    use crate::cluster::{chance::rewired, leiden::LeidenOptions, samples};

    fn measured(graph: &Adjacency) -> super::Stability {
        let partition = leiden_result(graph, &LeidenOptions::default());
        stability(graph, &partition, &StabilityOptions::default())
    }

    #[test]
    fn planted_clusters_are_stable_and_a_random_graph_of_the_same_degrees_is_not() {
        for (seed, chances) in [(1, [0.4, 0.02]), (2, [0.25, 0.01]), (3, [0.15, 0.005])] {
            let graph = samples::planted(8, 40, chances, seed);
            let planted = measured(&graph);
            assert!(planted.overall > 0.9 && planted.has_structure(), "{}", planted.overall);
            assert_eq!(planted.runs, 10);
            let random = measured(&rewired(&graph, seed));
            assert!(random.overall < 0.5 && !random.has_structure(), "{}", random.overall);
        }
    }

    #[test]
    fn clusters_that_are_cut_differently_each_time_are_structure_all_the_same() {
        // A grid of 30 times 30 places without borders can be cut anywhere, but random graphs of its degrees have far
        // lower modularity.
        let at = |x: u32, y: u32| x % 30 * 30 + y % 30;
        let places = (0..30).flat_map(|x| (0..30).map(move |y| (x, y)));
        let beside = places.flat_map(|(x, y)| [(at(x, y), at(x + 1, y), 1.0), (at(x, y), at(x, y + 1), 1.0)]);
        let grid = measured(&Adjacency::from_numbers(900, beside));
        assert!(grid.overall < super::STABLE && grid.has_structure(), "{grid:?}");
        assert!(grid.by_chance.unwrap() < grid.modularity - 0.2);
    }

    #[test]
    fn one_run_scores_as_by_hand() {
        // Clusters {0,1,2}, {3}; the run has {0,1}, {2,3}. Of 6 pairs 2 are together: e = 1/3. Node 0 keeps one of
        // two: (1/2 - 1/3) / (2/3) = 1/4; node 2 keeps none: -1/2.
        let graph = Adjacency::from_numbers(4, [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)].into_iter());
        let partition = Partition::from_groups(&graph, [0, 0, 0, 1], 1.0);
        let run = Partition::from_groups(&graph, [0, 0, 1, 1], 1.0);
        let found = shares(&graph, &partition, &run);
        for (found, expected) in found.into_iter().zip([0.25, 0.25, -0.5, 0.0]) {
            assert!((found - expected).abs() < 1e-15);
        }
    }

    #[test]
    fn a_graph_that_is_one_cluster_or_has_no_edges_has_no_structure() {
        let triangle = Adjacency::from_numbers(3, [(0, 1, 1.0), (0, 2, 1.0), (1, 2, 1.0)].into_iter());
        assert_eq!(measured(&triangle).overall, 0.0);
        let empty = measured(&Adjacency::from_numbers(2, std::iter::empty()));
        assert_eq!(
            (empty.of_node.raw, empty.of_cluster.raw, empty.overall),
            (vec![None; 2], vec![None; 2], 0.0)
        );
        assert!(!measured(&Adjacency::default()).has_structure());
    }

    #[test]
    fn any_number_of_threads_gives_the_same_figures() {
        let graph = samples::planted(6, 30, [0.2, 0.05], 4);
        let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        let many = rayon::ThreadPoolBuilder::new().num_threads(5).build().unwrap();
        assert_eq!(alone.install(|| measured(&graph)), many.install(|| measured(&graph)));
    }
}
