//! A quadtree over bodies sorted along the Z-order curve: cells in preorder, each with the place to go on from.

use std::ops::Range;

use super::{Masses, Places};
use crate::index::NodeRow;

/// Bodies a leaf holds at most, unless they share one finest cell.
const LEAF: usize = 8;
/// Bits of each coordinate; two make the sort key.
const BITS: u32 = 21;

/// One node as the tree holds it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Body {
    pub(super) node: NodeRow,
    pub(super) at: [f64; 2],
    pub(super) mass: f64,
}

#[derive(Debug, Clone, Copy)]
struct Cell {
    center: [f64; 2],
    mass: f64,
    /// Squared side of the square.
    side2: f64,
    /// The first cell after this one's children.
    next: u32,
    /// Its bodies; empty for inner cells.
    bodies: (u32, u32),
}

impl Cell {
    fn next(&self) -> usize {
        self.next as usize
    }

    fn bodies(&self) -> Range<usize> {
        self.bodies.0 as usize..self.bodies.1 as usize
    }
}

/// The tree.
#[derive(Debug)]
pub(super) struct Quadtree {
    bodies: Vec<Body>,
    cells: Vec<Cell>,
}

impl Quadtree {
    /// Sorts bodies and builds cells. O(n log n).
    pub(super) fn new(positions: &Places, masses: &Masses) -> Self {
        let square = Square::around(positions);
        let mut keyed: Vec<(u64, NodeRow)> =
            positions.iter_enumerated().map(|(node, &at)| (square.key(at), node)).collect();
        keyed.sort_unstable();
        let body = |&(_, node): &(u64, NodeRow)| Body { node, at: positions[node], mass: masses[node] };
        let mut tree =
            Self { bodies: keyed.iter().map(body).collect(), cells: Vec::with_capacity(keyed.len()) };
        if !keyed.is_empty() {
            tree.build(&keyed, (0, keyed.len()), BITS, square.side);
        }
        tree
    }

    /// The bodies along the curve.
    pub(super) fn bodies(&self) -> &[Body] {
        &self.bodies
    }

    /// Adds the cell of bodies `range`; `level` counts the two-bit digits of the key that are left.
    fn build(&mut self, keyed: &[(u64, NodeRow)], range: (usize, usize), level: u32, side: f64) {
        let at = self.cells.len();
        let (center, mass) = self.center(range);
        let leaf = range.1 - range.0 <= LEAF || level == 0;
        let bodies = if leaf { (range.0 as u32, range.1 as u32) } else { (0, 0) };
        self.cells.push(Cell { center, mass, side2: side * side, next: 0, bodies });
        if !leaf {
            let mut from = range.0;
            let digit = |key: u64| (key >> (2 * (level - 1))) & 3;
            for quarter in 0..4 {
                let to = from + keyed[from..range.1].partition_point(|&(key, _)| digit(key) <= quarter);
                if to > from {
                    self.build(keyed, (from, to), level - 1, side / 2.0);
                }
                from = to;
            }
        }
        self.cells[at].next = self.cells.len() as u32;
    }

    fn center(&self, range: (usize, usize)) -> ([f64; 2], f64) {
        let (mut x, mut y, mut mass) = (0.0, 0.0, 0.0);
        for body in &self.bodies[range.0..range.1] {
            x += body.mass * body.at[0];
            y += body.mass * body.at[1];
            mass += body.mass;
        }
        ([x / mass, y / mass], mass)
    }

    /// Sum over other bodies of `mass * offset / distance^2`: what the scaled force is made of.
    pub(super) fn repulsion(&self, body: &Body, theta: f64) -> [f64; 2] {
        let mut sum = [0.0; 2];
        let theta2 = theta * theta;
        let mut at = 0;
        while let Some(cell) = self.cells.get(at) {
            let (dx, dy) = (body.at[0] - cell.center[0], body.at[1] - cell.center[1]);
            let distance2 = dx * dx + dy * dy;
            if cell.side2 < theta2 * distance2 {
                let factor = cell.mass / distance2;
                sum[0] += factor * dx;
                sum[1] += factor * dy;
                at = cell.next();
            } else if cell.bodies.1 > 0 {
                self.repel_each(body, cell.bodies(), &mut sum);
                at = cell.next();
            } else {
                at += 1;
            }
        }
        sum
    }

    fn repel_each(&self, body: &Body, others: Range<usize>, sum: &mut [f64; 2]) {
        for other in &self.bodies[others] {
            let (dx, dy) = (body.at[0] - other.at[0], body.at[1] - other.at[1]);
            let distance2 = dx * dx + dy * dy;
            if other.node != body.node && distance2 > 1e-12 {
                let factor = other.mass / distance2;
                sum[0] += factor * dx;
                sum[1] += factor * dy;
            }
        }
    }
}

/// The square that holds all positions.
struct Square {
    corner: [f64; 2],
    side: f64,
}

impl Square {
    fn around(positions: &Places) -> Self {
        let mut low = [f64::INFINITY; 2];
        let mut high = [f64::NEG_INFINITY; 2];
        for at in positions {
            for axis in 0..2 {
                low[axis] = low[axis].min(at[axis]);
                high[axis] = high[axis].max(at[axis]);
            }
        }
        Self { corner: low, side: (high[0] - low[0]).max(high[1] - low[1]).max(1e-9) }
    }

    /// The place on the Z-order curve: bits of y and x in turn.
    fn key(&self, at: [f64; 2]) -> u64 {
        let last = f64::from((1u32 << BITS) - 1);
        let grid = |axis: usize| ((at[axis] - self.corner[axis]) / self.side * last) as u64;
        spread(grid(0)) | (spread(grid(1)) << 1)
    }
}

/// Puts a zero bit before each of the low 21 bits.
fn spread(value: u64) -> u64 {
    let mut bits = value & 0x1F_FFFF;
    bits = (bits | (bits << 16)) & 0x0000_FFFF_0000_FFFF;
    bits = (bits | (bits << 8)) & 0x00FF_00FF_00FF_00FF;
    bits = (bits | (bits << 4)) & 0x0F0F_0F0F_0F0F_0F0F;
    bits = (bits | (bits << 2)) & 0x3333_3333_3333_3333;
    (bits | (bits << 1)) & 0x5555_5555_5555_5555
}

#[cfg(test)]
mod tests {
    use super::{Quadtree, spread};
    use crate::index::TiVec;
    use crate::random::Random;

    #[test]
    fn spreading_puts_zeros_between_bits() {
        assert_eq!(spread(0b1011), 0b0100_0101);
        assert_eq!(spread(0x1F_FFFF), 0x155_5555_5555);
    }

    #[test]
    fn with_theta_zero_the_tree_equals_the_plain_double_sum() {
        let mut random = Random::new(7);
        let positions: TiVec<_, [f64; 2]> = (0..200).map(|_| [random.unit(), random.unit()]).collect();
        let masses: TiVec<_, f64> = (0..200).map(|_| 1.0 + random.unit()).collect();
        let tree = Quadtree::new(&positions, &masses);
        for body in tree.bodies() {
            let got = tree.repulsion(body, 0.0);
            let mut want = [0.0; 2];
            for (other, at) in positions.iter_enumerated().filter(|&(other, _)| other != body.node) {
                let (dx, dy) = (body.at[0] - at[0], body.at[1] - at[1]);
                let factor = masses[other] / (dx * dx + dy * dy);
                want[0] += factor * dx;
                want[1] += factor * dy;
            }
            assert!((got[0] - want[0]).abs() < 1e-6 * want[0].abs().max(1.0), "{got:?} {want:?}");
            assert!((got[1] - want[1]).abs() < 1e-6 * want[1].abs().max(1.0), "{got:?} {want:?}");
        }
    }
}
