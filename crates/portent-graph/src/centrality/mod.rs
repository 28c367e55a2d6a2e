//! Centralities: one file a measure; each is a pure function from an adjacency to one number a node.
//!
//! Every measure is defined on every graph: empty (no values), without edges (all equal), disconnected (each says
//! how), and gives equal bits for any number of threads. To add one: a file with its function and
//! `CENTRALITY`, and a line in [`CENTRALITIES`].

pub mod betweenness;
pub mod closeness;
pub mod core;
pub mod degree;
pub mod eigenvector;
mod estimate;
pub mod pagerank;
mod shortest;
pub mod strength;

pub use betweenness::{BetweennessOptions, betweenness};
pub use closeness::{ClosenessOptions, closeness};
pub use core::core;
pub use degree::degree;
pub use eigenvector::{EigenvectorOptions, eigenvector};
pub use estimate::{Distances, Effort, Estimate, Method, RankInterval};
pub use pagerank::{PagerankOptions, pagerank};
pub use strength::strength;

/// What is known of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Centrality {
    /// The name of its column in every file.
    pub name: &'static str,
    /// What it counts, in one line.
    pub summary: &'static str,
    /// Where it is defined.
    pub paper: &'static str,
}

/// All measures, in the order of the columns.
pub static CENTRALITIES: &[Centrality] = &[
    degree::CENTRALITY,
    strength::CENTRALITY,
    pagerank::CENTRALITY,
    betweenness::CENTRALITY,
    closeness::CENTRALITY,
    eigenvector::CENTRALITY,
    core::CENTRALITY,
];
