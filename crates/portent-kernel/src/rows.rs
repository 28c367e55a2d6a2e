//! Rows of `f32`: inner products and the like, with a fixed order of every sum. Eight lanes are summed apart and joined in one
//! order.

/// Numbers that are summed apart.
pub const LANES: usize = 8;

type Lanes = [f32; LANES];

#[inline(always)]
fn join(s: &Lanes) -> f32 {
    ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]))
}

/// Inner product of two rows; their length is a multiple of [`LANES`].
#[must_use]
#[inline(always)]
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
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
pub fn dot4(a: &[f32], b: [&[f32]; 4]) -> [f32; 4] {
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
pub fn add(y: &mut [f32], factor: f32, x: &[f32]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y += factor * x;
    }
}

/// Scales a row to length 1 and returns its length before; a row of zeros stays.
#[inline(always)]
pub fn normalize(row: &mut [f32]) -> f32 {
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
pub fn exp(x: f32) -> f32 {
    // Adding 1.5 * 2^23 rounds to a whole number, which then stands in the low bits.
    const ROUND: f32 = 12_582_912.0;
    let t = x * std::f32::consts::LOG2_E;
    let shifted = t + ROUND;
    let r = (t - (shifted - ROUND)) * std::f32::consts::LN_2;
    let p = 1.0
        + r * (1.0 + r * (0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * (1.0 / 120.0 + r * (1.0 / 720.0))))));
    p * f32::from_bits((shifted.to_bits() << 23).wrapping_add(0x3F80_0000))
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
