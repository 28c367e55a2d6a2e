//! Pairs of names with near vectors, without looking at all pairs.
//!
//! The space is cut into the cells of landmarks (names of the archive, kept with the vectors); a
//! name lies in the cells of its nearest landmarks, and pairs are sought within cells. In a small cell, which pairs
//! are found depends on the two names and the landmarks alone.

use crate::resolve::embedding::cell;
use crate::resolve::embedding::corpus_words::{LessonId, Lessons};
use crate::resolve::embedding::kernel::{add, normalize};
use crate::resolve::embedding::map::{CELLS, CellId, Map, cells};
use crate::resolve::embedding::quantized::{self, Point};
use crate::resolve::embedding::vectors::Vectors;
use crate::resolve::types::NameId;
use portent_graph::index::{TiSlice, TiVec};
use portent_graph::parallel;

/// Lessons for each landmark: cells then hold as many names in a large archive as in a small one.
const LESSONS_A_LANDMARK: usize = 88;

/// Names that one task sorts into cells.
const TASK: usize = 256;

/// Landmarks that one task makes.
const LANDMARKS_A_TASK: usize = 64;

/// Pairs found near each other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Near {
    /// Pairs of names, smaller first, sorted, no repeats.
    pub pairs: Vec<(NameId, NameId)>,
    /// The nearest cell of each name; near names mostly share it.
    pub cells: TiVec<NameId, CellId>,
}

/// The lessons with the smallest hashes, as points: a fixed sample of what the archive speaks of.
pub(super) fn landmarks(vectors: &Vectors, lessons: &Lessons) -> Vec<f32> {
    let hash = |at: usize| lessons.hashes.raw[at];
    let mut order = parallel::order_by_key(lessons.len(), hash);
    order.dedup_by_key(|at| hash(*at));
    order.truncate((lessons.len() / LESSONS_A_LANDMARK).max(1));
    let weights = vectors.weights();
    let point = |&at: &usize| {
        let lesson = lessons.get(LessonId::from(at));
        let mut sum = vectors.encode(&weights, lesson.name);
        add(&mut sum, 0.5, &vectors.encode(&weights, lesson.description));
        normalize(&mut sum);
        sum
    };
    parallel::gather(order.len(), LANDMARKS_A_TASK, |range, rows| {
        rows.extend(order[range].iter().flat_map(point));
    })
}

/// All pairs of `points` in a common cell with a cosine of at least `least`. `allowed` leaves out
/// points without words.
///
/// Time: points x the root of the landmarks, and what [`cell::pairs`] takes for each cell.
#[must_use]
pub(crate) fn near(
    vectors: &Vectors,
    points: &TiSlice<NameId, Point>,
    least: f32,
    allowed: impl Fn(NameId) -> bool + Sync,
) -> Near {
    let map = Map::new(quantized::points(&vectors.landmarks));
    let cells: TiVec<NameId, [CellId; CELLS]> =
        parallel::gather(points.len(), TASK, |range, found| *found = cells(&map, &points.raw[range])).into();
    // The cell and the name, as one number.
    let mut entries: Vec<u64> = cells
        .iter_enumerated()
        .filter(|(id, _)| allowed(*id))
        .flat_map(|(id, cells)| {
            let cells = cells.iter().filter(|cell| cell.is_some());
            cells.map(move |cell| u64::from(cell.get()) << 32 | u64::from(id.get()))
        })
        .collect();
    parallel::sort(&mut entries);
    let blocks: Vec<&[u64]> = entries.chunk_by(|a, b| a >> 32 == b >> 32).collect();
    let mut packed = parallel::flat(&blocks, 1, |_, block, found| {
        let names = block.iter().map(|&entry| NameId::new(entry as u32)).collect();
        cell::pairs(names, points, least, found);
    });
    parallel::sort(&mut packed);
    packed.dedup();
    let pairs =
        packed.into_iter().map(|pair| (NameId::new((pair >> 32) as u32), NameId::new(pair as u32))).collect();
    Near { pairs, cells: cells.iter().map(|cells| cells[0]).collect() }
}

#[cfg(test)]
mod tests {
    use super::{NameId, Vectors, near, normalize};
    use crate::resolve::embedding::kernel::DIMENSIONS;
    use crate::resolve::embedding::quantized::points;
    use portent_graph::index::TiVec;
    use portent_graph::random::Random;

    fn random_points(count: usize) -> Vec<f32> {
        let mut random = Random::new(3);
        let mut points: Vec<f32> = (0..count * DIMENSIONS).map(|_| random.unit() as f32 - 0.5).collect();
        points.chunks_mut(DIMENSIONS).for_each(|row| {
            normalize(row);
        });
        points
    }

    #[test]
    fn near_points_are_found_and_far_ones_are_not() {
        let mut all = random_points(60);
        let mut vectors = Vectors::new(TiVec::new(), 0, Vec::new());
        vectors.landmarks = all[..20 * DIMENSIONS].to_vec();
        // Point 59 becomes point 7 with a little of point 8; random points of 128 dimensions are about orthogonal.
        let mixed: Vec<f32> =
            (0..DIMENSIONS).map(|k| all[7 * DIMENSIONS + k] + 0.2 * all[8 * DIMENSIONS + k]).collect();
        all[59 * DIMENSIONS..].copy_from_slice(&mixed);
        normalize(&mut all[59 * DIMENSIONS..]);
        let found = near(&vectors, &points(&all), 0.8, |_| true);
        assert_eq!(found.pairs, [(NameId::new(7), NameId::new(59))]);
        assert!(near(&vectors, &points(&all), 0.8, |id| id != NameId::new(7)).pairs.is_empty());
    }
}
