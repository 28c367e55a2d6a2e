//! Measures over shortest paths: exact or sampled, and how sure they are.

use std::fmt;

use crate::index::{NodeRow, TiVec};

/// How much work may go into a measure over shortest paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Effort {
    /// Exact where the estimated work is below a stated amount, else sampled.
    #[default]
    Auto,
    /// Exact, whatever it costs.
    Exact,
    /// Sampled wherever that is less work.
    Sampled,
}

/// What the length of a path is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Distances {
    /// The number of its edges.
    #[default]
    Hops,
    /// The sum of 1 / weight over its edges.
    Weighted,
}

/// How values came about; its text goes into the header of the files.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Method {
    /// From all sources.
    Exact,
    /// From what was drawn at random.
    Sampled {
        /// How many were drawn.
        drawn: usize,
        /// What was drawn: sources, shortest paths.
        what: &'static str,
        /// The stated bound: with probability 1 - delta no value is further off than this part of its range.
        epsilon: f64,
        /// The chance that some value is off by more.
        delta: f64,
        /// The seed of the draw.
        seed: u64,
    },
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact => write!(f, "exact"),
            Self::Sampled { drawn, what, epsilon, delta, seed } => {
                write!(f, "sampled from {drawn} {what} (epsilon {epsilon}, delta {delta}, seed {seed})")
            }
        }
    }
}

/// One value a node, how it came about and how far off it may be.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// One value a node.
    pub values: TiVec<NodeRow, f64>,
    /// For each node, how far its value may be off: with probability 1 - delta all are within. Empty when exact.
    pub errors: TiVec<NodeRow, f64>,
    /// How the values came about.
    pub method: Method,
}

/// The ranks a node may have, given the errors; ranks count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RankInterval {
    /// The node.
    pub node: NodeRow,
    /// The best rank it may have: one more than the nodes that are surely above it.
    pub best: usize,
    /// The worst rank it may have: all nodes that may be above it, and itself.
    pub worst: usize,
}

impl Estimate {
    /// The `count` nodes with the highest values (ties by node), each with the ranks it may have; where values are
    /// exact, equal values share their interval. O(n log n) for n nodes.
    #[must_use]
    pub fn top(&self, count: usize) -> Vec<RankInterval> {
        let error = |node: NodeRow| self.errors.get(node).copied().unwrap_or(0.0);
        let bounds = |node: NodeRow| (self.values[node] - error(node), self.values[node] + error(node));
        let mut nodes: Vec<NodeRow> = self.values.keys().collect();
        let (mut lower, mut upper): (Vec<f64>, Vec<f64>) = nodes.iter().map(|&node| bounds(node)).unzip();
        nodes.sort_by(|&a, &b| self.values[b].total_cmp(&self.values[a]).then(a.cmp(&b)));
        nodes.truncate(count);
        lower.sort_by(f64::total_cmp);
        upper.sort_by(f64::total_cmp);
        let surely_above = |value: f64| lower.len() - lower.partition_point(|&other| other <= value);
        let maybe_above = |value: f64| upper.len() - upper.partition_point(|&other| other < value);
        let interval = |node| {
            let (low, high) = bounds(node);
            RankInterval { node, best: 1 + surely_above(high), worst: maybe_above(low) }
        };
        nodes.into_iter().map(interval).collect()
    }
}

/// How many draws make every one of `values` averages of numbers in 0..1 true to `epsilon` with probability
/// 1 - `delta`: ln(2 values / delta) / (2 epsilon^2).
///
/// Hoeffding, "Probability inequalities for sums of bounded random variables", JASA 58(301), 1963,
/// doi:10.1080/01621459.1963.10500830, with a union bound.
pub(super) fn draws_needed(values: usize, epsilon: f64, delta: f64) -> usize {
    (libm::log(2.0 * values as f64 / delta) / (2.0 * epsilon * epsilon)).ceil() as usize
}

#[cfg(test)]
mod tests {
    use super::{Estimate, Method, NodeRow, RankInterval, TiVec, draws_needed};

    #[test]
    fn rank_intervals_overlap_where_errors_do() {
        let method = Method::Sampled { drawn: 1, what: "sources", epsilon: 0.1, delta: 0.1, seed: 1 };
        let estimate = Estimate {
            values: vec![1.0, 9.0, 4.0, 5.0].into(),
            errors: vec![0.5, 1.0, 0.6, 0.6].into(),
            method,
        };
        assert_eq!(
            estimate.top(3),
            [
                RankInterval { node: NodeRow::new(1), best: 1, worst: 1 },
                RankInterval { node: NodeRow::new(3), best: 2, worst: 3 },
                RankInterval { node: NodeRow::new(2), best: 2, worst: 3 },
            ]
        );
    }

    #[test]
    fn exact_values_have_one_rank_each_but_for_ties() {
        let estimate =
            Estimate { values: vec![2.0, 3.0, 2.0].into(), errors: TiVec::new(), method: Method::Exact };
        let ranks: Vec<_> =
            estimate.top(9).iter().map(|rank| (rank.node.get(), rank.best, rank.worst)).collect();
        assert_eq!(ranks, [(1, 1, 1), (0, 2, 3), (2, 2, 3)]);
    }

    #[test]
    fn the_number_of_draws_is_hoeffdings() {
        // ln(2 * 1000 / 0.1) = 9.9035, over 2 * 0.05^2 = 0.005: 1980.7.
        assert_eq!(draws_needed(1000, 0.05, 0.1), 1981);
    }
}
