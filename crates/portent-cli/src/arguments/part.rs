//! Which part of a graph is written or asked about.

use clap::Args;
use jiff::civil::Date;
use portent::property_graph::filter::Filter;

/// Which part of the graph to write; measures keep the values of the whole.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = HEADING)]
pub(crate) struct FilterArguments {
    /// Keep nodes of these kinds, such as concern,signal
    #[arg(long, visible_alias = "kind", value_name = "KIND", value_delimiter = ',')]
    pub(crate) kinds: Vec<String>,
    /// Keep the N nodes of highest betweenness
    #[arg(long, value_name = "N")]
    pub(crate) top: Option<usize>,
    #[command(flatten)]
    part: PartArguments,
    #[command(flatten)]
    since: SinceArgument,
}

/// Edges between near articles.
#[derive(Debug, Clone, Copy, Default, Args)]
pub(crate) struct ClosestArgument {
    /// Join each article to its N nearest articles (1 to 100), by edges `closest` that no measure counts
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=100))]
    closest: Option<u8>,
}

impl ClosestArgument {
    /// How many articles each is joined to; none where that is not asked.
    pub(crate) fn each(self) -> Option<usize> {
        self.closest.map(usize::from)
    }
}

const HEADING: &str = "Filters (measures keep the values of the whole graph)";

impl FilterArguments {
    /// The filter of the library.
    pub(crate) fn filter(&self) -> Filter {
        self.part.filter(&self.since).with_kinds(self.kinds.clone()).with_top(self.top)
    }
}

/// The filters that a question takes too: it has kinds and a limit of its own.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = HEADING)]
pub(crate) struct PartArguments {
    /// Keep entities that at least N articles mention
    #[arg(long, value_name = "N")]
    min_articles: Option<u64>,
    /// Keep articles of this category and the entities that they mention
    #[arg(long = "category", value_name = "C")]
    categories: Vec<String>,
    /// Keep one cluster, given by number, key or label
    #[arg(long, value_name = "ID")]
    cluster: Option<String>,
    /// Keep nodes within --hops edges of NAME
    #[arg(long, value_name = "NAME")]
    around: Option<String>,
    /// Maximum distance, in edges
    #[arg(long, value_name = "K", default_value_t = 1, requires = "around")]
    hops: u32,
    /// Keep articles of this day or earlier, and the entities that they mention
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
}

impl PartArguments {
    /// The filter of the library.
    pub(crate) fn filter(&self, since: &SinceArgument) -> Filter {
        Filter::default()
            .with_min_articles(self.min_articles)
            .with_categories(self.categories.clone())
            .with_cluster(self.cluster.clone())
            .with_around(self.around.clone())
            .with_hops(self.hops)
            .with_since(since.since)
            .with_until(self.until)
    }
}

/// The first day of the part; not for `trends`, whose `--since` asks what changed since a day (with `--evolution` it is this).
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = HEADING)]
pub(crate) struct SinceArgument {
    /// Keep articles of this day or later, and the entities that they mention
    #[arg(long, value_name = "DATE")]
    pub(super) since: Option<Date>,
}
