//! Speed of Leiden, its start from earlier clusters, stability and labels, on the graph of the fixtures and on planted
//! clusters of the size and sparseness of the archive's graph.

mod fixtures;

use std::sync::LazyLock;

use portent::analysis::cluster::Partition;
use portent::analysis::cluster::label::{LabelOptions, Request, labels};
use portent::analysis::cluster::leiden::{LeidenOptions, coarser, leiden, leiden_result};
use portent::analysis::cluster::stability::{StabilityOptions, stability};
use portent::graph::Adjacency;
use portent::random::Random;
use portent_graph::csr::Csr;

const GROUPS: usize = 160;
const GROUP: usize = 540;

static GRAPH: LazyLock<Adjacency> = LazyLock::new(|| {
    let mut random = Random::new(1);
    let mut edges = std::collections::BTreeSet::new();
    // Each node knows an earlier one of its group, which gives many leaves; every fourth knows another group.
    for node in GROUPS..GROUPS * GROUP {
        let earlier = node % GROUPS + random.below(node / GROUPS) * GROUPS;
        edges.insert((earlier as u32, node as u32));
        if node % 4 == 0 {
            let other = random.below(node);
            edges.insert((other as u32, node as u32));
        }
    }
    Adjacency::from_numbers(GROUPS * GROUP, edges.into_iter().map(|(a, b)| (a, b, 1.0)))
});

static FOUND: LazyLock<Partition> = LazyLock::new(|| leiden_result(&GRAPH, &LeidenOptions::default()));

#[divan::bench]
fn leiden_of_the_fixtures(bencher: divan::Bencher<'_, '_>) {
    let graph = fixtures::adjacency();
    bencher.bench(|| leiden(&graph, &LeidenOptions::default()));
}

#[divan::bench(sample_count = 5)]
fn stability_of_the_fixtures(bencher: divan::Bencher<'_, '_>) {
    let graph = fixtures::adjacency();
    let found = leiden_result(&graph, &LeidenOptions::default());
    bencher.bench(|| stability(&graph, &found, &StabilityOptions::default()));
}

#[divan::bench(sample_count = 5)]
fn leiden_with_levels(bencher: divan::Bencher<'_, '_>) {
    let graph = &*GRAPH;
    bencher.bench(|| leiden(graph, &LeidenOptions::default()));
}

#[divan::bench(sample_count = 5)]
fn leiden_from_earlier_clusters(bencher: divan::Bencher<'_, '_>) {
    let start = Some(FOUND.cluster_of.iter().map(|cluster| cluster.get()).collect());
    let options = LeidenOptions { start, seed: 1, ..LeidenOptions::default() };
    bencher.bench(|| leiden_result(&GRAPH, &options));
}

#[divan::bench(sample_count = 5)]
fn larger_clusters(bencher: divan::Bencher<'_, '_>) {
    let options = LeidenOptions { resolution: 0.25, ..LeidenOptions::default() };
    let found = &*FOUND;
    bencher.bench(|| coarser(&GRAPH, found, &options));
}

#[divan::bench(sample_count = 2)]
fn stability_over_ten_runs(bencher: divan::Bencher<'_, '_>) {
    let found = &*FOUND;
    bencher.bench(|| stability(&GRAPH, found, &StabilityOptions::default()));
}

#[divan::bench(sample_count = 5)]
fn labels_of_four_words(bencher: divan::Bencher<'_, '_>) {
    let mut random = Random::new(2);
    let mut word = |group: u32| format!("word{}", group as usize * 50 + random.below(300));
    let names: Vec<String> =
        FOUND.cluster_of.iter().map(|group| [(); 4].map(|()| word(group.get())).join(" ")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let fallbacks = vec!["none"; FOUND.count];
    let articles = Csr::default();
    let request =
        Request { names: &names, articles: &articles, membership: &[], fallbacks: &fallbacks, taken: &[] };
    bencher.bench(|| labels(&FOUND, &request, &LabelOptions::default()));
}

fn main() {
    divan::main();
}
