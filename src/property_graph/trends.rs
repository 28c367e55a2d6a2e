//! The portfolio of trends of a graph: one pure function of its mentions and their dates, so that pages and the
//! graph.json that was built from them answer alike.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{MentionRecord, PropertyGraph};
use crate::analysis::trend::{Period, Portfolio, Series, Tally, Trend, TrendOptions, portfolio};
use crate::columns::{Column, Values};
use crate::lists::Lists;

/// The mentions of a graph in time.
///
/// An article and its copies count once, with the earliest of their dates and the mentions of the first of them.
/// Articles without a date, or with one far beyond the bulk, are left out. Periods are those with a dated article.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Timeline {
    /// First day of each period, ascending.
    pub starts: Vec<Date>,
    /// Articles of each period, copies once.
    pub totals: Vec<u32>,
    /// The kind of each node: one kind is compared with its like.
    groups: Vec<u32>,
    /// The periods that speak of each node, ascending; none for articles and editions.
    tallies: Lists<Tally>,
    /// Articles without a date that can be used, copies once.
    pub undated: u32,
}

impl Timeline {
    /// A node over time.
    #[must_use]
    pub fn series(&self, row: u32) -> Series<'_> {
        Series { group: self.groups[row as usize], tallies: &self.tallies[row as usize] }
    }
}

/// Puts the mentions of a graph on an axis. O(mentions log mentions).
#[must_use]
pub fn timeline(graph: &PropertyGraph, period: Period) -> Timeline {
    let articles = Articles::new(&graph.mentions);
    let start = |date: &Option<Date>| date.map(|date| period.start(date));
    let mut counted: BTreeMap<Date, u32> = BTreeMap::new();
    for start in articles.dates.iter().filter_map(start) {
        *counted.entry(start).or_default() += 1;
    }
    let starts: Vec<Date> = counted.keys().copied().collect();
    let period_of: Vec<Option<u32>> = articles
        .dates
        .iter()
        .map(|date| start(date).map(|start| starts.partition_point(|other| *other < start) as u32))
        .collect();
    Timeline {
        totals: counted.into_values().collect(),
        groups: graph.nodes.kinds.iter().map(|kind| kind.get()).collect(),
        tallies: tallies(graph, &articles, &period_of),
        undated: articles.dates.iter().filter(|date| date.is_none()).count() as u32,
        starts,
    }
}

/// Articles that have mentions, copies once.
struct Articles {
    /// The number of the article of each mention; `None` for mentions of its copies.
    of_mention: Vec<Option<u32>>,
    /// The earliest date of each article and its copies.
    dates: Vec<Option<Date>>,
}

impl Articles {
    fn new(mentions: &[MentionRecord]) -> Self {
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        let mut first: Vec<&str> = Vec::new();
        let mut dates: Vec<Option<Date>> = Vec::new();
        let mut of_mention = Vec::with_capacity(mentions.len());
        // Mentions of one article mostly stand together: its key is looked up once for all.
        let mut last: Option<(&str, u32)> = None;
        for mention in mentions {
            let key = mention.copy_of.as_deref().unwrap_or(&mention.article);
            let number = match last {
                Some((known, number)) if known == key => number,
                _ => *numbers.entry(key).or_insert(first.len() as u32),
            };
            last = Some((key, number));
            if number as usize == first.len() {
                first.push(&mention.article);
                dates.push(None);
            }
            let earlier = dates[number as usize];
            dates[number as usize] = earlier.into_iter().chain(mention.date).min();
            of_mention.push((first[number as usize] == mention.article).then_some(number));
        }
        Self { of_mention, dates }
    }
}

fn tallies(graph: &PropertyGraph, articles: &Articles, period_of: &[Option<u32>]) -> Lists<Tally> {
    let rows: FxHashMap<&str, u32> = graph.nodes.ids.iter().map(String::as_str).zip(0u32..).collect();
    let numbered = graph.mentions.par_iter().zip(&articles.of_mention);
    let mut said: Vec<(u32, u32, u32)> = numbered
        .filter_map(|(mention, number)| {
            let number = (*number)?;
            let period = period_of[number as usize]?;
            Some((*rows.get(mention.entity.as_str())?, period, number))
        })
        .collect();
    said.par_sort_unstable();
    let tally = |same: &[(u32, u32, u32)]| Tally {
        period: same[0].1,
        mentions: same.len() as u32,
        articles: same.chunk_by(|a, b| a.2 == b.2).count() as u32,
    };
    let mut tallies = Lists::with_room(graph.node_count(), said.len());
    let mut said = said.as_slice();
    for row in 0..graph.node_count() as u32 {
        let (own, others) = said.split_at(said.iter().take_while(|(other, ..)| *other == row).count());
        tallies.push(own.chunk_by(|a, b| a.1 == b.1).map(tally));
        said = others;
    }
    tallies
}

/// The trend of each node, with the axis that it was measured on; see [`crate::analysis::trend`].
#[must_use]
pub fn trends(graph: &PropertyGraph, options: &TrendOptions) -> (Timeline, Portfolio) {
    let timeline = timeline(graph, options.period);
    let series: Vec<Series<'_>> = (0..graph.node_count() as u32).map(|row| timeline.series(row)).collect();
    let portfolio = portfolio(&series, &timeline.totals, options);
    (timeline, portfolio)
}

/// The columns of trends, by name: the last ones of [`super::NODE_COLUMNS`].
static COLUMNS: &[&str] =
    &["visibility", "diffusion", "growth", "trend", "burst_start", "burst_end", "burst_weight"];

/// Fills the columns of trends of entities and says in the header how; columns that are there are replaced.
pub fn fill(graph: &mut PropertyGraph, options: &TrendOptions) {
    let (timeline, portfolio) = trends(graph, options);
    graph.nodes.columns.retain(|column| !COLUMNS.contains(&column.name.as_str()));
    graph.nodes.columns.extend(columns(graph, &timeline, &portfolio.trends, options.period));
    for (column, how) in statements(options) {
        graph.header.measures.insert(column.into(), how);
    }
    let remark = coverage(&timeline, options.period);
    graph.header.remarks.retain(|other| !other.starts_with("trends: "));
    graph.header.remarks.push(remark);
}

fn columns(
    graph: &PropertyGraph,
    timeline: &Timeline,
    trends: &[Option<Trend>],
    period: Period,
) -> Vec<Column> {
    let real = |get: &dyn Fn(&Trend) -> Option<f64>| {
        Values::Real(trends.iter().map(|trend| get(trend.as_ref()?)).collect())
    };
    let text = |get: &dyn Fn(&Trend) -> Option<String>| {
        Values::Text(trends.iter().map(|trend| get(trend.as_ref()?)).collect())
    };
    let label = |at: u32| period.label(timeline.starts[at as usize]);
    let values = [
        real(&|trend| Some(trend.degree[0])),
        real(&|trend| Some(trend.degree[1])),
        real(&|trend| Some(trend.growth?[0])),
        Values::Text(classes(graph, trends)),
        text(&|trend| Some(label(trend.burst?.start))),
        text(&|trend| Some(label(trend.burst?.end))),
        real(&|trend| Some(trend.burst?.weight)),
    ];
    let named = COLUMNS.iter().zip(values).map(|(&name, values)| Column { name: name.into(), values });
    named.filter(|column| (0..column.values.len()).any(|row| known(&column.values, row))).collect()
}

fn known(values: &Values, row: usize) -> bool {
    values.get(row) != crate::columns::Value::Missing
}

/// Every entity has a class, those without a dated mention too.
fn classes(graph: &PropertyGraph, trends: &[Option<Trend>]) -> Vec<Option<String>> {
    let class = |(kind, trend): (&crate::parse::KindId, &Option<Trend>)| {
        kind.is_entity().then(|| trend.unwrap_or_default().class.name().to_owned())
    };
    graph.nodes.kinds.iter().zip(trends).map(class).collect()
}

/// How each column of trends is measured, for the header.
#[must_use]
pub fn statements(options: &TrendOptions) -> Vec<(&'static str, String)> {
    let TrendOptions { time_weight, smoothing, window, least_periods, least_articles, burst, .. } = options;
    let period = options.period.name();
    let degree = format!("Yoon 2012, mean over periods ({period}), time weight {time_weight}, not below 0");
    let burst = format!(
        "Kleinberg 2003, two states over periods ({period}), s {}, gamma {}, from {least_periods} periods on",
        burst.scaling, burst.gamma
    );
    vec![
        ("visibility", format!("{degree}, mentions")),
        ("diffusion", format!("{degree}, articles")),
        (
            "growth",
            format!(
                "geometric mean over the last {window} periods ({period}), {smoothing} mentions of mean period added"
            ),
        ),
        (
            "trend",
            format!(
                "medians of each kind over entities of {least_articles} dated articles, from {least_periods} periods \
                 ({period}) on; weak on both maps"
            ),
        ),
        ("burst_start", burst.clone()),
        ("burst_end", burst.clone()),
        ("burst_weight", burst),
    ]
}

/// What trends rest on: `trends: 320 articles in 14 quarters, 2022-Q1 to 2025-Q4; 2931 without a usable date left
/// out`.
#[must_use]
pub fn coverage(timeline: &Timeline, period: Period) -> String {
    let dated: u32 = timeline.totals.iter().sum();
    let span = match (timeline.starts.first(), timeline.starts.last()) {
        (Some(first), Some(last)) => format!(", {} to {}", period.label(*first), period.label(*last)),
        _ => String::new(),
    };
    let plural = if timeline.starts.len() == 1 { "" } else { "s" };
    let left_out = match timeline.undated {
        0 => String::new(),
        undated => format!("; {undated} without a usable date left out"),
    };
    format!(
        "trends: {dated} articles with mentions in {} {}{plural}{span}{left_out}",
        timeline.starts.len(),
        period.name()
    )
}

#[cfg(test)]
mod tests;
