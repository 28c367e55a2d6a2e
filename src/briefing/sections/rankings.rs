//! The rankings that several sections speak of, asked once.

use crate::briefing::facts::{Facts, count};
use crate::error::Error;
use crate::parse::KindId;
use crate::property_graph::NodeColumn;
use crate::query::{Across, RecurringOptions, TopOptions, recurring, top};
use crate::report::Table;
use portent_graph::index::NodeRow;

/// Rows that are asked for, of which the telling ones are kept.
const ASKED: usize = 100;

/// Two articles on one matter connect all that both name; what stands in so many says more.
const TELLING: u64 = 3;

/// So many telling rows are enough to leave out the others.
const ENOUGH: usize = 3;

/// An answer, and which of its rows are told.
pub(super) struct Ranking {
    pub(super) table: Table,
    /// Rows of the table, foremost first.
    pub(super) rows: Vec<usize>,
    /// Whether it is of the one kind that is asked about first.
    pub(super) of_one_kind: bool,
}

impl Ranking {
    /// The rows that are told, with their entities.
    pub(super) fn entities(&self, facts: &Facts) -> Vec<(usize, NodeRow)> {
        self.rows.iter().filter_map(|&row| Some((row, facts.node(&self.table, row)?))).collect()
    }
}

/// The rankings of a graph.
pub(super) struct Rankings {
    /// Concerns by connections, or all kinds where hardly any concern recurs.
    pub(super) connected: Ranking,
    /// Signals by recurrence, or all kinds where hardly any signal recurs.
    pub(super) recurring: Ranking,
}

impl Rankings {
    pub(super) fn new(facts: &Facts<'_>) -> Result<Self, Error> {
        Ok(Self { connected: connected(facts)?, recurring: recurrent(facts)? })
    }
}

fn connected(facts: &Facts) -> Result<Ranking, Error> {
    if facts.recurs(KindId::CONCERN) {
        let concerns = asked(facts, Some(KindId::CONCERN))?;
        if !concerns.rows.is_empty() {
            return Ok(concerns);
        }
    }
    asked(facts, None)
}

fn asked(facts: &Facts, kind: Option<KindId>) -> Result<Ranking, Error> {
    // A graph of an older release may lack the column.
    if !facts.graph.nodes.has_column(NodeColumn::Connections) {
        return Ok(Ranking { table: Table::default(), rows: Vec::new(), of_one_kind: kind.is_some() });
    }
    let limit = facts.options.limit;
    let options = TopOptions::default().with_kinds(names(facts, kind)).with_limit(ASKED.max(limit));
    let table = top(facts.graph, &options)?;
    let mut rows: Vec<usize> =
        (0..table.rows.len()).filter(|&row| count(&table, row, "connections") > 0).collect();
    let tells = |row: &usize| count(&table, *row, "articles") >= TELLING;
    if rows.iter().filter(|row| tells(row)).count() >= ENOUGH {
        rows.retain(tells);
    }
    rows.truncate(limit);
    Ok(Ranking { table, rows, of_one_kind: kind.is_some() })
}

fn recurrent(facts: &Facts) -> Result<Ranking, Error> {
    let kind = facts.recurs(KindId::SIGNAL).then_some(KindId::SIGNAL);
    let across = if facts.has_editions() { Across::Editions } else { Across::Articles };
    let options = RecurringOptions::default()
        .with_kinds(names(facts, kind))
        .with_across(across)
        .with_limit(facts.options.limit);
    let table = recurring(facts.graph, &options)?;
    let rows = (0..table.rows.len()).collect();
    Ok(Ranking { table, rows, of_one_kind: kind.is_some() })
}

fn names(facts: &Facts, kind: Option<KindId>) -> Vec<String> {
    kind.map(|kind| facts.graph.header.schema.kind(kind).name.clone()).into_iter().collect()
}
