//! Algorithms on undirected weighted graphs: centralities, clusters, layouts.
//!
//! Everything reads an [`Adjacency`] and gives one value a node, as a vector that [`index::NodeRow`] indexes. The crate
//! knows no articles, no entities and no text, so any graph can be measured with it. Equal input gives equal bits, for
//! any number of threads: parallel work is cut into pieces that do not depend on it ([`parallel`]), sums are taken in
//! one order, and [`random::Random`] is the only source of randomness.
//!
//! ```
//! use portent_graph::centrality::{PagerankOptions, betweenness, pagerank};
//! use portent_graph::cluster::leiden::{LeidenOptions, leiden_result};
//! use portent_graph::layout::packed::packed;
//! use portent_graph::{Adjacency, index::{NodeRow, TiVec}};
//!
//! // Two triangles with one edge between them; all weights 1.
//! let edges = [(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (3, 5), (4, 5)];
//! let graph = Adjacency::from_numbers(6, edges.into_iter().map(|(a, b)| (a, b, 1.0)));
//!
//! let rank = pagerank(&graph, &PagerankOptions::default());
//! assert!(rank[NodeRow::new(2)] > rank[NodeRow::new(0)]);
//! assert_eq!(betweenness(&graph, &Default::default()).values[NodeRow::new(2)], 6.0);
//! let clusters = leiden_result(&graph, &LeidenOptions::default());
//! assert_eq!(clusters.cluster_of.raw, [0, 0, 0, 1, 1, 1]);
//! let diameters: TiVec<NodeRow, f64> = rank.iter().map(|rank| 10.0 * rank.sqrt()).collect();
//! assert_eq!(packed(&clusters.cluster_of, &diameters).len(), 6);
//! ```

// Lets doc examples and unit tests name the crate alike.
#[cfg(test)]
extern crate self as portent_graph;

pub mod adjacency;
pub mod backbone;
pub mod biconnected;
pub mod burst;
pub mod centrality;
pub mod cluster;
pub mod components;
pub mod csr;
pub mod hash;
pub mod index;
pub mod layout;
pub mod parallel;
pub mod petgraph;
pub mod random;

pub use adjacency::Adjacency;
pub use cluster::Partition;
