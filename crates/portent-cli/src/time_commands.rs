//! Commands that ask about time.

use portent::query::{self, DigestOptions, TrendsOptions};

use super::arguments::{DigestArguments, TrendsArguments};
use super::options::trend_options;
use super::outcome::Outcome;
use super::question::{answer_of_entities, draw};
use super::session::Session;

pub(crate) fn trends(session: &Session, arguments: &TrendsArguments) -> anyhow::Result<Outcome> {
    let paths = &arguments.input.paths;
    let options = TrendsOptions::default()
        .with_trend(trend_options(&session.settings))
        .with_kinds(arguments.kinds.clone())
        .with_classes(arguments.classes.iter().map(|&class| class.into()).collect())
        .with_since(arguments.since)
        .with_limit(arguments.limit);
    match &arguments.output {
        Some(file) => draw(session, paths, file, |graph| query::portfolio_chart(graph, &options)),
        None => {
            answer_of_entities(session, paths, arguments.table.format, |graph| query::trends(graph, &options))
        }
    }
}

pub(crate) fn digest(session: &Session, arguments: &DigestArguments) -> anyhow::Result<Outcome> {
    let options = DigestOptions::default()
        .with_edition(&arguments.edition)
        .with_kinds(arguments.kinds.clone())
        .with_limit(arguments.limit);
    answer_of_entities(session, &arguments.input.paths, arguments.table.format, |graph| {
        query::digest(graph, &options)
    })
}
