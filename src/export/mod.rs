//! Writers: one file a format, one line in [`FORMATS`].
//!
//! All formats hold the same nodes, edges and values; what is missing is absent. Escaping is in
//! [`escape`] alone. Every file is UTF-8 without a byte order mark, with LF and a final newline.

mod cell;
mod csv;
mod cytoscape;
mod dot;
pub mod escape;
mod gexf;
mod graphml;
mod graphology;
mod json;
mod neo4j;
pub mod output;
#[cfg(feature = "parquet")]
mod parquet;
mod rdf;
mod sink;
pub mod target;
mod vault;
mod vosviewer;

use std::io::{self, Write};

use crate::property_graph::PropertyGraph;

/// Version of GEXF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GexfVersion {
    /// GEXF 1.2 (draft), for readers of before 2023.
    V1_2,
    /// GEXF 1.3.
    #[default]
    V1_3,
}

/// How writers write.
#[derive(Debug, Clone)]
pub struct ExportOptions {
    /// Leave cells that start like formulas as they are; default false.
    pub csv_raw: bool,
    /// Leave mentions out of JSON; default false.
    pub no_mentions: bool,
    /// Version of GEXF to write; default 1.3.
    pub gexf_version: GexfVersion,
    /// Most entities that get a note in the vault, by PageRank; default 500.
    pub vault_top: usize,
}

impl Default for ExportOptions {
    fn default() -> Self {
        Self { csv_raw: false, no_mentions: false, gexf_version: GexfVersion::default(), vault_top: 500 }
    }
}

/// Where the files of a format go, by the suffix that the format gives each (`nodes.csv`).
pub trait Files {
    /// Opens one more file; the one before is finished. `name` may hold `/` for a folder within.
    ///
    /// # Errors
    /// What the system says.
    fn create(&mut self, name: &str) -> io::Result<&mut dyn Write>;
}

/// How a format is written.
#[derive(Clone, Copy)]
pub enum Writer {
    /// One file.
    Single(fn(&PropertyGraph, &ExportOptions, &mut dyn Write) -> io::Result<()>),
    /// Several files.
    Several(fn(&PropertyGraph, &ExportOptions, &mut dyn Files) -> io::Result<()>),
}

/// One output format.
#[derive(Clone, Copy)]
pub struct Format {
    /// Name for `--format`.
    pub name: &'static str,
    /// File name suffixes that mean this format, without the dot; empty where none is unique.
    pub extensions: &'static [&'static str],
    /// What it is, for help.
    pub summary: &'static str,
    /// What opens it.
    pub opens_in: &'static str,
    /// Written by `-o DIR/`.
    pub by_default: bool,
    /// The writer.
    pub writer: Writer,
}

/// All formats, the usual ones first.
#[rustfmt::skip]
pub static FORMATS: &[Format] = &[
    Format { name: "graphml", extensions: &["graphml"], summary: "GraphML 1.1 with typed keys, positions, sizes and colors", opens_in: "Gephi, Cytoscape, yEd, networkx, igraph", by_default: true, writer: Writer::Single(graphml::write) },
    Format { name: "gexf", extensions: &["gexf"], summary: "GEXF 1.3 with positions, sizes, colors and time", opens_in: "Gephi, Gephi Lite, sigma.js, networkx", by_default: true, writer: Writer::Single(gexf::write) },
    Format { name: "dot", extensions: &["dot", "gv"], summary: "DOT, undirected, attributes on each element", opens_in: "Graphviz (sfdp, neato -n2), Gephi", by_default: true, writer: Writer::Single(dot::write) },
    Format { name: "json", extensions: &["json"], summary: "graph.json: everything, mentions included", opens_in: "portent, networkx (node_link_graph), JavaScript", by_default: true, writer: Writer::Single(json::write) },
    Format { name: "csv", extensions: &[], summary: "nodes.csv and edges.csv", opens_in: "Gephi, spreadsheets, pandas, DuckDB", by_default: true, writer: Writer::Several(csv::write) },
    Format { name: "cytoscape", extensions: &["cyjs", "cytoscape.json"], summary: "elements for Cytoscape", opens_in: "Cytoscape.js, Cytoscape", by_default: false, writer: Writer::Single(cytoscape::write) },
    Format { name: "graphology", extensions: &["graphology.json"], summary: "serialized graph for graphology", opens_in: "graphology, sigma.js, Gephi Lite", by_default: false, writer: Writer::Single(graphology::write) },
    Format { name: "vosviewer", extensions: &["vosviewer.json"], summary: "map and network with clusters, weights and scores", opens_in: "VOSviewer, VOSviewer Online", by_default: false, writer: Writer::Single(vosviewer::write) },
    Format { name: "neo4j", extensions: &[], summary: "neo4j-nodes.csv and neo4j-edges.csv with typed headers", opens_in: "neo4j-admin database import", by_default: false, writer: Writer::Several(neo4j::write) },
    #[cfg(feature = "parquet")]
    Format { name: "parquet", extensions: &[], summary: "nodes, edges and mentions as Parquet tables", opens_in: "DuckDB, pandas, Spark, DataFusion", by_default: false, writer: Writer::Several(parquet::write) },
    Format { name: "turtle", extensions: &["ttl"], summary: "RDF as Turtle: SKOS labels, PROV sources", opens_in: "Protégé, rdflib, any triple store", by_default: false, writer: Writer::Single(rdf::write_turtle) },
    Format { name: "ntriples", extensions: &["nt"], summary: "RDF as N-Triples, one fact a line", opens_in: "any triple store", by_default: false, writer: Writer::Single(rdf::write_ntriples) },
    Format { name: "vault", extensions: &[], summary: "Markdown notes that link entities and articles", opens_in: "Obsidian, Logseq", by_default: false, writer: Writer::Several(vault::write) },
];

/// The format of that name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// The format that a file name's suffix stands for, case ignored.
#[must_use]
pub fn by_extension(extension: &str) -> Option<&'static Format> {
    let wanted = extension.to_ascii_lowercase();
    FORMATS.iter().find(|format| format.extensions.contains(&wanted.as_str()))
}

/// Writes `graph` as `format` to one stream, in time and bytes linear in the graph and with a buffer of
/// fixed size. For files that replace others safely, see [`output`].
///
/// # Errors
/// What the system says; `InvalidInput` for a format of several files.
pub fn write(
    graph: &PropertyGraph,
    format: &Format,
    options: &ExportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format.writer {
        Writer::Single(writer) => writer(graph, options, out),
        Writer::Several(_) => {
            let message = format!("{} is several files and cannot go to one stream", format.name);
            Err(io::Error::new(io::ErrorKind::InvalidInput, message))
        }
    }
}

#[cfg(test)]
#[path = "../../tests/common/sample.rs"]
pub(crate) mod sample;
