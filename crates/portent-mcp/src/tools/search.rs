//! `search`: nodes whose names, aliases or descriptions say the words of a text.

use portent::query::{self, SearchOptions};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Tool, read};
use crate::answer::{Answer, Column, Page, data, told};
use crate::archive::Archive;
use crate::refusal::Refusal;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Arguments {
    /// A name or words, such as "battery storage"
    text: String,
    /// Kinds to search, such as ["signal", "article"]; default all
    #[serde(default, alias = "kind")]
    kinds: Vec<String>,
    /// Rows of the page, 1 to 50; default 20
    limit: Option<usize>,
    /// Rows before the page; default 0
    offset: Option<usize>,
}

pub(super) static TOOL: Tool = Tool {
    name: "search",
    title: "Search names and descriptions",
    description: "Finds entities and articles by name, alias, or the words of their names and descriptions, exact names \
                  first. Use it to learn how the archive calls something, before show, neighbors, path or explain. All words \
                  must occur, in any inflection; for a question or a topic in your own words use about.",
    input: || schemars::schema_for!(Arguments),
    head: &[],
    columns: COLUMNS,
    call: |archive, arguments| search(archive, &read("search", arguments)?),
};

static COLUMNS: &[Column] = &[
    told("kind", "signal, concern, article, ..."),
    told("label", "Name"),
    data("id", "For show, neighbors, path and explain"),
    told("found", "name, words of name, part of name, or description"),
    told("articles", "Articles that mention it"),
    told("last_seen", "Date of the last of them that is dated"),
    told("description", "What the place says of it"),
];

fn search(archive: &Archive<'_>, arguments: &Arguments) -> Result<Answer, Refusal> {
    let page = Page::new(arguments.limit, arguments.offset, 20);
    let options = SearchOptions::default().with_kinds(arguments.kinds.clone()).with_limit(page.end());
    let table = query::search(archive.library(), &arguments.text, &options)?;
    let rows: Vec<usize> = (0..table.rows.len()).collect();
    Ok(Answer::listed(&table, rows.clone(), COLUMNS, page).with_written_places(
        archive,
        &table,
        &page.of(rows),
    ))
}
