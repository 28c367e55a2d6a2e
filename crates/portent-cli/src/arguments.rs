//! What can be typed. Flags that the configuration also knows stand in [`crate::config::SETTINGS`].

mod measure;
mod questions;
mod time;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use portent::export::ExportOptions;
use portent::property_graph::filter::Filter;

pub(crate) use questions::*;
pub(crate) use time::{DigestArguments, TrendsArguments};

/// Turns a folder of foresight articles into a knowledge graph.
///
/// PATH is a folder of Markdown articles, a file, - for standard input, or (where a command allows it) a graph.json
/// that `portent build` wrote.
#[derive(Debug, Parser)]
#[command(name = "portent", version, max_term_width = 100, after_help = EXAMPLES, subcommand_required = true)]
#[command(arg_required_else_help = true, propagate_version = true, disable_help_subcommand = false)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  portent build articles -o graph.gexf -o graph.json   a graph for Gephi, and one to ask
  portent top graph.json --kind concern                the most connected concerns
  portent recurring graph.json --kind signal           signals that come back in several editions
  portent trends graph.json --kind signal              weak signals, strong ones, latent ones
  portent clusters graph.json                          what belongs together
  portent show graph.json \"battery storage\"            everything known of one thing

Exit status: 0 done, 1 problems found (check, --strict), 2 wrong usage, configuration or I/O,
130 or 143 after a signal.";

/// Flags of every command.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// Print errors only
    #[arg(short, long, global = true, conflicts_with = "verbose", help_heading = "Global options")]
    pub(crate) quiet: bool,
    /// Print more; twice for all diagnostics
    #[arg(short, long, global = true, action = clap::ArgAction::Count, help_heading = "Global options")]
    pub(crate) verbose: u8,
    /// Read settings from this file instead of a portent.toml found upwards
    #[arg(long, global = true, value_name = "FILE", help_heading = "Global options")]
    pub(crate) config: Option<PathBuf>,
    /// Read no configuration file
    #[arg(long, global = true, conflicts_with = "config", help_heading = "Global options")]
    pub(crate) no_config: bool,
    /// How diagnostics of the input are printed
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t = MessageFormat::Human,
        value_name = "FORMAT",
        help_heading = "Global options"
    )]
    pub(crate) message_format: MessageFormat,
}

/// How diagnostics are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// With the offending line and a hint
    Human,
    /// One JSON object a line
    Json,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Build the graph and write it to files
    Build(BuildArguments),
    /// Rank entities: the most connected concerns, the most mentioned signals ...
    Top(TopArguments),
    /// List what comes back, across editions, articles or issues
    Recurring(RecurringArguments),
    /// Tell weak signals from strong ones, and what is new, rising or fading since a day
    Trends(TrendsArguments),
    /// Tell what one edition brought
    Digest(DigestArguments),
    /// Describe the clusters
    Clusters(ClustersArguments),
    /// Show everything known of one thing
    #[command(override_usage = "portent show [OPTIONS] <PATH>... <NAME>")]
    Show(ShowArguments),
    /// Show the strongest path between two things
    #[command(override_usage = "portent path [OPTIONS] <PATH>... <A> <B>")]
    Path(PathArguments),
    /// List the names that became one entity, with the weakest pair of each
    Duplicates(DuplicatesArguments),
    /// Show why two names are, or are not, one thing
    #[command(override_usage = "portent explain [OPTIONS] <PATH>... <A> <B>")]
    Explain(ExplainArguments),
    /// Measure the judgement of duplicates against labelled pairs
    Evaluate(EvaluateArguments),
    /// Fit the weights of the match model to labelled pairs
    Train(TrainArguments),
    /// Write one page to explore the graph in a browser, offline
    Explore(ExploreArguments),
    /// Tell what changed between two built graphs
    Diff(DiffArguments),
    /// Report what is wrong or doubtful in the articles
    Check(CheckArguments),
    /// List the output formats
    Formats(FormatsArguments),
    /// Show the configuration
    Config(ConfigArguments),
    /// Print a completion script for a shell
    Completions(CompletionsArguments),
    /// Print the manual page
    Man,
}

/// Where to read.
#[derive(Debug, Clone, Args)]
pub(crate) struct Input {
    /// Folders, files, - for standard input, or a graph.json
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct BuildArguments {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Where to write: FILE (its suffix decides), DIR/ (all usual formats), FORMAT:FILE, or - with --format
    #[arg(short, long = "output", required = true, value_name = "OUTPUT")]
    pub(crate) outputs: Vec<String>,
    /// Format of all outputs, whatever their suffix
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<String>,
    /// Fail where an output exists already
    #[arg(long)]
    pub(crate) no_clobber: bool,
    /// Leave the mentions out of graph.json
    #[arg(long)]
    pub(crate) no_mentions: bool,
    /// Leave CSV cells that start like formulas as they are
    #[arg(long)]
    pub(crate) csv_raw: bool,
    /// Version of GEXF
    #[arg(long, value_name = "VERSION", value_parser = ["1.2", "1.3"], default_value = "1.3")]
    pub(crate) gexf_version: String,
    /// The most entities that get a note in the vault
    #[arg(long, value_name = "N", default_value_t = ExportOptions::default().vault_top)]
    pub(crate) vault_top: usize,
    /// The most nodes that the explorer page holds
    #[arg(long, value_name = "N", default_value_t = ExportOptions::default().explorer_nodes)]
    pub(crate) explorer_nodes: usize,
    /// What colors in SVG and PNG say
    #[arg(long, value_name = "WORD", value_parser = ["cluster", "kind"], default_value = "cluster")]
    pub(crate) color_by: String,
    #[command(flatten)]
    pub(crate) filter: FilterArguments,
}

/// Which part of the graph to write; measures keep the values of the whole.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Filters (measures keep the values of the whole graph)")]
pub(crate) struct FilterArguments {
    /// Keep nodes of these kinds
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub(crate) kinds: Vec<String>,
    /// Keep the N foremost nodes (by PageRank)
    #[arg(long, value_name = "N")]
    pub(crate) top: Option<usize>,
    /// Keep entities of at least N articles
    #[arg(long, value_name = "N")]
    pub(crate) min_articles: Option<u64>,
    /// Keep articles of this category and what they mention
    #[arg(long = "category", value_name = "C")]
    pub(crate) categories: Vec<String>,
    /// Keep one cluster, by number, key or label
    #[arg(long, value_name = "ID")]
    pub(crate) cluster: Option<String>,
    /// Keep what lies near the node of this name
    #[arg(long, value_name = "NAME")]
    pub(crate) around: Option<String>,
    /// How near, in edges
    #[arg(long, value_name = "K", default_value_t = 1, requires = "around")]
    pub(crate) hops: u32,
    /// Keep articles dated on this day or later, and what they mention
    #[arg(long, value_name = "DATE")]
    pub(crate) since: Option<Date>,
    /// Keep articles dated on this day or earlier, and what they mention
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<Date>,
}

impl FilterArguments {
    /// The filter of the library.
    pub(crate) fn filter(&self) -> Filter {
        Filter {
            kinds: self.kinds.clone(),
            top: self.top,
            min_articles: self.min_articles,
            categories: self.categories.clone(),
            cluster: self.cluster.clone(),
            around: self.around.clone(),
            hops: self.hops,
            since: self.since,
            until: self.until,
            ..Filter::default()
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct ExploreArguments {
    #[command(flatten)]
    pub(crate) input: Input,
    /// The page
    #[arg(short, long, value_name = "FILE", default_value = "explore.html")]
    pub(crate) output: String,
    /// Fail where the page exists already
    #[arg(long)]
    pub(crate) no_clobber: bool,
    /// The most nodes that the page holds
    #[arg(long, value_name = "N", default_value_t = ExportOptions::default().explorer_nodes)]
    pub(crate) explorer_nodes: usize,
    #[command(flatten)]
    pub(crate) filter: FilterArguments,
}

impl From<&ExploreArguments> for BuildArguments {
    fn from(explore: &ExploreArguments) -> Self {
        Self {
            input: explore.input.clone(),
            outputs: vec![explore.output.clone()],
            format: Some("html".into()),
            no_clobber: explore.no_clobber,
            no_mentions: false,
            csv_raw: false,
            gexf_version: "1.3".into(),
            vault_top: ExportOptions::default().vault_top,
            explorer_nodes: explore.explorer_nodes,
            color_by: "cluster".into(),
            filter: explore.filter.clone(),
        }
    }
}
