//! What chance makes of a graph: random graphs of the same degrees.

use rustc_hash::FxHashSet;

use crate::graph::Adjacency;
use crate::random::Random;

/// Swaps tried for each edge; the graph is well mixed from about ten on (Milo et al., arXiv:cond-mat/0312028).
const SWAPS: usize = 10;

/// A random graph in which every node has the degree that it has in `model`: again and again two edges swap an end,
/// unless that makes a loop or joins a pair twice (Maslov and Sneppen, Science 296, 2002). Weights move along with
/// the edges. The same seed gives the same graph. O(edges).
///
/// ```
/// use portent::analysis::cluster::chance::rewired;
/// use portent::graph::Adjacency;
/// let ring = Adjacency::from_edges(9, (0..9).map(|node| (node, (node + 1) % 9, 1.0)));
/// let random = rewired(&ring, 1);
/// assert!((0..9).all(|node| random.degree(node) == 2));
/// ```
#[must_use]
pub fn rewired(model: &Adjacency, seed: u64) -> Adjacency {
    let mut random = Random::new(seed);
    let mut edges: Vec<(u32, u32, f64)> = (0..model.len() as u32)
        .flat_map(|a| model.edges(a).map(move |(b, weight)| (a, b, weight)))
        .filter(|(a, b, _)| a < b)
        .collect();
    let mut known: FxHashSet<(u32, u32)> = edges.iter().map(|&(a, b, _)| (a, b)).collect();
    for _ in 0..edges.len() * SWAPS {
        let (i, j) = (random.below(edges.len()), random.below(edges.len()));
        let ((a, b, _), (c, d, _)) = (edges[i], edges[j]);
        let (c, d) = if random.below(2) == 0 { (c, d) } else { (d, c) };
        let (first, second) = ((a.min(d), a.max(d)), (c.min(b), c.max(b)));
        if a == d || c == b || first == second || known.contains(&first) || known.contains(&second) {
            continue;
        }
        for (at, new) in [(i, first), (j, second)] {
            let old = &mut edges[at];
            known.remove(&(old.0, old.1));
            known.insert(new);
            (old.0, old.1) = new;
        }
    }
    Adjacency::from_edges(model.len(), edges.into_iter())
}

#[cfg(test)]
mod tests {
    use super::rewired;
    use crate::analysis::cluster::samples;

    #[test]
    fn degrees_and_weights_stay_and_the_edges_do_not() {
        let model = samples::karate(true);
        let random = rewired(&model, 7);
        let weights = |graph: &crate::graph::Adjacency| {
            let all = (0..34).flat_map(|node| graph.weights(node).to_vec());
            let mut all: Vec<u64> = all.map(f64::to_bits).collect();
            all.sort_unstable();
            all
        };
        assert!((0..34).all(|node| random.degree(node) == model.degree(node)));
        assert!((0..34).all(|node| !random.neighbors(node).contains(&node)));
        assert_eq!(weights(&random), weights(&model));
        let kept = (0..34).map(|node| {
            model.neighbors(node).iter().filter(|other| random.neighbors(node).contains(other)).count()
        });
        assert!(kept.sum::<usize>() < model.edge_count(), "at most half of the ends");
        assert_eq!(rewired(&model, 7), random);
    }
}
