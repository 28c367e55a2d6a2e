//! Many parsed articles become one corpus.

mod copies;
pub mod corpus;
mod links;
mod targets;
