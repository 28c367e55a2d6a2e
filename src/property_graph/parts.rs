//! What a graph is assembled from.

use crate::analysis::Analysis;
use crate::graph::build::NodeLayout;
use crate::graph::{Adjacency, Graph};
use crate::parse::Corpus;
use crate::resolve::Resolution;

/// The results of all stages.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    /// What was read.
    pub corpus: &'a Corpus,
    /// Which names are one thing.
    pub resolution: &'a Resolution,
    /// The full graph, which gives the ids of articles that the view does not hold.
    pub graph: &'a Graph,
    /// The view that is written: the full graph itself or a part of it.
    pub view: &'a Graph,
    /// The measures and clusters of the view.
    pub analysis: &'a Analysis,
}

impl Parts<'_> {
    /// The relations that were measured, weighted as they were: what a measure is a function of. O(nodes + edges).
    #[must_use]
    pub fn adjacency(&self) -> Adjacency {
        let factors = &self.analysis.relations;
        self.view.adjacency(|relation| factors.get(relation.name()).copied().unwrap_or(0.0))
    }

    /// Where articles, editions and entities stand in the full graph.
    pub(super) fn layout(&self) -> NodeLayout {
        NodeLayout::new(self.corpus)
    }
}

#[cfg(test)]
mod tests {
    use super::Parts;
    use crate::analysis::{AnalysisOptions, analyze, centrality};
    use crate::graph::Relation;
    use crate::graph::build::build;
    use crate::graph::sample::{corpus, resolution};
    use crate::property_graph::sample::four_pages;

    #[test]
    fn a_measure_of_the_adjacency_is_that_of_the_analysis() {
        let corpus = corpus(&four_pages());
        let resolution = resolution(&corpus);
        let graph = build(&corpus, &resolution);
        let options = AnalysisOptions::default().with_relation(Relation::Tagged, 0.5);
        let analysis = analyze(&corpus, &resolution, &graph, &options);
        let parts = Parts {
            corpus: &corpus,
            resolution: &resolution,
            graph: &graph,
            view: &graph,
            analysis: &analysis,
        };
        assert_eq!(centrality::degree(&parts.adjacency()).raw, analysis.degree);
        assert_eq!(centrality::strength(&parts.adjacency()).raw, analysis.strength);
    }
}
