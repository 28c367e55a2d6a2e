//! Many parsed articles become one corpus.

mod compilations;
mod copies;
pub mod corpus;
mod dates;
mod editions;
mod headings;
mod links;
mod near_copies;
mod outliers;
mod rows;
mod targets;
