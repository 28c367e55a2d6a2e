//! A question about a graph: build or read the graph, ask, print the table or draw the chart.

use std::path::{Path, PathBuf};

use portent::export::output;
use portent::property_graph::PropertyGraph;
use portent::property_graph::filter::{Filter, filter};
use portent::report::Table;

use super::arguments::Printed;
use super::outcome::Outcome;
use super::own_input;
use super::poor;
use super::progress::Progress;
use super::refusal::Refusal;
use super::session::Session;
use super::source;

/// Answers with a table.
///
/// # Errors
/// As [`source::graph`] and `ask`; an output that cannot be written.
pub(crate) fn answer<E: Into<anyhow::Error>>(
    session: &Session,
    paths: &[PathBuf],
    format: Printed,
    ask: impl FnOnce(&PropertyGraph) -> Result<Table, E>,
) -> anyhow::Result<Outcome> {
    let progress = Progress::new(session.terminal);
    let graph = asked(session, paths, &progress)?;
    let table = ask(graph).map_err(Into::into)?;
    drop(progress);
    session.terminal.table(&table, format.into())?;
    let poor = poor::tell_of_run(session);
    Ok(Outcome::of_graph(&graph.diagnostics, poor, session.settings.strict))
}

/// Answers with a table a question about entities, which pages without any leave open.
///
/// # Errors
/// As [`answer`]; a [`Refusal`] where there are no entities.
pub(crate) fn answer_of_entities<E: Into<anyhow::Error>>(
    session: &Session,
    paths: &[PathBuf],
    format: Printed,
    ask: impl FnOnce(&PropertyGraph) -> Result<Table, E>,
) -> anyhow::Result<Outcome> {
    answer(session, paths, format, |graph| {
        refuse_empty(graph, paths)?;
        ask(graph).map_err(Into::into)
    })
}

/// Answers a question about entities with an SVG picture in a file, which appears whole or not at all.
///
/// # Errors
/// As [`answer_of_entities`]; a [`Refusal`] for a file of another suffix.
pub(crate) fn draw<E: Into<anyhow::Error>>(
    session: &Session,
    paths: &[PathBuf],
    file: &Path,
    picture: impl FnOnce(&PropertyGraph) -> Result<String, E>,
) -> anyhow::Result<Outcome> {
    refuse_other_suffix(file)?;
    written(session, paths, file, picture)
}

/// Answers a question about entities with a text in a file, which appears whole or not at all.
///
/// # Errors
/// As [`answer_of_entities`]; a file that cannot be written.
pub(crate) fn written<E: Into<anyhow::Error>>(
    session: &Session,
    paths: &[PathBuf],
    file: &Path,
    text: impl FnOnce(&PropertyGraph) -> Result<String, E>,
) -> anyhow::Result<Outcome> {
    own_input::refuse(session, paths, file)?;
    let pending = output::pending(file)?;
    let progress = Progress::new(session.terminal);
    let graph = asked(session, paths, &progress)?;
    refuse_empty(graph, paths)?;
    let text = text(graph).map_err(Into::into)?;
    drop(progress);
    pending.write(text.as_bytes())?;
    session.terminal.line(0, &format!("wrote        {}", file.display()));
    Ok(Outcome::of(&graph.diagnostics, session.settings.strict))
}

/// The graph that a question is about: that of these paths, or the part of it that the filters keep.
fn asked<'run>(
    session: &'run Session,
    paths: &[PathBuf],
    progress: &Progress,
) -> anyhow::Result<&'run PropertyGraph> {
    session.part.check()?;
    let whole = source::graph(session, paths, progress)?;
    if session.part == Filter::default() {
        return Ok(whole);
    }
    Ok(session.store.part(filter(whole, &session.part)?))
}

/// Refuses pages in which nothing was found: most likely they are no articles.
fn refuse_empty(graph: &PropertyGraph, paths: &[PathBuf]) -> Result<(), Refusal> {
    if graph.header.mentions > 0 || graph.header.articles == 0 {
        return Ok(());
    }
    let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    Err(Refusal::with_hint(
        format!("no entities found in {}: no table or list under a heading that is known", paths.join(", ")),
        "give Markdown articles with sections such as `## Signals`; `portent init DIR` tells what it holds",
    ))
}

fn refuse_other_suffix(file: &Path) -> Result<(), Refusal> {
    if file.extension().is_some_and(|suffix| suffix.eq_ignore_ascii_case("svg")) {
        return Ok(());
    }
    let reason = format!("{} does not end in .svg, which is all that this command draws", file.display());
    Err(Refusal::of("--output", &reason))
}
