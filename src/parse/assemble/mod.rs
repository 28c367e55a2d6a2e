//! Many parsed articles become one corpus.

mod compilations;
mod copies;
pub mod corpus;
mod headings;
mod links;
mod near_copies;
mod rows;
mod targets;
