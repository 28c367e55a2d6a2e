//! Betweenness: how many shortest paths between other nodes pass through a node.
//!
//! 1. The graph is split into blocks. Between blocks all paths pass through cut nodes, so pairs that a cut node
//!    separates are counted in closed form, and a block stands for the graph when each member has the weight of
//!    what hangs on it (`super::super::biconnected`). Leaves and trees fold away, as their blocks are edges.
//! 2. In a block, nodes with equal neighbors are one class (`block`).
//! 3. Brandes' accumulation from each class of each block, in parallel (`search`), or shortest paths drawn at random
//!    (`draw`).

mod block;
mod draw;
mod search;

use super::{Centrality, Distances, Effort, Estimate, Method, estimate::draws_needed};
use crate::Adjacency;
use crate::biconnected::{Blocks, blocks};
use crate::index::{NodeRow, TiVec};
use block::Problem;
use draw::Draw;

/// What the registry says of it.
pub const CENTRALITY: Centrality = Centrality {
    name: "betweenness",
    summary: "number of pairs of other nodes whose shortest paths pass through the node, by their share of paths",
    paper: "Brandes, A faster algorithm for betweenness centrality, \
            Journal of Mathematical Sociology 25(2), 2001, doi:10.1080/0022250X.2001.9990249",
};

/// How betweenness is computed.
#[derive(Debug, Clone, PartialEq)]
pub struct BetweennessOptions {
    /// Exact or sampled. Default auto.
    pub effort: Effort,
    /// What the length of a path is. Default hops.
    pub distances: Distances,
    /// `Effort::Auto` is exact up to this work: the sum over blocks of sources times arcs, once what folds is
    /// folded (times 8 for weighted paths). Default 1e9, about a second of two cores.
    pub exact_work: f64,
    /// Sampled: the largest error of a value, as part of the number of pairs in its component. Default 0.02,
    /// for which the archive needs about 17,000 paths.
    pub epsilon: f64,
    /// Sampled: the chance that some value is further off. Default 0.1.
    pub delta: f64,
    /// Sampled: the seed of the draw. Default 1.
    pub seed: u64,
}

impl Default for BetweennessOptions {
    fn default() -> Self {
        Self {
            effort: Effort::Auto,
            distances: Distances::Hops,
            exact_work: 1e9,
            epsilon: 0.02,
            delta: 0.1,
            seed: 1,
        }
    }
}

/// Betweenness of each node.
///
/// The sum over unordered pairs {s, t} of other nodes of the share of shortest s-t paths that pass through the node;
/// not normalized. Pairs in different components count nothing; 0 in graphs without paths of two edges. With
/// [`Distances::Weighted`] an edge has length 1 / weight and two paths are equally long when they differ by less
/// than 1e-10 of the sum of their lengths.
///
/// Exact: O(nodes + edges + sum over blocks of classes * edges between classes) for hops, a logarithm more for
/// weighted paths. Sampled: shortest paths are drawn in each large block (`draw`), as many as Hoeffding's bound asks
/// for epsilon, delta / 2 and all classes, each from both ends until they meet: about the root of the edges;
/// the error of each value is the smaller of that bound and the empirical Bernstein bound of Maurer, Pontil (2009,
/// arXiv:0907.3740) for the other delta / 2. Pairs between blocks, and small blocks, stay exact.
///
/// The blocks are those of Puzis et al., "Heuristics for speeding up betweenness centrality computation", 2012,
/// doi:10.1109/SocialCom-PASSAT.2012.66, and Sarıyüce et al., "Shattering and compressing networks for betweenness
/// centrality", 2013, doi:10.1137/1.9781611972832.76. Equal bits for any number of threads.
///
/// ```
/// use portent_graph::{centrality::{betweenness, BetweennessOptions}, Adjacency};
/// let path = Adjacency::from_numbers(4, [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)].into_iter());
/// assert_eq!(betweenness(&path, &BetweennessOptions::default()).values.raw, [0.0, 2.0, 2.0, 0.0]);
/// ```
#[must_use]
pub fn betweenness(adjacency: &Adjacency, options: &BetweennessOptions) -> Estimate {
    let blocks = blocks(adjacency);
    let problems = block::problems(adjacency, &blocks, options.distances);
    let mut estimate =
        Estimate { values: between_blocks(adjacency, &blocks), errors: TiVec::new(), method: Method::Exact };
    let draw = draw(&problems, options);
    if let Some(draw) = &draw {
        estimate.errors = vec![0.0; adjacency.len()].into();
        let &BetweennessOptions { epsilon, delta, seed, .. } = options;
        let (drawn, what) = (draw.paths, "shortest paths");
        estimate.method = Method::Sampled { drawn, what, epsilon, delta, seed };
    }
    for (index, problem) in problems.iter().enumerate() {
        match &draw {
            Some(draw) if draw.pays(problem) => {
                let seed = options.seed.wrapping_add(index as u64);
                let (values, errors) = draw::sampled(problem, draw, seed);
                problem.add_to(&mut estimate.values, &values);
                problem.add_to(&mut estimate.errors, &errors);
            }
            _ => problem.add_to(&mut estimate.values, &search::exact(problem)),
        }
        problem.add_within_classes(&mut estimate.values);
    }
    estimate
}

/// Whether and how to sample; `None` where the options, or too little work to save, make it exact.
fn draw(problems: &[Problem], options: &BetweennessOptions) -> Option<Draw> {
    let factor = if options.distances == Distances::Weighted { 8.0 } else { 1.0 };
    let work: f64 = problems.iter().map(|problem| problem.work() * factor).sum();
    let exact =
        options.effort == Effort::Exact || options.effort == Effort::Auto && work <= options.exact_work;
    let classes: usize = problems.iter().map(Problem::len).sum();
    let draw = Draw {
        paths: draws_needed(classes, options.epsilon, options.delta / 2.0),
        epsilon: options.epsilon,
        logarithm: libm::log(8.0 * classes as f64 / options.delta),
    };
    (!exact && problems.iter().any(|problem| draw.pays(problem))).then_some(draw)
}

/// For each node, the pairs of other nodes that it separates: those in different blocks below it, of all pairs
/// of its component.
fn between_blocks(adjacency: &Adjacency, blocks: &Blocks) -> TiVec<NodeRow, f64> {
    let components = &blocks.components;
    let others = |node| u64::from(components.sizes[components.of[node]]) - 1;
    let mut ordered: TiVec<NodeRow, u64> = adjacency.nodes().map(|node| others(node).pow(2)).collect();
    for block in blocks.iter() {
        for (&node, &reach) in block.nodes.iter().zip(block.reach) {
            let through = others(node) + 1 - u64::from(reach);
            ordered[node] -= through * through;
        }
    }
    ordered.into_iter().map(|pairs| pairs as f64 / 2.0).collect()
}

#[cfg(test)]
mod tests;
