//! Measures and clusters of a graph.
//!
//! 1. [`recurrence`] counts how often and when each thing occurs, [`connections`] what it meets.
//! 2. [`trend`] tells what is rare and grows, [`burst`] when a thing was spoken of far more than usual, [`evolution`] what the
//!    themes of each period become.
//! 3. [`centrality`] measures each node's place in the graph, [`cluster`] finds what belongs together: both are pure
//!    functions over a [`crate::graph::Adjacency`] of the measured relations.

pub mod cluster;
pub mod connections;
pub mod evolution;
pub mod recurrence;
pub mod trend;

pub use portent_graph::{biconnected, burst, centrality, components};

use std::collections::BTreeMap;

use crate::graph::occurrence::Occurrences;
use crate::graph::{Adjacency, Graph, Relation};
use crate::parse::Corpus;
use crate::remark::Remark;
use crate::resolve::Resolution;
use centrality::{
    BetweennessOptions, ClosenessOptions, Distances, Effort, EigenvectorOptions, PagerankOptions,
};
use cluster::Partition;
use cluster::card::ClusterCard;
use cluster::given::GivenLabels;
use cluster::inherit::Previous;
use cluster::membership::Membership;
use connections::Connections;
use portent_graph::index::TiSlice;
use portent_graph::parallel;
use recurrence::Recurrence;

/// How a graph is measured.
#[derive(Debug, Clone, PartialEq)]
pub struct AnalysisOptions {
    relations: BTreeMap<Relation, f64>,
    betweenness: Effort,
    closeness: Effort,
    distances: Distances,
    resolution: f64,
    seed: u64,
    stability: Option<u32>,
    previous: Option<Previous>,
    labels: Option<GivenLabels>,
}

impl Default for AnalysisOptions {
    fn default() -> Self {
        let measured = Relation::ALL.into_iter().filter(|relation| relation.measured_by_default());
        Self {
            relations: measured.map(|relation| (relation, 1.0)).collect(),
            betweenness: Effort::Auto,
            closeness: Effort::Auto,
            distances: Distances::Hops,
            resolution: 1.0,
            seed: 0,
            stability: None,
            previous: None,
            labels: None,
        }
    }
}

impl AnalysisOptions {
    /// Factor of each relation's weights in measures and clusters; a relation without one is left out; default 1
    /// for those of [`Relation::measured_by_default`].
    #[must_use]
    pub fn with_relations(self, relations: BTreeMap<Relation, f64>) -> Self {
        Self { relations, ..self }
    }

    /// The factor of one relation's weights; 0 leaves it out, also where [`analyze`] would take it in.
    #[must_use]
    pub fn with_relation(mut self, relation: Relation, factor: f64) -> Self {
        self.relations.insert(relation, factor.max(0.0));
        self
    }

    /// These options, with links between articles where nothing was said of them and most of the graph rests on them: in an
    /// archive of notes that link to each other and have few tags, measures without links would find no clusters.
    fn with_links_of(&self, graph: &Graph) -> (Self, Option<Remark>) {
        let count =
            |wanted: &[Relation]| graph.edges.iter().filter(|edge| wanted.contains(&edge.relation)).count();
        let (links, mentions) = (count(&[Relation::Links]), count(&[Relation::Mentions, Relation::Tagged]));
        if links <= mentions || self.relations.contains_key(&Relation::Links) {
            return (self.clone(), None);
        }
        let options = self.clone().with_relation(Relation::Links, 1.0);
        (options, Some(Remark::LinksMeasured { links, mentions }))
    }

    /// Work that may go into betweenness; default auto.
    #[must_use]
    pub fn with_betweenness(self, betweenness: Effort) -> Self {
        Self { betweenness, ..self }
    }

    /// Work that may go into closeness; default auto.
    #[must_use]
    pub fn with_closeness(self, closeness: Effort) -> Self {
        Self { closeness, ..self }
    }

    /// Length of a path in betweenness and closeness; default hops.
    #[must_use]
    pub fn with_distances(self, distances: Distances) -> Self {
        Self { distances, ..self }
    }

    /// Higher gives more and smaller clusters; default 1.
    #[must_use]
    pub fn with_resolution(self, resolution: f64) -> Self {
        Self { resolution, ..self }
    }

    /// Seed of clusters and samples; default 0.
    #[must_use]
    pub fn with_seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// Seed of clusters and samples.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Runs over which the stability of clusters is measured; default none.
    #[must_use]
    pub fn with_stability(self, stability: Option<u32>) -> Self {
        Self { stability, ..self }
    }

    /// Clusters of an earlier graph, to keep what stayed; default none.
    #[must_use]
    pub fn with_previous(self, previous: Option<Previous>) -> Self {
        Self { previous, ..self }
    }

    /// Labels that a person gives to clusters; default none. They win over those of an earlier graph.
    #[must_use]
    pub fn with_labels(self, labels: Option<GivenLabels>) -> Self {
        Self { labels, ..self }
    }

    /// Labels that a person gives.
    pub(crate) fn labels(&self) -> Option<&GivenLabels> {
        self.labels.as_ref()
    }
}

/// The measures and clusters of a graph; one entry a node where nothing else is said.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Analysis {
    /// Edges of the measured relations.
    pub degree: Vec<u32>,
    /// Summed weight of those edges.
    pub strength: Vec<f64>,
    /// PageRank.
    pub pagerank: Vec<f64>,
    /// Betweenness.
    pub betweenness: Vec<f64>,
    /// Harmonic closeness.
    pub closeness: Vec<f64>,
    /// Eigenvector centrality.
    pub eigenvector: Vec<f64>,
    /// Core number.
    pub core: Vec<u32>,
    /// How often and when it occurs.
    pub recurrence: Vec<Recurrence>,
    /// What each entity meets.
    pub connections: Connections,
    /// Clusters, finest level first; the last is the result.
    pub levels: Vec<Partition>,
    /// What is known of each cluster of the result.
    pub cards: Vec<ClusterCard>,
    /// How far each node stands in its cluster of the result, and in which other one; `None` without an edge.
    pub membership: Vec<Option<Membership>>,
    /// How the clusters hold over several runs, where asked for.
    pub stability: Option<Vec<Option<f64>>>,
    /// Factor of each measured relation, by name.
    pub relations: BTreeMap<String, f64>,
    /// How each measure that leaves a choice was computed, by column name.
    pub measures: BTreeMap<String, String>,
    /// Remarks for the user.
    pub remarks: Vec<Remark>,
}

/// Measures a graph (a view of the corpus, all of whose nodes stand for something in it) and finds its clusters.
///
/// Links between articles are measured where they outnumber mentions and tags, unless the options say otherwise.
/// Strength, PageRank, eigenvector centrality and clusters use weight times the relation's factor; degree, core,
/// betweenness and closeness count edges unless [`Distances::Weighted`]. Independent measures run in parallel;
/// the result does not depend on the number of threads.
#[must_use]
pub fn analyze(
    corpus: &Corpus,
    resolution: &Resolution,
    graph: &Graph,
    options: &AnalysisOptions,
) -> Analysis {
    let (options, links) = options.with_links_of(graph);
    let options = &options;
    let adjacency = graph.adjacency(|relation| options.relations.get(&relation).copied().unwrap_or(0.0));
    let occurrences = Occurrences::new(corpus, resolution);
    let ((clusters, counted), measured) = parallel::join(
        || {
            let clusters = cluster::clusters(graph, &adjacency, options);
            (clusters, counts(corpus, resolution, &occurrences, graph))
        },
        || centralities(&adjacency, options),
    );
    let named = (&adjacency, TiSlice::from_ref(&measured.pagerank));
    let (cards, remarks) = cluster::describe((corpus, graph), &occurrences, named, &clusters, options);
    let relations = options.relations.iter().filter(|(_, factor)| **factor > 0.0);
    let (recurrence, connections) = counted;
    let runs = clusters.stability.as_ref().map(|stability| stability.runs);
    let mut analysis = Analysis {
        recurrence,
        connections,
        cards,
        stability: clusters.stability.map(|stability| stability.of_node.into()),
        levels: clusters.levels,
        membership: clusters.membership.into(),
        relations: relations.map(|(relation, &factor)| (relation.name().into(), factor)).collect(),
        remarks: links.into_iter().chain(remarks).collect(),
        ..measured
    };
    analysis.measures.extend(statements(options, runs));
    analysis
}

/// Recurrence of each node, connections of each entity.
fn counts(
    corpus: &Corpus,
    resolution: &Resolution,
    occurrences: &Occurrences,
    graph: &Graph,
) -> (Vec<Recurrence>, Connections) {
    let recurrence = recurrence::recurrence(corpus, resolution, occurrences, &graph.nodes.raw);
    (recurrence, connections::connections(resolution, &occurrences.without_near_copies()))
}

/// The measures of [`centrality`], and how the sampled ones were computed.
fn centralities(adjacency: &Adjacency, options: &AnalysisOptions) -> Analysis {
    let &AnalysisOptions { distances, seed, .. } = options;
    let paths = || {
        let between =
            BetweennessOptions { effort: options.betweenness, distances, seed, ..Default::default() };
        let close = ClosenessOptions { effort: options.closeness, distances, seed, ..Default::default() };
        (centrality::betweenness(adjacency, &between), centrality::closeness(adjacency, &close))
    };
    let spectra = || {
        (
            centrality::pagerank(adjacency, &PagerankOptions::default()),
            centrality::eigenvector(adjacency, &EigenvectorOptions::default()),
        )
    };
    let ((betweenness, closeness), (pagerank, eigenvector)) = parallel::join(paths, spectra);
    let lengths = match distances {
        Distances::Hops => "hops",
        Distances::Weighted => "distance",
    };
    let statement = |name: &str, method| (name.to_owned(), format!("{lengths}, {method}"));
    Analysis {
        degree: centrality::degree(adjacency).into(),
        strength: centrality::strength(adjacency).into(),
        core: centrality::core(adjacency).into(),
        measures: BTreeMap::from([
            statement("betweenness", betweenness.method),
            statement("closeness", closeness.method),
        ]),
        pagerank: pagerank.into(),
        eigenvector: eigenvector.into(),
        betweenness: betweenness.values.into(),
        closeness: closeness.values.into(),
        ..Analysis::default()
    }
}

/// How clusters were found, and stability measured over so many runs.
fn statements(options: &AnalysisOptions, runs: Option<u32>) -> Vec<(String, String)> {
    let &AnalysisOptions { resolution, seed, .. } = options;
    let stability = runs.map(|runs| {
        ("stability".into(), format!("co-assignment over {runs} runs of Leiden, corrected for chance"))
    });
    let cluster = ("cluster".into(), format!("Leiden, weight, resolution {resolution}, seed {seed}"));
    stability.into_iter().chain([cluster]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::article::parse_article;
    use crate::parse::corpus::from_articles;
    use crate::parse::{KindId, Schema};

    /// Three notes that link in a row; the first one has so many tags.
    fn measured(tags: usize, options: &AnalysisOptions) -> (Vec<f64>, usize) {
        let tags: String = (0..tags).map(|at| format!("* tag {at}\n")).collect();
        let pages = [
            ("a.md", format!("# A\n\nSee [[b]].\n\n## Keywords\n\n{tags}")),
            ("b.md", "# B\n\nSee [[c]].\n".to_owned()),
            ("c.md", "# C\n\nThe end.\n".to_owned()),
        ];
        let schema = Schema::default();
        let pages = pages.iter().map(|(path, text)| parse_article(path, text, &schema)).collect();
        let corpus = from_articles(pages, &schema);
        let resolution =
            crate::resolve::resolve(&corpus, &crate::resolve::ResolveOptions::default()).unwrap();
        let graph = crate::graph::build::build(&corpus, &resolution);
        let articles = graph.nodes.iter().filter(|node| node.kind == KindId::ARTICLE).count();
        let analysis = analyze(&corpus, &resolution, &graph, options);
        let said = analysis.remarks.iter().filter(|remark| matches!(remark, Remark::LinksMeasured { .. }));
        (analysis.strength[..articles].to_vec(), said.count())
    }

    #[test]
    fn links_are_measured_where_they_outnumber_tags() {
        let usual = AnalysisOptions::default();
        assert_eq!(measured(1, &usual), (vec![2.0, 2.0, 1.0], 1));
        assert_eq!(measured(2, &usual), (vec![2.0, 0.0, 0.0], 0));
        assert_eq!(measured(1, &usual.clone().with_relation(Relation::Links, 0.0)), (vec![1.0, 0.0, 0.0], 0));
        assert_eq!(measured(2, &usual.with_relation(Relation::Links, 1.0)), (vec![3.0, 2.0, 1.0], 0));
    }
}
