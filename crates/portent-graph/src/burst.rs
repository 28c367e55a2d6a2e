//! Bursts: stretches of time in which a thing is spoken of far more than usual.
//!
//! J. Kleinberg, "Bursty and hierarchical structure in streams", Data Mining and Knowledge Discovery 7 (2003), the
//! automaton of two states for batches (section 4): in its base state a share p0 of all articles speaks of the thing,
//! in its burst state a share s p0. Entering the burst state costs gamma ln n over n batches, leaving it nothing; the
//! cheapest sequence of states is found by dynamic programming.

/// Where it is defined.
pub const PAPER: &str = "Kleinberg, Bursty and hierarchical structure in streams, Data Mining and Knowledge Discovery 7, 2003, \
    doi:10.1023/A:1024940629314";

/// Parameters of the automaton.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BurstOptions {
    /// How many times the usual share a burst is, s > 1; default 2.
    pub scaling: f64,
    /// How hard it is to enter a burst, gamma >= 0; default 1.
    pub gamma: f64,
}

impl Default for BurstOptions {
    fn default() -> Self {
        Self { scaling: 2.0, gamma: 1.0 }
    }
}

impl BurstOptions {
    /// Whether something in so many articles over so many periods can burst at all: each article in a burst gains at
    /// most ln s, and all of them together must gain more than entering it costs.
    #[must_use]
    pub fn is_possible(&self, articles: u32, periods: usize) -> bool {
        f64::from(articles) * libm::log(self.scaling) > self.entry(periods)
    }

    fn entry(&self, periods: usize) -> f64 {
        self.gamma * libm::log(periods as f64)
    }
}

/// One burst.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Burst {
    /// Index of its first period.
    pub start: u32,
    /// Index of its last period.
    pub end: u32,
    /// How much the burst state explains the counts better than the base state: the difference of costs, in nats.
    pub weight: f64,
}

/// The bursts of `counts` articles out of `totals` a period, in order of time.
///
/// None where nothing is counted, or where s times the usual share is 1 or more: what most articles speak of cannot
/// burst. Between two sequences of one cost the base state is taken. O(periods).
///
/// ```
/// use portent_graph::burst::{bursts, BurstOptions};
/// let found = bursts(&[0, 6, 6, 0], &[10; 4], &BurstOptions::default());
/// assert_eq!((found.len(), found[0].start, found[0].end), (1, 1, 2));
/// ```
#[must_use]
pub fn bursts(counts: &[u32], totals: &[u32], options: &BurstOptions) -> Vec<Burst> {
    let sum = |values: &[u32]| values.iter().map(|&value| f64::from(value)).sum::<f64>();
    let usual = sum(counts) / sum(totals).max(1.0);
    let raised = options.scaling * usual;
    if usual <= 0.0 || raised >= 1.0 {
        return Vec::new();
    }
    let (said, unsaid) = (libm::log(raised / usual), libm::log((1.0 - raised) / (1.0 - usual)));
    let gain = |(&count, &total): (&u32, &u32)| {
        f64::from(count) * said + f64::from(total.saturating_sub(count)) * unsaid
    };
    let gains: Vec<f64> = counts.iter().zip(totals).map(gain).collect();
    runs(&states(&gains, options.entry(gains.len())), &gains)
}

/// Whether each period lies in a burst, on the path of the greatest gain.
fn states(gains: &[f64], entry: f64) -> Vec<bool> {
    let (mut base, mut burst) = (0.0, f64::NEG_INFINITY);
    let mut from: Vec<[bool; 2]> = Vec::with_capacity(gains.len());
    for gain in gains {
        let left = burst > base;
        let stayed = burst > base - entry;
        from.push([left, stayed]);
        let next = if left { burst } else { base };
        burst = gain + if stayed { burst } else { base - entry };
        base = next;
    }
    let mut state = burst > base;
    let mut states = vec![false; gains.len()];
    for at in (0..gains.len()).rev() {
        states[at] = state;
        state = from[at][usize::from(state)];
    }
    states
}

fn runs(states: &[bool], gains: &[f64]) -> Vec<Burst> {
    let mut found: Vec<Burst> = Vec::new();
    let mut open = false;
    for (at, (&state, &gain)) in (0u32..).zip(states.iter().zip(gains)) {
        match found.last_mut() {
            Some(burst) if state && open => {
                burst.end = at;
                burst.weight += gain;
            }
            _ if state => found.push(Burst { start: at, end: at, weight: gain }),
            _ => {}
        }
        open = state;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(counts: &[u32]) -> Vec<Burst> {
        bursts(counts, &vec![10; counts.len()], &BurstOptions::default())
    }

    #[test]
    fn a_burst_has_the_weight_computed_by_hand() {
        // 12 of 40: p0 = 0.3, p1 = 0.6. A period with 6 of 10 gains 6 ln 2 + 4 ln(4/7) = 1.920419931; both gain
        // 12 ln 2 + 8 ln(4/7) = 3.840839863, above the entry of ln 4 = 1.386294361. A period with none gains
        // 10 ln(4/7) < 0.
        let bursts = found(&[0, 6, 6, 0]);
        assert_eq!(bursts.len(), 1);
        assert_eq!((bursts[0].start, bursts[0].end), (1, 2));
        assert!((bursts[0].weight - 3.840_839_863_235_961).abs() < 1e-9, "{}", bursts[0].weight);
    }

    #[test]
    fn a_gain_below_the_entry_is_no_burst() {
        // 6 of 40: p0 = 0.15, p1 = 0.3. 4 of 10 gain 4 ln 2 + 6 ln(0.7/0.85) = 1.607653 > ln 4;
        // 3 of 10 gain 3 ln 2 + 7 ln(0.7/0.85) = 0.720338 < ln 4.
        assert_eq!(found(&[1, 4, 1, 0]).len(), 1);
        assert!(found(&[1, 3, 1, 1]).is_empty());
    }

    #[test]
    fn what_cannot_burst_does_not() {
        // ln 40 = 3.689 is more than 5 ln 2 = 3.466 and less than 6 ln 2 = 4.159, at most gained by one crowded period.
        let options = BurstOptions::default();
        assert!(!options.is_possible(5, 40) && options.is_possible(6, 40));
        let crowded = |count| {
            let mut counts = [0; 40];
            counts[20] = count;
            bursts(&counts, &[1000; 40], &options)
        };
        assert!(crowded(5).is_empty());
        assert_eq!(crowded(6).len(), 1);
    }

    #[test]
    fn what_is_steady_everywhere_or_absent_does_not_burst() {
        assert!(found(&[3, 3, 3, 3]).is_empty());
        assert!(found(&[6, 9, 6, 6]).is_empty());
        assert!(found(&[0, 0]).is_empty());
        assert!(found(&[]).is_empty());
    }

    #[test]
    fn two_stretches_are_two_bursts() {
        let bursts = found(&[0, 5, 5, 0, 0, 0, 0, 6, 0, 0]);
        let stretches: Vec<(u32, u32)> = bursts.iter().map(|burst| (burst.start, burst.end)).collect();
        assert_eq!(stretches, [(1, 2), (7, 7)]);
    }

    #[test]
    fn the_path_is_the_best_of_all_paths() {
        // All 2^7 sequences of states by brute force.
        let gains = [0.4, 1.3, -0.6, 1.1, -2.0, 1.2, 0.9];
        let entry = libm::log(7.0);
        let value = |states: &[bool]| {
            let mut before = false;
            let worth = states.iter().zip(gains).map(|(&state, gain)| {
                let worth = if state { gain - if before { 0.0 } else { entry } } else { 0.0 };
                before = state;
                worth
            });
            worth.sum::<f64>()
        };
        let all = (0..128u32).map(|bits| value(&[0, 1, 2, 3, 4, 5, 6].map(|at| bits >> at & 1 == 1)));
        let best = all.fold(f64::NEG_INFINITY, f64::max);
        assert!((value(&states(&gains, entry)) - best).abs() < 1e-12);
    }
}
