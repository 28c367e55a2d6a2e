//! What the answers share: edges by node, merged nodes, co-occurrences, histories.

mod cooccurrences;
mod history;
mod links;
mod merged_nodes;
mod merging;
mod places;
mod related;
pub(crate) mod words;

pub use cooccurrences::{Cooccurrence, Cooccurrences, Strength, best_of_each_kind};
pub use history::History;
pub(in crate::query) use links::originals;
pub use links::{Index, Link};
pub use merged_nodes::{MergedNode, merged_nodes};
pub use merging::{Merging, Recount, Regrouped, ranks};
pub use places::Places;
pub(in crate::query) use places::place;
pub(in crate::query) use related::related;

use std::cmp::Ordering;

use portent_graph::index::NodeRow;

/// Brings the first `limit` items into order at the front, the others behind them in any order; how many came. O(n + limit log
/// limit).
pub(in crate::query) fn sort_first<T>(
    items: &mut [T],
    limit: usize,
    order: impl Fn(&T, &T) -> Ordering,
) -> usize {
    let first = limit.min(items.len());
    if first < items.len() {
        items.select_nth_unstable_by(first, &order);
    }
    items[..first].sort_unstable_by(&order);
    first
}

/// Each node once, ascending. n log n.
pub(in crate::query) fn distinct(mut nodes: Vec<NodeRow>) -> Vec<NodeRow> {
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}
