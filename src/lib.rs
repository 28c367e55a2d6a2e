//! `portent` turns a folder of foresight articles into a knowledge graph.
//!
//! The run is one-way: [`parse`] reads articles, [`resolve`] judges which names are one thing,
//! [`graph`] joins articles and entities, [`analysis`] measures and clusters, [`property_graph`]
//! is the typed result that [`export`] writes and [`query`] answers from; [`report`] prints the answers.

// Lets the sample graphs of tests/common be used by unit tests too.
#[cfg(test)]
extern crate self as portent;

pub mod analysis;
pub mod color;
pub mod columns;
pub mod diagnostic;
pub mod error;
pub mod escape;
pub mod export;
pub mod graph;
pub mod named;
pub mod parse;
pub mod picture;
pub mod pipeline;
pub mod position;
pub mod property_graph;
pub mod query;
pub mod remark;
pub mod report;
pub mod resolve;
mod similarity;
pub mod suggest;

pub use error::Error;
pub(crate) use portent_graph::csr as lists;
pub use portent_graph::{csr, index, index_type, layout, random};
pub(crate) use portent_graph::{hash, parallel};
