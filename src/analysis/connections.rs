//! Connections: how many other entities an entity meets, more often than chance.
//!
//! Plain degree rewards the generic phrase, summed association strength the rarity of one article. This count
//! rewards neither: what stands in one article meets nothing twice, and what stands everywhere meets the others
//! only as often as chance would have it.

use crate::graph::cooccurrence::{LEAST_SHARED, Meeting, MeetingRow, SIGNIFICANCE, by_entity, meetings};
use crate::graph::occurrence::Occurrences;
use crate::parse::KindId;
use crate::resolve::{Entity, EntityId, Resolution};
use portent_graph::csr::Csr;
use portent_graph::index::TiSlice;
use portent_graph::parallel;

/// Where it is defined.
pub const PAPER: &str = "Tumminello, Miccichè, Lillo, Piilo, Mantegna, Statistically validated networks in bipartite complex \
    systems, PLoS ONE 6(3), 2011, doi:10.1371/journal.pone.0017994";

/// How many of the strongest partners are named.
const NAMED: usize = 5;

/// Entities that one task looks at.
const TASK: usize = 2048;

/// What each entity meets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Connections {
    /// How many entities of each kind, kinds in order, those without any left out.
    by_kind: Csr<EntityId, (KindId, u32)>,
    /// At most five of them, those that chance explains least first.
    strongest: Csr<EntityId, EntityId>,
}

impl Connections {
    /// How many entities it meets.
    #[must_use]
    pub fn total(&self, entity: EntityId) -> u32 {
        self.by_kind[entity].iter().map(|&(_, count)| count).sum()
    }

    /// How many of each kind it meets, kinds in order, those without any left out.
    #[must_use]
    pub fn by_kind(&self, entity: EntityId) -> &[(KindId, u32)] {
        &self.by_kind[entity]
    }

    /// At most five of those it meets, those that chance explains least first.
    #[must_use]
    pub fn strongest(&self, entity: EntityId) -> &[EntityId] {
        &self.strongest[entity]
    }
}

/// The connections of each entity.
///
/// Two entities meet where at least two articles hold both, copies and near-copies counted once
/// ([`Occurrences::without_near_copies`], which `occurrences` must be), and where the articles of both, laid out
/// at random among all articles, would share so many with a probability of at most 0.05 (hypergeometric
/// distribution; a·b/n articles are expected). An entity does not meet what restates or duplicates it. Adding an
/// entity to every article changes no count: it is expected wherever another is, and its own count is 0.
/// O(sum over articles of recurring entities²), in parallel.
#[must_use]
pub fn connections(resolution: &Resolution, occurrences: &Occurrences) -> Connections {
    let (family, mut met) =
        parallel::join(|| restatements(resolution), || meetings(occurrences, LEAST_SHARED));
    met.retain(|&Meeting { pair: [a, b], chance, .. }| {
        chance <= SIGNIFICANCE && family[EntityId::new(a)].binary_search(&EntityId::new(b)).is_err()
    });
    let of_entity = by_entity(&met, resolution.entities.len());
    let met: &TiSlice<MeetingRow, Meeting> = TiSlice::from_ref(&met);
    let kinds = kind_ends(&resolution.entities.raw);
    let of_some = |part: usize| {
        let entities = of_entity.rows().skip(part * TASK).take(TASK);
        let mut part = Part::default();
        for entity in entities {
            part.add(&kinds, entity, of_entity[entity].iter().map(|&place| &met[place]));
        }
        part.found
    };
    let parts = parallel::map(of_entity.len().div_ceil(TASK), 1, of_some);
    let mut all = Connections::default();
    for part in &parts {
        all.by_kind.append(&part.by_kind, |&count| count);
        all.strongest.append(&part.strongest, |&entity| entity);
    }
    all
}

/// What restates or duplicates each entity, ascending.
fn restatements(resolution: &Resolution) -> Csr<EntityId, EntityId> {
    let links = resolution.links.iter().filter(|link| link.relation.is_one_thing());
    let both = links.flat_map(|link| [(link.a, link.b), (link.b, link.a)]);
    Csr::from_pairs(resolution.entities.len(), &both.collect::<Vec<_>>())
}

/// Each kind and the number past its last entity: entities are sorted by kind, as their names are.
fn kind_ends(entities: &[Entity]) -> Vec<(KindId, u32)> {
    let mut kinds: Vec<(KindId, u32)> = Vec::new();
    while let Some(first) = entities.get(kinds.last().map_or(0, |kind| kind.1 as usize)) {
        let end = entities.partition_point(|entity| entity.kind <= first.kind);
        kinds.push((first.kind, end as u32));
    }
    kinds
}

/// The connections of some entities, and room that serves all of them.
#[derive(Default)]
struct Part<'a> {
    found: Connections,
    met: Vec<&'a Meeting>,
}

impl<'a> Part<'a> {
    /// Adds what the next entity meets, ascending.
    fn add(&mut self, kinds: &[(KindId, u32)], entity: EntityId, met: impl Iterator<Item = &'a Meeting>) {
        let Self { found, met: own } = self;
        let entity = entity.get();
        own.clear();
        own.extend(met);
        let kind = |m: &&Meeting| kinds.partition_point(|&(_, end)| end <= m.other(entity));
        let runs = own.chunk_by(|a, b| kind(a) == kind(b));
        found.by_kind.push(runs.map(|run| (kinds[kind(&run[0])].0, run.len() as u32)));
        own.sort_by(|x, y| x.chance.total_cmp(&y.chance).then(y.shared.cmp(&x.shared)));
        found.strongest.push(own.iter().take(NAMED).map(|m| EntityId::new(m.other(entity))));
    }
}

#[cfg(test)]
mod tests;
