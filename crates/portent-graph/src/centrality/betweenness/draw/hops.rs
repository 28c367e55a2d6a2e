//! Shortest paths by hops: breadth-first from both ends, always a whole step on the side where that is less work.

use super::{super::block::Problem, choose};
use crate::centrality::shortest::Vertex;
use crate::index::TiVec;
use crate::random::Random;

const UNSEEN: u32 = u32::MAX;

/// What one side knows of a class.
#[derive(Debug, Clone, Copy)]
struct Mark {
    /// Steps from the end; [`UNSEEN`] where it was not reached.
    level: u32,
    /// Shortest paths from the end to one node of the class.
    paths: f64,
}

const NOTHING: Mark = Mark { level: UNSEEN, paths: 0.0 };

/// The search from one end.
#[derive(Debug, Default)]
struct Side {
    /// The classes in the order in which they were reached.
    queue: Vec<Vertex>,
    /// Where in `queue` the last step begins.
    edge: usize,
    /// Steps taken.
    level: u32,
    /// Arcs that the next step looks at.
    work: usize,
}

/// The searches from both ends; kept between draws to save allocations.
#[derive(Debug)]
pub(super) struct HopPaths {
    /// For each class what both sides know, next to each other.
    marks: TiVec<Vertex, [Mark; 2]>,
    sides: [Side; 2],
}

impl HopPaths {
    pub(super) fn new(problem: &Problem) -> Self {
        Self { marks: vec![[NOTHING; 2]; problem.len()].into(), sides: Default::default() }
    }

    /// Adds the classes inside one of the shortest paths between two classes of a block.
    pub(super) fn draw(
        &mut self,
        problem: &Problem,
        ends: [Vertex; 2],
        random: &mut Random,
        inner: &mut Vec<Vertex>,
    ) {
        self.start(problem, ends);
        let met = loop {
            let side = usize::from(self.sides[1].work < self.sides[0].work);
            if self.step(problem, side) {
                break side;
            }
        };
        let Self { marks, sides } = &*self;
        // All shortest paths pass through one of the classes that both sides have reached.
        let meeting = sides[met].queue[sides[met].edge..].iter().filter_map(|&class| {
            let [a, b] = marks[class];
            let inside = a.level > 0 && b.level > 0;
            let copies = if inside { problem.copies[class] } else { 1.0 };
            (a.level != UNSEEN && b.level != UNSEEN).then_some((class, a.paths * b.paths * copies))
        });
        let Some(class) = choose(meeting, random) else { return };
        if marks[class].iter().all(|mark| mark.level > 0) {
            inner.push(class);
        }
        self.walk(problem, class, 0, random, inner);
        self.walk(problem, class, 1, random, inner);
    }

    fn start(&mut self, problem: &Problem, ends: [Vertex; 2]) {
        for (side, &end) in self.sides.iter_mut().zip(&ends) {
            side.queue.drain(..).for_each(|class| self.marks[class] = [NOTHING; 2]);
            *side = Side { queue: std::mem::take(&mut side.queue), ..Side::default() };
            side.queue.push(end);
            side.work = problem.classes.neighbors(end).len();
        }
        for (side, end) in ends.into_iter().enumerate() {
            self.marks[end][side] = Mark { level: 0, paths: 1.0 };
        }
    }

    /// One step further on one side; whether it met the other, or has nowhere left to go.
    fn step(&mut self, problem: &Problem, at: usize) -> bool {
        let Self { marks, sides } = self;
        let Side { queue, edge, level, work } = &mut sides[at];
        let last = queue.len();
        let (mut met, mut ahead) = (false, 0);
        for from in *edge..last {
            let class = queue[from];
            // Paths start at one node of the end's class only.
            let copies = if *level == 0 { 1.0 } else { problem.copies[class] };
            let sent = marks[class][at].paths * copies;
            for &next in problem.classes.neighbors(class) {
                let both = &mut marks[next];
                if both[at].level == UNSEEN {
                    both[at].level = *level + 1;
                    met |= both[1 - at].level != UNSEEN;
                    ahead += problem.classes.neighbors(next).len();
                    queue.push(next);
                }
                if both[at].level == *level + 1 {
                    both[at].paths += sent;
                }
            }
        }
        *edge = last;
        *level += 1;
        *work = ahead;
        met || queue.len() == last
    }

    /// From a class back to the end of one side, along shortest paths with equal chances.
    fn walk(
        &self,
        problem: &Problem,
        from: Vertex,
        side: usize,
        random: &mut Random,
        inner: &mut Vec<Vertex>,
    ) {
        let mut level = self.marks[from][side].level;
        let mut class = from;
        while level > 1 {
            level -= 1;
            let before = problem.classes.neighbors(class).iter().filter_map(|&before| {
                let mark = self.marks[before][side];
                (mark.level == level).then_some((before, mark.paths * problem.copies[before]))
            });
            let Some(chosen) = choose(before, random) else { return };
            inner.push(chosen);
            class = chosen;
        }
    }
}
