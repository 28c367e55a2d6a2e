//! Times each stage of a build: `cargo xtask measure_stages FOLDER [THREADS [rest]]` (default 1,
//! so that the seconds are those of one core). Where the system counts them, CPU seconds of user and system stand
//! beside the others: load does not change them. `rest` leaves the stages of resolution out.

use std::{error::Error, path::PathBuf};

use portent::analysis::cluster::leiden::{LeidenOptions, leiden};
use portent::analysis::{AnalysisOptions, analyze, centrality, connections, recurrence};
use portent::export::{ExportOptions, output, target};
use portent::graph::occurrence::Occurrences;
use portent::index::TiSlice;
use portent::parse::{self, Corpus, ReadOptions};
use portent::pipeline::{BuildOptions, build};
use portent::property_graph::Parts;
use portent::property_graph::PropertyGraph;
use portent::property_graph::assemble::{Settings, assemble};
use portent::resolve::stages::{self, Judge, Lexicon, Texts};
use portent::resolve::{ResolveOptions, Verdict, resolve};
use portent::{graph, layout::packed::packed};

use crate::timing::timed;

pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = arguments;
    let folder = PathBuf::from(arguments.next().ok_or("a folder of articles is needed")?);
    let threads = arguments.next().map_or(Ok(1), |threads| threads.parse())?;
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    let corpus = timed("read", || parse::read(&[folder], &ReadOptions::default()))?;
    if arguments.next().is_none() {
        time_resolution(&corpus);
        timed("build", || build(&corpus, &BuildOptions::default()))?;
    }
    let built = time_analysis(&corpus)?;
    for place in ["graph.graphml", "graph.gexf", "graph.dot", "graph.json", "csv:"] {
        timed(place, || write(&built, place))?;
    }
    Ok(())
}

fn time_resolution(corpus: &Corpus) {
    let options = ResolveOptions::default();
    let (names, _) = timed("names", || stages::names(corpus, &[]));
    let names = std::sync::Arc::new(names);
    let texts = timed("texts", || Texts::read(corpus));
    timed("lexicon", || Lexicon::new(corpus, &names));
    timed("train", || stages::train(corpus, &texts, 0));
    let judge = timed("lexicon, texts, train, encode", || Judge::new(corpus, &names, &options));
    let near = timed("near", || judge.neighbors());
    let pairs = near.as_ref().map_or(0, |near| near.pairs.len());
    let promising = |a, b| judge.is_worthwhile(a, b);
    let likeness = |a, b| judge.nearness(a, b);
    let block = || stages::candidates(judge.lexicon(), &names, near.as_ref(), promising, likeness);
    let candidates = timed("block", block).pairs;
    let is_duplicate = |pair: &&(_, _)| judge.judge_near(pair.0, pair.1).verdict == Verdict::Duplicate;
    let duplicates = timed("judge", || candidates.iter().filter(is_duplicate).count());
    println!(
        "{} names, {pairs} near pairs, {} candidates, {duplicates} duplicates",
        names.len(),
        candidates.len()
    );
}

fn time_analysis(corpus: &Corpus) -> Result<PropertyGraph, Box<dyn Error>> {
    let resolution = timed("all of resolution", || resolve(corpus, &ResolveOptions::default()))?;
    let graph = timed("graph", || graph::build::build(corpus, &resolution));
    let adjacency = graph.adjacency(|relation| f64::from(u8::from(relation.measured_by_default())));
    timed("adjacency", || graph.adjacency(|relation| f64::from(u8::from(relation.measured_by_default()))));
    let levels = timed("Leiden", || leiden(&adjacency, &LeidenOptions::default()));
    timed("betweenness", || centrality::betweenness(&adjacency, &Default::default()));
    timed("closeness", || centrality::closeness(&adjacency, &Default::default()));
    timed("eigenvector", || centrality::eigenvector(&adjacency, &Default::default()));
    timed("pagerank", || centrality::pagerank(&adjacency, &Default::default()));
    timed("core", || centrality::core(&adjacency));
    let occurrences = timed("occurrences", || Occurrences::new(corpus, &resolution));
    timed("recurrence", || recurrence::recurrence(corpus, &resolution, &occurrences, &graph.nodes.raw));
    let apart = timed("without near copies", || occurrences.without_near_copies());
    timed("connections", || connections::connections(&resolution, &apart));
    let analysis =
        timed("all of analysis", || analyze(corpus, &resolution, &graph, &AnalysisOptions::default()));
    let sizes = vec![1.0; graph.nodes.len()];
    levels
        .last()
        .iter()
        .for_each(|result| drop(timed("layout", || packed(&result.cluster_of, TiSlice::from_ref(&sizes)))));
    let (view, analysis) = (&graph, &analysis);
    let parts = Parts { corpus, resolution: &resolution, graph: &graph, view, analysis };
    Ok(timed("assemble", || assemble(&parts, Settings::default())))
}

fn write(graph: &PropertyGraph, place: &str) -> Result<(), portent::Error> {
    let folder = std::env::temp_dir().join("portent-measure-stages");
    let place = match place.strip_suffix(':') {
        Some(format) => format!("{format}:{}/", folder.display()),
        None => folder.join(place).display().to_string(),
    };
    let mut outputs = output::open(&target::parse(&place, None)?)?;
    output::write(&mut outputs, graph, &ExportOptions::default())?;
    output::commit(outputs, output::Existing::Replaced).map(drop)
}
