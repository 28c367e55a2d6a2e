//! From the precision that merges shall have to the threshold that gives it.

use crate::resolve::judging::judge::{Judge, Judgment};
use crate::resolve::types::{NameId, Verdict};
use portent_graph::parallel::flat;

/// Pairs that one task judges.
const TASK: usize = 4096;

/// Match probability below which no pair is merged, whatever precision is asked for.
const LEAST: f64 = 0.2;

/// Sets the threshold of a judge so that the merges to be expected are right to the share `precision`: of the pairs that
/// may merge (`candidates` of one kind that no guard forbids), the most probable are taken as long as their mean
/// probability is at least `precision`. Rests on probabilities being calibrated. n log n in the candidates, each judged
/// once.
pub(crate) fn set_threshold(
    judge: &mut Judge,
    candidates: &[(NameId, NameId)],
    are_of_one_kind: impl Fn(NameId, NameId) -> bool + Sync,
    precision: f64,
) {
    judge.set_threshold(LEAST);
    let asked = &*judge;
    let mut probabilities = flat(candidates, TASK, |_, &(a, b), found| {
        if are_of_one_kind(a, b) {
            let Judgment { probability, verdict, .. } = asked.judge_near(a, b);
            found.extend((verdict == Verdict::Duplicate).then_some(probability));
        }
    });
    let threshold = lowest(&mut probabilities, precision);
    judge.set_threshold(threshold);
}

/// The lowest of the probabilities from which on up their mean is at least `precision`; 1 where there is none.
fn lowest(probabilities: &mut [f64], precision: f64) -> f64 {
    probabilities.sort_unstable_by(|x, y| y.total_cmp(x));
    let mut sum = 0.0;
    let mut found = 1.0;
    for (count, equal) in (1_u32..).zip(&*probabilities) {
        sum += equal;
        if sum / f64::from(count) < precision {
            break;
        }
        found = *equal;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::lowest;

    #[test]
    fn the_most_probable_pairs_are_taken_while_their_mean_holds() {
        let mut probabilities = [0.3, 0.9, 0.7, 1.0, 0.5];
        // Means from the top: 1, 0.95, 0.867, 0.775, 0.68.
        for (precision, threshold) in [(0.96, 1.0), (0.95, 0.9), (0.8, 0.7), (0.7, 0.5), (0.0, 0.3)] {
            assert_eq!(lowest(&mut probabilities, precision), threshold, "{precision}");
        }
        assert_eq!(lowest(&mut [0.4], 0.9), 1.0);
        assert_eq!(lowest(&mut [], 0.9), 1.0);
    }
}
