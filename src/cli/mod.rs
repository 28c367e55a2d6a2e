//! Command line: flags, printing, exit codes; the work is the library's.

pub(crate) mod about;
pub(crate) mod answer;
pub(crate) mod arguments;
pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod counted;
pub(crate) mod given;
pub(crate) mod judge;
pub(crate) mod progress;
pub(crate) mod refusal;
pub(crate) mod session;
pub(crate) mod settings;
pub(crate) mod signals;
pub(crate) mod source;
pub(crate) mod terminal;
pub(crate) mod time;
pub(crate) mod usage;

use std::process::ExitCode;

/// How a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Done.
    Done,
    /// The input has problems, and `check` or `--strict` asked about them.
    Problems,
    /// Wrong usage, configuration or I/O.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Problems => Self::from(1),
            Outcome::Failed => Self::from(2),
        }
    }
}
