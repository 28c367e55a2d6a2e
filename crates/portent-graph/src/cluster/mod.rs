//! Clusters: communities of nodes found by Leiden, their hierarchy and stability.
//!
//! 1. [`leiden`] finds the clusters, and finer levels inside them.
//! 2. [`modularity`] says how good a partition is; [`stability`] how much of it chance decided, also by comparison
//!    with the random graphs of [`chance`].

pub mod chance;
pub mod leiden;
pub mod modularity;
pub mod stability;

#[cfg(test)]
mod samples;

use crate::Adjacency;

/// An assignment of every node to one cluster.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Partition {
    /// The cluster of each node, numbered from 0 by size (largest first; ties: the smallest member first).
    pub cluster_of: Vec<u32>,
    /// How many clusters.
    pub count: usize,
    /// Weighted modularity at the resolution that was used.
    pub modularity: f64,
}

impl Partition {
    /// Numbers arbitrary group numbers (below the number of nodes) by the rule of [`Self::cluster_of`] and
    /// computes the modularity at `resolution`. `groups` has one entry a node. O(nodes log nodes + edges).
    ///
    /// ```
    /// use portent_graph::cluster::Partition;
    /// use portent_graph::Adjacency;
    /// let path = Adjacency::from_edges(4, [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)].into_iter());
    /// let partition = Partition::from_groups(&path, &[2, 0, 0, 0], 1.0);
    /// assert_eq!(partition.cluster_of, [1, 0, 0, 0]);
    /// assert_eq!(partition.count, 2);
    /// ```
    #[must_use]
    pub fn from_groups(adjacency: &Adjacency, groups: &[u32], resolution: f64) -> Self {
        let (cluster_of, count) = number_by_size(groups);
        let modularity = modularity::modularity(adjacency, &cluster_of, resolution);
        Self { cluster_of, count, modularity }
    }

    /// The nodes of each cluster, ascending. O(nodes).
    #[must_use]
    pub fn members(&self) -> Vec<Vec<u32>> {
        let mut members = vec![Vec::new(); self.count];
        for (node, &cluster) in self.cluster_of.iter().enumerate() {
            members[cluster as usize].push(node as u32);
        }
        members
    }

    /// How many nodes each cluster has. O(nodes).
    #[must_use]
    pub fn sizes(&self) -> Vec<u32> {
        let mut sizes = vec![0; self.count];
        for &cluster in &self.cluster_of {
            sizes[cluster as usize] += 1;
        }
        sizes
    }

    /// The cluster of `coarser` that holds each cluster of this level: that of its smallest member, which is
    /// that of all its members where the levels are nested, as those of [`leiden::leiden`] are. O(nodes).
    #[must_use]
    pub fn parents(&self, coarser: &Self) -> Vec<u32> {
        let mut parents = vec![u32::MAX; self.count];
        for (&cluster, &parent) in self.cluster_of.iter().zip(&coarser.cluster_of) {
            let slot = &mut parents[cluster as usize];
            if *slot == u32::MAX {
                *slot = parent;
            }
        }
        parents
    }
}

/// Renumbers groups from 0 by size, ties by the smallest member; gives the numbers and how many.
fn number_by_size(groups: &[u32]) -> (Vec<u32>, usize) {
    let mut size = vec![0u32; groups.len()];
    let mut first_seen = Vec::new();
    for &group in groups {
        if size[group as usize] == 0 {
            first_seen.push(group);
        }
        size[group as usize] += 1;
    }
    // The sort is stable, and groups stand in the order of their smallest member.
    first_seen.sort_by_key(|&group| std::cmp::Reverse(size[group as usize]));
    let mut number = vec![0u32; groups.len()];
    for (rank, &group) in first_seen.iter().enumerate() {
        number[group as usize] = rank as u32;
    }
    let cluster_of = groups.iter().map(|&group| number[group as usize]).collect();
    (cluster_of, first_seen.len())
}

#[cfg(test)]
mod tests {
    use super::{Adjacency, Partition};

    #[test]
    fn clusters_are_numbered_by_size_then_smallest_member() {
        let none = Adjacency::from_edges(6, std::iter::empty());
        let partition = Partition::from_groups(&none, &[5, 3, 3, 1, 1, 0], 1.0);
        assert_eq!(partition.cluster_of, [2, 0, 0, 1, 1, 3]);
        assert_eq!((partition.count, partition.sizes()), (4, vec![2, 2, 1, 1]));
        assert_eq!(partition.members(), [vec![1, 2], vec![3, 4], vec![0], vec![5]]);
    }

    #[test]
    fn a_cluster_knows_its_parent_in_the_coarser_level() {
        let none = Adjacency::from_edges(4, std::iter::empty());
        let fine = Partition::from_groups(&none, &[0, 1, 2, 2], 1.0);
        let coarse = Partition::from_groups(&none, &[1, 0, 0, 0], 1.0);
        assert_eq!(fine.parents(&coarse), [0, 1, 0]);
    }
}
