//! Lays out a tab-separated edge list (`a b weight` a line) and prints the time of an iteration.
//!
//! `cargo xtask layout_edges edges.tsv [iterations]`

use std::time::Instant;

use portent::graph::Adjacency;
use portent::index::TiSlice;
use portent::layout::force::{ForceOptions, force};

pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = arguments;
    let path = arguments.next().ok_or("usage: layout_edges edges.tsv [iterations]")?;
    let iterations = arguments.next().map_or(Ok(10), |text| text.parse())?;
    let mut edges: Vec<(u32, u32, f64)> = Vec::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        if let [a, b, weight] = cells[..] {
            edges.push((a.parse()?, b.parse()?, weight.parse()?));
        }
    }
    let nodes = edges.iter().map(|&(a, b, _)| a.max(b) as usize + 1).max().unwrap_or(0);
    let graph = Adjacency::from_numbers(nodes, edges.into_iter());
    let mut random = portent::random::Random::new(0);
    let start: Vec<[f64; 2]> = (0..nodes).map(|_| [random.unit() * 1e3, random.unit() * 1e3]).collect();
    let began = Instant::now();
    let at =
        force(&graph, TiSlice::from_ref(&start), &ForceOptions { iterations, ..ForceOptions::default() });
    let seconds = began.elapsed().as_secs_f64() / iterations as f64;
    println!(
        "{nodes} nodes, {} edges, {seconds:.4} s an iteration, first at {:?}",
        graph.edge_count(),
        at.first()
    );
    Ok(())
}
