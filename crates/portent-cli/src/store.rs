//! What a run reads and makes, kept until the process ends.

use std::cell::OnceCell;

use portent::parse::Corpus;
use portent::property_graph::PropertyGraph;

/// Articles and graphs of a run. `main` ends the process without dropping them: giving back a million texts one by one
/// takes time, and the system takes them all at once.
#[derive(Default)]
pub(crate) struct Store {
    corpus: OnceCell<Corpus>,
    graph: OnceCell<PropertyGraph>,
    part: OnceCell<PropertyGraph>,
}

impl Store {
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

    /// Keeps the part of the graph that is written.
    pub(crate) fn part(&self, part: PropertyGraph) -> &PropertyGraph {
        self.part.get_or_init(|| part)
    }
}
