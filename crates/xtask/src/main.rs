//! Programs for the developers of portent: `cargo xtask NAME ARGUMENTS`.

#![allow(clippy::print_stdout)] // programs that tell their user

mod ask_about;
mod bcubed;
mod invent;
mod layout_edges;
mod layout_graph;
mod measure_analysis;
mod measure_broader;
mod measure_clusters;
mod measure_edges;
mod measure_guards;
mod measure_recovery;
mod measure_resolution;
mod measure_stages;
mod timing;
mod write_archive;
mod write_evidence;
mod write_formats;
mod write_hostile;
mod write_samples;

use std::error::Error;
use std::process::ExitCode;

/// What a program gets: the words after its name.
type Words = std::iter::Skip<std::env::Args>;

/// A program by name, with what it does.
struct Task {
    name: &'static str,
    summary: &'static str,
    run: fn(Words) -> Result<(), Box<dyn Error>>,
}

static TASKS: &[Task] = &[
    Task { name: "ask_about", summary: "asks `about` many texts of one graph", run: ask_about::run },
    Task { name: "layout_edges", summary: "lays an edge list out by forces", run: layout_edges::run },
    Task { name: "layout_graph", summary: "lays a graph.json out by forces", run: layout_graph::run },
    Task {
        name: "measure_analysis",
        summary: "times what is done to a graph, piece by piece",
        run: measure_analysis::run,
    },
    Task {
        name: "measure_broader",
        summary: "holds the verdict broader against labeled pairs",
        run: measure_broader::run,
    },
    Task { name: "measure_clusters", summary: "times Leiden over many seeds", run: measure_clusters::run },
    Task { name: "measure_edges", summary: "times every measure of an edge list", run: measure_edges::run },
    Task {
        name: "measure_guards",
        summary: "how often each veto is right on labeled pairs",
        run: measure_guards::run,
    },
    Task {
        name: "measure_recovery",
        summary: "how well the entities of an invented archive are recovered",
        run: measure_recovery::run,
    },
    Task {
        name: "measure_resolution",
        summary: "times resolution, step by step",
        run: measure_resolution::run,
    },
    Task { name: "measure_stages", summary: "times the stages of a build", run: measure_stages::run },
    Task {
        name: "write_archive",
        summary: "invents an archive of any size that grows as a real one does",
        run: write_archive::run,
    },
    Task {
        name: "write_evidence",
        summary: "writes what the match model is taught from",
        run: write_evidence::run,
    },
    Task { name: "write_formats", summary: "times and sizes of every format", run: write_formats::run },
    Task {
        name: "write_hostile",
        summary: "writes the pages by which growth is measured",
        run: write_hostile::run,
    },
    Task {
        name: "write_samples",
        summary: "writes the graphs that the importers are tried on",
        run: write_samples::run,
    },
];

fn main() -> ExitCode {
    let name = std::env::args().nth(1).unwrap_or_default();
    let Some(task) = TASKS.iter().find(|task| task.name == name) else {
        println!("usage: cargo xtask NAME ARGUMENTS\n");
        TASKS.iter().for_each(|task| println!("{:20}{}", task.name, task.summary));
        return ExitCode::from(2);
    };
    match (task.run)(std::env::args().skip(2)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("{name}: {error}");
            ExitCode::from(2)
        }
    }
}
