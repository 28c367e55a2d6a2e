//! Penalized logistic regression on piecewise linear curves, by Newton's method.
//!
//! Each curve is a sum of hats (1 at its knot, 0 at the others), so its weights are its heights.
//! Penalties: the square of each height, and the squares of slope and of bend, which keep curves of
//! few pairs level and straight (Eilers, Marx, "Flexible smoothing with B-splines and penalties",
//! Statistical Science 11, 1996, on linear splines).

use crate::resolve::judging::model::probability;

/// Penalty on the squares of the heights.
const HEIGHT: f64 = 0.3;
/// Penalty on slopes, by the share of the range that a step covers.
const SLOPE: f64 = 1.0;
/// Penalty on bends.
const BEND: f64 = 2.0;
/// Newton steps at most; five or six suffice.
const STEPS: usize = 30;

/// Base and heights that fit `labels`; `values` has one row a pair, one value a curve.
///
/// Returns the base (log-odds of the average pair) and the points of each curve, whose mean over the pairs is 0.
/// Time: pairs x parameters² a step.
#[must_use]
pub(super) fn fit(values: &[Vec<f64>], labels: &[bool], knots: &[&[f64]]) -> (f64, Vec<Vec<(f64, f64)>>) {
    let rows: Vec<Vec<f64>> = values.iter().map(|row| basis(row, knots)).collect();
    let size = 1 + knots.iter().map(|knots| knots.len()).sum::<usize>();
    let penalty = penalty(knots, size);
    let mut weights = vec![0.0; size];
    for _ in 0..STEPS {
        let step = newton(&rows, labels, &weights, &penalty);
        let largest = step.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
        // A step longer than 4 in log-odds overshoots on separable labels.
        let factor = (4.0 / largest.max(1e-300)).min(1.0);
        weights.iter_mut().zip(&step).for_each(|(weight, step)| *weight += factor * step);
        if largest < 1e-10 {
            break;
        }
    }
    centered(&rows, &weights, knots)
}

/// Heights of the hats at a value.
fn hats(value: f64, knots: &[f64], out: &mut Vec<f64>) {
    let start = out.len();
    out.resize(start + knots.len(), 0.0);
    let (first, last) = (knots[0], knots[knots.len() - 1]);
    let value = value.clamp(first, last);
    let after = knots.partition_point(|&knot| knot <= value).clamp(1, knots.len().max(2) - 1);
    if knots.len() == 1 {
        out[start] = 1.0;
        return;
    }
    let share = (value - knots[after - 1]) / (knots[after] - knots[after - 1]);
    out[start + after - 1] = 1.0 - share;
    out[start + after] = share;
}

fn basis(row: &[f64], knots: &[&[f64]]) -> Vec<f64> {
    let mut out = vec![1.0];
    for (&value, knots) in row.iter().zip(knots) {
        hats(value, knots, &mut out);
    }
    out
}

/// The matrix of the penalties, row by row.
fn penalty(knots: &[&[f64]], size: usize) -> Vec<f64> {
    let mut matrix = vec![0.0; size * size];
    matrix[0] = 1e-6;
    let mut start = 1;
    for knots in knots {
        let count = knots.len();
        let range = knots[count - 1] - knots[0];
        let mut add = |terms: &[(usize, f64)], factor: f64| {
            for &(i, x) in terms {
                for &(j, y) in terms {
                    matrix[(start + i) * size + start + j] += factor * x * y;
                }
            }
        };
        for i in 0..count {
            add(&[(i, 1.0)], HEIGHT);
        }
        for i in 1..count {
            let share = (knots[i] - knots[i - 1]) / range;
            add(&[(i - 1, -1.0), (i, 1.0)], SLOPE / (share * (count - 1) as f64));
        }
        for i in 2..count {
            add(&[(i - 2, 1.0), (i - 1, -2.0), (i, 1.0)], BEND);
        }
        start += count;
    }
    matrix
}

/// One step: (XᵀQX + R)⁻¹ (Xᵀ(y - p) - Rw).
fn newton(rows: &[Vec<f64>], labels: &[bool], weights: &[f64], penalty: &[f64]) -> Vec<f64> {
    let size = weights.len();
    let mut matrix = penalty.to_vec();
    let mut slope: Vec<f64> = penalty.chunks(size).map(|row| -product(row, weights)).collect();
    for (row, &label) in rows.iter().zip(labels) {
        let p = probability(product(row, weights));
        let q = (p * (1.0 - p)).max(1e-6);
        let filled: Vec<usize> = (0..size).filter(|&i| row[i] != 0.0).collect();
        for &i in &filled {
            slope[i] += row[i] * (f64::from(u8::from(label)) - p);
            for &j in &filled {
                matrix[i * size + j] += q * row[i] * row[j];
            }
        }
    }
    solve(matrix, slope)
}

fn product(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// Solves a symmetric positive definite system by Cholesky's method.
fn solve(mut matrix: Vec<f64>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for i in 0..size {
        for j in 0..=i {
            let known: f64 = (0..j).map(|k| matrix[i * size + k] * matrix[j * size + k]).sum();
            let rest = matrix[i * size + j] - known;
            matrix[i * size + j] = if i == j { rest.max(1e-12).sqrt() } else { rest / matrix[j * size + j] };
        }
    }
    for i in 0..size {
        let known: f64 = (0..i).map(|k| matrix[i * size + k] * right[k]).sum();
        right[i] = (right[i] - known) / matrix[i * size + i];
    }
    for i in (0..size).rev() {
        let known: f64 = (i + 1..size).map(|k| matrix[k * size + i] * right[k]).sum();
        right[i] = (right[i] - known) / matrix[i * size + i];
    }
    right
}

/// Shifts each curve so that its mean over the pairs is 0; the base takes up the difference.
fn centered(rows: &[Vec<f64>], weights: &[f64], knots: &[&[f64]]) -> (f64, Vec<Vec<(f64, f64)>>) {
    let mut base = weights[0];
    let mut start = 1;
    let mut curves = Vec::with_capacity(knots.len());
    for knots in knots {
        let heights = &weights[start..start + knots.len()];
        let sum: f64 = rows.iter().map(|row| product(&row[start..start + knots.len()], heights)).sum();
        let mean = sum / rows.len().max(1) as f64;
        base += mean;
        curves.push(knots.iter().zip(heights).map(|(&knot, height)| (knot, height - mean)).collect());
        start += knots.len();
    }
    (base, curves)
}

#[cfg(test)]
mod tests {
    use super::{fit, hats, solve};
    use crate::resolve::judging::model::{Curve, probability};
    use portent_graph::random::Random;

    #[test]
    fn hats_share_a_value_between_its_two_knots() {
        let mut out = Vec::new();
        hats(0.25, &[0.0, 0.5, 1.0], &mut out);
        hats(7.0, &[0.0, 0.5, 1.0], &mut out);
        assert_eq!(out, [0.5, 0.5, 0.0, 0.0, 0.0, 1.0]);
    }

    #[test]
    fn a_small_system_is_solved_by_hand() {
        // 4x + 2y = 2, 2x + 3y = 5: x = -0.5, y = 2.
        let solution = solve(vec![4.0, 2.0, 2.0, 3.0], vec![2.0, 5.0]);
        assert!((solution[0] + 0.5).abs() < 1e-12 && (solution[1] - 2.0).abs() < 1e-12);
    }

    #[test]
    fn known_weights_are_recovered_from_synthetic_labels() {
        // Log-odds -0.5 + 4 (x - 0.5) - 1.5 [z], 20,000 pairs: the standard error of a slope is about 0.08.
        let mut random = Random::new(5);
        let (mut values, mut labels) = (Vec::new(), Vec::new());
        for _ in 0..20_000 {
            let (x, z) = (random.unit(), f64::from(u8::from(random.unit() < 0.3)));
            labels.push(random.unit() < probability(-0.5 + 4.0 * (x - 0.5) - 1.5 * z));
            values.push(vec![x, z]);
        }
        let (base, curves) = fit(&values, &labels, &[&[0.0, 0.5, 1.0], &[0.0, 1.0]]);
        let curves: Vec<Curve> = curves.into_iter().map(|points| Curve { feature: 0, points }).collect();
        let log_odds = |x: f64, z: f64| base + curves[0].at(x) + curves[1].at(z);
        for (x, z) in [(0.0, 0.0), (0.5, 0.0), (1.0, 0.0), (0.5, 1.0)] {
            let expected = -0.5 + 4.0 * (x - 0.5) - 1.5 * z;
            assert!((log_odds(x, z) - expected).abs() < 0.2, "{x} {z}: {} {expected}", log_odds(x, z));
        }
    }
}
