//! What is new, rising, back after a pause or fading; only where enough articles are dated.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::analysis::trend::Period;
use crate::briefing::facts::{Facts, count, text};
use crate::briefing::sections::rankings::Rankings;
use crate::briefing::types::{Part, Section, Sentence, Span, Statement};
use crate::briefing::words::{Grain, articles, number, pause, share};
use crate::error::Error;
use crate::folding::folded;
use crate::property_graph::trends::{Timeline, timeline};
use crate::query::{TrendsOptions, trends};
use crate::report::Table;
use portent_graph::index::NodeRow;

/// Lengths of the time that counts as recent, in months: the shortest that holds enough articles is taken.
const LENGTHS: [i32; 7] = [1, 2, 3, 6, 12, 24, 36];

/// The least articles of recent time, and their least share, as one in so many.
const RECENT: [u32; 2] = [10, 10];

/// Recent time is compared with so many times its length before it.
const COMPARED: i32 = 3;

/// Rows that are asked for, of which repeated names are left out.
const ASKED: usize = 200;

/// The least days without an article that are a pause.
const PAUSE: i64 = 90;

/// Recent time, and the time that it is compared with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Recent {
    /// Its first day.
    pub(super) day: Date,
    /// The first day of what is compared.
    pub(super) from: Date,
    /// Dated articles of what is compared, and of recent time.
    counts: [u32; 2],
}

impl Recent {
    /// The shortest time that ends with the last article and holds enough articles, with as many before it.
    pub(super) fn of(facts: &Facts) -> Option<Self> {
        if !facts.is_dated() {
            return None;
        }
        let days = timeline(facts.graph, Period::Edition);
        let all: u32 = days.totals.iter().sum();
        let last = days.starts.last()?;
        let lengths = LENGTHS.into_iter().filter(|months| facts.grain == Grain::Month || months % 12 == 0);
        let spans = lengths.filter_map(|months| {
            let end = match facts.grain {
                Grain::Month => last.first_of_month(),
                Grain::Year => last.first_of_year(),
            };
            let step = if facts.grain == Grain::Month { months - 1 } else { months - 12 };
            let day = end.checked_sub(step.months()).ok()?;
            let from = day.checked_sub((COMPARED * months).months()).ok()?;
            Some(Self { day, from, counts: [within(&days, from, Some(day)), within(&days, day, None)] })
        });
        let [least, one_in] = RECENT;
        let mut enough = spans.filter(|span| span.counts[1] >= least.max(all.div_ceil(one_in)));
        enough.next().filter(|span| span.counts[0] >= span.counts[1])
    }
}

/// Articles from a day on, up to another.
fn within(days: &Timeline, from: Date, to: Option<Date>) -> u32 {
    let inside = days.starts.iter().zip(&days.totals).filter(|(start, _)| **start >= from);
    inside.filter(|(start, _)| to.is_none_or(|to| **start < to)).map(|(_, total)| total).sum()
}

pub(super) fn section(facts: &Facts<'_>, _: &Rankings) -> Result<Option<Section>, Error> {
    let Some(recent) = Recent::of(facts) else { return Ok(Some(left_out(facts))) };
    let options = TrendsOptions::default()
        .with_trend(facts.options.trend)
        .with_since(Some(recent.day))
        .with_compared_from(Some(recent.from))
        .with_limit(ASKED);
    let table = trends(facts.graph, &options)?;
    let mut seen = BTreeSet::new();
    let groups = [
        ("New", changed(facts, &table, recent, "new", &mut seen)),
        ("Rising", changed(facts, &table, recent, "rising", &mut seen)),
        ("Back after a pause", returned(facts, recent, &mut seen)),
        ("Fading", changed(facts, &table, recent, "fading", &mut seen)),
    ];
    let parts: Vec<Part> = groups
        .into_iter()
        .filter(|(_, statements)| !statements.is_empty())
        .map(|(title, statements)| Part { title: Some(title.into()), ranked: true, statements })
        .collect();
    let [before, after] = recent.counts;
    let since = facts.grain.of(recent.day);
    let compared = compared(facts, recent);
    Ok(Some(Section {
        id: "time",
        title: format!("What changed since {since}"),
        headline: (!parts.is_empty()).then(|| headline(&since, &parts)),
        lead: Sentence::of(format!(
            "Compares the {} since {since} with the {} of {compared}. New is what no dated article named before and two \
             or more name since; a name rises or fades where it moved more than chance would move one name in 20.{}",
            articles(after.into()),
            number(before.into()),
            if parts.is_empty() { " There is none of either." } else { "" }
        )),
        figure: None,
        parts,
    }))
}

/// The time before, from the first dated article on.
fn compared(facts: &Facts, recent: Recent) -> String {
    let days = timeline(facts.graph, Period::Edition);
    let inside = |day: &&Date| **day >= recent.from && **day < recent.day;
    let mut days = days.starts.iter().filter(inside);
    let first = days.next().copied().unwrap_or(recent.from);
    facts.grain.span(first, days.next_back().copied().unwrap_or(first))
}

/// The foremost two of each group.
fn headline(since: &str, parts: &[Part]) -> Sentence {
    let mut sentence = Sentence::of(format!("Since {since}"));
    for (at, part) in parts.iter().enumerate() {
        let words = match part.title.as_deref() {
            Some("New") => "new",
            Some("Rising") => "rising",
            Some("Fading") => "fading",
            _ => "back after a pause",
        };
        sentence = sentence.say(format!("{}{words}: ", if at == 0 { ", " } else { "; " }));
        let subjects = part.statements.iter().filter_map(|statement| match statement.sentence.0.first() {
            Some(Span::Subject(name)) => Some(name),
            _ => None,
        });
        for (place, name) in subjects.take(2).enumerate() {
            sentence = if place == 0 { sentence } else { sentence.say(" and ") }.subject(name);
        }
    }
    sentence.say(".")
}

/// Why the section is not there.
fn left_out(facts: &Facts) -> Section {
    let (dated, all) = facts.dated();
    let why = if facts.is_dated() {
        "No stretch of recent time holds enough dated articles, with as many before it,".to_owned()
    } else {
        format!("Only {} of {} ({}) are dated,", number(dated), articles(all), share(dated, all))
    };
    Section {
        id: "time",
        title: "What changes over time".into(),
        headline: None,
        lead: Sentence::of(format!(
            "{why} so this page does not say what is new, rising, back after a pause or fading, nor which signals are weak."
        )),
        figure: None,
        parts: Vec::new(),
    }
}

/// Rows of one change, each name once on the page.
fn changed(
    facts: &Facts,
    table: &Table,
    recent: Recent,
    change: &str,
    seen: &mut BTreeSet<String>,
) -> Vec<Statement> {
    let mut statements = Vec::new();
    for row in (0..table.rows.len()).filter(|&row| text(table, row, "change") == Some(change)) {
        let [before, since] = ["before", "since"].map(|field| count(table, row, field));
        let Some(node) = facts.node(table, row) else { continue };
        let trivial = change == "new" && since < 2;
        if statements.len() == facts.options.limit || trivial || !seen.insert(folded(facts.label(node))) {
            continue;
        }
        let about = Sentence::about(facts.label(node)).say(facts.of_kind(node));
        let sentence = match change {
            "new" => {
                about.say(format!(": {} of {}, none before.", number(since), number(recent.counts[1].into())))
            }
            _ => about.say(moved(recent, [before, since])),
        };
        // The newest rows of what grows, the last ones of what fades.
        statements.push(facts.backed(sentence, node, |mention| mention.date));
    }
    statements
}

/// `: from 3 of 89 articles (3 %) to 6 of 12 (50 %).`
fn moved(recent: Recent, [before, since]: [u64; 2]) -> String {
    let [all_before, all_since] = recent.counts.map(u64::from);
    let (from, to) = (share(before, all_before), share(since, all_since));
    let to = if since == 0 {
        format!("none of {}", number(all_since))
    } else {
        format!("{} of {} ({to})", number(since), number(all_since))
    };
    format!(": from {} of {} ({from}) to {to}.", number(before), articles(all_before))
}

/// What was spoken of in two articles or more, then in none for a while, and is spoken of again.
fn returned(facts: &Facts, recent: Recent, seen: &mut BTreeSet<String>) -> Vec<Statement> {
    let days = timeline(facts.graph, Period::Edition);
    let first = days.starts.partition_point(|start| *start < recent.day);
    let mut found: Vec<([u32; 2], i64, NodeRow)> = Vec::new();
    for node in facts.graph.nodes.rows().filter(|&row| facts.graph.is_entity(row)) {
        let tallies = days.series(node).tallies;
        let split = tallies.partition_point(|tally| usize::try_from(tally.period).is_ok_and(|at| at < first));
        let (before, after) = tallies.split_at(split);
        let [Some(last), Some(next)] = [before.last(), after.first()] else { continue };
        let date = |period: u32| usize::try_from(period).ok().and_then(|at| days.starts.get(at).copied());
        let [Some(last), Some(next)] = [last, next].map(|tally| date(tally.period)) else { continue };
        let counts = [before, after].map(|part| part.iter().map(|tally| tally.articles).sum());
        let away = i64::from((next - last).get_days());
        if counts[0] > 1 && away >= least_pause(&days) {
            found.push((counts, away, node));
        }
    }
    found.sort_by_key(|&(counts, away, node)| (Reverse(counts), Reverse(away), node));
    found.retain(|&(_, _, node)| seen.insert(folded(facts.label(node))));
    found.truncate(facts.options.limit);
    let statement = |([before, after], away, node): ([u32; 2], i64, NodeRow)| {
        let away = pause(u64::try_from(away).unwrap_or(0));
        let sentence = Sentence::about(facts.label(node)).say(facts.of_kind(node)).say(format!(
            ": {}, then none for {away}, and {} since {}.",
            articles(before.into()),
            number(after.into()),
            facts.grain.of(recent.day)
        ));
        facts.backed(sentence, node, |mention| mention.date)
    };
    found.into_iter().map(statement).collect()
}

/// A third of the whole time, but no more than a year and no less than [`PAUSE`].
fn least_pause(days: &Timeline) -> i64 {
    let span = days.starts.first().zip(days.starts.last());
    let span = span.map_or(0, |(&first, &last)| i64::from((last - first).get_days()));
    (span / 3).clamp(PAUSE, 365)
}
