//! Many parsed articles become one corpus.

mod copies;
pub mod corpus;
mod folders;
mod headings;
mod links;
mod survey;
mod targets;
