//! Lays out a graph.json by forces, with clusters apart, and prints the time; positions are
//! written as `x y size cluster` a line.
//!
//! `cargo xtask layout_graph graph.json [positions.tsv]`

use std::fmt::Write as _;
use std::time::Instant;

use portent::analysis::cluster::ClusterId;
use portent::graph::Adjacency;
use portent::index::{NodeRow, TiSlice, TiVec};
use portent::layout::apart::{ApartOptions, apart};

pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = arguments;
    let path = arguments.next().ok_or("usage: layout_graph graph.json [positions.tsv]")?;
    let graph = portent::property_graph::read::read_json(path.as_ref())?;
    let table = &graph.edges;
    let edges =
        (0..graph.edge_count()).map(|edge| (table.sources[edge], table.targets[edge], table.weights[edge]));
    let adjacency = Adjacency::from_numbers(graph.node_count(), edges);
    let rows = 0..graph.node_count() as u32;
    let cluster = |row| ClusterId::new(graph.integer(row, "cluster").unwrap_or(0) as u32);
    let clusters: TiVec<NodeRow, ClusterId> = rows.map(cluster).collect();
    let began = Instant::now();
    let places =
        apart(&adjacency, &clusters, TiSlice::from_ref(&graph.nodes.sizes), &ApartOptions::default());
    let seconds = began.elapsed().as_secs_f64();
    println!("{} nodes, {} edges laid out in {seconds:.2} s", graph.node_count(), graph.edge_count());
    let mut text = String::new();
    for (node, [x, y]) in places.iter().enumerate() {
        let _ = writeln!(text, "{x}\t{y}\t{}\t{}", graph.nodes.sizes[node], clusters.raw[node]);
    }
    if let Some(path) = arguments.next() {
        std::fs::write(path, text)?;
    }
    Ok(())
}
