use super::{ForceOptions, force};
use crate::Adjacency;
use crate::index::{NodeRow, TiSlice, TiVec};
use crate::random::Random;

/// Two cliques of `size` nodes with one edge between them, at random places.
fn two_cliques(size: u32) -> (Adjacency, TiVec<NodeRow, [f64; 2]>) {
    let clique =
        |from: u32| (from..from + size).flat_map(move |a| (a + 1..from + size).map(move |b| (a, b, 1.0)));
    let edges: Vec<_> = clique(0).chain(clique(size)).chain([(0, size, 1.0)]).collect();
    let mut random = Random::new(1);
    let start = (0..2 * size).map(|_| [random.unit(), random.unit()]).collect();
    (Adjacency::from_numbers(2 * size as usize, edges.into_iter()), start)
}

fn mean_distance(at: &[[f64; 2]], pairs: impl Iterator<Item = (usize, usize)>) -> f64 {
    let distances: Vec<f64> = pairs.map(|(a, b)| (at[a][0] - at[b][0]).hypot(at[a][1] - at[b][1])).collect();
    distances.iter().sum::<f64>() / distances.len() as f64
}

#[test]
fn cliques_come_apart() {
    let (graph, start) = two_cliques(12);
    let at = force(&graph, &start, &ForceOptions::default());
    let within = mean_distance(&at.raw, (0..12).flat_map(|a| (a + 1..12).map(move |b| (a, b))));
    let between = mean_distance(&at.raw, (0..12).flat_map(|a| (12..24).map(move |b| (a, b))));
    assert!(between > 2.0 * within, "{between} {within}");
}

#[test]
fn positions_are_equal_for_any_thread_count() {
    let (graph, start) = two_cliques(900);
    let options = ForceOptions { iterations: 5, ..ForceOptions::default() };
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| force(&graph, &start, &options))
    };
    assert_eq!(run(1), run(2));
    assert_eq!(run(1), run(8));
}

#[test]
fn empty_and_single_graphs_have_positions() {
    assert!(force(&Adjacency::default(), &TiVec::new(), &ForceOptions::default()).is_empty());
    let one = force(
        &Adjacency::from_numbers(1, std::iter::empty()),
        TiSlice::from_ref(&[[3.0, 4.0]]),
        &ForceOptions::default(),
    );
    assert!(one.raw[0].iter().all(|v| v.is_finite()));
}
