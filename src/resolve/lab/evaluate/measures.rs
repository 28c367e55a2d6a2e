//! Measures of agreement between scores and labels: pure functions over slices.

use portent_graph::random::Random;

/// Weighted counts of a yes/no answer against labels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Counts {
    /// Said yes, and is so.
    pub hits: f64,
    /// Said yes, and is not.
    pub false_alarms: f64,
    /// Said no, but is so.
    pub misses: f64,
}

impl Counts {
    /// Counts answers against labels; all slices have one length.
    #[must_use]
    pub fn of(answers: &[bool], labels: &[bool], weights: &[f64]) -> Self {
        let mut counts = Self::default();
        for ((&answer, &label), &weight) in answers.iter().zip(labels).zip(weights) {
            match (answer, label) {
                (true, true) => counts.hits += weight,
                (true, false) => counts.false_alarms += weight,
                (false, true) => counts.misses += weight,
                (false, false) => {}
            }
        }
        counts
    }

    /// Share of the yeses that are right, 0 to 1; 1 where nothing was said.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.hits, self.hits + self.false_alarms)
    }

    /// Share of the trues that were found, 0 to 1; 1 where there is none.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.hits, self.hits + self.misses)
    }

    /// Harmonic mean of precision and recall.
    #[must_use]
    pub fn f1(&self) -> f64 {
        share(2.0 * self.hits, 2.0 * self.hits + self.false_alarms + self.misses)
    }
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 1.0 }
}

/// The best F1 over all thresholds, and the least score that still says yes there. Ties go to the
/// higher threshold. A sort: n log n.
#[must_use]
pub fn best_f1(scores: &[f64], labels: &[bool], weights: &[f64]) -> (f64, f64) {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
    let all: f64 = labels.iter().zip(weights).filter(|(label, _)| **label).map(|(_, weight)| weight).sum();
    let mut best = (0.0, f64::INFINITY);
    let mut counts = Counts { misses: all, ..Counts::default() };
    for (at, &id) in order.iter().enumerate() {
        if labels[id] {
            counts.hits += weights[id];
            counts.misses -= weights[id];
        } else {
            counts.false_alarms += weights[id];
        }
        let is_last_of_ties = order.get(at + 1).is_none_or(|&next| scores[next] < scores[id]);
        if is_last_of_ties && counts.f1() > best.0 {
            best = (counts.f1(), scores[id]);
        }
    }
    best
}

/// The middle 95 % of a measure over seeded draws of the items with replacement (Efron, "Bootstrap
/// methods: another look at the jackknife", Annals of Statistics 7, 1979; percentile interval).
#[must_use]
pub fn bootstrap(items: usize, draws: usize, seed: u64, measure: impl Fn(&[usize]) -> f64) -> (f64, f64) {
    let mut random = Random::new(seed);
    let mut values: Vec<f64> = (0..draws)
        .map(|_| {
            let drawn: Vec<usize> = (0..items).map(|_| random.below(items)).collect();
            measure(&drawn)
        })
        .collect();
    values.sort_by(f64::total_cmp);
    let at = |share: f64| {
        values.get((share * (draws.saturating_sub(1)) as f64).round() as usize).copied().unwrap_or(0.0)
    };
    (at(0.025), at(0.975))
}

/// One bin of a calibration table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// Pairs in it.
    pub pairs: usize,
    /// Weighted mean of the probabilities.
    pub said: f64,
    /// Weighted share of duplicates.
    pub observed: f64,
    /// 95 % interval of that share (Wilson, with the effective number of pairs).
    pub interval: (f64, f64),
}

/// Ten equal bins of probability; empty ones are left out.
#[must_use]
pub fn calibration(scores: &[f64], labels: &[bool], weights: &[f64]) -> Vec<Bin> {
    let bin_of = |score: f64| ((score * 10.0) as usize).min(9);
    let bin = |bin: usize| {
        let members: Vec<usize> = (0..scores.len()).filter(|&at| bin_of(scores[at]) == bin).collect();
        let sum = |value: &dyn Fn(usize) -> f64| members.iter().map(|&at| value(at)).sum::<f64>();
        let total = sum(&|at| weights[at]);
        let observed = sum(&|at| if labels[at] { weights[at] } else { 0.0 }) / total;
        let effective = total * total / sum(&|at| weights[at] * weights[at]);
        (!members.is_empty()).then(|| Bin {
            pairs: members.len(),
            said: sum(&|at| weights[at] * scores[at]) / total,
            observed,
            interval: wilson(observed, effective),
        })
    };
    (0..10).filter_map(bin).collect()
}

/// 95 % interval of a share (Wilson, JASA 22, 1927).
fn wilson(share: f64, n: f64) -> (f64, f64) {
    const Z: f64 = 1.959_964;
    let middle = (share + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
    let half = Z / (1.0 + Z * Z / n) * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

/// B-cubed precision and recall (Bagga, Baldwin, 1998) over the names of labeled pairs: for each
/// name the share of those put with it that belong to it, and of those that belong to it that were
/// put with it, itself included; only labeled pairs are looked at. Mean over names.
#[must_use]
pub fn b_cubed(pairs: &[(usize, usize)], together: &[bool], labels: &[bool], weights: &[f64]) -> (f64, f64) {
    let names = pairs.iter().map(|pair| pair.0.max(pair.1) + 1).max().unwrap_or(0);
    // For each name: weight of right partners, of partners put with it, of partners that belong to it.
    let mut sums = vec![[0.0_f64; 3]; names];
    let mut seen = vec![false; names];
    for (((&(a, b), &put), &belongs), &weight) in pairs.iter().zip(together).zip(labels).zip(weights) {
        for name in [a, b] {
            seen[name] = true;
            sums[name][0] += if put && belongs { weight } else { 0.0 };
            sums[name][1] += if put { weight } else { 0.0 };
            sums[name][2] += if belongs { weight } else { 0.0 };
        }
    }
    let counted: Vec<&[f64; 3]> =
        sums.iter().zip(&seen).filter(|(_, seen)| **seen).map(|(sums, _)| sums).collect();
    let mean = |of: usize| {
        counted.iter().map(|sums| (1.0 + sums[0]) / (1.0 + sums[of])).sum::<f64>()
            / counted.len().max(1) as f64
    };
    (mean(1), mean(2))
}

#[cfg(test)]
mod tests {
    use super::{Counts, b_cubed, best_f1, bootstrap, calibration};

    // Twelve pairs by hand: scores 0.95 .. 0.05, duplicates at 0.95, 0.9, 0.7, 0.6, 0.3.
    const SCORES: [f64; 12] = [0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1, 0.05];
    const LABELS: [bool; 12] =
        [true, true, false, true, true, false, false, true, false, false, false, false];
    const WEIGHTS: [f64; 12] = [1.0, 2.0, 1.0, 1.0, 1.0, 4.0, 1.0, 5.0, 1.0, 1.0, 1.0, 1.0];

    #[test]
    fn precision_recall_and_f1_are_computed_by_hand() {
        // At 0.5: six yeses, four right, one missed: P 4/6, R 4/5, F1 8/11. Weighted: hits 5, false 5, missed 5.
        let answers = SCORES.map(|score| score >= 0.5);
        let plain = Counts::of(&answers, &LABELS, &[1.0; 12]);
        assert!((plain.precision() - 4.0 / 6.0).abs() < 1e-12);
        assert!((plain.recall() - 0.8).abs() < 1e-12);
        assert!((plain.f1() - 8.0 / 11.0).abs() < 1e-12);
        let weighted = Counts::of(&answers, &LABELS, &WEIGHTS);
        assert!((weighted.f1() - 10.0 / 20.0).abs() < 1e-12);
    }

    #[test]
    fn the_best_threshold_is_found_by_hand() {
        // Down to 0.6: 4 right of 5, 1 missed: F1 8/10. Down to 0.3: 5 right of 8: 10/13.
        assert_eq!(best_f1(&SCORES, &LABELS, &[1.0; 12]), (0.8, 0.6));
        // Equal scores are taken together: 1 right of 2.
        assert_eq!(best_f1(&[0.5, 0.5], &[true, false], &[1.0, 1.0]), (2.0 / 3.0, 0.5));
    }

    #[test]
    fn b_cubed_is_computed_by_hand() {
        // Names 0-1 duplicates and together; 1-2 together but not duplicates; 2-3 duplicates but apart.
        // Precision: 1, 2/3, 1/2, 1; recall: 1, 1, 1/2, 1/2.
        let (precision, recall) =
            b_cubed(&[(0, 1), (1, 2), (2, 3)], &[true, true, false], &[true, false, true], &[1.0; 3]);
        assert!((precision - (1.0 + 2.0 / 3.0 + 0.5 + 1.0) / 4.0).abs() < 1e-12);
        assert!((recall - 0.75).abs() < 1e-12);
    }

    #[test]
    fn calibration_bins_hold_weighted_shares() {
        // The bin 0.1 to 0.2 holds the scores 0.15 and 0.1, the last bin 0.95 and 0.9.
        let bins = calibration(&SCORES, &LABELS, &WEIGHTS);
        assert_eq!((bins[1].pairs, bins[1].observed), (2, 0.0));
        let last = bins[bins.len() - 1];
        assert!((last.said - (0.95 + 2.0 * 0.9) / 3.0).abs() < 1e-12 && (last.observed - 1.0).abs() < 1e-12);
        assert!(last.interval.0 > 0.2 && last.interval.0 < 0.5);
    }

    #[test]
    fn the_bootstrap_of_a_share_is_about_binomial() {
        // A share of 0.3 over 400 items: standard error 0.0229, so about 0.255 to 0.345.
        let (low, high) =
            bootstrap(400, 1000, 1, |drawn| drawn.iter().filter(|at| **at < 120).count() as f64 / 400.0);
        assert!((low - 0.255).abs() < 0.012 && (high - 0.345).abs() < 0.012, "{low} {high}");
        assert_eq!(
            (low, high),
            bootstrap(400, 1000, 1, |drawn| drawn.iter().filter(|at| **at < 120).count() as f64 / 400.0)
        );
    }
}
