//! What the answers share: edges by node, merged nodes, co-occurrences, histories.

mod cooccurrences;
mod history;
mod links;
mod merged_nodes;
mod merging;
pub(in crate::query) mod words;

pub use cooccurrences::{Cooccurrence, Cooccurrences, Strength, best_of_each_kind};
pub use history::History;
pub use links::{Index, Link};
pub use merged_nodes::{MergedNode, merged_nodes};
pub use merging::{Merging, Regrouped, ranks};

use portent_graph::index::NodeRow;

/// Each node once, ascending. n log n.
pub(in crate::query) fn distinct(mut nodes: Vec<NodeRow>) -> Vec<NodeRow> {
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}
