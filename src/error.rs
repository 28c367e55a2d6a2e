//! What stops a run. What is merely wrong in the input is a [`crate::diagnostic::Diagnostic`].

use std::borrow::Cow;
use std::path::PathBuf;

/// A failure that ends the run with exit code 2. Messages are lower case, name the file and what
/// was being done with it, and never end with a full stop.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file or folder could not be written.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// No article was found in the given paths.
    #[error("no Markdown articles found in {}", listed(paths))]
    NoArticles {
        /// The paths that were searched.
        paths: Vec<PathBuf>,
    },
    /// A data file of ours (decisions, pairs, weights, vectors, graph.json, configuration) is malformed.
    #[error("{}:{line}:{column}: {message}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Line, counted from 1.
        line: u32,
        /// Column in characters, counted from 1.
        column: u32,
        /// What is wrong.
        message: String,
        /// The way out, for a `hint:` line.
        hint: Option<String>,
    },
    /// A graph lacks what it takes to put its pages together with others.
    #[error("the pages of {} cannot be put together with others: {reason}", path.display())]
    NoPages {
        /// The file of the graph.
        path: PathBuf,
        /// What it lacks.
        reason: String,
        /// The way out, for a `hint:` line.
        hint: &'static str,
    },
    /// A part of the judged pairs of a folder is missing or cannot be used.
    #[error("{}: {message}", folder.display())]
    Part {
        /// The folder.
        folder: PathBuf,
        /// Which part of how many: `3/8`.
        part: String,
        /// A file of that part is there.
        is_there: bool,
        /// What is wrong.
        message: String,
    },
    /// An option has a value that cannot be used.
    #[error("{field}: {reason}")]
    InvalidOption {
        /// The option: type and field (`Filter::since`), or what the input names.
        field: Cow<'static, str>,
        /// Why it cannot be used, and what can.
        reason: String,
    },
    /// A graph lacks what an answer is made of.
    #[error("{field}: {reason}")]
    GraphLacks {
        /// The option or answer that needs it.
        field: &'static str,
        /// What is missing, for whom the text is not enough.
        lacks: Lacks,
        /// Why it cannot be answered, and what can.
        reason: String,
    },
    /// None of the labeled pairs can be used.
    #[error("{reason}")]
    NoUsablePair {
        /// How many pairs were read, and why none can be used.
        reason: String,
        /// The way out, for a `hint:` line.
        hint: String,
    },
    /// The run was canceled by whoever watches its progress.
    #[error("cancelled")]
    Canceled,
    /// A name that was asked for is not in the graph.
    #[error("nothing is named {name:?}")]
    UnknownName {
        /// What was asked for.
        name: String,
        /// The nearest names, best first.
        nearest: Vec<String>,
        /// Names of what descriptions say its words of, best first.
        described: Vec<String>,
    },
}

/// What a graph lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Lacks {
    /// Articles, which the view `concepts` never holds.
    FullView,
    /// Articles, in a view that could hold them.
    Articles,
    /// Mentions: it was written without them.
    Mentions,
}

fn listed(paths: &[PathBuf]) -> String {
    let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    paths.join(", ")
}

/// What a name that nothing has may have meant.
fn meant(nearest: &[String], described: &[String]) -> Option<String> {
    let near = (!nearest.is_empty()).then(|| format!("did you mean {}?", nearest.join(", ")));
    let said = (!described.is_empty()).then(|| format!("descriptions of {} say it", described.join(", ")));
    let told: Vec<String> = near.into_iter().chain(said).collect();
    (!told.is_empty()).then(|| told.join(" "))
}

impl Error {
    /// The way out, printed on a `hint:` line of its own.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Malformed { hint, .. } => hint.clone(),
            Self::Part { part, .. } => Some(format!("judge part {part}")),
            Self::NoArticles { .. } => Some("give a folder that holds *.md files, or a file".into()),
            Self::NoUsablePair { hint, .. } => Some(hint.clone()),
            Self::NoPages { hint, .. } => Some((*hint).to_owned()),
            Self::UnknownName { nearest, described, .. } => meant(nearest, described),
            _ => None,
        }
    }
}
