//! Weak signals, with what articles say of them.

use crate::analysis::trend::{Period, TrendClass};
use crate::briefing::facts::Facts;
use crate::briefing::sections::rankings::Rankings;
use crate::briefing::sections::time::Recent;
use crate::briefing::types::{Part, Section, Sentence, Statement};
use crate::briefing::words::{articles, number};
use crate::error::Error;
use crate::parse::KindId;
use crate::property_graph::trends::timeline;
use crate::query::{TrendsOptions, trends};
use crate::report::Table;
use portent_graph::index::NodeRow;

/// Rows that are asked for, of which those without a recent article are left out.
const ASKED: usize = 5000;

/// What stands in more than one of so many dated articles is not rare, unless it stands in few.
const RARE: u64 = 20;

/// So few articles are rare in any archive.
const LEAST_RARE: u64 = 5;

/// Weak signals that the top of the page names.
const NAMED: usize = 3;

pub(super) fn section(facts: &Facts<'_>, _: &Rankings) -> Result<Option<Section>, Error> {
    let Some(recent) = Recent::of(facts).filter(|_| facts.holds_together()) else { return Ok(None) };
    if is_all_rare(facts) {
        return Ok(Some(left_out()));
    }
    let signals = weak(facts, vec![facts.graph.header.schema.kind(KindId::SIGNAL).name.clone()])?;
    let (table, only_signals) =
        if signals.rows.is_empty() { (weak(facts, Vec::new())?, false) } else { (signals, true) };
    let kept = recent_ones(facts, &table, recent);
    let since = facts.grain.of(recent.day);
    let told = kept.iter().take(facts.options.limit);
    let statements: Vec<Statement> =
        told.map(|&(node, counts)| statement(facts, &since, node, counts, !only_signals)).collect();
    let Some(&(first, _)) = kept.first() else { return Ok(None) };
    let names = kept.iter().take(NAMED).map(|&(node, _)| (String::new(), facts.label(node), String::new()));
    let headline = match kept.len() {
        1 => Sentence::of("The weak signal to watch is ").subject(facts.label(first)),
        _ => Sentence::of("Weak signals to watch are ").subjects(names),
    };
    let all = kept.len() as u64;
    let told = match statements.len() as u64 {
        told if told < all => format!("{} of {}, those that grow most first", number(told), number(all)),
        _ => "Those that grow most come first".to_owned(),
    };
    Ok(Some(Section {
        id: "weak",
        title: "Weak signals".into(),
        headline: Some(headline.say(".")),
        lead: Sentence::of(format!("Rare and growing, and named since {since}. {told}.")),
        method: Sentence::of(
            "Rare is below the median of its kind in frequency, growing above it in growth (Yoon 2012).",
        ),
        figure: None,
        parts: vec![Part { title: None, ranked: true, statements }],
    }))
}

/// Whether half of all names or more stand in one article, so that none is rarer than the others.
fn is_all_rare(facts: &Facts) -> bool {
    let entities = facts.graph.nodes.rows().filter(|&row| facts.graph.is_entity(row));
    let (mut all, mut once) = (0usize, 0usize);
    for row in entities {
        all += 1;
        once += usize::from(facts.article_count(row) < 2);
    }
    2 * once >= all
}

/// Why no weak signals are told.
fn left_out() -> Section {
    Section {
        id: "weak",
        title: "Weak signals".into(),
        headline: None,
        lead: Sentence::of(
            "This page names no weak signals: half of all names or more stand in a single article, so that to be rare tells \
             nothing. What grows is under what changed.",
        ),
        method: Sentence::default(),
        figure: None,
        parts: Vec::new(),
    }
}

fn weak(facts: &Facts, kinds: Vec<String>) -> Result<Table, Error> {
    let options = TrendsOptions::default()
        .with_trend(facts.options.trend)
        .with_kinds(kinds)
        .with_classes(vec![TrendClass::Weak])
        .with_limit(ASKED);
    trends(facts.graph, &options)
}

/// Entities of the answer that recent articles name and few do at all, with the articles of both; people are no signals.
fn recent_ones(facts: &Facts, table: &Table, recent: Recent) -> Vec<(NodeRow, [u64; 2])> {
    let days = timeline(facts.graph, Period::Edition);
    let dated: u64 = days.totals.iter().map(|&total| u64::from(total)).sum();
    let person = facts.graph.header.schema.person();
    let first = days.starts.partition_point(|start| *start < recent.day);
    let counts = |node: NodeRow| {
        let tallies = days.series(node).tallies;
        let new = tallies.partition_point(|tally| usize::try_from(tally.period).is_ok_and(|at| at < first));
        [tallies, &tallies[new..]].map(|some| some.iter().map(|tally| u64::from(tally.articles)).sum())
    };
    let nodes = (0..table.rows.len()).filter_map(|row| facts.node(table, row));
    let nodes = nodes.filter(|&node| Some(facts.graph.nodes[node].kind) != person);
    let rare = |[all, new]: [u64; 2]| new > 0 && all <= LEAST_RARE.max(dated / RARE);
    nodes.map(|node| (node, counts(node))).filter(|(_, counts)| rare(*counts)).collect()
}

fn statement(facts: &Facts, since: &str, node: NodeRow, [all, new]: [u64; 2], with_kind: bool) -> Statement {
    let kind = if with_kind { facts.of_kind(node) } else { String::new() };
    let first = facts.mentions(node).filter_map(|mention| mention.date).min();
    let first = first.map(|day| format!(", named first in {}", facts.grain.of(day))).unwrap_or_default();
    let counts = if new == all {
        format!("{}, all since {since}{first}", articles(all))
    } else {
        format!("{}, {} of them since {since}{first}", articles(all), number(new))
    };
    let sentence = Sentence::about(facts.name(node)).say(format!("{kind}: {counts}."));
    facts.backed(sentence, node, |mention| (mention.date, mention.description.is_some()))
}
