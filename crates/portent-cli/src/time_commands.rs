//! Commands that ask about time.

use portent::query::digest::{self, DigestOptions};
use portent::query::trends::{self as portfolio, TrendsOptions};

use super::arguments::{DigestArguments, TrendsArguments};
use super::options::trend_options;
use super::outcome::Outcome;
use super::question::{answer_of_entities, draw};
use super::session::Session;

pub(crate) fn trends(session: &Session, arguments: &TrendsArguments) -> anyhow::Result<Outcome> {
    let paths = &arguments.input.paths;
    let options = TrendsOptions {
        trend: trend_options(&session.settings),
        kinds: arguments.kinds.clone(),
        classes: arguments.classes.iter().map(|&class| class.into()).collect(),
        since: arguments.since,
        limit: arguments.limit,
    };
    match &arguments.output {
        Some(file) => draw(session, paths, file, |graph| portfolio::picture::picture(graph, &options)),
        None => answer_of_entities(session, paths, arguments.table.format, |graph| {
            portfolio::trends(graph, &options)
        }),
    }
}

pub(crate) fn digest(session: &Session, arguments: &DigestArguments) -> anyhow::Result<Outcome> {
    let options = DigestOptions {
        edition: arguments.edition.clone(),
        kinds: arguments.kinds.clone(),
        limit: arguments.limit,
    };
    answer_of_entities(session, &arguments.input.paths, arguments.table.format, |graph| {
        digest::digest(graph, &options)
    })
}
