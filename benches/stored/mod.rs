//! The graph of the fixtures as it is stored in exports/.

use std::path::Path;

use portent::graph::Adjacency;
use portent::property_graph::{PropertyGraph, read};

pub(crate) fn graph() -> PropertyGraph {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("exports/graph.json");
    read::read_json(&path).expect("the stored graph reads")
}

/// Its edges by the relations that measures look at.
#[allow(dead_code)] // not every bench asks for it
pub(crate) fn adjacency() -> Adjacency {
    let graph = graph();
    let measured = graph.edges.records().filter(|edge| edge.relation.measured_by_default());
    let ends = measured.map(|edge| (edge.source.get(), edge.target.get(), 1.0));
    Adjacency::from_edges(graph.node_count(), ends)
}
