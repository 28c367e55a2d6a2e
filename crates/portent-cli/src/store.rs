//! What a run reads and makes, kept until the process ends.

use std::cell::OnceCell;

use std::sync::{Arc, OnceLock};

use portent::parse::Corpus;
use portent::property_graph::PropertyGraph;
use portent::resolve::{Archive, VerdictCache};

/// Articles and graphs of a run. `main` ends the process without dropping them: giving back a million texts one by one
/// takes time, and the system takes them all at once.
#[derive(Default)]
pub(crate) struct Store {
    corpus: OnceCell<Corpus>,
    graph: OnceCell<PropertyGraph>,
    part: OnceCell<PropertyGraph>,
    /// What later builds of the process take over.
    pub(crate) kept: Kept,
}

/// What builds of one process share.
#[derive(Default, Clone)]
pub(crate) struct Kept {
    /// Verdicts on pairs of names.
    pub(crate) cache: Option<Arc<VerdictCache>>,
    /// Whether statistics of names are those of the first build.
    pub(crate) freezes: bool,
    /// Those statistics.
    pub(crate) archive: Arc<OnceLock<Arc<Archive>>>,
}

impl Store {
    /// An empty store that takes over what builds of one process share.
    pub(crate) fn of(kept: Kept) -> Self {
        Self { kept, ..Self::default() }
    }

    /// Keeps the articles that a run is about.
    pub(crate) fn corpus(&self, corpus: Corpus) -> &Corpus {
        self.corpus.get_or_init(|| corpus)
    }

    /// The articles that were read, where any were.
    pub(crate) fn read(&self) -> Option<&Corpus> {
        self.corpus.get()
    }

    /// Keeps the graph that a run is about.
    pub(crate) fn graph(&self, graph: PropertyGraph) -> &PropertyGraph {
        self.graph.get_or_init(|| graph)
    }

    /// The graph that the run is about, where one was built.
    pub(crate) fn joined(&self) -> Option<&PropertyGraph> {
        self.graph.get()
    }

    /// Keeps the part of the graph that is written.
    pub(crate) fn part(&self, part: PropertyGraph) -> &PropertyGraph {
        self.part.get_or_init(|| part)
    }
}
