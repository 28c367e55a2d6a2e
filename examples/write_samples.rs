//! Writes the sample graphs of the tests in every format, for the conformance suite: `write_samples FOLDER`
//! makes `FOLDER/hostile`, `FOLDER/small` and `FOLDER/synthetic`; `write_samples FOLDER NODES EDGES` a large one.

use std::path::Path;

use portent::Error;
use portent::export::{ExportOptions, FORMATS, GexfVersion, Writer, output, target};
use portent::property_graph::PropertyGraph;

#[path = "../tests/common/sample.rs"]
mod sample;

fn main() -> Result<(), Error> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| arguments.get(at).and_then(|text| text.parse().ok());
    let folder = arguments.first().map_or("samples", String::as_str);
    match (number(1), number(2)) {
        (Some(nodes), Some(edges)) => write(&sample::synthetic(nodes, edges), Path::new(folder)),
        _ => {
            write(&sample::hostile(), &Path::new(folder).join("hostile"))?;
            write(&sample::small(), &Path::new(folder).join("small"))?;
            write(&PropertyGraph::default(), &Path::new(folder).join("empty"))?;
            write(&sample::synthetic(300, 700), &Path::new(folder).join("synthetic"))
        }
    }
}

/// All formats: those of one file as `graph.NAME`, each of the others in a folder of its own.
fn write(graph: &PropertyGraph, folder: &Path) -> Result<(), Error> {
    let mut targets = Vec::new();
    for format in FORMATS {
        let place = match format.writer {
            Writer::Single(_) => format!("{}:{}/graph.{}", format.name, folder.display(), extension(format)),
            Writer::Several(_) => format!("{}:{}/{}/", format.name, folder.display(), format.name),
        };
        targets.extend(target::parse(&place, None)?);
    }
    let start = std::time::Instant::now();
    let mut outputs = output::open(&targets)?;
    output::write(&mut outputs, graph, &ExportOptions { csv_raw: true, ..ExportOptions::default() })?;
    output::commit(outputs)?;
    let old = target::parse(&format!("gexf:{}/graph-1.2.gexf", folder.display()), None)?;
    let mut outputs = output::open(&old)?;
    let options = ExportOptions { gexf_version: GexfVersion::V1_2, ..ExportOptions::default() };
    output::write(&mut outputs, graph, &options)?;
    output::commit(outputs)?;
    eprintln!("{}: {:.2} s", folder.display(), start.elapsed().as_secs_f64());
    Ok(())
}

fn extension(format: &portent::export::Format) -> String {
    format.extensions.first().map_or_else(|| format!("{}.json", format.name), |suffix| (*suffix).to_owned())
}
