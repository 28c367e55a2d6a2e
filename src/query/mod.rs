//! Answers to users' questions: pure functions from a property graph to a [`table::Table`].
//!
//! Every answer is drawn from the [`PropertyGraph`] alone, so that pages and the graph.json that was built from
//! them answer alike. [`text`] prints a table for people, [`records`] for machines.

pub mod clusters;
pub mod diagram;
pub mod diff;
pub mod digest;
pub mod duplicates;
pub mod explained;
pub mod family;
pub mod kinds;
pub mod links;
pub mod meetings;
pub mod path;
pub mod records;
pub mod recurring;
pub mod show;
pub mod spark;
pub mod table;
pub mod text;
pub mod top;
pub mod trends;

#[cfg(test)]
pub(crate) mod sample;

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
