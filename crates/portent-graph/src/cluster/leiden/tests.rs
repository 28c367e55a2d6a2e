use super::{LeidenOptions, coarser, leiden, leiden_result};
use crate::Adjacency;
use crate::cluster::modularity::modularity;
use crate::cluster::{ClusterId, Partition, samples};
use crate::index::{NodeRow, TiSlice, TiVec};

fn seeded(seed: u64) -> LeidenOptions {
    LeidenOptions { seed, ..LeidenOptions::default() }
}

fn at(resolution: f64) -> LeidenOptions {
    LeidenOptions { resolution, ..LeidenOptions::default() }
}

/// Whether the members of each cluster reach each other inside it.
fn connected(graph: &Adjacency, partition: &Partition) -> bool {
    partition.members().iter().all(|members| {
        let mut reached = vec![members[0]];
        let mut next = 0;
        while next < reached.len() {
            for &to in graph.neighbors(reached[next]) {
                let inside = partition.cluster_of[to] == partition.cluster_of[members[0]];
                if inside && !reached.contains(&to) {
                    reached.push(to);
                }
            }
            next += 1;
        }
        reached.len() == members.len()
    })
}

/// The most that moving one node to another cluster, or to a new one, adds to modularity, by its definition.
fn best_gain_of_a_move(graph: &Adjacency, partition: &Partition, resolution: f64) -> f64 {
    let before = modularity(graph, &partition.cluster_of, resolution);
    let mut best = f64::NEG_INFINITY;
    for node in graph.nodes() {
        let mut moved = partition.cluster_of.clone();
        for to in ClusterId::first((partition.count + 1).min(graph.len())) {
            moved[node] = to;
            best = best.max(modularity(graph, &moved, resolution) - before);
        }
    }
    best
}

/// Normalized mutual information, by the definition of Danon et al., J. Stat. Mech. P09008 (2005).
fn mutual_information(a: &TiSlice<NodeRow, ClusterId>, b: &[u32]) -> f64 {
    let mut joint = std::collections::BTreeMap::new();
    let (mut left, mut right) = (joint.clone(), joint.clone());
    for (x, &y) in a.iter().map(|cluster| cluster.get()).zip(b) {
        *joint.entry((x, y)).or_insert(0.0) += 1.0;
        *left.entry((x, 0)).or_insert(0.0) += 1.0;
        *right.entry((y, 0)).or_insert(0.0) += 1.0;
    }
    let n = a.len() as f64;
    let entropy = |sizes: &std::collections::BTreeMap<(u32, u32), f64>| -> f64 {
        sizes.values().map(|s| -s / n * libm::log(s / n)).sum()
    };
    let shared: f64 =
        joint.iter().map(|(&(x, y), s)| s / n * libm::log(s * n / (left[&(x, 0)] * right[&(y, 0)]))).sum();
    2.0 * shared / (entropy(&left) + entropy(&right))
}

#[test]
fn an_easy_planted_partition_is_recovered_exactly() {
    for seed in 0..5 {
        let graph = samples::planted(8, 32, [0.5, 0.02], seed);
        let planted: Vec<u32> = (0..graph.len() as u32).map(|node| node / 32).collect();
        let found = leiden_result(&graph, &seeded(seed));
        assert_eq!(found.cluster_of.raw, planted);
        assert_eq!(mutual_information(&found.cluster_of, &planted), 1.0);
    }
}

#[test]
fn a_hard_planted_partition_is_recovered_nearly() {
    let graph = samples::planted(8, 32, [0.3, 0.05], 7);
    let planted: Vec<u32> = (0..graph.len() as u32).map(|node| node / 32).collect();
    let found = leiden_result(&graph, &seeded(1));
    assert!(mutual_information(&found.cluster_of, &planted) > 0.9);
}

#[test]
fn a_short_ring_of_cliques_gives_the_cliques() {
    let graph = samples::ring_of_cliques(8, 5);
    let cliques: Vec<u32> = (0..40).map(|node| node / 5).collect();
    assert_eq!(leiden_result(&graph, &seeded(3)).cluster_of.raw, cliques);
}

#[test]
fn a_long_ring_of_cliques_shows_the_resolution_limit_and_the_way_out() {
    // Fortunato and Barthelemy, PNAS 104 (2007): 30 cliques of 5 score best in 15 pairs, by hand
    // 15 * (21/330 - (44/660)^2) = 0.887879; alone 30 * (10/330 - (22/660)^2) = 0.875758.
    let graph = samples::ring_of_cliques(30, 5);
    let pairs = leiden_result(&graph, &seeded(0));
    assert!(pairs.modularity > 0.8758 && pairs.modularity < 0.887_879_1, "{}", pairs.modularity);
    let cliques: Vec<u32> = (0..150).map(|node| node / 5).collect();
    assert_eq!(leiden_result(&graph, &at(4.0)).cluster_of.raw, cliques);
}

#[test]
fn the_karate_club_comes_out_at_the_known_optimum() {
    // The proven optimum of the unweighted club is 0.419790 (Brandes et al., IEEE TKDE 20, 2008); igraph 1.0.0's
    // community_optimal_modularity gives 0.444904 for the weighted one.
    let best = |graph: &Adjacency| {
        (0..5).map(|seed| leiden_result(graph, &seeded(seed)).modularity).fold(0.0, f64::max)
    };
    assert!((best(&samples::karate(false)) - 0.419_790).abs() < 1e-6);
    assert!((best(&samples::karate(true)) - 0.444_904).abs() < 1e-6);
}

#[test]
fn graphs_with_next_to_nothing_in_them_are_defined() {
    let empty = leiden(&Adjacency::default(), &LeidenOptions::default());
    assert_eq!((empty.len(), empty[0].count, empty[0].modularity), (1, 0, 0.0));
    let one = leiden(&Adjacency::from_numbers(1, std::iter::empty()), &LeidenOptions::default());
    assert_eq!((one.len(), one[0].cluster_of.raw[0].get(), one[0].modularity), (1, 0, 0.0));
    let pair =
        leiden_result(&Adjacency::from_numbers(2, [(0, 1, 2.0)].into_iter()), &LeidenOptions::default());
    assert_eq!(pair.cluster_of.raw, [0, 0]);
}

#[test]
fn parts_without_a_path_between_them_never_share_a_cluster() {
    let edges = [(1, 2, 1.0), (2, 3, 1.0), (1, 3, 1.0), (5, 6, 0.1)];
    let graph = Adjacency::from_numbers(8, edges.into_iter());
    for resolution in [0.01, 1.0, 1.5] {
        assert_eq!(leiden_result(&graph, &at(resolution)).cluster_of.raw, [2, 0, 0, 0, 3, 1, 1, 4]);
    }
}

#[test]
fn every_cluster_is_connected_and_no_single_move_is_better() {
    for seed in 0..6 {
        // Sparse, so that there are leaves, bridges and several components.
        let graph = samples::planted(4, 30, [0.08, 0.006], seed);
        for resolution in [0.4, 1.0, 2.5] {
            let levels = leiden(&graph, &LeidenOptions { resolution, ..seeded(seed) });
            assert!(levels.iter().all(|level| connected(&graph, level)));
            assert!(best_gain_of_a_move(&graph, levels.last().unwrap(), resolution) < 1e-12);
        }
    }
}

#[test]
fn a_disconnected_start_is_split() {
    let graph = samples::ring_of_cliques(6, 4);
    let start = Some((0..24).map(|node| (node / 4) % 2).collect());
    let found = leiden_result(&graph, &LeidenOptions { start, ..LeidenOptions::default() });
    assert!(connected(&graph, &found));
    assert_eq!(found.count, 6);
}

#[test]
fn levels_are_nested_and_grow_coarser() {
    let graph = samples::planted(10, 40, [0.2, 0.01], 5);
    let levels = leiden(&graph, &LeidenOptions::default());
    assert!(levels.len() > 1);
    for pair in levels.windows(2) {
        assert!(pair[0].count > pair[1].count);
        let parents = pair[0].parents(&pair[1]);
        for (node, &cluster) in pair[0].cluster_of.iter_enumerated() {
            assert_eq!(parents[cluster], pair[1].cluster_of[node]);
        }
    }
}

#[test]
fn a_good_start_is_kept() {
    let graph = samples::planted(8, 32, [0.5, 0.02], 1);
    let first = leiden_result(&graph, &seeded(1));
    let start = Some(first.cluster_of.iter().map(|cluster| cluster.get() * 1000).collect());
    assert_eq!(leiden_result(&graph, &LeidenOptions { start, ..seeded(2) }), first);
}

#[test]
fn nodes_that_a_start_does_not_cover_join_in() {
    let graph = samples::ring_of_cliques(8, 5);
    let cliques: Vec<u32> = (0..40).map(|node| node / 5).collect();
    let mut start = cliques[..30].to_vec();
    start[7] = LeidenOptions::ALONE;
    let found = leiden_result(&graph, &LeidenOptions { start: Some(start), ..LeidenOptions::default() });
    assert_eq!(found.cluster_of.raw, cliques);
}

#[test]
fn the_unit_of_the_weights_does_not_matter() {
    let graph = samples::karate(true);
    let scaled = Adjacency::from_edges(34, graph.each_edge().map(|(a, b, w)| (a, b, w / 1024.0)));
    for seed in 0..5 {
        let (one, other) = (leiden_result(&graph, &seeded(seed)), leiden_result(&scaled, &seeded(seed)));
        assert_eq!(one.cluster_of, other.cluster_of);
    }
}

#[test]
fn the_same_seed_gives_the_same_levels_whatever_the_threads() {
    let graph = samples::planted(10, 40, [0.1, 0.02], 5);
    let alone = leiden(&graph, &seeded(9));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(4).build().unwrap();
    assert_eq!(pool.install(|| leiden(&graph, &seeded(9))), alone);
    assert_ne!(leiden(&graph, &seeded(10)), alone);
}

#[test]
fn large_networks_are_searched_in_parallel_with_the_same_result() {
    // More edge ends than two tasks take, so that after the first stretch of nodes the next is looked at together.
    let graph = samples::planted(30, 150, [0.5, 0.013], 3);
    assert!(graph.edge_count() > super::network::TASK, "{}", graph.edge_count());
    let planted: Vec<u32> = (0..graph.len() as u32).map(|node| node / 150).collect();
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| leiden_result(&graph, &seeded(1)))
    };
    let (one, three) = (with(1), with(3));
    assert_eq!(one.cluster_of.raw, planted);
    assert_eq!(one, three);
}

/// The graph with its nodes numbered otherwise, and the new number of each.
fn renumbered(graph: &Adjacency, seed: u64) -> (Adjacency, TiVec<NodeRow, NodeRow>) {
    let mut number: TiVec<NodeRow, NodeRow> = graph.nodes().collect();
    crate::random::Random::new(seed).shuffle(&mut number.raw);
    let moved = graph.each_edge().map(|(a, b, w)| (number[a], number[b], w));
    (Adjacency::from_edges(graph.len(), moved), number)
}

#[test]
fn how_nodes_are_numbered_does_not_change_a_cluster() {
    // The first is too well mixed for a best partition to be found by any order; the second has leaves and pairs.
    let graphs = [samples::planted(10, 40, [0.1, 0.02], 5), samples::planted(6, 40, [0.06, 0.004], 2)];
    for (graph, seed) in graphs.iter().zip(1..) {
        let (other, number) = renumbered(graph, seed);
        let back = |found: Partition| {
            let groups = number.iter().map(|&node| found.cluster_of[node].get());
            (Partition::from_groups(graph, groups, 1.0).cluster_of, found.count, found.modularity.to_bits())
        };
        for options in [seeded(9), LeidenOptions { resolution: 2.0, ..seeded(1) }] {
            let own = leiden(graph, &options);
            let theirs = leiden(&other, &options);
            assert_eq!(own.len(), theirs.len());
            for (own, theirs) in own.into_iter().zip(theirs) {
                assert_eq!((own.cluster_of, own.count, own.modularity.to_bits()), back(theirs));
            }
        }
        let parents = |graph: &Adjacency| coarser(graph, &leiden_result(graph, &seeded(2)), &at(0.25));
        let own = parents(graph);
        assert_eq!((own.cluster_of, own.count, own.modularity.to_bits()), back(parents(&other)));
    }
}

#[test]
fn clusters_gather_into_larger_ones() {
    // Two rings of three cliques with one edge between them: six cliques, then two halves.
    let third = |first: u32| (0..3).flat_map(move |c| clique(first + c * 6));
    let links = [
        (0, 6),
        (7, 12),
        (13, 1),
        (18, 24),
        (25, 30),
        (31, 19),
        (2, 8),
        (8, 14),
        (20, 26),
        (26, 32),
        (3, 21),
    ];
    let edges = third(0).chain(third(18)).chain(links).map(|(a, b)| (a, b, 1.0));
    let graph = Adjacency::from_numbers(36, edges);
    let fine = leiden_result(&graph, &at(1.5));
    assert_eq!(fine.count, 6);
    let coarse = coarser(&graph, &fine, &at(0.25));
    assert_eq!(coarse.cluster_of.raw, (0..36).map(|node| node / 18).collect::<Vec<u32>>());
    assert!((coarse.modularity - modularity(&graph, &coarse.cluster_of, 0.25)).abs() < 1e-15);
}

fn clique(first: u32) -> impl Iterator<Item = (u32, u32)> {
    (first..first + 6).flat_map(move |a| (a + 1..first + 6).map(move |b| (a, b)))
}

#[test]
fn an_unusable_resolution_counts_as_one() {
    let graph = samples::karate(false);
    for resolution in [f64::NAN, f64::INFINITY, 0.0, -1.0] {
        assert_eq!(leiden(&graph, &at(resolution)), leiden(&graph, &at(1.0)));
    }
}
