//! Measures and clusters: pure functions over a [`crate::graph::Adjacency`].

pub mod centrality;
pub mod cluster;
