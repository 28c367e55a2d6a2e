//! Measures and clusters: pure functions over a [`crate::graph::Adjacency`].

pub mod biconnected;
pub mod centrality;
pub mod cluster;
pub mod components;
