//! From paths to a graph: pages are read and built, a graph.json alone is read back, and among other paths its pages are
//! built together with theirs.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use portent::error::Error;
use portent::parse::{Corpus, KeptPages};
use portent::phrases::{self, PhraseOptions};
use portent::pipeline;
use portent::property_graph::{PropertyGraph, pages, read};

use super::input_kind::{Takes, built, is_built, refuse_graphs};
use super::options::{build_options, read_options};
use super::plural::counted_of;
use super::progress::Progress;
use super::refusal::Refusal;
use super::session::Session;
use crate::config::{Group, Origin};

/// The graph of these paths.
///
/// # Errors
/// As [`phrases::read`], [`pipeline::build`], [`read::read_json`] and [`pages::pages`]; a [`Refusal`] for flags that an
/// already built graph cannot follow.
pub(crate) fn graph<'run>(
    session: &'run Session,
    paths: &[PathBuf],
    progress: &Progress,
) -> anyhow::Result<&'run PropertyGraph> {
    if let Some(path) = built(paths) {
        refuse_build_flags(session, path)?;
        progress.step("reading the graph");
        return Ok(session.store.graph(read::read_json(path)?));
    }
    let (graphs, pages): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.iter().cloned().partition(|path| is_built(path));
    refuse_graphs(&pages, Takes::Graph, &session.command)?;
    let kept = kept(session, &graphs, progress)?;
    progress.step("reading articles");
    let corpus = session.store.corpus(read_pages(session, &pages, kept)?);
    progress.step("preparing");
    let options = build_options(&session.settings, corpus)?;
    let graph = pipeline::build_with_progress(corpus, &options, &|stage| {
        progress.step(stage.summary());
        ControlFlow::Continue(())
    })?;
    Ok(session.store.graph(graph))
}

/// The pages of built graphs, each file once.
fn kept(session: &Session, graphs: &[PathBuf], progress: &Progress) -> anyhow::Result<Vec<KeptPages>> {
    let mut seen = BTreeSet::new();
    let mut kept = Vec::new();
    for path in graphs {
        if !seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())) {
            continue;
        }
        progress.step("reading the graphs");
        let graph = read::read_json(path)?;
        let pages = pages::pages(&graph, path)?;
        let articles = counted_of(pages.articles.len(), "article", "articles");
        session.terminal.line(1, &format!("graph        {articles} of {}, resolved anew", path.display()));
        kept.push(pages);
    }
    Ok(kept)
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
    Ok(session.store.corpus(read_pages(session, paths, Vec::new())?))
}

/// The pages beside those of graphs, with phrases as the settings say.
fn read_pages(session: &Session, paths: &[PathBuf], kept: Vec<KeptPages>) -> Result<Corpus, Error> {
    let options = read_options(session).with_kept(kept);
    phrases::read(paths, &options, session.settings.phrases, &PhraseOptions::default())
}
