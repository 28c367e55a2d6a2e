//! What comes back, and where.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::briefing::facts::{Facts, count};
use crate::briefing::sections::rankings::{Rankings, Told};
use crate::briefing::types::{Part, Section, Sentence, Statement};
use crate::briefing::words::{articles, counted, number};
use crate::error::Error;
use crate::property_graph::{MentionRecord, NodeColumn};
use crate::report::{Cell, Table};
use portent_graph::index::NodeRow;

/// Further forms of a name that are shown.
const ALIASES: usize = 2;

/// Categories that are named.
const CATEGORIES: usize = 3;

/// General names that are named as left out.
const LEFT_OUT: usize = 3;

/// Further columns of a row that say what it claims, with the words that introduce each.
static CLAIMS: &[(&str, &str)] =
    &[("change", "Change: "), ("ten_year", "In ten years: "), ("driving_force", "Driving force: ")];

pub(super) fn section(facts: &Facts<'_>, rankings: &Rankings) -> Result<Option<Section>, Error> {
    let ranking = &rankings.recurring;
    let (table, signals) = (&ranking.table, ranking.of_one_kind);
    let Some(first) = ranking.told.first() else { return Ok(None) };
    let statements = ranking.told.iter().map(|told| {
        let kind = if signals { String::new() } else { facts.of_kind(told.node) };
        statement(facts, table, told, &kind)
    });
    let all = table.remarks.iter().find_map(found).unwrap_or(table.rows.len());
    let what = if signals { "signals" } else { "entities" };
    let lead = Sentence::of(format!("{} {what} stand in two articles or more.", number(all as u64)));
    let statements: Vec<Statement> = statements.collect();
    let mut method = left_out(facts, &ranking.general);
    if statements.iter().any(|statement| !statement.notes.is_empty()) {
        method = method.say(" Change, outlook and driving force are those of the first row that is quoted.");
    }
    Ok(Some(Section {
        id: "recurring",
        title: if signals { "Signals that recur, and where" } else { "What recurs, and where" }.into(),
        headline: Some(headline(facts, table, &ranking.told, first, signals)),
        lead,
        method,
        figure: None,
        parts: vec![Part { title: None, ranked: true, statements }],
    }))
}

/// The first, or those that tie with it.
fn headline(facts: &Facts, table: &Table, told: &[Told], first: &Told, signals: bool) -> Sentence {
    let times = |told: &Told| count(table, told.row, "articles");
    let most = times(first);
    let tied: Vec<&Told> = told.iter().filter(|other| times(other) == most).collect();
    let named = tied.iter().map(|told| (String::new(), facts.name(told.node), String::new()));
    let what = match (signals, tied.len()) {
        (true, 1) => "The signal that recurs most within one cluster is ",
        (true, _) => "The signals that recur most within one cluster are ",
        (false, 1) => "What recurs most within one cluster is ",
        (false, _) => "What recurs most within one cluster are ",
    };
    Sentence::of(what).subjects(named).say(format!(": {}.", in_each(most, tied.len())))
}

fn in_each(count: u64, tied: usize) -> String {
    if tied > 1 { format!("{} each", articles(count)) } else { articles(count) }
}

/// Says which names are not told, though they recur as often.
fn left_out(facts: &Facts, general: &[NodeRow]) -> Sentence {
    let listed = Sentence::of("Listed are those that have two thirds of their articles in one cluster");
    if general.is_empty() {
        return listed.say(".");
    }
    let named = general.iter().take(LEFT_OUT);
    let named = named.map(|&node| {
        (String::new(), facts.name(node), format!(" ({})", articles(facts.article_count(node))))
    });
    let all = general.len();
    let some = if all > LEFT_OUT { "among them " } else { "" };
    let recur = counted(all as u64, "name that recurs as often is", "names that recur as often are");
    listed
        .say(format!("; {recur} left out, as their articles lie in several clusters: {some}"))
        .names(named)
        .say(".")
}

/// How many rows there are, where some are not shown.
fn found(remark: &crate::remark::Remark) -> Option<usize> {
    if let crate::remark::Remark::Shown { all, .. } = remark { Some(*all) } else { None }
}

fn statement(facts: &Facts, table: &Table, told: &Told, kind: &str) -> Statement {
    let (row, node, name) = (told.row, told.node, facts.name(told.node));
    let named = count(table, row, "articles");
    let times = format!("{kind}: {}{}", articles(named), when(facts, table, row));
    let mut sentence = Sentence::about(name).say(times);
    let (categories, all) = categories(facts, node, named);
    if !categories.is_empty() {
        let mostly = if all > CATEGORIES { "mostly under " } else { "under " };
        sentence = sentence.say(format!(", {mostly}")).names(categories);
    }
    sentence = written(table, row, name, sentence).say(".");
    let words = facts.texts.words(name);
    let foremost = |mention: &MentionRecord| {
        let names = facts.texts.words(&mention.name);
        (words.iter().filter(|word| names.contains(word)).count(), !mention.attributes.is_empty())
    };
    let rows = facts.foremost(facts.mentions(node), &facts.about(node), foremost);
    let claims = rows.first().map_or_else(Vec::new, |row| claims(row));
    Statement { notes: claims, ..facts.backed(sentence, node, foremost) }
}

/// What the further columns of a row claim.
fn claims(row: &MentionRecord) -> Vec<Sentence> {
    let said = CLAIMS.iter().filter_map(|(column, words)| Some((words, row.attributes.get(column)?)));
    said.filter(|(_, said)| !said.trim().is_empty())
        .map(|(words, said)| Sentence::of(*words).quote(said))
        .collect()
}

/// Other forms of the name.
fn written(table: &Table, row: usize, name: &str, mut sentence: Sentence) -> Sentence {
    let aliases: Vec<&str> = match table.cell(row, "aliases") {
        Some(Cell::List(aliases)) => {
            aliases.iter().map(String::as_str).filter(|alias| *alias != name).collect()
        }
        _ => Vec::new(),
    };
    for (place, alias) in aliases.iter().take(ALIASES).enumerate() {
        sentence = sentence.say(if place == 0 { "; also written " } else { ", " }).name(alias);
    }
    match aliases.len().saturating_sub(ALIASES) {
        0 => sentence,
        more => sentence.say(format!(" and in {}", counted(more as u64, "more way", "more ways"))),
    }
}

/// From when to when rows name it, where enough articles are dated.
fn when(facts: &Facts, table: &Table, row: usize) -> String {
    let date = |field: &str| match table.cell(row, field) {
        Some(Cell::Date(date)) => Some(*date),
        _ => None,
    };
    let (true, Some(first), Some(last)): (bool, Option<Date>, Option<Date>) =
        (facts.is_dated(), date("first_seen"), date("last_seen"))
    else {
        return String::new();
    };
    format!(" name it, {}", facts.grain.span(first, last))
}

/// The foremost categories of its articles and how many there are, where most of its articles have one.
fn categories<'a>(
    facts: &Facts<'a>,
    node: NodeRow,
    articles: u64,
) -> (Vec<(String, &'a str, String)>, usize) {
    let of = facts.graph.nodes.column::<&str>(NodeColumn::Category);
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for category in facts.index.articles(&[node]).into_iter().filter_map(|article| of.get(article)) {
        *counts.entry(category).or_default() += 1;
    }
    if 2 * counts.values().sum::<u64>() < articles {
        return (Vec::new(), 0);
    }
    let mut counts: Vec<(&str, u64)> = counts.into_iter().collect();
    counts.sort_by_key(|&(category, count)| (std::cmp::Reverse(count), category));
    let all = counts.len();
    let told = counts.into_iter().take(CATEGORIES);
    (told.map(|(category, count)| (String::new(), category, format!(" ({count})"))).collect(), all)
}
