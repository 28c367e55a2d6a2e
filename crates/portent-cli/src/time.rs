//! Commands that ask about time, and the charts.

use std::path::Path;

use crate::config::Settings;
use portent::analysis::trend::TrendOptions;
use portent::error::Error;
use portent::export::output;
use portent::query::digest::DigestOptions;
use portent::query::trends::TrendsOptions;
use portent::query::{diagram, digest as digests, trends as portfolio};

use super::Outcome;
use super::answer::{answer, outcome};
use super::arguments::{ClustersArguments, DigestArguments, TrendsArguments};
use super::progress::Progress;
use super::refusal::Refusal;
use super::session::Session;
use super::source;

pub(crate) fn trends(session: &Session, arguments: &TrendsArguments) -> anyhow::Result<Outcome> {
    let options = TrendsOptions {
        trend: trend_options(&session.settings),
        kinds: arguments.kinds.clone(),
        classes: arguments.classes.iter().map(|&class| class.into()).collect(),
        since: arguments.since,
        limit: arguments.limit,
    };
    let Some(path) = &arguments.output else {
        return answer(session, &arguments.input.paths, arguments.table.format, |graph| {
            portfolio::trends(graph, &options)
        });
    };
    check_suffix(path)?;
    let progress = Progress::new(session.terminal);
    let graph = source::graph(session, &arguments.input.paths, &progress)?;
    let svg = portfolio::picture::picture(&graph, &options)?;
    drop(progress);
    draw(session, path, &svg)?;
    Ok(outcome(&session.settings, &graph))
}

pub(crate) fn digest(session: &Session, arguments: &DigestArguments) -> anyhow::Result<Outcome> {
    let options = DigestOptions {
        edition: arguments.edition.clone(),
        kinds: arguments.kinds.clone(),
        limit: arguments.limit,
    };
    answer(session, &arguments.input.paths, arguments.table.format, |graph| digests::digest(graph, &options))
}

/// The strategic diagram of clusters.
pub(crate) fn strategic(
    session: &Session,
    arguments: &ClustersArguments,
    path: &Path,
) -> anyhow::Result<Outcome> {
    check_suffix(path)?;
    let progress = Progress::new(session.terminal);
    let graph = source::graph(session, &arguments.input.paths, &progress)?;
    drop(progress);
    draw(session, path, &diagram::strategic(&graph, arguments.min_size))?;
    Ok(outcome(&session.settings, &graph))
}

/// What the settings mean to trends.
pub(crate) fn trend_options(settings: &Settings) -> TrendOptions {
    TrendOptions { period: settings.period, ..TrendOptions::default() }
}

fn check_suffix(path: &Path) -> Result<(), Refusal> {
    if path.extension().is_some_and(|suffix| suffix.eq_ignore_ascii_case("svg")) {
        return Ok(());
    }
    let reason = format!("{} does not end in .svg, which is all that this command draws", path.display());
    Err(Refusal::of("--output", &reason))
}

/// The file appears whole or not at all.
fn draw(session: &Session, path: &Path, svg: &str) -> Result<(), Error> {
    output::write_text(path, svg)?;
    session.terminal.line(0, &format!("wrote        {}", path.display()));
    Ok(())
}
