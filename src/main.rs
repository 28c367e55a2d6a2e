//! The `portent` command.

mod cli;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{ColorChoice, FromArgMatches};
use cli::arguments::{Arguments, Command};
use cli::session::Session;
use cli::terminal::{self, Terminal};
use cli::{Outcome, about, answer, build, check, judge, refusal, settings, signals, time, usage};

/// Threads take and give back many small texts: a tenth less time than with the allocator of Linux. Without huge pages
/// (feature `no_thp`), which a virtual machine has to clear as a whole when it has given its memory back: a tenth again.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let (arguments, typed, command) = match parse() {
        Ok(parsed) => parsed,
        Err(error) => return told(&error),
    };
    let color = typed.iter().find(|(key, _)| *key == "color").map_or("auto", |(_, value)| value);
    let terminal = Terminal::new(color, arguments.global.quiet, arguments.global.verbose);
    run(&arguments, typed, command).unwrap_or_else(|error| failed(terminal, &error)).into()
}

/// Flags -> stages -> outcome.
fn run(arguments: &Arguments, typed: settings::Typed, command: String) -> anyhow::Result<Outcome> {
    signals::watch()?;
    let session = Session::new(&arguments.global, typed, command)?;
    match &arguments.command {
        Command::Build(arguments) => build::build(&session, arguments),
        Command::Top(arguments) => answer::top(&session, arguments),
        Command::Recurring(arguments) => answer::recurring(&session, arguments),
        Command::Trends(arguments) => time::trends(&session, arguments),
        Command::Digest(arguments) => time::digest(&session, arguments),
        Command::Clusters(arguments) => answer::clusters(&session, arguments),
        Command::Show(arguments) => answer::show(&session, arguments),
        Command::Path(arguments) => answer::path(&session, arguments),
        Command::Duplicates(arguments) => judge::groups(&session, arguments),
        Command::Explain(arguments) => judge::why(&session, arguments),
        Command::Evaluate(arguments) => judge::measure(&session, arguments),
        Command::Train(arguments) => judge::fit(&session, arguments),
        Command::Explore(arguments) => build::explore(&session, arguments),
        Command::Diff(arguments) => answer::diff(&session, arguments),
        Command::Check(arguments) => check::check(&session, arguments),
        Command::Formats(arguments) => about::formats(&session, arguments),
        Command::Config(arguments) => about::config(&session, arguments),
        Command::Completions(arguments) => about::completions(arguments.shell),
        Command::Man => about::man(),
    }
}

/// The arguments, the settings among them that were typed, and the name of the command.
fn parse() -> Result<(Arguments, settings::Typed, String), clap::Error> {
    let mut whole = settings::command().color(help_color());
    let matches = whole.try_get_matches_from_mut(std::env::args_os());
    let matches = matches.map_err(|error| usage::explained(error, &mut whole))?;
    let arguments = Arguments::from_arg_matches(&matches)?;
    usage::check(&arguments, &mut whole)?;
    let command = matches.subcommand_name().unwrap_or_default().to_owned();
    Ok((arguments, settings::typed(&matches), command))
}

/// `--color` holds for help and usage errors too, which are printed before flags are known.
fn help_color() -> ColorChoice {
    let words: Vec<String> = std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
    let apart = words.windows(2).find(|pair| pair[0] == "--color").map(|pair| pair[1].as_str());
    let joined = words.iter().find_map(|word| word.strip_prefix("--color="));
    match apart.or(joined) {
        Some("always") => ColorChoice::Always,
        Some("never") => ColorChoice::Never,
        _ if terminal::stays_plain() => ColorChoice::Never,
        _ => ColorChoice::Auto,
    }
}

/// Help and version are done; all else is wrong usage. A closed pipe is no failure.
fn told(error: &clap::Error) -> ExitCode {
    let _ = error.print();
    if error.use_stderr() { Outcome::Failed.into() } else { Outcome::Done.into() }
}

/// A closed pipe is success; all else is told, with the way out.
fn failed(terminal: Terminal, error: &anyhow::Error) -> Outcome {
    let _ = io::stdout().flush();
    if is_closed_pipe(error) {
        return Outcome::Done;
    }
    terminal.error(&refusal::message(error), refusal::hint(error).as_deref());
    Outcome::Failed
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let io = match error.downcast_ref::<portent::Error>() {
        Some(portent::Error::Write { source, .. }) => Some(source),
        _ => error.downcast_ref::<io::Error>(),
    };
    io.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
