//! Commands that print what portent knows: its formats and its settings.

use portent::export::FORMATS;
use portent::report::{Cell, Field, Table};

use super::arguments::{ConfigArguments, ConfigCommand, FormatsArguments};
use super::outcome::Outcome;
use super::session::Session;
use portent_settings::SettingInForce;

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
    for SettingInForce { setting, text, origin } in &session.in_force {
        table.push(vec![
            Cell::text(setting.key),
            Cell::text(text),
            Cell::text(origin.to_string()),
            Cell::text(setting.summary),
        ]);
    }
    session.terminal.table(&table, printed.table.format.into())?;
    Ok(Outcome::Done)
}
