//! Writes graphs in every format, for the conformance suite, and tells the time of each. `write_samples FOLDER`
//! writes the sample graphs of the tests to folders in it, `write_samples FOLDER NODES EDGES` a large one, and
//! `write_samples FOLDER graph.json` a graph that was built.

use std::path::Path;

use portent::export::{ExportOptions, FORMATS, GexfVersion, Writer, output, target};
use portent::property_graph::PropertyGraph;
use portent::property_graph::load;

#[path = "../../../tests/support/sample.rs"]
mod sample;

pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = arguments.collect();
    let number = |at: usize| arguments.get(at).and_then(|text| text.parse().ok());
    let folder = arguments.first().map_or("samples", String::as_str);
    match (arguments.get(1), number(1), number(2)) {
        (_, Some(nodes), Some(edges)) => write(&sample::synthetic(nodes, edges), Path::new(folder)),
        (Some(file), ..) => write(&load(file.as_ref())?, Path::new(folder)),
        _ => {
            write(&sample::hostile(), &Path::new(folder).join("hostile"))?;
            write(&sample::small(), &Path::new(folder).join("small"))?;
            write(&PropertyGraph::default(), &Path::new(folder).join("empty"))?;
            write(&sample::synthetic(300, 700), &Path::new(folder).join("synthetic"))
        }
    }
}

/// All formats: those of one file as `graph.SUFFIX`, each of the others in a folder of its own.
fn write(graph: &PropertyGraph, folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    for format in FORMATS {
        let place = match format.writer {
            Writer::Single(_) => format!("{}:{}/graph.{}", format.name, folder.display(), suffix(format)),
            Writer::Several(_) => format!("{}:{}/{}/", format.name, folder.display(), format.name),
        };
        write_one(graph, &place, &ExportOptions::default().with_csv_raw(true))?;
    }
    let old = ExportOptions::default().with_gexf_version(GexfVersion::V1_2);
    write_one(graph, &format!("gexf:{}/graph-1.2.gexf", folder.display()), &old)
}

fn write_one(
    graph: &PropertyGraph,
    place: &str,
    options: &ExportOptions,
) -> Result<(), Box<dyn std::error::Error>> {
    let start = std::time::Instant::now();
    let mut outputs = output::open(&target::parse(place, None)?)?;
    output::write(&mut outputs, graph, options)?;
    let bytes: u64 = output::commit(outputs, output::Existing::Replaced)?.iter().map(|file| file.bytes).sum();
    let seconds = start.elapsed().as_secs_f64();
    println!("{seconds:7.3} s  {:8.1} MB  {place}", bytes as f64 / 1e6);
    Ok(())
}

/// The last of a format's suffixes, which is the one that says most (`graphology.json`).
fn suffix(format: &portent::export::Format) -> &'static str {
    format.extensions.first().copied().unwrap_or(format.name)
}
