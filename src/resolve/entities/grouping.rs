//! Which names are one entity: what people decided and what an archive held stands first.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use crate::parse::KindId;
use crate::resolve::decisions::Decided;
use crate::resolve::entities::agglomerate::{Groups, agglomerate};
use crate::resolve::entities::likeness::Likeness;
use crate::resolve::types::{Entity, EntityId, Fit, Name, NameId, Verdict};
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

    pub(crate) fn are_two(&self, a: NameId, b: NameId) -> bool {
        let groups = self.0[a].zip(self.0[b]);
        groups.is_some_and(|(x, y)| x != y)
    }

    /// The names of each group of two or more.
    pub(crate) fn members(&self, kind: impl Fn(NameId) -> KindId) -> Vec<Vec<NameId>> {
        let known = self.0.iter_enumerated().filter_map(|(id, group)| Some((kind(id), (*group)?, id)));
        let mut known: Vec<(KindId, u32, NameId)> = known.collect();
        known.sort_unstable();
        let groups = known.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|group| group.len() > 1);
        groups.map(|group| group.iter().map(|entry| entry.2).collect()).collect()
    }
}

/// Joins names: groups of an archive and of people's decisions (`together`) stand first, and two of an archive never join.
pub(crate) fn group(
    names: &TiSlice<NameId, Name>,
    likeness: &Likeness<'_>,
    archived: &ArchivedGroups,
    together: Vec<Vec<NameId>>,
) -> Groups {
    let kind = |id: NameId| names[id].kind;
    let strong: Vec<(NameId, NameId, f64)> = (likeness.judged.pairs.iter())
        .filter(|pair| pair.verdict == Verdict::Duplicate && kind(pair.a) == kind(pair.b))
        .map(|pair| (pair.a, pair.b, pair.probability))
        .collect();
    let together = [together, archived.members(kind)].concat();
    let known = OfVoices::default();
    let fit = |a, b| {
        if archived.are_two(a, b) { Fit::None } else { known.fit(likeness, a, b) }
    };
    let probability = |a, b| if archived.are_two(a, b) { 0.0 } else { likeness.probability(a, b) };
    agglomerate(names.len(), &together, &strong, fit, probability)
}

/// The fits of names that people call one thing with others: they speak with one voice, which is asked once.
#[derive(Default)]
struct OfVoices(Mutex<FxHashMap<(NameId, NameId), Fit>>);

impl OfVoices {
    fn fit(&self, likeness: &Likeness<'_>, a: NameId, b: NameId) -> Fit {
        let voices = (likeness.voice(a), likeness.voice(b));
        if !likeness.has_voice(a) && !likeness.has_voice(b) {
            return likeness.fit(a, b);
        }
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known().get(&voices).copied();
        found.unwrap_or_else(|| {
            let fit = likeness.fit(a, b);
            known().insert(voices, fit);
            fit
        })
    }
}

/// Every name by itself.
pub(crate) fn single_names(names: usize) -> Groups {
    let members = NameId::first(names).map(|id| vec![id]).collect();
    Groups { members, weakest: vec![None; names], refused_by_size: 0 }
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
