//! The `portent` command: flags, printing and exit codes; the work is the library's. A library, so that the Python package
//! runs it too.

mod about_command;
mod arguments;
mod build;
mod cache;
mod check;
mod duplicate_commands;
mod flags;
mod graph_commands;
mod init;
mod input_kind;
mod mcp_command;
mod outcome;
mod overview;
mod own_fault;
mod own_input;
mod parts_commands;
mod plural;
mod poor;
mod progress;
mod question;
mod refusal;
mod registries;
mod report_command;
mod review;
mod session;
mod shell;
mod signals;
mod source;
mod store;
mod summary;
mod terminal;
mod time_commands;
mod usage;
mod watch;

use std::ffi::OsString;
use std::io::{self, Write};

use arguments::{Arguments, Command};
use clap::{ColorChoice, FromArgMatches};
use flags::Flags;
use outcome::Outcome;
use portent::export::output;
use session::Session;
use terminal::Terminal;

/// Runs the command with these arguments, the first of which is the name of the program, and ends the process with the exit
/// status: 0 done, 1 with findings that were asked for, 2 failed, 101 after a fault of its own.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ! {
    own_fault::watch();
    let words: Vec<OsString> = arguments.into_iter().collect();
    // The process ends without dropping it: the system takes back its articles and graphs at once.
    let mut session = None;
    let outcome = match parse(&words) {
        Ok((arguments, flags, command)) => {
            let global = &arguments.global;
            let terminal = Terminal::new(flags::color(&flags), global.quiet, global.verbose);
            run(&mut session, &arguments, &flags, command).unwrap_or_else(|error| failed(terminal, &error))
        }
        Err(error) => told(&error),
    };
    let _ = io::stdout().flush();
    std::process::exit(outcome.code());
}

/// Flags -> session -> stages -> outcome.
fn run(
    kept: &mut Option<Session>,
    arguments: &Arguments,
    flags: &Flags,
    command: String,
) -> anyhow::Result<Outcome> {
    signals::watch().map_err(|error| refusal::Refusal::of("cannot start a thread", &error.to_string()))?;
    let session =
        kept.insert(Session::new(&arguments.global, flags, command)?.with_part(arguments.command.part()));
    match &arguments.command {
        Command::Build(arguments) if arguments.watch => watch::watch(session, arguments),
        Command::Build(arguments) => build::build(session, arguments),
        Command::Top(arguments) => graph_commands::top(session, arguments),
        Command::Recurring(arguments) => graph_commands::recurring(session, arguments),
        Command::Trends(arguments) => time_commands::trends(session, arguments),
        Command::Report(arguments) => report_command::report(session, arguments),
        Command::Digest(arguments) => time_commands::digest(session, arguments),
        Command::Clusters(arguments) => graph_commands::clusters(session, arguments),
        Command::Show(arguments) => graph_commands::show(session, arguments),
        Command::About(arguments) => about_command::about(session, arguments),
        Command::Path(arguments) => graph_commands::path(session, arguments),
        Command::Duplicates(arguments) => duplicate_commands::groups(session, arguments),
        Command::Review(arguments) => review::review(session, arguments),
        Command::Explain(arguments) => duplicate_commands::why(session, arguments),
        Command::Evaluate(arguments) => duplicate_commands::measure(session, arguments),
        Command::Train(arguments) => duplicate_commands::fit(session, arguments),
        Command::Explore(arguments) => build::explore(session, arguments),
        Command::Mcp(arguments) => mcp_command::mcp(session, arguments),
        Command::Diff(arguments) => graph_commands::diff(session, arguments),
        Command::Init(arguments) => init::init(session, arguments),
        Command::Check(arguments) => check::check(session, arguments),
        Command::Names(arguments) => parts_commands::names(session, arguments),
        Command::Pairs(arguments) => parts_commands::pairs(session, arguments),
        Command::Join(arguments) => parts_commands::join(session, arguments),
        Command::Formats(arguments) => registries::formats(session, arguments),
        Command::Config(arguments) => registries::config(session, arguments),
        Command::Completions(arguments) => shell::completions(arguments.shell),
        Command::Man => shell::man(),
    }
}

/// The arguments, the settings among them that were typed, and the name of the command.
fn parse(words: &[OsString]) -> Result<(Arguments, Flags, String), clap::Error> {
    let mut whole = flags::command().color(help_color(words));
    let matches = whole.try_get_matches_from_mut(words);
    let matches = matches.map_err(|error| usage::explained(error, &mut whole))?;
    let arguments = Arguments::from_arg_matches(&matches)?;
    usage::check(&arguments, &mut whole)?;
    let command = matches.subcommand_name().unwrap_or_default().to_owned();
    Ok((arguments, flags::typed(&matches), command))
}

/// `--color` holds for help and usage errors too, which are printed before flags are known.
fn help_color(words: &[OsString]) -> ColorChoice {
    let words: Vec<_> = words.iter().map(|word| word.to_string_lossy()).collect();
    let apart = words.windows(2).find(|pair| pair[0] == "--color").map(|pair| pair[1].as_ref());
    let joined = words.iter().find_map(|word| word.strip_prefix("--color="));
    match apart.or(joined) {
        Some("always") => ColorChoice::Always,
        Some("never") => ColorChoice::Never,
        _ if terminal::stays_plain() => ColorChoice::Never,
        _ => ColorChoice::Auto,
    }
}

/// Help and version are done; all else is wrong usage. A closed pipe is no failure.
fn told(error: &clap::Error) -> Outcome {
    let _ = error.print();
    if error.use_stderr() { Outcome::Failed } else { Outcome::Done }
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
    match error.downcast_ref::<portent::Error>() {
        Some(error) => output::is_closed_pipe(error),
        None => {
            error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
        }
    }
}
