//! PageRank: where a walker who sometimes jumps anywhere spends the time.

use rayon::prelude::*;

use super::Centrality;
use crate::graph::Adjacency;

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
/// Solves x(v) = (1 - d) / n + d * (sum over neighbours u of x(u) * weight(u, v) / strength(u) + z / n), where z is
/// the sum of x over isolated nodes: their share is spread evenly. By power iteration from 1 / n,
/// O(steps * (nodes + edges)); rows in parallel, equal bits for any number of threads. All equal on a graph
/// without edges; empty for an empty graph.
///
/// ```
/// use portent::{analysis::centrality::{pagerank, PagerankOptions}, graph::Adjacency};
/// let pair = Adjacency::from_edges(2, [(0, 1, 3.0)].into_iter());
/// assert_eq!(pagerank(&pair, &PagerankOptions::default()), [0.5, 0.5]);
/// ```
#[must_use]
pub fn pagerank(adjacency: &Adjacency, options: &PagerankOptions) -> Vec<f64> {
    let nodes = adjacency.len();
    if nodes == 0 {
        return Vec::new();
    }
    let strength = super::strength(adjacency);
    let isolated: Vec<usize> = (0..nodes).filter(|&node| strength[node] == 0.0).collect();
    let mut rank = vec![1.0 / nodes as f64; nodes];
    let mut share = vec![0.0; nodes];
    let mut next = vec![0.0; nodes];
    for _ in 0..options.steps {
        for node in 0..nodes {
            share[node] = if strength[node] > 0.0 { rank[node] / strength[node] } else { 0.0 };
        }
        let lost: f64 = isolated.iter().map(|&node| rank[node]).sum();
        let base = (1.0 - options.damping + options.damping * lost) / nodes as f64;
        next.par_iter_mut().enumerate().with_min_len(4096).for_each(|(node, value)| {
            let flow: f64 =
                adjacency.edges(node as u32).map(|(other, weight)| share[other as usize] * weight).sum();
            *value = base + options.damping * flow;
        });
        let moved: f64 = rank.iter().zip(&next).map(|(old, new)| (old - new).abs()).sum();
        std::mem::swap(&mut rank, &mut next);
        if moved < options.tolerance {
            break;
        }
    }
    let total: f64 = rank.iter().sum();
    rank.iter_mut().for_each(|value| *value /= total);
    rank
}

#[cfg(test)]
mod tests {
    use super::{PagerankOptions, pagerank};
    use crate::graph::Adjacency;

    #[test]
    fn a_star_has_the_values_of_its_two_equations() {
        // center = 0.15/4 + 0.85 * 3 * leaf, leaf = 0.15/4 + 0.85 * center / 3.
        let star = Adjacency::from_edges(4, [(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0)].into_iter());
        let rank = pagerank(&star, &PagerankOptions::default());
        let center = (0.0375 + 2.55 * 0.0375) / (1.0 - 0.7225);
        assert!((rank[0] - center).abs() < 1e-12, "{rank:?}");
        assert!((rank[3] - (1.0 - center) / 3.0).abs() < 1e-12, "{rank:?}");
    }

    #[test]
    fn the_share_of_isolated_nodes_is_spread_evenly() {
        // iso = (0.15 + 0.85 iso) / 3, the pair shares the rest.
        let graph = Adjacency::from_edges(3, [(0, 1, 7.0)].into_iter());
        let rank = pagerank(&graph, &PagerankOptions::default());
        let alone = 0.05 / (1.0 - 0.85 / 3.0);
        assert!((rank[2] - alone).abs() < 1e-12 && (rank[0] - (1.0 - alone) / 2.0).abs() < 1e-12, "{rank:?}");
        assert!((rank.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }
}
