//! `neighbors`: what is next to one thing.

use portent::query::{self, NeighborsOptions};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Tool, read};
use crate::answer::{Answer, Column, Page, Row, data, told};
use crate::archive::Archive;
use crate::refusal::Refusal;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Arguments {
    /// A name, kind:name, an alias or an id
    name: String,
    /// Kinds to list, such as ["concern", "article"]; default all
    #[serde(default, alias = "kind")]
    kinds: Vec<String>,
    /// Relations to list: mentions, tagged, published_in, closest, links, copies, duplicate, restates, broader, narrower,
    /// similar, co_occurs, meets; default all
    #[serde(default, alias = "relation")]
    relations: Vec<String>,
    /// Rows of the page, 1 to 50; default 20
    limit: Option<usize>,
    /// Rows before the page; default 0
    offset: Option<usize>,
}

pub(super) static TOOL: Tool = Tool {
    name: "neighbors",
    title: "What is next to one thing",
    description: "Lists what is joined to one entity, article or edition: its articles, what restates or resembles it, broader \
                  and narrower terms, and (relation meets) the entities that the same articles mention, with the number of those \
                  articles as weight. Filter by kind for questions such as \"which concerns go with this technology\".",
    input: || schemars::schema_for!(Arguments),
    head: HEAD,
    columns: COLUMNS,
    call: |archive, arguments| neighbors(archive, &read("neighbors", arguments)?),
};

static HEAD: &[Column] = &[
    told("label", "Name or title"),
    told("kind", "signal, concern, article, ..."),
    data("id", "Its id"),
    told("articles", "Articles that mention it, copies once"),
];

static COLUMNS: &[Column] = &[
    told("relation", "How it is joined"),
    told("kind", "signal, concern, article, ..."),
    told("label", "Name or title"),
    data("id", "For show, neighbors, path and explain"),
    told("weight", "Strength: rows, match probability, or shared articles"),
    told("articles", "Articles that mention it"),
    told("date", "First date of it"),
];

fn neighbors(archive: &Archive<'_>, arguments: &Arguments) -> Result<Answer, Refusal> {
    let page = Page::new(arguments.limit, arguments.offset, 20);
    let (node, others) = archive.look_up(&arguments.name)?;
    let options = NeighborsOptions::default()
        .with_kinds(arguments.kinds.clone())
        .with_relations(arguments.relations.clone())
        .with_limit(page.end());
    let table = query::neighbors(archive.graph(), node, &options)?;
    let rows: Vec<usize> = (0..table.rows.len()).collect();
    let mut answer = Answer::listed(&table, rows.clone(), COLUMNS, page).with_written_places(
        archive,
        &table,
        &page.of(rows),
    );
    answer.head = Some(Row::of_node(archive, node, HEAD));
    Ok(answer.with_notes(others))
}
