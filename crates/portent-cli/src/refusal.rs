//! What the command itself refuses: a message and the way out, as errors of the library have.

use std::fmt;

use portent::error::Lacks;
use portent::remark::Remark;
use portent_settings::SETTINGS;

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
    own.or_else(|| match error.downcast_ref::<portent::Error>()? {
        portent::Error::InvalidOption { field, .. } if field == "output -" => {
            Some("name the format with --format".into())
        }
        portent::Error::GraphLacks { lacks: Lacks::FullView, .. } => {
            Some("build the graph with --view full".into())
        }
        portent::Error::GraphLacks { lacks: Lacks::Mentions, .. } => {
            Some("build the graph without --no-mentions".into())
        }
        portent::Error::Part { folder, part, is_there, .. } => {
            let again = if *is_there { " --again" } else { "" };
            Some(format!("run `portent pairs {} --part {part}{again}`", folder.display()))
        }
        portent::Error::NoArticles { .. } => {
            Some("give a folder that holds *.md files, a file, or - for standard input".into())
        }
        error => error.hint(),
    })
}

/// The flag of each field that a refusal of the library may name.
const FLAGS: &[(&str, &str)] = &[
    ("Filter::kinds", "--kinds"),
    ("Filter::cluster", "--cluster"),
    ("Filter::categories", "--category"),
    ("Filter::since", "--since/--until"),
    ("Filter::by", "--by"),
    ("TopOptions::by", "--by"),
    ("RecurringOptions::across", "--across"),
    ("DigestOptions::edition", "--edition"),
    ("closest", "--closest"),
    ("kinds", "--kind"),
];

/// What is wrong, with fields as the flags that were typed.
pub(crate) fn message(error: &anyhow::Error) -> String {
    let (field, reason) = match error.downcast_ref::<portent::Error>() {
        Some(portent::Error::InvalidOption { field, reason }) => (field.as_ref(), reason),
        Some(portent::Error::GraphLacks { field, reason, .. }) => (*field, reason),
        _ => return error.to_string(),
    };
    format!("{}: {reason}", typed(field))
}

/// A field of the library, or the key of a setting, as it was typed.
fn typed(field: &str) -> String {
    if let Some((_, flag)) = FLAGS.iter().find(|(known, _)| *known == field) {
        return (*flag).to_owned();
    }
    if SETTINGS.iter().any(|setting| setting.key == field) {
        return format!("--{field}");
    }
    field.strip_prefix("output ").map_or_else(|| field.to_owned(), |place| format!("--output {place}"))
}

/// A remark of the library, with the flag that leads on.
pub(crate) fn remark(remark: &Remark) -> String {
    match remark {
        Remark::Shown { all, .. } => format!("{remark}; -n {all} shows all"),
        Remark::TooFewForVectors { .. } => {
            format!("{remark} (--vectors FILE adds those of a larger archive)")
        }
        Remark::Digest { .. } => format!("{remark}; -n sets how many of each are shown"),
        Remark::Drift { .. } => format!("{remark}; --drift lists them"),
        Remark::NoEvidence => format!("{remark}; build it without --no-mentions"),
        Remark::VaultCapped { .. } => format!("{remark}; --vault-top"),
        Remark::PageCapped { .. } => format!("{remark}; --explorer-nodes"),
        _ => remark.to_string(),
    }
}
