//! Times the measures on an edge list: lines of `source TAB target TAB weight`, nodes numbered from 0.
//!
//! `cargo xtask measure_edges FILE [--nodes N] [--only NAME,NAME] [--effort auto|exact|sampled]
//! [--weighted-paths] [--seed N] [--values DIR]` prints one line of JSON a measure: name, seconds, method.

use std::{error::Error, fs, path::PathBuf, time::Instant};

use portent::{
    analysis::centrality::{
        BetweennessOptions, ClosenessOptions, Distances, Effort, EigenvectorOptions, Estimate,
        PagerankOptions, betweenness, closeness, core, degree, eigenvector, pagerank, strength,
    },
    graph::Adjacency,
    index::{NodeRow, TiVec},
};

pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn std::error::Error>> {
    let arguments = Arguments::read(arguments)?;
    let start = Instant::now();
    let adjacency = read_edges(&arguments)?;
    println!(
        "{}",
        serde_json::json!({
            "name": "read", "seconds": start.elapsed().as_secs_f64(),
            "nodes": adjacency.len(), "edges": adjacency.edge_count(),
        })
    );
    let read = start.elapsed().as_secs_f64();
    for name in ["degree", "strength", "pagerank", "eigenvector", "core", "closeness", "betweenness"] {
        if arguments.only.is_empty() || arguments.only.iter().any(|only| only == name) {
            measure(name, &adjacency, &arguments)?;
        }
    }
    let seconds = start.elapsed().as_secs_f64() - read;
    println!(
        "{}",
        serde_json::json!({ "name": "all", "seconds": seconds, "method": arguments.effort_name() })
    );
    Ok(())
}

/// Runs and reports one measure.
fn measure(name: &str, adjacency: &Adjacency, arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let &Arguments { effort, distances, seed, .. } = arguments;
    let start = Instant::now();
    let whole = |values: TiVec<NodeRow, u32>| values.into_iter().map(f64::from).collect::<Vec<f64>>();
    let estimated = |Estimate { values, method, .. }| (values.into(), method.to_string());
    let (values, method) = match name {
        "degree" => (whole(degree(adjacency)), String::new()),
        "strength" => (strength(adjacency).into(), String::new()),
        "pagerank" => (pagerank(adjacency, &PagerankOptions::default()).into(), String::new()),
        "eigenvector" => (eigenvector(adjacency, &EigenvectorOptions::default()).into(), String::new()),
        "core" => (whole(core(adjacency)), String::new()),
        "closeness" => {
            let options = ClosenessOptions { effort, distances, seed, ..ClosenessOptions::default() };
            estimated(closeness(adjacency, &options))
        }
        _ => {
            let options = BetweennessOptions { effort, distances, seed, ..BetweennessOptions::default() };
            estimated(betweenness(adjacency, &options))
        }
    };
    let seconds = start.elapsed().as_secs_f64();
    println!("{}", serde_json::json!({ "name": name, "seconds": seconds, "method": method }));
    if let Some(folder) = &arguments.values {
        let text: String = values.iter().map(|value| format!("{value}\n")).collect();
        fs::write(folder.join(format!("{name}.txt")), text)?;
    }
    Ok(())
}

#[derive(Default)]
struct Arguments {
    file: PathBuf,
    nodes: usize,
    only: Vec<String>,
    effort: Effort,
    distances: Distances,
    seed: u64,
    values: Option<PathBuf>,
}

impl Arguments {
    fn effort_name(&self) -> &'static str {
        match self.effort {
            Effort::Auto => "auto",
            Effort::Exact => "exact",
            Effort::Sampled => "sampled",
        }
    }

    fn read(words: impl Iterator<Item = String>) -> Result<Self, Box<dyn Error>> {
        let mut arguments = Self { seed: 1, ..Self::default() };
        let mut words = words;
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or(format!("{word} needs a value"));
            match word.as_str() {
                "--nodes" => arguments.nodes = value()?.parse()?,
                "--only" => arguments.only = value()?.split(',').map(str::to_owned).collect(),
                "--seed" => arguments.seed = value()?.parse()?,
                "--values" => arguments.values = Some(value()?.into()),
                "--weighted-paths" => arguments.distances = Distances::Weighted,
                "--effort" => {
                    arguments.effort = match value()?.as_str() {
                        "auto" => Effort::Auto,
                        "exact" => Effort::Exact,
                        "sampled" => Effort::Sampled,
                        other => return Err(format!("no effort is named {other}").into()),
                    }
                }
                file => arguments.file = file.into(),
            }
        }
        Ok(arguments)
    }
}

/// The graph of the file; more nodes than the edges name are isolated.
fn read_edges(arguments: &Arguments) -> Result<Adjacency, Box<dyn Error>> {
    let mut edges = Vec::new();
    for line in fs::read_to_string(&arguments.file)?.lines() {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().ok_or(format!("three cells expected in {line:?}"));
        edges.push((cell()?.parse::<u32>()?, cell()?.parse::<u32>()?, cell()?.parse::<f64>()?));
    }
    let named = edges.iter().map(|&(a, b, _)| a.max(b) as usize + 1).max().unwrap_or(0);
    Ok(Adjacency::from_numbers(named.max(arguments.nodes), edges.into_iter()))
}
