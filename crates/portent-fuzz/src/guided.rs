//! What cargo-fuzz asks for: it brings inputs of its own, guided by what they reach.

use std::env;
use std::sync::OnceLock;

use portent::random::Random;

use crate::inputs::{Input, Inputs};
use crate::rig::Rig;
use crate::targets::target;

static RIG: OnceLock<Rig> = OnceLock::new();
static INPUTS: OnceLock<Inputs> = OnceLock::new();

/// Checks an input of a target; the command is that of the environment variable `PORTENT`, else `target/fuzz/portent`.
///
/// # Panics
/// Where a property does not hold: that is what tells cargo-fuzz.
pub fn check(name: &str, bytes: &[u8]) {
    let program = env::var_os("PORTENT").unwrap_or_else(|| "target/fuzz/portent".into());
    let rig = RIG.get_or_init(|| Rig::new(program.as_ref()).expect("a folder for temporary files"));
    let target = target(name).expect("a name of TARGETS");
    let choices = crc32fast::hash(bytes).into();
    Input { target, bytes: bytes.to_vec(), choices }.check(rig).expect("every property holds");
}

/// Changes the first `size` bytes of `data` once, as [`Inputs`] does; how many there are then, at most `most`.
pub fn mutate(name: &str, data: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    let inputs = INPUTS.get_or_init(|| Inputs::new(0, target(name)));
    let changed = inputs.changed(&data[..size], &mut Random::new(seed.into()));
    let size = changed.len().min(most);
    data[..size].copy_from_slice(&changed[..size]);
    size
}
