//! Clusters: communities of nodes found by Leiden, their hierarchy, stability and labels.

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
