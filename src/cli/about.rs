//! Commands about portent itself.

use std::io::Write;

use portent::export::FORMATS;
use portent::query::table::{Cell, Field, Table};

use super::Outcome;
use super::arguments::{ConfigArguments, ConfigCommand, FormatsArguments};
use super::session::Session;
use super::settings::command;
use super::terminal::to_stdout;

pub(crate) fn formats(session: &Session, arguments: &FormatsArguments) -> anyhow::Result<Outcome> {
    let mut table = Table::new(&[
        Field::new("format"),
        Field::new("suffixes"),
        Field::new("in_a_folder"),
        Field::wrap("opens_in"),
        Field::below("what"),
    ]);
    for format in FORMATS {
        table.push(vec![
            Cell::text(format.name),
            Cell::list(format.extensions.iter().map(|suffix| format!(".{suffix}")).collect()),
            Cell::text(if format.by_default { "yes" } else { "no" }),
            Cell::text(format.opens_in),
            Cell::text(format.summary),
        ]);
    }
    session.terminal.table(&table, arguments.table.format.into())?;
    Ok(Outcome::Done)
}

pub(crate) fn config(session: &Session, arguments: &ConfigArguments) -> anyhow::Result<Outcome> {
    let ConfigCommand::Show(printed) = &arguments.command;
    let mut table =
        Table::new(&[Field::new("setting"), Field::new("value"), Field::new("origin"), Field::wrap("what")]);
    for (setting, value, origin) in session.settings.all() {
        table.push(vec![
            Cell::text(setting.key),
            Cell::text(value),
            Cell::text(origin.to_string()),
            Cell::text(setting.summary),
        ]);
    }
    session.terminal.table(&table, printed.table.format.into())?;
    Ok(Outcome::Done)
}

pub(crate) fn completions(shell: clap_complete::Shell) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(), "portent", &mut script);
    to_stdout(|out| out.write_all(&script))?;
    Ok(Outcome::Done)
}

pub(crate) fn man() -> anyhow::Result<Outcome> {
    let mut command = command();
    command.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
        section(inner, &mut page)?;
    }
    to_stdout(|out| out.write_all(&page))?;
    Ok(Outcome::Done)
}

/// The options of one subcommand.
fn section(command: &clap::Command, page: &mut Vec<u8>) -> std::io::Result<()> {
    let name = command.get_name().to_uppercase();
    writeln!(page, ".SH \"PORTENT {name}\"")?;
    let man = clap_mangen::Man::new(command.clone());
    let mut body = Vec::new();
    man.render_description_section(&mut body)?;
    man.render_options_section(&mut body)?;
    let text = String::from_utf8_lossy(&body);
    let preamble = [".SH DESCRIPTION", ".ie ", ".el "];
    for line in text.lines().filter(|line| !preamble.iter().any(|start| line.starts_with(start))) {
        writeln!(page, "{}", line.replace(".SH OPTIONS", ".SS Options"))?;
    }
    Ok(())
}
