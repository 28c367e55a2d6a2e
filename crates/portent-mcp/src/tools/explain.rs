//! `explain`: whether two names are one thing, and how sure that is.

use portent::query::{self, LinkedOptions};
use portent::report::{Cell, Table};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Tool, read};
use crate::answer::{Answer, Column, Page, Row, told};
use crate::archive::Archive;
use crate::refusal::Refusal;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Arguments {
    /// A name as an article writes it, or kind:name
    a: String,
    /// Another one
    b: String,
    /// Rows of the page, 1 to 50; default 10
    limit: Option<usize>,
    /// Rows before the page; default 0
    offset: Option<usize>,
}

pub(super) static TOOL: Tool = Tool {
    name: "explain",
    title: "Are two names one thing?",
    description: "Explains whether the archive takes two names for one thing, how sure it is and why, or else how the two are \
                  linked and which articles mention both. The rows are mentions of either name. Use it before you count or \
                  contrast two similar names.",
    input: || schemars::schema_for!(Arguments),
    head: HEAD,
    columns: COLUMNS,
    call: |archive, arguments| explain(archive, &read("explain", arguments)?),
};

static HEAD: &[Column] = &[
    told("pair", "The two"),
    told("verdict", "one thing, duplicate, restates, broader, similar, another relation, or apart"),
    told("words", "What that means here"),
    told("probability", "Of one thing: how sure the least sure mention is; of two: that they are one"),
    told("weakest_pair", "The least certain merge within the one thing"),
    told("reasons", "What spoke most for that merge"),
    told("shared_articles", "Articles that mention both"),
    told("shared", "Some of them, with the lines that mention each"),
    told("ids", "For show, neighbors and path"),
];

static COLUMNS: &[Column] = &[
    told("of", "a or b"),
    told("name", "As the article writes it"),
    told("description", "What the article says of it"),
];

/// What a built graph does not hold.
const EVIDENCE: &str = "the evidence feature by feature needs the articles: portent explain FOLDER A B";

fn explain(archive: &Archive<'_>, arguments: &Arguments) -> Result<Answer, Refusal> {
    let page = Page::new(arguments.limit, arguments.offset, 10);
    let table = query::linked(
        archive.graph(),
        &arguments.a,
        &arguments.b,
        &LinkedOptions::default().with_limit(usize::MAX),
    )?;
    let sides = ["first", "second"].map(|field| match table.cell(0, field) {
        Some(Cell::Table(said)) => said.clone(),
        _ => Table::default(),
    });
    let most = sides.iter().map(|side| side.rows.len()).max().unwrap_or(0);
    let turns = (0..most).flat_map(|at| [(0, at), (1, at)]);
    let said: Vec<(usize, usize)> = turns.filter(|&(side, at)| at < sides[side].rows.len()).collect();
    let row = |(side, at): (usize, usize)| mention(archive, &sides[side], at, ["a", "b"][side]);
    let mut answer = Answer::paged(said, page, row);
    let mut head = Row::of(&table, 0, HEAD);
    if let Some(Cell::List(ids)) = table.cell(0, "ids") {
        let nodes = ids.iter().filter_map(|id| archive.node(id));
        head.places = nodes.flat_map(|node| archive.places_of(node, 1)).collect();
    }
    answer.head = Some(head);
    Ok(answer.with_notes(crate::answer::notes(&table)).with_notes([EVIDENCE.to_owned()]))
}

fn mention(archive: &Archive<'_>, said: &Table, at: usize, side: &str) -> Row {
    let mut row = Row::of(said, at, COLUMNS);
    row.cells.insert(0, (COLUMNS[0], Cell::text(side)));
    row.places = said.cell(at, "where").map(|place| archive.place(&place.flat())).into_iter().collect();
    row
}
