//! portent turns a folder of foresight articles into a knowledge graph.
//!
//! Read a folder, build the graph, ask, write files:
//!
//! ```
//! use portent::query::{self, TopOptions};
//! use portent::{BuildOptions, Corpus, ExportOptions, NodeColumn, build, export};
//!
//! # let folder = tempfile::tempdir().unwrap();
//! # let out = folder.path().join("graph.gexf").display().to_string();
//! let corpus = Corpus::read(["fixtures/articles"])?;
//! let graph = build(&corpus, &BuildOptions::default())?;
//!
//! // Columns are taken once, then read by row.
//! let rank = graph.nodes.column::<f64>(NodeColumn::PageRank);
//! let best = graph.nodes.rows().max_by(|&a, &b| rank.get(a).partial_cmp(&rank.get(b)).unwrap()).unwrap();
//! println!("{}: {:?}", graph.nodes[best].label, rank.get(best));
//!
//! let concerns = query::top(&graph, &TopOptions::default().with_kinds(vec!["concern".into()]))?;
//! assert!(!concerns.rows.is_empty());
//!
//! # /*
//! let out = "graph.gexf";
//! # */
//! export::save(&graph, &out, &ExportOptions::default())?;
//! # Ok::<(), portent::Error>(())
//! ```
//!
//! # What you need first
//!
//! | item | what it is for |
//! |---|---|
//! | [`Corpus`] | the articles and their mentions; [`Corpus::read`] reads folders and files |
//! | [`build`], [`BuildOptions`] | the whole run from a corpus to a graph |
//! | [`PropertyGraph`] | the typed result: nodes, edges, mentions, clusters |
//! | [`NodeColumn`] | the columns of nodes: measures, dates, texts |
//! | [`query`] | the questions that the command answers: [`query::top`], [`query::recurring`], [`query::clusters`], … |
//! | [`export::save`], [`ExportOptions`] | GraphML, GEXF, DOT, JSON, CSV and more |
//! | [`Resolver`] | duplicates: why two names are one thing, how well that is judged, an archive to freeze |
//! | [`Error`] | what stops a run: the field and the reason, or the file with line and column, and a hint |
//! | [`Remark`] | what was capped, sampled or left out |
//! | [`diagnostic`] | what is wrong in the articles |
//!
//! # Rooms
//!
//! The run is one-way: [`parse`] reads articles, [`phrases`] takes phrases from their text on request ([`language`] knows the
//! words), [`resolve`] judges which names are one thing, [`graph`] joins articles
//! and entities, [`analysis`] measures and clusters (its algorithms are the crate [`portent_graph`]),
//! [`property_graph`] is the typed result that [`export`] writes and [`query`] answers from; [`report`] prints answers, [`briefing`] is the page to
//! read first.
//!
//! # Features
//!
//! `parquet` adds the Parquet format, `png` pictures in pixels, `sqlite` databases.

// The README's program runs as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

// Lets the sample graphs of tests/support be used by unit tests too.
#[cfg(test)]
extern crate self as portent;

pub mod analysis;
pub mod briefing;
#[doc(hidden)]
pub mod color;
pub mod columns;
pub mod diagnostic;
pub mod error;
#[doc(hidden)]
pub mod escape;
pub mod export;
pub mod folding;
pub mod graph;
pub mod language;
#[doc(hidden)]
pub mod named;
pub mod parse;
#[cfg(feature = "parquet")]
pub mod parts;
pub mod phrases;
pub mod picture;
pub mod pipeline;
#[doc(hidden)]
pub mod position;
pub mod property_graph;
pub mod query;
pub mod remark;
pub mod report;
pub mod resolve;
pub mod shared_text;
mod similarity;
#[doc(hidden)]
pub mod suggest;

pub use error::Error;
pub use export::ExportOptions;
pub use parse::Corpus;
pub use pipeline::{BuildOptions, build};
pub use portent_graph::{csr, index, index_type, layout, random};
pub use property_graph::{NodeColumn, PropertyGraph};
pub use remark::Remark;
pub use resolve::Resolver;
