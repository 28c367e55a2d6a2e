//! ForceAtlas2 in Barnes-Hut time.
//!
//! M. Jacomy, T. Venturini, S. Heymann, M. Bastian, "ForceAtlas2, a continuous graph layout algorithm for handy network
//! visualization designed for the Gephi software", PLoS ONE 9(6), 2014, <https://doi.org/10.1371/journal.pone.0098679>.
//! Repulsion over a quadtree: J. Barnes, P. Hut, "A hierarchical O(N log N) force-calculation algorithm", Nature 324, 1986.
//!
//! Each node's force is computed alone from the positions of the last step, and sums over nodes run in
//! one order, so the result does not depend on threads.

mod quadtree;
mod separate;

use crate::Adjacency;
use crate::index::{NodeRow, TiSlice, TiVec};
use crate::parallel;
use quadtree::{Body, Quadtree};
pub use separate::separate;

/// Nodes a task.
const CHUNK: usize = 1024;

/// One position a node.
type Places = TiSlice<NodeRow, [f64; 2]>;
/// One mass a node.
type Masses = TiSlice<NodeRow, f64>;

/// How the force layout runs.
#[derive(Debug, Clone, PartialEq)]
pub struct ForceOptions {
    /// Steps; default 120.
    pub iterations: usize,
    /// Strength of repulsion; default 2.
    pub scaling: f64,
    /// Pull to the center, growing with distance (the paper's strong gravity); default 0.02.
    pub gravity: f64,
    /// A cell of this size over distance counts as one body; default 1.2.
    pub theta: f64,
    /// Attraction grows with the logarithm of distance, which sets clusters apart; default true.
    pub lin_log: bool,
}

impl Default for ForceOptions {
    fn default() -> Self {
        Self { iterations: 120, scaling: 2.0, gravity: 0.02, theta: 1.2, lin_log: true }
    }
}

/// Moves nodes from `start` (one position a node) until the forces are nearly in balance.
///
/// O(iterations (nodes log nodes + edges)). Positions are in the units of the paper's forces: scale them before drawing.
/// Nodes at the very same place are first set apart by their index.
///
/// ```
/// use portent_graph::{Adjacency, index::TiSlice};
/// use portent_graph::layout::force::{ForceOptions, force};
/// let pair = Adjacency::from_numbers(2, [(0, 1, 1.0)].into_iter());
/// let at = force(&pair, TiSlice::from_ref(&[[0.0, 0.0]; 2]), &ForceOptions::default());
/// assert_ne!(at.first(), at.last());
/// ```
#[must_use]
pub fn force(
    adjacency: &Adjacency,
    start: &TiSlice<NodeRow, [f64; 2]>,
    options: &ForceOptions,
) -> TiVec<NodeRow, [f64; 2]> {
    force_with_masses(adjacency, &masses(adjacency), start, options)
}

/// The paper's masses: degree + 1.
pub(super) fn masses(adjacency: &Adjacency) -> TiVec<NodeRow, f64> {
    adjacency.nodes().map(|node| adjacency.degree(node) as f64 + 1.0).collect()
}

/// [`force`] with masses (> 0, one a node) that do not follow from degrees.
pub(super) fn force_with_masses(
    adjacency: &Adjacency,
    masses: &Masses,
    start: &Places,
    options: &ForceOptions,
) -> TiVec<NodeRow, [f64; 2]> {
    let mut positions = set_apart(start);
    let mut forces: TiVec<NodeRow, [f64; 2]> = vec![[0.0; 2]; positions.len()].into();
    let mut speed = Speed::default();
    for _ in 0..options.iterations {
        let next = forces_of(adjacency, &positions, masses, options);
        let moved = speed.advance(masses, &forces, &next);
        step(&mut positions, &forces, &next, masses, moved);
        forces = next;
    }
    positions
}

/// Positions with a small spiral added, so that no two nodes share a place.
fn set_apart(start: &Places) -> TiVec<NodeRow, [f64; 2]> {
    let golden = 2.399_963_229_728_653;
    let jitter = |node: usize| {
        let radius = 1e-3 * (node as f64 + 1.0).sqrt();
        [radius * libm::cos(golden * node as f64), radius * libm::sin(golden * node as f64)]
    };
    let apart = |(node, &[x, y]): (usize, &[f64; 2])| [x + jitter(node)[0], y + jitter(node)[1]];
    start.iter().enumerate().map(apart).collect()
}

fn forces_of(
    adjacency: &Adjacency,
    positions: &Places,
    masses: &Masses,
    options: &ForceOptions,
) -> TiVec<NodeRow, [f64; 2]> {
    let tree = Quadtree::new(positions, masses);
    let bodies = tree.bodies();
    // In the tree's order neighbors in space follow each other, which keeps the cells they visit in cache.
    let ordered = parallel::map(bodies.len(), CHUNK, |body| {
        force_on(&bodies[body], &tree, adjacency, positions, options)
    });
    let mut forces: TiVec<NodeRow, [f64; 2]> = vec![[0.0; 2]; positions.len()].into();
    for (body, force) in bodies.iter().zip(ordered) {
        forces[body.node] = force;
    }
    forces
}

fn force_on(
    body: &Body,
    tree: &Quadtree,
    adjacency: &Adjacency,
    positions: &Places,
    options: &ForceOptions,
) -> [f64; 2] {
    let pushed = tree.repulsion(body, options.theta);
    let pull = options.gravity * body.mass;
    let scale = options.scaling * body.mass;
    let mut force = [scale * pushed[0] - pull * body.at[0], scale * pushed[1] - pull * body.at[1]];
    for (neighbor, weight) in adjacency.edges(body.node) {
        let [x, y] = positions[neighbor];
        let (dx, dy) = (x - body.at[0], y - body.at[1]);
        let factor = if options.lin_log { log_share(length(dx, dy)) } else { 1.0 };
        // Heavy weights are damped: a count of nine pulls three times as hard as one.
        force[0] += weight.sqrt() * factor * dx;
        force[1] += weight.sqrt() * factor * dy;
    }
    force
}

/// Length of a vector. `sqrt` is exact on every platform, `hypot` is not.
fn length(x: f64, y: f64) -> f64 {
    (x * x + y * y).sqrt()
}

/// `ln(1 + d) / d`, with its limit at 0.
fn log_share(distance: f64) -> f64 {
    if distance < 1e-9 { 1.0 } else { libm::log1p(distance) / distance }
}

/// The paper's global speed: as fast as swinging (forces that change direction) allows.
struct Speed {
    speed: f64,
    efficiency: f64,
}

impl Default for Speed {
    fn default() -> Self {
        Self { speed: 1.0, efficiency: 1.0 }
    }
}

impl Speed {
    /// The global speed of the next step.
    fn advance(&mut self, masses: &Masses, old: &Places, new: &Places) -> f64 {
        let (swinging, traction) = swinging_and_traction(masses, old, new);
        if swinging <= 0.0 || traction <= 0.0 {
            return self.speed;
        }
        let nodes = masses.len() as f64;
        let estimate = 0.05 * nodes.sqrt();
        let mut tolerance =
            (estimate * traction / (nodes * nodes)).clamp(estimate.sqrt(), 10f64.max(estimate.sqrt()));
        if swinging / traction > 2.0 {
            self.slow_down(0.5);
            tolerance = tolerance.max(1.0);
        }
        let target = tolerance * self.efficiency * traction / swinging;
        if swinging > tolerance * traction {
            self.slow_down(0.7);
        } else if self.speed < 1000.0 {
            self.efficiency *= 1.3;
        }
        self.speed += (target - self.speed).min(0.5 * self.speed);
        self.speed
    }

    fn slow_down(&mut self, factor: f64) {
        if self.efficiency > 0.05 {
            self.efficiency *= factor;
        }
    }
}

/// Mass-weighted sums over all nodes, in their order.
fn swinging_and_traction(masses: &Masses, old: &Places, new: &Places) -> (f64, f64) {
    masses.iter().zip(old.iter().zip(new)).fold((0.0, 0.0), |(swinging, traction), (mass, (a, b))| {
        let swing = length(a[0] - b[0], a[1] - b[1]);
        let pull = length(a[0] + b[0], a[1] + b[1]);
        (swinging + mass * swing, traction + 0.5 * mass * pull)
    })
}

fn step(positions: &mut Places, old: &Places, new: &Places, masses: &Masses, speed: f64) {
    for (node, at) in positions.iter_mut_enumerated() {
        let swing = masses[node] * length(old[node][0] - new[node][0], old[node][1] - new[node][1]);
        let factor = speed / (1.0 + (speed * swing).sqrt());
        at[0] += factor * new[node][0];
        at[1] += factor * new[node][1];
    }
}

#[cfg(test)]
mod tests;
