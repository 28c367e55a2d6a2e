//! Weighted modularity: how many more edges fall inside clusters than chance would put there.

use crate::Adjacency;
use crate::cluster::ClusterId;
use crate::index::{NodeRow, TiSlice, TiVec};

/// Modularity of an assignment of nodes to clusters (numbers below the number of nodes) at a resolution.
///
/// `Q = sum over clusters of (w_in / m - resolution * (k / 2m)^2)`, with `w_in` the weight inside, `k` the
/// summed strength of the members and `m` the total weight: Newman and Girvan, "Finding and evaluating
/// community structure in networks", Phys. Rev. E 69, 026113 (2004); the resolution: Reichardt and Bornholdt,
/// Phys. Rev. E 74, 016110 (2006). Between -1/2 and 1 at resolution 1; 0 without edges. O(nodes + edges).
///
/// ```
/// use portent_graph::cluster::modularity::modularity;
/// use portent_graph::{Adjacency, cluster::ClusterId, index::TiSlice};
/// let path = Adjacency::from_numbers(4, [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)].into_iter());
/// let halves = [0, 0, 1, 1].map(ClusterId::new);
/// let q = modularity(&path, TiSlice::from_ref(&halves), 1.0);
/// assert!((q - (2.0 / 3.0 - 0.5)).abs() < 1e-12);
/// ```
#[must_use]
pub fn modularity(adjacency: &Adjacency, cluster_of: &TiSlice<NodeRow, ClusterId>, resolution: f64) -> f64 {
    let mut strength: TiVec<ClusterId, f64> = vec![0.0; adjacency.len()].into();
    let mut inside = 0.0;
    let mut total = 0.0;
    for (node, &cluster) in cluster_of.iter_enumerated() {
        for (neighbor, weight) in adjacency.edges(node) {
            strength[cluster] += weight;
            total += weight;
            if cluster_of[neighbor] == cluster {
                inside += weight;
            }
        }
    }
    if total == 0.0 {
        return 0.0;
    }
    let expected: f64 = strength.iter().map(|k| (k / total) * (k / total)).sum();
    inside / total - resolution * expected
}

#[cfg(test)]
mod tests {
    use super::{Adjacency, modularity};
    use crate::cluster::samples::{self, clusters};

    #[test]
    fn the_two_karate_factions_score_as_in_networkx() {
        // networkx 3.6.1: community.modularity(karate_club_graph(), factions, weight=None | "weight"),
        // the third with resolution=0.5.
        let (plain, weighted) = (samples::karate(false), samples::karate(true));
        assert!(
            (modularity(&plain, &clusters(samples::FACTIONS), 1.0) - 0.358_234_714_003_944_8).abs() < 1e-12
        );
        assert!(
            (modularity(&weighted, &clusters(samples::FACTIONS), 1.0) - 0.391_437_566_762_242_06).abs()
                < 1e-12
        );
        assert!(
            (modularity(&plain, &clusters(samples::FACTIONS), 0.5) - 0.608_604_536_489_151_9).abs() < 1e-12
        );
    }

    #[test]
    fn one_cluster_scores_nothing_and_no_edges_score_nothing() {
        let edge = Adjacency::from_numbers(2, [(0, 1, 3.0)].into_iter());
        assert_eq!(modularity(&edge, &clusters([0, 0]), 1.0), 0.0);
        assert_eq!(modularity(&edge, &clusters([0, 1]), 1.0), -0.5);
        assert_eq!(modularity(&Adjacency::from_numbers(2, std::iter::empty()), &clusters([0, 1]), 1.0), 0.0);
        assert_eq!(modularity(&Adjacency::default(), &clusters([]), 1.0), 0.0);
    }
}
