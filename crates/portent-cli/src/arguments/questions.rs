//! Flags of the commands that answer with a table.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use portent::query::duplicates::Order;
use portent::query::records::TableFormat;
use portent::query::recurring::Across;

use super::Input;
use super::measure::MeasureParser;

/// Paths, then a name: one list to clap, taken apart by `usage`, which counts it too.
pub(crate) const PATHS_AND_NAME: &str = "PATH|NAME";
/// Paths, then two names.
pub(crate) const PATHS_AND_NAMES: &str = "PATH|A|B";

/// How a table is printed.
#[derive(Debug, Args)]
pub(crate) struct TableArguments {
    /// How to print
    #[arg(long, value_enum, default_value_t = Printed::Table, value_name = "FORMAT")]
    pub(crate) format: Printed,
}

/// Formats of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Printed {
    /// Aligned columns, fitted to the width of the terminal (or COLUMNS); whole where neither is known
    Table,
    /// A list of records
    Json,
    /// Comma-separated values; lists are joined with " | ", records in a cell are JSON
    Csv,
    /// Tab-separated values, cells as in csv
    Tsv,
    /// A Markdown table
    Markdown,
}

impl From<Printed> for TableFormat {
    fn from(printed: Printed) -> Self {
        match printed {
            Printed::Table => Self::Text,
            Printed::Json => Self::Json,
            Printed::Csv => Self::Csv,
            Printed::Tsv => Self::Tsv,
            Printed::Markdown => Self::Markdown,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct TopArguments {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Kinds to rank, such as concern; all entities otherwise
    #[arg(long = "kind", value_name = "KIND", value_delimiter = ',')]
    pub(crate) kinds: Vec<String>,
    /// What to rank by
    #[arg(long, value_name = "MEASURE", default_value = "connections", value_parser = MeasureParser)]
    pub(crate) by: String,
    /// How many rows
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,
    /// Count one idea seen under several kinds (restates edges) as one
    #[arg(long)]
    pub(crate) ideas: bool,
    #[command(flatten)]
    pub(crate) table: TableArguments,
}

#[derive(Debug, Args)]
pub(crate) struct RecurringArguments {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Kinds to list, such as signal; all entities otherwise
    #[arg(long = "kind", value_name = "KIND", value_delimiter = ',')]
    pub(crate) kinds: Vec<String>,
    /// What recurrence is counted in
    #[arg(long, value_enum, default_value_t = AcrossArgument::Editions, value_name = "WHAT")]
    pub(crate) across: AcrossArgument,
    /// The least number of them
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub(crate) min: usize,
    /// How many rows
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,
    /// Count one idea seen under several kinds (restates edges) as one
    #[arg(long)]
    pub(crate) ideas: bool,
    #[command(flatten)]
    pub(crate) table: TableArguments,
}

/// What recurrence is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AcrossArgument {
    /// Distinct dated newsletter issues
    Editions,
    /// Distinct articles
    Articles,
    /// Distinct entities of the kind issue in the articles that mention it
    Issues,
}

impl From<AcrossArgument> for Across {
    fn from(across: AcrossArgument) -> Self {
        match across {
            AcrossArgument::Editions => Self::Editions,
            AcrossArgument::Articles => Self::Articles,
            AcrossArgument::Issues => Self::Issues,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct ClustersArguments {
    #[command(flatten)]
    pub(crate) input: Input,
    /// How many clusters, largest first
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// How many members of each kind
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub(crate) members: usize,
    /// Leave out clusters of fewer nodes
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) min_size: u64,
    /// Draw the strategic diagram into this file (.svg) instead of printing cards
    #[arg(short, long, value_name = "FILE.svg")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) table: TableArguments,
}

#[derive(Debug, Args)]
pub(crate) struct ShowArguments {
    /// Folders, files or a graph.json, then the name (or id, or alias, or kind:name) of what to show
    #[arg(required = true, value_name = PATHS_AND_NAME)]
    pub(crate) paths_and_name: Vec<PathBuf>,
    /// How many mentions, and neighbors of each relation
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    #[command(flatten)]
    pub(crate) table: TableArguments,
}

#[derive(Debug, Args)]
pub(crate) struct PathArguments {
    /// Folders, files or a graph.json, then the two names
    #[arg(required = true, value_name = PATHS_AND_NAMES)]
    pub(crate) paths_and_names: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) table: TableArguments,
}

#[derive(Debug, Args)]
pub(crate) struct DuplicatesArguments {
    /// Folders, files, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Kinds to list, such as signal; all entities otherwise
    #[arg(long = "kind", value_name = "KIND", value_delimiter = ',')]
    pub(crate) kinds: Vec<String>,
    /// What comes first
    #[arg(long, value_enum, default_value_t = OrderArgument::Weakest, value_name = "ORDER")]
    pub(crate) by: OrderArgument,
    /// How many groups
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,
    /// Print the N least sure pairs, accepted and rejected, as a decisions file to edit
    #[arg(long, value_name = "N")]
    pub(crate) least_sure: Option<usize>,
    #[command(flatten)]
    pub(crate) table: TableArguments,
}

/// What comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OrderArgument {
    /// Groups whose weakest pair is least sure
    Weakest,
    /// Groups of most names
    Size,
}

impl From<OrderArgument> for Order {
    fn from(order: OrderArgument) -> Self {
        match order {
            OrderArgument::Weakest => Self::Weakest,
            OrderArgument::Size => Self::Size,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    /// Folders or files, then the two names, each with or without its kind: concern:job losses
    #[arg(required = true, value_name = PATHS_AND_NAMES)]
    pub(crate) paths_and_names: Vec<PathBuf>,
    /// How many mentions of either name
    #[arg(short = 'n', long, value_name = "N", default_value_t = 5)]
    pub(crate) limit: usize,
    #[command(flatten)]
    pub(crate) table: TableArguments,
}

#[derive(Debug, Args)]
pub(crate) struct EvaluateArguments {
    /// Folders, files, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Labelled pairs (TSV): label (D, R or N), kind_a, name_a, kind_b, name_b, and if known id, stratum, weight
    #[arg(long, value_name = "FILE")]
    pub(crate) pairs: PathBuf,
    /// How many false pairs
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,
    #[command(flatten)]
    pub(crate) table: TableArguments,
}

#[derive(Debug, Args)]
pub(crate) struct TrainArguments {
    /// Folders, files, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Labelled pairs (TSV), as for evaluate; may be given several times
    #[arg(long, value_name = "FILE", required = true)]
    pub(crate) pairs: Vec<PathBuf>,
    /// Where to write the weights
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct DiffArguments {
    /// The graph.json of before
    #[arg(value_name = "OLD.json")]
    pub(crate) old: PathBuf,
    /// The graph.json of now
    #[arg(value_name = "NEW.json")]
    pub(crate) new: PathBuf,
    /// Entities of each kind whose rank is compared
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) ranks: usize,
    /// List what drifted too, although no page that differs speaks of it
    #[arg(long)]
    pub(crate) drift: bool,
    #[command(flatten)]
    pub(crate) table: TableArguments,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// Folders, files, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// How many problems of one code are shown; 0 for all
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(crate) limit: usize,
}

#[derive(Debug, Args)]
pub(crate) struct FormatsArguments {
    #[command(flatten)]
    pub(crate) table: TableArguments,
}

#[derive(Debug, Args)]
pub(crate) struct ConfigArguments {
    #[command(subcommand)]
    pub(crate) command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Print each setting with its value and where it came from
    Show(FormatsArguments),
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArguments {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: crate::shell::Shell,
}
