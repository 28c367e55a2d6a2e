//! Speed of what is counted and told of entities over articles and time, on the graph and the pages of the fixtures,
//! and of bursts and the portfolio on as many generated series as the archive has entities.

mod fixtures;

use std::path::Path;
use std::sync::LazyLock;

use portent::analysis::burst::{BurstOptions, bursts};
use portent::analysis::trend::{Series, Tally, TrendOptions, portfolio};
use portent::analysis::{connections, recurrence};
use portent::graph::Graph;
use portent::graph::build::build;
use portent::graph::concepts::{ConceptsOptions, concepts};
use portent::graph::occurrence::Occurrences;
use portent::parse::{self, Corpus, ReadOptions};
use portent::property_graph::{PropertyGraph, trends};
use portent::query;
use portent::random::Random;
use portent::resolve::{Resolution, ResolveOptions, resolve};

static STORED: LazyLock<PropertyGraph> = LazyLock::new(fixtures::graph);

static BUILT: LazyLock<(Corpus, Resolution, Graph)> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let corpus = parse::read(&[folder], &ReadOptions::default()).expect("fixtures read");
    let resolution = resolve(&corpus, &ResolveOptions::default()).expect("default options hold");
    let graph = build(&corpus, &resolution);
    (corpus, resolution, graph)
});

#[divan::bench]
fn occurrences_without_near_copies(bencher: divan::Bencher<'_, '_>) {
    let (corpus, resolution, _) = &*BUILT;
    bencher.bench(|| Occurrences::new(corpus, resolution).without_near_copies());
}

#[divan::bench]
fn recurrence_of_entities(bencher: divan::Bencher<'_, '_>) {
    let (corpus, resolution, graph) = &*BUILT;
    let occurrences = Occurrences::new(corpus, resolution);
    bencher.bench(|| recurrence::recurrence(corpus, resolution, &occurrences, &graph.nodes.raw));
}

#[divan::bench]
fn connections_of_entities(bencher: divan::Bencher<'_, '_>) {
    let (corpus, resolution, _) = &*BUILT;
    let occurrences = Occurrences::new(corpus, resolution).without_near_copies();
    bencher.bench(|| connections::connections(resolution, &occurrences));
}

#[divan::bench]
fn view_concepts(bencher: divan::Bencher<'_, '_>) {
    let (corpus, resolution, graph) = &*BUILT;
    bencher.bench(|| concepts(corpus, resolution, graph, &ConceptsOptions::default()));
}

#[divan::bench]
fn trends_of_the_fixtures(bencher: divan::Bencher<'_, '_>) {
    let graph = &*STORED;
    bencher.bench(|| trends::trends(graph, &TrendOptions::default()));
}

/// Periods of the generated series, articles in each.
const TOTALS: [u32; 24] = [140; 24];

/// One mention in one article mostly, up to a few in each period.
fn tallies(entities: usize) -> Vec<Vec<Tally>> {
    let mut random = Random::new(1);
    let mut one = |_| {
        let often = random.unit().powi(12);
        let said = |period: u32| Tally { period, mentions: 1 + period % 2, articles: 1 };
        let mut tallies: Vec<Tally> = (0..24).filter(|_| random.unit() < often).map(said).collect();
        if tallies.is_empty() {
            tallies.push(said(random.below(24) as u32));
        }
        tallies
    };
    (0..entities).map(&mut one).collect()
}

#[divan::bench(sample_count = 10)]
fn portfolio_of_an_archive(bencher: divan::Bencher<'_, '_>) {
    let tallies = tallies(85_000);
    let series: Vec<Series<'_>> = tallies.iter().map(|tallies| Series { group: 0, tallies }).collect();
    bencher.bench(|| portfolio(&series, &TOTALS, &TrendOptions::default()));
}

#[divan::bench]
fn bursts_of_one_series(bencher: divan::Bencher<'_, '_>) {
    let counts: Vec<u32> = (0..24).map(|period| if (9..13).contains(&period) { 30 } else { 4 }).collect();
    bencher.bench(|| bursts(&counts, &TOTALS, &BurstOptions::default()));
}

#[divan::bench]
fn top(bencher: divan::Bencher<'_, '_>) {
    bencher.bench(|| query::top(&STORED, &Default::default()));
}

#[divan::bench]
fn recurring(bencher: divan::Bencher<'_, '_>) {
    bencher.bench(|| query::recurring(&STORED, &Default::default()));
}

#[divan::bench]
fn diff_of_equals(bencher: divan::Bencher<'_, '_>) {
    bencher.bench(|| query::diff(&STORED, &STORED, &Default::default()));
}

fn main() {
    divan::main();
}
