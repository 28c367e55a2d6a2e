//! Clusters: communities of nodes found by Leiden, their hierarchy and stability.
//!
//! 1. [`leiden`] finds the clusters, and finer levels inside them.
//! 2. [`modularity`] says how good a partition is; [`stability`] how much of it chance decided, also by comparison
//!    with the random graphs of [`chance`].
//! 3. [`membership`] says how far a node stands in its cluster, and in which other one.

pub mod chance;
pub mod leiden;
pub mod membership;
pub mod modularity;
pub mod stability;

#[cfg(test)]
pub(crate) mod samples;

use crate::Adjacency;
use crate::csr::Csr;
use crate::index::{NodeRow, TiSlice, TiVec};

crate::index_type! {
    /// A cluster of a partition, or a group of nodes on the way to one.
    pub struct ClusterId;
}

impl ClusterId {
    /// Numbers without gaps for clusters that are numbered anyhow, in the same order. O(n log n).
    ///
    /// ```
    /// use portent_graph::cluster::ClusterId;
    /// use portent_graph::index::{NodeRow, TiVec};
    /// let dense: TiVec<NodeRow, ClusterId> = ClusterId::dense(&[7, 1 << 40, -3, 7]);
    /// assert_eq!(dense.raw, [1, 2, 0, 1]);
    /// ```
    #[must_use]
    pub fn dense<Row>(numbers: &[i64]) -> TiVec<Row, Self> {
        let mut sorted = numbers.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        numbers.iter().map(|number| Self::from(sorted.partition_point(|other| other < number))).collect()
    }
}

/// An assignment of every node to one cluster.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Partition {
    /// The cluster of each node, numbered from 0 by size (largest first; ties: the smallest member first).
    pub cluster_of: TiVec<NodeRow, ClusterId>,
    /// How many clusters.
    pub count: usize,
    /// Weighted modularity at the resolution that was used.
    pub modularity: f64,
}

impl Partition {
    /// Numbers arbitrary group numbers (below the number of nodes) by the rule of [`Self::cluster_of`] and
    /// computes the modularity at `resolution`. `groups` gives one number a node. O(nodes log nodes + edges).
    ///
    /// ```
    /// use portent_graph::cluster::Partition;
    /// use portent_graph::Adjacency;
    /// let path = Adjacency::from_numbers(4, [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)].into_iter());
    /// let partition = Partition::from_groups(&path, [2, 0, 0, 0], 1.0);
    /// assert_eq!(partition.cluster_of.raw, [1, 0, 0, 0]);
    /// assert_eq!(partition.count, 2);
    /// ```
    #[must_use]
    pub fn from_groups(
        adjacency: &Adjacency,
        groups: impl IntoIterator<Item = u32>,
        resolution: f64,
    ) -> Self {
        let groups: TiVec<NodeRow, ClusterId> = groups.into_iter().map(ClusterId::new).collect();
        let (cluster_of, count) = number_by_size(&groups);
        let modularity = modularity::modularity(adjacency, &cluster_of, resolution);
        Self { cluster_of, count, modularity }
    }

    /// The nodes of each cluster, ascending. O(nodes).
    #[must_use]
    pub fn members(&self) -> Csr<ClusterId, NodeRow> {
        Csr::grouped(self.count, self.cluster_of.iter().copied())
    }

    /// How many nodes each cluster has. O(nodes).
    #[must_use]
    pub fn sizes(&self) -> TiVec<ClusterId, u32> {
        let mut sizes: TiVec<ClusterId, u32> = vec![0; self.count].into();
        for &cluster in &self.cluster_of {
            sizes[cluster] += 1;
        }
        sizes
    }

    /// The cluster of `coarser` that holds each cluster of this level: that of its smallest member, which is
    /// that of all its members where the levels are nested, as those of [`leiden::leiden`] are. O(nodes).
    #[must_use]
    pub fn parents(&self, coarser: &Self) -> TiVec<ClusterId, ClusterId> {
        let mut parents: TiVec<ClusterId, ClusterId> = vec![ClusterId::default(); self.count].into();
        // The smallest member comes last.
        for (&cluster, &parent) in self.cluster_of.iter().zip(&coarser.cluster_of).rev() {
            parents[cluster] = parent;
        }
        parents
    }
}

/// Renumbers groups from 0 by size, ties by the smallest member; gives the numbers and how many.
fn number_by_size(groups: &TiSlice<NodeRow, ClusterId>) -> (TiVec<NodeRow, ClusterId>, usize) {
    let mut size: TiVec<ClusterId, u32> = vec![0; groups.len()].into();
    let mut first_seen: TiVec<ClusterId, ClusterId> = TiVec::new();
    for &group in groups {
        if size[group] == 0 {
            first_seen.push(group);
        }
        size[group] += 1;
    }
    // The sort is stable, and groups stand in the order of their smallest member.
    first_seen.sort_by_key(|&group| std::cmp::Reverse(size[group]));
    let mut number: TiVec<ClusterId, ClusterId> = vec![ClusterId::default(); groups.len()].into();
    first_seen.iter_enumerated().for_each(|(rank, &group)| number[group] = rank);
    let cluster_of = groups.iter().map(|&group| number[group]).collect();
    (cluster_of, first_seen.len())
}

#[cfg(test)]
mod tests {
    use super::{Adjacency, Partition};

    #[test]
    fn clusters_are_numbered_by_size_then_smallest_member() {
        let none = Adjacency::from_numbers(6, std::iter::empty());
        let partition = Partition::from_groups(&none, [5, 3, 3, 1, 1, 0], 1.0);
        assert_eq!(partition.cluster_of.raw, [2, 0, 0, 1, 1, 3]);
        assert_eq!((partition.count, partition.sizes().raw), (4, vec![2, 2, 1, 1]));
        let members: [&[u32]; 4] = [&[1, 2], &[3, 4], &[0], &[5]];
        assert!(partition.members().iter().eq(members));
    }

    #[test]
    fn a_cluster_knows_its_parent_in_the_coarser_level() {
        let none = Adjacency::from_numbers(4, std::iter::empty());
        let fine = Partition::from_groups(&none, [0, 1, 2, 2], 1.0);
        let coarse = Partition::from_groups(&none, [1, 0, 0, 0], 1.0);
        assert_eq!(fine.parents(&coarse).raw, [0, 1, 0]);
    }
}
