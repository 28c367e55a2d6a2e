//! `recurring`: what comes back.

use portent::query::{self, Across, RecurringOptions};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Tool, read};
use crate::answer::{Answer, Column, Page, data, told};
use crate::archive::Archive;
use crate::refusal::Refusal;

/// What recurrence is counted in.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
enum Unit {
    #[default]
    Editions,
    Articles,
    Issues,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Arguments {
    /// Kinds to list, such as ["signal"]; default all
    #[serde(default, alias = "kind")]
    kinds: Vec<String>,
    /// Unit to count: editions (dated newsletter issues, default), articles, or issues (entities of the kind issue in the
    /// articles that mention it)
    #[serde(default)]
    across: Unit,
    /// Least count; default 2
    min: Option<usize>,
    /// Count an idea that occurs under several kinds once; default false
    #[serde(default)]
    ideas: bool,
    /// Rows of the page, 1 to 50; default 20
    limit: Option<usize>,
    /// Rows before the page; default 0
    offset: Option<usize>,
}

pub(super) static TOOL: Tool = Tool {
    name: "recurring",
    title: "What comes back",
    description: "Lists entities that recur across editions, articles or issues, most often first, with first and last date. Use \
                  it for \"what keeps coming back\". Where few articles are dated, ask across articles.",
    input: || schemars::schema_for!(Arguments),
    head: &[],
    columns: COLUMNS,
    call: |archive, arguments| recurring(archive, &read("recurring", arguments)?),
};

static COLUMNS: &[Column] = &[
    told("rank", "Place, from 1"),
    told("label", "Name"),
    told("kind", "signal, concern, ..."),
    data("id", "For show, neighbors, path and explain"),
    told("editions", "Editions that mention it"),
    told("articles", "Articles that mention it, copies once"),
    told("issues", "Issues of those articles"),
    told("first_seen", "Date of the first article that is dated"),
    told("last_seen", "Date of the last one"),
    told("longest_gap_days", "Longest time without it"),
    told("also", "The same idea under other kinds"),
];

fn recurring(archive: &Archive<'_>, arguments: &Arguments) -> Result<Answer, Refusal> {
    let page = Page::new(arguments.limit, arguments.offset, 20);
    let across = match arguments.across {
        Unit::Editions => Across::Editions,
        Unit::Articles => Across::Articles,
        Unit::Issues => Across::Issues,
    };
    let options = RecurringOptions::default()
        .with_kinds(arguments.kinds.clone())
        .with_across(across)
        .with_min(arguments.min.unwrap_or(2))
        .with_ideas(arguments.ideas)
        .with_limit(page.end());
    let table = query::recurring(archive.graph(), &options)?;
    let rows = (0..table.rows.len()).collect();
    Ok(Answer::listed(&table, rows, COLUMNS, page).with_places_of_ids(archive, 2))
}
