//! Evidence for a pair of names: a fixed list of named features, each a small pure function.

mod features;
pub mod prepared;

pub use features::{COUNT, Cosines, FEATURES, Feature, Pair};

#[cfg(test)]
mod tests;
