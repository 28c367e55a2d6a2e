//! The portfolio of weak signals: what is rare and grows, what is frequent and grows, what fades.
//!
//! J. Yoon, "Detecting weak signals for long-term business opportunities using text mining of Web news", Expert
//! Systems with Applications 39 (2012), doi 10.1016/j.eswa.2012.04.059. Of entity i in period j of n:
//!
//! - degree of visibility, DoV(i, j) = TF(i, j) / NN(j) · w(j) with w(j) = 1 - tw (n - j): its mentions over the
//!   articles of the period, recent periods weighing more;
//! - degree of diffusion, DoD(i, j): the same with the articles that mention it in place of its mentions;
//! - growth: the geometric mean of the ratios of consecutive degrees over a window of periods, less 1.
//!
//! Each gives a map: mean frequency a period against growth, cut at the medians. Rare and growing is weak, frequent
//! and growing strong, frequent without growth well known, rare without growth latent.
//!
//! Where the paper is silent or breaks, this holds:
//! - w(j) is negative further back than 1/tw periods (20 for 0.05); it is clamped at 0 there, and growth starts where
//!   it is positive;
//! - a period without a mention makes a ratio 0 or infinite; so growth is taken of degrees to which `smoothing`
//!   mentions at the mean size of a period are added: (TF / NN + smoothing / mean NN) · w. What was spoken of neither
//!   in the first nor in the last period of the window thus grows as the weights do;
//! - weak means weak on both maps: where only one says so, the class is the other's; else it is that of visibility;
//! - kinds are apart: signals are compared with signals. A value at the median is low;
//! - below a least number of periods on the axis and of dated articles an entity is `undetermined` and enters no
//!   median.

mod period;

pub use period::Period;

use std::collections::BTreeMap;

use crate::analysis::cluster::card::median;
use portent_graph::parallel;

use super::burst::{Burst, BurstOptions, bursts};

/// Where it is defined.
pub const PAPER: &str = "Yoon, Detecting weak signals for long-term business opportunities using text mining of Web news, \
    Expert Systems with Applications 39, 2012, doi:10.1016/j.eswa.2012.04.059";

/// How trends are measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrendOptions {
    pub(crate) period: Period,
    pub(crate) time_weight: f64,
    pub(crate) smoothing: f64,
    pub(crate) window: usize,
    pub(crate) least_periods: usize,
    pub(crate) least_articles: u32,
    pub(crate) burst: BurstOptions,
}

impl Default for TrendOptions {
    fn default() -> Self {
        Self {
            period: Period::Quarter,
            time_weight: 0.05,
            smoothing: 0.5,
            window: 8,
            least_periods: 4,
            least_articles: 3,
            burst: BurstOptions::default(),
        }
    }
}

impl TrendOptions {
    /// The step of the axis; default quarter.
    #[must_use]
    pub fn with_period(self, period: Period) -> Self {
        Self { period, ..self }
    }

    /// Loss of weight with each period back, tw; default 0.05.
    #[must_use]
    pub fn with_time_weight(self, time_weight: f64) -> Self {
        Self { time_weight, ..self }
    }

    /// Mentions added to each period of mean size before growth is taken; default 0.5.
    #[must_use]
    pub fn with_smoothing(self, smoothing: f64) -> Self {
        Self { smoothing, ..self }
    }

    /// The most recent periods over which growth is taken; default 8.
    #[must_use]
    pub fn with_window(self, window: usize) -> Self {
        Self { window, ..self }
    }

    /// Fewer periods on the axis leave everything undetermined; default 4.
    #[must_use]
    pub fn with_least_periods(self, least_periods: usize) -> Self {
        Self { least_periods, ..self }
    }

    /// An entity of fewer dated articles is undetermined; default 3.
    #[must_use]
    pub fn with_least_articles(self, least_articles: u32) -> Self {
        Self { least_articles, ..self }
    }

    /// How bursts are found; default [`BurstOptions::default`].
    #[must_use]
    pub fn with_burst(self, burst: BurstOptions) -> Self {
        Self { burst, ..self }
    }
}

/// What a period says of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Index of the period.
    pub period: u32,
    /// Mentions in it, TF.
    pub mentions: u32,
    /// Articles in it that mention the entity, copies once, DF.
    pub articles: u32,
}

/// One entity over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Series<'a> {
    /// Entities of one group (a kind) are compared with each other.
    pub group: u32,
    /// The periods that speak of it, ascending.
    pub tallies: &'a [Tally],
}

impl Series<'_> {
    /// Dated mentions.
    #[must_use]
    pub fn mentions(&self) -> u32 {
        self.tallies.iter().map(|tally| tally.mentions).sum()
    }

    /// Dated articles, copies once.
    #[must_use]
    pub fn articles(&self) -> u32 {
        self.tallies.iter().map(|tally| tally.articles).sum()
    }
}

/// Where an entity stands in the portfolio.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum TrendClass {
    /// Rare and growing, in mentions and in articles.
    Weak,
    /// Frequent and growing.
    Strong,
    /// Frequent, not growing.
    WellKnown,
    /// Rare, not growing.
    Latent,
    /// Too few periods or articles to tell.
    #[default]
    Undetermined,
}

impl TrendClass {
    /// All classes, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Weak, Self::Strong, Self::WellKnown, Self::Latent, Self::Undetermined];

    /// The name in options and files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Weak => "weak",
            Self::Strong => "strong",
            Self::WellKnown => "well_known",
            Self::Latent => "latent",
            Self::Undetermined => "undetermined",
        }
    }
}

/// The figures of one entity.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Trend {
    /// Mean mentions and mean articles a period of the axis.
    pub frequency: [f64; 2],
    /// Mean DoV and mean DoD over the axis.
    pub degree: [f64; 2],
    /// Growth of DoV and of DoD; `None` where undetermined.
    pub growth: Option<[f64; 2]>,
    /// The class.
    pub class: TrendClass,
    /// The burst of the greatest weight (ties: the earliest).
    pub burst: Option<Burst>,
}

/// Where the maps of a group are cut.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Cuts {
    /// Median mentions and median articles a period.
    pub frequency: [f64; 2],
    /// Median growth of DoV and of DoD.
    pub growth: [f64; 2],
}

/// All entities, and what they were compared with.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Portfolio {
    /// One entry an entity, in the order given; `None` for those without a dated mention.
    pub trends: Vec<Option<Trend>>,
    /// The medians of each group that has a determined entity.
    pub cuts: BTreeMap<u32, Cuts>,
}

/// The portfolio of entities over an axis of periods with `totals` articles each (all above 0, copies once).
///
/// O(entities · periods), in parallel; for an axis without periods nothing is known of any.
#[must_use]
pub fn portfolio(series: &[Series<'_>], totals: &[u32], options: &TrendOptions) -> Portfolio {
    let measured =
        |series: &Series<'_>| (!series.tallies.is_empty()).then(|| measure(series, totals, options));
    let mut trends: Vec<Option<Trend>> = parallel::map(series.len(), TASK, |at| measured(&series[at]));
    let cuts = cuts(series, &trends);
    for (trend, series) in trends.iter_mut().zip(series) {
        let Some(trend) = trend else { continue };
        if let (Some(growth), Some(cuts)) = (trend.growth, cuts.get(&series.group)) {
            trend.class = class(trend.frequency, growth, cuts);
        }
    }
    Portfolio { trends, cuts }
}

/// Entities that one task measures.
const TASK: usize = 2048;

/// Everything of one entity but its class. Most entities are in too few articles for growth or a burst, and are looked
/// at in the periods that speak of them only.
fn measure(series: &Series<'_>, totals: &[u32], options: &TrendOptions) -> Trend {
    let periods = totals.len() as f64;
    let degree = |count: fn(&Tally) -> u32| {
        let of_period = |tally: &Tally| {
            let at = tally.period as usize;
            share(count(tally), totals[at]) * weight(at, totals.len(), options.time_weight)
        };
        series.tallies.iter().map(of_period).sum::<f64>() / periods
    };
    let mut trend = Trend {
        frequency: [f64::from(series.mentions()) / periods, f64::from(series.articles()) / periods],
        degree: [degree(|tally| tally.mentions), degree(|tally| tally.articles)],
        ..Trend::default()
    };
    let determined = series.articles() >= options.least_articles;
    let may_burst = options.burst.is_possible(series.articles(), totals.len());
    if totals.len() >= options.least_periods && (determined || may_burst) {
        let (mentions, articles) = dense(series, totals.len());
        let growth = || Some([growth(&mentions, totals, options)?, growth(&articles, totals, options)?]);
        trend.growth = if determined { growth() } else { None };
        trend.burst = bursts(&articles, totals, &options.burst)
            .into_iter()
            .reduce(|best, burst| if burst.weight > best.weight { burst } else { best });
    }
    trend
}

fn dense(series: &Series<'_>, periods: usize) -> (Vec<u32>, Vec<u32>) {
    let (mut mentions, mut articles) = (vec![0; periods], vec![0; periods]);
    for tally in series.tallies {
        mentions[tally.period as usize] = tally.mentions;
        articles[tally.period as usize] = tally.articles;
    }
    (mentions, articles)
}

/// DoV (of mentions) or DoD (of articles) in each period: count over total, times the clamped weight.
///
/// ```
/// use portent::analysis::trend::degrees;
/// assert_eq!(degrees(&[1, 1], &[10, 10], 0.05), [0.095, 0.1]);
/// ```
#[must_use]
pub fn degrees(counts: &[u32], totals: &[u32], time_weight: f64) -> Vec<f64> {
    let shares = counts.iter().zip(totals).map(|(&count, &total)| share(count, total));
    shares.enumerate().map(|(at, share)| share * weight(at, totals.len(), time_weight)).collect()
}

fn share(count: u32, total: u32) -> f64 {
    f64::from(count) / f64::from(total)
}

/// The weight of a period: 1 for the last, `time_weight` less with each step back, never below 0.
fn weight(at: usize, periods: usize, time_weight: f64) -> f64 {
    (1.0 - time_weight * (periods - 1 - at) as f64).max(0.0)
}

/// The geometric mean growth a period over the window; `None` where fewer than two of its periods weigh anything or
/// a degree is 0 (without smoothing).
#[must_use]
pub fn growth(counts: &[u32], totals: &[u32], options: &TrendOptions) -> Option<f64> {
    let periods = totals.len();
    let size = totals.iter().map(|&total| f64::from(total)).sum::<f64>() / periods.max(1) as f64;
    let smoothed = |at: usize| {
        let smoothed = share(counts[at], totals[at]) + options.smoothing / size;
        smoothed * weight(at, periods, options.time_weight)
    };
    let window = periods.saturating_sub(options.window)..periods;
    let weighty = window.filter(|&at| weight(at, periods, options.time_weight) > 0.0);
    let degrees: Vec<f64> = weighty.map(smoothed).collect();
    if degrees.len() < 2 || degrees.iter().any(|&degree| degree <= 0.0) {
        return None;
    }
    let logs: f64 = degrees.windows(2).map(|pair| libm::log(pair[1] / pair[0])).sum();
    Some(libm::expm1(logs / (degrees.len() - 1) as f64))
}

fn cuts(series: &[Series<'_>], trends: &[Option<Trend>]) -> BTreeMap<u32, Cuts> {
    let mut groups: BTreeMap<u32, Vec<Cuts>> = BTreeMap::new();
    for (series, trend) in series.iter().zip(trends) {
        if let Some(Trend { frequency, growth: Some(growth), .. }) = *trend {
            groups.entry(series.group).or_default().push(Cuts { frequency, growth });
        }
    }
    let middle = |places: &[Cuts]| Cuts {
        frequency: [0, 1].map(|map| median(places.iter().map(|place| place.frequency[map]).collect())),
        growth: [0, 1].map(|map| median(places.iter().map(|place| place.growth[map]).collect())),
    };
    groups.into_iter().map(|(group, places)| (group, middle(&places))).collect()
}

/// The class on both maps together; see the head of this file.
fn class(frequency: [f64; 2], growth: [f64; 2], cuts: &Cuts) -> TrendClass {
    let [visible, diffused] =
        [0, 1].map(|map| match (frequency[map] > cuts.frequency[map], growth[map] > cuts.growth[map]) {
            (false, true) => TrendClass::Weak,
            (true, true) => TrendClass::Strong,
            (true, false) => TrendClass::WellKnown,
            (false, false) => TrendClass::Latent,
        });
    if visible == TrendClass::Weak { diffused } else { visible }
}

#[cfg(test)]
mod tests;
