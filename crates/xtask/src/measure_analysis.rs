//! Times what is done to a graph, piece by piece, by the clock and by the processor, and what it is asked afterwards:
//! `cargo xtask measure_analysis FOLDER [THREADS] [off]` (default 2; `off`: equal names alone are one
//! thing, so that little time goes into resolution).

use std::path::PathBuf;

use portent::analysis::centrality::{self, BetweennessOptions, ClosenessOptions, Effort};
use portent::analysis::cluster::leiden::{LeidenOptions, coarser, leiden};
use portent::analysis::cluster::stability::{StabilityOptions, stability};
use portent::analysis::trend::TrendOptions;
use portent::analysis::{AnalysisOptions, analyze, connections, recurrence};
use portent::graph::concepts::{ConceptsOptions, concepts};
use portent::graph::occurrence::Occurrences;
use portent::graph::{Adjacency, Graph, build};
use portent::parse::{self, Corpus, ReadOptions};
use portent::property_graph::assemble::{Settings, assemble};
use portent::property_graph::{Parts, PropertyGraph, trends};
use portent::query;
use portent::remark::Remark;
use portent::resolve::{DuplicateMode, Resolution, ResolveOptions, resolve};

use crate::timing::timed;

pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = arguments;
    let folder = PathBuf::from(arguments.next().ok_or("a folder of articles is needed")?);
    let threads = arguments.next().map_or(Ok(2), |threads| threads.parse())?;
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    let corpus = timed("read", || parse::read(&[folder], &ReadOptions::default()))?;
    let mode = if arguments.next().is_some() { DuplicateMode::Off } else { DuplicateMode::Merge };
    let options = ResolveOptions::default().with_mode(mode);
    let resolution = timed("resolve", || resolve(&corpus, &options))?;
    let graph = timed("graph", || build::build(&corpus, &resolution));
    timed("view concepts", || concepts(&corpus, &resolution, &graph, &ConceptsOptions::default()));
    let adjacency = graph.adjacency(|relation| f64::from(u8::from(relation.measured_by_default())));
    println!("{} nodes, {} measured edges", adjacency.len(), adjacency.edge_count());
    centralities(&adjacency);
    clusters(&adjacency);
    counts(&corpus, &resolution, &graph);
    let options = AnalysisOptions::default();
    let analysis = timed("all of analysis", || analyze(&corpus, &resolution, &graph, &options));
    let parts =
        Parts { corpus: &corpus, resolution: &resolution, graph: &graph, view: &graph, analysis: &analysis };
    let assembled = timed("assemble", || assemble(&parts, Settings::default()));
    questions(&assembled)?;
    Ok(())
}

fn centralities(adjacency: &Adjacency) {
    timed("degree", || centrality::degree(adjacency));
    timed("strength", || centrality::strength(adjacency));
    timed("core", || centrality::core(adjacency));
    timed("pagerank", || centrality::pagerank(adjacency, &Default::default()));
    timed("eigenvector", || centrality::eigenvector(adjacency, &Default::default()));
    let effort = Effort::Sampled;
    timed("closeness, sampled", || {
        centrality::closeness(adjacency, &ClosenessOptions { effort, ..Default::default() })
    });
    timed("betweenness, sampled", || {
        centrality::betweenness(adjacency, &BetweennessOptions { effort, ..Default::default() })
    });
}

fn clusters(adjacency: &Adjacency) {
    let options = LeidenOptions::default();
    let levels = timed("Leiden with levels", || leiden(adjacency, &options));
    let Some(result) = levels.last() else { return };
    let above = LeidenOptions { resolution: 0.25, ..options };
    timed("parents of clusters", || coarser(adjacency, result, &above));
    let found = timed("stability, ten runs", || stability(adjacency, result, &StabilityOptions::default()));
    println!("{}", Remark::from(&found));
}

fn counts(corpus: &Corpus, resolution: &Resolution, graph: &Graph) {
    let occurrences = timed("occurrences", || Occurrences::new(corpus, resolution));
    timed("recurrence", || recurrence::recurrence(corpus, resolution, &occurrences, &graph.nodes.raw));
    let distinct = timed("near-copies", || occurrences.without_near_copies());
    timed("connections", || connections::connections(resolution, &distinct));
}

fn questions(graph: &PropertyGraph) -> Result<(), portent::Error> {
    timed("trends", || trends::trends(graph, &TrendOptions::default()));
    timed("top", || query::top(graph, &Default::default()))?;
    timed("recurring", || query::recurring(graph, &Default::default()))?;
    timed("clusters", || query::clusters(graph, &Default::default()))?;
    timed("diff of equals", || query::diff(graph, graph, &Default::default()));
    Ok(())
}
