//! What the tool is unsure of: merged names, ranks.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::briefing::facts::{Facts, count};
use crate::briefing::quotes::About;
use crate::briefing::sections::rankings::{Ranking, Rankings, Told};
use crate::briefing::types::{Part, Section, Sentence, Statement};
use crate::briefing::words::{articles, counted, number, share};
use crate::error::Error;
use crate::property_graph::NodeColumn;
use crate::resolve::language::sought::SoughtId;
use portent_graph::index::NodeRow;

/// A merge is in doubt where one pair of its names is one thing with less than this probability.
const UNSURE: f64 = 0.5;

pub(super) fn section(facts: &Facts<'_>, rankings: &Rankings) -> Result<Option<Section>, Error> {
    let groups = [("Merges to look at first", doubtful(facts, rankings)), ("Ranks", ranks(facts, rankings))];
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
        method: Sentence::default(),
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

/// Entities that lists of this page rest on, with a pair of names in doubt, those of most articles first.
fn doubtful(facts: &Facts, rankings: &Rankings) -> Vec<Statement> {
    let probability = facts.graph.nodes.column::<f64>(NodeColumn::MergeProbability);
    let pair = facts.graph.nodes.column::<&[String]>(NodeColumn::MergePair);
    let told = rankings.connected.told.iter().chain(&rankings.recurring.told);
    let listed: BTreeSet<NodeRow> =
        told.flat_map(|told| told.near.iter().map(|&(_, node)| node).chain([told.node])).collect();
    let unsure = listed.into_iter().filter_map(|row| {
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
        // What is in doubt are the names of the rows.
        let about = About { name: "", words: Vec::new() };
        let sources = rows.into_iter().flatten().map(|mention| facts.source(mention, &about)).collect();
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

/// What could stand first, were the names of one entity merged more strictly or more loosely, all others as they are.
fn ranks(facts: &Facts, rankings: &Rankings) -> Vec<Statement> {
    let Rankings { connected, recurring, .. } = rankings;
    let of =
        |ranking: &Ranking, one: &'static str, all: &'static str| if ranking.of_one_kind { one } else { all };
    let rankings = [
        (connected, "connections", of(connected, "the most connected concern", "the most connected entity")),
        (recurring, "articles", of(recurring, "the signal that recurs most", "the entity that recurs most")),
    ];
    let told = rankings.into_iter().filter(|(ranking, measure, _)| stands_alone(ranking, measure));
    told.filter_map(|(ranking, _, what)| {
        let first = ranking.told.first()?;
        let named = |nodes: Vec<NodeRow>| -> Vec<(String, &str, String)> {
            nodes.into_iter().map(|node| (String::new(), facts.name(node), String::new())).collect()
        };
        let [behind, before] = rivals(ranking, first).map(named);
        let sentence = Sentence::default().name(facts.name(first.node));
        let sentence = match (behind.is_empty(), before.len()) {
            (true, 0) => sentence.say(format!(
                " would still be {what} of this page, were its names, or those of another, merged more strictly or more loosely."
            )),
            (false, 0) => sentence.say(" would stand behind ").names(behind).say(" were its own names merged more strictly."),
            (true, many) => after(sentence, before, many),
            (false, many) => {
                let sentence = sentence.say(" would stand behind ").names(behind);
                let sentence = sentence.say(" were its own names merged more strictly, and");
                after(sentence, before, many)
            }
        };
        Some(Statement { sentence, ..Statement::default() })
    })
    .collect()
}

/// Whether one stands before the others that are told, and does not tie with the next one.
fn stands_alone(ranking: &Ranking, measure: &str) -> bool {
    let [first, second, ..] = ranking.told.as_slice() else { return false };
    let [first, second] = [first, second].map(|told| count(&ranking.table, told.row, measure));
    first > second
}

/// What stands before the first one were that merged more loosely.
fn after(sentence: Sentence, before: Vec<(String, &str, String)>, many: usize) -> Sentence {
    let whose = if many > 1 { "theirs" } else { "its names" };
    sentence.say(" behind ").names(before).say(format!(" were {whose} merged more loosely."))
}

/// What of a ranking would stand before its first one, were that merged more strictly, and what were it merged more loosely
/// itself; what is told under nearly the same name too.
fn rivals(ranking: &Ranking, first: &Told) -> [Vec<NodeRow>; 2] {
    // Rows stand in the order of their ranks.
    let rank = |row: usize| row as u64 + 1;
    let worst = count(&ranking.table, first.row, "worst_rank");
    let others = ranking.told.iter().skip(1).map(|told| (told.row, told.node));
    let near = ranking.told.iter().flat_map(|told| told.near.iter().copied());
    let others: Vec<(usize, NodeRow)> = others.chain(near).collect();
    let those = |could: &dyn Fn(usize) -> bool| {
        others.iter().filter(|(row, _)| could(*row)).map(|(_, node)| *node).collect()
    };
    [
        those(&|row| rank(row) <= worst),
        those(&|row| rank(row) > worst && count(&ranking.table, row, "best_rank") <= rank(first.row)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Cell, Field, Table};

    #[test]
    fn rivals_stand_before_the_first_by_its_worst_rank_or_their_best() {
        let ranks = [(1, 3), (2, 2), (3, 9), (1, 4), (5, 5)];
        let mut table = Table::new(&[Field::data("best_rank"), Field::data("worst_rank")]);
        for (best, worst) in ranks {
            table.push(vec![Cell::Integer(best), Cell::Integer(worst)]);
        }
        // The last one stands below the first under nearly the same name.
        let told = |row: usize, near| Told { row, node: NodeRow::from(row), near };
        let near = vec![(4, NodeRow::from(4_usize))];
        let told = vec![told(0, near), told(1, vec![]), told(2, vec![]), told(3, vec![])];
        let ranking = Ranking { table, told, ..Ranking::default() };
        let rows = |nodes: &[NodeRow]| nodes.iter().map(|&node| usize::from(node)).collect::<Vec<_>>();
        let [behind, before] = rivals(&ranking, &ranking.told[0]);
        assert!(
            !stands_alone(&ranking, "best_rank") && stands_alone(&ranking, "worst_rank"),
            "1 < 2 and 3 > 2"
        );
        assert_eq!(rows(&behind), [1, 2], "ranks 2 and 3, where the worst of the first is 3");
        assert_eq!(rows(&before), [3], "rank 4, whose best is 1");
    }
}
