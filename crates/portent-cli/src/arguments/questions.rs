//! Flags of the commands that answer with a table.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use portent::query::{Across, Order};
use portent::report::TableFormat;

use super::measure::MeasureParser;
use super::{Input, PartArguments, SinceArgument};

/// Paths, then a name: one list to clap, taken apart by `usage`, which counts it too.
pub(crate) const PATHS_AND_NAME: &str = "PATH|NAME";
/// Paths, then two names.
pub(crate) const PATHS_AND_NAMES: &str = "PATH|A|B";

/// How a table is printed.
#[derive(Debug, Args)]
pub(crate) struct TableArguments {
    /// Output format
    #[arg(long, value_enum, default_value_t = Printed::Table, value_name = "FORMAT")]
    pub(crate) format: Printed,
}

/// Formats of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Printed {
    /// Aligned columns that fit the terminal (or COLUMNS); piped output is not truncated
    Table,
    /// A list of records
    Json,
    /// Comma-separated values; lists are joined with " | ", records in a cell are JSON
    Csv,
    /// Tab-separated values, with cells as in csv
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
pub(crate) struct ReportArguments {
    #[command(flatten)]
    pub(crate) input: Input,
    /// File to write: .html or .md
    #[arg(short, long, value_name = "FILE", required = true)]
    pub(crate) output: PathBuf,
    /// Number of statements of each sort
    #[arg(short = 'n', long, value_name = "N", default_value_t = 6)]
    pub(crate) limit: usize,
}

#[derive(Debug, Args)]
pub(crate) struct TopArguments {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Kinds to rank, such as concern,signal; default all
    #[arg(long = "kind", visible_alias = "kinds", value_name = "KIND", value_delimiter = ',')]
    pub(crate) kinds: Vec<String>,
    /// Measure to rank by
    #[arg(long, value_name = "MEASURE", default_value = "connections", value_parser = MeasureParser)]
    pub(crate) by: String,
    /// Number of rows
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,
    /// Count an idea that occurs under several kinds (joined by restates edges) once
    #[arg(long)]
    pub(crate) ideas: bool,
    #[command(flatten)]
    pub(crate) table: TableArguments,
    #[command(flatten)]
    pub(crate) part: PartArguments,
    #[command(flatten)]
    pub(crate) since: SinceArgument,
}

#[derive(Debug, Args)]
pub(crate) struct RecurringArguments {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Kinds to list, such as concern,signal; default all
    #[arg(long = "kind", visible_alias = "kinds", value_name = "KIND", value_delimiter = ',')]
    pub(crate) kinds: Vec<String>,
    /// Unit in which recurrence is counted
    #[arg(long, value_enum, default_value_t = AcrossArgument::Editions, value_name = "WHAT")]
    pub(crate) across: AcrossArgument,
    /// Minimum count
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub(crate) min: usize,
    /// Number of rows
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,
    /// Count an idea that occurs under several kinds (joined by restates edges) once
    #[arg(long)]
    pub(crate) ideas: bool,
    #[command(flatten)]
    pub(crate) table: TableArguments,
    #[command(flatten)]
    pub(crate) part: PartArguments,
    #[command(flatten)]
    pub(crate) since: SinceArgument,
}

/// What recurrence is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AcrossArgument {
    /// Distinct dated newsletter issues
    Editions,
    /// Distinct articles
    Articles,
    /// Distinct issues in the articles that mention it
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
    /// Kinds whose members are named, such as concern,signal; default all
    #[arg(long = "kind", visible_alias = "kinds", value_name = "KIND", value_delimiter = ',')]
    pub(crate) kinds: Vec<String>,
    /// Number of clusters, largest first
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// Number of members per kind
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub(crate) members: usize,
    /// Minimum number of nodes in a cluster
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) min_size: u64,
    /// Write the strategic diagram to this file (.svg) instead of printing cards
    #[arg(short, long, value_name = "FILE.svg")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) table: TableArguments,
    #[command(flatten)]
    pub(crate) part: PartArguments,
    #[command(flatten)]
    pub(crate) since: SinceArgument,
}

#[derive(Debug, Args)]
pub(crate) struct ShowArguments {
    /// Folders, files or a graph.json, then the name to show (or its id, an alias, or kind:name)
    #[arg(required = true, value_name = PATHS_AND_NAME)]
    pub(crate) paths_and_name: Vec<PathBuf>,
    /// Number of mentions, and of neighbors per relation
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    #[command(flatten)]
    pub(crate) table: TableArguments,
    #[command(flatten)]
    pub(crate) part: PartArguments,
    #[command(flatten)]
    pub(crate) since: SinceArgument,
}

#[derive(Debug, Args)]
pub(crate) struct PathArguments {
    /// Folders, files or a graph.json, then the two names
    #[arg(required = true, value_name = PATHS_AND_NAMES)]
    pub(crate) paths_and_names: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) table: TableArguments,
    #[command(flatten)]
    pub(crate) part: PartArguments,
    #[command(flatten)]
    pub(crate) since: SinceArgument,
}

#[derive(Debug, Args)]
pub(crate) struct DuplicatesArguments {
    /// Folders, files, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Kinds to list, such as concern,signal; default all
    #[arg(long = "kind", visible_alias = "kinds", value_name = "KIND", value_delimiter = ',')]
    pub(crate) kinds: Vec<String>,
    /// Sort order
    #[arg(long, value_enum, default_value_t = OrderArgument::Weakest, value_name = "ORDER")]
    pub(crate) by: OrderArgument,
    /// Number of groups
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,
    /// Print the N least certain pairs, accepted and rejected, as a decisions file that you can edit
    #[arg(long, value_name = "N")]
    pub(crate) least_sure: Option<usize>,
    #[command(flatten)]
    pub(crate) table: TableArguments,
}

/// Sort order of groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OrderArgument {
    /// Least certain weakest pair first
    Weakest,
    /// Most names first
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
    /// Number of mentions per name
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
    /// Labeled pairs (TSV): label (D, R or N), kind_a, name_a, kind_b, name_b; optional id, stratum, weight
    #[arg(long, value_name = "FILE")]
    pub(crate) pairs: PathBuf,
    /// Number of wrong pairs
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
    /// Labeled pairs (TSV), as for evaluate; can be repeated
    #[arg(long, value_name = "FILE", required = true)]
    pub(crate) pairs: Vec<PathBuf>,
    /// File for the weights
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct DiffArguments {
    /// Older graph.json
    #[arg(value_name = "OLD.json")]
    pub(crate) old: PathBuf,
    /// Newer graph.json
    #[arg(value_name = "NEW.json")]
    pub(crate) new: PathBuf,
    /// Number of top entities per kind whose ranks are compared
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) ranks: usize,
    /// Also list changes that no edited article explains
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
    /// Number of problems shown per code; 0 for all
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
    /// Print each setting with its value and its origin
    Show(FormatsArguments),
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArguments {
    /// Shell to complete in
    #[arg(value_enum)]
    pub(crate) shell: ShellName,
}

/// A shell that completions can be made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ShellName {
    /// Bourne Again Shell
    Bash,
    /// Elvish shell
    Elvish,
    /// Friendly Interactive Shell
    Fish,
    /// PowerShell
    #[value(name = "powershell")]
    PowerShell,
    /// Z Shell
    Zsh,
}
