//! Pairs of names with near vectors, without looking at all pairs.
//!
//! The space is cut into the cells of landmarks (names of the archive, kept with the vectors); a
//! name lies in the cells of its nearest landmarks, and pairs are sought within cells. Which pairs
//! are found depends on the two names and the landmarks alone, but for the cap, which is reported.

use crate::resolve::embedding::corpus_words::{LessonId, Lessons};
use crate::resolve::embedding::kernel::{add, normalize, vectorized};
use crate::resolve::embedding::quantized::{Point, points};
use crate::resolve::embedding::vectors::Vectors;
use crate::resolve::types::NameId;
use portent_graph::index::{TiSlice, TiVec};
use portent_graph::parallel;

portent_graph::index_type! {
    /// A landmark and the cell around it.
    pub struct CellId;
}

impl CellId {
    /// Stands where there are fewer landmarks than asked for.
    const NONE: Self = Self::new(u32::MAX);

    /// Whether there is such a cell.
    pub(crate) fn is_some(self) -> bool {
        self != Self::NONE
    }
}

/// Landmarks at most.
const MOST_LANDMARKS: usize = 16384;
/// Lessons for each landmark: cells then hold as many names in a large archive as in a small one.
const LESSONS_A_LANDMARK: usize = 88;
/// Cells in which a name is sought.
pub(crate) const CELLS: usize = 2;
/// Groups of landmarks that are searched for the nearest ones.
const GROUPS: usize = 2;
/// Names of one cell that are compared; the rest of a larger cell is left out, and counted.
pub(crate) const MOST_IN_CELL: usize = 2048;

/// Names that one task sorts into cells.
const TASK: usize = 256;

/// Landmarks that one task makes.
const LANDMARKS_A_TASK: usize = 64;

/// Pairs found near each other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Near {
    /// Pairs of names, smaller first, sorted, no repeats.
    pub pairs: Vec<(NameId, NameId)>,
    /// Entries that the cap left out.
    pub left_out: usize,
    /// The nearest cell of each name; near names mostly share it.
    pub cells: TiVec<NameId, CellId>,
}

/// The lessons with the smallest hashes, as points: a fixed sample of what the archive speaks of.
pub(super) fn landmarks(vectors: &Vectors, lessons: &Lessons) -> Vec<f32> {
    let hash = |at: usize| lessons.hashes.raw[at];
    let mut order = parallel::order_by_key(lessons.len(), hash);
    order.dedup_by_key(|at| hash(*at));
    order.truncate((lessons.len() / LESSONS_A_LANDMARK).clamp(1, MOST_LANDMARKS));
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
/// Time: points x the root of the landmarks, and for each cell the square of its points, at most [`MOST_IN_CELL`].
#[must_use]
pub(crate) fn near(
    vectors: &Vectors,
    points: &TiSlice<NameId, Point>,
    least: f32,
    allowed: impl Fn(NameId) -> bool + Sync,
) -> Near {
    let map = Map::new(&vectors.landmarks);
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
    let left_out = blocks.iter().map(|block| block.len().saturating_sub(MOST_IN_CELL)).sum();
    let mut packed = parallel::flat(&blocks, 1, |_, block, found| {
        found.extend(pairs_of(&block[..block.len().min(MOST_IN_CELL)], points, least));
    });
    parallel::sort(&mut packed);
    packed.dedup();
    let pairs =
        packed.into_iter().map(|pair| (NameId::new((pair >> 32) as u32), NameId::new(pair as u32))).collect();
    Near { pairs, left_out, cells: cells.iter().map(|cells| cells[0]).collect() }
}

/// Landmarks in groups, each around one of the first of them: a search looks into few groups.
#[derive(Debug)]
struct Map {
    /// The heads of the groups, with their numbers.
    heads: Vec<(CellId, Point)>,
    /// The landmarks of each group, its head first.
    groups: TiVec<CellId, Vec<(CellId, Point)>>,
}

impl Map {
    fn new(landmarks: &[f32]) -> Self {
        let all: Vec<(CellId, Point)> = points(landmarks).into_iter_enumerated().collect();
        let count = (1..=all.len()).find(|heads| heads * heads >= all.len()).unwrap_or(0);
        let (heads, others) = all.split_at(count);
        let mut groups: TiVec<CellId, Vec<(CellId, Point)>> = heads.iter().map(|&head| vec![head]).collect();
        for &landmark in others {
            let [nearest] = nearest(heads, &landmark.1);
            groups[nearest].push(landmark);
        }
        Self { heads: heads.to_vec(), groups }
    }

    #[inline(always)]
    fn cells(&self, point: &Point) -> [CellId; CELLS] {
        let heads: [CellId; GROUPS] = nearest(&self.heads, point);
        let groups = heads.iter().filter_map(|&head| self.groups.get(head));
        let mut best = [(f32::MIN, CellId::NONE); CELLS];
        groups.for_each(|group| offer(&mut best, group, point));
        best.map(|entry| entry.1)
    }
}

/// The nearest `N`, nearest first; ties go to the one asked first, and [`CellId::NONE`] stands where there are fewer.
#[inline(always)]
fn nearest<const N: usize>(landmarks: &[(CellId, Point)], point: &Point) -> [CellId; N] {
    let mut best = [(f32::MIN, CellId::NONE); N];
    offer(&mut best, landmarks, point);
    best.map(|entry| entry.1)
}

#[inline(always)]
fn offer(best: &mut [(f32, CellId)], landmarks: &[(CellId, Point)], point: &Point) {
    for (id, landmark) in landmarks {
        let value = point.cosine(landmark);
        if value > best[best.len() - 1].0 {
            let rank = best.iter().position(|kept| value > kept.0).unwrap_or(best.len() - 1);
            best[rank..].rotate_right(1);
            best[rank] = (value, *id);
        }
    }
}

vectorized! {
    /// The cells of some points.
    fn cells<'a>(map: &'a Map, points: &'a [Point]) -> Vec<[CellId; CELLS]> {
        points.iter().map(|point| map.cells(point)).collect()
    }
}

vectorized! {
    /// Pairs of the names of a cell (the lower halves of its entries) whose cosine is at least `least`.
    fn pairs_of<'a>(block: &'a [u64], points: &'a TiSlice<NameId, Point>, least: f32) -> Vec<u64> {
        let entries: Vec<(u32, Point)> =
            block.iter().map(|&entry| (entry as u32, points[NameId::new(entry as u32)])).collect();
        let mut pairs = Vec::new();
        for (at, (a, point)) in entries.iter().enumerate() {
            // A loop, not a filter: a closure would fall out of the wide code.
            for (b, other) in &entries[at + 1..] {
                if point.cosine(other) >= least {
                    pairs.push(u64::from(*a) << 32 | u64::from(*b));
                }
            }
        }
        pairs
    }
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
        assert_eq!((found.pairs, found.left_out), (vec![(NameId::new(7), NameId::new(59))], 0));
        assert!(near(&vectors, &points(&all), 0.8, |id| id != NameId::new(7)).pairs.is_empty());
    }
}
