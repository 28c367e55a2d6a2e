//! One bench a measure, on the graph of the fixtures and on generated ones up to the size of the archive's.
//!
//! `cargo bench --bench centrality`. compare_algorithms.py compares with other programs.

mod fixtures;

use portent::{
    analysis::{
        biconnected, centrality,
        centrality::{BetweennessOptions, ClosenessOptions, Distances, Effort},
        components,
    },
    graph::Adjacency,
    random::Random,
};

fn main() {
    divan::main();
}

/// The graph of the fixtures (0), or one of so many articles.
fn graph(articles: usize) -> Adjacency {
    if articles == 0 { fixtures::adjacency() } else { articles_and_entities(articles) }
}

/// Articles with 30 entities each, a few in many articles and most in one: about the archive's shape.
fn articles_and_entities(articles: usize) -> Adjacency {
    let mut random = Random::new(1);
    let entities = articles * 25;
    let mut edges: Vec<(u32, u32)> = (0..articles * 30)
        .map(|row| {
            let draw = random.unit() * random.unit().sqrt();
            ((row / 30) as u32, (articles + (draw * entities as f64) as usize) as u32)
        })
        .collect();
    edges.sort_unstable();
    edges.dedup();
    Adjacency::from_numbers(articles + entities, edges.into_iter().map(|(a, b)| (a, b, 1.0)))
}

const ARTICLES: [usize; 3] = [0, 300, 3000];

#[divan::bench(args = ARTICLES)]
fn degree(bencher: divan::Bencher, articles: usize) {
    let graph = graph(articles);
    bencher.bench(|| centrality::degree(&graph));
}

#[divan::bench(args = ARTICLES)]
fn strength(bencher: divan::Bencher, articles: usize) {
    let graph = graph(articles);
    bencher.bench(|| centrality::strength(&graph));
}

#[divan::bench(args = ARTICLES)]
fn pagerank(bencher: divan::Bencher, articles: usize) {
    let graph = graph(articles);
    bencher.bench(|| centrality::pagerank(&graph, &Default::default()));
}

#[divan::bench(args = ARTICLES)]
fn eigenvector(bencher: divan::Bencher, articles: usize) {
    let graph = graph(articles);
    bencher.bench(|| centrality::eigenvector(&graph, &Default::default()));
}

#[divan::bench(args = ARTICLES)]
fn core(bencher: divan::Bencher, articles: usize) {
    let graph = graph(articles);
    bencher.bench(|| centrality::core(&graph));
}

#[divan::bench(args = ARTICLES)]
fn connected_components(bencher: divan::Bencher, articles: usize) {
    let graph = graph(articles);
    bencher.bench(|| components::components(&graph));
}

#[divan::bench(args = ARTICLES)]
fn blocks(bencher: divan::Bencher, articles: usize) {
    let graph = graph(articles);
    bencher.bench(|| biconnected::blocks(&graph));
}

#[divan::bench(args = ARTICLES, sample_count = 10)]
fn closeness_exact(bencher: divan::Bencher, articles: usize) {
    let graph = graph(articles);
    let options = ClosenessOptions { effort: Effort::Exact, ..ClosenessOptions::default() };
    bencher.bench(|| centrality::closeness(&graph, &options));
}

#[divan::bench(args = ARTICLES, sample_count = 10)]
fn closeness_sampled(bencher: divan::Bencher, articles: usize) {
    let graph = graph(articles);
    let options = ClosenessOptions { effort: Effort::Sampled, ..ClosenessOptions::default() };
    bencher.bench(|| centrality::closeness(&graph, &options));
}

#[divan::bench(args = ARTICLES, sample_count = 3, sample_size = 1)]
fn betweenness_exact(bencher: divan::Bencher, articles: usize) {
    let graph = graph(articles);
    let options = BetweennessOptions { effort: Effort::Exact, ..BetweennessOptions::default() };
    bencher.bench(|| centrality::betweenness(&graph, &options));
}

#[divan::bench(args = ARTICLES, sample_count = 3, sample_size = 1)]
fn betweenness_sampled(bencher: divan::Bencher, articles: usize) {
    let graph = graph(articles);
    let options = BetweennessOptions { effort: Effort::Sampled, ..BetweennessOptions::default() };
    bencher.bench(|| centrality::betweenness(&graph, &options));
}

#[divan::bench(args = [0, 300], sample_count = 3, sample_size = 1)]
fn betweenness_weighted(bencher: divan::Bencher, articles: usize) {
    let graph = graph(articles);
    let distances = Distances::Weighted;
    let options = BetweennessOptions { effort: Effort::Exact, distances, ..BetweennessOptions::default() };
    bencher.bench(|| centrality::betweenness(&graph, &options));
}
