//! Names of one cell -> pairs of near ones, in time that grows with the names.
//!
//! All names of a small cell are compared with all. A large one is parted: names at one point are told by the first of them,
//! the others go into cells around landmarks of their own, and so on. Of very many near names the nearest are kept, for each
//! name as many: all of them say that it is one thing, and a few are enough to hold it together. (Nearest neighbors of cells
//! that are split, never cut: Linclust, Steinegger and Söding, Nature Communications 9, 2018, compares with leaders alone and
//! misses what lies between them.)

use crate::resolve::embedding::kernel::vectorized;
use crate::resolve::embedding::map::{Map, cells};
use crate::resolve::embedding::quantized::Point;
use crate::resolve::types::NameId;
use portent_graph::index::{TiSlice, TiVec};

/// Names of one cell that are compared all with all.
const MOST: usize = 2048;
/// Names that a part of a larger cell is to hold.
const IN_PART: usize = 512;
/// Parts that a cell falls into at most; those that are still large fall apart in turn.
const MOST_PARTS: usize = 1024;
/// Near names that each name is paired with: its nearest. Where hundreds of names say one thing, all of them hang together by
/// a few pairs each; in an archive of 100,000 names a twelfth of all candidates lies beyond, and none of the labeled ones.
pub(crate) const NEAREST: usize = 32;
/// Names of a cell that cannot be parted are compared with so many that follow them.
const WINDOW: usize = 64;

/// Adds the pairs of `names` (sorted) with a cosine of at least `least`, of each name the [`NEAREST`], to `pairs`: smaller
/// name in the upper half. A pair may come twice.
///
/// Time: the square of at most [`MOST`] names; for more about n log n, as a cell is split where its parts are smaller by a quarter.
pub(super) fn pairs(names: Vec<NameId>, points: &TiSlice<NameId, Point>, least: f32, pairs: &mut Vec<u64>) {
    if names.len() <= MOST {
        let here: Vec<Point> = names.iter().map(|&name| points[name]).collect();
        let found = nearest(compared(&here, least), names.len());
        pairs.extend(found.into_iter().map(|(a, b)| packed(names[a as usize], names[b as usize])));
        return;
    }
    let names = at_one_point(names, points, pairs);
    if names.len() <= MOST {
        return self::pairs(names, points, least, pairs);
    }
    let parts = parted(&names, points);
    match parts.iter().all(|part| part.len() <= names.len() / 4 * 3) {
        true => parts.into_iter().for_each(|part| self::pairs(part, points, least, pairs)),
        false => in_windows(&names, points, least, pairs),
    }
}

fn packed(a: NameId, b: NameId) -> u64 {
    u64::from(a.get()) << 32 | u64::from(b.get())
}

/// Pairs names at one point with those that follow, and gives the first of each point, sorted.
fn at_one_point(
    mut names: Vec<NameId>,
    points: &TiSlice<NameId, Point>,
    pairs: &mut Vec<u64>,
) -> Vec<NameId> {
    names.sort_unstable_by(|&a, &b| points[a].order(&points[b]).then(a.cmp(&b)));
    let mut firsts = Vec::new();
    for same in names.chunk_by(|&a, &b| points[a].order(&points[b]).is_eq()) {
        firsts.push(same[0]);
        for (at, &a) in same.iter().enumerate() {
            pairs.extend(same[at + 1..].iter().take(NEAREST / 2).map(|&b| packed(a, b)));
        }
    }
    firsts.sort_unstable();
    firsts
}

/// The names in cells around some of them. Names x the root of the parts.
fn parted(names: &[NameId], points: &TiSlice<NameId, Point>) -> Vec<Vec<NameId>> {
    let count = (names.len() / IN_PART).clamp(2, MOST_PARTS);
    let landmarks: TiVec<_, Point> = (0..count).map(|at| points[names[at * names.len() / count]]).collect();
    let here: Vec<Point> = names.iter().map(|&name| points[name]).collect();
    let mut parts = vec![Vec::new(); count];
    for (&name, cells) in names.iter().zip(cells(&Map::new(landmarks), &here)) {
        cells.iter().filter(|cell| cell.is_some()).for_each(|&cell| parts[usize::from(cell)].push(name));
    }
    parts
}

fn in_windows(names: &[NameId], points: &TiSlice<NameId, Point>, least: f32, pairs: &mut Vec<u64>) {
    for (at, &a) in names.iter().enumerate() {
        let near = names[at + 1..].iter().take(WINDOW).filter(|&&b| points[a].cosine(&points[b]) >= least);
        pairs.extend(near.take(NEAREST).map(|&b| packed(a, b)));
    }
}

/// Two places in a cell and the cosine of their names.
type Near = (u32, u32, f32);

/// Of all pairs those that are among the [`NEAREST`] of one of their names; ties go to the first.
fn nearest(all: Vec<Near>, names: usize) -> Vec<(u32, u32)> {
    let ends = |&(a, b, _): &Near| [a, b];
    let mut degrees = vec![0_usize; names];
    all.iter().flat_map(ends).for_each(|end| degrees[end as usize] += 1);
    let is_kept = |pair: &Near| ends(pair).iter().any(|&end| degrees[end as usize] <= NEAREST);
    if all.iter().all(is_kept) {
        return all.into_iter().map(|(a, b, _)| (a, b)).collect();
    }
    let mut order: Vec<Near> = all;
    order.sort_unstable_by(|x, y| y.2.total_cmp(&x.2).then((x.0, x.1).cmp(&(y.0, y.1))));
    let mut room = vec![NEAREST; names];
    order.retain(|pair| {
        let kept = ends(pair).iter().any(|&end| room[end as usize] > 0);
        ends(pair).iter().for_each(|&end| room[end as usize] = room[end as usize].saturating_sub(1));
        kept
    });
    order.into_iter().map(|(a, b, _)| (a, b)).collect()
}

vectorized! {
    /// Places of points whose cosine is at least `least`, the smaller first.
    fn compared<'a>(points: &'a [Point], least: f32) -> Vec<Near> {
        let mut pairs = Vec::new();
        for (at, point) in points.iter().enumerate() {
            // A loop, not a filter: a closure would fall out of the wide code.
            for (other, place) in points[at + 1..].iter().zip(at + 1..) {
                let cosine = point.cosine(other);
                if cosine >= least {
                    pairs.push((at as u32, place as u32, cosine));
                }
            }
        }
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::{IN_PART, MOST, NEAREST, nearest, pairs};
    use crate::resolve::embedding::kernel::{DIMENSIONS, normalize};
    use crate::resolve::embedding::quantized::Point;
    use crate::resolve::types::NameId;
    use portent_graph::index::TiVec;
    use portent_graph::random::Random;

    /// Groups of so many points each, near those of their group and about orthogonal to all others.
    fn grouped(groups: usize, of_each: usize, noise: f32) -> TiVec<NameId, Point> {
        let mut random = Random::new(7);
        let mut number = move || random.unit() as f32 - 0.5;
        let middles: Vec<Vec<f32>> = (0..groups)
            .map(|_| {
                let mut middle: Vec<f32> = (0..DIMENSIONS).map(|_| number()).collect();
                normalize(&mut middle);
                middle
            })
            .collect();
        let point = |middle: &Vec<f32>| {
            let row: Vec<f32> = middle.iter().map(|x| x + noise * number() / 6.0).collect();
            Point::new(&row)
        };
        (0..of_each).flat_map(|_| middles.iter().collect::<Vec<_>>()).map(point).collect()
    }

    fn found(points: &TiVec<NameId, Point>) -> Vec<u64> {
        let mut all = Vec::new();
        pairs(NameId::first(points.len()).collect(), points, 0.8, &mut all);
        all.sort_unstable();
        all.dedup();
        all
    }

    #[test]
    fn a_cell_that_is_too_large_keeps_nearly_all_near_pairs() {
        // Two points each of many groups that have nothing in common, the worst of cells: a pair a group.
        let groups = MOST;
        let points = grouped(groups, 2, 0.3);
        let all = found(&points);
        let right =
            all.iter().filter(|&&pair| (pair >> 32) as usize % groups == pair as u32 as usize % groups);
        let share = right.count() as f64 / groups as f64;
        assert!(share > 0.9, "{share}");
    }

    #[test]
    fn names_at_one_point_are_paired_with_few_and_all_hang_together() {
        let count = MOST + MOST / 2;
        let points: TiVec<NameId, Point> = vec![grouped(1, 1, 0.0).raw[0]; count].into();
        let all = found(&points);
        assert!(all.len() <= count * NEAREST, "{}", all.len());
        let follows = |at: u64| all.binary_search(&(at << 32 | (at + 1))).is_ok();
        assert!((0..count as u64 - 1).all(follows));
    }

    #[test]
    fn a_cell_that_does_not_fall_apart_takes_time_by_its_names() {
        // All within one cone, no two at one point.
        let points = grouped(1, MOST + 1, 0.5);
        let all = found(&points);
        assert!(all.len() > points.len() && all.len() <= 2 * points.len() * NEAREST * (1 + MOST / IN_PART));
    }

    // By hand: 0 has 40 neighbors of which the first are the nearest; each of them has 0 alone.
    #[test]
    fn a_pair_stays_where_it_is_among_the_nearest_of_either_name() {
        let star: Vec<_> = (1..=40).map(|at| (0, at, 1.0 - at as f32 / 100.0)).collect();
        assert_eq!(nearest(star.clone(), 41).len(), 40);
        // 41 names, all with all, equally near: each keeps the first that it can.
        let all: Vec<_> = (0..41).flat_map(|a| (a + 1..41).map(move |b| (a, b, 0.9))).collect();
        let kept = nearest(all.clone(), 41);
        assert!(kept.len() < all.len() && kept.contains(&(0, 1)) && !kept.contains(&(39, 40)));
    }
}
