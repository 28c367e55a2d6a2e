//! Eigenvector centrality: central is who is joined to the central.

use rayon::prelude::*;

use super::Centrality;
use crate::{
    analysis::components::{Components, components},
    graph::Adjacency,
};

/// What the registry says of it.
pub const CENTRALITY: Centrality = Centrality {
    name: "eigenvector",
    summary: "dominant eigenvector of A + I in each component, its length the component's share of nodes",
    paper: "Bonacich, Factoring and weighting approaches to status scores and clique identification, \
            Journal of Mathematical Sociology 2(1), 1972, doi:10.1080/0022250X.1972.9989806",
};

/// How eigenvector centrality is computed.
#[derive(Debug, Clone, PartialEq)]
pub struct EigenvectorOptions {
    /// Stop when the residual of every component, |(A + I)x - qx| / q with |x| = 1, is below this. Default 1e-12.
    pub tolerance: f64,
    /// Stop after this many steps in any case. Default 2000.
    pub steps: usize,
}

impl Default for EigenvectorOptions {
    fn default() -> Self {
        Self { tolerance: 1e-12, steps: 2000 }
    }
}

/// Eigenvector centrality of each node, all values >= 0.
///
/// In each connected component x is the eigenvector of the largest eigenvalue of A + I, A the weighted adjacency;
/// it is that of A, but the identity makes power iteration converge on bipartite graphs too. Components have no
/// common scale of their own: x is scaled to the Euclidean length (nodes of the component) / (nodes of the graph),
/// so that a connected graph has length 1 and a lone pair does not outrank the hubs of a large component. Isolated
/// nodes have 0, as no edge makes them central. O(steps * (nodes + edges)); equal bits for any number of threads.
///
/// ```
/// use portent::{analysis::centrality::{eigenvector, EigenvectorOptions}, graph::Adjacency};
/// let star = Adjacency::from_edges(5, (1..5).map(|leaf| (0, leaf, 1.0)));
/// let x = eigenvector(&star, &EigenvectorOptions::default());
/// assert!((x[0] - 0.5f64.sqrt()).abs() < 1e-11 && (x[1] - 0.125f64.sqrt()).abs() < 1e-11);
/// ```
#[must_use]
pub fn eigenvector(adjacency: &Adjacency, options: &EigenvectorOptions) -> Vec<f64> {
    let mut values = vec![0.0; adjacency.len()];
    for nodes in members(&components(adjacency)) {
        if nodes.len() > 1 {
            iterate(adjacency, &nodes, options, &mut values);
            let share = nodes.len() as f64 / adjacency.len() as f64;
            nodes.iter().for_each(|&node| values[node as usize] *= share);
        }
    }
    values
}

fn members(components: &Components) -> Vec<Vec<u32>> {
    let mut members: Vec<Vec<u32>> =
        components.sizes.iter().map(|&size| Vec::with_capacity(size as usize)).collect();
    for (node, &component) in components.of.iter().enumerate() {
        members[component as usize].push(node as u32);
    }
    members
}

/// Power iteration on one component; leaves a vector of length 1 in `values`.
fn iterate(adjacency: &Adjacency, nodes: &[u32], options: &EigenvectorOptions, values: &mut [f64]) {
    let start = 1.0 / (nodes.len() as f64).sqrt();
    nodes.iter().for_each(|&node| values[node as usize] = start);
    let mut next = vec![0.0; nodes.len()];
    for _ in 0..options.steps {
        let old = &*values;
        next.par_iter_mut().zip(nodes).with_min_len(4096).for_each(|(value, &node)| {
            let pull: f64 = adjacency.edges(node).map(|(other, weight)| old[other as usize] * weight).sum();
            *value = old[node as usize] + pull;
        });
        let quotient: f64 = next.iter().zip(nodes).map(|(new, &node)| new * values[node as usize]).sum();
        let length = next.iter().map(|new| new * new).sum::<f64>().sqrt();
        let mut residual = 0.0;
        for (new, &node) in next.iter().zip(nodes) {
            let off = new - quotient * values[node as usize];
            residual += off * off;
            values[node as usize] = new / length;
        }
        if residual.sqrt() < options.tolerance * quotient {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{EigenvectorOptions, eigenvector};
    use crate::graph::Adjacency;

    #[test]
    fn components_are_scaled_by_their_share_and_isolated_nodes_have_none() {
        // A pair and a triangle among 6 nodes: 2/6 over the root of 2, 3/6 over the root of 3.
        let edges = [(0, 1, 1.0), (2, 3, 1.0), (2, 4, 1.0), (3, 4, 1.0)];
        let x = eigenvector(&Adjacency::from_edges(6, edges.into_iter()), &EigenvectorOptions::default());
        let pair = 1.0 / 3.0 / 2f64.sqrt();
        let triangle = 0.5 / 3f64.sqrt();
        for (value, expected) in x.iter().zip([pair, pair, triangle, triangle, triangle, 0.0]) {
            assert!((value - expected).abs() < 1e-12, "{x:?}");
        }
    }
}
