//! Times each stage of a build by the clock and by the processor: `cargo run --release --example measure_stages -- FOLDER [THREADS]` (default 1, so that
//! the seconds are those of one core).

#![allow(clippy::print_stdout)] // a program tells its user

use std::{error::Error, path::PathBuf, time::Instant};

use portent::analysis::cluster::leiden::{LeidenOptions, leiden};
use portent::analysis::{AnalysisOptions, analyze, centrality};
use portent::export::{ExportOptions, output, target};
use portent::parse::{self, Corpus, ReadOptions};
use portent::pipeline::{BuildOptions, build};
use portent::resolve::judge::Judge;
use portent::resolve::lexicon::Lexicon;
use portent::resolve::vectors::{self, Texts};
use portent::resolve::{ResolveOptions, Verdict, block, names, resolve};
use portent::{graph, property_graph::PropertyGraph};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("a folder of articles is needed")?);
    let threads = arguments.next().map_or(Ok(1), |threads| threads.parse())?;
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    let corpus = timed("read", || parse::read(&[folder], &ReadOptions::default()))?;
    time_resolution(&corpus);
    time_analysis(&corpus)?;
    let built = timed("build", || build(&corpus, &BuildOptions::default()))?;
    for place in ["graph.graphml", "graph.gexf", "graph.dot", "graph.json", "csv:"] {
        timed(place, || write(&built, place))?;
    }
    Ok(())
}

fn timed<T>(stage: &str, work: impl FnOnce() -> T) -> T {
    let (start, cpu) = (Instant::now(), cpu_seconds());
    let value = work();
    let (seconds, cpu) = (start.elapsed().as_secs_f64(), cpu_seconds() - cpu);
    println!("{seconds:8.3} s  {cpu:6.2} CPU s  {stage}");
    value
}

/// Processor time of all threads of this process, which company on the machine hardly changes; 0 outside Linux.
fn cpu_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = text.rsplit(") ").next().unwrap_or_default();
    let ticks = behind_name.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

fn time_resolution(corpus: &Corpus) {
    let options = ResolveOptions::default();
    let (names, _) = timed("names", || names::names(corpus, &[]));
    timed("lexicon", || Lexicon::new(corpus, &names));
    let texts = timed("texts", || Texts::read(corpus));
    timed("train", || vectors::train(corpus, &texts, 0));
    let judge = timed("lexicon, texts, train, encode", || Judge::new(corpus, &names, &options));
    let (near, _) = timed("near", || judge.neighbors());
    let pairs = near.as_ref().map_or(0, Vec::len);
    let promising = |a, b| judge.is_worthwhile(a, b);
    let candidates = timed("block", || block::candidates(judge.lexicon(), &names, near, promising)).pairs;
    let is_duplicate = |pair: &&(_, _)| judge.judge(pair.0, pair.1).verdict == Verdict::Duplicate;
    let duplicates = timed("judge", || candidates.iter().filter(is_duplicate).count());
    println!(
        "{} names, {pairs} near pairs, {} candidates, {duplicates} duplicates",
        names.len(),
        candidates.len()
    );
}

fn time_analysis(corpus: &Corpus) -> Result<(), Box<dyn Error>> {
    let resolution = timed("all of resolution", || resolve(corpus, &ResolveOptions::default()))?;
    let graph = timed("graph", || graph::build::build(corpus, &resolution));
    let adjacency = graph.adjacency(|relation| f64::from(u8::from(relation.measured_by_default())));
    timed("Leiden", || leiden(&adjacency, &LeidenOptions::default()));
    timed("betweenness", || centrality::betweenness(&adjacency, &Default::default()));
    timed("closeness", || centrality::closeness(&adjacency, &Default::default()));
    timed("eigenvector", || centrality::eigenvector(&adjacency, &Default::default()));
    timed("pagerank", || centrality::pagerank(&adjacency, &Default::default()));
    timed("all of analysis", || analyze(corpus, &resolution, &graph, &AnalysisOptions::default()));
    Ok(())
}

fn write(graph: &PropertyGraph, place: &str) -> Result<(), portent::Error> {
    let folder = std::env::temp_dir().join("portent-measure-stages");
    let place = match place.strip_suffix(':') {
        Some(format) => format!("{format}:{}/", folder.display()),
        None => folder.join(place).display().to_string(),
    };
    let mut outputs = output::open(&target::parse(&place, None)?)?;
    output::write(&mut outputs, graph, &ExportOptions::default())?;
    output::commit(outputs).map(drop)
}
