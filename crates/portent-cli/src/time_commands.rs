//! Commands that ask about time.

use portent::analysis::evolution::Axis;
use portent::query::{self, DigestOptions, EvolutionOptions, PinnedThemes, TrendsOptions};

use super::arguments::{DigestArguments, TrendsArguments};
use super::outcome::Outcome;
use super::question::{answer_of_entities, draw};
use super::refusal::Refusal;
use super::session::Session;
use portent_settings::Origin;
use portent_settings::options::{text, trend_options};

pub(crate) fn trends(session: &Session, arguments: &TrendsArguments) -> anyhow::Result<Outcome> {
    if arguments.evolution {
        return evolution(session, arguments);
    }
    if arguments.since.is_some() && arguments.output.is_some() {
        return Err(
            Refusal::of("--output", "draws the classes; leave --since out, or add --evolution").into()
        );
    }
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

fn evolution(session: &Session, arguments: &TrendsArguments) -> anyhow::Result<Outcome> {
    let paths = &arguments.input.paths;
    let pinned = arguments.themes.clone().map(text).transpose()?;
    let pinned = pinned.map(|(path, text)| PinnedThemes::read(&path, &text)).transpose()?;
    let options = EvolutionOptions::default()
        .with_axis(arguments.periods.clone().unwrap_or_else(|| axis(session)))
        .with_kinds(arguments.kinds.clone())
        .with_pinned(pinned.unwrap_or_default())
        .with_limit(arguments.limit);
    match &arguments.output {
        Some(file) => draw(session, paths, file, |graph| query::evolution_chart(graph, &options)),
        None => answer_of_entities(session, paths, arguments.table.format, |graph| {
            query::evolution(graph, &options)
        }),
    }
}

/// The step of the setting `period` where someone set it: themes need longer periods than trends, whose default it has.
fn axis(session: &Session) -> Axis {
    match session.origin("period") {
        Origin::Default => Axis::default(),
        _ => Axis::Steps(session.settings.period),
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
