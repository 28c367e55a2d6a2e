//! The most connected concerns, and what connects them.

use crate::briefing::facts::{Facts, count};
use crate::briefing::sections::rankings::Rankings;
use crate::briefing::types::{Part, Section, Sentence, Statement};
use crate::briefing::words::{articles, counted, number};
use crate::error::Error;
use crate::query::index::{Cooccurrence, Cooccurrences, best_of_each_kind};
use portent_graph::index::NodeRow;

/// Connections that are named as reasons.
const REASONS: usize = 3;

pub(super) fn section(facts: &Facts<'_>, rankings: &Rankings) -> Result<Option<Section>, Error> {
    let ranking = &rankings.connected;
    let concerns = ranking.of_one_kind;
    let cooccurrences = Cooccurrences::new(&facts.index);
    let told = ranking.entities(facts).into_iter();
    let told: Vec<(NodeRow, u64)> =
        told.map(|(row, node)| (node, count(&ranking.table, row, "connections"))).collect();
    let Some(&(first, most)) = told.first() else { return Ok(None) };
    let (what, title) = if concerns {
        ("concern", "The most connected concerns, and why")
    } else {
        ("entity", "The most connected entities, and why")
    };
    let statements = told.iter().map(|&(node, connections)| {
        let kind = if concerns { String::new() } else { facts.of_kind(node) };
        statement(facts, &cooccurrences, node, connections, &kind)
    });
    let headline = Sentence::of(format!("The most connected {what} is ")).subject(facts.label(first));
    Ok(Some(Section {
        id: "connected",
        title: title.into(),
        headline: Some(headline.say(format!(", with {}.", counted(most, "connection", "connections")))),
        lead: Sentence::of(
            "Two entities are connected where at least two articles name both and chance would bring fewer together; the \
             strongest connections are those that chance explains least.",
        ),
        figure: None,
        parts: vec![Part { title: None, ranked: true, statements: statements.collect() }],
    }))
}

/// The connections of an entity, with the strongest of each kind; rows of articles that name the strongest too come first.
fn statement(
    facts: &Facts,
    cooccurrences: &Cooccurrences,
    node: NodeRow,
    connections: u64,
    kind: &str,
) -> Statement {
    let strong = cooccurrences.strong(&[node]);
    let best: Vec<Cooccurrence> =
        best_of_each_kind(&facts.index, &strong).into_iter().take(REASONS).collect();
    let (connected, named) =
        (counted(connections, "connection", "connections"), articles(facts.article_count(node)));
    let mut sentence = Sentence::about(facts.label(node)).say(format!("{kind}: {connected} over {named}"));
    if !best.is_empty() {
        let reasons = best.iter().zip(0..).map(|(met, at)| {
            let shared = match at {
                0 => counted(met.articles.into(), "shared article", "shared articles"),
                _ => number(met.articles.into()),
            };
            (facts.the_kind(met.node), facts.label(met.node), format!(" ({shared})"))
        });
        sentence = sentence.say("; strongest with ").names(reasons);
    }
    let shared = best.first().map_or_else(Vec::new, |met| facts.index.articles(&[met.node]));
    facts.backed(sentence.say("."), node, |mention| {
        mention.article.row().is_some_and(|row| shared.binary_search(&facts.index.original(row)).is_ok())
    })
}
