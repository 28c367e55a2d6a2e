//! Loops over rows of `f32` that give the same bits on every machine, and the layers of a small network.
//!
//! Sums run in one order, without fused multiply-add: the compiler may use registers of any width, and the bits stay the
//! same. Nothing here knows a text; `portent` learns vectors and reads names with it. It is a crate of its own so that
//! builds for tests can optimize it alone.

pub mod network;
pub mod rows;
mod wide;

#[doc(hidden)]
pub use pulp;
pub use wide::ARCH;
