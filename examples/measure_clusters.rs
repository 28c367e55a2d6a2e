//! Times Leiden and stability on an edge list: lines of `source TAB target TAB weight`, nodes numbered from 0.
//!
//! `cargo run --release --example measure_clusters -- FILE [SEEDS]` prints one line of JSON a seed (seconds, modularity,
//! clusters), one with the medians, and one with the stability over ten runs.

#![allow(clippy::print_stdout)] // a program tells its user

use std::{error::Error, fs, time::Instant};

use portent::analysis::cluster::leiden::{LeidenOptions, leiden_result};
use portent::analysis::cluster::stability::{StabilityOptions, stability};
use portent::graph::Adjacency;
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let adjacency = read_edges(&arguments.next().ok_or("an edge list is needed")?)?;
    let seeds: u64 = arguments.next().map_or(Ok(10), |seeds| seeds.parse())?;
    let (mut seconds, mut modularity) = (Vec::new(), Vec::new());
    for seed in 0..seeds {
        let start = Instant::now();
        let found = leiden_result(&adjacency, &LeidenOptions { seed, ..LeidenOptions::default() });
        seconds.push(start.elapsed().as_secs_f64());
        modularity.push(found.modularity);
        let (time, quality) = (seconds[seconds.len() - 1], found.modularity);
        println!(
            "{}",
            json!({ "seed": seed, "seconds": time, "modularity": quality, "clusters": found.count })
        );
    }
    let (seconds, modularity) = (median(seconds), median(modularity));
    println!("{}", json!({ "name": "leiden", "seconds": seconds, "modularity": modularity }));
    let partition = leiden_result(&adjacency, &LeidenOptions::default());
    let start = Instant::now();
    let found = stability(&adjacency, &partition, &StabilityOptions::default());
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{}",
        json!({ "name": "stability", "seconds": seconds, "overall": found.overall, "runs": found.runs })
    );
    Ok(())
}

/// The middle value, or the mean of the two in the middle.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 { values[middle] } else { f64::midpoint(values[middle - 1], values[middle]) }
}

fn read_edges(file: &str) -> Result<Adjacency, Box<dyn Error>> {
    let mut edges = Vec::new();
    for line in fs::read_to_string(file)?.lines() {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().ok_or(format!("three cells expected in {line:?}"));
        edges.push((cell()?.parse::<u32>()?, cell()?.parse::<u32>()?, cell()?.parse::<f64>()?));
    }
    let nodes = edges.iter().map(|&(a, b, _)| a.max(b) as usize + 1).max().unwrap_or(0);
    Ok(Adjacency::from_edges(nodes, edges.into_iter()))
}
