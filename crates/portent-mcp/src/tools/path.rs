//! `path`: how two things hang together.

use portent::query;
use portent::report::Cell;
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
    from: String,
    /// Another one
    to: String,
    /// Steps of the page, 1 to 50; default 50
    limit: Option<usize>,
    /// Steps before the page; default 0
    offset: Option<usize>,
}

pub(super) static TOOL: Tool = Tool {
    name: "path",
    title: "The strongest path between two things",
    description: "Shows the strongest chain of articles and entities that joins two things, with the row of an article that says \
                  each step. Use it for \"what has A to do with B\".",
    input: || schemars::schema_for!(Arguments),
    head: &[],
    columns: COLUMNS,
    call: |archive, arguments| path(archive, &read("path", arguments)?),
};

static COLUMNS: &[Column] = &[
    told("step", "0 is the start"),
    told("relation", "How it is joined to the step before"),
    told("kind", "signal, concern, article, ..."),
    told("label", "Name or title"),
    data("id", "For show, neighbors, path and explain"),
    told("weight", "Strength of the step"),
    told("distance", "Sum of 1 / weight so far"),
    told("evidence", "What the step rests on: names as written, or a probability"),
];

fn path(archive: &Archive<'_>, arguments: &Arguments) -> Result<Answer, Refusal> {
    let (from, others_of_from) = archive.look_up(&arguments.from)?;
    let (to, others_of_to) = archive.look_up(&arguments.to)?;
    let table = query::path(archive.graph(), from, to);
    let row = |at: usize| step(archive, Row::of(&table, at, COLUMNS));
    let page = Page::new(arguments.limit, arguments.offset, crate::answer::MOST_ROWS);
    let notes = crate::answer::notes(&table).into_iter().chain(others_of_from).chain(others_of_to);
    Ok(Answer::paged((0..table.rows.len()).collect(), page, row).with_notes(notes))
}

/// Evidence is `path:line "name"` where a row says the step: the place is told as such, the name stays.
fn step(archive: &Archive<'_>, mut row: Row) -> Row {
    let mut places = Vec::new();
    for (column, cell) in &mut row.cells {
        let Cell::List(evidence) = cell else { continue };
        debug_assert_eq!(column.name, "evidence");
        for said in evidence {
            if let Some((place, name)) = said.split_once(" \"").filter(|(place, _)| has_line(place)) {
                places.push(archive.place(place));
                *said = name.trim_end_matches('"').to_owned();
            }
        }
    }
    if places.is_empty() {
        let node = archive.node(&row.text("id"));
        places = node.map_or_else(Vec::new, |node| archive.places_of(node, 1));
    }
    row.places = places;
    row
}

fn has_line(place: &str) -> bool {
    place.rsplit_once(':').is_some_and(|(_, line)| line.parse::<u32>().is_ok())
}
