//! Betweenness, closeness and core number of a graph of real articles against igraph's values, stored as numbers in
//! fixtures/graphs/corpus.json; make_corpus.py there says how the graph is made. Needs the corpus beside the
//! repository.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::{Path, PathBuf},
};

use portent::{
    analysis::centrality::{
        BetweennessOptions, ClosenessOptions, Distances, Effort, betweenness, closeness, core,
    },
    graph::Adjacency,
};
use serde_json::Value;

use crate::support::{archive, root};

fn article_graph(folder: &Path, articles: usize) -> Adjacency {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    files.sort();
    files.truncate(articles);
    let mut names: HashMap<Vec<u8>, u32> = HashMap::new();
    let mut edges: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    for (article, file) in files.iter().enumerate() {
        let bytes = fs::read(file).unwrap();
        for row in bytes.split(|&byte| byte == b'\n').filter(|line| line.starts_with(b"|")) {
            let cell = row.split(|&byte| byte == b'|').nth(1).unwrap().to_ascii_lowercase();
            let start = cell.iter().position(|byte| !b" \t".contains(byte)).unwrap_or(cell.len());
            let end = cell.iter().rposition(|byte| !b" \t".contains(byte)).map_or(start, |last| last + 1);
            let cell = &cell[start..end];
            if !cell.is_empty() && !cell.starts_with(b"--") {
                let next = (files.len() + names.len()) as u32;
                let name = *names.entry(cell.to_vec()).or_insert(next);
                *edges.entry((article as u32, name)).or_insert(0.0) += 1.0;
            }
        }
    }
    Adjacency::from_numbers(files.len() + names.len(), edges.iter().map(|(&(a, b), &rows)| (a, b, rows)))
}

fn assert_close(found: f64, expected: &Value, what: &str) {
    let expected = expected.as_f64().unwrap();
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{what}: {found} is not {expected}");
}

fn assert_equal(values: &[f64], expected: &Value, what: &str) {
    assert_close(values.iter().sum(), &expected["sum"], what);
    assert_close(values.iter().map(|value| value * value).sum(), &expected["sum_of_squares"], what);
    for pair in expected["top"].as_array().unwrap() {
        let node = pair[0].as_u64().unwrap() as usize;
        assert_close(values[node], &pair[1], &format!("{what} of node {node}"));
    }
    for (at, value) in expected["every_97th"].as_array().unwrap().iter().enumerate() {
        assert_close(values[at * 97], value, &format!("{what} of node {}", at * 97));
    }
}

#[test]
#[ignore = "needs ../shared"]
fn values_on_real_articles_equal_those_of_igraph() {
    let json = root().join("fixtures/graphs/corpus.json");
    let expected: Value = serde_json::from_str(&fs::read_to_string(json).unwrap()).unwrap();
    let adjacency = article_graph(archive(), expected["articles"].as_u64().unwrap() as usize);
    assert_eq!(adjacency.len() as u64, expected["nodes"].as_u64().unwrap());
    assert_eq!(adjacency.edge_count() as u64, expected["edges"].as_u64().unwrap());
    let effort = Effort::Exact;
    for (distances, suffix) in [(Distances::Hops, ""), (Distances::Weighted, "_weighted")] {
        let between = BetweennessOptions { effort, distances, ..BetweennessOptions::default() };
        let name = format!("betweenness{suffix}");
        assert_equal(&betweenness(&adjacency, &between).values.raw, &expected[&name], &name);
        let close = ClosenessOptions { effort, distances, ..ClosenessOptions::default() };
        let name = format!("closeness{suffix}");
        assert_equal(&closeness(&adjacency, &close).values.raw, &expected[&name], &name);
    }
    let cores: Vec<f64> = core(&adjacency).into_iter().map(f64::from).collect();
    assert_equal(&cores, &expected["core"], "core");
}
