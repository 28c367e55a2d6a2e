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

use crate::property_graph::PropertyGraph;

/// What must be said beside figures of time: how much of the archive is dated; `None` where all of it is.
#[must_use]
pub fn dated_share(graph: &PropertyGraph) -> Option<String> {
    let (dated, all) = (graph.header.dated_articles, graph.header.articles);
    (dated < all).then(|| {
        let share = 100.0 * dated as f64 / all as f64;
        format!("{dated} of {all} articles ({share:.0} %) are dated; the others do not count in editions and dates")
    })
}
