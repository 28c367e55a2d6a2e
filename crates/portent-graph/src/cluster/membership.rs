//! Strength of membership: how much of a node lies in its own cluster, and which other cluster holds most of the rest.

use super::{ClusterId, Partition};
use crate::Adjacency;
use crate::index::{NodeRow, TiVec};

/// Where it is defined: the shares of a node's edges by cluster, of which the participation coefficient is 1 less the sum of
/// squares. portent keeps the two largest shares themselves, as a person reads them.
pub const PAPER: &str = "Guimer\u{e0}, Amaral, Functional cartography of complex metabolic networks, Nature 433, 2005, \
    doi:10.1038/nature03288";

/// A node stands in its cluster where at least this share of its weight does: below it, most of what it is tied to lies elsewhere.
pub const HALF: f64 = 0.5;

/// How a node stands to its cluster.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Membership {
    /// The share of its edge weight that stays within its own cluster, from 0 to 1.
    pub own: f64,
    /// The other cluster that holds the largest share of its edge weight (ties: the smaller number), and that share; `None`
    /// where all of it stays. Clusters are not chosen node by node, so it may exceed `own`.
    pub second: Option<(ClusterId, f64)>,
}

/// The membership of each node; `None` for a node without weight. O(edges + clusters), sums in the order of neighbors.
///
/// ```
/// use portent_graph::cluster::{Partition, membership::memberships};
/// use portent_graph::Adjacency;
/// let path = Adjacency::from_numbers(3, [(0, 1, 3.0), (1, 2, 1.0)].into_iter());
/// let partition = Partition::from_groups(&path, [0, 0, 1], 1.0);
/// let found = memberships(&path, &partition);
/// assert_eq!(found.raw[1].unwrap().own, 0.75);
/// assert_eq!(found.raw[2].unwrap().second, Some((0.into(), 1.0)));
/// ```
#[must_use]
pub fn memberships(adjacency: &Adjacency, partition: &Partition) -> TiVec<NodeRow, Option<Membership>> {
    let cluster_of = &partition.cluster_of;
    let mut held: TiVec<ClusterId, f64> = vec![0.0; partition.count].into();
    let mut met: Vec<ClusterId> = Vec::new();
    let of_node = |(node, &own): (NodeRow, &ClusterId)| {
        let mut total = 0.0;
        for (neighbor, weight) in adjacency.edges(node).filter(|&(_, weight)| weight > 0.0) {
            let cluster = cluster_of[neighbor];
            if held[cluster] <= 0.0 {
                met.push(cluster);
            }
            held[cluster] += weight;
            total += weight;
        }
        let others = met.iter().copied().filter(|&cluster| cluster != own);
        let second = others.max_by(|&a, &b| held[a].total_cmp(&held[b]).then(b.cmp(&a)));
        let membership = (total > 0.0).then(|| Membership {
            own: held[own] / total,
            second: second.map(|cluster| (cluster, held[cluster] / total)),
        });
        met.drain(..).for_each(|cluster| held[cluster] = 0.0);
        membership
    };
    cluster_of.iter_enumerated().map(of_node).collect()
}

#[cfg(test)]
mod tests {
    use super::{ClusterId, Membership, memberships};
    use crate::Adjacency;
    use crate::cluster::Partition;

    fn of(edges: &[(u32, u32, f64)], groups: &[u32]) -> Vec<Option<Membership>> {
        let adjacency = Adjacency::from_numbers(groups.len(), edges.iter().copied());
        let partition = Partition {
            cluster_of: groups.iter().copied().map(ClusterId::new).collect(),
            count: groups.len(),
            modularity: 0.0,
        };
        memberships(&adjacency, &partition).raw
    }

    #[test]
    fn shares_of_a_node_between_clusters() {
        // Node 0 has 2 of 8 in its own cluster, 5 in cluster 2, 1 in cluster 1.
        let found = of(&[(0, 1, 2.0), (0, 2, 1.0), (0, 3, 2.0), (0, 4, 3.0)], &[0, 0, 1, 2, 2])[0].unwrap();
        assert_eq!(found, Membership { own: 0.25, second: Some((ClusterId::new(2), 0.625)) });
    }

    #[test]
    fn equal_shares_go_to_the_larger_cluster_and_nodes_without_edges_have_none() {
        let found = of(&[(0, 1, 1.0), (0, 2, 1.0)], &[0, 2, 1, 3]);
        assert_eq!(found[0], Some(Membership { own: 0.0, second: Some((ClusterId::new(1), 0.5)) }));
        assert_eq!(found[3], None);
    }

    #[test]
    fn a_node_whose_edges_all_stay_has_no_second_cluster() {
        assert_eq!(of(&[(0, 1, 2.0)], &[0, 0]), [Some(Membership { own: 1.0, second: None }); 2]);
    }
}
