use jiff::civil::date;

use super::*;

fn tallies(mentions: &[u32], articles: &[u32]) -> Vec<Tally> {
    let periods = (0..).zip(mentions.iter().zip(articles)).filter(|(_, (mentions, _))| **mentions > 0);
    periods.map(|(period, (&mentions, &articles))| Tally { period, mentions, articles }).collect()
}

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

#[test]
fn the_worked_example_of_five_periods_is_reproduced() {
    // By hand: weights 0.8, 0.85, 0.9, 0.95, 1.
    // DoV: 1/10·0.8 = 0.08, 3/20·0.85 = 0.1275, 2/10·0.9 = 0.18, 6/20·0.95 = 0.285, 10/25·1 = 0.4; sum 1.0725.
    // DoD: 1/10·0.8 = 0.08, 2/20·0.85 = 0.085, 2/10·0.9 = 0.18, 4/20·0.95 = 0.19, 5/25·1 = 0.2; sum 0.735.
    // Ratios of DoV 1.59375, 1.41176.., 1.58333.., 1.40350..: their product is 0.4/0.08 = 5, its fourth root
    // 1.495348781221; of DoD 0.2/0.08 = 2.5, its fourth root 1.257433429683.
    let (mentions, articles, totals) = ([1, 3, 2, 6, 10], [1, 2, 2, 4, 5], [10, 20, 10, 20, 25]);
    for (found, expected) in
        degrees(&mentions, &totals, 0.05).into_iter().zip([0.08, 0.1275, 0.18, 0.285, 0.4])
    {
        close(found, expected);
    }
    for (found, expected) in degrees(&articles, &totals, 0.05).into_iter().zip([0.08, 0.085, 0.18, 0.19, 0.2])
    {
        close(found, expected);
    }
    let options = TrendOptions { smoothing: 0.0, ..TrendOptions::default() };
    let tallies = tallies(&mentions, &articles);
    let portfolio = portfolio(&[Series { group: 0, tallies: &tallies }], &totals, &options);
    let trend = portfolio.trends[0].unwrap();
    close(trend.degree[0], 0.2145);
    close(trend.degree[1], 0.147);
    close(trend.frequency[0], 4.4);
    close(trend.frequency[1], 2.8);
    let growth = trend.growth.unwrap();
    close(growth[0], 0.495_348_781_221_220_5);
    close(growth[1], 0.257_433_429_682_935_5);
}

#[test]
fn smoothing_adds_mentions_at_the_mean_size_of_a_period() {
    // Mean size 15, half a mention: 1/30 more in each period. First (0 + 1/30)·0.95, last (3/20 + 1/30)·1 = 11/60;
    // one step: (11/60) / (0.95/30) = 110/19 = 5.789473684.
    let options = TrendOptions::default();
    close(growth(&[0, 3], &[10, 20], &options).unwrap(), 110.0 / 19.0 - 1.0);
    let without = TrendOptions { smoothing: 0.0, ..options };
    assert_eq!(growth(&[0, 3], &[10, 20], &without), None);
}

#[test]
fn weights_never_fall_below_zero() {
    let counts = [1; 30];
    let degrees = degrees(&counts, &[1; 30], 0.05);
    assert_eq!(degrees[..10], [0.0; 10]);
    close(degrees[10], 0.05);
    let options = TrendOptions { window: 30, smoothing: 0.0, ..TrendOptions::default() };
    // Growth from the weight 0.05 to the weight 1 in 19 steps: 20^(1/19) = 1.170786...
    close(growth(&counts, &[1; 30], &options).unwrap(), libm::pow(20.0, 1.0 / 19.0) - 1.0);
}

#[test]
fn four_behaviors_fall_into_the_four_quadrants_of_their_kind() {
    let totals = [20; 5];
    let rows: [[u32; 5]; 4] = [[0, 0, 0, 1, 3], [4, 5, 6, 8, 12], [12, 8, 6, 5, 4], [3, 1, 0, 0, 0]];
    let mut all: Vec<(u32, Vec<Tally>)> = rows.iter().map(|row| (1, tallies(row, row))).collect();
    all.push((2, tallies(&[9, 9, 9, 9, 9], &[9, 9, 9, 9, 9])));
    all.push((1, tallies(&[0, 0, 0, 0, 2], &[0, 0, 0, 0, 2])));
    all.push((1, Vec::new()));
    let all: Vec<Series<'_>> = all.iter().map(|(group, tallies)| Series { group: *group, tallies }).collect();
    let portfolio = portfolio(&all, &totals, &TrendOptions::default());
    let class = |at: usize| portfolio.trends[at].unwrap().class;
    use TrendClass::{Latent, Strong, Undetermined, Weak, WellKnown};
    assert_eq!([0, 1, 2, 3].map(class), [Weak, Strong, WellKnown, Latent]);
    assert_eq!(class(4), Latent, "alone in its kind it lies at the medians");
    assert_eq!(class(5), Undetermined, "two articles are below three");
    assert_eq!(portfolio.trends[6], None);
    // Sums 4, 35, 35, 4 over five periods: the median is (0.8 + 7) / 2.
    close(portfolio.cuts[&1].frequency[0], 3.9);
}

#[test]
fn weak_needs_both_maps() {
    let cuts = Cuts { frequency: [2.0, 2.0], growth: [0.1, 0.1] };
    let of = |frequency, growth| class(frequency, growth, &cuts);
    assert_eq!(of([1.0, 1.0], [0.2, 0.2]), TrendClass::Weak);
    assert_eq!(of([1.0, 1.0], [0.2, 0.0]), TrendClass::Latent);
    assert_eq!(of([3.0, 1.0], [0.2, 0.2]), TrendClass::Strong);
    assert_eq!(of([2.0, 3.0], [0.2, 0.2]), TrendClass::Strong, "at the median is low");
}

#[test]
fn too_few_periods_determine_nothing() {
    let tallies = tallies(&[5, 5, 9], &[5, 5, 9]);
    let series = Series { group: 0, tallies: &tallies };
    let portfolio = portfolio(&[series], &[10, 10, 10], &TrendOptions::default());
    let trend = portfolio.trends[0].unwrap();
    assert_eq!((trend.class, trend.growth, trend.burst), (TrendClass::Undetermined, None, None));
    assert!(portfolio.cuts.is_empty());
}

#[test]
fn dates_fall_into_their_periods() {
    let day = date(2025, 12, 28);
    let starts = Period::ALL.map(|period| period.start(day));
    assert_eq!(starts, [day, date(2025, 12, 22), date(2025, 12, 1), date(2025, 10, 1), date(2025, 1, 1)]);
    let labels = Period::ALL.map(|period| period.label(period.start(day)));
    assert_eq!(labels, ["2025-12-28", "2025-W52", "2025-12", "2025-Q4", "2025"]);
    assert_eq!(Period::named("month"), Some(Period::Month));
}
