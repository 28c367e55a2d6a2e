//! What the command itself refuses: a message and the way out, as errors of the library have.

use std::fmt;

/// A refusal that only the command knows of.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// What is wrong, in lower case and without a full stop.
    pub(crate) message: String,
    /// What to do instead, for the `hint:` line, where the message does not say it.
    pub(crate) hint: Option<String>,
}

impl Refusal {
    /// A flag or variable that cannot be used, and why.
    pub(crate) fn of(name: &str, reason: &str) -> Self {
        Self { message: format!("{name}: {reason}"), hint: None }
    }

    /// What is wrong, and what to do instead.
    pub(crate) fn with_hint(message: String, hint: impl Into<String>) -> Self {
        Self { message, hint: Some(hint.into()) }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Refusal {}

/// The refusal of what only another build has; `lacks` says it after "this build".
pub(crate) fn missing_feature(lacks: &str, feature: &str) -> Refusal {
    Refusal::with_hint(
        format!("this build {lacks}: it comes with the feature {feature:?}"),
        "install with all features: cargo install --path crates/portent-cli --features full",
    )
}

/// The hint of an error, whoever raised it.
pub(crate) fn hint(error: &anyhow::Error) -> Option<String> {
    let own = error.downcast_ref::<Refusal>().and_then(|refusal| refusal.hint.clone());
    own.or_else(|| error.downcast_ref::<portent::Error>().and_then(portent::Error::hint))
}
