//! Algorithms on undirected weighted graphs: centralities, clusters, layouts.
//!
//! Everything reads an [`Adjacency`] and gives one value a node. The crate knows no articles, no
//! entities and no text, so any graph can be measured with it. Equal input gives equal bits, for any
//! number of threads: parallel work is an ordered map or goes over fixed chunks, sums are taken in
//! one order, and [`random::Random`] is the only source of randomness.

// Lets doc examples and unit tests name the crate alike.
#[cfg(test)]
extern crate self as portent_graph;

pub mod adjacency;
pub mod biconnected;
pub mod burst;
pub mod centrality;
pub mod cluster;
pub mod components;
pub mod hash;
pub mod index;
pub mod layout;
pub mod lists;
pub mod parallel;
pub mod random;
pub mod rows;

pub use adjacency::Adjacency;
pub use cluster::Partition;
