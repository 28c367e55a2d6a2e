//! The `portent` command: flags, printing and exit codes; the work is the library's.

mod about;
mod answer;
mod arguments;
mod build;
mod check;
mod config;
mod counted;
mod given;
mod judge;
mod progress;
mod refusal;
mod session;
mod settings;
mod shell;
mod signals;
mod source;
mod terminal;
mod time;
mod usage;

use std::io::{self, Write};
use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::{ColorChoice, FromArgMatches};
use session::Session;
use settings::Flags;
use terminal::Terminal;

/// Threads take and give back many small texts: a tenth less time than with the allocator of Linux. Without huge pages
/// (feature `no_thp`), which a virtual machine has to clear as a whole when it has given its memory back: a tenth again.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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

fn main() -> ExitCode {
    let (arguments, flags, command) = match parse() {
        Ok(parsed) => parsed,
        Err(error) => return told(&error),
    };
    let terminal = Terminal::new(settings::color(&flags), arguments.global.quiet, arguments.global.verbose);
    run(&arguments, &flags, command).unwrap_or_else(|error| failed(terminal, &error)).into()
}

/// Flags -> stages -> outcome.
fn run(arguments: &Arguments, flags: &Flags, command: String) -> anyhow::Result<Outcome> {
    signals::watch()?;
    let session = Session::new(&arguments.global, flags, command)?;
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
        Command::Completions(arguments) => shell::completions(arguments.shell),
        Command::Man => shell::man(),
    }
}

/// The arguments, the settings among them that were typed, and the name of the command.
fn parse() -> Result<(Arguments, Flags, String), clap::Error> {
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
    terminal.error(&error.to_string(), refusal::hint(error).as_deref());
    Outcome::Failed
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let io = match error.downcast_ref::<portent::Error>() {
        Some(portent::Error::Write { source, .. }) => Some(source),
        _ => error.downcast_ref::<io::Error>(),
    };
    io.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
