//! Values by hand; those of networkx and igraph are in tests/centrality.rs.

use super::{BetweennessOptions, betweenness};
use crate::{
    Adjacency,
    centrality::{Distances, Effort, Method},
};

fn graph(nodes: usize, edges: &[(u32, u32)]) -> Adjacency {
    Adjacency::from_numbers(nodes, edges.iter().map(|&(a, b)| (a, b, 1.0)))
}

fn exact(adjacency: &Adjacency, distances: Distances) -> Vec<f64> {
    let options = BetweennessOptions { effort: Effort::Exact, distances, ..BetweennessOptions::default() };
    betweenness(adjacency, &options).values.into()
}

#[test]
fn the_center_of_a_star_is_between_all_pairs_of_leaves() {
    let star = graph(6, &[(0, 1), (0, 2), (0, 3), (0, 4), (0, 5)]);
    for distances in [Distances::Hops, Distances::Weighted] {
        assert_eq!(exact(&star, distances), [10.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
    }
}

#[test]
fn a_node_of_a_path_separates_those_before_from_those_after() {
    let path = graph(5, &[(0, 1), (1, 2), (2, 3), (3, 4)]);
    for distances in [Distances::Hops, Distances::Weighted] {
        assert_eq!(exact(&path, distances), [0.0, 3.0, 4.0, 3.0, 0.0]);
    }
}

#[test]
fn two_ways_round_a_square_share_a_pair() {
    // Opposite corners are one class each; a leaf hangs on corner 0.
    let square = graph(5, &[(0, 1), (1, 2), (2, 3), (3, 0), (0, 4)]);
    // 0: 1-3 by half, 4 to 1, 2 and 3. 1 and 3: 0-2 and 4-2 by half each. 2: 1-3 by half.
    assert_eq!(exact(&square, Distances::Hops), [3.5, 1.0, 0.5, 1.0, 0.0]);
    assert_eq!(exact(&square, Distances::Weighted), [3.5, 1.0, 0.5, 1.0, 0.0]);
}

#[test]
fn paths_of_equal_length_tie_whatever_the_order_of_their_sums() {
    // 0 to 5 by lengths 0.1 + 0.2 + 0.3 and by 0.3 + 0.2 + 0.1, which differ in the last bit.
    let edges = [(0, 1, 0.1), (1, 2, 0.2), (2, 5, 0.3), (0, 3, 0.3), (3, 4, 0.2), (4, 5, 0.1)];
    assert_ne!(0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1);
    let adjacency = Adjacency::from_numbers(6, edges.iter().map(|&(a, b, length)| (a, b, 1.0 / length)));
    let values = exact(&adjacency, Distances::Weighted);
    // The ring has length 1.2, so 0-5, 1-4 and 2-3 are opposite and each way is half of their paths. Node 1 lies on
    // 0-2, on half of 3-2 and on half of 0-5; by symmetry every node has 2, as on an even ring of six.
    assert!(values.iter().all(|value| (value - 2.0).abs() < 1e-12), "{values:?}");
}

#[test]
fn graphs_without_paths_of_two_edges_have_zeros() {
    let auto = BetweennessOptions::default();
    assert_eq!(betweenness(&Adjacency::default(), &auto).values.raw, Vec::<f64>::new());
    assert_eq!(betweenness(&graph(1, &[]), &auto).values.raw, [0.0]);
    assert_eq!(betweenness(&graph(4, &[(0, 1)]), &auto).values.raw, [0.0; 4]);
    assert_eq!(betweenness(&graph(3, &[(0, 1), (1, 2), (0, 2)]), &auto).method, Method::Exact);
}
