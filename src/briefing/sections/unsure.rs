//! What the tool is unsure of: merged names, ranks.

use std::cmp::Reverse;

use crate::briefing::facts::{Facts, count};
use crate::briefing::sections::rankings::{Ranking, Rankings, Told};
use crate::briefing::types::{Part, Section, Sentence, Statement};
use crate::briefing::words::{articles, counted, number, share};
use crate::error::Error;
use crate::property_graph::NodeColumn;
use crate::resolve::language::sought::SoughtId;
use portent_graph::index::NodeRow;

/// A merge is unsure where one pair of its names is one thing with less than this probability.
const UNSURE: f64 = 0.7;

pub(super) fn section(facts: &Facts<'_>, rankings: &Rankings) -> Result<Option<Section>, Error> {
    let groups = [("Merges to look at first", doubtful(facts)), ("Ranks", ranks(facts, rankings))];
    let parts: Vec<Part> = groups
        .into_iter()
        .filter(|(_, statements)| !statements.is_empty())
        .map(|(title, statements)| Part { title: Some(title.into()), ranked: false, statements })
        .collect();
    let wrong = wrong_merges(facts);
    Ok((!parts.is_empty() || wrong.is_some()).then(|| Section {
        id: "unsure",
        title: "What is unsure".into(),
        headline: None,
        lead: Sentence::of(
            "Articles write one thing in many ways: names that most likely mean one thing were merged, directly or through a \
             third name that both are close to.",
        )
        .say(wrong.map(|wrong| format!(" {wrong}")).unwrap_or_default()),
        figure: None,
        parts,
    }))
}

/// How many of the merged names are probably wrong.
fn wrong_merges(facts: &Facts) -> Option<String> {
    let header = &facts.graph.header;
    let merged = header.names.saturating_sub(header.entities);
    let wrong = header.expected_wrong_merges?;
    let whole = wrong.round() as u64;
    (merged > 0 && header.part.is_none()).then(|| {
        let names =
            counted(merged, "name that was merged into another", "names that were merged into others");
        match whole {
            0 => format!("Of {names}, probably none means another thing."),
            1 => format!("Of {names}, probably about 1 means another thing."),
            _ => {
                format!(
                    "Of {names}, probably some {} ({}) mean another thing.",
                    number(whole),
                    share(whole, merged)
                )
            }
        }
    })
}

/// Entities with an unsure pair of names, those of most articles first.
fn doubtful(facts: &Facts) -> Vec<Statement> {
    let probability = facts.graph.nodes.column::<f64>(NodeColumn::MergeProbability);
    let pair = facts.graph.nodes.column::<&[String]>(NodeColumn::MergePair);
    let unsure = facts.graph.nodes.rows().filter_map(|row| {
        let least = probability.get(row).filter(|least| *least < UNSURE)?;
        let [a, b] = pair.get(row)? else { return None };
        (!is_alias(facts, a, b)).then_some((row, least, [a.as_str(), b.as_str()]))
    });
    let mut unsure: Vec<(NodeRow, f64, [&str; 2])> = unsure.collect();
    unsure.sort_by_key(|&(row, ..)| (Reverse(facts.article_count(row)), row));
    unsure.truncate(facts.options.limit);
    let statement = |(row, least, [a, b]): (NodeRow, f64, [&str; 2])| {
        let named = format!("{}, {},", facts.of_kind(row), articles(facts.article_count(row)));
        let percent = (100.0 * least).round();
        let sentence = Sentence::about(facts.name(row))
            .say(format!("{named} stands for both "))
            .name(a)
            .say(" and ")
            .name(b);
        let sentence = sentence.say(format!(", which mean one thing with a probability of {percent}%."));
        // One row of either name.
        let rows = [a, b].map(|name| facts.mentions(row).find(|mention| mention.name == name));
        let sources = rows.into_iter().flatten().map(|mention| facts.source(mention)).collect();
        Statement { sentence, sources, ..Statement::default() }
    };
    unsure.into_iter().map(statement).collect()
}

/// Whether what one name has in brackets is the other name, with or without its own brackets: an abbreviation and what it
/// stands for, which nobody has to look at.
fn is_alias(facts: &Facts, a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<SoughtId> { facts.texts.words(text) };
    let parts = |name: &str| -> Vec<Vec<SoughtId>> {
        let (outside, inside) =
            name.split_once('(').map_or((name, ""), |(out, rest)| (out, rest.trim_end_matches(')')));
        [outside, inside].map(words).into_iter().filter(|part| !part.is_empty()).collect()
    };
    let [a, b] = [a, b].map(parts);
    (a.len() > 1 || b.len() > 1) && a.iter().any(|part| b.contains(part))
}

/// What could stand first, were names merged more strictly or more loosely.
fn ranks(facts: &Facts, rankings: &Rankings) -> Vec<Statement> {
    let Rankings { connected, recurring, .. } = rankings;
    let of =
        |ranking: &Ranking, one: &'static str, all: &'static str| if ranking.of_one_kind { one } else { all };
    let rankings = [
        (connected, of(connected, "the most connected concern", "the most connected entity")),
        (recurring, of(recurring, "the signal that recurs most", "the entity that recurs most")),
    ];
    let told = rankings.into_iter().filter(|(ranking, _)| ranking.told.len() > 1);
    told.map(|(ranking, what)| {
        let rivals = rivals(ranking);
        let first = ranking.told.first().map_or("", |first| facts.name(first.node));
        let sentence = Sentence::of("Had names been merged more strictly or more loosely, ");
        let sentence = if rivals.is_empty() {
            sentence.name(first).say(format!(" would still be {what} of this page."))
        } else {
            let names = rivals.iter().map(|told| (String::new(), facts.name(told.node), String::new()));
            let or = if rivals.len() > 1 { "one of " } else { "" };
            sentence
                .say(format!("{what} of this page might be {or}"))
                .names(names)
                .say(" in place of ")
                .name(first)
                .say(".")
        };
        Statement { sentence, ..Statement::default() }
    })
    .collect()
}

/// What of a ranking could stand where its first one stands, or above.
fn rivals(ranking: &Ranking) -> Vec<&Told> {
    let best = |told: &Told| count(&ranking.table, told.row, "best_rank");
    let Some((first, others)) = ranking.told.split_first() else { return Vec::new() };
    // Rows stand in the order of their ranks.
    let rank = |told: &Told| told.row as u64 + 1;
    let worst = count(&ranking.table, first.row, "worst_rank");
    others.iter().filter(|told| best(told) <= rank(first) || rank(told) <= worst).collect()
}
