//! Boosted trees over the evidence of a pair (Friedman, "Greedy function approximation: a gradient boosting machine",
//! Annals of Statistics 29(5), 2001): the sum of their leaves is the log-odds of one thing, then calibrated.
//!
//! The file is text: a line a tree in preorder, `name:threshold` where it parts (left: at most the threshold), `=value`
//! where it ends; a line `calibration` holds log-odds:log-odds pairs of a piecewise linear curve.

use std::sync::LazyLock;

use crate::resolve::judging::evidence::{self, WIDTH};
use crate::resolve::judging::model::interpolate;

/// The trees that portent ships: with vectors of the archive, and without.
pub(crate) static SHIPPED: LazyLock<Forests> =
    LazyLock::new(|| Forests::read(SHIPPED_TEXT).expect("the shipped trees are whole"));

/// Their text.
pub(crate) const SHIPPED_TEXT: &str = include_str!("forest.tsv");

/// Both sets of trees.
#[derive(Default)]
pub(crate) struct Forests {
    vectors: Forest,
    strings: Forest,
}

/// Trees whose leaves add up.
#[derive(Default)]
pub(crate) struct Forest {
    base: f64,
    roots: Vec<u32>,
    nodes: Vec<Node>,
    /// What a tree says where it stops at each node: the value of a leaf, the mean of those below a node.
    means: Vec<f64>,
    /// The longest way from each of [`ABREAST`] roots to a leaf, one number a group of roots.
    depths: Vec<u32>,
    /// Least match probability of two names of one kind that are merged.
    pub(crate) threshold: f64,
    /// Least match probability of two names of different kinds that restate each other.
    pub(crate) across: f64,
    /// (raw log-odds, calibrated log-odds), ascending.
    calibration: Vec<(f64, f64)>,
}

/// A node without branches to mispredict: the next place is looked up. A leaf leads to itself.
#[derive(Clone, Copy)]
struct Node {
    /// Left: at most this.
    threshold: f32,
    /// Index of a number of the evidence.
    feature: u32,
    /// Where to go: the left branch follows its node, then the right one.
    next: [u32; 2],
}

/// Trees that are walked at one time, so that the processor waits for none of them.
const ABREAST: usize = 8;

impl Forests {
    /// The trees for names with or without vectors.
    pub(crate) fn of(&self, with_vectors: bool) -> &Forest {
        if with_vectors { &self.vectors } else { &self.strings }
    }

    fn read(text: &str) -> Option<Self> {
        let mut forests = Self::default();
        for row in text.lines().filter(|row| !row.starts_with('#')) {
            let (set, row) = row.split_once('\t')?;
            let (what, row) = row.split_once('\t')?;
            let forest = match set {
                "vectors" => &mut forests.vectors,
                "strings" => &mut forests.strings,
                _ => return None,
            };
            match what {
                "threshold" => forest.threshold = row.parse().ok()?,
                "across" => forest.across = row.parse().ok()?,
                "base" => forest.base = row.parse().ok()?,
                "calibration" => forest.calibration = row.split(' ').map(point).collect::<Option<_>>()?,
                "tree" => forest.plant(row)?,
                _ => return None,
            }
        }
        forests.vectors.measure();
        forests.strings.measure();
        Some(forests)
    }
}

fn point(pair: &str) -> Option<(f64, f64)> {
    let (x, y) = pair.split_once(':')?;
    Some((x.parse().ok()?, y.parse().ok()?))
}

impl Forest {
    fn plant(&mut self, row: &str) -> Option<()> {
        let root = self.nodes.len();
        self.roots.push(u32::try_from(root).ok()?);
        // Nodes whose right branch has yet to come.
        let mut open: Vec<usize> = Vec::new();
        let mut leaves = 0;
        for word in row.split(' ') {
            let here = self.nodes.len();
            let (own, behind) = (u32::try_from(here).ok()?, u32::try_from(here + 1).ok()?);
            if let Some(value) = word.strip_prefix('=') {
                leaves += 1;
                self.nodes.push(Node { threshold: 0.0, feature: 0, next: [own; 2] });
                self.means.push(value.parse().ok()?);
                if let Some(parent) = open.pop() {
                    self.nodes[parent].next[1] = behind;
                }
                continue;
            }
            let mut parts = word.split(':');
            let (name, threshold, mean) = (parts.next()?, parts.next()?, parts.next()?);
            let feature = (0..WIDTH).find(|&at| evidence::about(at).0 == name)?;
            let (threshold, feature) = (below(threshold.parse().ok()?), u32::try_from(feature).ok()?);
            self.nodes.push(Node { threshold, feature, next: [behind; 2] });
            self.means.push(mean.parse().ok()?);
            open.push(here);
        }
        // A tree that is whole has one leaf more than nodes that part it.
        (open.is_empty() && 2 * leaves == self.nodes.len() - root + 1).then_some(())
    }

    /// Finds the depth of every group of trees.
    fn measure(&mut self) {
        let deepest = |roots: &[u32]| roots.iter().map(|&root| self.depth(root)).max().unwrap_or(0);
        self.depths = self.roots.chunks(ABREAST).map(deepest).collect();
    }

    fn is_leaf(&self, here: u32) -> bool {
        self.nodes[at(here)].next == [here; 2]
    }

    /// Where a pair goes from a node.
    #[inline(always)]
    fn next(&self, here: u32, values: &[f32; WIDTH]) -> u32 {
        let node = &self.nodes[at(here)];
        node.next[usize::from(values[at(node.feature)] > node.threshold)]
    }

    /// Steps from a root to its farthest leaf. Trees are shallow; the nodes behind a root are its own up to the next.
    fn depth(&self, root: u32) -> u32 {
        let (mut deepest, mut open) = (0, vec![(root, 0)]);
        while let Some((here, depth)) = open.pop() {
            deepest = deepest.max(depth);
            if !self.is_leaf(here) {
                open.extend(self.nodes[at(here)].next.map(|next| (next, depth + 1)));
            }
        }
        deepest
    }

    /// Calibrated log-odds of one thing. Trees times their depth.
    pub(crate) fn log_odds(&self, values: &[f32; WIDTH]) -> f64 {
        let mut sum = 0.0;
        for (roots, &depth) in self.roots.chunks(ABREAST).zip(&self.depths) {
            let mut places = [0; ABREAST];
            places[..roots.len()].copy_from_slice(roots);
            for _ in 0..depth {
                for place in &mut places {
                    *place = self.next(*place, values);
                }
            }
            sum += places[..roots.len()].iter().map(|&place| self.means[at(place)]).sum::<f64>();
        }
        self.calibrated(self.base + sum)
    }

    /// What each number of the evidence adds to the log-odds: along each path, the step from the mean of a node to
    /// the mean of the next belongs to the number that parts it (Saabas, "Interpreting random forests", 2014). The first
    /// value is where all pairs start; all add up to [`Self::log_odds`].
    pub(crate) fn contributions(&self, values: &[f32; WIDTH]) -> (f64, [f64; WIDTH]) {
        let (mut start, mut by_feature) = (self.base, [0.0; WIDTH]);
        for &root in &self.roots {
            let mut here = root;
            start += self.means[at(root)];
            while !self.is_leaf(here) {
                let next = self.next(here, values);
                by_feature[at(self.nodes[at(here)].feature)] += self.means[at(next)] - self.means[at(here)];
                here = next;
            }
        }
        let raw = start + by_feature.iter().sum::<f64>();
        let calibrated = self.calibrated(raw);
        // The curve bends what the trees say; each line keeps its share of the way from where all pairs start.
        let (from, way) = (self.calibrated(start), raw - start);
        let scale = if way.abs() < 1e-9 { 0.0 } else { (calibrated - from) / way };
        by_feature.iter_mut().for_each(|step| *step *= scale);
        (from, by_feature)
    }

    /// Past its ends the curve goes on at the slope of the trees.
    fn calibrated(&self, raw: f64) -> f64 {
        interpolate(&self.calibration, raw, |(x, y)| y + raw - x).unwrap_or(raw)
    }
}

/// The greatest `f32` that is at most a threshold: numbers of 32 bits part there as they do at the threshold itself.
fn below(threshold: f64) -> f32 {
    let near = threshold as f32;
    if f64::from(near) > threshold { near.next_down() } else { near }
}

fn at(index: u32) -> usize {
    usize::try_from(index).expect("an index of 32 bits fits")
}

#[cfg(test)]
mod tests {
    use super::{Forests, SHIPPED};
    use crate::resolve::judging::evidence::WIDTH;

    /// Two trees over the first two numbers, without calibration.
    const TEXT: &str = "\
vectors\tthreshold\t0.5
vectors\tbase\t0.25
vectors\tcalibration\t-1:-2 1:2
vectors\ttree\tread-duplicate:-1:0.1 =-1 read-narrower:0:0.5 =0.25 =1
vectors\ttree\tread-narrower:2:0 =0.5 =-0.5
";

    fn values(first: f32, second: f32) -> [f32; WIDTH] {
        let mut values = [0.0; WIDTH];
        (values[0], values[1]) = (first, second);
        values
    }

    #[test]
    fn leaves_add_up_and_are_calibrated() {
        let forests = Forests::read(TEXT).unwrap();
        let forest = forests.of(true);
        // By hand: 0.25 - 1 + 0.5 = -0.25, calibrated by the line through (-1, -2) and (1, 2): -0.5.
        assert!((forest.log_odds(&values(-2.0, 0.0)) + 0.5).abs() < 1e-12);
        // 0.25 + 1 - 0.5 = 0.75: 1.5; a value equal to a threshold goes left.
        assert!((forest.log_odds(&values(0.0, 3.0)) - 1.5).abs() < 1e-12);
        // 0.25 + 0.25 + 0.5 = 1: 2.
        assert!((forest.log_odds(&values(0.0, 0.0)) - 2.0).abs() < 1e-12);
    }

    #[test]
    fn contributions_add_up_to_the_log_odds() {
        let mut values = [0.3_f32; WIDTH];
        for (at, value) in values.iter_mut().enumerate() {
            *value += at as f32 / 7.0;
        }
        for with_vectors in [true, false] {
            let forest = SHIPPED.of(with_vectors);
            let (start, steps) = forest.contributions(&values);
            assert!((start + steps.iter().sum::<f64>() - forest.log_odds(&values)).abs() < 1e-9);
        }
    }

    #[test]
    fn a_tree_that_is_cut_short_is_refused() {
        assert!(Forests::read("vectors\ttree\tread-duplicate:-1:0 =1").is_none());
        assert!(Forests::read("vectors\ttree\tno-such:-1:0 =1 =2").is_none());
    }
}
