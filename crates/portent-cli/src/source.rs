//! From paths to a graph: pages are read and built, a built graph alone is read back, and among other paths its pages are
//! built together with theirs.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use portent::diagnostic::Code;
use portent::export::output;
use portent::parse::{Corpus, KeptPages};
use portent::phrases::{self, PhraseOptions};
use portent::pipeline;
use portent::property_graph::{PropertyGraph, is_graph_file, load, pages};
use portent::query;
use portent::resolve::{Learning, ResolveOptions, freeze};

use super::arguments::ClosestArgument;
use super::input_kind::{Takes, built, refuse_graphs};
use super::plural::counted_of;
use super::progress::Progress;
use super::refusal::Refusal;
use super::session::Session;
use portent_settings::options::{build_options, read_options};
use portent_settings::{Group, Origin};

/// The graph of these paths.
///
/// # Errors
/// As [`phrases::read`], [`pipeline::build`], [`load`] and [`pages::pages`]; a [`Refusal`] for flags that an
/// already built graph cannot follow.
pub(crate) fn graph<'run>(
    session: &'run Session,
    paths: &[PathBuf],
    progress: &Progress,
) -> anyhow::Result<&'run PropertyGraph> {
    joined(session, paths, ClosestArgument::default(), progress)
}

/// [`graph`], each article joined to those that are closest to it.
///
/// # Errors
/// As [`graph`] and [`query::with_closest`].
pub(crate) fn joined<'run>(
    session: &'run Session,
    paths: &[PathBuf],
    closest: ClosestArgument,
    progress: &Progress,
) -> anyhow::Result<&'run PropertyGraph> {
    let graph = read_or_built(session, paths, progress)?;
    let Some(each) = closest.each() else { return Ok(session.store.graph(graph)) };
    progress.step("finding the closest articles");
    Ok(session.store.graph(query::with_closest(graph, each)?))
}

fn read_or_built(session: &Session, paths: &[PathBuf], progress: &Progress) -> anyhow::Result<PropertyGraph> {
    if let Some(path) = built(paths) {
        refuse_build_flags(session, path)?;
        progress.step("reading the graph");
        return Ok(load(path)?);
    }
    let (graphs, pages): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.iter().cloned().partition(|path| is_graph_file(path));
    refuse_graphs(&pages, Takes::Graph, &session.command)?;
    let kept = kept(session, &graphs, progress)?;
    progress.step("reading articles");
    let corpus = corpus_of_pages(session, &pages, kept)?;
    progress.step("preparing");
    let options = build_options(&session.settings, corpus)?;
    let resolve = with_statistics(session, corpus, options.resolve().clone())?;
    let options = options.with_resolve(resolve).with_judged(session.judged.get().cloned());
    let options = options.with_cache(session.store.kept.cache.clone());
    Ok(pipeline::build_with_progress(corpus, &options, &|stage| {
        progress.step(stage.summary());
        ControlFlow::Continue(())
    })?)
}

/// The same options, with the statistics of the first build of this process where it keeps them; that build makes them.
///
/// # Errors
/// As [`freeze`].
pub(crate) fn with_statistics(
    session: &Session,
    corpus: &Corpus,
    options: ResolveOptions,
) -> anyhow::Result<ResolveOptions> {
    let kept = &session.store.kept;
    if !kept.freezes {
        return Ok(options);
    }
    let archive = match kept.archive.get() {
        Some(archive) => archive,
        None => {
            let made = Arc::new(freeze(corpus, &options)?);
            kept.archive.get_or_init(|| made)
        }
    };
    Ok(options.with_learning(Learning::Given(Arc::clone(archive))))
}

/// Files in other encodings were read by what their bytes speak for, which may be wrong.
fn tell_encodings(session: &Session, corpus: &Corpus) {
    let other = || corpus.diagnostics.iter().filter(|diagnostic| diagnostic.code == Code::OtherEncoding);
    if let Some(first) = other().next() {
        let files = counted_of(other().count(), "file is", "files are");
        let told = format!("{}: {}", first.path, first.message);
        session.terminal.note(&format!("{files} not in UTF-8 and read all the same, none skipped ({told})"));
    }
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
        let graph = load(path)?;
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
    begin(session, paths, progress)?;
    corpus_of_pages(session, paths, Vec::new())
}

/// [`corpus`] for a command that lists what could not be read, even where that is everything.
pub(crate) fn corpus_with_its_faults<'run>(
    session: &'run Session,
    paths: &[PathBuf],
    progress: &Progress,
) -> anyhow::Result<&'run Corpus> {
    begin(session, paths, progress)?;
    Ok(session.store.corpus(read_pages(session, paths, Vec::new())?))
}

fn begin(session: &Session, paths: &[PathBuf], progress: &Progress) -> anyhow::Result<()> {
    refuse_graphs(paths, Takes::Articles, &session.command)?;
    progress.step("reading articles");
    Ok(())
}

/// The pages, where there are any; files that were not read are told.
fn corpus_of_pages<'run>(
    session: &'run Session,
    paths: &[PathBuf],
    kept: Vec<KeptPages>,
) -> anyhow::Result<&'run Corpus> {
    let corpus = session.store.corpus(read_pages(session, paths, kept)?);
    let Some(lost) = corpus.lost_files() else {
        tell_encodings(session, corpus);
        return Ok(corpus);
    };
    if corpus.articles.is_empty() {
        return Err(Refusal::with_hint(lost.refusal(), lost.hint).into());
    }
    session.terminal.warn(&format!("{}; `portent check` lists all", lost.warning()));
    Ok(corpus)
}

/// The pages beside those of graphs, with phrases as the settings say.
fn read_pages(session: &Session, paths: &[PathBuf], kept: Vec<KeptPages>) -> anyhow::Result<Corpus> {
    check_vectors(session)?;
    let options = read_options(&session.settings, &session.schema).with_kept(kept);
    Ok(phrases::read(paths, &options, session.settings.phrases, &PhraseOptions::default())?)
}

/// A vectors file that is not there yet is made: at once it is known whether that can be. A `portent.toml` may have come with
/// somebody else's archive, so that it never makes files; a flag or an environment variable does.
fn check_vectors(session: &Session) -> anyhow::Result<()> {
    let Some(path) = session.settings.vectors.as_deref().filter(|path| !path.exists()) else { return Ok(()) };
    if let Origin::File(config) = session.origin("vectors") {
        let message =
            format!("vectors: {} is not there, and {} makes no files", path.display(), config.display());
        return Err(
            Refusal::with_hint(message, format!("make it once with --vectors {}", path.display())).into()
        );
    }
    drop(output::pending(path)?);
    Ok(())
}
