//! Many parsed articles become one corpus.

mod copies;
pub mod corpus;
mod dates;
mod editions;
mod outliers;
