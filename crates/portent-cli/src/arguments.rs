//! What can be typed. Flags that the configuration also knows stand in [`portent_settings::SETTINGS`].

mod about;
mod measure;
mod part;
mod parts;
mod questions;
mod review;
mod time;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use portent::export::ExportOptions;
use portent::property_graph::filter::Filter;

pub(crate) use about::{AboutArguments, PATHS_AND_TEXT};
pub(crate) use part::{ClosestArgument, FilterArguments, PartArguments, SinceArgument};
pub(crate) use parts::{JoinArguments, NamesArguments, PARTS, PairsArguments};
pub(crate) use questions::*;
pub(crate) use review::{REVIEW, ReviewArguments};
pub(crate) use time::{DigestArguments, TrendsArguments};

/// Turns a folder of foresight articles into a knowledge graph.
///
/// PATH is a folder of Markdown articles, a file, - for standard input, or (for most commands) a graph.json that
/// `portent build` wrote. Several of them, in any mix, are put together.
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
  portent report graph.json -o report.html             the page to read first
  portent top graph.json --kind concern                the most connected concerns
  portent recurring graph.json --kind signal           signals that recur in several editions
  portent trends graph.json --kind signal              weak, strong and latent signals
  portent clusters graph.json                          groups of related nodes
  portent show graph.json \"battery storage\"            all about one entity
  portent about graph.json \"AI in hospitals\" -o ai.md   the nearest articles and rows, as a page

Exit status: 0 success, 1 problems in the input (check, --strict), 2 error in usage,
configuration or I/O, 129, 130 or 143 after a signal, 101 after a fault of portent itself.";

/// Flags of every command.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// Print only errors
    #[arg(short, long, global = true, conflicts_with = "verbose", help_heading = "Global options")]
    pub(crate) quiet: bool,
    /// Print more; give it twice for all diagnostics
    #[arg(short, long, global = true, action = clap::ArgAction::Count, help_heading = "Global options")]
    pub(crate) verbose: u8,
    /// Read settings from this file instead of the nearest portent.toml in this folder or one above
    #[arg(long, global = true, value_name = "FILE", help_heading = "Global options")]
    pub(crate) config: Option<PathBuf>,
    /// Read no configuration file
    #[arg(long, global = true, conflicts_with = "config", help_heading = "Global options")]
    pub(crate) no_config: bool,
    /// Format of diagnostics
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
    /// One JSON object per line
    Json,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Build the graph and write it to files
    Build(BuildArguments),
    /// Write the page to read first: what the archive holds, what changes, what recurs, what is unsure
    Report(ReportArguments),
    /// Rank entities by connections, centrality, articles or mentions
    Top(TopArguments),
    /// List entities that recur across editions, articles or issues
    Recurring(RecurringArguments),
    /// Classify weak and strong signals; with --since, list what changed; with --evolution, follow themes over time
    Trends(TrendsArguments),
    /// Summarize one edition
    Digest(DigestArguments),
    /// Describe the clusters
    Clusters(ClustersArguments),
    /// Show all that is known about one entity, article or edition
    #[command(override_usage = "portent show [OPTIONS] <PATH>... <NAME>")]
    Show(ShowArguments),
    /// List the articles and entities nearest to a free text
    #[command(override_usage = "portent about [OPTIONS] <PATH>... <TEXT>")]
    About(AboutArguments),
    /// Show the strongest path between two nodes
    #[command(override_usage = "portent path [OPTIONS] <PATH>... <A> <B>")]
    Path(PathArguments),
    /// List the names that were merged, with the weakest pair of each group
    Duplicates(DuplicatesArguments),
    /// Ask about the pairs of names that matter most, and save the answers as decisions
    #[command(after_long_help = REVIEW)]
    Review(ReviewArguments),
    /// Explain why two names were merged or kept apart
    #[command(override_usage = "portent explain [OPTIONS] <PATH>... <A> <B>")]
    Explain(ExplainArguments),
    /// Evaluate duplicate detection against labeled pairs
    Evaluate(EvaluateArguments),
    /// Fit the weights of the match model to labeled pairs
    Train(TrainArguments),
    /// Write a page that explores the graph in a browser, offline
    Explore(ExploreArguments),
    /// Answer an assistant's questions about the graph over the Model Context Protocol (stdio)
    #[command(after_long_help = MCP)]
    Mcp(McpArguments),
    /// List the changes between two built graphs
    Diff(DiffArguments),
    /// Look a folder over and write a portent.toml for it
    #[command(after_long_help = INIT)]
    Init(InitArguments),
    /// Report problems in the articles
    Check(CheckArguments),
    /// List the output formats
    Formats(FormatsArguments),
    /// Show the configuration
    Config(ConfigArguments),
    /// Write names and the pairs to be judged as tables, for processes of their own (first of three steps)
    #[command(after_long_help = PARTS)]
    Names(NamesArguments),
    /// Judge a part of the pairs that `names` wrote
    #[command(after_long_help = PARTS)]
    Pairs(PairsArguments),
    /// Build the graph from the parts that `pairs` judged
    #[command(after_long_help = PARTS)]
    Join(JoinArguments),
    /// Print a completion script for a shell
    Completions(CompletionsArguments),
    /// Print the manual page
    Man,
}

impl Command {
    /// The part of the graph that a question is about; all of it for commands that ask nothing.
    pub(crate) fn part(&self) -> Filter {
        match self {
            Self::Top(top) => top.part.filter(&top.since),
            Self::Recurring(recurring) => recurring.part.filter(&recurring.since),
            Self::Trends(trends) => trends.part.filter(&trends.since_of_part()),
            Self::Digest(digest) => digest.part.filter(&digest.since),
            Self::Clusters(clusters) => clusters.part.filter(&clusters.since),
            Self::Show(show) => show.part.filter(&show.since),
            Self::Path(path) => path.part.filter(&path.since),
            _ => Filter::default(),
        }
    }
}

const INIT: &str = "\
What is read already stands in the file as comments, with counts; guesses for what is not are lines in
force or comments. Change them, then run `portent build`, which reads the portent.toml of the current
folder or the nearest one above. `portent config --help` tells every table of it.

Examples:
  portent init articles            writes portent.toml here
  portent init articles -o -       prints it";

const MCP: &str = "\
An assistant starts this command itself: docs/assistants.md tells how to set it up. Build the graph once and
serve the file, so that the server stands at once:

  portent build articles -o archive.portent
  portent mcp archive.portent";

/// What to serve.
#[derive(Debug, Args)]
pub(crate) struct McpArguments {
    #[command(flatten)]
    pub(crate) input: Input,
}

/// What to look over, and where to write.
#[derive(Debug, Args)]
pub(crate) struct InitArguments {
    #[command(flatten)]
    pub(crate) input: Input,
    /// File to write, or - for standard output
    #[arg(short, long, value_name = "FILE", default_value = "portent.toml")]
    pub(crate) output: PathBuf,
    /// Replace the file if it exists
    #[arg(long)]
    pub(crate) force: bool,
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
    /// Output: FILE (its suffix selects the format), DIR/ (all usual formats), FORMAT:FILE, or - with --format
    #[arg(short, long = "output", required = true, value_name = "OUTPUT")]
    pub(crate) outputs: Vec<String>,
    /// Format of all outputs, whatever their suffix; `portent formats` lists them
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<String>,
    /// Fail if an output exists
    #[arg(long)]
    pub(crate) no_clobber: bool,
    /// Keep verdicts on pairs of names in this file, so that the next build judges only what changed
    #[arg(long, value_name = "FILE")]
    pub(crate) cache: Option<PathBuf>,
    /// Build again whenever a page changes, and tell what that changed; Ctrl-C ends
    #[arg(long, conflicts_with = "no_clobber")]
    pub(crate) watch: bool,
    /// Omit the mentions from graph.json
    #[arg(long)]
    pub(crate) no_mentions: bool,
    /// Mentions in graph.json: full (an object each) or columns (a quarter fewer bytes; says nothing twice)
    #[arg(long, value_name = "WORD", value_parser = ["full", "columns"], default_value = "full")]
    pub(crate) mentions: String,
    /// Do not escape CSV cells that start like formulas
    #[arg(long)]
    pub(crate) csv_raw: bool,
    /// GEXF version
    #[arg(long, value_name = "VERSION", value_parser = ["1.2", "1.3"], default_value = "1.3")]
    pub(crate) gexf_version: String,
    /// Maximum number of entities with a note in the vault
    #[arg(long, value_name = "N", default_value_t = ExportOptions::default().vault_top())]
    pub(crate) vault_top: usize,
    /// Maximum number of nodes in the explorer page
    #[arg(long, value_name = "N", default_value_t = ExportOptions::default().explorer_nodes())]
    pub(crate) explorer_nodes: usize,
    /// Write a part that Gephi and Graphviz draw in seconds: the 2,000 foremost nodes at most, few edges, no long texts
    #[arg(long)]
    pub(crate) drawable: bool,
    /// Color nodes in SVG, PNG and with --drawable by cluster or kind
    #[arg(long, value_name = "WORD", value_parser = ["cluster", "kind"], default_value = "cluster")]
    pub(crate) color_by: String,
    #[command(flatten)]
    pub(crate) closest: ClosestArgument,
    #[command(flatten)]
    pub(crate) filter: FilterArguments,
}

#[derive(Debug, Args)]
pub(crate) struct ExploreArguments {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Page to write
    #[arg(short, long, value_name = "FILE", default_value = "explore.html")]
    pub(crate) output: String,
    /// Fail if the page exists
    #[arg(long)]
    pub(crate) no_clobber: bool,
    /// Maximum number of nodes in the page
    #[arg(long, value_name = "N", default_value_t = ExportOptions::default().explorer_nodes())]
    pub(crate) explorer_nodes: usize,
    #[command(flatten)]
    pub(crate) closest: ClosestArgument,
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
            cache: None,
            watch: false,
            no_mentions: false,
            mentions: "full".into(),
            csv_raw: false,
            gexf_version: "1.3".into(),
            vault_top: ExportOptions::default().vault_top(),
            explorer_nodes: explore.explorer_nodes,
            drawable: false,
            color_by: "cluster".into(),
            closest: explore.closest,
            filter: explore.filter.clone(),
        }
    }
}
