//! Times Leiden and stability on an edge list: lines of `source TAB target TAB weight`, nodes numbered from 0.
//!
//! `cargo xtask measure_clusters FILE [SEEDS] [NODES]` prints one line of JSON a seed (seconds,
//! CPU seconds, modularity, clusters), one with the medians, and one with the stability over ten runs.

use std::{error::Error, fs, time::Instant};

use portent::analysis::cluster::leiden::{LeidenOptions, leiden_result};
use portent::analysis::cluster::stability::{StabilityOptions, stability};
use portent::graph::Adjacency;
use portent::remark::Remark;
use serde_json::json;

pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = arguments;
    let file = arguments.next().ok_or("an edge list is needed")?;
    let seeds: u64 = arguments.next().map_or(Ok(10), |seeds| seeds.parse())?.max(1);
    let adjacency = read_edges(&file, arguments.next().map_or(Ok(0), |nodes| nodes.parse())?)?;
    let (mut seconds, mut cpu, mut modularity) = (Vec::new(), Vec::new(), Vec::new());
    for seed in 0..seeds {
        let options = LeidenOptions { seed, ..LeidenOptions::default() };
        let (found, [wall, processor]) = timed(|| leiden_result(&adjacency, &options));
        println!(
            "{}",
            json!({ "seed": seed, "seconds": wall, "cpu": processor, "modularity": found.modularity,
                "clusters": found.count })
        );
        seconds.push(wall);
        cpu.push(processor);
        modularity.push(found.modularity);
    }
    let [seconds, cpu, modularity] = [seconds, cpu, modularity].map(median);
    println!("{}", json!({ "name": "leiden", "seconds": seconds, "cpu": cpu, "modularity": modularity }));
    let partition = leiden_result(&adjacency, &LeidenOptions::default());
    let (found, [seconds, cpu]) = timed(|| stability(&adjacency, &partition, &StabilityOptions::default()));
    println!(
        "{}",
        json!({ "name": "stability", "seconds": seconds, "cpu": cpu, "overall": found.overall,
            "remark": Remark::from(&found) })
    );
    Ok(())
}

/// What some work gives, with its seconds and CPU seconds.
fn timed<T>(work: impl FnOnce() -> T) -> (T, [f64; 2]) {
    let (start, cpu) = (Instant::now(), cpu_seconds());
    let value = work();
    (value, [start.elapsed().as_secs_f64(), cpu_seconds() - cpu])
}

/// Processor time of all threads of this process; 0 outside Linux.
fn cpu_seconds() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = text.rsplit(") ").next().unwrap_or_default();
    let ticks = behind_name.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

/// The middle value, or the mean of the two in the middle.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 { values[middle] } else { f64::midpoint(values[middle - 1], values[middle]) }
}

/// The graph of the file; more nodes than the edges name are isolated.
fn read_edges(file: &str, nodes: usize) -> Result<Adjacency, Box<dyn Error>> {
    let mut edges = Vec::new();
    for line in fs::read_to_string(file)?.lines() {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().ok_or_else(|| format!("three cells expected in {line:?}"));
        edges.push((cell()?.parse::<u32>()?, cell()?.parse::<u32>()?, cell()?.parse::<f64>()?));
    }
    let named = edges.iter().map(|&(a, b, _)| a.max(b) as usize + 1).max().unwrap_or(0);
    Ok(Adjacency::from_numbers(named.max(nodes), edges.into_iter()))
}
