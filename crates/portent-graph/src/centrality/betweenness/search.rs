//! Brandes' accumulation over the classes of a block.
//!
//! From a source s with d(v) its distance and p(v) the number of shortest paths to one node of class v, the
//! dependency of one node of v is D(v) = p(v) * sum over classes w one step further of (reach(w) + copies(w) D(w)) / p(w),
//! where a class with c copies sends c * p on. Other copies of the source never lie between it and a third class.

use super::block::Problem;
use crate::centrality::shortest::{Dijkstra, Vertex, tied};
use crate::index::{TiSlice, TiVec};
use crate::parallel;

/// Sources are cut into this many pieces whatever the number of threads; each has its own sums, added in order.
const PIECES: usize = 32;

/// The betweenness within the block of one node of each class.
pub(super) fn exact(problem: &Problem) -> TiVec<Vertex, f64> {
    let mut sums = dependencies(problem);
    sums.iter_mut().for_each(|value| *value /= 2.0);
    sums
}

fn dependencies(problem: &Problem) -> TiVec<Vertex, f64> {
    let sources: Vec<(Vertex, f64)> =
        problem.reach.iter_enumerated().map(|(at, &reach)| (at, reach)).collect();
    let pieces: Vec<&[(Vertex, f64)]> = sources.chunks(sources.len().div_ceil(PIECES).max(64)).collect();
    let pieces = parallel::map(pieces.len(), 1, |piece| piece_dependencies(problem, pieces[piece]));
    let mut sums: TiVec<Vertex, f64> = vec![0.0; problem.len()].into();
    for piece in &pieces {
        sums.iter_mut().zip(piece).for_each(|(sum, value)| *sum += value);
    }
    sums
}

fn piece_dependencies(problem: &Problem, sources: &[(Vertex, f64)]) -> TiVec<Vertex, f64> {
    let mut sums: TiVec<Vertex, f64> = vec![0.0; problem.len()].into();
    let mut add = |class: Vertex, value: f64| sums[class] += value;
    if problem.classes.is_weighted() {
        let mut search = Weighted::default();
        sources.iter().for_each(|&(source, weight)| search.run(problem, source, weight, &mut add));
    } else {
        let mut search = Hops::new(problem);
        sources.iter().for_each(|&(source, weight)| search.run(problem, source, weight, &mut add));
    }
    sums
}

crate::index_type! {
    /// A place in the queue of a search.
    struct Place;
}

/// Breadth-first search in three sweeps: the first finds the arcs that lead one step further, the others run along
/// them, out for the numbers of paths and back for the dependencies. All but the first array are by place in the
/// queue, so that the sweeps read them nearly in order; and none branches on what it finds, as which neighbors are
/// new is a coin toss to the processor.
struct Hops {
    /// For each class, where it stands in the queue.
    place: TiVec<Vertex, Place>,
    /// The classes in the order in which they were reached.
    queue: TiVec<Place, Vertex>,
    /// The arcs that lead one step further, as places.
    arcs: Vec<[Place; 2]>,
    /// Where each step begins in `queue` and in `arcs`; the last entry is the end.
    steps: Vec<[usize; 2]>,
    paths: TiVec<Place, f64>,
    /// On the way out copies * paths; on the way back (reach + copies * dependency) / paths.
    sent: TiVec<Place, f64>,
}

const UNSEEN: Place = Place::new(u32::MAX);

impl Hops {
    fn new(problem: &Problem) -> Self {
        let classes = problem.len();
        Self {
            place: vec![UNSEEN; classes].into(),
            queue: vec![Vertex::default(); classes + 1].into(),
            arcs: vec![[Place::default(); 2]; problem.classes.arc_count() / 2 + 1],
            steps: Vec::new(),
            paths: vec![0.0; classes].into(),
            sent: vec![0.0; classes].into(),
        }
    }

    fn run(&mut self, problem: &Problem, source: Vertex, weight: f64, add: &mut impl FnMut(Vertex, f64)) {
        self.find_arcs(problem, source);
        self.count_paths(problem);
        let Self { queue, arcs, steps, paths, sent, .. } = self;
        sent.fill(0.0);
        for step in steps[1..].windows(2).rev() {
            let ([places, first], [places_end, end]) = (step[0], step[1]);
            for &[from, to] in &arcs[first..end] {
                sent[from] += sent[to];
            }
            let range = places..places_end;
            let (own, paths) = (&queue.raw[range.clone()], &paths.raw[range.clone()]);
            for ((&class, paths), sent) in own.iter().zip(paths).zip(&mut sent.raw[range]) {
                let dependency = paths * *sent;
                *sent = (problem.reach[class] + problem.copies[class] * dependency) / paths;
                add(class, weight * dependency);
            }
        }
    }

    fn find_arcs(&mut self, problem: &Problem, source: Vertex) {
        let Self { place, queue, arcs, steps, .. } = self;
        place.fill(UNSEEN);
        place[source] = Place::new(0);
        let queue = &mut queue.raw;
        queue[0] = source;
        steps.clear();
        let (mut head, mut tail, mut end) = (0, 1, 0);
        while head < tail {
            steps.push([head, end]);
            let reached = tail;
            for at in head..reached {
                for &next in problem.classes.neighbors(queue[at]) {
                    let place = &mut place[next];
                    queue[tail] = next;
                    let new = *place == UNSEEN;
                    *place = (*place).min(Place::new(tail as u32));
                    tail += usize::from(new);
                    arcs[end] = [Place::new(at as u32), *place];
                    end += usize::from(place.get() >= reached as u32);
                }
            }
            head = reached;
        }
        steps.push([tail, end]);
    }

    fn count_paths(&mut self, problem: &Problem) {
        let Self { queue, arcs, steps, paths, sent, .. } = self;
        paths.fill(0.0);
        paths[Place::new(0)] = 1.0;
        for (index, step) in steps.windows(2).enumerate() {
            let ([places, first], [places_end, end]) = (step[0], step[1]);
            let range = places..places_end;
            let (own, paths_there) = (&queue.raw[range.clone()], &paths.raw[range.clone()]);
            for ((&class, paths), sent) in own.iter().zip(paths_there).zip(&mut sent.raw[range]) {
                // Paths start at one node of the source's class only.
                let copies = if index == 0 { 1.0 } else { problem.copies[class] };
                *sent = paths * copies;
            }
            for &[from, to] in &arcs[first..end] {
                paths[to] += sent[from];
            }
        }
    }
}

/// Dijkstra's algorithm; a class has no copies here.
#[derive(Default)]
struct Weighted {
    paths: TiVec<Vertex, f64>,
    back: TiVec<Vertex, f64>,
    dijkstra: Dijkstra,
}

impl Weighted {
    fn run(&mut self, problem: &Problem, source: Vertex, weight: f64, add: &mut impl FnMut(Vertex, f64)) {
        self.dijkstra.run(&problem.classes, source);
        let Dijkstra { distance, order, .. } = &self.dijkstra;
        let distance: &TiSlice<Vertex, f64> = distance;
        let follows = |before: Vertex, length: f64, after: Vertex| {
            let (before, after) = (distance[before], distance[after]);
            before < after && tied(before + length, after)
        };
        for values in [&mut self.paths, &mut self.back] {
            values.clear();
            values.resize(problem.len(), 0.0);
        }
        self.paths[source] = 1.0;
        for &class in &order[1..] {
            let edges = problem.classes.edges(class);
            let before = edges.filter(|&(other, length)| follows(other, length, class));
            self.paths[class] = before.map(|(other, _)| self.paths[other]).sum();
        }
        for &class in order[1..].iter().rev() {
            let edges = problem.classes.edges(class);
            let after = edges.filter(|&(other, length)| follows(class, length, other));
            let sum: f64 = after.map(|(other, _)| self.back[other]).sum();
            let paths = self.paths[class];
            self.back[class] = (problem.reach[class] + paths * sum) / paths;
            add(class, weight * paths * sum);
        }
    }
}
