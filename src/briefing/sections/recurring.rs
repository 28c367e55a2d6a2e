//! What comes back, and where.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::briefing::facts::{Facts, count};
use crate::briefing::sections::rankings::Rankings;
use crate::briefing::types::{Part, Section, Sentence, Statement};
use crate::briefing::words::{articles, counted, number, pause};
use crate::error::Error;
use crate::property_graph::NodeColumn;
use crate::report::{Cell, Table};
use portent_graph::index::NodeRow;

/// Further forms of a name that are shown.
const ALIASES: usize = 2;

/// Categories that are named.
const CATEGORIES: usize = 3;

pub(super) fn section(facts: &Facts<'_>, rankings: &Rankings) -> Result<Option<Section>, Error> {
    let ranking = &rankings.recurring;
    let (table, signals) = (&ranking.table, ranking.of_one_kind);
    let told = ranking.entities(facts);
    let Some(&(_, first)) = told.first() else { return Ok(None) };
    let statements = told.iter().map(|&(row, node)| {
        let kind = if signals { String::new() } else { facts.of_kind(node) };
        statement(facts, table, row, node, &kind)
    });
    let all = table.remarks.iter().find_map(found).unwrap_or(told.len());
    let what = if signals { "signals" } else { "entities" };
    let units = if facts.has_editions() { "editions" } else { "articles" };
    let headline = Sentence::about(facts.label(first)).say(if signals {
        " is the signal that recurs"
    } else {
        " recurs"
    });
    Ok(Some(Section {
        id: "recurring",
        title: if signals { "Signals that recur, and where" } else { "What recurs, and where" }.into(),
        headline: Some(headline.say(format!(" most: {}.", times(facts, table, 0)))),
        lead: Sentence::of(format!(
            "{} {what} stand in two {units} or more; these in the most.",
            number(all as u64)
        )),
        figure: None,
        parts: vec![Part { title: None, ranked: true, statements: statements.collect() }],
    }))
}

/// How many rows there are, where some are not shown.
fn found(remark: &crate::remark::Remark) -> Option<usize> {
    if let crate::remark::Remark::Shown { all, .. } = remark { Some(*all) } else { None }
}

/// `11 articles`, or `4 articles in 3 editions`.
fn times(facts: &Facts, table: &Table, row: usize) -> String {
    let named = articles(count(table, row, "articles"));
    match count(table, row, "editions") {
        editions if facts.has_editions() => {
            format!("{named} in {}", counted(editions, "edition", "editions"))
        }
        _ => named,
    }
}

fn statement(facts: &Facts, table: &Table, row: usize, node: NodeRow, kind: &str) -> Statement {
    let times = format!("{kind}: {}{}", times(facts, table, row), when(facts, table, row));
    let mut sentence = Sentence::about(facts.label(node)).say(times);
    let (categories, all) = categories(facts, node, count(table, row, "articles"));
    if !categories.is_empty() {
        let mostly = if all > CATEGORIES { "mostly under " } else { "under " };
        sentence = sentence.say(format!(", {mostly}")).names(categories);
    }
    let aliases = match table.cell(row, "aliases") {
        Some(Cell::List(aliases)) => aliases.as_slice(),
        _ => &[],
    };
    for (place, alias) in aliases.iter().take(ALIASES).enumerate() {
        sentence = sentence.say(if place == 0 { "; also written " } else { ", " }).name(alias);
    }
    if aliases.len() > ALIASES {
        let more = counted((aliases.len() - ALIASES) as u64, "other way", "other ways");
        sentence = sentence.say(format!(" and in {more}"));
    }
    facts.backed(sentence.say("."), node, |_| ())
}

/// From when to when, and the longest pause, where enough articles are dated.
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
    let gap = count(table, row, "longest_gap_days");
    let gap = if gap >= 60 { format!(" (longest pause {})", pause(gap)) } else { String::new() };
    format!(", {}{gap}", facts.grain.span(first, last))
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
