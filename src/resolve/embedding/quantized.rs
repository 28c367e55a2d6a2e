//! Vectors of length 1 in half the memory: what is looked at for millions of pairs must stay near the processor.
//!
//! Each number becomes a whole one, as a share of the largest of its vector: cosines are off by about
//! 0.0001. Sums of whole numbers have no order, so the bits are equal on every machine.

use std::cmp::Ordering;

use crate::resolve::embedding::kernel::{DIMENSIONS, dot, normalize, vectorized};
use portent_graph::index::TiVec;
use portent_graph::parallel;

/// The largest number of a row; the product of two rows of it fits in 31 bits.
const GREATEST: f32 = 4095.0;

/// Added and taken away again it rounds a small number to a whole one, without a call.
const ROUND: f32 = 12_582_912.0;

/// Vectors that one task rounds.
const TASK: usize = 256;

/// One vector, rounded, and what a unit of it stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    row: [i16; DIMENSIONS],
    unit: f32,
}

impl Point {
    /// The vector of zeros: nothing is known.
    pub(crate) const ZERO: Self = Self { row: [0; DIMENSIONS], unit: 0.0 };

    /// Rounds a vector of 128 numbers, scaled to length 1 first; zeros stay.
    #[must_use]
    pub fn new(vector: &[f32]) -> Self {
        let greatest = vector.iter().fold(0.0_f32, |greatest, x| greatest.max(x.abs()));
        let length = dot(vector, vector).sqrt();
        if greatest <= 0.0 {
            return Self::ZERO;
        }
        let mut row = [0; DIMENSIONS];
        let factor = GREATEST / greatest;
        for (whole, x) in row.iter_mut().zip(vector) {
            *whole = ((x * factor + ROUND) - ROUND) as i16;
        }
        Self { row, unit: greatest / (GREATEST * length) }
    }

    /// Cosine of two vectors; 0 with one of zeros.
    #[must_use]
    #[inline(always)]
    pub fn cosine(&self, other: &Self) -> f32 {
        let mut sum = 0;
        for at in 0..DIMENSIONS {
            sum += i32::from(self.row[at]) * i32::from(other.row[at]);
        }
        sum as f32 * (self.unit * other.unit)
    }

    /// An order of points in which equal ones stand together.
    pub(crate) fn order(&self, other: &Self) -> Ordering {
        self.row.cmp(&other.row).then(self.unit.total_cmp(&other.unit))
    }

    /// Adds `factor` times the vector to `sum`.
    #[inline(always)]
    pub fn add_to(&self, factor: f32, sum: &mut [f32]) {
        let factor = factor * self.unit;
        for (sum, &x) in sum.iter_mut().zip(&self.row) {
            *sum += factor * f32::from(x);
        }
    }

    /// Bytes of [`Self::to_bytes`].
    pub const BYTES: usize = 2 * DIMENSIONS + 4;

    /// Its numbers and what a unit stands for, little-endian.
    #[must_use]
    pub fn to_bytes(self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        let (row, unit) = bytes.split_at_mut(2 * DIMENSIONS);
        for (place, x) in row.as_chunks_mut::<2>().0.iter_mut().zip(self.row) {
            *place = x.to_le_bytes();
        }
        unit.copy_from_slice(&self.unit.to_le_bytes());
        bytes
    }

    /// The vector of [`Self::to_bytes`]; `None` for bytes of no vector.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (row, unit) = bytes.split_at_checked(2 * DIMENSIONS)?;
        let unit = f32::from_le_bytes(unit.try_into().ok()?);
        let mut point = Self { unit, ..Self::ZERO };
        for (x, place) in point.row.iter_mut().zip(row.as_chunks::<2>().0) {
            *x = i16::from_le_bytes(*place);
        }
        let fits = point.row.iter().all(|x| f32::from(*x).abs() <= GREATEST);
        (fits && unit.is_finite()).then_some(point)
    }

    /// All of it as numbers of 64 bits, to be hashed.
    pub(crate) fn words(&self) -> impl Iterator<Item = u64> + '_ {
        let four =
            |four: &[i16; 4]| four.iter().fold(0, |word, &x| word << 16 | u64::from(x.cast_unsigned()));
        self.row.as_chunks::<4>().0.iter().map(four).chain([u64::from(self.unit.to_bits())])
    }

    /// Whether it is a vector of zeros: nothing is known.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.unit == 0.0
    }
}

/// Rounds vectors of [`DIMENSIONS`] numbers each, one after the other. Linear.
pub(crate) fn points<Id>(rows: &[f32]) -> TiVec<Id, Point> {
    let point = |at: usize| Point::new(&rows[at * DIMENSIONS..][..DIMENSIONS]);
    parallel::map(rows.len() / DIMENSIONS, TASK, point).into()
}

vectorized! {
    /// [`Point::cosine`], compiled for the widest registers.
    pub(crate) fn wide_cosine<'a>(a: &'a Point, b: &'a Point) -> f32 {
        a.cosine(b)
    }
}

vectorized! {
    /// Cosines of one vector with each of `others`.
    pub(crate) fn cosines<'a>(point: &'a Point, others: &'a [Point], cosines: &'a mut [f32]) {
        for (cosine, other) in cosines.iter_mut().zip(others) {
            *cosine = point.cosine(other);
        }
    }
}

vectorized! {
    /// Cosines of each vector of `a` with each of `b`.
    pub(crate) fn crossed<'a>(a: [&'a Point; 3], b: [&'a Point; 3]) -> [[f32; 3]; 3] {
        let mut cosines = [[0.0; 3]; 3];
        for (row, x) in cosines.iter_mut().zip(a) {
            for (cosine, y) in row.iter_mut().zip(b) {
                *cosine = x.cosine(y);
            }
        }
        cosines
    }
}

vectorized! {
    /// Cosines of one vector with others, where there are any; 0 where not.
    pub(crate) fn cosines_with<'a>(point: &'a Point, others: &'a [Option<&'a Point>], cosines: &'a mut [f32]) {
        for (cosine, other) in cosines.iter_mut().zip(others) {
            *cosine = other.map_or(0.0, |other| point.cosine(other));
        }
    }
}

vectorized! {
    /// Cosine of two sums of vectors, each with a factor.
    pub(crate) fn cosine_of_sums<'a>(a: &'a [(f32, &'a Point)], b: &'a [(f32, &'a Point)]) -> f32 {
        dot(&sum_of(a), &sum_of(b))
    }
}

/// The sum of vectors, scaled to length 1.
#[inline(always)]
fn sum_of(parts: &[(f32, &Point)]) -> [f32; DIMENSIONS] {
    let mut sum = [0.0; DIMENSIONS];
    for (factor, point) in parts {
        point.add_to(*factor, &mut sum);
    }
    normalize(&mut sum);
    sum
}

#[cfg(test)]
mod tests {
    use super::{DIMENSIONS, Point, dot, normalize, points};
    use portent_graph::random::Random;

    #[test]
    fn cosines_agree_with_those_of_whole_vectors_to_three_digits() {
        let mut random = Random::new(5);
        let mut rows: Vec<f32> = (0..40 * DIMENSIONS).map(|_| random.unit() as f32 - 0.3).collect();
        let points = points::<usize>(&rows);
        rows.chunks_mut(DIMENSIONS).for_each(|row| {
            normalize(row);
        });
        let row = |at: usize| &rows[at * DIMENSIONS..][..DIMENSIONS];
        for (a, b) in (0..40).flat_map(|a| (0..40).map(move |b| (a, b))) {
            assert!((points[a].cosine(&points[b]) - dot(row(a), row(b))).abs() < 2e-4);
        }
        let mut sum = [0.0; DIMENSIONS];
        points[3].add_to(2.0, &mut sum);
        assert!((dot(&sum, row(3)) - 2.0).abs() < 1e-3);
    }

    #[test]
    fn the_largest_products_fit_and_zeros_are_told() {
        let full = Point::new(&[1.0; DIMENSIONS]);
        assert!((full.cosine(&full) - 1.0).abs() < 1e-5);
        let zero = Point::new(&[0.0; DIMENSIONS]);
        assert!(zero.is_zero() && !full.is_zero());
        assert_eq!(full.cosine(&zero), 0.0);
    }
}
