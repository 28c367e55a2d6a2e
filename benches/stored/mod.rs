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
    let ends = graph.edges.sources.iter().zip(&graph.edges.targets).zip(&graph.edges.relations);
    let measured = ends.filter(|(_, relation)| relation.measured_by_default());
    Adjacency::from_numbers(graph.node_count(), measured.map(|((&a, &b), _)| (a, b, 1.0)))
}
