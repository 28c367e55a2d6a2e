//! Betweenness within a block from shortest paths drawn at random.
//!
//! Each draw takes two nodes of the component that hang on different classes of the block, all pairs alike, and one
//! of the shortest paths between them, all alike. The share of draws whose path passes through a node estimates the
//! share of such pairs that it is between: Riondato, Kornaropoulos, "Fast approximation of betweenness centrality
//! through sampling", 2016, doi:10.1007/s10618-015-0423-0. The path is found by searches from both ends that meet
//! (Borassi, Natale, "KADABRA is an adaptive algorithm for betweenness via random approximation", 2019,
//! doi:10.1145/3284359), which see a small part of a large graph.

mod hops;
mod weighted;

use super::block::Problem;
use crate::centrality::shortest::Vertex;
use crate::index::{TiSlice, TiVec};
use crate::parallel;
use crate::random::Random;
use hops::HopPaths;
use weighted::WeightedPaths;

/// Draws are cut into this many pieces whatever the number of threads; each draw has a seed of its own.
const PIECES: usize = 32;

/// Arcs that a draw looks at in a large block, in the costs of exact work: as measured on articles' graphs.
const ARCS_OF_A_DRAW: f64 = 1000.0;

/// How much is drawn, and how sure that makes the values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Draw {
    /// How many paths a block gets.
    pub(super) paths: usize,
    /// What no share is further off than.
    pub(super) epsilon: f64,
    /// The logarithm in the empirical Bernstein bound.
    pub(super) logarithm: f64,
}

impl Draw {
    /// Whether drawing is less work than all sources of the block.
    pub(super) fn pays(&self, problem: &Problem) -> bool {
        problem.work() > self.paths as f64 * ARCS_OF_A_DRAW.min(problem.classes.arc_count() as f64)
    }

    /// How far a share of `mean` may be off.
    fn error(&self, mean: f64) -> f64 {
        let count = self.paths as f64;
        let variance = mean * (1.0 - mean) * count / (count - 1.0);
        let bernstein =
            (2.0 * variance * self.logarithm / count).sqrt() + 7.0 * self.logarithm / (3.0 * (count - 1.0));
        bernstein.min(self.epsilon)
    }
}

/// The betweenness within the block of one node of each class, and how far it may be off.
pub(super) fn sampled(problem: &Problem, draw: &Draw, seed: u64) -> (TiVec<Vertex, f64>, TiVec<Vertex, f64>) {
    let ends = Ends::new(problem);
    let passes = passes(problem, &ends, draw.paths, seed);
    let of_class = |(&passes, &copies): (&u32, &f64)| {
        let mean = f64::from(passes) / draw.paths as f64;
        // A path passes through one node of a class, each as likely.
        let scale = ends.pairs / copies;
        (mean * scale, draw.error(mean) * scale)
    };
    let (values, errors): (Vec<f64>, Vec<f64>) = passes.iter().zip(&problem.copies).map(of_class).unzip();
    (values.into(), errors.into())
}

/// How many of the drawn paths pass through each class.
fn passes(problem: &Problem, ends: &Ends, paths: usize, seed: u64) -> TiVec<Vertex, u32> {
    let pieces = parallel::map(PIECES, 1, |piece| {
        let mut inner = Vec::new();
        let mut search = Search::new(problem);
        for path in (piece..paths).step_by(PIECES) {
            let mut random = Random::new(seed ^ Random::new(path as u64).next_u64());
            let between = ends.draw(&mut random);
            search.draw(problem, between, &mut random, &mut inner);
        }
        inner
    });
    let mut passes: TiVec<Vertex, u32> = vec![0; problem.len()].into();
    pieces.iter().flatten().for_each(|&class| passes[class] += 1);
    passes
}

enum Search {
    Hops(HopPaths),
    Weighted(WeightedPaths),
}

impl Search {
    fn new(problem: &Problem) -> Self {
        if problem.classes.is_weighted() {
            Self::Weighted(WeightedPaths::default())
        } else {
            Self::Hops(HopPaths::new(problem))
        }
    }

    /// Adds the classes inside one of the shortest paths between two classes, drawn with equal chances.
    fn draw(&mut self, problem: &Problem, ends: [Vertex; 2], random: &mut Random, inner: &mut Vec<Vertex>) {
        match self {
            Self::Hops(search) => search.draw(problem, ends, random, inner),
            Self::Weighted(search) => search.draw(problem, ends, random, inner),
        }
    }
}

/// Draws pairs of classes as often as pairs of the component's nodes hang on them.
struct Ends {
    /// For each class, the pairs of nodes (in both orders) of which the first hangs on it or a class before it.
    firsts: TiVec<Vertex, f64>,
    /// For each class, the nodes that hang on it or a class before it.
    nodes: TiVec<Vertex, f64>,
    /// Pairs of nodes that hang on different classes.
    pairs: f64,
}

impl Ends {
    fn new(problem: &Problem) -> Self {
        let firsts = running(problem.reach.iter().map(|reach| reach * (problem.total - reach)));
        let pairs = firsts.last().copied().unwrap_or_default() / 2.0;
        Self { firsts, nodes: running(problem.reach.iter().copied()), pairs }
    }

    fn draw(&self, random: &mut Random) -> [Vertex; 2] {
        let first = at(&self.firsts, random.unit() * 2.0 * self.pairs);
        let before = first.get().checked_sub(1).map_or(0.0, |class| self.nodes[Vertex::new(class)]);
        let own = self.nodes[first] - before;
        let others = self.nodes.last().copied().unwrap_or_default() - own;
        // The nodes of the first class are passed over; counts of nodes are whole numbers, so no rounding brings them back.
        let node = random.unit() * others;
        let second = at(&self.nodes, if node < before { node } else { node + own });
        [first, second]
    }
}

/// Sums up to each value.
fn running(values: impl Iterator<Item = f64>) -> TiVec<Vertex, f64> {
    let add = |sum: &mut f64, value: f64| {
        *sum += value;
        Some(*sum)
    };
    values.scan(0.0, add).collect()
}

/// Where among the sums a value falls.
fn at(sums: &TiSlice<Vertex, f64>, value: f64) -> Vertex {
    sums.partition_point(|&sum| sum <= value).min(sums.last_key().unwrap_or_default())
}

/// One of the choices, with chances in proportion to their weights; `None` without choices.
fn choose<T>(choices: impl Iterator<Item = (T, f64)> + Clone, random: &mut Random) -> Option<T> {
    let all: f64 = choices.clone().map(|(_, weight)| weight).sum();
    let mut left = random.unit() * all;
    let mut chosen = None;
    for (choice, weight) in choices {
        chosen = Some(choice);
        left -= weight;
        if left < 0.0 {
            break;
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::{Ends, running};
    use crate::random::Random;

    #[test]
    fn ends_hang_on_different_classes_as_often_as_pairs_of_nodes_do() {
        // Of 1, 2 and 5 nodes: 1 * 2 + 1 * 5 + 2 * 5 = 17 pairs.
        let reach = [1.0, 2.0, 5.0];
        let firsts = running(reach.iter().map(|nodes| nodes * (8.0 - nodes)));
        let ends = Ends { firsts, nodes: running(reach.into_iter()), pairs: 17.0 };
        let mut random = Random::new(1);
        let mut counts = [0; 3];
        for _ in 0..17_000 {
            let [a, b] = ends.draw(&mut random);
            assert_ne!(a, b);
            // The pairs 0-1, 0-2 and 1-2 add up to 1, 2 and 3.
            counts[(a.get() + b.get()) as usize - 1] += 1;
        }
        // Standard deviations are at most 65.
        for (count, expected) in counts.into_iter().zip([2000, 5000, 10_000]) {
            assert!(i32::abs(count - expected) < 260, "{counts:?}");
        }
    }
}
