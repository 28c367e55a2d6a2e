//! Answers: the same on one thread and on two, printed without anything that steers a terminal.

use anyhow::ensure;
use portent::briefing::{self, BriefingOptions};
use portent::error::Error;
use portent::property_graph::{NODE_COLUMNS, PropertyGraph};
use portent::query::{
    self, AboutOptions, Across, ClustersOptions, DigestOptions, EvolutionOptions, Library, LinkedOptions,
    NeighborsOptions, PageFormat, RecurringOptions, SearchOptions, ShowOptions, TopOptions, TrendsOptions,
};
use portent::report::{self, Table, TableFormat, TextOptions};

use crate::choices::Choices;
use crate::rig::Rig;

/// A question, as a number that says what is asked of it.
type Question = fn(&PropertyGraph, usize) -> Result<Said, Error>;

/// What is said.
enum Said {
    Table(Table),
    Page(String),
}

static QUESTIONS: &[Question] = &[
    |graph, at| {
        let by = NODE_COLUMNS[at % NODE_COLUMNS.len()].name;
        query::top(graph, &TopOptions::default().with_by(by).with_ideas(at % 2 == 0)).map(Said::Table)
    },
    |graph, at| {
        let across = [Across::Editions, Across::Articles, Across::Issues][at % 3];
        query::recurring(graph, &RecurringOptions::default().with_across(across).with_min(1)).map(Said::Table)
    },
    |graph, _| query::trends(graph, &TrendsOptions::default()).map(Said::Table),
    |graph, _| query::portfolio_chart(graph, &TrendsOptions::default()).map(Said::Page),
    |graph, _| query::digest(graph, &DigestOptions::default()).map(Said::Table),
    |graph, _| query::clusters(graph, &ClustersOptions::default().with_min_size(1)).map(Said::Table),
    |graph, _| Ok(Said::Page(query::strategic_diagram(graph, 1))),
    |graph, at| {
        Ok(Said::Table(
            rows(graph, at)
                .next()
                .map_or_else(Table::default, |row| query::show(graph, row, &ShowOptions::default())),
        ))
    },
    |graph, at| {
        let ends = rows(graph, at).next().zip(rows(graph, at / 7).next());
        Ok(Said::Table(ends.map_or_else(Table::default, |(from, to)| query::path(graph, from, to))))
    },
    |graph, at| {
        let table = query::about(graph, &label(graph, at), &AboutOptions::default())?;
        let format = [PageFormat::Markdown, PageFormat::Html][at % 2];
        Ok(Said::Page(query::topic_page(&graph.header.schema, "T", &table, format)))
    },
    |graph, at| {
        query::about(graph, &label(graph, at), &AboutOptions::default().with_half_life(Some(9)))
            .map(Said::Table)
    },
    |graph, at| {
        query::search(&Library::new(graph), &label(graph, at), &SearchOptions::default()).map(Said::Table)
    },
    |graph, at| {
        let all = |row| query::neighbors(graph, row, &NeighborsOptions::default()).map(Said::Table);
        rows(graph, at).next().map_or_else(|| Ok(Said::Table(Table::default())), all)
    },
    |graph, at| {
        query::linked(graph, &label(graph, at), &label(graph, at / 5), &LinkedOptions::default())
            .map(Said::Table)
    },
    |graph, _| query::evolution(graph, &EvolutionOptions::default()).map(Said::Table),
    |graph, _| query::evolution_chart(graph, &EvolutionOptions::default()).map(Said::Page),
    |graph, _| {
        briefing::briefing(graph, &BriefingOptions::default()).map(|page| Said::Page(briefing::html(&page)))
    },
    |graph, _| {
        briefing::briefing(graph, &BriefingOptions::default())
            .map(|page| Said::Page(briefing::markdown(&page)))
    },
];

/// The rows from some place on, and around.
fn rows(graph: &PropertyGraph, at: usize) -> impl Iterator<Item = portent::index::NodeRow> {
    graph.nodes.rows().skip(at % graph.node_count().max(1))
}

fn label(graph: &PropertyGraph, at: usize) -> String {
    rows(graph, at).next().map_or_else(String::new, |row| graph.nodes[row].label.to_string())
}

/// Asks a question and prints what is said.
pub(crate) fn hold(rig: &Rig, graph: &PropertyGraph, choices: &mut Choices) -> anyhow::Result<()> {
    let (question, at) = (*choices.one(QUESTIONS), choices.below(1_000));
    let [one, two] = rig.twice(|| question(graph, at).map_err(|error| error.to_string()));
    match (one, two) {
        (Ok(Said::Table(one)), Ok(Said::Table(two))) => {
            ensure!(one == two, "another answer on two threads");
            prints(&one)
        }
        (Ok(Said::Page(one)), Ok(Said::Page(two))) => {
            ensure!(one == two, "another page on two threads");
            Ok(())
        }
        (one, two) => {
            ensure!(one.err() == two.err(), "answered on one thread, refused on two");
            Ok(())
        }
    }
}

/// Prints a table in every format; what people read holds no character that steers a terminal.
pub(crate) fn prints(table: &Table) -> anyhow::Result<()> {
    for format in [TableFormat::Json, TableFormat::Csv, TableFormat::Tsv, TableFormat::Markdown] {
        let mut out = Vec::new();
        report::write(table, format, &mut out)?;
        ensure!(std::str::from_utf8(&out).is_ok(), "{format:?} is no UTF-8");
    }
    for width in [None, Some(40)] {
        let mut out = Vec::new();
        report::write_text(table, TextOptions::default().with_width(width), &mut out)?;
        ensure!(!out.contains(&0x1b), "a table steers the terminal");
    }
    Ok(())
}
