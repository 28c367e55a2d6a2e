//! Candidate pairs -> judged pairs, and what speaks for the weakest of an entity.

use rayon::prelude::*;

use super::decisions::Decided;
use super::judge::Judge;
use super::{Entity, NameId, Pair, Verdict};

/// Pairs in the order of the cells of their names: what is known of a name is then used again while
/// it is still near the processor.
pub(super) fn by_cell(mut pairs: Vec<(NameId, NameId)>, cells: &[u32]) -> Vec<(NameId, NameId)> {
    let cell = |name: NameId| cells.get(name.0 as usize).copied().unwrap_or(u32::MAX);
    pairs.par_sort_unstable_by_key(|&(a, b)| (cell(a), cell(b), a, b));
    pairs
}

/// Judges all candidates, in parallel; decisions replace what was judged. Sorted by (a, b).
pub(super) fn judge_all(
    judge: &Judge<'_>,
    candidates: Vec<(NameId, NameId)>,
    decided: &Decided,
) -> Vec<Pair> {
    let is_decided = |pair: &(NameId, NameId)| {
        decided.same.binary_search(pair).is_ok() || decided.different.binary_search(pair).is_ok()
    };
    let open = |pair: &(NameId, NameId)| !is_decided(pair);
    let judged = candidates.into_par_iter().filter(open).filter_map(|(a, b)| {
        let found = judge.judge_near(a, b);
        let pair = Pair {
            a,
            b,
            probability: found.probability,
            verdict: found.verdict,
            guard: found.guard,
            decided: false,
        };
        (found.verdict != Verdict::Distinct).then_some(pair)
    });
    let mut pairs: Vec<Pair> = judged.collect();
    let same = |&(a, b): &(NameId, NameId)| Pair {
        a,
        b,
        probability: 1.0,
        verdict: Verdict::Duplicate,
        guard: None,
        decided: true,
    };
    pairs.extend(decided.same.iter().map(same));
    pairs.sort_unstable_by_key(|pair| (pair.a, pair.b));
    pairs
}

/// What speaks for the weakest pair of an entity.
pub(super) fn reasons(judge: &Judge<'_>, entity: &Entity, decided: &Decided) -> Vec<String> {
    let Some((a, b, _)) = entity.weakest else { return Vec::new() };
    if decided.same.binary_search(&(a.min(b), a.max(b))).is_ok() {
        return vec!["decided by a person".into()];
    }
    let mut lines = judge.evidence(a, b);
    lines.remove(0); // where all pairs start
    lines.retain(|line| line.log_odds >= 0.05);
    lines.sort_by(|x, y| y.log_odds.total_cmp(&x.log_odds));
    let told = lines.iter().take(3);
    told.map(|line| format!("{} {:.2}: {:+.1}", line.feature, line.value, line.log_odds)).collect()
}
