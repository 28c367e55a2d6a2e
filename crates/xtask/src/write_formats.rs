//! Writes a graph.json in every format, to files or to nothing, and prints seconds, CPU seconds, megabytes and memory.
//!
//! `cargo xtask write_formats graph.json [FOLDER]`

use std::path::Path;
use std::time::Instant;

use portent::export::{ExportOptions, FORMATS, output, target};
use portent::property_graph::load;

/// Not among "all formats": the first is many small files, the second a program with data in it.
const ASIDE: &[&str] = &["vault", "html"];

pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = arguments;
    let path = arguments.next().ok_or("usage: write_formats graph.json [FOLDER]")?;
    let folder = arguments.next();
    let graph = load(Path::new(&path))?;
    println!(
        "{} nodes, {} edges, read with {:.0} MB at most",
        graph.node_count(),
        graph.edge_count(),
        peak()
    );
    let (mut seconds, mut cpu) = (0.0, 0.0);
    for format in FORMATS {
        let place = match (&folder, format.extensions.first()) {
            (None, Some(_)) => format!("{}:/dev/null", format.name),
            (None, None) => continue,
            (Some(folder), Some(extension)) => format!("{}:{folder}/graph.{extension}", format.name),
            (Some(folder), None) => format!("{}:{folder}/{}/", format.name, format.name),
        };
        let mut outputs = output::open(&target::parse(&place, None)?)?;
        let (began, used) = (Instant::now(), cpu_seconds());
        output::write(&mut outputs, &graph, &ExportOptions::default())?;
        let written = output::commit(outputs, output::Existing::Replaced)?;
        let (took, used) = (began.elapsed().as_secs_f64(), cpu_seconds() - used);
        let megabytes = written.iter().map(|file| file.bytes).sum::<u64>() as f64 / 1e6;
        println!(
            "{:<12} {took:>7.3} s {used:>7.2} s of CPU {megabytes:>8.1} MB  peak {:.0} MB",
            format.name,
            peak()
        );
        if !ASIDE.contains(&format.name) {
            seconds += took;
            cpu += used;
        }
    }
    println!("all but {}: {seconds:.2} s, {cpu:.2} s of CPU", ASIDE.join(" and "));
    Ok(())
}

/// The most memory held so far, in megabytes; 0 where the system does not tell.
fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1e3
}

/// CPU seconds of this process, in ticks of a hundredth; 0 where the system does not tell.
fn cpu_seconds() -> f64 {
    let status = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = status.rsplit(") ").next().unwrap_or("").split(' ').collect();
    let ticks = |at: usize| fields.get(at).and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}
