//! Layouts: where each node stands in the picture.

pub mod packed;
