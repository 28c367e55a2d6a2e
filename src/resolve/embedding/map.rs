//! Landmarks, and the cells around them in which a point lies.

use crate::resolve::embedding::kernel::vectorized;
use crate::resolve::embedding::quantized::Point;
use portent_graph::index::TiVec;

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

/// Cells in which a name is sought.
pub(crate) const CELLS: usize = 2;
/// Groups of landmarks that are searched for the nearest ones.
const GROUPS: usize = 2;

/// Landmarks in groups, each around one of the first of them: a search looks into few groups.
#[derive(Debug)]
pub(super) struct Map {
    /// The heads of the groups, with their numbers.
    heads: Vec<(CellId, Point)>,
    /// The landmarks of each group, its head first.
    groups: TiVec<CellId, Vec<(CellId, Point)>>,
}

impl Map {
    /// Landmarks x the root of them.
    pub(super) fn new(landmarks: TiVec<CellId, Point>) -> Self {
        let all: Vec<(CellId, Point)> = landmarks.into_iter_enumerated().collect();
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
    fn cells_of(&self, point: &Point) -> [CellId; CELLS] {
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
    pub(super) fn cells<'a>(map: &'a Map, points: &'a [Point]) -> Vec<[CellId; CELLS]> {
        points.iter().map(|point| map.cells_of(point)).collect()
    }
}
