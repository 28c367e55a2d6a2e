//! What can be typed of commands that ask about time.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use portent::analysis::trend::TrendClass;

use super::{Input, TableArguments};

#[derive(Debug, Args)]
pub(crate) struct TrendsArguments {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Kinds to list, such as signal; all entities otherwise
    #[arg(long = "kind", value_name = "KIND", value_delimiter = ',')]
    pub(crate) kinds: Vec<String>,
    /// Classes to list; all but undetermined otherwise
    #[arg(long = "class", value_enum, value_name = "CLASS", value_delimiter = ',')]
    pub(crate) classes: Vec<ClassArgument>,
    /// What is new, rising or fading since that day, instead of classes
    #[arg(long, value_name = "DATE")]
    pub(crate) since: Option<Date>,
    /// How many rows of each class or change
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// Draw the portfolio into this file (.svg) instead of printing a table
    #[arg(short, long, value_name = "FILE.svg", conflicts_with = "since")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) table: TableArguments,
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
    /// Too few periods or articles to tell
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
    /// The edition, by label (20260118) or date (2026-01-18); the last dated one otherwise
    #[arg(long, value_name = "EDITION", default_value = "", hide_default_value = true)]
    pub(crate) edition: String,
    /// Kinds to list, such as signal; all entities otherwise
    #[arg(long = "kind", value_name = "KIND", value_delimiter = ',')]
    pub(crate) kinds: Vec<String>,
    /// How many rows of each sort
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    #[command(flatten)]
    pub(crate) table: TableArguments,
}
