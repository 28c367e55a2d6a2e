//! Changes by numbers of four and eight bytes.

use portent::random::Random;

use super::{Material, one, text};

static WIDE: &[f64] = &[0.0, -0.0, 1.0, -1.0, 1e308, 1e-320, f64::NAN, f64::INFINITY, f64::MAX, 0.3];
static NARROW: &[f32] =
    &[0.0, -0.0, 1.0, -1.0, 1e-45, 1e-39, 1e-20, 1e19, 3.4e38, f32::NAN, f32::INFINITY, 0.3];
static COUNTS: &[u32] =
    &[0, 1, 2, 3, 255, 256, 65_535, 1 << 20, (1 << 31) - 1, 1 << 31, (1 << 31) + 1, u32::MAX - 1, u32::MAX];

/// One change of numbers that stand one after the other; of bytes in one case of four.
pub(crate) fn step(random: &mut Random, input: &mut Vec<u8>, material: &Material<'_>) {
    match random.below(4) {
        0 => text::step(random, input, material),
        1 => write(random, input, WIDE, f64::to_le_bytes),
        2 => write(random, input, NARROW, f32::to_le_bytes),
        _ => write(random, input, COUNTS, u32::to_le_bytes),
    }
}

/// Writes one of several numbers over one of its width, at a place that is a multiple of it.
fn write<T: Copy, const N: usize>(
    random: &mut Random,
    input: &mut [u8],
    numbers: &[T],
    bytes: fn(T) -> [u8; N],
) {
    let (words, _) = input.as_chunks_mut::<N>();
    if !words.is_empty() {
        let at = random.below(words.len());
        words[at] = bytes(*one(random, numbers));
    }
}
