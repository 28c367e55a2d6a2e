//! Many parsed articles become one corpus.

mod compilations;
mod copies;
pub mod corpus;
mod near_copies;
mod rows;
