//! From paths to a graph: pages are read and built, a graph.json is read back.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::{Group, Origin, Probability, Settings};
use portent::analysis::AnalysisOptions;
use portent::analysis::centrality::Distances;
use portent::error::Error;
use portent::export::output::write_bytes;
use portent::parse::{self, Corpus, ReadOptions};
use portent::pipeline::{self, BuildOptions};
use portent::property_graph::{PropertyGraph, read};
use portent::resolve::frozen::freeze;
use portent::resolve::model::Model;
use portent::resolve::{Learning, ResolveOptions, vectors};

use super::given::{Takes, built, refuse_graphs};
use super::progress::Progress;
use super::refusal::Refusal;
use super::session::Session;

/// Runs of `--stability`.
const STABILITY_RUNS: u32 = 10;

/// The graph of these paths.
///
/// # Errors
/// As [`parse::read`], [`pipeline::build`] and [`read::read_json`]; a [`Refusal`] for flags that an already built
/// graph cannot follow, and for one among other paths.
pub(crate) fn graph(
    session: &Session,
    paths: &[PathBuf],
    progress: &Progress,
) -> anyhow::Result<PropertyGraph> {
    if let Some(path) = built(paths) {
        refuse_build_flags(session, path)?;
        progress.step("reading the graph");
        return Ok(read::read_json(path)?);
    }
    refuse_graphs(paths, Takes::Graph, &session.command)?;
    progress.step("reading articles");
    let corpus = parse::read(paths, &read_options(session))?;
    progress.step("preparing");
    let options = build_options(&session.settings, &corpus)?;
    let graph = pipeline::build_with_progress(&corpus, &options, &|stage| progress.step(stage.summary()));
    // The process ends soon, and takes the articles with it faster than their drop would.
    std::mem::forget(corpus);
    Ok(graph?)
}

fn refuse_build_flags(session: &Session, path: &Path) -> Result<(), Refusal> {
    let mut building = session.in_force.iter().filter(|in_force| {
        in_force.origin == Origin::Flag && !matches!(in_force.setting.group, Group::Everywhere | Group::Time)
    });
    match building.next() {
        None => Ok(()),
        Some(in_force) => Err(Refusal::with_hint(
            format!("--{}: {} is a graph that is built already", in_force.setting.key, path.display()),
            "give the articles that it was built from",
        )),
    }
}

/// Reads the pages of these paths, for a command that takes no graph.
pub(crate) fn corpus(session: &Session, paths: &[PathBuf], progress: &Progress) -> anyhow::Result<Corpus> {
    refuse_graphs(paths, Takes::Articles, &session.command)?;
    progress.step("reading articles");
    Ok(parse::read(paths, &read_options(session))?)
}

fn read_options(session: &Session) -> ReadOptions {
    let settings = &session.settings;
    ReadOptions {
        schema: session.schema.clone(),
        include_ignored: settings.include_ignored,
        follow_links: settings.follow_links,
        max_file_size: settings.max_file_size,
    }
}

/// What the settings mean to the pipeline.
fn build_options(settings: &Settings, corpus: &Corpus) -> Result<BuildOptions, Error> {
    Ok(BuildOptions {
        resolve: resolve_options(settings, corpus)?,
        view: settings.view,
        layout: settings.layout,
        analysis: analysis_options(settings),
        previous: settings.previous.as_deref().map(read::read_json).transpose()?,
        ..BuildOptions::default()
    })
}

/// What the settings mean to resolution; a vectors file that does not exist yet is frozen from the corpus and
/// written.
pub(crate) fn resolve_options(settings: &Settings, corpus: &Corpus) -> Result<ResolveOptions, Error> {
    let weights = settings.weights.clone().map(text).transpose()?;
    let model = weights.map(|(path, text)| Model::read(&path, &text)).transpose()?;
    let mut options = ResolveOptions {
        mode: settings.duplicates,
        decisions: settings.decisions.clone().map(text).transpose()?,
        seed: settings.seed,
        learning: Learning::FromCorpus,
        model: model.map(Arc::new),
        threshold: settings.threshold.map(Probability::get),
    };
    options.learning = learning(settings, corpus, &options)?;
    Ok(options)
}

fn learning(settings: &Settings, corpus: &Corpus, options: &ResolveOptions) -> Result<Learning, Error> {
    if settings.strings_only {
        return Ok(Learning::Never);
    }
    let Some(path) = &settings.vectors else { return Ok(Learning::FromCorpus) };
    if path.exists() {
        let bytes = std::fs::read(path).map_err(|source| Error::Read { path: path.clone(), source })?;
        return Ok(Learning::Given(Arc::new(vectors::read(path, &bytes)?)));
    }
    let frozen = freeze(corpus, options)?;
    write_bytes(path, &vectors::write(&frozen))?;
    Ok(Learning::Given(Arc::new(frozen)))
}

/// A file with its text.
pub(crate) fn text(path: PathBuf) -> Result<(PathBuf, String), Error> {
    let mut text = String::new();
    let read = std::fs::File::open(&path).and_then(|mut file| file.read_to_string(&mut text));
    match read {
        Ok(_) => Ok((path, text)),
        Err(source) => Err(Error::Read { path, source }),
    }
}

fn analysis_options(settings: &Settings) -> AnalysisOptions {
    let mut options = AnalysisOptions {
        betweenness: settings.betweenness,
        closeness: settings.betweenness,
        distances: if settings.weighted_paths { Distances::Weighted } else { Distances::Hops },
        resolution: settings.resolution.get(),
        seed: settings.seed,
        trends: settings.trends.then(|| super::time::trend_options(settings)),
        stability: settings.stability.then_some(STABILITY_RUNS),
        ..AnalysisOptions::default()
    };
    for &(relation, factor) in &settings.relations.0 {
        if factor > 0.0 {
            options.relations.insert(relation, factor);
        } else {
            options.relations.remove(&relation);
        }
    }
    options
}
