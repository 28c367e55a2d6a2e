//! Answers to users' questions: pure functions from a property graph to a [`Table`](crate::report::Table).
//!
//! Answers come from the [`PropertyGraph`] alone, so that pages and the graph.json that was built from them answer
//! alike; only [`duplicates`] and [`explained`] ask the resolution. [`crate::report`] writes the tables.
//!
//! ```
//! use portent::property_graph::PropertyGraph;
//! use portent::query::{self, RecurringOptions};
//! let table = query::recurring(&PropertyGraph::default(), &RecurringOptions::default())?;
//! assert!(table.rows.is_empty());
//! # Ok::<(), portent::Error>(())
//! ```

mod answers;
pub mod index;
mod kinds;

#[cfg(test)]
pub(crate) mod sample;

pub use answers::clusters::{ClustersOptions, clusters};
pub use answers::diagram::strategic_diagram;
pub use answers::diff::{DiffOptions, diff};
pub use answers::digest::{DigestOptions, digest};
pub use answers::duplicates::{DuplicatesOptions, Order, duplicates, least_sure};
pub use answers::explained::explained;
pub use answers::path::path;
pub use answers::recurring::{Across, RecurringOptions, recurring};
pub use answers::show::{ShowOptions, show};
pub use answers::top::{TopOptions, top};
pub use answers::trends::{TrendsOptions, portfolio_chart, trends};
pub use kinds::{entity_kinds, kinds};

use std::cmp::Ordering;

use crate::property_graph::PropertyGraph;
use crate::remark::Remark;

/// Sorts the first `limit` of `items`, in an order in which no two are equal, and drops the others.
/// O(items + limit log limit).
pub(crate) fn foremost<T>(items: &mut Vec<T>, limit: usize, order: impl Fn(&T, &T) -> Ordering) {
    if limit < items.len() {
        items.select_nth_unstable_by(limit, &order);
        items.truncate(limit);
    }
    items.sort_unstable_by(order);
}

/// What must be said beside figures of time: how much of the archive is dated; `None` where all of it is.
#[must_use]
pub fn dated_share(graph: &PropertyGraph) -> Option<Remark> {
    let (dated, articles) = (graph.header.dated_articles, graph.header.articles);
    (dated < articles).then_some(Remark::Dated { dated, articles })
}

#[cfg(test)]
mod tests {
    use super::foremost;

    #[test]
    fn the_foremost_are_those_of_a_whole_sort() {
        for (limit, expected) in [(0, vec![]), (2, vec![9, 8]), (4, vec![9, 8, 5, 1]), (9, vec![9, 8, 5, 1])]
        {
            let mut items = vec![5, 9, 1, 8];
            foremost(&mut items, limit, |a, b| b.cmp(a));
            assert_eq!(items, expected);
        }
    }
}
