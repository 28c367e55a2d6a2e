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
    /// What people decided and is in force.
    decided: &'a Decided,
    /// What people decided, in force or not: those pairs were not judged before.
    passed_by: &'a Decided,
    /// Groups that people decided, parted by kind: across kinds names are linked, never merged.
    pub(crate) decided_groups: Vec<Vec<NameId>>,
    decided_group: FxHashMap<NameId, usize>,
    /// The same for groups that speak with one voice: those without a mention that was parted from its equals.
    voices: FxHashMap<NameId, usize>,
    /// The decided names that each name stands together with, as a place in `anchors`.
    anchored: FxHashMap<NameId, usize>,
    anchors: Vec<Vec<NameId>>,
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
        let (mut decided_group, mut voices) = (FxHashMap::default(), FxHashMap::default());
        for (at, group) in decided_groups.iter().enumerate() {
            decided_group.extend(group.iter().map(|&id| (id, at)));
            if !group.iter().any(|&id| judge.is_parted(id)) {
                voices.extend(group.iter().map(|&id| (id, at)));
            }
        }
        Self {
            judge,
            judged,
            decided,
            passed_by: decided,
            decided_groups,
            decided_group,
            voices,
            anchored: FxHashMap::default(),
            anchors: Vec::new(),
        }
    }

    /// The same with fewer decisions: `decided` calls nothing the same.
    pub(crate) fn with<'d>(&self, decided: &'d Decided) -> Likeness<'d>
    where
        'a: 'd,
    {
        Likeness {
            judge: self.judge,
            judged: self.judged,
            decided,
            passed_by: self.passed_by,
            decided_groups: Vec::new(),
            decided_group: FxHashMap::default(),
            voices: FxHashMap::default(),
            anchored: FxHashMap::default(),
            anchors: Vec::new(),
        }
    }

    /// Takes groups that decisions hold together, with the names that they brought along.
    pub(crate) fn anchor(&mut self, groups: &[Vec<NameId>]) {
        for (at, group) in groups.iter().enumerate() {
            self.anchored.extend(group.iter().map(|&name| (name, at)));
            let anchors = group.iter().copied().filter(|&name| self.is_decided(name)).collect();
            self.anchors.push(anchors);
        }
    }

    /// Whether two names may share an entity: they are duplicates, or near enough to it that those which join them decide.
    ///
    /// Names that people call one thing speak with one voice, that of the best fit: what is one thing with one of them is
    /// so with all, unless a guard or a decision keeps it from another. Else a decision would tear a name away from
    /// those that it was one with. What is said of one mention, parted from its equals, says nothing of others. O(names of both decided groups).
    pub(crate) fn fit(&self, a: NameId, b: NameId) -> Fit {
        if self.are_decided(a, b) {
            return Fit::Good;
        }
        let own = self.fit_of_pair(a, b);
        if !self.has_voice(a) && !self.has_voice(b) {
            return own;
        }
        let mut best = own;
        for &x in self.called_one(&a) {
            for &y in self.called_one(&b) {
                if self.is_forbidden(x, y) {
                    return Fit::None;
                }
                best = best.min(self.fit_of_pair(x, y));
            }
        }
        best
    }

    fn fit_of_pair(&self, a: NameId, b: NameId) -> Fit {
        if self.decided.is_different(a, b) {
            return Fit::None;
        }
        let (verdict, probability) = self.verdict(a, b);
        if verdict == Verdict::Duplicate { Fit::Good } else { self.judge.fit(a, b, probability) }
    }

    /// The verdict on two names without what people decided, and their match probability.
    pub(crate) fn verdict(&self, a: NameId, b: NameId) -> (Verdict, f64) {
        let judge = || {
            let found = self.judge.judge(a, b);
            (found.verdict, found.probability)
        };
        let is_passed_by = self.passed_by.is_same(a, b) || self.passed_by.is_different(a, b);
        let judged = if is_passed_by { None } else { self.judged.verdict(a, b) };
        judged.unwrap_or_else(judge)
    }

    fn is_forbidden(&self, a: NameId, b: NameId) -> bool {
        self.decided.is_different(a, b) || self.is_guarded(a, b)
    }

    /// Whether a guard forbids that two names are one.
    pub(crate) fn is_guarded(&self, a: NameId, b: NameId) -> bool {
        self.judge.guard_of(a, b).is_some()
    }

    /// The match probability of two names: 1 and 0 where people decided; the best of those that people call one thing. Two
    /// names that decisions brought together are one as far as both are one with what was decided.
    pub(crate) fn probability(&self, a: NameId, b: NameId) -> f64 {
        if self.are_decided(a, b) {
            return 1.0;
        }
        let best = |a: NameId, others: &[NameId]| {
            others.iter().map(|&b| self.probability_of_pair(a, b)).fold(0.0, f64::max)
        };
        let own = self.called_one(&a).iter().map(|&x| best(x, self.called_one(&b))).fold(0.0, f64::max);
        match (self.anchored.get(&a), self.anchored.get(&b)) {
            (Some(x), Some(y)) if x == y => {
                own.max(best(a, &self.anchors[*x]).min(best(b, &self.anchors[*x])))
            }
            _ => own,
        }
    }

    fn probability_of_pair(&self, a: NameId, b: NameId) -> f64 {
        if a == b {
            return 1.0;
        }
        match self.judged.pair(a, b) {
            _ if self.decided.is_different(a, b) => 0.0,
            Some(pair) if !pair.decided => pair.probability,
            _ => self.judge.judge(a, b).probability,
        }
    }

    /// The names that people call one thing with this one, itself among them; itself alone where nothing was decided.
    fn called_one<'n>(&'n self, name: &'n NameId) -> &'n [NameId] {
        let group = self.voices.get(name);
        group.map_or(std::slice::from_ref(name), |&group| &self.decided_groups[group])
    }

    /// The name that stands for all that people call one thing with this one.
    pub(crate) fn voice(&self, name: NameId) -> NameId {
        self.called_one(&name)[0]
    }

    /// Whether a name speaks with others that people call one thing with it.
    pub(crate) fn has_voice(&self, name: NameId) -> bool {
        self.voices.contains_key(&name)
    }

    /// Whether what is decided of a name holds for those that it stands together with.
    pub(crate) fn brings_along(&self, name: NameId) -> bool {
        self.is_decided(name) && !self.judge.is_parted(name)
    }

    /// Whether people call it one thing with another name.
    fn is_decided(&self, name: NameId) -> bool {
        self.decided_group.contains_key(&name)
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
