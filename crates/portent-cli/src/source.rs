//! From paths to a graph: pages are read and built, a graph.json is read back.

use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use crate::config::{Group, SETTINGS, Settings};
use portent::analysis::AnalysisOptions;
use portent::analysis::centrality::{Distances, Effort};
use portent::error::Error;
use portent::export::output::write_bytes;
use portent::graph::Relation;
use portent::layout::Layout;
use portent::parse::{self, Corpus, ReadOptions};
use portent::pipeline::{self, BuildOptions, View};
use portent::property_graph::{PropertyGraph, read};
use portent::resolve::model::Model;
use portent::resolve::{Archive, DecisionsFile, DuplicateMode, Learning, ResolveOptions, freeze};

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
    let corpus = parse::read(paths, &read_options(&session.settings))?;
    progress.step("preparing");
    let options = build_options(&session.settings, &corpus)?;
    let graph = pipeline::build_with_progress(&corpus, &options, &|stage| {
        progress.step(stage.summary());
        ControlFlow::Continue(())
    });
    // The process ends soon, and takes the articles with it faster than their drop would.
    std::mem::forget(corpus);
    Ok(graph?)
}

fn refuse_build_flags(session: &Session, path: &Path) -> Result<(), Refusal> {
    let typed = |key: &&str| session.typed.iter().any(|(other, _)| other == key);
    let mut building =
        SETTINGS.iter().filter(|setting| !matches!(setting.group, Group::Everywhere | Group::Time));
    match building.find(|setting| typed(&setting.key)) {
        None => Ok(()),
        Some(setting) => Err(Refusal {
            message: format!("--{}: {} is a graph that is built already", setting.key, path.display()),
            hint: "give the articles that it was built from".into(),
        }),
    }
}

/// Reads the pages of these paths, for a command that takes no graph.
pub(crate) fn corpus(session: &Session, paths: &[PathBuf], progress: &Progress) -> anyhow::Result<Corpus> {
    refuse_graphs(paths, Takes::Articles, &session.command)?;
    progress.step("reading articles");
    Ok(parse::read(paths, &read_options(&session.settings))?)
}

fn read_options(settings: &Settings) -> ReadOptions {
    ReadOptions::default()
        .with_schema(settings.schema.clone())
        .with_include_ignored(settings.switch("include-ignored"))
        .with_follow_links(settings.switch("follow-links"))
        .with_max_file_size(settings.integer("max-file-size"))
}

/// What the settings mean to the pipeline.
fn build_options(settings: &Settings, corpus: &Corpus) -> Result<BuildOptions, Error> {
    let view = match settings.text("view") {
        "concepts" => View::Concepts,
        _ => View::Full,
    };
    let layout = if settings.text("layout") == "force" { Layout::Force } else { Layout::Packed };
    Ok(BuildOptions::default()
        .with_resolve(resolve_options(settings, corpus)?)
        .with_view(view)
        .with_layout(layout)
        .with_analysis(analysis_options(settings)?)
        .with_trends(settings.switch("trends").then(|| super::time::trend_options(settings)))
        .with_previous(settings.file("previous").map(|path| read::read_json(&path)).transpose()?))
}

/// What the settings mean to resolution; a vectors file that does not exist yet is frozen from the corpus and
/// written.
pub(crate) fn resolve_options(settings: &Settings, corpus: &Corpus) -> Result<ResolveOptions, Error> {
    let mode = match settings.text("duplicates") {
        "link" => DuplicateMode::Link,
        "off" => DuplicateMode::Off,
        _ => DuplicateMode::Merge,
    };
    let weights = settings.file("weights").map(text).transpose()?;
    let model = weights.map(|(path, text)| Model::read(&path, &text)).transpose()?;
    let threshold = settings.real("threshold");
    if threshold.is_some_and(|threshold| !(0.0..=1.0).contains(&threshold)) {
        let reason = "a probability lies between 0 and 1".into();
        return Err(Error::InvalidOption { field: "--threshold".into(), reason });
    }
    let decisions = settings.file("decisions").map(text).transpose()?;
    let options = ResolveOptions::default()
        .with_mode(mode)
        .with_decisions(decisions.map(|(path, text)| DecisionsFile { path, text }))
        .with_seed(settings.integer("seed"))
        .with_model(model.map(Arc::new))
        .with_threshold(threshold);
    let learning = learning(settings, corpus, &options)?;
    Ok(options.with_learning(learning))
}

fn learning(settings: &Settings, corpus: &Corpus, options: &ResolveOptions) -> Result<Learning, Error> {
    if settings.switch("strings-only") {
        return Ok(Learning::Never);
    }
    let Some(path) = settings.file("vectors") else { return Ok(Learning::FromCorpus) };
    if path.exists() {
        let bytes = std::fs::read(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
        return Ok(Learning::Given(Arc::new(Archive::read(&path, &bytes)?)));
    }
    let archive = freeze(corpus, options)?;
    write_bytes(&path, &archive.write())?;
    Ok(Learning::Given(Arc::new(archive)))
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

fn analysis_options(settings: &Settings) -> Result<AnalysisOptions, Error> {
    let effort = match settings.text("betweenness") {
        "exact" => Effort::Exact,
        "sampled" => Effort::Sampled,
        _ => Effort::Auto,
    };
    let distances = if settings.switch("weighted-paths") { Distances::Weighted } else { Distances::Hops };
    let mut options = AnalysisOptions::default()
        .with_betweenness(effort)
        .with_closeness(effort)
        .with_distances(distances)
        .with_seed(settings.integer("seed"))
        .with_stability(settings.switch("stability").then_some(STABILITY_RUNS));
    if let Some(resolution) = settings.real("resolution") {
        options = options.with_resolution(resolution);
    }
    for (name, &factor) in &settings.relations {
        options = options.with_relation(relation(name)?, factor);
    }
    for entry in settings.text("relations").split(',').filter(|entry| !entry.trim().is_empty()) {
        let (name, factor) = entry.split_once('=').unwrap_or((entry, "1"));
        let number = f64::from_str(factor.trim()).ok().filter(|factor| factor.is_finite() && *factor >= 0.0);
        let number = number.ok_or_else(|| refused(format!("{factor:?} is no factor of 0 or more")))?;
        options = options.with_relation(relation(name.trim())?, number);
    }
    Ok(options)
}

fn relation(name: &str) -> Result<Relation, Error> {
    let relation = Relation::ALL.into_iter().find(|relation| relation.name() == name);
    relation.ok_or_else(|| {
        let names: Vec<&str> = Relation::ALL.iter().map(|relation| relation.name()).collect();
        refused(format!("no relation is called {name:?}; known are {}", names.join(", ")))
    })
}

fn refused(reason: String) -> Error {
    Error::InvalidOption { field: "--relations".into(), reason }
}
