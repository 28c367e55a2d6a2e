//! Many parsed articles become one corpus.

mod copies;
pub mod corpus;
mod headings;
mod links;
mod people;
mod pointers;
mod sites;
mod targets;
