//! Pairs of names with near vectors, without looking at all pairs.
//!
//! The space is cut into the cells of landmarks (names of the archive, kept with the vectors); a
//! name lies in the cells of its nearest landmarks, and pairs are sought within cells. Which pairs
//! are found depends on the two names and the landmarks alone, but for the cap, which is reported.

use rayon::prelude::*;

use super::kernel::{dot, dot4};
use super::texts::Lesson;
use super::training::{hash_lesson, word_hashes};
use super::{DIMENSIONS, Vectors};

/// Landmarks at most.
const MOST_LANDMARKS: usize = 1024;
/// Lessons for each landmark.
const LESSONS_A_LANDMARK: usize = 256;
/// Cells in which a name is sought.
pub const CELLS: usize = 3;
/// Names of one cell that are compared; the rest of a larger cell is left out, and counted.
pub const MOST_IN_CELL: usize = 4096;

/// Pairs found near each other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Near {
    /// Pairs of indices, smaller first, sorted, no repeats.
    pub pairs: Vec<(u32, u32)>,
    /// Entries that the cap left out.
    pub left_out: usize,
}

/// The lessons with the smallest hashes, as points: a fixed sample of what the archive speaks of.
pub(super) fn landmarks(vectors: &Vectors, lessons: &[Lesson]) -> Vec<f32> {
    let hashes = word_hashes(&vectors.words);
    let mut order: Vec<(u64, usize)> =
        lessons.par_iter().enumerate().map(|(id, lesson)| (hash_lesson(lesson, &hashes), id)).collect();
    order.par_sort_unstable();
    order.dedup_by_key(|entry| entry.0);
    order.truncate((lessons.len() / LESSONS_A_LANDMARK).clamp(1, MOST_LANDMARKS));
    let weights = vectors.weights();
    let point = |&(_, id): &(u64, usize)| {
        let lesson = &lessons[id];
        let mut sum = vectors.encode(&weights, &lesson.name);
        super::kernel::add(&mut sum, 0.5, &vectors.encode(&weights, &lesson.description));
        super::kernel::normalize(&mut sum);
        sum
    };
    order.par_iter().flat_map_iter(point).collect()
}

/// All pairs of `points` ([`DIMENSIONS`] numbers each, length 1) in a common cell with a cosine of
/// at least `least`. `allowed` leaves out points without words.
///
/// Time: points x landmarks, and for each cell the square of its points, at most [`MOST_IN_CELL`].
#[must_use]
pub fn near(vectors: &Vectors, points: &[f32], least: f32, allowed: impl Fn(usize) -> bool + Sync) -> Near {
    let cells: Vec<[u32; CELLS]> = points.par_chunks(DIMENSIONS).map(|point| cells_of(vectors, point)).collect();
    let mut entries: Vec<(u32, u32)> = (0..)
        .zip(&cells)
        .filter(|(id, _)| allowed(*id as usize))
        .flat_map(|(id, cells)| cells.iter().filter(|cell| **cell != u32::MAX).map(move |&cell| (cell, id)))
        .collect();
    entries.par_sort_unstable();
    let blocks: Vec<&[(u32, u32)]> = entries.chunk_by(|a, b| a.0 == b.0).collect();
    let left_out = blocks.iter().map(|block| block.len().saturating_sub(MOST_IN_CELL)).sum();
    let found: Vec<Vec<u64>> =
        blocks.par_iter().map(|block| pairs_of(&block[..block.len().min(MOST_IN_CELL)], points, least)).collect();
    let mut packed: Vec<u64> = found.into_iter().flatten().collect();
    packed.par_sort_unstable();
    packed.dedup();
    let pairs = packed.into_iter().map(|pair| ((pair >> 32) as u32, pair as u32)).collect();
    Near { pairs, left_out }
}

/// The nearest landmarks, nearest first; ties go to the earlier landmark.
fn cells_of(vectors: &Vectors, point: &[f32]) -> [u32; CELLS] {
    let mut best = [(f32::MIN, u32::MAX); CELLS];
    let mut offer = |value: f32, id: u32| {
        if value > best[CELLS - 1].0 {
            let at = best.iter().position(|kept| value > kept.0).unwrap_or(CELLS - 1);
            best[at..].rotate_right(1);
            best[at] = (value, id);
        }
    };
    let mut rows = vectors.landmarks.chunks_exact(4 * DIMENSIONS);
    let mut id = 0;
    for four in rows.by_ref() {
        let row = |at: usize| &four[at * DIMENSIONS..][..DIMENSIONS];
        for value in dot4(point, [row(0), row(1), row(2), row(3)]) {
            offer(value, id);
            id += 1;
        }
    }
    for row in rows.remainder().chunks(DIMENSIONS) {
        offer(dot(point, row), id);
        id += 1;
    }
    best.map(|entry| entry.1)
}

fn pairs_of(block: &[(u32, u32)], points: &[f32], least: f32) -> Vec<u64> {
    let gathered: Vec<f32> =
        block.iter().flat_map(|entry| &points[entry.1 as usize * DIMENSIONS..][..DIMENSIONS]).copied().collect();
    let row = |at: usize| &gathered[at * DIMENSIONS..][..DIMENSIONS];
    let mut pairs = Vec::new();
    let pack = |i: usize, j: usize| u64::from(block[i].1) << 32 | u64::from(block[j].1);
    for i in 0..block.len() {
        let mut j = i + 1;
        while j + 4 <= block.len() {
            let values = dot4(row(i), [row(j), row(j + 1), row(j + 2), row(j + 3)]);
            pairs.extend((j..).zip(values).filter(|(_, value)| *value >= least).map(|(j, _)| pack(i, j)));
            j += 4;
        }
        pairs.extend((j..block.len()).filter(|&j| dot(row(i), row(j)) >= least).map(|j| pack(i, j)));
    }
    pairs
}
