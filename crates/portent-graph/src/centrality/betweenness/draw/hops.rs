//! Shortest paths by hops: breadth-first from both ends, always a whole step on the side where that is less work.

use super::{super::block::Problem, choose};
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
    queue: Vec<u32>,
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
    marks: Vec<[Mark; 2]>,
    sides: [Side; 2],
}

impl HopPaths {
    pub(super) fn new(problem: &Problem) -> Self {
        Self { marks: vec![[NOTHING; 2]; problem.len()], sides: Default::default() }
    }

    /// Adds the classes inside one of the shortest paths between two classes of a block.
    pub(super) fn draw(
        &mut self,
        problem: &Problem,
        ends: [u32; 2],
        random: &mut Random,
        inner: &mut Vec<u32>,
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
            let [a, b] = marks[class as usize];
            let inside = a.level > 0 && b.level > 0;
            let copies = if inside { problem.copies[class as usize] } else { 1.0 };
            (a.level != UNSEEN && b.level != UNSEEN).then_some((class, a.paths * b.paths * copies))
        });
        let Some(class) = choose(meeting, random) else { return };
        if marks[class as usize].iter().all(|mark| mark.level > 0) {
            inner.push(class);
        }
        self.walk(problem, class, 0, random, inner);
        self.walk(problem, class, 1, random, inner);
    }

    fn start(&mut self, problem: &Problem, ends: [u32; 2]) {
        for (side, &end) in self.sides.iter_mut().zip(&ends) {
            side.queue.drain(..).for_each(|class| self.marks[class as usize] = [NOTHING; 2]);
            *side = Side { queue: std::mem::take(&mut side.queue), ..Side::default() };
            side.queue.push(end);
            side.work = problem.rows.neighbors(end).len();
        }
        for (side, end) in ends.into_iter().enumerate() {
            self.marks[end as usize][side] = Mark { level: 0, paths: 1.0 };
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
            let copies = if *level == 0 { 1.0 } else { problem.copies[class as usize] };
            let sent = marks[class as usize][at].paths * copies;
            for &next in problem.rows.neighbors(class) {
                let both = &mut marks[next as usize];
                if both[at].level == UNSEEN {
                    both[at].level = *level + 1;
                    met |= both[1 - at].level != UNSEEN;
                    ahead += problem.rows.neighbors(next).len();
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
    fn walk(&self, problem: &Problem, from: u32, side: usize, random: &mut Random, inner: &mut Vec<u32>) {
        let mut level = self.marks[from as usize][side].level;
        let mut class = from;
        while level > 1 {
            level -= 1;
            let before = problem.rows.neighbors(class).iter().filter_map(|&before| {
                let mark = self.marks[before as usize][side];
                (mark.level == level).then_some((before, mark.paths * problem.copies[before as usize]))
            });
            let Some(chosen) = choose(before, random) else { return };
            inner.push(chosen);
            class = chosen;
        }
    }
}
