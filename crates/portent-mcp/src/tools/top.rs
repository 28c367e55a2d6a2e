//! `top`: the foremost entities by a measure.

use portent::property_graph::NodeColumn;
use portent::query::{self, TopOptions};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Tool, read};
use crate::answer::{Answer, Column, Page, data, told};
use crate::archive::Archive;
use crate::refusal::Refusal;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Arguments {
    /// Kinds to rank, such as ["concern"]; default all
    #[serde(default, alias = "kind")]
    kinds: Vec<String>,
    /// Measure to rank by: connections (default), articles, editions, mentions, sources, degree, strength, pagerank,
    /// betweenness, closeness, eigenvector
    by: Option<String>,
    /// Count an idea that occurs under several kinds once; default false
    #[serde(default)]
    ideas: bool,
    /// Rows of the page, 1 to 50; default 20
    limit: Option<usize>,
    /// Rows before the page; default 0
    offset: Option<usize>,
}

pub(super) static TOOL: Tool = Tool {
    name: "top",
    title: "The foremost entities",
    description: "Ranks entities by how many others they meet (connections), by articles, or by a centrality. Use it for \"the \
                  most important signals\" and for an overview of one kind. strongest_neighbors says what each is met with.",
    input: || schemars::schema_for!(Arguments),
    head: &[],
    columns: COLUMNS,
    call: |archive, arguments| top(archive, &read("top", arguments)?),
};

static COLUMNS: &[Column] = &[
    told("rank", "Place, from 1"),
    told("label", "Name"),
    told("kind", "signal, concern, ..."),
    data("id", "For show, neighbors, path and explain"),
    told("connections", "Entities that it meets more often than chance"),
    told("articles", "Articles that mention it, copies once"),
    told("editions", "Editions of those articles"),
    told("mentions", "Rows that mention it"),
    told("sources", "Link domains of those articles"),
    told("degree", "Edges"),
    told("strength", "Summed weight of its edges"),
    told("pagerank", "PageRank"),
    told("betweenness", "Shortest paths through it"),
    told("closeness", "Harmonic closeness"),
    told("eigenvector", "Eigenvector centrality"),
    told("core", "Core number"),
    told("relevancy_mean", "Mean relevancy"),
    told("relevancy_max", "Greatest relevancy"),
    told("growth", "Growth a period"),
    told("burst_weight", "Weight of its strongest burst"),
    told("last_seen", "Date of the last article that is dated"),
    told("also", "The same idea under other kinds"),
    told("strongest_neighbors", "What it meets most: kind, name, articles"),
];

/// What every row says beside the measure.
const ALWAYS: &[&str] =
    &["rank", "label", "kind", "id", "articles", "last_seen", "also", "strongest_neighbors"];

fn top(archive: &Archive<'_>, arguments: &Arguments) -> Result<Answer, Refusal> {
    let page = Page::new(arguments.limit, arguments.offset, 20);
    let by = arguments.by.clone().unwrap_or_else(|| NodeColumn::Connections.name().to_owned());
    let options = TopOptions::default()
        .with_kinds(arguments.kinds.clone())
        .with_by(&by)
        .with_ideas(arguments.ideas)
        .with_limit(page.end());
    let table = query::top(archive.graph(), &options)?;
    let by = by.to_lowercase();
    let is_shown = |column: &&Column| ALWAYS.contains(&column.name) || column.name == by;
    let columns: Vec<Column> = COLUMNS.iter().filter(is_shown).copied().collect();
    let rows = (0..table.rows.len()).collect();
    Ok(Answer::listed(&table, rows, &columns, page).with_places_of_ids(archive, 1))
}
