//! Boosted trees over the evidence of a pair (Friedman, "Greedy function approximation: a gradient boosting machine",
//! Annals of Statistics 29(5), 2001): the sum of their leaves is the log-odds of one thing, then calibrated.
//!
//! The file is text: a line a tree in preorder, `name:threshold` where it parts (left: at most the threshold), `=value`
//! where it ends; a line `calibration` holds log-odds:log-odds pairs of a piecewise linear curve.

use std::sync::LazyLock;

use crate::resolve::judging::evidence::{self, WIDTH};

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
    /// The nodes once more, as the sum walks them.
    steps: Vec<Step>,
    /// The longest way from each of [`ABREAST`] roots to a leaf, one number a group of roots.
    depths: Vec<u32>,
    /// Least match probability of two names of one kind that are merged.
    pub(crate) threshold: f64,
    /// Least match probability of two names of different kinds that restate each other.
    pub(crate) across: f64,
    /// (raw log-odds, calibrated log-odds), ascending.
    calibration: Vec<(f64, f64)>,
}

#[derive(Clone, Copy)]
struct Node {
    /// Index of a number of the evidence; none for a leaf.
    feature: Option<u16>,
    /// Left: at most this.
    threshold: f64,
    /// What the tree says where it stops here: the value of a leaf, the mean of those below a node.
    value: f64,
    /// Where the right branch starts; the left one follows its node.
    right: u32,
}

/// A node without branches to mispredict: the next place is looked up. A leaf leads to itself.
#[derive(Clone, Copy)]
struct Step {
    threshold: f32,
    feature: u32,
    /// Where to go at most at the threshold, and above it.
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
        forests.vectors.prepare();
        forests.strings.prepare();
        Some(forests)
    }
}

fn point(pair: &str) -> Option<(f64, f64)> {
    let (x, y) = pair.split_once(':')?;
    Some((x.parse().ok()?, y.parse().ok()?))
}

impl Forest {
    fn plant(&mut self, row: &str) -> Option<()> {
        self.roots.push(u32::try_from(self.nodes.len()).ok()?);
        // Nodes whose right branch has yet to come.
        let mut open: Vec<usize> = Vec::new();
        for word in row.split(' ') {
            let at = self.nodes.len();
            match word.strip_prefix('=') {
                Some(value) => {
                    let value = value.parse().ok()?;
                    self.nodes.push(Node { feature: None, threshold: 0.0, value, right: 0 });
                    if let Some(parent) = open.pop() {
                        self.nodes[parent].right = u32::try_from(at + 1).ok()?;
                    }
                }
                None => {
                    let mut parts = word.split(':');
                    let (name, threshold, value) = (parts.next()?, parts.next()?, parts.next()?);
                    let feature = (0..WIDTH).find(|&at| evidence::about(at).0 == name)?;
                    let (threshold, value) = (threshold.parse().ok()?, value.parse().ok()?);
                    let feature = Some(u16::try_from(feature).ok()?);
                    self.nodes.push(Node { feature, threshold, value, right: 0 });
                    open.push(at);
                }
            }
        }
        // A tree that is whole has one leaf more than nodes that part it.
        let root = at(*self.roots.last()?);
        let leaves = self.nodes[root..].iter().filter(|node| node.feature.is_none()).count();
        (open.is_empty() && 2 * leaves == self.nodes.len() - root + 1).then_some(())
    }

    /// Lays the nodes out for [`Self::log_odds`].
    fn prepare(&mut self) {
        let step = |(here, node): (usize, &Node)| {
            let here = u32::try_from(here).expect("a forest has fewer nodes than 32 bits count");
            match node.feature {
                Some(feature) => {
                    let next = [here + 1, node.right];
                    Step { threshold: below(node.threshold), feature: feature.into(), next }
                }
                None => Step { threshold: 0.0, feature: 0, next: [here; 2] },
            }
        };
        self.steps = self.nodes.iter().enumerate().map(step).collect();
        let deepest = |roots: &[u32]| roots.iter().map(|&root| self.depth(root)).max().unwrap_or(0);
        self.depths = self.roots.chunks(ABREAST).map(deepest).collect();
    }

    /// Steps from a root to its farthest leaf. Trees are shallow; the nodes behind a root are its own up to the next.
    fn depth(&self, root: u32) -> u32 {
        let (mut deepest, mut open) = (0, vec![(root, 0)]);
        while let Some((here, depth)) = open.pop() {
            deepest = deepest.max(depth);
            if self.nodes[at(here)].feature.is_some() {
                open.extend([(here + 1, depth + 1), (self.nodes[at(here)].right, depth + 1)]);
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
                    let step = &self.steps[at(*place)];
                    *place = step.next[usize::from(values[at(step.feature)] > step.threshold)];
                }
            }
            sum += places[..roots.len()].iter().map(|&place| self.nodes[at(place)].value).sum::<f64>();
        }
        self.calibrated(self.base + sum)
    }

    /// What each number of the evidence adds to the log-odds: along each path, the step from the mean of a node to
    /// the mean of the next belongs to the number that parts it (Saabas, "Interpreting random forests", 2014). The first
    /// value is where all pairs start; all add up to [`Self::log_odds`].
    pub(crate) fn contributions(&self, values: &[f32; WIDTH]) -> (f64, [f64; WIDTH]) {
        let (mut start, mut by_feature) = (self.base, [0.0; WIDTH]);
        for &root in &self.roots {
            start += self.nodes[at(root)].value;
            self.walk(root, values, |feature, step| by_feature[usize::from(feature)] += step);
        }
        let raw = start + by_feature.iter().sum::<f64>();
        let calibrated = self.calibrated(raw);
        // The curve bends what the trees say; each line keeps its share of the way from where all pairs start.
        let (from, way) = (self.calibrated(start), raw - start);
        let scale = if way.abs() < 1e-9 { 0.0 } else { (calibrated - from) / way };
        by_feature.iter_mut().for_each(|step| *step *= scale);
        (from, by_feature)
    }

    fn walk(&self, root: u32, values: &[f32; WIDTH], mut step: impl FnMut(u16, f64)) -> f64 {
        let mut here = at(root);
        loop {
            let node = &self.nodes[here];
            let Some(feature) = node.feature else { return node.value };
            let left = f64::from(values[usize::from(feature)]) <= node.threshold;
            let next = if left { here + 1 } else { at(node.right) };
            step(feature, self.nodes[next].value - node.value);
            here = next;
        }
    }

    fn calibrated(&self, raw: f64) -> f64 {
        let after = self.calibration.partition_point(|point| point.0 <= raw);
        match (after.checked_sub(1).map(|at| self.calibration[at]), self.calibration.get(after)) {
            (Some((x0, y0)), Some((x1, y1))) => y0 + (y1 - y0) * (raw - x0) / (x1 - x0),
            (None, Some(&(x, y))) | (Some((x, y)), None) => y + raw - x,
            (None, None) => raw,
        }
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
