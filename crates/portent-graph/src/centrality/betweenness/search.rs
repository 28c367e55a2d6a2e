//! Brandes' accumulation over the classes of a block.
//!
//! From a source s with d(v) its distance and p(v) the number of shortest paths to one node of class v, the
//! dependency of one node of v is D(v) = p(v) * sum over classes w one step further of (reach(w) + copies(w) D(w)) / p(w),
//! where a class with c copies sends c * p on. Other copies of the source never lie between it and a third class.

use rayon::prelude::*;

use super::block::Problem;
use crate::centrality::shortest::{Dijkstra, tied};

/// Sources are cut into this many pieces whatever the number of threads; each has its own sums, added in order.
const PIECES: usize = 32;

/// The betweenness within the block of one node of each class.
pub(super) fn exact(problem: &Problem) -> Vec<f64> {
    let mut sums = dependencies(problem);
    sums.iter_mut().for_each(|value| *value /= 2.0);
    sums
}

fn dependencies(problem: &Problem) -> Vec<f64> {
    let sources: Vec<(u32, f64)> = (0..).zip(problem.reach.iter().copied()).collect();
    let size = sources.len().div_ceil(PIECES).max(64);
    let pieces: Vec<Vec<f64>> =
        sources.par_chunks(size).map(|piece| piece_dependencies(problem, piece)).collect();
    let mut sums = vec![0.0; problem.len()];
    for piece in &pieces {
        sums.iter_mut().zip(piece).for_each(|(sum, value)| *sum += value);
    }
    sums
}

fn piece_dependencies(problem: &Problem, sources: &[(u32, f64)]) -> Vec<f64> {
    let mut sums = vec![0.0; problem.len()];
    let mut add = |class: u32, value: f64| sums[class as usize] += value;
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
    sums
}

/// Breadth-first search in three sweeps: the first finds the arcs that lead one step further, the others run along
/// them, out for the numbers of paths and back for the dependencies. All but the first array are by place in the
/// queue, so that the sweeps read them nearly in order; and none branches on what it finds, as which neighbours are
/// new is a coin toss to the processor.
struct Hops {
    /// For each class, where it stands in the queue.
    place: Vec<u32>,
    /// The classes in the order in which they were reached.
    queue: Vec<u32>,
    /// The arcs that lead one step further, as places.
    arcs: Vec<[u32; 2]>,
    /// Where each step begins in `queue` and in `arcs`; the last entry is the end.
    steps: Vec<[usize; 2]>,
    paths: Vec<f64>,
    /// On the way out copies * paths; on the way back (reach + copies * dependency) / paths.
    sent: Vec<f64>,
}

const UNSEEN: u32 = u32::MAX;

impl Hops {
    fn new(problem: &Problem) -> Self {
        let classes = problem.len();
        Self {
            place: vec![UNSEEN; classes],
            queue: vec![0; classes + 1],
            arcs: vec![[0; 2]; problem.rows.targets.len() / 2 + 1],
            steps: Vec::new(),
            paths: vec![0.0; classes],
            sent: vec![0.0; classes],
        }
    }

    fn run(&mut self, problem: &Problem, source: u32, weight: f64, add: &mut impl FnMut(u32, f64)) {
        self.find_arcs(problem, source);
        self.count_paths(problem);
        let Self { queue, arcs, steps, paths, sent, .. } = self;
        sent.fill(0.0);
        for step in steps[1..].windows(2).rev() {
            let ([places, first], [places_end, end]) = (step[0], step[1]);
            for &[from, to] in &arcs[first..end] {
                sent[from as usize] += sent[to as usize];
            }
            for place in places..places_end {
                let class = queue[place] as usize;
                let dependency = paths[place] * sent[place];
                sent[place] = (problem.reach[class] + problem.copies[class] * dependency) / paths[place];
                add(class as u32, weight * dependency);
            }
        }
    }

    fn find_arcs(&mut self, problem: &Problem, source: u32) {
        let Self { place, queue, arcs, steps, .. } = self;
        place.fill(UNSEEN);
        place[source as usize] = 0;
        queue[0] = source;
        steps.clear();
        let (mut head, mut tail, mut end) = (0, 1, 0);
        while head < tail {
            steps.push([head, end]);
            let reached = tail;
            for at in head..reached {
                for &next in problem.rows.neighbors(queue[at]) {
                    let place = &mut place[next as usize];
                    queue[tail] = next;
                    let new = *place == UNSEEN;
                    *place = (*place).min(tail as u32);
                    tail += usize::from(new);
                    arcs[end] = [at as u32, *place];
                    end += usize::from(*place >= reached as u32);
                }
            }
            head = reached;
        }
        steps.push([tail, end]);
    }

    fn count_paths(&mut self, problem: &Problem) {
        let Self { queue, arcs, steps, paths, sent, .. } = self;
        paths.fill(0.0);
        paths[0] = 1.0;
        for (index, step) in steps.windows(2).enumerate() {
            let ([places, first], [places_end, end]) = (step[0], step[1]);
            for place in places..places_end {
                // Paths start at one node of the source's class only.
                let copies = if index == 0 { 1.0 } else { problem.copies[queue[place] as usize] };
                sent[place] = paths[place] * copies;
            }
            for &[from, to] in &arcs[first..end] {
                paths[to as usize] += sent[from as usize];
            }
        }
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
