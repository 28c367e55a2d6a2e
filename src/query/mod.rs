//! Answers to users' questions: pure functions from a property graph to a [`Table`](crate::report::Table).
//!
//! Answers come from the [`PropertyGraph`] alone, so that pages and the graph.json that was built from them answer
//! alike; only [`duplicates`], [`groups`], [`explained`] and [`review`] ask the resolution. [`crate::report`] writes the tables.
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

pub use answers::about::{AboutOptions, about, about_in};
pub use answers::closest::with_closest;
pub use answers::clusters::{ClustersOptions, clusters};
pub use answers::diagnostics::diagnostics;
pub use answers::diagram::strategic_diagram;
pub use answers::diff::{DiffOptions, diff};
pub use answers::digest::{DigestOptions, digest};
pub use answers::duplicates::{DuplicatesOptions, Order, duplicates, least_sure};
pub use answers::evolution::{EvolutionOptions, PinnedThemes, evolution, evolution_chart};
pub use answers::explained::explained;
pub use answers::groups::groups;
pub use answers::linked::{LinkedOptions, linked};
pub use answers::neighbors::{NeighborsOptions, neighbors};
pub use answers::path::path;
pub use answers::recurring::{Across, RecurringOptions, recurring};
pub use answers::review::{Answer, Evidence, Question, Review, ReviewOptions, Side, listed, review};
pub use answers::search::{SearchOptions, search};
pub use answers::show::{ShowOptions, show};
pub use answers::top::{TopOptions, top};
pub use answers::topic::{PageFormat, topic_page};
pub use answers::topic_graph::topic_graph;
pub use answers::trends::{TrendsOptions, portfolio_chart, trends};
pub use index::words::Library;
pub use kinds::{entity_kinds, kinds};

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::parse::KindId;
use crate::property_graph::{NodeColumn, NodeRef, PropertyGraph};
use crate::remark::Remark;

/// What must be said beside every answer: of what the graph is a part, and how much of it is dated.
#[must_use]
pub fn beside(graph: &PropertyGraph) -> Vec<Remark> {
    part(graph).into_iter().chain(dated_share(graph)).collect()
}

/// Whether a graph was written without its mentions: each entity has one at least.
pub(crate) fn lacks_mentions(graph: &PropertyGraph) -> bool {
    graph.mentions.is_empty() && graph.nodes.records().any(|node| node.kind.is_entity())
}

/// Of what the graph is a part; `None` where it is whole.
#[must_use]
pub fn part(graph: &PropertyGraph) -> Option<Remark> {
    graph.header.part.as_ref().map(Remark::from)
}

/// What must be said beside figures of time: how many of the articles that the figures are of are dated; `None` where
/// all are. O(nodes + mentions) for a part, O(1) for a whole graph.
#[must_use]
pub fn dated_share(graph: &PropertyGraph) -> Option<Remark> {
    let (dated, articles) = match graph.header.part {
        None => (graph.header.dated_articles, graph.header.articles),
        Some(_) => dated_of_part(graph),
    };
    (dated < articles).then_some(Remark::Dated { dated, articles })
}

/// Dated articles and all articles of a part: its nodes, and those that its mentions name.
fn dated_of_part(graph: &PropertyGraph) -> (u64, u64) {
    let first_seen = graph.nodes.column::<Date>(NodeColumn::FirstSeen);
    let nodes = graph.nodes.iter().filter(|(_, node)| node.kind == KindId::ARTICLE);
    let nodes = nodes.map(|(row, _)| (NodeRef::Row(row), first_seen.get(row).is_some()));
    let named = graph.mentions.iter().map(|record| (record.article, record.date.is_some()));
    let articles: BTreeMap<NodeRef, bool> = nodes.chain(named).collect();
    let dated = articles.values().filter(|dated| **dated).count();
    (dated as u64, articles.len() as u64)
}
