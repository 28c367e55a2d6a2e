//! What a run reads is not what it may replace.

use std::path::{Path, PathBuf};

use portent::parse;

use super::refusal::Refusal;
use super::session::Session;

/// Refuses an output that the run reads: a file that was named or that the settings name, or a page or table in a folder.
pub(crate) fn refuse(session: &Session, inputs: &[PathBuf], output: &Path) -> Result<(), Refusal> {
    let Ok(there) = output.canonicalize() else { return Ok(()) };
    let settings = &session.settings;
    // The graph of the last build is read to be replaced.
    let named = [&settings.decisions, &settings.labels, &settings.weights, &settings.vectors];
    let mut read = inputs.iter().chain(named.into_iter().flatten());
    let is_read = |input: &PathBuf| {
        input.canonicalize().is_ok_and(|input| match input.is_dir() {
            true => there.starts_with(input) && parse::is_article(&there),
            false => there == input,
        })
    };
    if !read.any(is_read) {
        return Ok(());
    }
    Err(Refusal::with_hint(
        format!("--output {}: this run reads the file and would replace it", output.display()),
        "write another file",
    ))
}
