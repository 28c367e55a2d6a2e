//! `init`: looks a folder over, prints what it holds, and writes a `portent.toml` for it.

mod file;
mod look;

use std::io::ErrorKind;
use std::path::Path;

use portent::error::Error;
use portent::export::output;
use portent::parse::{self, Schema};

use super::arguments::InitArguments;
use super::input_kind::{Takes, refuse_graphs};
use super::outcome::Outcome;
use super::overview::Proposals;
use super::progress::Progress;
use super::refusal::Refusal;
use super::session::Session;
use super::terminal::to_stdout;
use portent_settings::options::read_options;

/// What the folder holds goes to stdout; where the configuration goes there, to stderr.
///
/// # Errors
/// A [`Refusal`] where the file exists; as [`parse::read`] and [`output::pending`].
pub(crate) fn init(session: &Session, arguments: &InitArguments) -> anyhow::Result<Outcome> {
    let to_file = arguments.output != Path::new("-");
    if to_file && !arguments.force && arguments.output.exists() {
        return Err(exists(&arguments.output).into());
    }
    let paths = &arguments.input.paths;
    // At once it is known whether it can be written.
    let pending = to_file.then(|| output::pending(&arguments.output)).transpose()?;
    refuse_graphs(paths, Takes::Articles, &session.command)?;
    let progress = Progress::new(session.terminal);
    progress.step("reading articles");
    // A configuration that is there already would hide what it was written for.
    let schema = Schema::default();
    let corpus = session
        .store
        .corpus(parse::read(paths, &read_options(&session.settings, &session.schema).with_schema(schema))?);
    drop(progress);
    let proposals = Proposals::of(corpus, &corpus.schema);
    let seen = look::look(corpus);
    let text = file::text(corpus, &proposals);
    let Some(pending) = pending else {
        seen.iter().for_each(|line| session.terminal.line(0, line));
        to_stdout(|out| out.write_all(text.as_bytes()))?;
        return Ok(Outcome::Done);
    };
    let written = match arguments.force {
        true => pending.write(text.as_bytes()),
        false => pending.write_new(text.as_bytes()),
    };
    written.map_err(|error| came_meanwhile(error, &arguments.output))?;
    if session.terminal.verbosity >= 0 {
        to_stdout(|out| seen.iter().try_for_each(|line| writeln!(out, "{line}")))?;
    }
    let file = arguments.output.display();
    session.terminal.line(0, &format!("wrote        {file} ({} in force)", lines(proposals.active())));
    session.terminal.line(0, &next(&arguments.output, &paths[0]));
    Ok(Outcome::Done)
}

/// What is there since the work began is refused like what was there before.
fn came_meanwhile(error: Error, file: &Path) -> anyhow::Error {
    match &error {
        Error::Write { source, .. } if source.kind() == ErrorKind::AlreadyExists => exists(file).into(),
        _ => error.into(),
    }
}

fn exists(file: &Path) -> Refusal {
    let message = format!("{} exists", file.display());
    Refusal::with_hint(
        message,
        "look at it with -o -, write another file with -o FILE, or replace it with --force",
    )
}

fn lines(count: usize) -> String {
    super::plural::counted_of(count, "line", "lines")
}

/// The command that reads with the file: the one of this folder is found by itself.
fn next(file: &Path, folder: &Path) -> String {
    let found = file.file_name().is_some_and(|name| name == "portent.toml")
        && file.parent().is_none_or(|parent| parent.as_os_str().is_empty());
    let config = if found { String::new() } else { format!(" --config {}", file.display()) };
    format!("next         read it, change it, then `portent build {}{config} -o out/`", folder.display())
}
