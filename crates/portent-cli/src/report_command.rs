//! The command that writes the page to read first.

use std::path::Path;

use portent::briefing::{self, Briefing, BriefingOptions};

use super::arguments::ReportArguments;
use super::outcome::Outcome;
use super::question::written;
use super::refusal::Refusal;
use super::session::Session;
use portent_settings::options::trend_options;

/// Writes a briefing as text.
type Writer = fn(&Briefing) -> String;

/// The forms of a report, by the suffixes of its file.
static FORMS: &[(&[&str], Writer)] =
    &[(&["html", "htm"], briefing::html), (&["md", "markdown"], briefing::markdown)];

pub(crate) fn report(session: &Session, arguments: &ReportArguments) -> anyhow::Result<Outcome> {
    let write = form(&arguments.output)?;
    let options =
        BriefingOptions::default().with_trend(trend_options(&session.settings)).with_limit(arguments.limit);
    written(session, &arguments.input.paths, &arguments.output, |graph| {
        briefing::briefing(graph, &options).map(|told| write(&told))
    })
}

/// The form that the suffix of a file asks for.
fn form(file: &Path) -> Result<Writer, Refusal> {
    let suffix = file.extension().map(|suffix| suffix.to_string_lossy().to_lowercase()).unwrap_or_default();
    let found = FORMS.iter().find(|(suffixes, _)| suffixes.contains(&suffix.as_str()));
    found.map(|&(_, write)| write).ok_or_else(|| {
        let reason =
            format!("{} ends neither in .html nor in .md, which a report is written as", file.display());
        Refusal::of("--output", &reason)
    })
}
