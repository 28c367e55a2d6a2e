//! Writers: one file a format, one line in [`FORMATS`].
//!
//! All formats hold the same nodes, edges and values; what is missing is absent. Escaping is in
//! [`crate::escape`] alone. Every file is UTF-8 without a byte order mark, with LF and a final newline.

mod cell;
mod csv;
mod cytoscape;
mod dot;
mod gexf;
mod graphml;
mod graphology;
mod html;
mod json;
mod neo4j;
pub mod output;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "png")]
mod png;
mod portent;
mod rdf;
mod sink;
#[cfg(feature = "sqlite")]
mod sqlite;
mod svg;
pub mod tabular;
pub mod target;
mod vault;
mod vosviewer;

use std::io::{self, Write};

pub use crate::escape;
pub use output::save;

use crate::picture::map::ColorBy;
use crate::property_graph::PropertyGraph;
use crate::remark::Remark;

/// Version of GEXF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GexfVersion {
    /// GEXF 1.2 (draft), for readers of before 2023.
    V1_2,
    /// GEXF 1.3.
    #[default]
    V1_3,
}

/// How mentions stand in graph.json.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MentionForm {
    /// An object each, with all that is known of it: version 1 of the format.
    #[default]
    Objects,
    /// Columns, which say nothing twice: version 2, in three quarters of the bytes.
    Columns,
}

/// How writers write.
#[derive(Debug, Clone)]
pub struct ExportOptions {
    csv_raw: bool,
    no_mentions: bool,
    mention_form: MentionForm,
    gexf_version: GexfVersion,
    vault_top: usize,
    explorer_nodes: usize,
    color_by: ColorBy,
    drawable: bool,
}

impl Default for ExportOptions {
    fn default() -> Self {
        Self {
            csv_raw: false,
            no_mentions: false,
            mention_form: MentionForm::default(),
            gexf_version: GexfVersion::default(),
            vault_top: 500,
            explorer_nodes: 20_000,
            color_by: ColorBy::Cluster,
            drawable: false,
        }
    }
}

impl ExportOptions {
    /// Leave cells that start like formulas as they are; default false.
    #[must_use]
    pub fn with_csv_raw(self, csv_raw: bool) -> Self {
        Self { csv_raw, ..self }
    }

    /// Leave mentions out of JSON; default false.
    #[must_use]
    pub fn with_no_mentions(self, no_mentions: bool) -> Self {
        Self { no_mentions, ..self }
    }

    /// How mentions stand in JSON; objects by default.
    #[must_use]
    pub fn with_mention_form(self, mention_form: MentionForm) -> Self {
        Self { mention_form, ..self }
    }

    /// Version of GEXF to write; default 1.3.
    #[must_use]
    pub fn with_gexf_version(self, gexf_version: GexfVersion) -> Self {
        Self { gexf_version, ..self }
    }

    /// Most entities that get a note in the vault, by PageRank; default 500.
    #[must_use]
    pub fn with_vault_top(self, vault_top: usize) -> Self {
        Self { vault_top, ..self }
    }

    /// Most nodes that the explorer page holds, by PageRank; default 20,000.
    #[must_use]
    pub fn with_explorer_nodes(self, explorer_nodes: usize) -> Self {
        Self { explorer_nodes, ..self }
    }

    /// Most entities that get a note in the vault.
    #[must_use]
    pub fn vault_top(&self) -> usize {
        self.vault_top
    }

    /// Most nodes that the explorer page holds.
    #[must_use]
    pub fn explorer_nodes(&self) -> usize {
        self.explorer_nodes
    }

    /// What colors in pictures say; default cluster.
    #[must_use]
    pub fn with_color_by(self, color_by: ColorBy) -> Self {
        Self { color_by, ..self }
    }

    /// Whether the graph is a [drawable part](crate::property_graph::drawable), of which DOT names the foremost nodes alone;
    /// default false.
    #[must_use]
    pub fn with_drawable(self, drawable: bool) -> Self {
        Self { drawable, ..self }
    }
}

/// Where the files of a format go, by the suffix that the format gives each (`nodes.csv`).
pub trait Files {
    /// Opens one more file; the one before is finished. `name` may hold `/` for a folder within.
    ///
    /// # Errors
    /// What the system says.
    fn create(&mut self, name: &str) -> io::Result<&mut dyn Write>;

    /// Opens a file that becomes a person's own once it is there, such as settings of another program; `None` where it is.
    ///
    /// # Errors
    /// What the system says.
    fn create_once(&mut self, name: &str) -> io::Result<Option<&mut dyn Write>> {
        self.create(name).map(Some)
    }
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
    /// Name that people type.
    pub name: &'static str,
    /// File name suffixes that mean this format, without the dot; empty where none is unique.
    pub extensions: &'static [&'static str],
    /// What it is, for help.
    pub summary: &'static str,
    /// What opens it.
    pub opens_in: &'static str,
    /// Written where a folder is asked for without a format.
    pub by_default: bool,
    /// The writer.
    pub writer: Writer,
    /// What it leaves out of a graph; `None` for a format that holds everything.
    pub left_out: Option<LeftOut>,
}

/// Says what a format leaves out of a graph.
pub type LeftOut = fn(&PropertyGraph, &ExportOptions) -> Option<Remark>;

/// All formats, the usual ones first.
#[rustfmt::skip]
pub static FORMATS: &[Format] = &[
    Format { name: "graphml", extensions: &["graphml"], summary: "GraphML 1.1 with typed keys, positions, sizes and colors", opens_in: "Gephi, Cytoscape, yEd, networkx, igraph", by_default: true, writer: Writer::Single(graphml::write), left_out: None },
    Format { name: "gexf", extensions: &["gexf"], summary: "GEXF 1.3 with positions, sizes, colors and time", opens_in: "Gephi, Gephi Lite, sigma.js, networkx", by_default: true, writer: Writer::Single(gexf::write), left_out: None },
    Format { name: "dot", extensions: &["dot", "gv"], summary: "DOT, undirected, attributes on each element", opens_in: "Graphviz (sfdp), Gephi", by_default: true, writer: Writer::Single(dot::write), left_out: None },
    Format { name: "json", extensions: &["json"], summary: "graph.json: everything, mentions included", opens_in: "portent, networkx (node_link_graph), JavaScript", by_default: true, writer: Writer::Single(json::write), left_out: None },
    Format { name: "portent", extensions: &["portent"], summary: "everything, stored so that questions are answered at once", opens_in: "portent", by_default: false, writer: Writer::Single(portent::write), left_out: None },
    Format { name: "csv", extensions: &[], summary: "nodes.csv and edges.csv", opens_in: "Gephi, spreadsheets, pandas, DuckDB", by_default: true, writer: Writer::Several(csv::write), left_out: None },
    Format { name: "cytoscape", extensions: &["cyjs", "cytoscape.json"], summary: "elements for Cytoscape", opens_in: "Cytoscape.js, Cytoscape", by_default: false, writer: Writer::Single(cytoscape::write), left_out: None },
    Format { name: "graphology", extensions: &["graphology.json"], summary: "serialized graph for graphology", opens_in: "graphology, sigma.js, Gephi Lite", by_default: false, writer: Writer::Single(graphology::write), left_out: None },
    Format { name: "vosviewer", extensions: &["vosviewer.json"], summary: "map and network with clusters, weights and scores", opens_in: "VOSviewer, VOSviewer Online", by_default: false, writer: Writer::Single(vosviewer::write), left_out: Some(vosviewer::left_out) },
    Format { name: "neo4j", extensions: &[], summary: "neo4j-nodes.csv and neo4j-edges.csv with typed headers", opens_in: "neo4j-admin database import", by_default: false, writer: Writer::Several(neo4j::write), left_out: None },
    #[cfg(feature = "parquet")]
    Format { name: "parquet", extensions: &[], summary: "nodes, edges and mentions as Parquet tables", opens_in: "DuckDB, pandas, Spark, DataFusion", by_default: false, writer: Writer::Several(parquet::write), left_out: None },
    #[cfg(feature = "sqlite")]
    Format { name: "sqlite", extensions: &["sqlite", "sqlite3", "db"], summary: "SQLite database with views and full-text search", opens_in: "sqlite3, Python, R, DBeaver, Datasette", by_default: false, writer: Writer::Single(sqlite::write), left_out: None },
    Format { name: "turtle", extensions: &["ttl"], summary: "RDF as Turtle: SKOS labels, PROV sources", opens_in: "Protégé, rdflib, any triple store", by_default: false, writer: Writer::Single(rdf::write_turtle), left_out: None },
    Format { name: "ntriples", extensions: &["nt"], summary: "RDF as N-Triples, one fact a line", opens_in: "any triple store", by_default: false, writer: Writer::Single(rdf::write_ntriples), left_out: None },
    Format { name: "vault", extensions: &[], summary: "Markdown notes that link entities and articles", opens_in: "Obsidian, Logseq", by_default: false, writer: Writer::Several(vault::write), left_out: Some(vault::left_out) },
    Format { name: "html", extensions: &["html", "htm"], summary: "one page to explore the graph, offline", opens_in: "any browser", by_default: false, writer: Writer::Single(html::write), left_out: Some(html::left_out) },
    Format { name: "svg", extensions: &["svg"], summary: "picture of the graph with cluster names and labels", opens_in: "any browser, Inkscape, slides", by_default: false, writer: Writer::Single(svg::write), left_out: None },
    #[cfg(feature = "png")]
    Format { name: "png", extensions: &["png"], summary: "the same picture as pixels", opens_in: "everything", by_default: false, writer: Writer::Single(png::write), left_out: None },
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

/// What a format leaves out of this graph or folds; nothing where it holds all. O(nodes).
#[must_use]
pub fn left_out(format: &Format, graph: &PropertyGraph, options: &ExportOptions) -> Option<Remark> {
    (format.left_out?)(graph, options)
}

#[cfg(test)]
#[path = "../../tests/support/sample.rs"]
pub(crate) mod sample;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The files of a format, those of one file under its name.
    fn written(graph: &PropertyGraph, format: &Format) -> sample::Memory {
        let mut files = sample::Memory::default();
        match format.writer {
            Writer::Single(writer) => {
                writer(graph, &ExportOptions::default(), files.create(format.name).unwrap()).unwrap();
            }
            Writer::Several(writer) => writer(graph, &ExportOptions::default(), &mut files).unwrap(),
        }
        files
    }

    // C18: one format a suffix.
    #[test]
    fn names_and_suffixes_are_unique_and_lead_back() {
        let names: BTreeSet<&str> = FORMATS.iter().map(|format| format.name).collect();
        assert_eq!(names.len(), FORMATS.len());
        let suffixes: Vec<&str> = FORMATS.iter().flat_map(|format| format.extensions).copied().collect();
        assert_eq!(suffixes.iter().collect::<BTreeSet<_>>().len(), suffixes.len());
        for format in FORMATS {
            assert_eq!(by_name(format.name).unwrap().name, format.name);
            for suffix in format.extensions {
                assert_eq!(by_extension(&suffix.to_uppercase()).unwrap().name, format.name);
            }
        }
    }

    // T21, T24: an empty graph, a small one, a hostile one.
    #[test]
    fn every_format_takes_every_graph_and_gives_equal_bytes_again() {
        for graph in [PropertyGraph::default(), sample::small(), sample::hostile()] {
            for format in FORMATS {
                let files = written(&graph, format);
                assert!(!files.0.is_empty(), "{}", format.name);
                assert_eq!(files.0, written(&graph, format).0, "{}", format.name);
            }
        }
    }

    #[test]
    fn text_files_are_utf_8_without_mark_and_end_with_a_line_end() {
        for format in
            FORMATS.iter().filter(|format| !["parquet", "png", "portent", "sqlite"].contains(&format.name))
        {
            for (name, bytes) in written(&sample::hostile(), format).0 {
                let text = String::from_utf8(bytes).unwrap();
                assert!(text.ends_with('\n') && !text.starts_with('\u{feff}'), "{}: {name}", format.name);
            }
        }
    }

    // T21: not even where a column holds it.
    #[test]
    fn what_is_no_number_is_in_no_file() {
        let mut graph = sample::small();
        let bad = vec![Some(f64::NAN), Some(f64::NEG_INFINITY)];
        let values = crate::columns::Values::Real(bad);
        graph.nodes.push_column(crate::columns::Column::new("pagerank", values));
        graph.header.modularity = f64::NAN;
        for name in
            ["graphml", "gexf", "dot", "json", "csv", "cytoscape", "graphology", "vosviewer", "ntriples"]
        {
            for bytes in written(&graph, by_name(name).unwrap()).0.values() {
                let text = std::str::from_utf8(bytes).unwrap().to_lowercase();
                let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
                let bad = |word: &&str| ["nan", "inf", "infinity"].contains(word);
                assert!(!words.iter().any(bad), "{name}: {text}");
            }
        }
    }

    #[test]
    fn a_format_of_several_files_does_not_go_to_a_stream() {
        let csv = by_name("csv").unwrap();
        let error = write(&sample::small(), csv, &ExportOptions::default(), &mut Vec::new()).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
    }
}
