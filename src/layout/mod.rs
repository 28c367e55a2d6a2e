//! Positions of nodes in the plane: pure functions, the same for any thread count.

pub mod force;
