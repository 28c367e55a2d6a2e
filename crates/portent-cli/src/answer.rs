//! Commands that answer a question with a table.

use std::path::PathBuf;

use crate::config::Settings;
use portent::error::Error;
use portent::property_graph::{PropertyGraph, find, read};
use portent::query::clusters::ClustersOptions;
use portent::query::diff::DiffOptions;
use portent::query::recurring::RecurringOptions;
use portent::query::show::ShowOptions;
use portent::query::table::Table;
use portent::query::top::TopOptions;
use portent::query::{self};

use super::Outcome;
use super::arguments::{
    ClustersArguments, DiffArguments, PathArguments, Printed, RecurringArguments, ShowArguments, TopArguments,
};
use super::progress::Progress;
use super::refusal::Refusal;
use super::session::Session;
use super::{source, time};

pub(crate) fn top(session: &Session, arguments: &TopArguments) -> anyhow::Result<Outcome> {
    let options = TopOptions {
        kinds: arguments.kinds.clone(),
        by: arguments.by.clone(),
        limit: arguments.limit,
        ideas: arguments.ideas,
    };
    answer(session, &arguments.input.paths, arguments.table.format, |graph| {
        refuse_empty(graph, &arguments.input.paths)?;
        Ok::<_, anyhow::Error>(query::top::top(graph, &options)?)
    })
}

pub(crate) fn recurring(session: &Session, arguments: &RecurringArguments) -> anyhow::Result<Outcome> {
    let options = RecurringOptions {
        kinds: arguments.kinds.clone(),
        across: arguments.across.into(),
        min: arguments.min,
        limit: arguments.limit,
        ideas: arguments.ideas,
    };
    answer(session, &arguments.input.paths, arguments.table.format, |graph| {
        query::recurring::recurring(graph, &options)
    })
}

pub(crate) fn clusters(session: &Session, arguments: &ClustersArguments) -> anyhow::Result<Outcome> {
    if let Some(path) = &arguments.output {
        return time::strategic(session, arguments, path);
    }
    let options = ClustersOptions {
        limit: arguments.limit,
        members: arguments.members,
        min_size: arguments.min_size,
        ..ClustersOptions::default()
    };
    answer(session, &arguments.input.paths, arguments.table.format, |graph| {
        Ok::<_, Error>(query::clusters::clusters(graph, &options))
    })
}

pub(crate) fn show(session: &Session, arguments: &ShowArguments) -> anyhow::Result<Outcome> {
    let (paths, names) = arguments.paths_and_name.split_at(arguments.paths_and_name.len() - 1);
    let name = names[0].to_string_lossy();
    let options = ShowOptions { limit: arguments.limit };
    answer(session, paths, arguments.table.format, |graph| {
        let rows = find::find_all(graph, &name);
        let row = find::find(graph, &name)?;
        let mut table = query::show::show(graph, row, &options);
        let others =
            rows.iter().filter(|&&other| other != row).map(|&other| &graph.nodes.ids[other as usize]);
        let others: Vec<&str> = others.map(String::as_str).collect();
        if !others.is_empty() {
            table.remarks.push(format!("{name:?} also names {}", others.join(", ")));
        }
        Ok::<_, Error>(table)
    })
}

pub(crate) fn path(session: &Session, arguments: &PathArguments) -> anyhow::Result<Outcome> {
    let (paths, names) = arguments.paths_and_names.split_at(arguments.paths_and_names.len() - 2);
    answer(session, paths, arguments.table.format, |graph| {
        let from = find::find(graph, &names[0].to_string_lossy())?;
        let to = find::find(graph, &names[1].to_string_lossy())?;
        Ok::<_, Error>(query::path::path(graph, from, to))
    })
}

pub(crate) fn diff(session: &Session, arguments: &DiffArguments) -> anyhow::Result<Outcome> {
    let (old, new) = (read::read_json(&arguments.old)?, read::read_json(&arguments.new)?);
    let options = DiffOptions { ranks: arguments.ranks, drift: arguments.drift };
    let mut table = query::diff::diff(&old, &new, &options);
    if table.rows.is_empty() && table.remarks.is_empty() {
        table.remarks.push("no differences".into());
    }
    print(session, &table, arguments.table.format)
}

/// Refuses pages in which nothing was found: most likely they are no articles.
fn refuse_empty(graph: &PropertyGraph, paths: &[PathBuf]) -> Result<(), Refusal> {
    if graph.header.mentions > 0 || graph.header.articles == 0 {
        return Ok(());
    }
    let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    Err(Refusal::with_hint(
        format!("no entities found in {}: no table or list under a heading that is known", paths.join(", ")),
        "give Markdown articles with sections such as `## Signals`; `portent check` tells what it reads",
    ))
}

/// Builds or reads the graph, asks, prints.
pub(crate) fn answer<E: Into<anyhow::Error>>(
    session: &Session,
    paths: &[PathBuf],
    format: Printed,
    ask: impl FnOnce(&PropertyGraph) -> Result<Table, E>,
) -> anyhow::Result<Outcome> {
    let progress = Progress::new(session.terminal);
    let graph = source::graph(session, paths, &progress)?;
    let table = ask(&graph).map_err(Into::into)?;
    drop(progress);
    print(session, &table, format)?;
    Ok(outcome(&session.settings, &graph))
}

fn print(session: &Session, table: &Table, format: Printed) -> anyhow::Result<Outcome> {
    session.terminal.table(table, format.into())?;
    Ok(Outcome::Done)
}

/// With `--strict`, problems of the input are a failure.
pub(crate) fn outcome(settings: &Settings, graph: &PropertyGraph) -> Outcome {
    let problems = graph.diagnostics.iter().any(super::check::is_problem);
    if settings.strict && problems { Outcome::Problems } else { Outcome::Done }
}
