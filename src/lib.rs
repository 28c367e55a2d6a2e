//! `portent` turns a folder of foresight articles into a knowledge graph.
//!
//! The run is one-way: [`parse`] reads articles, [`resolve`] judges which names are one thing,
//! [`graph`] joins articles and entities, [`analysis`] measures and clusters, [`property_graph`]
//! is the typed result that [`export`] writes and [`query`] answers from.

// Lets the sample graphs of tests/common be used by unit tests too.
#[cfg(test)]
extern crate self as portent;

pub mod analysis;
pub mod columns;
pub mod diagnostic;
pub mod error;
pub mod export;
pub mod graph;
pub mod parse;
pub mod picture;
pub mod pipeline;
pub mod property_graph;
pub mod query;
pub mod remark;
pub mod resolve;

pub use error::Error;
pub use portent_graph::{csr, csr as lists, index, layout, random};
pub(crate) use portent_graph::{hash, parallel};
