//! `about`: the articles and entities nearest to a free text.

use portent::query::{self, AboutOptions};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Tool, read};
use crate::answer::{Answer, Column, Page, data, told};
use crate::archive::Archive;
use crate::refusal::Refusal;
use crate::turns::in_turns;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Arguments {
    /// A question, a topic or a paragraph, such as "AI in hospitals"
    text: String,
    /// Kinds to list, such as ["article", "signal"]; default all
    #[serde(default, alias = "kind")]
    kinds: Vec<String>,
    /// Days in which the weight of a date halves, to prefer what is recent; default none
    recency_days: Option<u32>,
    /// Rows of the page, 1 to 50; default 20
    limit: Option<usize>,
    /// Rows before the page; default 0
    offset: Option<usize>,
}

pub(super) static TOOL: Tool = Tool {
    name: "about",
    title: "What is near to a text",
    description: "Finds the articles and entities nearest in meaning to a question, topic or paragraph, also where they use \
                  other words. Use it first for open questions. Kinds take turns: the nearest of each, then the second of each. \
                  Says so where all matches are weak.",
    input: || schemars::schema_for!(Arguments),
    head: &[],
    columns: COLUMNS,
    call: |archive, arguments| about(archive, &read("about", arguments)?),
};

static COLUMNS: &[Column] = &[
    told("kind", "article, signal, concern, ..."),
    told("label", "Title or name"),
    data("id", "For show, neighbors, path and explain"),
    told("score", "Nearness, 0 to 1; articles and entities on scales of their own"),
    told("articles", "Articles that mention it"),
    told("date", "Date of the last of them that is dated"),
    told("description", "What the place says"),
];

fn about(archive: &Archive<'_>, arguments: &Arguments) -> Result<Answer, Refusal> {
    let page = Page::new(arguments.limit, arguments.offset, 20);
    let options = AboutOptions::default()
        .with_kinds(arguments.kinds.clone())
        .with_half_life(arguments.recency_days)
        .with_limit(usize::MAX);
    let table = query::about_in(archive.library(), &arguments.text, &options)?;
    let order = in_turns(&table, "kind");
    Ok(Answer::listed(&table, order.clone(), COLUMNS, page).with_written_places(
        archive,
        &table,
        &page.of(order),
    ))
}
