//! Pairs of names with near vectors, without looking at all pairs.
//!
//! The space is cut into the cells of landmarks (names of the archive, kept with the vectors); a
//! name lies in the cells of its nearest landmarks, and pairs are sought within cells. Which pairs
//! are found depends on the two names and the landmarks alone, but for the cap, which is reported.

use rayon::prelude::*;

use super::kernel::{dot, dot4, vectorized};
use super::texts::Lesson;
use super::training::{hash_lesson, word_hashes};
use super::{DIMENSIONS, Vectors};

/// Landmarks at most.
const MOST_LANDMARKS: usize = 2048;
/// Lessons for each landmark.
const LESSONS_A_LANDMARK: usize = 48;
/// Cells in which a name is sought.
pub const CELLS: usize = 2;
/// Groups of landmarks that are searched for the nearest ones.
const GROUPS: usize = 3;
/// Names of one cell that are compared; the rest of a larger cell is left out, and counted.
pub const MOST_IN_CELL: usize = 2048;

/// Names that one task sorts into cells.
const TASK: usize = 256;

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
/// Time: points x the root of the landmarks, and for each cell the square of its points, at most [`MOST_IN_CELL`].
#[must_use]
pub fn near(vectors: &Vectors, points: &[f32], least: f32, allowed: impl Fn(usize) -> bool + Sync) -> Near {
    let map = Map::new(&vectors.landmarks);
    let cells: Vec<[u32; CELLS]> =
        points.par_chunks(TASK * DIMENSIONS).flat_map_iter(|points| cells(&map, points)).collect();
    let mut entries: Vec<(u32, u32)> = (0..)
        .zip(&cells)
        .filter(|(id, _)| allowed(*id as usize))
        .flat_map(|(id, cells)| cells.iter().filter(|cell| **cell != u32::MAX).map(move |&cell| (cell, id)))
        .collect();
    entries.par_sort_unstable();
    let blocks: Vec<&[(u32, u32)]> = entries.chunk_by(|a, b| a.0 == b.0).collect();
    let left_out = blocks.iter().map(|block| block.len().saturating_sub(MOST_IN_CELL)).sum();
    let found: Vec<Vec<u64>> = blocks
        .par_iter()
        .map(|block| pairs_of(&block[..block.len().min(MOST_IN_CELL)], points, least))
        .collect();
    let mut packed: Vec<u64> = found.into_iter().flatten().collect();
    packed.par_sort_unstable();
    packed.dedup();
    let pairs = packed.into_iter().map(|pair| ((pair >> 32) as u32, pair as u32)).collect();
    Near { pairs, left_out }
}

/// Landmarks in groups, each around one of the first of them: a search looks into few groups.
#[derive(Debug)]
struct Map<'a> {
    landmarks: &'a [f32],
    groups: Vec<Vec<u32>>,
}

impl<'a> Map<'a> {
    fn new(landmarks: &'a [f32]) -> Self {
        let count = landmarks.len() / DIMENSIONS;
        let heads = (1..=count).find(|heads| heads * heads >= count).unwrap_or(0);
        let mut map = Self { landmarks, groups: (0..).take(heads).map(|head| vec![head]).collect() };
        for id in (0..).take(count).skip(heads) {
            let [head] = map.best::<1>(0..u32::try_from(heads).unwrap_or(0), map.row(id));
            map.groups[head as usize].push(id);
        }
        map
    }

    fn row(&self, id: u32) -> &'a [f32] {
        &self.landmarks[id as usize * DIMENSIONS..][..DIMENSIONS]
    }

    /// The nearest `N` of some landmarks, nearest first; ties go to the one asked first, and
    /// `u32::MAX` stands where there are fewer.
    #[inline(always)]
    fn best<const N: usize>(&self, ids: impl IntoIterator<Item = u32>, point: &[f32]) -> [u32; N] {
        let mut best = [(f32::MIN, u32::MAX); N];
        for id in ids {
            let value = dot(point, self.row(id));
            if value > best[N - 1].0 {
                let at = best.iter().position(|kept| value > kept.0).unwrap_or(N - 1);
                best[at..].rotate_right(1);
                best[at] = (value, id);
            }
        }
        best.map(|entry| entry.1)
    }

    #[inline(always)]
    fn cells(&self, point: &[f32]) -> [u32; CELLS] {
        let heads: [u32; GROUPS] = self.best(0..u32::try_from(self.groups.len()).unwrap_or(0), point);
        let near = heads.iter().filter_map(|&head| self.groups.get(head as usize)).flatten().copied();
        self.best(near, point)
    }
}

vectorized! {
    /// The cells of each point.
    fn cells<'a>(map: &'a Map<'a>, points: &'a [f32]) -> Vec<[u32; CELLS]> {
        points.chunks_exact(DIMENSIONS).map(|point| map.cells(point)).collect()
    }
}

vectorized! {
    /// Pairs of the names of a cell whose cosine is at least `least`.
    fn pairs_of<'a>(block: &'a [(u32, u32)], points: &'a [f32], least: f32) -> Vec<u64> {
        let point = |entry: &(u32, u32)| &points[entry.1 as usize * DIMENSIONS..][..DIMENSIONS];
        let gathered: Vec<f32> = block.iter().flat_map(point).copied().collect();
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
}

#[cfg(test)]
mod tests {
    use super::super::kernel::normalize;
    use super::super::{DIMENSIONS, Vectors};
    use super::near;
    use crate::random::Random;

    fn points(count: usize) -> Vec<f32> {
        let mut random = Random::new(3);
        let mut points: Vec<f32> = (0..count * DIMENSIONS).map(|_| random.unit() as f32 - 0.5).collect();
        points.chunks_mut(DIMENSIONS).for_each(|row| {
            normalize(row);
        });
        points
    }

    #[test]
    fn near_points_are_found_and_far_ones_are_not() {
        let mut all = points(60);
        let mut vectors = Vectors::new(Vec::new(), 0, Vec::new());
        vectors.landmarks = all[..20 * DIMENSIONS].to_vec();
        // Point 59 becomes point 7 with a little of point 8; random points of 128 dimensions are about orthogonal.
        let mixed: Vec<f32> =
            (0..DIMENSIONS).map(|k| all[7 * DIMENSIONS + k] + 0.2 * all[8 * DIMENSIONS + k]).collect();
        all[59 * DIMENSIONS..].copy_from_slice(&mixed);
        normalize(&mut all[59 * DIMENSIONS..]);
        let found = near(&vectors, &all, 0.8, |_| true);
        assert_eq!((found.pairs, found.left_out), (vec![(7, 59)], 0));
        assert!(near(&vectors, &all, 0.8, |id| id != 7).pairs.is_empty());
    }
}
