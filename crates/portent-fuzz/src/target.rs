//! One thing that portent reads.

use crate::choices::Choices;
use crate::mutation::Step;
use crate::rig::Rig;

/// One thing that portent reads, and what must hold whatever it says.
pub struct Target {
    /// Name that people type; `fuzz/fuzz_targets` has a file of this name.
    pub name: &'static str,
    /// What an input is.
    pub summary: &'static str,
    /// So many of a hundred inputs.
    pub share: usize,
    pub(crate) seeds: fn() -> Vec<Vec<u8>>,
    /// Pieces of its syntax, which mutations put in.
    pub(crate) pieces: &'static [&'static str],
    pub(crate) step: Step,
    pub(crate) check: fn(&Rig, &[u8], &mut Choices) -> anyhow::Result<()>,
}
