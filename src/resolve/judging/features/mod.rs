//! Evidence for a pair of names: a fixed list of named features, each a small pure function.

pub(crate) mod list;
pub(crate) mod measures;
pub(crate) mod store;
#[cfg(test)]
mod tests;
