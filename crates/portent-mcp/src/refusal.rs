//! What a question cannot be answered for: an answer that says why, and what to ask instead.

use portent::Error;

/// Why there is no answer, and the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// What is wrong.
    pub(crate) message: String,
    /// What to ask instead.
    pub(crate) hint: Option<String>,
}

impl Refusal {
    /// What is wrong, and what to ask instead.
    pub(crate) fn with_hint(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: Some(hint.into()) }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        let message = match &error {
            Error::InvalidOption { field, reason } => format!("{}: {reason}", argument(field)),
            Error::GraphLacks { field, reason, .. } => format!("{}: {reason}", argument(field)),
            _ => error.to_string(),
        };
        let by_search = || Some("the tool search finds names by their words".to_owned());
        let hint =
            error.hint().or_else(|| matches!(error, Error::UnknownName { .. }).then(by_search).flatten());
        Self { message, hint }
    }
}

/// The argument that a field of the library stands for: `by` for `TopOptions::by`.
fn argument(field: &str) -> &str {
    field.rsplit("::").next().unwrap_or(field)
}
