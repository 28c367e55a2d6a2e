//! Commands that ask about the graph, or about two.

use portent::error::Error;
use portent::property_graph::{find, load};
use portent::query::{self, ClustersOptions, DiffOptions, RecurringOptions, ShowOptions, TopOptions};

use super::arguments::{
    ClustersArguments, DiffArguments, PathArguments, RecurringArguments, ShowArguments, TopArguments,
};
use super::outcome::Outcome;
use super::question::{answer, answer_of_entities, draw};
use super::session::Session;

pub(crate) fn top(session: &Session, arguments: &TopArguments) -> anyhow::Result<Outcome> {
    let options = TopOptions::default()
        .with_kinds(arguments.kinds.clone())
        .with_by(&arguments.by)
        .with_limit(arguments.limit)
        .with_ideas(arguments.ideas);
    answer_of_entities(session, &arguments.input.paths, arguments.table.format, |graph| {
        query::top(graph, &options)
    })
}

pub(crate) fn recurring(session: &Session, arguments: &RecurringArguments) -> anyhow::Result<Outcome> {
    let options = RecurringOptions::default()
        .with_kinds(arguments.kinds.clone())
        .with_across(arguments.across.into())
        .with_min(arguments.min)
        .with_limit(arguments.limit)
        .with_ideas(arguments.ideas);
    answer_of_entities(session, &arguments.input.paths, arguments.table.format, |graph| {
        query::recurring(graph, &options)
    })
}

pub(crate) fn clusters(session: &Session, arguments: &ClustersArguments) -> anyhow::Result<Outcome> {
    if let Some(file) = &arguments.output {
        return draw(session, &arguments.input.paths, file, |graph| {
            Ok::<_, Error>(query::strategic_diagram(graph, arguments.min_size))
        });
    }
    let options = ClustersOptions::default()
        .with_kinds(arguments.kinds.clone())
        .with_limit(arguments.limit)
        .with_members(arguments.members)
        .with_min_size(arguments.min_size);
    answer_of_entities(session, &arguments.input.paths, arguments.table.format, |graph| {
        query::clusters(graph, &options)
    })
}

pub(crate) fn show(session: &Session, arguments: &ShowArguments) -> anyhow::Result<Outcome> {
    let (paths, names) = arguments.paths_and_name.split_at(arguments.paths_and_name.len() - 1);
    let name = names[0].to_string_lossy();
    let options = ShowOptions::default().with_limit(arguments.limit);
    answer(session, paths, arguments.table.format, |graph| {
        let meant = find::look_up(graph, &name)?;
        let mut table = query::show(graph, meant.row, &options);
        table.remarks.extend(meant.others);
        Ok::<_, Error>(table)
    })
}

pub(crate) fn path(session: &Session, arguments: &PathArguments) -> anyhow::Result<Outcome> {
    let (paths, names) = arguments.paths_and_names.split_at(arguments.paths_and_names.len() - 2);
    answer(session, paths, arguments.table.format, |graph| {
        let from = find::look_up(graph, &names[0].to_string_lossy())?;
        let to = find::look_up(graph, &names[1].to_string_lossy())?;
        let mut table = query::path(graph, from.row, to.row);
        table.remarks.extend(from.others.into_iter().chain(to.others));
        Ok::<_, Error>(table)
    })
}

pub(crate) fn diff(session: &Session, arguments: &DiffArguments) -> anyhow::Result<Outcome> {
    let (old, new) = (load(&arguments.old)?, load(&arguments.new)?);
    let options = DiffOptions::default().with_ranks(arguments.ranks).with_drift(arguments.drift);
    let mut table = query::diff(&old, &new, &options);
    if table.rows.is_empty() && table.remarks.is_empty() {
        table.remarks.push("no differences".to_owned().into());
    }
    session.terminal.table(&table, arguments.table.format.into())?;
    Ok(Outcome::Done)
}
