//! Takes overlaps away: discs that lie on one another are pushed apart, a grid finds them.

/// Pushes overlapping discs (diameters `sizes`) apart in at most `passes` sweeps; sweeps end early once none overlap.
///
/// Each sweep moves every disc by half of each of its overlaps, computed from the positions before the sweep, so the
/// order of nodes does not matter. O(passes nodes) for evenly spread discs.
///
/// ```
/// use portent_graph::layout::force::separate;
/// let mut at = vec![[0.0, 0.0], [1.0, 0.0]];
/// separate(&mut at, &[2.0, 2.0], 50);
/// assert!((at[1][0] - at[0][0]) >= 1.99);
/// ```
pub fn separate(positions: &mut [[f64; 2]], sizes: &[f64], passes: usize) {
    let Some(side) = sizes.iter().copied().reduce(f64::max).filter(|side| *side > 0.0) else { return };
    for _ in 0..passes {
        let moves = sweep(positions, sizes, side);
        if moves.iter().all(|by| *by == [0.0; 2]) {
            return;
        }
        for (at, by) in positions.iter_mut().zip(moves) {
            at[0] += by[0];
            at[1] += by[1];
        }
    }
}

fn sweep(positions: &[[f64; 2]], sizes: &[f64], side: f64) -> Vec<[f64; 2]> {
    let cell = |at: [f64; 2]| ((at[1] / side).floor() as i64, (at[0] / side).floor() as i64);
    let mut sorted: Vec<((i64, i64), usize)> =
        (0..).zip(positions).map(|(node, &at)| (cell(at), node)).collect();
    sorted.sort_unstable();
    let mut moves = vec![[0.0; 2]; positions.len()];
    for &((row, column), node) in &sorted {
        for near in row - 1..=row + 1 {
            let from = sorted.partition_point(|&(cell, _)| cell < (near, column - 1));
            for &(_, other) in sorted[from..].iter().take_while(|&&(cell, _)| cell <= (near, column + 1)) {
                if other != node {
                    push(positions, sizes, node, other, &mut moves);
                }
            }
        }
    }
    moves
}

/// Adds to `node` the half of its overlap with `other`.
fn push(positions: &[[f64; 2]], sizes: &[f64], node: usize, other: usize, moves: &mut [[f64; 2]]) {
    let (a, b) = (positions[node], positions[other]);
    let (dx, dy) = (a[0] - b[0], a[1] - b[1]);
    let distance = super::length(dx, dy);
    let overlap = (sizes[node] + sizes[other]) / 2.0 - distance;
    if overlap <= 1e-9 {
        return;
    }
    let (ux, uy) = if distance > 1e-9 { (dx / distance, dy / distance) } else { direction(node, other) };
    moves[node][0] += ux * overlap / 2.0;
    moves[node][1] += uy * overlap / 2.0;
}

/// Opposite ways for two discs at the same place.
fn direction(node: usize, other: usize) -> (f64, f64) {
    if node < other { (-1.0, 0.0) } else { (1.0, 0.0) }
}
