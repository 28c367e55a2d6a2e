//! Many parsed articles become one corpus.

mod alone;
mod compilations;
mod copies;
pub mod corpus;
mod dates;
mod editions;
mod folders;
pub(super) mod headings;
mod links;
mod near_copies;
mod outliers;
mod people;
mod pointers;
mod rows;
mod sites;
mod survey;
mod targets;
