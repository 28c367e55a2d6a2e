//! Flags made from [`SETTINGS`], and the configuration in force.

use std::path::Path;

use clap::builder::PossibleValuesParser;
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command, CommandFactory, value_parser};
use portent::error::Error;
use portent_settings::{
    self as config, ColorWhen, ConfigFile, Configuration, Group, SETTINGS, Setting, Shape, Value,
    find_upwards, user_file,
};

use super::arguments::{Arguments, Global};

/// Settings that were typed as flags.
pub(crate) type Flags = Vec<(&'static Setting, String)>;

/// Which groups of settings each command takes as flags.
static COMMANDS: &[(&str, &[Group])] = &[
    ("build", &[Group::Pages, Group::Names, Group::Graph, Group::Time]),
    ("report", &[Group::Pages, Group::Names, Group::Graph, Group::Time]),
    ("top", &[Group::Pages, Group::Names, Group::Graph]),
    ("recurring", &[Group::Pages, Group::Names, Group::Graph]),
    ("trends", &[Group::Pages, Group::Names, Group::Graph, Group::Time]),
    ("digest", &[Group::Pages, Group::Names, Group::Graph]),
    ("clusters", &[Group::Pages, Group::Names, Group::Graph]),
    ("show", &[Group::Pages, Group::Names, Group::Graph]),
    ("path", &[Group::Pages, Group::Names, Group::Graph]),
    ("duplicates", &[Group::Pages, Group::Names]),
    ("review", &[Group::Pages, Group::Names]),
    ("explain", &[Group::Pages, Group::Names]),
    ("evaluate", &[Group::Pages, Group::Names]),
    ("train", &[Group::Pages, Group::Names]),
    ("explore", &[Group::Pages, Group::Names, Group::Graph]),
    ("names", &[Group::Pages, Group::Names]),
    ("join", &[Group::Pages, Group::Names, Group::Graph, Group::Time]),
    ("check", &[Group::Pages]),
    ("init", &[Group::Pages]),
];

/// The whole command line.
pub(crate) fn command() -> Command {
    let everywhere = SETTINGS.iter().filter(|setting| setting.group == Group::Everywhere);
    let mut command = Arguments::command().args(everywhere.map(argument));
    for &(name, groups) in COMMANDS {
        let settings = SETTINGS.iter().filter(|setting| groups.contains(&setting.group));
        command = command.mut_subcommand(name, |command| command.args(settings.map(argument)));
    }
    command.mut_subcommand("config", |command| command.after_long_help(config::help_of_tables()))
}

fn argument(setting: &'static Setting) -> Arg {
    let global = setting.group == Group::Everywhere;
    let heading = match setting.group {
        Group::Everywhere => "Global options",
        Group::Pages => "Reading",
        Group::Names => "Duplicates",
        Group::Graph => "Graph and measures",
        Group::Time => "Time",
    };
    let default = match (setting.shape, (setting.default)()) {
        (Shape::Switch, _) => String::new(),
        (_, default) if default.is_empty() => default,
        (_, default) => format!(" [default: {default}]"),
    };
    let argument = Arg::new(setting.key)
        .long(setting.key)
        .global(global)
        .help(format!("{}{default}", sentence(setting.summary)))
        .help_heading(heading);
    let argument = match setting.key {
        "threads" => argument.short('j'),
        "follow-links" => argument.short('L'),
        _ => argument,
    };
    match setting.shape {
        Shape::Switch => argument
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("true")
            .value_parser(["true", "false"])
            .hide_possible_values(true)
            .value_name("true|false"),
        Shape::Integer => argument.value_name("N").value_parser(value_parser!(u64)),
        // `--resolution -1` is a value that is refused with its reason, not an unknown flag.
        Shape::Positive | Shape::Probability => {
            argument.value_name("X").value_parser(value_parser!(f64)).allow_negative_numbers(true)
        }
        Shape::Choice(words) => argument.value_name("WORD").value_parser(PossibleValuesParser::new(words())),
        Shape::Text => argument.value_name("TEXT"),
        Shape::File => argument.value_name("FILE"),
    }
}

fn sentence(summary: &str) -> String {
    let mut letters = summary.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The settings that were typed.
pub(crate) fn typed(matches: &ArgMatches) -> Flags {
    let mut deepest = matches;
    while let Some((_, inner)) = deepest.subcommand() {
        deepest = inner;
    }
    let typed = SETTINGS.iter().filter_map(|setting| {
        let known = deepest.try_contains_id(setting.key).unwrap_or(false);
        if !known || deepest.value_source(setting.key) != Some(ValueSource::CommandLine) {
            return None;
        }
        let value = deepest.get_raw(setting.key)?.next_back()?;
        Some((setting, value.to_string_lossy().into_owned()))
    });
    typed.collect()
}

/// When to use color, as far as the flags say; a failure to read the rest is printed by it.
pub(crate) fn color(flags: &[(&'static Setting, String)]) -> ColorWhen {
    let typed = flags.iter().find(|(setting, _)| setting.key == "color");
    typed.and_then(|(_, text)| ColorWhen::read(text).ok()).unwrap_or_default()
}

/// Lays flags over environment and files.
pub(crate) fn configuration(
    global: &Global,
    flags: &[(&'static Setting, String)],
) -> Result<Configuration, Error> {
    let environment = |name: &str| std::env::var(name).ok();
    let files = if global.no_config { Vec::new() } else { files(global, environment)? };
    Configuration::layered(flags, environment, files)
}

fn files(global: &Global, environment: impl Fn(&str) -> Option<String>) -> Result<Vec<ConfigFile>, Error> {
    let here = std::env::current_dir().unwrap_or_default();
    let project = global.config.clone().or_else(|| find_upwards(&here));
    let paths = user_file(environment).into_iter().chain(project);
    paths.map(|path| read(&path)).collect()
}

fn read(path: &Path) -> Result<ConfigFile, Error> {
    let text =
        std::fs::read_to_string(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    config::read(path, &text)
}
