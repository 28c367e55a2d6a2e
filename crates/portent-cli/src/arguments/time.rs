//! What can be typed of commands that ask about time.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use portent::analysis::evolution::Axis;
use portent::analysis::trend::TrendClass;

use super::{Input, PartArguments, SinceArgument, TableArguments};

#[derive(Debug, Args)]
pub(crate) struct TrendsArguments {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Kinds to list, such as concern,signal; default all
    #[arg(long = "kind", visible_alias = "kinds", value_name = "KIND", value_delimiter = ',')]
    pub(crate) kinds: Vec<String>,
    /// Follow the themes of each period instead: what is new, continues, splits, merges, ends
    #[arg(long, conflicts_with = "classes")]
    pub(crate) evolution: bool,
    /// With --evolution: edition, week, month, quarter, year, or first days of periods (2023,2024-07) [default: year]
    #[arg(long, value_name = "STEP|DATES", requires = "evolution", value_parser = Axis::read)]
    pub(crate) periods: Option<Axis>,
    /// With --evolution: themes to follow, one a line: a name, or "Title: name, name"
    #[arg(long, value_name = "FILE", requires = "evolution")]
    pub(crate) themes: Option<PathBuf>,
    /// Classes to list; default all but undetermined
    #[arg(long = "class", value_enum, value_name = "CLASS", value_delimiter = ',')]
    pub(crate) classes: Vec<ClassArgument>,
    /// List what is new, rising or fading since this day, instead of classes; with --evolution, keep articles since this day
    #[arg(long, value_name = "DATE")]
    pub(crate) since: Option<Date>,
    /// Number of rows per class, change or period
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// Write a picture to this file (.svg) instead of printing a table: the portfolio, or with --evolution the flow of themes
    #[arg(short, long, value_name = "FILE.svg")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) table: TableArguments,
    #[command(flatten)]
    pub(crate) part: PartArguments,
}

impl TrendsArguments {
    /// The first day of the part: `--since` asks for changes, unless themes are followed.
    pub(crate) fn since_of_part(&self) -> SinceArgument {
        SinceArgument { since: self.since.filter(|_| self.evolution) }
    }
}

/// Classes of the portfolio.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ClassArgument {
    /// Rare and growing
    Weak,
    /// Frequent and growing
    Strong,
    /// Frequent, not growing
    #[value(name = "well_known", alias = "well-known")]
    WellKnown,
    /// Rare, not growing
    Latent,
    /// Too few periods or articles for a class
    Undetermined,
}

impl From<ClassArgument> for TrendClass {
    fn from(class: ClassArgument) -> Self {
        match class {
            ClassArgument::Weak => Self::Weak,
            ClassArgument::Strong => Self::Strong,
            ClassArgument::WellKnown => Self::WellKnown,
            ClassArgument::Latent => Self::Latent,
            ClassArgument::Undetermined => Self::Undetermined,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct DigestArguments {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Edition, by label (20260118) or date (2026-01-18); default the latest
    #[arg(long, value_name = "EDITION", default_value = "", hide_default_value = true)]
    pub(crate) edition: String,
    /// Kinds to list, such as concern,signal; default all
    #[arg(long = "kind", visible_alias = "kinds", value_name = "KIND", value_delimiter = ',')]
    pub(crate) kinds: Vec<String>,
    /// Number of rows per section
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    #[command(flatten)]
    pub(crate) table: TableArguments,
    #[command(flatten)]
    pub(crate) part: PartArguments,
    #[command(flatten)]
    pub(crate) since: SinceArgument,
}
