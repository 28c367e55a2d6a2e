//! `trends`: weak and strong signals, and what changed since a day.

use jiff::civil::Date;
use portent::analysis::trend::TrendClass;
use portent::query::{self, TrendsOptions};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Tool, read};
use crate::answer::{Answer, Column, Page, data, told};
use crate::archive::Archive;
use crate::refusal::Refusal;
use crate::turns::in_turns;

/// A class of the portfolio.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
enum Class {
    Weak,
    Strong,
    WellKnown,
    Latent,
    Undetermined,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Arguments {
    /// Kinds to list, such as ["signal"]; default all
    #[serde(default, alias = "kind")]
    kinds: Vec<String>,
    /// Classes to list: weak (rare and growing), strong (frequent and growing), well_known (frequent, not growing), latent (rare,
    /// not growing), undetermined (too few dated articles); default all but undetermined
    #[serde(default, alias = "class")]
    classes: Vec<Class>,
    /// A day (YYYY-MM-DD): list what is new, rising or fading since then instead
    since: Option<String>,
    /// Rows of the page, 1 to 50; default 20
    limit: Option<usize>,
    /// Rows before the page; default 0
    offset: Option<usize>,
}

pub(super) static TOOL: Tool = Tool {
    name: "trends",
    title: "Weak and strong signals, and what changed",
    description: "Classifies entities by how frequent they are and how fast they grow, or with since lists what is new, rising or \
                  fading. Classes take turns: the foremost of each, then the second of each. Only dated articles count: read the \
                  notes, which say how many those are, before you conclude.",
    input: || schemars::schema_for!(Arguments),
    head: &[],
    columns: COLUMNS,
    call: |archive, arguments| trends(archive, &read("trends", arguments)?),
};

static COLUMNS: &[Column] = &[
    told("change", "new, rising or fading"),
    told("trend", "weak, strong, well_known, latent or undetermined"),
    told("label", "Name"),
    told("kind", "signal, concern, ..."),
    data("id", "For show, neighbors, path and explain"),
    told("articles", "Dated articles that mention it, copies once"),
    told("before", "Of them before the day"),
    told("since", "Of them since the day"),
    told("visibility", "Mentions an article, weighted by time"),
    told("growth", "Mean growth of visibility a period"),
    told("burst", "Its strongest burst"),
];

fn trends(archive: &Archive<'_>, arguments: &Arguments) -> Result<Answer, Refusal> {
    let page = Page::new(arguments.limit, arguments.offset, 20);
    let classes = arguments.classes.iter().map(|class| match class {
        Class::Weak => TrendClass::Weak,
        Class::Strong => TrendClass::Strong,
        Class::WellKnown => TrendClass::WellKnown,
        Class::Latent => TrendClass::Latent,
        Class::Undetermined => TrendClass::Undetermined,
    });
    let since = arguments.since.as_deref().map(day).transpose()?;
    // All rows of each class, so that what stands on a page does not depend on where it ends.
    let options = TrendsOptions::default()
        .with_trend(archive.trend())
        .with_kinds(arguments.kinds.clone())
        .with_classes(classes.collect())
        .with_since(since)
        .with_limit(usize::MAX);
    let table = query::trends(archive.graph(), &options)?;
    let order = in_turns(&table, if since.is_some() { "change" } else { "trend" });
    Ok(Answer::listed(&table, order, COLUMNS, page).with_places_of_ids(archive, 1))
}

fn day(text: &str) -> Result<Date, Refusal> {
    let wrong = |_| Refusal::with_hint(format!("since: {text:?} is no day"), "write it as 2025-10-31");
    text.trim().parse().map_err(wrong)
}
