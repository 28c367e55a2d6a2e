//! The whole run after reading: resolve, graph, analyze, assemble.

mod previous;

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::analysis::trend::TrendOptions;
use crate::analysis::{AnalysisOptions, analyze};
use crate::error::Error;
pub use crate::graph::View;
use crate::graph::build as graph_of;
use crate::graph::concepts::{ConceptsOptions, concepts};
use crate::graph::id::{inherited, node_ids};
use crate::parse::Corpus;
use crate::property_graph::assemble::{Settings, assemble};
use crate::property_graph::{Parts, PropertyGraph};
use crate::remark::Remark;
use crate::resolve::{JudgedPairs, Resolution, ResolveOptions, VerdictCache, resolve};
use portent_graph::layout::Layout;

/// How a graph is built.
#[derive(Debug, Clone, Default)]
pub struct BuildOptions {
    resolve: ResolveOptions,
    view: View,
    concepts: ConceptsOptions,
    layout: Layout,
    analysis: AnalysisOptions,
    trends: Option<TrendOptions>,
    previous: Option<PropertyGraph>,
}

impl BuildOptions {
    /// How names are resolved; default [`ResolveOptions::default`].
    #[must_use]
    pub fn with_resolve(self, resolve: ResolveOptions) -> Self {
        Self { resolve, ..self }
    }

    /// Pairs of names that were judged elsewhere; default none.
    #[must_use]
    pub fn with_judged(self, judged: Option<Arc<JudgedPairs>>) -> Self {
        Self { resolve: self.resolve.with_judged(judged), ..self }
    }

    /// Verdicts of earlier runs; see [`ResolveOptions::with_cache`].
    #[must_use]
    pub fn with_cache(self, cache: Option<Arc<VerdictCache>>) -> Self {
        Self { resolve: self.resolve.with_cache(cache), ..self }
    }

    /// How names are resolved.
    #[must_use]
    pub fn resolve(&self) -> &ResolveOptions {
        &self.resolve
    }

    /// Which view; default full.
    #[must_use]
    pub fn with_view(self, view: View) -> Self {
        Self { view, ..self }
    }

    /// What the view `concepts` keeps; default [`ConceptsOptions::default`].
    #[must_use]
    pub fn with_concepts(self, concepts: ConceptsOptions) -> Self {
        Self { concepts, ..self }
    }

    /// Where nodes stand; default [`Layout::Packed`].
    #[must_use]
    pub fn with_layout(self, layout: Layout) -> Self {
        Self { layout, ..self }
    }

    /// How the view is measured; default [`AnalysisOptions::default`].
    #[must_use]
    pub fn with_analysis(self, analysis: AnalysisOptions) -> Self {
        Self { analysis, ..self }
    }

    /// How trends are measured; default not at all.
    #[must_use]
    pub fn with_trends(self, trends: Option<TrendOptions>) -> Self {
        Self { trends, ..self }
    }

    /// An earlier graph of these pages, from which ids, cluster keys and labels are taken over where the mentions
    /// overlap by half; default none.
    #[must_use]
    pub fn with_previous(self, previous: Option<PropertyGraph>) -> Self {
        Self { previous, ..self }
    }
}

/// A step of the run, told before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// Judging which names are one thing.
    Resolve,
    /// Joining articles and entities.
    Graph,
    /// Measuring and clustering.
    Analyze,
    /// Filling the columns of the result.
    Assemble,
}

impl Stage {
    /// All steps, in order.
    pub const ALL: [Self; 4] = [Self::Resolve, Self::Graph, Self::Analyze, Self::Assemble];

    /// What the step does, for a progress line.
    #[must_use]
    pub fn summary(self) -> &'static str {
        match self {
            Self::Resolve => "resolving names",
            Self::Graph => "building the graph",
            Self::Analyze => "measuring and clustering",
            Self::Assemble => "assembling the result",
        }
    }
}

/// Builds the typed graph of a corpus.
///
/// # Errors
/// [`Error::Malformed`] where the decisions file cannot be used, or a given label belongs to no cluster.
///
/// ```
/// use portent::{parse::Corpus, pipeline::{BuildOptions, build}};
/// let graph = build(&Corpus::default(), &BuildOptions::default())?;
/// assert_eq!(graph.node_count(), 0);
/// # Ok::<(), portent::Error>(())
/// ```
pub fn build(corpus: &Corpus, options: &BuildOptions) -> Result<PropertyGraph, Error> {
    build_with_progress(corpus, options, &|_| ControlFlow::Continue(()))
}

/// [`build`], telling each step before it begins. `progress` ends the run with [`ControlFlow::Break`].
///
/// # Errors
/// As [`build`]; [`Error::Canceled`] where `progress` ended the run.
pub fn build_with_progress(
    corpus: &Corpus,
    options: &BuildOptions,
    progress: &dyn Fn(Stage) -> ControlFlow<()>,
) -> Result<PropertyGraph, Error> {
    let begin = |stage| match progress(stage) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Error::Canceled),
    };
    begin(Stage::Resolve)?;
    let mut resolution = resolve(corpus, &options.resolve)?;
    begin(Stage::Graph)?;
    let graph = graph_of::build_with_ids(corpus, &resolution, ids(corpus, &resolution, options));
    // Millions, and nothing that follows asks for them.
    resolution.pairs = Vec::new();
    let concept_view = match options.view {
        View::Full => None,
        View::Concepts => Some(concepts(corpus, &resolution, &graph, &options.concepts)),
    };
    let (view, remarks) = match &concept_view {
        Some((view, remarks)) => (view, remarks.clone()),
        None => (&graph, Vec::new()),
    };
    begin(Stage::Analyze)?;
    let analysis = analyze(corpus, &resolution, view, &analysis_options(options));
    begin(Stage::Assemble)?;
    if let Some(labels) = options.analysis.labels() {
        labels.check(&analysis.cards)?;
    }
    let parts = Parts { corpus, resolution: &resolution, graph: &graph, view, analysis: &analysis };
    Ok(assemble(&parts, settings(options, remarks)))
}

fn ids(corpus: &Corpus, resolution: &Resolution, options: &BuildOptions) -> Vec<String> {
    let own = node_ids(corpus, resolution);
    match &options.previous {
        Some(previous) => inherited(own, &previous::ids(corpus, resolution, previous)),
        None => own,
    }
}

fn analysis_options(options: &BuildOptions) -> AnalysisOptions {
    let previous = options.previous.as_ref().map(previous::clusters);
    options.analysis.clone().with_previous(previous)
}

/// What the header says of the options.
fn settings(options: &BuildOptions, remarks: Vec<Remark>) -> Settings {
    Settings {
        view: options.view,
        duplicates: options.resolve.mode(),
        layout: options.layout,
        seed: options.analysis.seed(),
        remarks,
        trends: options.trends,
    }
}
