//! Values by hand; those of networkx and igraph are in tests/centrality.rs.

use super::{ClosenessOptions, closeness};
use crate::{
    Adjacency,
    centrality::{Distances, Effort},
};

fn exact(adjacency: &Adjacency, distances: Distances) -> Vec<f64> {
    let options = ClosenessOptions { effort: Effort::Exact, distances, ..ClosenessOptions::default() };
    closeness(adjacency, &options).values.into()
}

#[test]
fn a_star_has_ones_from_the_center_and_halves_between_leaves() {
    let star = Adjacency::from_numbers(5, (1..5).map(|leaf| (0, leaf, 1.0)));
    for distances in [Distances::Hops, Distances::Weighted] {
        assert_eq!(exact(&star, distances), [4.0, 2.5, 2.5, 2.5, 2.5]);
    }
}

#[test]
fn lone_pairs_and_isolated_nodes_need_no_leaves() {
    let pair = Adjacency::from_numbers(3, [(0, 1, 4.0)].into_iter());
    assert_eq!(exact(&pair, Distances::Hops), [1.0, 1.0, 0.0]);
    assert_eq!(exact(&pair, Distances::Weighted), [4.0, 4.0, 0.0]);
    assert_eq!(exact(&Adjacency::default(), Distances::Hops), Vec::<f64>::new());
}

#[test]
fn weighted_leaves_count_at_their_own_distance() {
    // 1 - 0 of length 1/2, 2 - 0 of length 1, 3 - 0 of length 1/2.
    let star = Adjacency::from_numbers(4, [(0, 1, 2.0), (0, 2, 1.0), (0, 3, 2.0)].into_iter());
    let near = 2.0 + 1.0 / 1.5 + 1.0;
    assert_eq!(exact(&star, Distances::Weighted), [5.0, near, 1.0 + 2.0 / 1.5, near]);
}

#[test]
fn a_path_longer_than_a_word_of_bits_is_summed_to_its_end() {
    let path = Adjacency::from_numbers(700, (0..699).map(|node| (node, node + 1, 1.0)));
    let expected: f64 = (1..700).map(|distance| 1.0 / f64::from(distance)).sum();
    for distances in [Distances::Hops, Distances::Weighted] {
        assert!((exact(&path, distances)[0] - expected).abs() < 1e-12);
    }
}
