//! What can be typed of the command that asks for what is near to a text.

use std::path::PathBuf;

use clap::Args;

use super::{ClosestArgument, TableArguments};

/// Paths, then a text: one list to clap, as for names.
pub(crate) const PATHS_AND_TEXT: &str = "PATH|TEXT";

#[derive(Debug, Args)]
pub(crate) struct AboutArguments {
    /// Folders, files or a graph.json, then a text: a phrase, a question, a paragraph
    #[arg(required = true, value_name = PATHS_AND_TEXT)]
    pub(crate) paths_and_text: Vec<PathBuf>,
    /// Kinds to list, such as concern,article; default all
    #[arg(long = "kind", visible_alias = "kinds", value_name = "KIND", value_delimiter = ',')]
    pub(crate) kinds: Vec<String>,
    /// Number of rows of each kind
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// Number of articles; default as many as rows of a kind
    #[arg(long, value_name = "N")]
    pub(crate) articles: Option<usize>,
    /// Count what is DAYS older than the newest half, and so on; what is undated counts like the oldest
    #[arg(long, value_name = "DAYS")]
    pub(crate) recency: Option<u32>,
    /// Multiply by relevancy; what has none counts half
    #[arg(long)]
    pub(crate) relevancy: bool,
    /// Write a topic page (.md, .html) or the graph of what was found (.gexf and all that build writes) instead of a table
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) closest: ClosestArgument,
    #[command(flatten)]
    pub(crate) table: TableArguments,
}
