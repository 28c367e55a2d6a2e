//! What chance makes of a graph: random graphs of the same degrees.

use rustc_hash::FxHashSet;

use crate::Adjacency;
use crate::index::NodeRow;
use crate::random::Random;

/// Swaps tried for each edge where edges are not drawn anew; the graph is well mixed from about ten on (Milo et al.,
/// arXiv:cond-mat/0312028).
const SWAPS: usize = 10;

/// Swaps tried for each edge that was drawn and cannot stay.
const REPAIRS: usize = 1000;

/// A random graph in which every node has the degree that it has in `model`.
///
/// All edges are cut, their ends joined at random, and edges that are loops or repeat another are then mended: each
/// swaps an end with a random edge (the pairing model with switchings: McKay and Wormald, J. Algorithms 11, 1990).
/// Where that cannot be done, as for a star, edges of the model swap ends again and again instead, unless that makes a
/// loop or joins a pair twice (Maslov and Sneppen, Science 296, 2002). Weights stay with the edges. The same seed gives
/// the same graph. O(edges).
///
/// ```
/// use portent_graph::cluster::chance::rewired;
/// use portent_graph::Adjacency;
/// let ring = Adjacency::from_numbers(9, (0..9).map(|node| (node, (node + 1) % 9, 1.0)));
/// let random = rewired(&ring, 1);
/// assert!(random.nodes().all(|node| random.degree(node) == 2));
/// ```
#[must_use]
pub fn rewired(model: &Adjacency, seed: u64) -> Adjacency {
    let mut random = Random::new(seed);
    let edges: Vec<Edge> = model.each_edge().collect();
    let mut swaps = Swaps::new(joined_anew(edges.clone(), &mut random));
    if !swaps.mend(&mut random) {
        swaps = Swaps::new(edges);
        swaps.mix(&mut random);
    }
    Adjacency::from_edges(model.len(), swaps.edges.into_iter())
}

type Edge = (NodeRow, NodeRow, f64);

/// The same edges with their ends joined at random.
fn joined_anew(mut edges: Vec<Edge>, random: &mut Random) -> Vec<Edge> {
    let mut ends: Vec<NodeRow> = edges.iter().flat_map(|&(a, b, _)| [a, b]).collect();
    random.shuffle(&mut ends);
    for (edge, ends) in edges.iter_mut().zip(ends.chunks_exact(2)) {
        (edge.0, edge.1) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
    }
    edges
}

/// Edges that swap ends, each with its lesser end first.
struct Swaps {
    edges: Vec<Edge>,
    /// Pairs that are joined, loops aside.
    known: FxHashSet<(NodeRow, NodeRow)>,
    /// Edges that are loops or repeat an earlier one.
    bad: Vec<bool>,
}

impl Swaps {
    fn new(edges: Vec<Edge>) -> Self {
        let mut known = FxHashSet::default();
        let bad = edges.iter().map(|&(a, b, _)| a == b || !known.insert((a, b))).collect();
        Self { edges, known, bad }
    }

    /// Swaps ends of all edges many times.
    fn mix(&mut self, random: &mut Random) {
        for _ in 0..self.edges.len() * SWAPS {
            let at = random.below(self.edges.len());
            self.swap(at, random);
        }
    }

    /// Swaps ends of the bad edges until none is left; gives up on one that finds no partner.
    fn mend(&mut self, random: &mut Random) -> bool {
        (0..self.edges.len()).all(|at| !self.bad[at] || (0..REPAIRS).any(|_| self.swap(at, random)))
    }

    /// Swaps an end of an edge with one of a random good edge, if both stay good.
    fn swap(&mut self, at: usize, random: &mut Random) -> bool {
        let with = random.below(self.edges.len());
        let ((a, b, _), (c, d, _)) = (self.edges[at], self.edges[with]);
        let (c, d) = if random.below(2) == 0 { (c, d) } else { (d, c) };
        let (first, second) = ((a.min(d), a.max(d)), (c.min(b), c.max(b)));
        let taken = |pair| self.known.contains(pair);
        if self.bad[with] || a == d || c == b || first == second || taken(&first) || taken(&second) {
            return false;
        }
        for (at, new) in [(at, first), (with, second)] {
            let edge = &mut self.edges[at];
            if !std::mem::take(&mut self.bad[at]) {
                self.known.remove(&(edge.0, edge.1));
            }
            self.known.insert(new);
            (edge.0, edge.1) = new;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{NodeRow, rewired};
    use crate::Adjacency;
    use crate::cluster::samples;

    #[test]
    fn degrees_and_weights_stay_and_the_edges_do_not() {
        let model = samples::karate(true);
        let random = rewired(&model, 7);
        let weights = |graph: &crate::Adjacency| {
            let all = graph.nodes().flat_map(|node| graph.weights(node).to_vec());
            let mut all: Vec<u64> = all.map(f64::to_bits).collect();
            all.sort_unstable();
            all
        };
        assert!(random.nodes().all(|node| random.degree(node) == model.degree(node)));
        assert!(random.nodes().all(|node| !random.neighbors(node).contains(&node)));
        assert_eq!(weights(&random), weights(&model));
        let kept = model.nodes().map(|node| {
            model.neighbors(node).iter().filter(|other| random.neighbors(node).contains(other)).count()
        });
        assert!(kept.sum::<usize>() < model.edge_count(), "at most half of the ends");
        assert_eq!(rewired(&model, 7), random);
    }

    #[test]
    fn a_star_can_only_stay_a_star() {
        let star = Adjacency::from_numbers(6, (1..6).map(|leaf| (0, leaf, f64::from(leaf))));
        assert!(star.nodes().skip(1).all(|leaf| rewired(&star, 3).neighbors(leaf) == [0]));
        assert!(rewired(&Adjacency::default(), 3).is_empty());
    }

    #[test]
    fn pairs_are_joined_as_often_as_in_all_graphs_of_their_degrees() {
        // Nodes 0 and 1 with two edges each, 2 to 5 with one: 0 and 1 are joined in 12 of the 18 labeled simple graphs
        // (joined: 4 ways to choose 0's other neighbor, 3 for 1's, then one edge is left; not joined: 6 ways to share).
        let model =
            Adjacency::from_numbers(6, [(0, 2, 1.0), (0, 3, 1.0), (1, 4, 1.0), (1, 5, 1.0)].into_iter());
        let (a, b) = (NodeRow::new(0), NodeRow::new(1));
        let joined = (0..6000).filter(|&seed| rewired(&model, seed).neighbors(a).contains(&b)).count();
        assert!((3800..4200).contains(&joined), "{joined} of 6000");
    }
}
