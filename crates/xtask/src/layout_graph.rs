//! Lays out a graph.json by forces, with clusters apart, and prints the time; positions are
//! written as `x y size cluster` a line.
//!
//! `cargo xtask layout_graph graph.json [positions.tsv]`

use std::fmt::Write as _;
use std::time::Instant;

use portent::analysis::cluster::ClusterId;
use portent::graph::Adjacency;
use portent::index::{NodeRow, TiVec};
use portent::layout::apart::{ApartOptions, apart};
use portent::property_graph::NodeColumn;

pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = arguments;
    let path = arguments.next().ok_or("usage: layout_graph graph.json [positions.tsv]")?;
    let graph = portent::property_graph::load(path.as_ref())?;
    let edges = graph.edges.records().map(|edge| (edge.source, edge.target, edge.weight));
    let adjacency = Adjacency::from_edges(graph.node_count(), edges);
    let cluster = graph.nodes.column::<i64>(NodeColumn::Cluster);
    let number =
        |row| ClusterId::new(cluster.get(row).and_then(|rank| u32::try_from(rank).ok()).unwrap_or(0));
    let clusters: TiVec<NodeRow, ClusterId> = graph.nodes.rows().map(number).collect();
    let diameters: TiVec<NodeRow, f64> = graph.nodes.records().map(|node| 2.0 * node.radius).collect();
    let began = Instant::now();
    let places = apart(&adjacency, &clusters, &diameters, &ApartOptions::default());
    let seconds = began.elapsed().as_secs_f64();
    println!("{} nodes, {} edges laid out in {seconds:.2} s", graph.node_count(), graph.edge_count());
    let mut text = String::new();
    for (node, [x, y]) in places.iter_enumerated() {
        let _ = writeln!(text, "{x}\t{y}\t{}\t{}", diameters[node], clusters[node].get());
    }
    if let Some(path) = arguments.next() {
        std::fs::write(path, text)?;
    }
    Ok(())
}
