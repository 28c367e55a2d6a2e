//! Connections: how many other entities an entity meets, more often than chance.
//!
//! Plain degree rewards the generic phrase, summed association strength the rarity of one article. This count
//! rewards neither: what stands in one article meets nothing twice, and what stands everywhere meets the others
//! only as often as chance would have it.

use rayon::prelude::*;

use crate::graph::cooccurrence::{LEAST_SHARED, Meeting, SIGNIFICANCE, by_entity, meetings};
use crate::graph::occurrence::Occurrences;
use crate::graph::rows::Rows;
use crate::parse::KindId;
use crate::resolve::{EntityId, LinkRelation, Resolution};

/// How many of the strongest partners are named.
const NAMED: usize = 5;

/// Entities that one task looks at.
const TASK: usize = 2048;

/// The connections of one entity.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Connections {
    /// Distinct entities it meets.
    pub total: u32,
    /// The same by kind, kinds in order, those without any left out.
    pub by_kind: Vec<(KindId, u32)>,
    /// At most five of them, those that chance explains least first.
    pub strongest: Vec<EntityId>,
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
pub fn connections(resolution: &Resolution, occurrences: &Occurrences) -> Vec<Connections> {
    let family = restatements(resolution);
    let counts =
        |m: &Meeting| m.chance <= SIGNIFICANCE && family.row(m.pair[0]).binary_search(&m.pair[1]).is_err();
    let met: Vec<Meeting> = meetings(occurrences, LEAST_SHARED).into_par_iter().filter(counts).collect();
    let (starts, places) = by_entity(&met, resolution.entities.len());
    let of_one = |entity: usize| {
        let places = &places[starts[entity] as usize..starts[entity + 1] as usize];
        summary(resolution, entity as u32, places.iter().map(|&place| met[place as usize]).collect())
    };
    (0..resolution.entities.len()).into_par_iter().with_min_len(TASK).map(of_one).collect()
}

/// What restates or duplicates each entity, ascending.
fn restatements(resolution: &Resolution) -> Rows {
    let links = resolution.links.iter().filter(|link| link.relation != LinkRelation::Similar);
    let both = links.flat_map(|link| [(link.a.0, link.b.0), (link.b.0, link.a.0)]);
    Rows::from_pairs(resolution.entities.len(), &both.collect::<Vec<_>>())
}

fn summary(resolution: &Resolution, entity: u32, mut met: Vec<Meeting>) -> Connections {
    let kind = |m: &Meeting| resolution.entities[m.other(entity) as usize].kind;
    let mut kinds: Vec<KindId> = met.iter().map(kind).collect();
    kinds.sort_unstable();
    let by_kind = kinds.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u32)).collect();
    met.sort_by(|x, y| x.chance.total_cmp(&y.chance).then(y.shared.cmp(&x.shared)));
    let strongest = met.iter().take(NAMED).map(|m| EntityId(m.other(entity))).collect();
    Connections { total: met.len() as u32, by_kind, strongest }
}

#[cfg(test)]
mod tests;
