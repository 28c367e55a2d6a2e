//! From paths to a graph: pages are read and built, a built graph is read back.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use portent::error::Error;
use portent::parse::Corpus;
use portent::phrases::{self, PhraseOptions};
use portent::pipeline;
use portent::property_graph::{PropertyGraph, load};

use super::input_kind::{Takes, built, refuse_graphs};
use super::options::{build_options, read_options};
use super::progress::Progress;
use super::refusal::Refusal;
use super::session::Session;
use crate::config::{Group, Origin};

/// The graph of these paths.
///
/// # Errors
/// As [`phrases::read`], [`pipeline::build`] and [`load`]; a [`Refusal`] for flags that an already built
/// graph cannot follow, and for one among other paths.
pub(crate) fn graph<'run>(
    session: &'run Session,
    paths: &[PathBuf],
    progress: &Progress,
) -> anyhow::Result<&'run PropertyGraph> {
    if let Some(path) = built(paths) {
        refuse_build_flags(session, path)?;
        progress.step("reading the graph");
        return Ok(session.store.graph(load(path)?));
    }
    refuse_graphs(paths, Takes::Graph, &session.command)?;
    progress.step("reading articles");
    let corpus = session.store.corpus(read_pages(session, paths)?);
    progress.step("preparing");
    let options = build_options(&session.settings, corpus)?;
    let graph = pipeline::build_with_progress(corpus, &options, &|stage| {
        progress.step(stage.summary());
        ControlFlow::Continue(())
    })?;
    Ok(session.store.graph(graph))
}

fn refuse_build_flags(session: &Session, path: &Path) -> Result<(), Refusal> {
    let mut building = session.in_force.iter().filter(|in_force| {
        in_force.origin == Origin::Flag && !matches!(in_force.setting.group, Group::Everywhere | Group::Time)
    });
    match building.next() {
        None => Ok(()),
        Some(in_force) => Err(Refusal::with_hint(
            format!("--{} has no effect on {}, which is already built", in_force.setting.key, path.display()),
            "give the articles that it was built from, in place of the graph",
        )),
    }
}

/// Reads the pages of these paths, for a command that takes no graph.
pub(crate) fn corpus<'run>(
    session: &'run Session,
    paths: &[PathBuf],
    progress: &Progress,
) -> anyhow::Result<&'run Corpus> {
    refuse_graphs(paths, Takes::Articles, &session.command)?;
    progress.step("reading articles");
    Ok(session.store.corpus(read_pages(session, paths)?))
}

/// The pages, with phrases as the settings say.
fn read_pages(session: &Session, paths: &[PathBuf]) -> Result<Corpus, Error> {
    phrases::read(paths, &read_options(session), session.settings.phrases, &PhraseOptions::default())
}
