//! Commands about which names are one thing.

use std::io::Write;

use portent::query::duplicates::{DuplicatesOptions, duplicates, least_sure};
use portent::query::explained::explained;
use portent::resolve::{explain, resolve};

use super::Outcome;
use super::arguments::{DuplicatesArguments, ExplainArguments};
use super::progress::Progress;
use super::session::Session;
use super::source::{corpus, resolve_options};

pub(crate) fn groups(session: &Session, arguments: &DuplicatesArguments) -> anyhow::Result<Outcome> {
    let progress = Progress::new(session.terminal);
    progress.step("reading articles");
    let corpus = corpus(&session.settings, &arguments.paths)?;
    progress.step("resolving names");
    let resolution = resolve(&corpus, &resolve_options(&session.settings)?)?;
    drop(progress);
    if let Some(count) = arguments.least_sure {
        std::io::stdout().lock().write_all(least_sure(&corpus, &resolution, count).as_bytes())?;
        return Ok(Outcome::Done);
    }
    let options = DuplicatesOptions {
        kinds: arguments.kinds.clone(),
        limit: arguments.limit,
        order: arguments.by.into(),
    };
    session.terminal.table(&duplicates(&corpus, &resolution, &options)?, arguments.table.format.into())?;
    Ok(Outcome::Done)
}

pub(crate) fn why(session: &Session, arguments: &ExplainArguments) -> anyhow::Result<Outcome> {
    let (paths, names) = arguments.paths_and_names.split_at(arguments.paths_and_names.len() - 2);
    let progress = Progress::new(session.terminal);
    progress.step("reading articles");
    let corpus = corpus(&session.settings, paths)?;
    progress.step("resolving names");
    let names = [0, 1].map(|at: usize| names[at].to_string_lossy());
    let explanation = explain::explain(&corpus, &resolve_options(&session.settings)?, &names[0], &names[1])?;
    drop(progress);
    session.terminal.table(&explained(&explanation, arguments.limit), arguments.table.format.into())?;
    Ok(Outcome::Done)
}
