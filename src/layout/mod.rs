//! Layouts: where each node stands in the picture. Pure functions, the same for any thread count.

pub mod force;
pub mod packed;
