//! What the clusters of a graph of articles are called and hold.
//!
//! 1. [`leiden`] finds the clusters, and finer levels inside them; [`modularity`] says how good a partition is and
//!    [`stability`] how much of it chance decided, also by comparison with the random graphs of [`chance`].
//! 2. [`label`] names a cluster; [`card`] gathers what is known of it.
//! 3. [`inherit`] carries clusters, keys and labels over from an earlier graph.

pub mod card;
pub mod inherit;
pub mod label;
pub mod stability_remark;

pub use portent_graph::cluster::{ClusterId, Partition, chance, leiden, modularity, stability};

#[cfg(test)]
#[allow(dead_code)] // shared with the tests of portent-graph, which use all of it
#[path = "../../../crates/portent-graph/src/cluster/samples.rs"]
mod samples;
