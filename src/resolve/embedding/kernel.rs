//! Inner loops over rows of `f32`, with a fixed order of every sum.
//!
//! Eight lanes are summed apart and joined in one order, without fused multiply-add: the compiler
//! may use registers of any width, and the bits stay the same. A function in `vectorized!` is
//! compiled once for each width and runs with the widest that the machine has.

use std::sync::LazyLock;

use portent_graph::index::TiSlice;

portent_graph::index_type! {
    /// Index of a word that was learned, in the order of stems.
    pub struct WordId;
}

/// Numbers in a vector.
pub(crate) const DIMENSIONS: usize = 128;

/// Numbers that are summed apart.
pub(crate) const LANES: usize = 8;

type Lanes = [f32; LANES];

/// What the machine can do, asked once.
pub(crate) static ARCH: LazyLock<pulp::Arch> = LazyLock::new(pulp::Arch::new);

/// Defines a function whose loops, and those of the functions of this module that it calls, use the
/// widest registers of the machine. Its arguments become a struct because only a method, not a
/// closure, can ask to be part of the wide code.
macro_rules! vectorized {
    ($(#[$meta:meta])* $vis:vis fn $name:ident<$life:lifetime>($($arg:ident: $type:ty),* $(,)?) $(-> $out:ty)? $body:block) => {
        $(#[$meta])*
        $vis fn $name<$life>($($arg: $type),*) $(-> $out)? {
            struct Work<$life> { $($arg: $type),* }
            impl<$life> pulp::NullaryFnOnce for Work<$life> {
                type Output = vectorized!(@output $($out)?);
                #[inline(always)]
                fn call(self) -> Self::Output {
                    let Self { $($arg),* } = self;
                    $body
                }
            }
            $crate::resolve::embedding::kernel::ARCH.dispatch(Work { $($arg),* })
        }
    };
    (@output) => { () };
    (@output $out:ty) => { $out };
}
pub(crate) use vectorized;

#[inline(always)]
fn join(s: &Lanes) -> f32 {
    ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]))
}

/// Inner product of two rows; their length is a multiple of [`LANES`].
#[must_use]
#[inline(always)]
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums: Lanes = [0.0; LANES];
    for (x, y) in a.as_chunks::<LANES>().0.iter().zip(b.as_chunks::<LANES>().0) {
        for lane in 0..LANES {
            sums[lane] += x[lane] * y[lane];
        }
    }
    join(&sums)
}

/// Inner products of one row with four: each equals [`dot`], to the bit.
#[must_use]
#[inline(always)]
pub(crate) fn dot4(a: &[f32], b: [&[f32]; 4]) -> [f32; 4] {
    let chunks = a.as_chunks::<LANES>().0;
    let rows = b.map(|row| &row.as_chunks::<LANES>().0[..chunks.len()]);
    let mut sums: [Lanes; 4] = [[0.0; LANES]; 4];
    for (at, x) in chunks.iter().enumerate() {
        for (sum, row) in sums.iter_mut().zip(rows) {
            let y = &row[at];
            for lane in 0..LANES {
                sum[lane] += x[lane] * y[lane];
            }
        }
    }
    [join(&sums[0]), join(&sums[1]), join(&sums[2]), join(&sums[3])]
}

/// Adds `factor` times `x` to `y`.
#[inline(always)]
pub(crate) fn add(y: &mut [f32], factor: f32, x: &[f32]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y += factor * x;
    }
}

/// Scales a row to length 1 and returns its length before; a row of zeros stays.
#[inline(always)]
pub(crate) fn normalize(row: &mut [f32]) -> f32 {
    let length = dot(row, row).sqrt();
    if length > 0.0 {
        let factor = 1.0 / length;
        row.iter_mut().for_each(|x| *x *= factor);
    }
    length
}

/// e^x for |x| up to 80, relative error below 2e-7: 2^k times a polynomial on [-1/2, 1/2], in plain
/// arithmetic that compilers vectorize, so that the bits do not depend on a mathematical library.
#[must_use]
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    // Adding 1.5 * 2^23 rounds to a whole number, which then stands in the low bits.
    const ROUND: f32 = 12_582_912.0;
    let t = x * std::f32::consts::LOG2_E;
    let shifted = t + ROUND;
    let r = (t - (shifted - ROUND)) * std::f32::consts::LN_2;
    let p = 1.0
        + r * (1.0 + r * (0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * (1.0 / 120.0 + r * (1.0 / 720.0))))));
    p * f32::from_bits((shifted.to_bits() << 23).wrapping_add(0x3F80_0000))
}

vectorized! {
    /// The weighed sums of the vectors of words (`rows`, one after the other), scaled to length 1, and their lengths
    /// before.
    pub(crate) fn sum_words<'a>(
        sums: &'a mut [f32],
        lengths: &'a mut [f32],
        texts: &'a [&'a [WordId]],
        rows: &'a [f32],
        weights: &'a TiSlice<WordId, f32>,
    ) {
        for ((sum, length), text) in sums.chunks_exact_mut(DIMENSIONS).zip(lengths).zip(texts) {
            sum.fill(0.0);
            for &word in *text {
                add(sum, weights[word], row(rows, word));
            }
            *length = normalize(sum).max(f32::MIN_POSITIVE);
        }
    }
}

/// The vector of a word among those of all.
#[inline(always)]
pub(crate) fn row<Id: Into<usize>>(rows: &[f32], id: Id) -> &[f32] {
    &rows[id.into() * DIMENSIONS..][..DIMENSIONS]
}

/// [`row`], to be written.
#[inline(always)]
pub(crate) fn row_mut<Id: Into<usize>>(rows: &mut [f32], id: Id) -> &mut [f32] {
    &mut rows[id.into() * DIMENSIONS..][..DIMENSIONS]
}

#[cfg(test)]
mod tests {
    use super::{add, dot, dot4, exp, normalize};

    #[test]
    fn dot_is_computed_by_hand_and_four_at_once_are_equal_to_the_bit() {
        let a: Vec<f32> = (0..16).map(|i| i as f32 * 0.1).collect();
        let b: Vec<f32> = (0..16).map(|i| 1.0 - i as f32).collect();
        // 0.1 * (sum of i - sum of i^2) over 0..16 = 0.1 * (120 - 1240).
        assert!((dot(&a, &b) + 112.0).abs() < 1e-4);
        assert_eq!(dot4(&a, [&b, &a, &b, &a]), [dot(&a, &b), dot(&a, &a), dot(&a, &b), dot(&a, &a)]);
    }

    #[test]
    fn exp_agrees_with_the_mathematical_library() {
        for step in -1400..=1400 {
            let x = step as f32 * 0.01;
            let expected = libm::exp(f64::from(x));
            let error = (f64::from(exp(x)) - expected).abs() / expected;
            assert!(error < 1e-6, "{x}: {error}");
        }
    }

    #[test]
    fn a_row_is_scaled_to_length_one() {
        let mut row = [3.0, 4.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
        assert!((normalize(&mut row) - 5.0).abs() < 1e-6);
        assert!((row[0] - 0.6).abs() < 1e-6);
        add(&mut row, 2.0, &[1.0; 8]);
        assert!((row[2] - 2.0).abs() < 1e-6);
    }
}
