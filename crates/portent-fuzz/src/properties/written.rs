//! What is written: the same bytes twice, in the form that its readers ask for.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anyhow::{Context as _, ensure};
use oxttl::{NTriplesParser, TurtleParser};
use portent::export::{ExportOptions, Files, Format, Writer};
use portent::property_graph::PropertyGraph;
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use serde::de::IgnoredAny;

/// Files kept in memory, by name.
#[derive(Default, PartialEq)]
struct Memory(BTreeMap<String, Vec<u8>>);

impl Files for Memory {
    fn create(&mut self, name: &str) -> io::Result<&mut dyn Write> {
        Ok(self.0.entry(name.to_owned()).or_default())
    }
}

/// The bytes of a format of one file.
pub(crate) fn bytes(graph: &PropertyGraph, format: &str) -> anyhow::Result<Vec<u8>> {
    let format = portent::export::by_name(format).context("a format of the library")?;
    let mut out = Vec::new();
    portent::export::write(graph, format, &ExportOptions::default(), &mut out)?;
    Ok(out)
}

/// Writes a format twice and reads what it wrote.
pub(crate) fn is_well_formed(graph: &PropertyGraph, format: &Format) -> anyhow::Result<()> {
    let files = files(graph, format)?;
    ensure!(files == self::files(graph, format)?, "{}: other bytes the second time", format.name);
    for (name, bytes) in &files.0 {
        reads(format.name, bytes).with_context(|| format!("{} {name} is not well-formed", format.name))?;
    }
    Ok(())
}

fn files(graph: &PropertyGraph, format: &Format) -> anyhow::Result<Memory> {
    let (mut files, options) = (Memory::default(), ExportOptions::default());
    match format.writer {
        Writer::Single(write) => write(graph, &options, files.create("file")?)?,
        Writer::Several(write) => write(graph, &options, &mut files)?,
    }
    Ok(files)
}

/// Reads a file of a format strictly, where a reader of another hand is at hand.
fn reads(format: &str, bytes: &[u8]) -> anyhow::Result<()> {
    match format {
        "json" | "cytoscape" | "graphology" | "vosviewer" => {
            serde_json::from_slice::<IgnoredAny>(bytes)?;
        }
        "graphml" | "gexf" | "svg" => xml(bytes)?,
        "csv" | "neo4j" => {
            for record in csv::Reader::from_reader(bytes).into_byte_records() {
                record?;
            }
        }
        "turtle" => TurtleParser::new().for_slice(bytes).try_for_each(|triple| triple.map(|_| ()))?,
        "ntriples" => NTriplesParser::new().for_slice(bytes).try_for_each(|triple| triple.map(|_| ()))?,
        _ => {}
    }
    Ok(())
}

fn xml(bytes: &[u8]) -> anyhow::Result<()> {
    let text = std::str::from_utf8(bytes)?;
    let is_allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    ensure!(text.chars().all(is_allowed), "a character that XML forbids");
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event()? {
            Event::Eof => return Ok(()),
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    attribute?;
                }
            }
            _ => {}
        }
    }
}
