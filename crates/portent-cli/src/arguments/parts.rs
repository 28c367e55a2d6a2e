//! What the steps of a build in parts are given.

use std::path::PathBuf;

use clap::Args;

use super::{BuildArguments, Input};

pub(crate) const PARTS: &str = "\
The costly step of a build, judging pairs of names, runs as so many processes as you like, on any machines
that see the folder. The result equals `portent build`, byte for byte. docs/parts.md tells more.

Examples:
  portent names articles --out parts           reads the articles, writes tables
  portent pairs parts --part 1/2               judges half of the pairs
  portent pairs parts --part 2/2               judges the other half
  portent join parts articles -o graph.json    checks that all are there, builds the graph";

/// What to read, and the folder of tables.
#[derive(Debug, Args)]
pub(crate) struct NamesArguments {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Folder of the tables
    #[arg(long = "out", required = true, value_name = "DIR")]
    pub(crate) folder: PathBuf,
}

/// Which part of the pairs.
#[derive(Debug, Args)]
pub(crate) struct PairsArguments {
    /// Folder that `portent names` filled
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// Part I of N, such as 3/8
    #[arg(long, required = true, value_name = "I/N")]
    pub(crate) part: String,
    /// Judge the part even if its file is whole
    #[arg(long)]
    pub(crate) again: bool,
}

/// The folder of parts, and a build.
#[derive(Debug, Args)]
pub(crate) struct JoinArguments {
    /// Folder that `portent names` and `portent pairs` filled
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    #[command(flatten)]
    pub(crate) build: BuildArguments,
}
