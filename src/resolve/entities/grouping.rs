//! Which names are one entity: what people decided and what an archive held stands first.

use rustc_hash::FxHashMap;

use crate::parse::KindId;
use crate::resolve::decisions::Decided;
use crate::resolve::entities::agglomerate::{Groups, agglomerate};
use crate::resolve::judging::judge::Judge;
use crate::resolve::types::{Entity, EntityId, Name, NameId, Pair, Verdict};
use portent_graph::index::{TiSlice, TiVec};

/// The group that each name had in an archive; none for names that were not there or that decisions speak of.
pub(crate) struct ArchivedGroups(TiVec<NameId, Option<u32>>);

impl ArchivedGroups {
    /// Decisions win over the groups of the archive.
    pub(crate) fn new(mut groups: TiVec<NameId, Option<u32>>, decided: &Decided) -> Self {
        for (a, b) in decided.same.iter().chain(&decided.different) {
            groups[*a] = None;
            groups[*b] = None;
        }
        Self(groups)
    }

    fn are_two(&self, a: NameId, b: NameId) -> bool {
        let groups = self.0[a].zip(self.0[b]);
        groups.is_some_and(|(x, y)| x != y)
    }

    /// The names of each group of two or more.
    fn members(&self, kind: impl Fn(NameId) -> KindId) -> Vec<Vec<NameId>> {
        let known = self.0.iter_enumerated().filter_map(|(id, group)| Some((kind(id), (*group)?, id)));
        let mut known: Vec<(KindId, u32, NameId)> = known.collect();
        known.sort_unstable();
        let groups = known.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|group| group.len() > 1);
        groups.map(|group| group.iter().map(|entry| entry.2).collect()).collect()
    }
}

/// What was judged before names are joined, so that it need not be judged again.
pub(crate) struct Judged<'a> {
    /// The pairs that were judged, sorted.
    candidates: &'a [(NameId, NameId)],
    /// Those of them that are not distinct, sorted.
    pairs: &'a [Pair],
}

impl<'a> Judged<'a> {
    /// Both sorted by (a, b).
    pub(crate) fn new(candidates: &'a [(NameId, NameId)], pairs: &'a [Pair]) -> Self {
        Self { candidates, pairs }
    }

    fn pair(&self, a: NameId, b: NameId) -> Option<&Pair> {
        let ends = (a.min(b), a.max(b));
        let at = self.pairs.binary_search_by_key(&ends, |pair| (pair.a, pair.b)).ok()?;
        Some(&self.pairs[at])
    }

    /// The verdict on two names; `None` where they were not judged. O(log candidates).
    fn verdict(&self, a: NameId, b: NameId) -> Option<Verdict> {
        let is_judged = || self.candidates.binary_search(&(a.min(b), a.max(b))).is_ok();
        self.pair(a, b).map(|pair| pair.verdict).or_else(|| is_judged().then_some(Verdict::Distinct))
    }
}

/// Joins names: groups of an archive and of people's decisions stand first, and two of an archive never join.
pub(crate) fn group(
    judge: &Judge,
    names: &TiSlice<NameId, Name>,
    judged: &Judged<'_>,
    decided: &Decided,
    archived: &ArchivedGroups,
) -> Groups {
    let kind = |id: NameId| names[id].kind;
    let decided_groups: Vec<Vec<NameId>> = within_kinds(&decided.together, kind);
    let strong: Vec<(NameId, NameId, f64)> = (judged.pairs.iter())
        .filter(|pair| pair.verdict == Verdict::Duplicate && kind(pair.a) == kind(pair.b))
        .map(|pair| (pair.a, pair.b, pair.probability))
        .collect();
    let mut group_of: FxHashMap<NameId, usize> = FxHashMap::default();
    for (at, group) in decided_groups.iter().enumerate() {
        group_of.extend(group.iter().map(|&id| (id, at)));
    }
    let together = [decided_groups, archived.members(kind)].concat();
    let are_apart = |a, b| archived.are_two(a, b) || decided.is_different(a, b);
    let are_decided = |a, b| group_of.get(&a).is_some_and(|group| group_of.get(&b) == Some(group));
    let are_one = |a, b| {
        let verdict = || judged.verdict(a, b).unwrap_or_else(|| judge.judge(a, b).verdict);
        !are_apart(a, b) && (are_decided(a, b) || verdict() == Verdict::Duplicate)
    };
    let probability = |a, b| match judged.pair(a, b) {
        _ if are_apart(a, b) => 0.0,
        _ if are_decided(a, b) => 1.0,
        Some(pair) => pair.probability,
        None => judge.judge(a, b).probability,
    };
    agglomerate(names.len(), &together, &strong, are_one, probability)
}

/// Every name by itself.
pub(crate) fn single_names(names: usize) -> Groups {
    let members = NameId::first(names).map(|id| vec![id]).collect();
    Groups { members, weakest: vec![None; names], refused_by_size: 0 }
}

/// Decided groups, parted by kind: across kinds names are linked, never merged.
fn within_kinds(groups: &[Vec<NameId>], kind: impl Fn(NameId) -> KindId) -> Vec<Vec<NameId>> {
    let parted = groups.iter().flat_map(|group| group.chunk_by(|&a, &b| kind(a) == kind(b)));
    parted.filter(|group| group.len() > 1).map(<[NameId]>::to_vec).collect()
}

/// The entity of each name.
pub(crate) fn entity_of(entities: &TiSlice<EntityId, Entity>, names: usize) -> TiVec<NameId, EntityId> {
    let mut entity_of: TiVec<NameId, EntityId> = vec![EntityId::default(); names].into();
    for (id, entity) in entities.iter_enumerated() {
        for &name in &entity.names {
            entity_of[name] = id;
        }
    }
    entity_of
}
