//! How alike two names are, as people decided, as was judged before, else as the judge says.

use rustc_hash::FxHashMap;

use crate::parse::KindId;
use crate::resolve::decisions::Decided;
use crate::resolve::judging::judge::Judge;
use crate::resolve::types::{Fit, NameId, Pair, Verdict};

/// What was judged before names are joined, so that it need not be judged again.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Judged<'a> {
    /// The pairs that were judged, sorted.
    pub(crate) candidates: &'a [(NameId, NameId)],
    /// Those of them that are not distinct, and those that people decided, sorted.
    pub(crate) pairs: &'a [Pair],
}

impl Judged<'_> {
    fn pair(&self, a: NameId, b: NameId) -> Option<&Pair> {
        let ends = (a.min(b), a.max(b));
        let at = self.pairs.binary_search_by_key(&ends, |pair| (pair.a, pair.b)).ok()?;
        Some(&self.pairs[at])
    }

    /// The verdict on two names and their match probability (0 where they are distinct); `None` where they were not
    /// judged. O(log candidates).
    fn verdict(&self, a: NameId, b: NameId) -> Option<(Verdict, f64)> {
        let is_judged = || self.candidates.binary_search(&(a.min(b), a.max(b))).is_ok();
        let found = self.pair(a, b).map(|pair| (pair.verdict, pair.probability));
        found.or_else(|| is_judged().then_some((Verdict::Distinct, 0.0)))
    }
}

/// Answers for any two names, whether or not they were candidates.
pub(crate) struct Likeness<'a> {
    judge: &'a Judge,
    pub(crate) judged: Judged<'a>,
    decided: &'a Decided,
    /// Groups that people decided, parted by kind: across kinds names are linked, never merged.
    pub(crate) decided_groups: Vec<Vec<NameId>>,
    decided_group: FxHashMap<NameId, usize>,
}

impl<'a> Likeness<'a> {
    /// Linear in the decisions.
    pub(crate) fn new(
        judge: &'a Judge,
        judged: Judged<'a>,
        decided: &'a Decided,
        kind: impl Fn(NameId) -> KindId,
    ) -> Self {
        let decided_groups = within_kinds(&decided.together, kind);
        let mut decided_group = FxHashMap::default();
        for (at, group) in decided_groups.iter().enumerate() {
            decided_group.extend(group.iter().map(|&id| (id, at)));
        }
        Self { judge, judged, decided, decided_groups, decided_group }
    }

    /// Whether two names may share an entity: they are duplicates, or near enough to it that those which join them decide.
    pub(crate) fn fit(&self, a: NameId, b: NameId) -> Fit {
        if self.decided.is_different(a, b) {
            return Fit::None;
        }
        if self.are_decided(a, b) {
            return Fit::Good;
        }
        let judge = || {
            let found = self.judge.judge(a, b);
            (found.verdict, found.probability)
        };
        let (verdict, probability) = self.judged.verdict(a, b).unwrap_or_else(judge);
        if verdict == Verdict::Duplicate { Fit::Good } else { self.judge.fit(a, b, probability) }
    }

    /// The match probability of two names: 1 and 0 where people decided.
    pub(crate) fn probability(&self, a: NameId, b: NameId) -> f64 {
        match self.judged.pair(a, b) {
            _ if self.decided.is_different(a, b) => 0.0,
            _ if self.are_decided(a, b) => 1.0,
            Some(pair) => pair.probability,
            None => self.judge.judge(a, b).probability,
        }
    }

    fn are_decided(&self, a: NameId, b: NameId) -> bool {
        let group = |name: NameId| self.decided_group.get(&name);
        group(a).is_some() && group(a) == group(b)
    }
}

/// Decided groups, parted by kind.
fn within_kinds(groups: &[Vec<NameId>], kind: impl Fn(NameId) -> KindId) -> Vec<Vec<NameId>> {
    let parted = groups.iter().flat_map(|group| group.chunk_by(|&a, &b| kind(a) == kind(b)));
    parted.filter(|group| group.len() > 1).map(<[NameId]>::to_vec).collect()
}
