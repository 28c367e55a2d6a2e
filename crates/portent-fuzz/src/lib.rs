//! Mutated inputs, and the properties that hold for each of them.
//!
//! A [`Target`] is one thing that portent reads: seeds, how they are changed, and a check that reads an input as users do.
//! [`Inputs`] gives the input of each number, the same for a seed forever; a [`Rig`] is where it is checked. Three programs share them:
//! the tests of the command (some hundred inputs), `.ci/fuzz` (as many as you like, under a watchdog), and
//! cargo-fuzz (`fuzz/`, guided by coverage).
//!
//! Whatever the input: nothing panics, what was read is the same on one thread and on two, every row is kept or reported,
//! every file that was written is well-formed, and a graph that was written reads back equal. Time and memory are watched
//! from outside, by whoever runs the checks.

mod choices;
mod files;
pub mod guided;
mod inputs;
mod mutation;
mod patience;
mod program;
mod properties;
mod rig;
mod sample;
mod target;
mod targets;

pub use inputs::{Input, Inputs};
pub use patience::Patience;
pub use rig::Rig;
pub use target::Target;
pub use targets::{TARGETS, target};

/// The most bytes of an input.
pub const MOST_BYTES: usize = 1 << 16;
