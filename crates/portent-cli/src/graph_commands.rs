//! Commands that ask about the graph, or about two.

use portent::error::Error;
use portent::property_graph::{find, read};
use portent::query::clusters::ClustersOptions;
use portent::query::diff::DiffOptions;
use portent::query::recurring::RecurringOptions;
use portent::query::show::ShowOptions;
use portent::query::top::TopOptions;
use portent::query::{self};

use super::arguments::{
    ClustersArguments, DiffArguments, PathArguments, RecurringArguments, ShowArguments, TopArguments,
};
use super::outcome::Outcome;
use super::question::{answer, answer_of_entities, draw};
use super::session::Session;

pub(crate) fn top(session: &Session, arguments: &TopArguments) -> anyhow::Result<Outcome> {
    let options = TopOptions {
        kinds: arguments.kinds.clone(),
        by: arguments.by.clone(),
        limit: arguments.limit,
        ideas: arguments.ideas,
    };
    answer_of_entities(session, &arguments.input.paths, arguments.table.format, |graph| {
        query::top::top(graph, &options)
    })
}

pub(crate) fn recurring(session: &Session, arguments: &RecurringArguments) -> anyhow::Result<Outcome> {
    let options = RecurringOptions {
        kinds: arguments.kinds.clone(),
        across: arguments.across.into(),
        min: arguments.min,
        limit: arguments.limit,
        ideas: arguments.ideas,
    };
    answer_of_entities(session, &arguments.input.paths, arguments.table.format, |graph| {
        query::recurring::recurring(graph, &options)
    })
}

pub(crate) fn clusters(session: &Session, arguments: &ClustersArguments) -> anyhow::Result<Outcome> {
    if let Some(file) = &arguments.output {
        return draw(session, &arguments.input.paths, file, |graph| {
            Ok::<_, Error>(query::diagram::strategic(graph, arguments.min_size))
        });
    }
    let options = ClustersOptions {
        limit: arguments.limit,
        members: arguments.members,
        min_size: arguments.min_size,
        ..ClustersOptions::default()
    };
    answer_of_entities(session, &arguments.input.paths, arguments.table.format, |graph| {
        Ok::<_, Error>(query::clusters::clusters(graph, &options))
    })
}

pub(crate) fn show(session: &Session, arguments: &ShowArguments) -> anyhow::Result<Outcome> {
    let (paths, names) = arguments.paths_and_name.split_at(arguments.paths_and_name.len() - 1);
    let name = names[0].to_string_lossy();
    let options = ShowOptions { limit: arguments.limit };
    answer(session, paths, arguments.table.format, |graph| {
        let rows = find::find_all(graph, &name);
        let row = find::find(graph, &name)?;
        let mut table = query::show::show(graph, row, &options);
        let others = rows.iter().filter(|&&other| other != row).map(|&other| &graph.nodes[other].id);
        let others: Vec<&str> = others.map(String::as_str).collect();
        if !others.is_empty() {
            table.remarks.push(format!("{name:?} also names {}", others.join(", ")).into());
        }
        Ok::<_, Error>(table)
    })
}

pub(crate) fn path(session: &Session, arguments: &PathArguments) -> anyhow::Result<Outcome> {
    let (paths, names) = arguments.paths_and_names.split_at(arguments.paths_and_names.len() - 2);
    answer(session, paths, arguments.table.format, |graph| {
        let from = find::find(graph, &names[0].to_string_lossy())?;
        let to = find::find(graph, &names[1].to_string_lossy())?;
        Ok::<_, Error>(query::path::path(graph, from, to))
    })
}

pub(crate) fn diff(session: &Session, arguments: &DiffArguments) -> anyhow::Result<Outcome> {
    let (old, new) = (read::read_json(&arguments.old)?, read::read_json(&arguments.new)?);
    let options = DiffOptions { ranks: arguments.ranks, drift: arguments.drift };
    let mut table = query::diff::diff(&old, &new, &options);
    if table.rows.is_empty() && table.remarks.is_empty() {
        table.remarks.push("no differences".to_owned().into());
    }
    session.terminal.table(&table, arguments.table.format.into())?;
    Ok(Outcome::Done)
}
