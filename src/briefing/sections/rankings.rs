//! The rankings that several sections speak of, asked once.

use std::collections::BTreeMap;

use crate::briefing::facts::{Facts, count};
use crate::briefing::names::are_near;
use crate::briefing::spoken::{Subject, subjects};
use crate::error::Error;
use crate::parse::KindId;
use crate::property_graph::NodeColumn;
use crate::query::{Across, RecurringOptions, TopOptions, recurring, top};
use crate::report::Table;
use portent_graph::index::NodeRow;

/// Rows that are asked for, of which the telling ones are kept.
const ASKED: usize = 100;

/// What stands in so many articles recurs, and is connected by more than two articles on one matter.
const TELLING: u64 = 3;

/// So many connections are worth a rank.
const CONNECTED: u64 = 4;

/// What fits any subject has less than this share of its articles in one cluster: two of three.
const OF_ONE_CLUSTER: [u64; 2] = [2, 3];

/// An entity that is told of.
pub(super) struct Told {
    /// Its row of the table.
    pub(super) row: usize,
    pub(super) node: NodeRow,
    /// Entities that rank below it under nearly the same name, each with its row.
    pub(super) near: Vec<(usize, NodeRow)>,
}

/// An answer, and what of it is told.
#[derive(Default)]
pub(super) struct Ranking {
    pub(super) table: Table,
    /// Foremost first.
    pub(super) told: Vec<Told>,
    /// Entities that stand in as many articles as the last that is told, and in those of several clusters.
    pub(super) general: Vec<NodeRow>,
    /// Whether it is of the one kind that is asked about first.
    pub(super) of_one_kind: bool,
}

/// The rankings of a graph; empty where articles have too few names in common.
#[derive(Default)]
pub(super) struct Rankings {
    /// Concerns by connections, or all kinds where hardly any concern recurs.
    pub(super) connected: Ranking,
    /// Signals by recurrence, or all kinds where hardly any signal recurs.
    pub(super) recurring: Ranking,
    /// What texts speak of, where that is asked: where enough articles are dated, or have too few names in common.
    pub(super) subjects: Vec<Subject>,
}

impl Rankings {
    pub(super) fn new(facts: &Facts<'_>) -> Result<Self, Error> {
        let together = facts.holds_together();
        let subjects = if facts.is_dated() || !together { subjects(facts) } else { Vec::new() };
        if !together {
            return Ok(Self { subjects, ..Self::default() });
        }
        Ok(Self { connected: connected(facts)?, recurring: recurrent(facts)?, subjects })
    }
}

fn connected(facts: &Facts) -> Result<Ranking, Error> {
    if facts.recurs(KindId::CONCERN) {
        let concerns = asked(facts, Some(KindId::CONCERN))?;
        if !concerns.told.is_empty() {
            return Ok(concerns);
        }
    }
    asked(facts, None)
}

fn asked(facts: &Facts, kind: Option<KindId>) -> Result<Ranking, Error> {
    // A graph of an older release may lack the column.
    if !facts.graph.nodes.has_column(NodeColumn::Connections) {
        return Ok(Ranking::default());
    }
    let options = TopOptions::default().with_kinds(names(facts, kind)).with_limit(ASKED);
    let table = top(facts.graph, &options)?;
    let tells = |row: usize, _| {
        count(&table, row, "articles") >= TELLING && count(&table, row, "connections") >= CONNECTED
    };
    let told = told(facts, &table, tells);
    Ok(Ranking { told, table, general: Vec::new(), of_one_kind: kind.is_some() })
}

fn recurrent(facts: &Facts) -> Result<Ranking, Error> {
    let kind = facts.recurs(KindId::SIGNAL).then_some(KindId::SIGNAL);
    let options = RecurringOptions::default()
        .with_kinds(names(facts, kind))
        .with_across(Across::Articles)
        .with_limit(ASKED);
    let table = recurring(facts.graph, &options)?;
    let often = |row: usize| count(&table, row, "articles") >= TELLING;
    let told = told(facts, &table, |row, node| often(row) && is_special(facts, node));
    let articles = |row: usize| count(&table, row, "articles");
    let least = told.last().map_or(u64::MAX, |last| articles(last.row));
    let as_often = (0..table.rows.len()).filter(|&row| articles(row) >= least);
    let as_often = as_often.filter_map(|row| facts.node(&table, row));
    let general = as_often.filter(|&node| !facts.is_version(node) && !is_special(facts, node)).collect();
    Ok(Ranking { told, table, general, of_one_kind: kind.is_some() })
}

/// The first rows of a table that tell something, and what stands below them under nearly the same name.
fn told(facts: &Facts, table: &Table, tells: impl Fn(usize, NodeRow) -> bool) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    for (row, node) in (0..table.rows.len()).filter_map(|row| Some((row, facts.node(table, row)?))) {
        if !tells(row, node) || facts.is_version(node) {
            continue;
        }
        let is_near = |first: &Told| {
            let same_kind = facts.graph.nodes[first.node].kind == facts.graph.nodes[node].kind;
            same_kind && are_near(facts.label(first.node), facts.label(node), &facts.texts)
        };
        match told.iter().position(is_near) {
            Some(first) => told[first].near.push((row, node)),
            None if told.len() < facts.options.limit => told.push(Told { row, node, near: Vec::new() }),
            None => break,
        }
    }
    told
}

/// Whether most articles of an entity are of one subject, as the clusters see it.
fn is_special(facts: &Facts, node: NodeRow) -> bool {
    let mut counts: BTreeMap<i64, u64> = BTreeMap::new();
    for cluster in facts.index.articles(&[node]).into_iter().filter_map(|article| facts.cluster.get(article))
    {
        *counts.entry(cluster).or_default() += 1;
    }
    let [part, whole] = OF_ONE_CLUSTER;
    let most = counts.values().copied().max().unwrap_or(0);
    whole * most >= part * counts.values().sum::<u64>()
}

fn names(facts: &Facts, kind: Option<KindId>) -> Vec<String> {
    kind.map(|kind| facts.graph.header.schema.kind(kind).name.clone()).into_iter().collect()
}
