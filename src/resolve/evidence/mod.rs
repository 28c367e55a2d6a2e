//! Evidence for a pair of names: a fixed list of named features, each a small pure function.

mod features;
mod list;
pub mod prepared;

pub use features::{Cosines, Pair};
pub use list::{COUNT, FEATURES, Feature};

#[cfg(test)]
mod tests;
