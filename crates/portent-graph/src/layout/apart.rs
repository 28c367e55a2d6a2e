//! The force layout of a clustered graph: edges between clusters pull little and each cluster has an unseen middle that
//! holds it together, so that clusters come apart; what still overlaps is pushed aside.
//!
//! A. Noack, "Modularity clustering is force-directed layout", Physical Review E 79, 026102 (2009), shows why LinLog
//! forces and modularity agree; the damping makes the agreement visible where a few nodes are in touch with everything.

use super::force::{ForceOptions, force_with_masses, masses, separate};
use super::packed::packed;
use crate::Adjacency;
use crate::cluster::ClusterId;
use crate::index::{NodeRow, TiSlice, TiVec};

/// How the layout runs.
#[derive(Debug, Clone, PartialEq)]
pub struct ApartOptions {
    /// Weight of an edge between clusters, as a share of its own; default 0.05.
    pub between: f64,
    /// Weight of the edge that ties each node to the unseen middle of its cluster; default 2.
    pub cohesion: f64,
    /// Area of the picture as a multiple of what the nodes cover; default 6.
    pub room: f64,
    /// Sweeps that push overlapping nodes apart; default 12.
    pub sweeps: usize,
    /// The forces; default [`ForceOptions::default`].
    pub force: ForceOptions,
}

impl Default for ApartOptions {
    fn default() -> Self {
        Self { between: 0.05, cohesion: 2.0, room: 6.0, sweeps: 12, force: ForceOptions::default() }
    }
}

/// Places nodes by forces, starting from the packed layout.
///
/// `cluster_of` numbers the cluster of each node, `diameters` gives each node's size (> 0, finite); units are those of
/// the diameters, the middle is 0, 0. O(iterations (nodes log nodes + edges)).
///
/// ```
/// use portent_graph::{Adjacency, cluster::ClusterId, index::TiSlice};
/// use portent_graph::layout::apart::{ApartOptions, apart};
/// let pair = Adjacency::from_numbers(2, [(0, 1, 1.0)].into_iter());
/// let one_cluster = [ClusterId::default(); 2];
/// let (cluster_of, diameters) = (TiSlice::from_ref(&one_cluster), TiSlice::from_ref(&[2.0, 2.0]));
/// let places = apart(&pair, cluster_of, diameters, &ApartOptions::default());
/// let (a, b) = (places.raw[0], places.raw[1]);
/// assert!((a[0] - b[0]).abs() + (a[1] - b[1]).abs() > 1.9);
/// ```
#[must_use]
pub fn apart(
    adjacency: &Adjacency,
    cluster_of: &TiSlice<NodeRow, ClusterId>,
    diameters: &TiSlice<NodeRow, f64>,
    options: &ApartOptions,
) -> TiVec<NodeRow, [f64; 2]> {
    let mut start = packed(cluster_of, diameters);
    let middles = middles(&start, cluster_of);
    start.extend(middles.iter().copied());
    // An unseen middle pushes nothing away: its mass is the least there is, whatever its degree.
    let mut masses = masses(adjacency);
    masses.extend(middles.iter().map(|_| 1.0));
    let tied = tied(adjacency, cluster_of, middles.len(), options);
    let mut places = force_with_masses(&tied, &masses, &start, &options.force);
    places.truncate(adjacency.len());
    scale(&mut places.raw, &diameters.raw, options.room);
    separate(&mut places.raw, &diameters.raw, options.sweeps);
    places
}

/// Where the unseen middle of each cluster starts: the mean of its nodes.
fn middles(
    places: &TiSlice<NodeRow, [f64; 2]>,
    cluster_of: &TiSlice<NodeRow, ClusterId>,
) -> TiVec<ClusterId, [f64; 2]> {
    let clusters = cluster_of.iter().max().map_or(0, |&last| usize::from(last) + 1);
    let mut sums: TiVec<ClusterId, ([f64; 2], f64)> = vec![([0.0; 2], 0.0); clusters].into();
    for (at, &cluster) in places.iter().zip(cluster_of) {
        let (sum, count) = &mut sums[cluster];
        *sum = [sum[0] + at[0], sum[1] + at[1]];
        *count += 1.0;
    }
    sums.into_iter().map(|(sum, count)| sum.map(|value| value / count.max(1.0))).collect()
}

/// The graph with edges between clusters weakened, and a node more for each cluster.
fn tied(
    adjacency: &Adjacency,
    cluster_of: &TiSlice<NodeRow, ClusterId>,
    clusters: usize,
    options: &ApartOptions,
) -> Adjacency {
    let own = adjacency.each_edge().map(|(node, other, weight)| {
        let same = cluster_of[node] == cluster_of[other];
        (node, other, if same { weight } else { weight * options.between })
    });
    let middle = |node| NodeRow::from(adjacency.len() + usize::from(cluster_of[node]));
    let ties = adjacency.nodes().map(|node| (node, middle(node), options.cohesion));
    let all = own.chain(ties.filter(|&(_, _, weight)| weight > 0.0));
    Adjacency::from_edges(adjacency.len() + clusters, all)
}

/// Moves the middle to 0, 0 and scales the square of twice the mean distance from it to `room` times what discs cover.
fn scale(places: &mut [[f64; 2]], diameters: &[f64], room: f64) {
    let count = places.len().max(1) as f64;
    let middle = [0, 1].map(|axis| places.iter().map(|at| at[axis]).sum::<f64>() / count);
    let mut spread = 0.0;
    for at in places.iter_mut() {
        *at = [at[0] - middle[0], at[1] - middle[1]];
        spread += (at[0] * at[0] + at[1] * at[1]) / count;
    }
    let covered: f64 = diameters.iter().map(|diameter| diameter * diameter).sum();
    let factor = (room * covered / (4.0 * spread).max(f64::MIN_POSITIVE)).sqrt();
    if spread > 0.0 && factor.is_finite() {
        places.iter_mut().for_each(|at| *at = at.map(|value| value * factor));
    }
}

#[cfg(test)]
mod tests {
    use super::{ApartOptions, ClusterId, NodeRow, TiSlice, TiVec, apart, tied};
    use crate::Adjacency;
    use crate::random::Random;

    /// `clusters` clusters of `size` nodes, each a ring with random chords, and some edges anywhere.
    fn clustered(clusters: u32, size: u32) -> (Adjacency, TiVec<NodeRow, ClusterId>) {
        let mut random = Random::new(5);
        let nodes = clusters * size;
        let mut edges = std::collections::BTreeSet::new();
        for node in 0..nodes {
            let first = node / size * size;
            let ring = first + (node - first + 1) % size;
            let chord = first + random.below(size as usize) as u32;
            let far = random.below(nodes as usize) as u32;
            for other in [ring, chord, if node % 3 == 0 { far } else { ring }] {
                if other != node {
                    edges.insert((node.min(other), node.max(other)));
                }
            }
        }
        let graph = Adjacency::from_numbers(nodes as usize, edges.into_iter().map(|(a, b)| (a, b, 1.0)));
        (graph, (0..nodes).map(|node| ClusterId::new(node / size)).collect())
    }

    fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
        libm::hypot(a[0] - b[0], a[1] - b[1])
    }

    #[test]
    fn edges_between_clusters_are_weakened_alone_and_each_cluster_has_a_middle() {
        let graph = Adjacency::from_numbers(3, [(0, 1, 2.0), (1, 2, 2.0)].into_iter());
        let cluster_of = [0, 0, 1].into_iter().map(ClusterId::new).collect::<TiVec<NodeRow, ClusterId>>();
        let tied = tied(&graph, &cluster_of, 2, &ApartOptions::default());
        let row = |node| (tied.neighbors(NodeRow::new(node)), tied.weights(NodeRow::new(node)));
        assert_eq!(row(0), ([1, 3].map(NodeRow::new).as_slice(), &[2.0, 2.0][..]));
        assert_eq!(row(2), ([1, 4].map(NodeRow::new).as_slice(), &[0.1, 2.0][..]));
    }

    #[test]
    fn clusters_are_visibly_apart_and_nodes_do_not_overlap() {
        let (graph, cluster_of) = clustered(8, 40);
        let diameters: TiVec<NodeRow, f64> = (0..320u32).map(|node| 4.0 + f64::from(node % 7)).collect();
        let at = apart(&graph, &cluster_of, &diameters, &ApartOptions::default());
        let (mut nearest_own, mut overlaps) = (0, 0);
        for a in graph.nodes() {
            let others = graph.nodes().filter(|&b| b != a);
            let near =
                others.min_by(|&b, &c| distance(at[a], at[b]).total_cmp(&distance(at[a], at[c]))).unwrap();
            nearest_own += usize::from(cluster_of[near] == cluster_of[a]);
            overlaps += usize::from(distance(at[a], at[near]) < 0.8 * (diameters[a] + diameters[near]) / 2.0);
        }
        assert!(nearest_own >= 310, "{nearest_own} of 320 nodes stand next to one of their own cluster");
        assert!(overlaps <= 3, "{overlaps} nodes lie on their neighbor");
    }

    #[test]
    fn positions_are_equal_for_any_thread_count() {
        let (graph, cluster_of) = clustered(20, 90);
        let diameters = TiVec::from(vec![4.0; 1800]);
        let options = ApartOptions::default();
        let run = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| apart(&graph, &cluster_of, &diameters, &options))
        };
        assert_eq!(run(1), run(2));
        assert_eq!(run(1), run(8));
    }

    #[test]
    fn small_graphs_have_finite_places() {
        for nodes in 0..3 {
            let graph = Adjacency::from_numbers(nodes, std::iter::empty());
            let (one_cluster, sizes) = (TiVec::from(vec![ClusterId::default(); nodes]), vec![4.0; nodes]);
            let at = apart(&graph, &one_cluster, TiSlice::from_ref(&sizes), &ApartOptions::default());
            assert!(at.len() == nodes && at.iter().flatten().all(|value| value.is_finite()));
        }
    }
}
