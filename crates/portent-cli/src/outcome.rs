//! How a run ends.

use portent::diagnostic::{Diagnostic, Severity};

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

impl Outcome {
    /// The exit code.
    pub(crate) fn code(self) -> i32 {
        match self {
            Self::Done => 0,
            Self::Problems => 1,
            Self::Failed => 2,
        }
    }

    /// The outcome of a run whose graph is or is not poor: a failure where `strict` asks.
    pub(crate) fn of_graph(diagnostics: &[Diagnostic], poor: bool, strict: bool) -> Self {
        if strict && poor { Self::Problems } else { Self::of(diagnostics, strict) }
    }

    /// A failure where the input has problems and `strict` asks about them.
    pub(crate) fn of(diagnostics: &[Diagnostic], strict: bool) -> Self {
        if strict && diagnostics.iter().any(is_problem) { Self::Problems } else { Self::Done }
    }
}

/// Whether a diagnostic is more than a note on something repaired.
pub(crate) fn is_problem(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity >= Severity::Warning
}
