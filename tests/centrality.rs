//! Centralities against networkx, igraph and numpy on the graphs of fixtures/graphs (see make.py there), and what
//! must hold on every graph: any number of threads, any numbering, sampled values within their stated error.

use std::{collections::BTreeMap, fs, path::PathBuf};

use portent::{
    analysis::centrality::{
        BetweennessOptions, CENTRALITIES, ClosenessOptions, Distances, Effort, EigenvectorOptions, Estimate,
        Method, PagerankOptions, betweenness, closeness, core, degree, eigenvector, pagerank, strength,
    },
    graph::Adjacency,
    index::{NodeRow, TiVec},
    random::Random,
};

type Edges = Vec<(u32, u32, f64)>;

struct Fixture {
    name: String,
    nodes: usize,
    edges: Edges,
    expected: BTreeMap<String, Vec<f64>>,
}

impl Fixture {
    fn adjacency(&self) -> Adjacency {
        Adjacency::from_numbers(self.nodes, self.edges.iter().copied())
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/graphs")
}

fn fixtures() -> Vec<Fixture> {
    let mut names: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "tsv"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    assert!(names.len() >= 20, "the fixtures are missing: {names:?}");
    names.into_iter().map(fixture).collect()
}

fn fixture(name: String) -> Fixture {
    let text = fs::read_to_string(folder().join(format!("{name}.tsv"))).unwrap();
    let mut lines = text.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let nodes = lines.next().unwrap()[1].parse().unwrap();
    let edges = lines
        .map(|cells| (cells[0].parse().unwrap(), cells[1].parse().unwrap(), cells[2].parse().unwrap()))
        .collect();
    let json = fs::read_to_string(folder().join(format!("{name}.json"))).unwrap();
    Fixture { name, nodes, edges, expected: serde_json::from_str(&json).unwrap() }
}

fn whole(values: TiVec<NodeRow, u32>) -> Vec<f64> {
    values.into_iter().map(f64::from).collect()
}

fn exact_betweenness(adjacency: &Adjacency, distances: Distances) -> Vec<f64> {
    betweenness(adjacency, &BetweennessOptions { effort: Effort::Exact, distances, ..Default::default() })
        .values
        .into()
}

fn exact_closeness(adjacency: &Adjacency, distances: Distances) -> Vec<f64> {
    closeness(adjacency, &ClosenessOptions { effort: Effort::Exact, distances, ..Default::default() })
        .values
        .into()
}

/// All measures under the names of the fixtures.
fn measures(adjacency: &Adjacency) -> Vec<(&'static str, Vec<f64>)> {
    vec![
        ("degree", whole(degree(adjacency))),
        ("strength", strength(adjacency).into()),
        ("core", whole(core(adjacency))),
        ("pagerank", pagerank(adjacency, &PagerankOptions::default()).into()),
        ("eigenvector", eigenvector(adjacency, &EigenvectorOptions::default()).into()),
        ("betweenness", exact_betweenness(adjacency, Distances::Hops)),
        ("closeness", exact_closeness(adjacency, Distances::Hops)),
        ("betweenness_weighted", exact_betweenness(adjacency, Distances::Weighted)),
        ("closeness_weighted", exact_closeness(adjacency, Distances::Weighted)),
    ]
}

/// Every value equal to 1e-9, of itself where it is above 1.
fn assert_close(found: &[f64], expected: &[f64], what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    for (node, (a, b)) in found.iter().zip(expected).enumerate() {
        assert!((a - b).abs() <= 1e-9 * b.abs().max(1.0), "{what}, node {node}: {a} is not {b}");
    }
}

#[test]
fn every_measure_equals_the_reference_values() {
    for fixture in fixtures() {
        for (measure, values) in measures(&fixture.adjacency()) {
            assert_close(&values, &fixture.expected[measure], &format!("{measure} of {}", fixture.name));
        }
    }
}

/// Where each measure was defined: authors, year and identifier, looked up apart from the sources.
const PAPERS: &[(&str, [&str; 3])] = &[
    ("degree", ["Freeman", "1979", "doi:10.1016/0378-8733(78)90021-7"]),
    ("strength", ["Barrat", "2004", "doi:10.1073/pnas.0400087101"]),
    ("pagerank", ["Brin, Page", "1998", "doi:10.1016/S0169-7552(98)00110-X"]),
    ("betweenness", ["Brandes", "2001", "doi:10.1080/0022250X.2001.9990249"]),
    ("closeness", ["Boldi, Vigna", "2014", "doi:10.1080/15427951.2013.865686"]),
    ("eigenvector", ["Bonacich", "1972", "doi:10.1080/0022250X.1972.9989806"]),
    ("core", ["Batagelj", "2003", "arXiv:cs/0310049"]),
];

#[test]
fn every_registered_measure_has_its_paper_and_reference_values() {
    let expected = fixture("karate".into()).expected;
    let names: Vec<&str> = CENTRALITIES.iter().map(|centrality| centrality.name).collect();
    assert_eq!(names, PAPERS.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    for (centrality, (name, paper)) in CENTRALITIES.iter().zip(PAPERS) {
        assert!(expected.contains_key(*name) && !centrality.summary.is_empty(), "{name}");
        for part in paper {
            assert!(centrality.paper.contains(part), "{name}: no {part} in {}", centrality.paper);
        }
    }
}

#[test]
fn values_do_not_depend_on_the_numbering_of_nodes() {
    let mut random = Random::new(5);
    for fixture in fixtures() {
        let mut renumbered: Vec<u32> = (0..fixture.nodes as u32).collect();
        random.shuffle(&mut renumbered);
        let renumber =
            |&(a, b, weight): &(u32, u32, f64)| (renumbered[a as usize], renumbered[b as usize], weight);
        let other = Adjacency::from_numbers(fixture.nodes, fixture.edges.iter().map(renumber));
        for ((measure, values), (_, others)) in measures(&fixture.adjacency()).iter().zip(measures(&other)) {
            let back: Vec<f64> = renumbered.iter().map(|&node| others[node as usize]).collect();
            assert_close(&back, values, &format!("{measure} of {} renumbered", fixture.name));
        }
    }
}

/// Articles with entities of their own and shared ones: leaves, blocks, twins and several components.
fn articles_and_entities(articles: usize, entities: usize, seed: u64) -> Adjacency {
    let mut random = Random::new(seed);
    let mut edges: Vec<(u32, u32)> = Vec::new();
    for article in 0..articles {
        for _ in 0..20 {
            // Squared: few entities are in many articles, most in one.
            let entity = (random.unit() * random.unit() * entities as f64) as usize;
            edges.push((article as u32, (articles + entity) as u32));
        }
    }
    edges.sort_unstable();
    edges.dedup();
    let weight = |edge: usize| [1.0, 2.0, 0.5, 0.3][edge % 4];
    let edges: Edges = edges.iter().enumerate().map(|(index, &(a, b))| (a, b, weight(index))).collect();
    Adjacency::from_numbers(articles + entities, edges.into_iter())
}

fn sampled(adjacency: &Adjacency, distances: Distances, seed: u64) -> [(&'static str, Estimate); 2] {
    let effort = Effort::Sampled;
    let delta = 0.1;
    let between = BetweennessOptions { effort, distances, epsilon: 0.03, delta, seed, ..Default::default() };
    let close = ClosenessOptions { effort, distances, epsilon: 0.1, delta, seed, ..Default::default() };
    [("betweenness", betweenness(adjacency, &between)), ("closeness", closeness(adjacency, &close))]
}

#[test]
fn bits_are_equal_for_one_two_and_eight_threads() {
    let adjacency = articles_and_entities(400, 4000, 1);
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let mut values: Vec<Vec<f64>> =
                measures(&adjacency).into_iter().map(|(_, values)| values).collect();
            for (_, estimate) in sampled(&adjacency, Distances::Hops, 1) {
                values.extend([estimate.values.into(), estimate.errors.into()]);
            }
            let bits = |values: &Vec<f64>| values.iter().map(|value| value.to_bits()).collect::<Vec<u64>>();
            values.iter().map(bits).collect::<Vec<_>>()
        })
    };
    let one = run(1);
    assert_eq!(one, run(2));
    assert_eq!(one, run(8));
}

#[test]
fn sampled_values_are_within_their_errors_and_near_the_exact_ones() {
    let adjacency = articles_and_entities(300, 3000, 2);
    for distances in [Distances::Hops, Distances::Weighted] {
        let exact = [exact_betweenness(&adjacency, distances), exact_closeness(&adjacency, distances)];
        for seed in 1..=3 {
            for ((name, estimate), exact) in sampled(&adjacency, distances, seed).into_iter().zip(&exact) {
                assert!(matches!(estimate.method, Method::Sampled { .. }), "{name}");
                for (node, value) in exact.iter().enumerate() {
                    let off = (estimate.values.raw[node] - value).abs();
                    assert!(off <= estimate.errors.raw[node] + 1e-6, "{name} of {node}: off by {off}");
                }
                let total: f64 = exact.iter().sum();
                let off: f64 = estimate.values.iter().zip(exact).map(|(a, b)| (a - b).abs()).sum();
                assert!(off < 0.2 * total, "{name}: all together off by {off} of {total}");
                let top = estimate.top(10);
                for rank in &top {
                    let above =
                        exact.iter().filter(|&&value| value > exact[usize::from(rank.node)]).count() + 1;
                    assert!(rank.best <= above && above <= rank.worst, "{name}: rank {above} of {rank:?}");
                }
            }
        }
    }
}

#[test]
fn another_seed_draws_other_sources_and_the_same_seed_the_same() {
    let adjacency = articles_and_entities(300, 3000, 3);
    let [first, again, other] = [1, 1, 2].map(|seed| sampled(&adjacency, Distances::Hops, seed));
    for measure in 0..2 {
        assert_eq!(first[measure].1, again[measure].1);
        assert_ne!(first[measure].1.values, other[measure].1.values);
    }
}

#[test]
fn auto_is_exact_on_small_graphs_and_sampled_past_the_stated_work() {
    let adjacency = articles_and_entities(300, 3000, 4);
    let auto = BetweennessOptions::default();
    assert_eq!(betweenness(&adjacency, &auto).method, Method::Exact);
    let little = BetweennessOptions { exact_work: 10.0, epsilon: 0.1, ..auto };
    let estimate = betweenness(&adjacency, &little);
    assert!(matches!(estimate.method, Method::Sampled { .. }));
    let header = estimate.method.to_string();
    assert!(
        header.starts_with("sampled from ") && header.contains("epsilon 0.1, delta 0.1, seed 1"),
        "{header}"
    );
    let little = ClosenessOptions { exact_work: 10.0, epsilon: 0.1, ..ClosenessOptions::default() };
    assert!(matches!(closeness(&adjacency, &little).method, Method::Sampled { .. }));
}
