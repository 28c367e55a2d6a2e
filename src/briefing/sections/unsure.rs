//! What the tool is unsure of: merged names, ranks.

use std::cmp::Reverse;

use crate::briefing::facts::{Facts, count};
use crate::briefing::sections::rankings::{Ranking, Rankings};
use crate::briefing::types::{Part, Section, Sentence, Statement};
use crate::briefing::words::{articles, counted, listed, number, share};
use crate::error::Error;
use crate::property_graph::NodeColumn;
use portent_graph::index::NodeRow;

/// A merge is unsure where one pair of its names is one thing with less than this probability.
const UNSURE: f64 = 0.7;

/// The least places by which an uncertain rank may move.
const MOVES: u64 = 3;

pub(super) fn section(facts: &Facts<'_>, rankings: &Rankings) -> Result<Option<Section>, Error> {
    let plain = |sentence| Statement { sentence, ..Statement::default() };
    let wrong = wrong_merges(facts);
    let headline = wrong.clone();
    let groups = [
        (None, wrong.map(plain).into_iter().collect()),
        (Some("Merges to look at first"), doubtful(facts)),
        (Some("Ranks"), ranks(facts, rankings)),
    ];
    let parts: Vec<Part> = groups
        .into_iter()
        .filter(|(_, statements)| !statements.is_empty())
        .map(|(title, statements)| Part { title: title.map(str::to_owned), ranked: false, statements })
        .collect();
    Ok((!parts.is_empty()).then(|| Section {
        id: "unsure",
        title: "What is unsure".into(),
        headline,
        lead: Sentence::of(
            "Articles write one thing in many ways; names that are most likely one thing were merged.",
        ),
        figure: None,
        parts,
    }))
}

/// How many of the merged names are to be expected to be wrong.
fn wrong_merges(facts: &Facts) -> Option<Sentence> {
    let header = &facts.graph.header;
    let merged = header.names.saturating_sub(header.entities);
    let wrong = header.expected_wrong_merges?;
    let whole = wrong.round() as u64;
    (merged > 0 && header.part.is_none()).then(|| {
        let names = counted(merged, "merged name", "merged names");
        Sentence::of(match whole {
            0 => format!("Of {names} hardly any is expected to mean another thing than its entity."),
            1 => format!("Of {names} about 1 is expected to mean another thing than its entity."),
            _ => format!(
                "Of {names} some {} ({}) are expected to mean another thing than their entity.",
                number(whole),
                share(whole, merged)
            ),
        })
    })
}

/// Entities with an unsure pair of names, those of most articles first.
fn doubtful(facts: &Facts) -> Vec<Statement> {
    let probability = facts.graph.nodes.column::<f64>(NodeColumn::MergeProbability);
    let pair = facts.graph.nodes.column::<&[String]>(NodeColumn::MergePair);
    let unsure = facts.graph.nodes.rows().filter_map(|row| {
        let least = probability.get(row).filter(|least| *least < UNSURE)?;
        let [a, b] = pair.get(row)? else { return None };
        Some((row, least, [a.as_str(), b.as_str()]))
    });
    let mut unsure: Vec<(NodeRow, f64, [&str; 2])> = unsure.collect();
    unsure.sort_by_key(|&(row, ..)| (Reverse(facts.article_count(row)), row));
    unsure.truncate(facts.options.limit);
    let statement = |(row, least, [a, b]): (NodeRow, f64, [&str; 2])| {
        let named = format!("{}, {},", facts.of_kind(row), articles(facts.article_count(row)));
        let percent = (100.0 * least).round();
        let sentence = Sentence::about(facts.label(row))
            .say(format!("{named} holds both "))
            .name(a)
            .say(" and ")
            .name(b);
        let sentence = sentence.say(format!(": one thing with a probability of {percent} %."));
        // One row of either name.
        let rows = [a, b].map(|name| facts.mentions(row).find(|mention| mention.name == name));
        let sources = rows.into_iter().flatten().map(|mention| facts.source(mention)).collect();
        Statement { sentence, sources, ..Statement::default() }
    };
    unsure.into_iter().map(statement).collect()
}

/// Ranks of this page that stricter or looser merging would move far, and rankings that it would not.
fn ranks(facts: &Facts, rankings: &Rankings) -> Vec<Statement> {
    let Rankings { connected, recurring } = rankings;
    let rankings = [
        (
            connected,
            if connected.of_one_kind { "the most connected concerns" } else { "the most connected entities" },
        ),
        (
            recurring,
            if recurring.of_one_kind {
                "the signals that recur most"
            } else {
                "the entities that recur most"
            },
        ),
    ];
    let told = rankings.into_iter().filter(|(ranking, _)| ranking.rows.len() > 1);
    let (moved, firm): (Vec<_>, Vec<_>) = told.partition(|(ranking, _)| !far(facts, ranking).is_empty());
    let firm: Vec<String> = firm.into_iter().map(|(_, what)| what.to_owned()).collect();
    let firm = (!firm.is_empty()).then(|| {
        Sentence::of(format!(
            "Stricter or looser merging would move none of {} by {MOVES} places.",
            listed(&firm)
        ))
    });
    let moved = moved.into_iter().map(|(ranking, what)| {
        Sentence::of(format!("Stricter or looser merging would move {what} so: "))
            .names(far(facts, ranking))
            .say(".")
    });
    moved.chain(firm).map(|sentence| Statement { sentence, ..Statement::default() }).collect()
}

/// The entities whose ranks move far, with the first and the last rank that they could have.
fn far<'a>(facts: &Facts<'a>, ranking: &Ranking) -> Vec<(String, &'a str, String)> {
    let entities = ranking.entities(facts).into_iter();
    let moving = entities.filter_map(|(row, node)| {
        let [best, worst] = ["best_rank", "worst_rank"].map(|field| count(&ranking.table, row, field));
        let range = format!(" (ranks {} to {})", number(best), number(worst));
        (worst >= best + MOVES).then(|| (String::new(), facts.label(node), range))
    });
    moving.collect()
}
