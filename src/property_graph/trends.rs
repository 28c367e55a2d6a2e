//! The portfolio of trends of a graph: one pure function of its mentions and their dates, so that pages and the
//! graph.json that was built from them answer alike.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::fill::over_time::Trends;
use super::{MentionRecord, NodeColumn, Parts, PropertyGraph, node_columns};
use crate::analysis::trend::{Period, Portfolio, Series, Tally, TrendOptions, portfolio};
use crate::columns::Column;
use crate::graph::copies::Groups;
use crate::graph::occurrence::DistinctArticle;
use crate::parse::{KindId, When};
use crate::remark::Remark;
use portent_graph::csr::{Csr, Lists};
use portent_graph::index::{NodeRow, TiSlice, TiVec};
use portent_graph::parallel;

/// Mentions that one task puts in time.
const TASK: usize = 4096;

/// The mentions of a graph in time.
///
/// What a compilation repeats is left out. An article and its copies count once, with the earliest of their dates and the
/// mentions of the first of them. Articles without a date, with one far beyond the bulk, or with one that is less exact than
/// the period (a year in a quarter) are left out. Periods are those with a dated article.
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
    pub fn series(&self, row: NodeRow) -> Series<'_> {
        let row = usize::from(row);
        Series { group: self.groups[row], tallies: &self.tallies[row] }
    }

    /// All nodes over time, in the order of their rows.
    fn all_series(&self) -> Vec<Series<'_>> {
        NodeRow::first(self.groups.len()).map(|row| self.series(row)).collect()
    }
}

/// Puts the mentions of a graph on an axis. O(mentions log mentions).
#[must_use]
pub fn timeline(graph: &PropertyGraph, period: Period) -> Timeline {
    timeline_of(graph.nodes.records().map(|node| node.kind), &graph.mentions, period)
}

/// [`timeline`] of the kinds of all nodes and their mentions.
fn timeline_of(kinds: impl Iterator<Item = KindId>, mentions: &[MentionRecord], period: Period) -> Timeline {
    let articles = Articles::new(mentions);
    let groups: Vec<u32> = kinds.map(|kind| kind.get()).collect();
    let start = |when: &Option<When>| {
        when.filter(|when| period.holds(when.precision)).map(|when| period.start(when.day))
    };
    let mut counted: BTreeMap<Date, u32> = BTreeMap::new();
    for start in articles.dates.iter().filter_map(start) {
        *counted.entry(start).or_default() += 1;
    }
    let starts: Vec<Date> = counted.keys().copied().collect();
    let period_of: TiVec<DistinctArticle, Option<u32>> = articles
        .dates
        .iter()
        .map(|date| start(date).map(|start| starts.partition_point(|other| *other < start) as u32))
        .collect();
    Timeline {
        totals: counted.into_values().collect(),
        tallies: tallies(groups.len(), mentions, &articles, &period_of),
        groups,
        undated: articles.dates.iter().filter(|date| start(date).is_none()).count() as u32,
        starts,
    }
}

/// What the articles of each period speak of.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Spoken {
    /// First day of each period, ascending.
    pub starts: Vec<Date>,
    /// The entities of each article of each period, copies once.
    pub entities: Vec<Csr<DistinctArticle, NodeRow>>,
    /// Articles without a date that can be used, copies once.
    pub undated: u32,
}

/// The entities of each article by periods, counted as a [`Timeline`] counts: `start` gives the first day of the period of a date,
/// `None` where the date does not tell it. O(mentions log mentions).
#[must_use]
pub fn spoken(graph: &PropertyGraph, start: impl Fn(When) -> Option<Date>) -> Spoken {
    let articles = Articles::new(&graph.mentions);
    let starts_of: TiVec<DistinctArticle, Option<Date>> =
        articles.dates.iter().map(|date| date.and_then(&start)).collect();
    let mut starts: Vec<Date> = starts_of.iter().flatten().copied().collect();
    starts.sort_unstable();
    starts.dedup();
    // The period of each article, and its number among the articles of that period.
    let mut counts = vec![0usize; starts.len()];
    let place = |date: &Option<Date>| {
        let period = starts.binary_search(&(*date)?).ok()?;
        counts[period] += 1;
        Some((period, DistinctArticle::from(counts[period] - 1)))
    };
    let places: TiVec<DistinctArticle, Option<(usize, DistinctArticle)>> =
        starts_of.iter().map(place).collect();
    let mut said: Vec<Vec<(DistinctArticle, NodeRow)>> = vec![Vec::new(); starts.len()];
    for (mention, article) in graph.mentions.iter().zip(&articles.of_mention) {
        let place = article.and_then(|article| places[article]);
        if let (Some((period, article)), Some(entity)) = (place, mention.entity.row()) {
            said[period].push((article, entity));
        }
    }
    Spoken {
        entities: counts.iter().zip(&said).map(|(&count, said)| Csr::from_pairs(count, said)).collect(),
        undated: starts_of.iter().filter(|start| start.is_none()).count() as u32,
        starts,
    }
}

/// Articles that have mentions, copies once.
struct Articles {
    /// The number of the article of each mention; `None` for mentions of its copies and for rows that repeat another.
    of_mention: Vec<Option<DistinctArticle>>,
    /// The earliest date of each article and its copies.
    dates: TiVec<DistinctArticle, Option<When>>,
}

impl Articles {
    fn new(mentions: &[MentionRecord]) -> Self {
        let counted: Vec<&MentionRecord> = mentions.iter().filter(|said| said.repeats.is_none()).collect();
        let copies = Groups::<DistinctArticle>::by_key(
            counted.iter().map(|said| said.copy_of.unwrap_or(said.article)),
        );
        let mut dates: TiVec<DistinctArticle, Option<When>> = vec![None; copies.count()].into();
        let mut of_mention = Vec::with_capacity(mentions.len());
        let mut numbers = copies.number_of.iter().copied();
        for mention in mentions {
            let number = if mention.repeats.is_none() { numbers.next() } else { None };
            let Some(number) = number else {
                of_mention.push(None);
                continue;
            };
            let date = &mut dates[number];
            let own = mention.date.map(|day| When { day, precision: mention.precision });
            *date = (*date).into_iter().chain(own).min();
            let first = counted[copies.first[usize::from(number)]].article;
            of_mention.push((first == mention.article).then_some(number));
        }
        Self { of_mention, dates }
    }
}

fn tallies(
    nodes: usize,
    mentions: &[MentionRecord],
    articles: &Articles,
    period_of: &TiSlice<DistinctArticle, Option<u32>>,
) -> Lists<Tally> {
    // The node, the period and the article, as one number.
    let packed = |at: usize, mention: &MentionRecord| {
        let article = articles.of_mention[at]?;
        let (period, node) = (period_of[article]?, mention.entity.row()?);
        Some(u128::from(node.get()) << 64 | u128::from(period) << 32 | u128::from(article.get()))
    };
    let mut said = parallel::flat(mentions, TASK, |at, mention, said| said.extend(packed(at, mention)));
    parallel::sort_wide(&mut said);
    let tally = |same: &[u128]| Tally {
        period: (same[0] >> 32) as u32,
        mentions: same.len() as u32,
        articles: same.chunk_by(|a, b| a == b).count() as u32,
    };
    let mut tallies = Lists::with_room(nodes, said.len());
    let mut said = said.as_slice();
    for row in NodeRow::first(nodes) {
        let (own, others) =
            said.split_at(said.iter().take_while(|&entry| (entry >> 64) as u32 == row.get()).count());
        tallies.push(own.chunk_by(|a, b| a >> 32 == b >> 32).map(tally));
        said = others;
    }
    tallies
}

/// The trend of each node, with the axis that it was measured on; see [`crate::analysis::trend`].
#[must_use]
pub fn trends(graph: &PropertyGraph, options: &TrendOptions) -> (Timeline, Portfolio) {
    let timeline = timeline(graph, options.period);
    let portfolio = portfolio(&timeline.all_series(), &timeline.totals, options);
    (timeline, portfolio)
}

/// What a graph holds of its trends.
pub(super) struct Measured {
    /// The last columns of [`super::NODE_COLUMNS`]; entities alone have values.
    pub(super) columns: Vec<Column>,
    /// How each was measured, by its name.
    pub(super) statements: Vec<(String, String)>,
    /// The remark on what they rest on.
    pub(super) coverage: Remark,
}

/// The trends of a view that is assembled, by its mentions.
pub(super) fn measured(parts: &Parts<'_>, mentions: &[MentionRecord], options: &TrendOptions) -> Measured {
    let kinds = || parts.view.nodes.iter().map(|node| node.kind);
    let timeline = timeline_of(kinds(), mentions, options.period);
    let portfolio = portfolio(&timeline.all_series(), &timeline.totals, options);
    let trends = Trends {
        of_node: &portfolio.trends,
        is_entity: kinds().map(|kind| parts.corpus.schema.kind(kind).form.is_some()).collect(),
        starts: &timeline.starts,
        period: options.period,
    };
    Measured {
        columns: node_columns::over_time(&trends),
        statements: statements(options)
            .into_iter()
            .map(|(column, how)| (column.name().into(), how))
            .collect(),
        coverage: coverage(&timeline, options.period),
    }
}

/// How each column of trends is measured, for the header.
#[must_use]
pub fn statements(options: &TrendOptions) -> Vec<(NodeColumn, String)> {
    let TrendOptions { time_weight, smoothing, window, least_periods, least_articles, burst, .. } = options;
    let period = options.period.name();
    let degree = format!("Yoon 2012, mean over periods ({period}), time weight {time_weight}, not below 0");
    let burst = format!(
        "Kleinberg 2003, two states over periods ({period}), s {}, gamma {}, from {least_periods} periods on",
        burst.scaling, burst.gamma
    );
    vec![
        (NodeColumn::Visibility, format!("{degree}, mentions")),
        (NodeColumn::Diffusion, format!("{degree}, articles")),
        (
            NodeColumn::Growth,
            format!(
                "geometric mean over the last {window} periods ({period}), {smoothing} mentions of mean period added"
            ),
        ),
        (
            NodeColumn::Trend,
            format!(
                "medians of each kind over entities of {least_articles} dated articles, from {least_periods} periods \
                 ({period}) on; weak on both maps"
            ),
        ),
        (NodeColumn::BurstStart, burst.clone()),
        (NodeColumn::BurstEnd, burst.clone()),
        (NodeColumn::BurstWeight, burst),
    ]
}

/// What trends rest on: `trends: 320 articles in 14 quarters, 2022-Q1 to 2025-Q4; 2931 without a usable date left
/// out`.
#[must_use]
pub fn coverage(timeline: &Timeline, period: Period) -> Remark {
    Remark::TrendCoverage {
        articles: timeline.totals.iter().sum(),
        period: period.name(),
        periods: timeline.starts.len(),
        span: timeline
            .starts
            .first()
            .zip(timeline.starts.last())
            .map(|(&first, &last)| [period.label(first), period.label(last)]),
        undated: timeline.undated,
    }
}

#[cfg(test)]
mod tests;
