//! Brandes' accumulation over the classes of a block.
//!
//! From a source s with d(v) its distance and p(v) the number of shortest paths to one node of class v, the
//! dependency of one node of v is D(v) = p(v) * sum over classes w one step further of (reach(w) + copies(w) D(w)) / p(w),
//! where a class with c copies sends c * p on. Other copies of the source never lie between it and a third class.

use rayon::prelude::*;

use super::{Draw, block::Problem};
use crate::{
    analysis::centrality::shortest::{Dijkstra, tied},
    random::Random,
};

/// Sources are cut into this many pieces whatever the number of threads; each has its own sums, added in order.
const PIECES: usize = 32;

/// The betweenness within the block of one node of each class.
pub(super) fn exact(problem: &Problem) -> Vec<f64> {
    let sources: Vec<(u32, f64)> =
        problem.reach.iter().enumerate().map(|(class, &reach)| (class as u32, reach)).collect();
    let mut sums = dependencies(problem, &sources, false).first;
    sums.iter_mut().for_each(|value| *value /= 2.0);
    sums
}

/// As [`exact`] from `draw.sources` classes drawn by reach, with the errors of the values.
pub(super) fn sampled(problem: &Problem, draw: &Draw, seed: u64) -> (Vec<f64>, Vec<f64>) {
    let sums = dependencies(problem, &drawn(problem, draw.sources, seed), true);
    let count = draw.sources as f64;
    // Half the pairs of the component, as every unordered pair is met from both ends.
    let scale = problem.total * problem.total / 2.0;
    let error = |(&first, &second): (&f64, &f64)| {
        let mean = first / count / problem.total;
        let square = second / count / (problem.total * problem.total);
        let variance = (square - mean * mean).max(0.0) * count / (count - 1.0);
        let bernstein =
            (2.0 * variance * draw.logarithm / count).sqrt() + 7.0 * draw.logarithm / (3.0 * (count - 1.0));
        bernstein.min(draw.epsilon) * scale
    };
    let errors = sums.first.iter().zip(&sums.second).map(error).collect();
    let values = sums.first.iter().map(|first| first / count * problem.total / 2.0).collect();
    (values, errors)
}

/// Draws classes with chances in proportion to their reach, each with weight 1, in ascending order.
fn drawn(problem: &Problem, count: usize, seed: u64) -> Vec<(u32, f64)> {
    let ends: Vec<f64> = problem
        .reach
        .iter()
        .scan(0.0, |sum, reach| {
            *sum += reach;
            Some(*sum)
        })
        .collect();
    let mut random = Random::new(seed);
    let mut drawn: Vec<(u32, f64)> = (0..count)
        .map(|_| {
            let at = random.unit() * problem.total;
            let class = ends.partition_point(|&end| end <= at).min(problem.len() - 1);
            (class as u32, 1.0)
        })
        .collect();
    drawn.sort_by_key(|&(class, _)| class);
    drawn
}

/// Sums over sources of weight * dependency, and of its square where asked.
struct Sums {
    first: Vec<f64>,
    second: Vec<f64>,
}

fn dependencies(problem: &Problem, sources: &[(u32, f64)], squares: bool) -> Sums {
    let size = sources.len().div_ceil(PIECES).max(64);
    let pieces: Vec<Sums> =
        sources.par_chunks(size).map(|piece| piece_dependencies(problem, piece, squares)).collect();
    let mut sums = Sums { first: vec![0.0; problem.len()], second: Vec::new() };
    if squares {
        sums.second = vec![0.0; problem.len()];
    }
    for piece in &pieces {
        sums.first.iter_mut().zip(&piece.first).for_each(|(sum, value)| *sum += value);
        sums.second.iter_mut().zip(&piece.second).for_each(|(sum, value)| *sum += value);
    }
    sums
}

fn piece_dependencies(problem: &Problem, sources: &[(u32, f64)], squares: bool) -> Sums {
    let mut first = vec![0.0; problem.len()];
    let mut second = vec![0.0; if squares { problem.len() } else { 0 }];
    let mut add = |class: u32, value: f64| {
        first[class as usize] += value;
        if squares {
            second[class as usize] += value * value;
        }
    };
    if problem.rows.lengths.is_empty() {
        let mut search = Hops::new(problem);
        for &(source, weight) in sources {
            search.run(problem, source, weight, &mut add);
        }
    } else {
        let mut search = Weighted::default();
        for &(source, weight) in sources {
            search.run(problem, source, weight, &mut add);
        }
    }
    Sums { first, second }
}

/// Breadth-first search; what is read together lies together. The way back reads only the arcs that lead one step
/// further, in the order in which the way out met them. Neither branches on what it finds: which neighbours are new
/// is a coin toss to the processor.
struct Hops {
    cells: Vec<Cell>,
    /// The classes in the order in which they were reached.
    queue: Vec<u32>,
    /// The arcs that lead one step further, as places in the queue.
    arcs: Vec<[u32; 2]>,
    /// Where each step begins in `queue` and in `arcs`.
    steps: Vec<[u32; 2]>,
    /// By place: the sum over the classes one step further, then (reach + copies * dependency) / paths.
    back: Vec<f64>,
}

#[derive(Clone, Copy)]
struct Cell {
    paths: f64,
    depth: u32,
    /// Where it stands in the queue.
    place: u32,
}

const UNSEEN: Cell = Cell { paths: 0.0, depth: u32::MAX, place: 0 };

impl Hops {
    fn new(problem: &Problem) -> Self {
        let classes = problem.len();
        Self {
            cells: vec![UNSEEN; classes],
            queue: vec![0; classes + 1],
            arcs: vec![[0; 2]; problem.rows.targets.len() / 2 + 1],
            steps: Vec::new(),
            back: vec![0.0; classes],
        }
    }

    fn run(&mut self, problem: &Problem, source: u32, weight: f64, add: &mut impl FnMut(u32, f64)) {
        self.forward(problem, source);
        let Self { cells, queue, arcs, steps, back } = self;
        back.fill(0.0);
        for step in (1..steps.len() - 1).rev() {
            for &[from, to] in &arcs[steps[step][1] as usize..steps[step + 1][1] as usize] {
                back[from as usize] += back[to as usize];
            }
            for place in steps[step][0] as usize..steps[step + 1][0] as usize {
                let class = queue[place] as usize;
                let paths = cells[class].paths;
                let dependency = paths * back[place];
                back[place] = (problem.reach[class] + problem.copies[class] * dependency) / paths;
                add(class as u32, weight * dependency);
            }
        }
    }

    /// Distances and numbers of paths.
    fn forward(&mut self, problem: &Problem, source: u32) {
        let Self { cells, queue, arcs, steps, .. } = self;
        cells.fill(UNSEEN);
        cells[source as usize] = Cell { paths: 1.0, depth: 0, place: 0 };
        queue[0] = source;
        steps.clear();
        let (mut head, mut tail, mut end, mut depth) = (0, 1, 0, 0);
        while head < tail {
            steps.push([head as u32, end as u32]);
            depth += 1;
            let reached = tail;
            for place in head..reached {
                let class = queue[place] as usize;
                let copies = if depth == 1 { 1.0 } else { problem.copies[class] };
                let sent = [0.0, cells[class].paths * copies];
                for &next in problem.fours(class).as_flattened() {
                    let cell = &mut cells[next as usize];
                    let new = u32::from(cell.depth == u32::MAX);
                    queue[tail] = next;
                    cell.place |= tail as u32 & new.wrapping_neg();
                    tail += new as usize;
                    cell.depth = cell.depth.min(depth);
                    let ahead = usize::from(cell.depth == depth);
                    arcs[end] = [place as u32, cell.place];
                    end += ahead;
                    cell.paths += sent[ahead];
                }
            }
            head = reached;
        }
        steps.push([tail as u32, end as u32]);
    }
}

/// Dijkstra's algorithm; a class has no copies here.
#[derive(Default)]
struct Weighted {
    paths: Vec<f64>,
    back: Vec<f64>,
    dijkstra: Dijkstra,
}

impl Weighted {
    fn run(&mut self, problem: &Problem, source: u32, weight: f64, add: &mut impl FnMut(u32, f64)) {
        self.dijkstra.run(&problem.rows, source);
        let Dijkstra { distance, order, .. } = &self.dijkstra;
        let follows = |before: u32, length: f64, after: u32| {
            let (before, after) = (distance[before as usize], distance[after as usize]);
            before < after && tied(before + length, after)
        };
        self.paths.clear();
        self.paths.resize(problem.len(), 0.0);
        self.back.clear();
        self.back.resize(problem.len(), 0.0);
        self.paths[source as usize] = 1.0;
        for &class in &order[1..] {
            let edges = problem.rows.edges(class);
            let before = edges.filter(|&(other, length)| follows(other, length, class));
            self.paths[class as usize] = before.map(|(other, _)| self.paths[other as usize]).sum();
        }
        for &class in order[1..].iter().rev() {
            let edges = problem.rows.edges(class);
            let after = edges.filter(|&(other, length)| follows(class, length, other));
            let sum: f64 = after.map(|(other, _)| self.back[other as usize]).sum();
            let paths = self.paths[class as usize];
            self.back[class as usize] = (problem.reach[class as usize] + paths * sum) / paths;
            add(class, weight * paths * sum);
        }
    }
}
