//! Candidate pairs -> judged pairs, and what speaks for the weakest of an entity.

use crate::parse::Schema;
use crate::resolve::blocking::pack;
use crate::resolve::decisions::Decided;
use crate::resolve::embedding::map::CellId;
use crate::resolve::judging::judge::{Judge, Judgment};
use crate::resolve::judging::remembered::cache::{Remembered, VerdictCache, Verdicts};
use crate::resolve::judging::remembered::key;
use crate::resolve::types::{Entity, NameId, Pair, Verdict};
use portent_graph::index::TiSlice;
use portent_graph::parallel::{flat, sort_by_key};

portent_graph::index_type! {
    /// The place of a candidate pair.
    struct PairId;
}

/// Pairs that one task judges.
const TASK: usize = 4096;

/// Places of pairs, those of names in one cell together: what is known of a name is then used again while it is still
/// near the processor. A counting sort by the cell of the first name.
fn by_cell(pairs: &[(NameId, NameId)], cells: &TiSlice<NameId, CellId>) -> Vec<PairId> {
    let count = cells.iter().filter(|cell| cell.is_some()).max().map_or(0, |&cell| usize::from(cell) + 1);
    let cell =
        |pair: &(NameId, NameId)| cells.get(pair.0).map_or(count, |&cell| count.min(usize::from(cell)));
    let mut starts = vec![0; count + 2];
    pairs.iter().for_each(|pair| starts[cell(pair) + 1] += 1);
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut places = vec![PairId::default(); pairs.len()];
    for (place, pair) in PairId::first(pairs.len()).zip(pairs) {
        let next = &mut starts[cell(pair)];
        places[*next] = place;
        *next += 1;
    }
    places
}

/// Judges all candidates, in parallel, cell by cell; decisions replace what was judged. Sorted by (a, b), as candidates are.
pub(crate) fn judge_all(
    judge: &Judge,
    candidates: &[(NameId, NameId)],
    cells: &TiSlice<NameId, CellId>,
    decided: &Decided,
) -> Vec<Pair> {
    let pairs = flat(&by_cell(candidates, cells), TASK, |_, &place, judged| {
        let (a, b) = candidates[usize::from(place)];
        if decided.is_same(a, b) || decided.is_different(a, b) {
            return;
        }
        let Judgment { probability, verdict, guard, .. } = judge.judge_near(a, b);
        if verdict != Verdict::Distinct {
            judged.push(Pair { a, b, probability, verdict, guarded: guard.is_some(), decided: false });
        }
    });
    with_decisions(pairs, decided)
}

/// The pairs with those that people decided in place of what was judged, sorted by (a, b).
pub(crate) fn with_decisions(mut pairs: Vec<Pair>, decided: &Decided) -> Vec<Pair> {
    pairs.retain(|pair| !decided.is_same(pair.a, pair.b) && !decided.is_different(pair.a, pair.b));
    pairs.extend(decided.same.iter().map(decided_same));
    sort_by_key(&mut pairs, |pair| pack(pair.a, pair.b));
    pairs
}

/// What the names are that verdicts are remembered of.
pub(crate) struct Memory<'a> {
    pub(crate) cache: &'a VerdictCache,
    pub(crate) schema: &'a Schema,
}

/// [`judge_all`], judging only what is not remembered, and remembering what was judged.
pub(crate) fn judge_new(
    judge: &Judge,
    candidates: &[(NameId, NameId)],
    cells: &TiSlice<NameId, CellId>,
    decided: &Decided,
    memory: &Memory<'_>,
) -> Vec<Pair> {
    let (judged_by, keys) = (judge.judged_by(memory.schema), key::of_names(judge, memory.schema));
    let before = memory.cache.verdicts();
    let known = (before.judged_by == judged_by).then_some(&before.of_pair);
    let said = flat(&by_cell(candidates, cells), TASK, |_, &place, said| {
        let (a, b) = candidates[usize::from(place)];
        if decided.is_same(a, b) || decided.is_different(a, b) {
            return;
        }
        let key = key::of_pair(judge, &keys, a, b);
        let found = known.and_then(|known| known.get(&key)).copied();
        let verdict = found.unwrap_or_else(|| remembered(judge.judge_near(a, b)));
        said.push((a, b, key, found.is_none(), verdict));
    });
    if known.is_none_or(|known| known.len() != said.len()) || said.iter().any(|pair| pair.3) {
        let of_pair = said.iter().map(|&(_, _, key, _, verdict)| (key, verdict)).collect();
        memory.cache.replace(Verdicts { judged_by, of_pair });
    }
    let pair = |(a, b, said): (NameId, NameId, Remembered)| {
        let Remembered { probability, verdict, guarded } = said;
        Pair { a, b, probability, verdict, guarded, decided: false }
    };
    let linked = said.into_iter().filter_map(|(a, b, _, _, verdict)| verdict.map(|said| (a, b, said)));
    with_decisions(linked.map(pair).collect(), decided)
}

/// What is remembered of a judgment.
fn remembered(judgment: Judgment) -> Option<Remembered> {
    let Judgment { probability, verdict, guard, .. } = judgment;
    (verdict != Verdict::Distinct).then_some(Remembered { probability, verdict, guarded: guard.is_some() })
}

fn decided_same(&(a, b): &(NameId, NameId)) -> Pair {
    Pair { a, b, probability: 1.0, verdict: Verdict::Duplicate, guarded: false, decided: true }
}

/// What speaks for the weakest pair of an entity.
pub(crate) fn reasons(judge: &Judge, entity: &Entity, decided: &Decided) -> Vec<String> {
    let Some((a, b, _)) = entity.weakest else { return Vec::new() };
    if decided.is_same(a, b) {
        return vec!["decided by a person".into()];
    }
    let mut lines = judge.evidence(a, b);
    lines.remove(0); // where all pairs start
    lines.retain(|line| line.log_odds >= 0.05);
    lines.sort_by(|x, y| y.log_odds.total_cmp(&x.log_odds));
    let told = lines.iter().take(3);
    told.map(|line| format!("{} {:.2}: {:+.1}", line.feature, line.value, line.log_odds)).collect()
}
