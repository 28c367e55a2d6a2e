//! What changed since a day.

use std::ops::Range;

use jiff::civil::Date;

use super::View;
use crate::analysis::trend::Period;
use crate::graph::cooccurrence::{Chance, SIGNIFICANCE};
use crate::property_graph::PropertyGraph;
use crate::property_graph::trends::{Timeline, timeline};
use portent_graph::index::NodeRow;

/// How an entity changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// No dated article before the day.
    New,
    /// More of its articles since the day than chance has.
    Rising,
    /// Fewer of them.
    Fading,
}

impl Change {
    pub(super) const ALL: [Self; 3] = [Self::New, Self::Rising, Self::Fading];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Rising => "rising",
            Self::Fading => "fading",
        }
    }
}

/// Articles before a day and since.
pub(super) struct Since {
    timeline: Timeline,
    /// The first edition that is compared.
    from: u32,
    /// The first edition since the day.
    first: u32,
    /// Dated articles before the day that are compared.
    pub(super) before: u32,
    /// Dated articles on that day or later.
    pub(super) after: u32,
    chance: Chance,
}

impl Since {
    /// `from` is the first day of what is compared, where not all before `day` is.
    pub(super) fn new(graph: &PropertyGraph, day: Date, from: Option<Date>) -> Self {
        let timeline = timeline(graph, Period::Edition);
        let before = |day: Date| timeline.starts.partition_point(|start| *start < day);
        let first = before(day);
        let from = from.map_or(0, before).min(first);
        let before = timeline.totals[from..first].iter().sum();
        let after: u32 = timeline.totals[first..].iter().sum();
        let chance = Chance::new((before + after) as usize);
        Self { timeline, from: from as u32, first: first as u32, before, after, chance }
    }

    /// Articles of an entity before the day, of those that are compared, and since.
    pub(super) fn counts(&self, row: NodeRow) -> [u32; 2] {
        let tallies = self.timeline.series(row).tallies;
        let within = |periods: Range<u32>| {
            let tallies = tallies.iter().filter(|tally| periods.contains(&tally.period));
            tallies.map(|tally| tally.articles).sum()
        };
        [within(self.from..self.first), within(self.first..u32::MAX)]
    }

    /// Whether no dated article before the day speaks of it, compared or not.
    fn is_new(&self, row: NodeRow) -> bool {
        self.timeline.series(row).tallies.first().is_some_and(|tally| tally.period >= self.first)
    }

    /// Those of `rows` that changed so; the least chance first, new ones by articles.
    pub(super) fn changed(&self, view: &View, rows: &[NodeRow], change: Change) -> Vec<NodeRow> {
        let judged = rows.iter().filter_map(|&row| Some((self.chance(row, change)?, row)));
        let mut judged: Vec<(f64, NodeRow)> = judged.collect();
        judged.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| view.by_articles(a.1, b.1)));
        judged.into_iter().map(|(_, row)| row).collect()
    }

    /// How probable such a change is by chance, were its articles spread as all are (hypergeometric); `None` where
    /// it did not change so.
    fn chance(&self, row: NodeRow, change: Change) -> Option<f64> {
        let [before, after] = self.counts(row);
        match change {
            Change::New => self.is_new(row).then_some(0.0),
            Change::Rising if before == 0 => None,
            Change::Rising => Some(self.chance.at_least(after, before + after, self.after)),
            Change::Fading => Some(self.chance.at_least(before, before + after, self.before)),
        }
        .filter(|chance| *chance <= SIGNIFICANCE)
    }
}
