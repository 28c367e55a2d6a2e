//! What people's decisions change: the entities that their names would form without them.

use petgraph::unionfind::UnionFind;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::parse::KindId;
use crate::remark::Remark;
use crate::resolve::decisions::Decided;
use crate::resolve::entities::agglomerate::agglomerate;
use crate::resolve::entities::grouping::ArchivedGroups;
use crate::resolve::entities::likeness::Likeness;
use crate::resolve::options::DuplicateMode;
use crate::resolve::types::{Fit, Name, NameId, Verdict};
use portent_graph::index::TiSlice;

/// What is known of the names that decisions speak of.
pub(crate) struct Undecided<'a> {
    /// All names.
    pub(crate) names: &'a TiSlice<NameId, Name>,
    /// How alike they are, as people decided.
    pub(crate) likeness: &'a Likeness<'a>,
    /// The groups of an archive.
    pub(crate) archived: &'a ArchivedGroups,
    /// What becomes of duplicates.
    pub(crate) mode: DuplicateMode,
}

/// Counts the decisions by what they changed.
///
/// Each is held against what the judge alone would have made of the two names: whether they would be in one entity, and of
/// two kinds, whether the judge calls them duplicates. Entities are formed anew only among the names that duplicates
/// connect with those decided: the others are as they were. Linear in names and pairs beside that.
pub(crate) fn effect(decided: &Decided, undecided: &Undecided<'_>) -> Remark {
    let none = Decided::default();
    let alone = undecided.likeness.with(&none);
    let fixed = [undecided.equal_names(), undecided.archived_groups()].concat();
    let groups = undecided.groups(decided, &alone, fixed);
    let numbered = groups.iter().enumerate();
    let group_of: FxHashMap<NameId, usize> =
        numbered.flat_map(|(at, group)| group.iter().map(move |&name| (name, at))).collect();
    let would_be_one = |&(a, b): &(NameId, NameId)| {
        if undecided.mode == DuplicateMode::Merge && undecided.kind(a) == undecided.kind(b) {
            group_of.get(&a).is_some_and(|group| group_of.get(&b) == Some(group))
        } else {
            is_duplicate(&alone, a, b)
        }
    };
    let joined = decided.same.iter().filter(|pair| !would_be_one(pair)).count();
    let parted = decided.different.iter().filter(|pair| would_be_one(pair)).count();
    let pairs = decided.same.len() + decided.different.len();
    Remark::Decisions { pairs, joined, parted, without_effect: decided.remarks.len() }
}

/// Whether the judge alone would have called two names duplicates: only candidates are asked about.
fn is_duplicate(alone: &Likeness<'_>, a: NameId, b: NameId) -> bool {
    let ends = (a.min(b), a.max(b));
    alone.judged.candidates.binary_search(&ends).is_ok() && alone.verdict(a, b).0 == Verdict::Duplicate
}

impl Undecided<'_> {
    /// The groups with what was decided different, but nothing that was decided same.
    pub(crate) fn parted(&self, decided: &Decided) -> Vec<Vec<NameId>> {
        let different = Decided { different: decided.different.clone(), ..Decided::default() };
        self.groups(decided, &self.likeness.with(&different), self.archived_groups())
    }

    fn kind(&self, name: NameId) -> KindId {
        self.names[name].kind
    }

    /// The groups of two or more that decided names, and those that may share one with them, would form; `fixed` are one
    /// before any pair is judged.
    fn groups(&self, decided: &Decided, alone: &Likeness<'_>, fixed: Vec<Vec<NameId>>) -> Vec<Vec<NameId>> {
        let strong = self.strong(decided, alone);
        let mut near = UnionFind::new(self.names.len());
        for &(a, b, _) in &strong {
            near.union(a.into(), b.into());
        }
        for group in &fixed {
            group.iter().for_each(|&name| _ = near.union(group[0].into(), name.into()));
        }
        let ends = decided.same.iter().chain(&decided.different).flat_map(|&(a, b)| [a, b]);
        let asked: FxHashSet<usize> = ends.map(|name| near.find_mut(name.into())).collect();
        let is_asked = |name: NameId| asked.contains(&near.find(name.into()));
        let strong: Vec<_> = strong.into_iter().filter(|pair| is_asked(pair.0)).collect();
        let fixed: Vec<_> = fixed.into_iter().filter(|group| is_asked(group[0])).collect();
        let fit = |a, b| {
            if self.archived.are_two(a, b) { Fit::None } else { alone.fit(a, b) }
        };
        let groups = agglomerate(self.names.len(), &fixed, &strong, fit, |_, _| 1.0);
        groups.members.into_iter().filter(|group| group.len() > 1).collect()
    }

    /// The duplicates of one kind that the judge alone finds.
    fn strong(&self, decided: &Decided, alone: &Likeness<'_>) -> Vec<(NameId, NameId, f64)> {
        let judged = alone.judged.pairs.iter().filter(|pair| !pair.decided);
        let found = judged.filter(|pair| pair.verdict == Verdict::Duplicate);
        let found = found.map(|pair| (pair.a, pair.b, pair.probability));
        let asked =
            decided.same.iter().chain(&decided.different).filter(|(a, b)| is_duplicate(alone, *a, *b));
        let asked = asked.map(|&(a, b)| (a, b, alone.verdict(a, b).1));
        found.chain(asked).filter(|&(a, b, _)| self.kind(a) == self.kind(b)).collect()
    }

    /// Equal names of which decisions part a mention.
    fn equal_names(&self) -> Vec<Vec<NameId>> {
        let is_equal = |a: NameId, b: NameId| {
            (self.kind(a), &self.names[a].normal) == (self.kind(b), &self.names[b].normal)
        };
        let ids: Vec<NameId> = NameId::first(self.names.len()).collect();
        let equal = ids.chunk_by(|&a, &b| is_equal(a, b)).filter(|group| group.len() > 1);
        equal.map(<[NameId]>::to_vec).collect()
    }

    fn archived_groups(&self) -> Vec<Vec<NameId>> {
        self.archived.members(|name| self.kind(name))
    }
}
