//! `clusters`: groups of related nodes.

use portent::query::{self, ClustersOptions};
use portent::report::Cell;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Tool, read};
use crate::answer::{Answer, Column, Page, told};
use crate::archive::Archive;
use crate::refusal::Refusal;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Arguments {
    /// Kinds whose members are named, such as ["signal"]; default all
    #[serde(default, alias = "kind")]
    kinds: Vec<String>,
    /// Members named of each kind; default 2
    members: Option<usize>,
    /// Clusters of the page, 1 to 50, largest first; default 10
    limit: Option<usize>,
    /// Clusters before the page; default 0: cluster 12 alone is offset 11, limit 1
    offset: Option<usize>,
}

pub(super) static TOOL: Tool = Tool {
    name: "clusters",
    title: "The themes of the archive",
    description: "Describes the clusters, groups of articles and entities that hang together, largest first: label, size, dates, \
                  terms, foremost members and nearest clusters. Use it for \"what is this archive about\". The places are those \
                  of foremost members.",
    input: || schemars::schema_for!(Arguments),
    head: &[],
    columns: COLUMNS,
    call: |archive, arguments| clusters(archive, &read("clusters", arguments)?),
};

static COLUMNS: &[Column] = &[
    told("cluster", "Number, by size from 1"),
    told("label", "What it is about"),
    told("size", "Nodes"),
    told("articles", "Articles"),
    told("first_seen", "First date"),
    told("last_seen", "Last date"),
    told("quadrant", "motor, niche, emerging or basic: strength within, and to others"),
    told("terms", "Words that tell it from other clusters"),
    told("top", "Foremost members by kind: kind, number, names"),
    told("neighbors", "Clusters next to it: number, label, weight, what joins them"),
];

/// Places of a cluster: those of so many foremost members, of kinds in turns.
const PLACES: usize = 3;

fn clusters(archive: &Archive<'_>, arguments: &Arguments) -> Result<Answer, Refusal> {
    let page = Page::new(arguments.limit, arguments.offset, 10);
    let options = ClustersOptions::default()
        .with_kinds(arguments.kinds.clone())
        .with_members(arguments.members.unwrap_or(2).max(1))
        .with_limit(page.end());
    let table = query::clusters(archive.graph(), &options)?;
    let order: Vec<usize> = (0..table.rows.len()).collect();
    let mut answer = Answer::listed(&table, order.clone(), COLUMNS, page);
    for (row, at) in answer.rows.iter_mut().zip(page.of(order)) {
        let ids = foremost(table.cell(at, "top"));
        let nodes = ids.iter().filter_map(|id| archive.node(id));
        row.places = nodes.flat_map(|node| archive.places_of(node, 1)).take(PLACES).collect();
    }
    Ok(answer)
}

/// The ids of the foremost members, the first of each kind.
fn foremost(top: Option<&Cell>) -> Vec<String> {
    let Some(Cell::Table(top)) = top else { return Vec::new() };
    let first = |row| match top.cell(row, "ids") {
        Some(Cell::List(ids)) => ids.first().cloned(),
        _ => None,
    };
    (0..top.rows.len()).filter_map(first).collect()
}
