//! Builds a graph: pages of folders, files and built graphs in, a graph out.

use std::ffi::CString;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use portent::Error;
use portent::parse::{Corpus, KeptPages};
use portent::phrases::{self, PhraseOptions};
use portent::pipeline;
use portent::property_graph::{self, is_graph_file, pages};
use portent::query;
use portent::resolve::{DecisionsFile, ResolveOptions};
use portent_settings::options::{build_options, read_options, resolve_options};
use portent_settings::{Configuration, Group, Settings};
use pyo3::exceptions::PyUserWarning;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

use crate::errors::{exception, raised};
use crate::graph::Graph;
use crate::options::configuration;
use crate::source::Source;
use crate::work::{self, Watch};

/// One path or several.
#[derive(FromPyObject)]
pub(crate) enum Paths {
    #[pyo3(transparent, annotation = "path")]
    One(PathBuf),
    #[pyo3(transparent, annotation = "list of paths")]
    Several(Vec<PathBuf>),
}

/// Why nothing was built.
enum Refused {
    Library(Error),
    Lost { message: String, hint: String },
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Library(error)
    }
}

/// What a build is asked for.
struct Order {
    paths: Vec<PathBuf>,
    configuration: Configuration,
    /// Decisions that are no file.
    decisions: Option<String>,
    closest: Option<usize>,
}

/// Builds the graph of folders, files and built graphs.
#[pyfunction]
#[pyo3(signature = (paths, *, config = None, decisions = None, closest = None, progress = None, **options))]
pub(crate) fn build(
    py: Python<'_>,
    paths: Paths,
    config: Option<PathBuf>,
    decisions: Option<&Bound<'_, PyAny>>,
    closest: Option<usize>,
    progress: Option<&Bound<'_, PyAny>>,
    options: Option<&Bound<'_, PyDict>>,
) -> PyResult<Graph> {
    let groups = [Group::Pages, Group::Names, Group::Graph, Group::Time];
    let mut configuration = configuration(py, &groups, config, options)?;
    let decisions = given(py, decisions, &mut configuration.settings)?;
    let paths = match paths {
        Paths::One(path) => vec![path],
        Paths::Several(paths) => paths,
    };
    let threads = configuration.settings.threads;
    let order = Order { paths, configuration, decisions, closest };
    let reporter = py.import("portent._progress")?.getattr("reporter")?.call1((progress,))?;
    let reporter = (!reporter.is_none()).then_some(&reporter);
    let built = work::run(py, reporter, threads, move |watch| built(&order, watch))?;
    if let Some(reporter) = reporter {
        reporter.getattr("done").map_or(Ok(()), |done| done.call0().map(drop))?;
    }
    let graph = match built {
        Ok(graph) => graph,
        Err(Refused::Library(error)) => return Err(raised(py, &error)),
        Err(Refused::Lost { message, hint }) => {
            return Err(exception(py, "FileError", &message, Some(&hint)));
        }
    };
    if let Some(lost) = graph.source.as_ref().and_then(|source| source.corpus.lost_files()) {
        let text = format!("{}; graph.diagnostics lists all", lost.warning());
        PyErr::warn(py, &py.get_type::<PyUserWarning>(), &CString::new(text)?, 1)?;
    }
    Ok(graph)
}

/// Decisions that a call gives: the path of a file goes into the settings, all else becomes the text of one.
fn given(
    py: Python<'_>,
    decisions: Option<&Bound<'_, PyAny>>,
    settings: &mut Settings,
) -> PyResult<Option<String>> {
    let Some(decisions) = decisions else { return Ok(None) };
    let is_path = decisions.cast::<PyString>().is_ok() || decisions.hasattr("__fspath__")?;
    if is_path {
        settings.decisions = Some(decisions.extract()?);
        return Ok(None);
    }
    let text = py.import("portent._decisions")?.getattr("text")?.call1((decisions,))?;
    Ok(Some(text.extract()?))
}

fn built(order: &Order, watch: &Watch) -> Result<Graph, Refused> {
    let go_on = |flow: ControlFlow<()>| match flow {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Error::Canceled),
    };
    go_on(watch.step("reading articles"))?;
    let corpus = read(order)?;
    go_on(watch.step("preparing"))?;
    let settings = &order.configuration.settings;
    let decide = |options: ResolveOptions| match &order.decisions {
        None => options,
        Some(text) => {
            let file = DecisionsFile { path: "decisions".into(), text: text.clone() };
            options.with_decisions(Some(file))
        }
    };
    let resolve = decide(resolve_options(settings, &corpus)?);
    let options = build_options(settings, &corpus)?.with_resolve(resolve.clone());
    let graph = pipeline::build_with_progress(&corpus, &options, &|stage| watch.step(stage.summary()))?;
    let graph = match order.closest {
        None => graph,
        Some(each) => {
            go_on(watch.step("finding the closest articles"))?;
            query::with_closest(graph, each)?
        }
    };
    Ok(Graph { graph: Arc::new(graph), source: Some(Arc::new(Source { corpus, resolve })) })
}

fn read(order: &Order) -> Result<Corpus, Refused> {
    let Configuration { settings, schema, .. } = &order.configuration;
    let (graphs, folders): (Vec<PathBuf>, Vec<PathBuf>) =
        order.paths.iter().cloned().partition(|path| is_graph_file(path));
    let kept = graphs.iter().map(|path| pages::pages(&property_graph::load(path)?, path));
    let kept: Vec<KeptPages> = kept.collect::<Result<_, Error>>()?;
    let options = read_options(settings, schema).with_kept(kept);
    let corpus = phrases::read(&folders, &options, settings.phrases, &PhraseOptions::default())?;
    match corpus.lost_files() {
        Some(lost) if corpus.articles.is_empty() => {
            Err(Refused::Lost { message: lost.refusal(), hint: lost.hint })
        }
        _ => Ok(corpus),
    }
}
