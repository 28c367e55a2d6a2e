//! The most connected concerns, and what connects them.

use crate::briefing::facts::{Facts, count};
use crate::briefing::names::share_a_word;
use crate::briefing::sections::rankings::{Rankings, Told};
use crate::briefing::types::{Part, Section, Sentence, Statement};
use crate::briefing::words::{articles, counted, number};
use crate::error::Error;
use crate::property_graph::NodeColumn;
use crate::query::index::{Cooccurrence, Cooccurrences, best_of_each_kind};
use portent_graph::index::NodeRow;

/// Connections that are named as reasons.
const REASONS: usize = 3;

/// The least articles that a reason shares.
const SHARED: u64 = 3;

/// The least share of an entity's articles that a reason shares: one in so many.
const ONE_IN: u64 = 10;

static METHOD: &str = "Two entities are connected where two articles or more name both, and chance would bring fewer together. Named are, of up to \
     three kinds, the connections that chance explains least, if they rest on at least three shared articles and on 10% of its \
     own articles, and share no word with it.";

pub(super) fn section(facts: &Facts<'_>, rankings: &Rankings) -> Result<Option<Section>, Error> {
    let ranking = &rankings.connected;
    let concerns = ranking.of_one_kind;
    let cooccurrences = Cooccurrences::new(&facts.index);
    let connections = |told: &Told| count(&ranking.table, told.row, "connections");
    let Some(first) = ranking.told.first() else { return Ok(None) };
    let (what, title) = if concerns {
        ("concern", "The most connected concerns, and why")
    } else {
        ("entity", "The most connected entities, and why")
    };
    let statements = ranking.told.iter().map(|told| {
        let kind = if concerns { String::new() } else { facts.of_kind(told.node) };
        statement(facts, &cooccurrences, told, connections(told), &kind)
    });
    let headline = Sentence::of(format!("The most connected {what} is ")).subject(facts.name(first.node));
    let count = counted(connections(first), "other entity", "other entities");
    Ok(Some(Section {
        id: "connected",
        title: title.into(),
        headline: Some(
            headline.say(format!(", which articles name together with {count}, more often than by chance.")),
        ),
        lead: if concerns { of_all_kinds(facts, first.node) } else { Sentence::default() },
        method: Sentence::of(METHOD),
        figure: None,
        parts: vec![Part { title: None, ranked: true, statements: statements.collect() }],
    }))
}

/// What is more connected than the first concern.
fn of_all_kinds(facts: &Facts, first: NodeRow) -> Sentence {
    let connections = facts.graph.nodes.column::<i64>(NodeColumn::Connections);
    let entities = facts.graph.nodes.rows().filter(|&row| facts.graph.is_entity(row) && row != first);
    let best = entities.max_by_key(|&row| (connections.get(row), std::cmp::Reverse(row)));
    let [own, other] = [Some(first), best].map(|row| row.and_then(|row| connections.get(row)).unwrap_or(0));
    match best.filter(|_| other > own) {
        Some(row) => Sentence::of(format!("Over all kinds, the most connected is {}", facts.the_kind(row)))
            .name(facts.name(row))
            .say(format!(" ({}).", counted(u64::try_from(other).unwrap_or(0), "connection", "connections"))),
        None => Sentence::default(),
    }
}

/// The connections of an entity, with the strongest of each kind.
fn statement(
    facts: &Facts,
    cooccurrences: &Cooccurrences,
    told: &Told,
    connections: u64,
    kind: &str,
) -> Statement {
    let node = told.node;
    let named = facts.article_count(node);
    let least = SHARED.max(named.div_ceil(ONE_IN));
    let strong = cooccurrences.strong(&[node]).into_iter();
    let is_other = |met: &Cooccurrence| !share_a_word(facts.name(node), facts.name(met.node), &facts.texts);
    let strong: Vec<Cooccurrence> =
        strong.filter(|met| u64::from(met.articles) >= least && is_other(met)).collect();
    let best: Vec<Cooccurrence> =
        best_of_each_kind(&facts.index, &strong).into_iter().take(REASONS).collect();
    let connected = counted(connections, "connection", "connections");
    let mut sentence =
        Sentence::about(facts.name(node)).say(format!("{kind}: {connected} over {}", articles(named)));
    if !best.is_empty() {
        let reasons = best.iter().zip(0..).map(|(met, at)| {
            let shared = match at {
                0 => counted(met.articles.into(), "shared article", "shared articles"),
                _ => number(met.articles.into()),
            };
            (facts.the_kind(met.node), facts.name(met.node), format!(" ({shared})"))
        });
        sentence = sentence.say("; strongest with ").names(reasons);
    }
    sentence = near(facts, &told.near, sentence.say("."));
    let words = facts.texts.words(facts.name(node));
    facts.backed(sentence, node, |mention| {
        let names = facts.texts.words(&mention.name);
        words.iter().filter(|word| names.contains(word)).count()
    })
}

/// What ranks below under nearly the same name.
fn near(facts: &Facts, near: &[(usize, NodeRow)], sentence: Sentence) -> Sentence {
    if near.is_empty() {
        return sentence;
    }
    let named = near.iter().take(REASONS);
    let named = named.map(|&(_, node)| {
        (String::new(), facts.name(node), format!(" ({})", articles(facts.article_count(node))))
    });
    sentence.say(" Of nearly the same name: ").names(named).say(".")
}
