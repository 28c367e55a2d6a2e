//! What can be typed of the command that asks a person which names are one thing.

use std::path::PathBuf;

use clap::Args;

use super::Printed;

#[derive(Debug, Args)]
pub(crate) struct ReviewArguments {
    /// Folders or files
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Kinds to ask about, such as concern,signal; default all
    #[arg(long = "kind", visible_alias = "kinds", value_name = "KIND", value_delimiter = ',')]
    pub(crate) kinds: Vec<String>,
    /// Number of questions
    #[arg(short = 'n', long, value_name = "N", default_value_t = 40)]
    pub(crate) limit: usize,
    /// Print the questions in this format instead of asking them
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<Printed>,
}

/// What the help of the command says of its keys and its file.
pub(crate) const REVIEW: &str = "\
Two groups of names are shown at a time, those first on which most mentions hang and of which least is
known. Type a letter and Enter: y (one thing), n (two things), s (skip), u (undo the last answer), q
(quit). Each answer is saved at once in the decisions file: that of --decisions or portent.toml, else
PATH.decisions.tsv beside PATH. What is decided is not asked again, in this run or another.

Examples:
  portent review articles                              asks, and says where it saves
  portent build articles --decisions articles.decisions.tsv -o graph.json   builds with the answers
  portent review articles --format json -n 500         the questions, for other programs";
