//! `show`: all that is known of one thing.

use portent::query::{self, ShowOptions};
use portent::remark::Remark;
use portent::report::{Cell, Table};
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
    /// Mentions of the page, 1 to 50; default 12
    limit: Option<usize>,
    /// Mentions before the page; default 0
    offset: Option<usize>,
}

pub(super) static TOOL: Tool = Tool {
    name: "show",
    title: "Show one thing",
    description: "Shows one entity, article or edition: description, counts, dates, cluster, what it meets, and its mentions \
                  with what each article says. Use it to quote and to cite. For an article the rows are what it names; for an \
                  edition use neighbors.",
    input: || schemars::schema_for!(Arguments),
    head: HEAD,
    columns: COLUMNS,
    call: |archive, arguments| show(archive, &read("show", arguments)?),
};

static HEAD: &[Column] = &[
    told("label", "Name or title"),
    told("kind", "signal, concern, article, ..."),
    data("id", "Its id"),
    told("aliases", "Other written forms"),
    told("description", "Of the most relevant mention"),
    told("summary", "Of an article"),
    told("change", "Of a signal: what changes"),
    told("ten_year", "Of a signal: in ten years"),
    told("driving_force", "Of a signal: why"),
    told("category", "Of an article"),
    told("type", "Of an article"),
    told("author", "Of an article"),
    told("source", "Of an article"),
    told("link", "URL of an article"),
    told("mentions", "Rows that mention it"),
    told("articles", "Articles that mention it, copies once"),
    told("editions", "Editions of those articles"),
    told("first_seen", "Date of the first of them that is dated"),
    told("last_seen", "Date of the last of them that is dated"),
    told("relevancy_mean", "Mean relevancy, as the articles give it"),
    told("connections", "Entities that it meets more often than chance"),
    told("trend", "weak, strong, well_known, latent or undetermined"),
    told("merge_probability", "Probability of the least certain merge of its names"),
    told("cluster", "Number of its cluster"),
    told("cluster_label", "Label of its cluster"),
    told("belongs_to", "How clearly it belongs there"),
    told("attributes", "What an article says of itself under other keys"),
    told("meets", "Entities that the same articles mention: kind, name, articles"),
];

static COLUMNS: &[Column] = &[
    told("name", "As the article writes it"),
    told("relevancy", "As the article gives it"),
    told("description", "What the article says of it"),
];

fn show(archive: &Archive<'_>, arguments: &Arguments) -> Result<Answer, Refusal> {
    let page = Page::new(arguments.limit, arguments.offset, 12);
    let (node, others) = archive.look_up(&arguments.name)?;
    let table = query::show(archive.graph(), node, &ShowOptions::default().with_limit(page.end()));
    let mut listed = match table.cell(0, "mentioned_in") {
        Some(Cell::Table(said)) => said.clone(),
        _ => Table::default(),
    };
    // Of what limits left out the mentions are told first, and only where they were.
    let is_of_mentions =
        |remark: &&Remark| matches!(remark, Remark::Shown { what, .. } if what == "mentions");
    listed.remarks = table.remarks.iter().filter(is_of_mentions).cloned().collect();
    let rows: Vec<usize> = (0..listed.rows.len()).collect();
    let mut answer = Answer::listed(&listed, rows.clone(), COLUMNS, page).with_written_places(
        archive,
        &listed,
        &page.of(rows),
    );
    let mut head = Row::of(&table, 0, HEAD);
    head.places = archive.places_of(node, 1);
    answer.head = Some(head);
    answer.notes = crate::answer::notes(&table);
    Ok(answer.with_notes(others))
}
