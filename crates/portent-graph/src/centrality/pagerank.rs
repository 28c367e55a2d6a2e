//! PageRank: where a walker who sometimes jumps anywhere spends the time.

use super::Centrality;
use crate::Adjacency;
use crate::index::{NodeRow, TiVec};

/// What the registry says of it.
pub const CENTRALITY: Centrality = Centrality {
    name: "pagerank",
    summary: "share of time of a walker who follows edges by weight and sometimes jumps anywhere",
    paper: "Brin, Page, The anatomy of a large-scale hypertextual web search engine, \
            Computer Networks 30(1-7), 1998, doi:10.1016/S0169-7552(98)00110-X",
};

/// How PageRank is computed.
#[derive(Debug, Clone, PartialEq)]
pub struct PagerankOptions {
    /// Chance to follow an edge rather than jump. Default 0.85.
    pub damping: f64,
    /// Stop when one step moves less than this in all (L1); the result is then within
    /// `tolerance * damping / (1 - damping)` of the solution. Default 1e-12.
    pub tolerance: f64,
    /// Stop after this many steps in any case. Default 1000.
    pub steps: usize,
}

impl Default for PagerankOptions {
    fn default() -> Self {
        Self { damping: 0.85, tolerance: 1e-12, steps: 1000 }
    }
}

/// PageRank of each node; the values add up to 1.
///
/// Solves x(v) = (1 - d) / n + d * (sum over neighbors u of x(u) * weight(u, v) / strength(u) + z / n), where z is
/// the sum of x over isolated nodes: their share is spread evenly. All equal on a graph without edges; empty for an
/// empty graph.
///
/// By successive over-relaxation from 1 / n until nothing moves, then by one step of the power method, which must
/// move less than the tolerance. On an undirected graph the equations are those of a positive definite matrix with
/// eigenvalues in 1 - d ..= 1 + d, so that the sweeps converge; with Young's factor, 2 / (1 + sqrt(1 - d^2)), where
/// articles come before what they mention, in some 25 sweeps instead of 150 steps. Young, "Iterative methods for
/// solving partial difference equations of elliptic type", Trans. AMS 76(1), 1954,
/// doi:10.1090/S0002-9947-1954-0059635-7. O(sweeps * (nodes + edges)), one thread.
///
/// ```
/// use portent_graph::{centrality::{pagerank, PagerankOptions}, Adjacency};
/// let pair = Adjacency::from_numbers(2, [(0, 1, 3.0)].into_iter());
/// assert_eq!(pagerank(&pair, &PagerankOptions::default()).raw, [0.5, 0.5]);
/// ```
#[must_use]
pub fn pagerank(adjacency: &Adjacency, options: &PagerankOptions) -> TiVec<NodeRow, f64> {
    let mut walk = Walk::new(adjacency, options.damping);
    for _ in 0..options.steps {
        if walk.sweep() < options.tolerance && walk.step() < options.tolerance {
            break;
        }
    }
    let total: f64 = walk.rank.iter().sum();
    walk.rank.iter_mut().for_each(|value| *value /= total);
    walk.rank
}

/// The ranks on the way to the solution.
struct Walk<'a> {
    adjacency: &'a Adjacency,
    strength: TiVec<NodeRow, f64>,
    damping: f64,
    /// What each node has without its neighbors; all that isolated nodes have.
    base: f64,
    rank: TiVec<NodeRow, f64>,
    /// What a node gives for each unit of weight.
    share: TiVec<NodeRow, f64>,
}

impl<'a> Walk<'a> {
    fn new(adjacency: &'a Adjacency, damping: f64) -> Self {
        let nodes = adjacency.len() as f64;
        let strength = super::strength(adjacency);
        let isolated = strength.iter().filter(|&&strength| strength == 0.0).count() as f64;
        let even = 1.0 / nodes;
        // base = (1 - d + d * isolated * base) / n
        let base = if isolated == nodes { even } else { (1.0 - damping) / (nodes - damping * isolated) };
        let rank = strength.iter().map(|&s| if s > 0.0 { even } else { base }).collect();
        let share = strength.iter().map(|&s| if s > 0.0 { even / s } else { 0.0 }).collect();
        Self { adjacency, strength, damping, base, rank, share }
    }

    /// What a node should have by its neighbors.
    fn wanted(&self, node: NodeRow) -> f64 {
        let edges = self.adjacency.edges(node);
        let flow: f64 = edges.map(|(other, weight)| self.share[other] * weight).sum();
        self.base + self.damping * flow
    }

    /// One pass of over-relaxation over all nodes; gives how much it moved.
    fn sweep(&mut self) -> f64 {
        let factor = 2.0 / (1.0 + (1.0 - self.damping * self.damping).max(0.0).sqrt());
        let factor = if self.damping < 1.0 { factor } else { 1.0 };
        let mut moved = 0.0;
        for node in self.adjacency.nodes() {
            if self.strength[node] > 0.0 {
                let change = factor * (self.wanted(node) - self.rank[node]);
                self.rank[node] += change;
                self.share[node] = self.rank[node] / self.strength[node];
                moved += change.abs();
            }
        }
        moved
    }

    /// One step of the power method; gives how much it moved.
    fn step(&mut self) -> f64 {
        let next: TiVec<NodeRow, f64> = self.adjacency.nodes().map(|node| self.wanted(node)).collect();
        let moved = self.rank.iter().zip(&next).map(|(old, new)| (old - new).abs()).sum();
        for ((share, &rank), &strength) in self.share.iter_mut().zip(&next).zip(&self.strength) {
            *share = if strength > 0.0 { rank / strength } else { 0.0 };
        }
        self.rank = next;
        moved
    }
}

#[cfg(test)]
mod tests {
    use super::{PagerankOptions, pagerank};
    use crate::Adjacency;

    #[test]
    fn a_star_has_the_values_of_its_two_equations() {
        // center = 0.15/4 + 0.85 * 3 * leaf, leaf = 0.15/4 + 0.85 * center / 3.
        let star = Adjacency::from_numbers(4, [(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0)].into_iter());
        let rank = pagerank(&star, &PagerankOptions::default());
        let center = (0.0375 + 2.55 * 0.0375) / (1.0 - 0.7225);
        assert!((rank.raw[0] - center).abs() < 1e-12, "{rank:?}");
        assert!((rank.raw[3] - (1.0 - center) / 3.0).abs() < 1e-12, "{rank:?}");
    }

    #[test]
    fn the_share_of_isolated_nodes_is_spread_evenly() {
        // iso = (0.15 + 0.85 iso) / 3, the pair shares the rest.
        let graph = Adjacency::from_numbers(3, [(0, 1, 7.0)].into_iter());
        let rank = pagerank(&graph, &PagerankOptions::default());
        let alone = 0.05 / (1.0 - 0.85 / 3.0);
        assert!(
            (rank.raw[2] - alone).abs() < 1e-12 && (rank.raw[0] - (1.0 - alone) / 2.0).abs() < 1e-12,
            "{rank:?}"
        );
        assert!((rank.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }
}
