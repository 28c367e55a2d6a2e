//! What clap cannot say of wrong usage: which name is missing, and the command that was meant.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::arguments::{Arguments, Command, PATHS_AND_NAME, PATHS_AND_NAMES, PATHS_AND_TEXT};

/// Adds to an error of clap what it does not know.
pub(crate) fn explained(mut error: clap::Error, whole: &mut clap::Command) -> clap::Error {
    if let Some(ContextValue::Strings(missing)) = error.get(ContextKind::InvalidArg) {
        let missing = missing.iter().flat_map(|word| apart(word)).collect();
        error.insert(ContextKind::InvalidArg, ContextValue::Strings(missing));
    }
    let names: Vec<&str> = whole.get_subcommands().map(clap::Command::get_name).collect();
    if let Some(near) = meant(&error, &names) {
        error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(vec![near]));
    }
    if let Some(name) = named(&error) {
        set_usage(&mut error, whole, &name);
    }
    error
}

/// The command that an error is about: the second word of its usage, after `Usage: portent`.
fn named(error: &clap::Error) -> Option<String> {
    let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) else { return None };
    usage.to_string().split_whitespace().nth(2).map(str::to_owned)
}

/// The usage as `--help` shows it; that of an error otherwise leaves out the options for some commands.
fn set_usage(error: &mut clap::Error, whole: &mut clap::Command, name: &str) {
    if let Some(command) = whole.find_subcommand_mut(name) {
        error.insert(ContextKind::Usage, ContextValue::StyledStr(command.render_usage()));
    }
}

/// `<PATH|NAME>...` is one list to clap, and two things to people: `<PATH>...` and `<NAME>`.
fn apart(word: &str) -> Vec<String> {
    let list = word.strip_prefix('<').and_then(|word| word.strip_suffix(">..."));
    list.filter(|list| list.contains('|')).map_or_else(|| vec![word.to_owned()], parts)
}

fn parts(list: &str) -> Vec<String> {
    let (first, rest) = list.split_once('|').unwrap_or((list, ""));
    let names = rest.split('|').map(|name| format!("<{name}>"));
    std::iter::once(format!("<{first}>...")).chain(names).collect()
}

/// The command one slip away from what was typed, where clap (which does not see swapped letters) found none.
fn meant(error: &clap::Error, commands: &[&str]) -> Option<String> {
    if error.kind() != ErrorKind::InvalidSubcommand || error.get(ContextKind::SuggestedSubcommand).is_some() {
        return None;
    }
    let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidSubcommand) else { return None };
    let slips = |command: &&&str| strsim::damerau_levenshtein(&typed.to_lowercase(), command);
    let near = commands.iter().min_by_key(slips).filter(|command| slips(command) <= 1);
    near.map(|&command| command.to_owned())
}

/// Refuses a command whose names are missing. Options may stand between paths and names, which clap counts as
/// separate lists, so only their sum can be judged.
pub(crate) fn check(arguments: &Arguments, whole: &mut clap::Command) -> Result<(), clap::Error> {
    let (name, words, wanted) = match &arguments.command {
        Command::Show(show) => ("show", show.paths_and_name.len(), parts(PATHS_AND_NAME)),
        Command::About(about) => ("about", about.paths_and_text.len(), parts(PATHS_AND_TEXT)),
        Command::Path(path) => ("path", path.paths_and_names.len(), parts(PATHS_AND_NAMES)),
        Command::Explain(explain) => ("explain", explain.paths_and_names.len(), parts(PATHS_AND_NAMES)),
        _ => return Ok(()),
    };
    match wanted.get(words..) {
        None | Some([]) => Ok(()),
        Some(missing) => Err(missing_words(whole, name, missing.to_vec())),
    }
}

/// The error that clap gives for a required argument.
fn missing_words(whole: &mut clap::Command, name: &str, missing: Vec<String>) -> clap::Error {
    let mut error = clap::Error::new(ErrorKind::MissingRequiredArgument).with_cmd(whole);
    error.insert(ContextKind::InvalidArg, ContextValue::Strings(missing));
    set_usage(&mut error, whole, name);
    error
}
