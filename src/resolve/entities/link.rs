//! Judged pairs of names -> links between entities.

use crate::resolve::types::{Entity, EntityId, Link, LinkRelation, NameId, Pair, Verdict};
use portent_graph::index::{TiSlice, TiVec};
use portent_graph::parallel;

/// Similar links that one entity may have.
pub(crate) const MAX_SIMILAR: usize = 3;

/// Share of the pairs of names between two entities that must be duplicates, for a link that says so:
/// one name that wandered into a large entity must not speak for it.
const LEAST_SHARE: f64 = 1.0 / 3.0;

/// Links all entities whose names were judged duplicate or related: `duplicate` within a kind,
/// `restates` across kinds (each where a third of the pairs between them agree, or a person decided), `similar` for related pairs (the strongest first, at most
/// [`MAX_SIMILAR`] at either end). One link a pair of entities: the first of these relations, with
/// the best probability. Sorted by (a, b).
#[must_use]
pub(crate) fn links(
    entities: &TiSlice<EntityId, Entity>,
    entity_of: &TiSlice<NameId, EntityId>,
    pairs: &[Pair],
) -> Vec<Link> {
    let mut all: Vec<(Link, bool)> =
        pairs.iter().filter_map(|pair| Some((link(entities, entity_of, pair)?, pair.decided))).collect();
    let ends = |(link, _): &(Link, bool)| u64::from(link.a.get()) << 32 | u64::from(link.b.get());
    parallel::sort_by_key(&mut all, ends);
    let of_two = all.chunk_by(|x, y| ends(x) == ends(y));
    let all: Vec<Link> = of_two.filter_map(|links| strongest(entities, links)).collect();
    keep_best_similar(all, entities.len()).into_iter().map(rounded).collect()
}

/// Four decimals, as more of a probability say nothing; a weight must be positive, however unsure we are.
fn rounded(link: Link) -> Link {
    Link { probability: ((link.probability * 1e4).round() / 1e4).clamp(1e-4, 1.0), ..link }
}

/// The link of two entities, from all pairs between them; `None` without one.
fn strongest(entities: &TiSlice<EntityId, Entity>, links: &[(Link, bool)]) -> Option<Link> {
    let by_strength =
        |x: &&Link, y: &&Link| x.relation.cmp(&y.relation).then(y.probability.total_cmp(&x.probability));
    let best = links.iter().map(|(link, _)| link).min_by(by_strength)?;
    let names = |id: EntityId| entities[id].names.len();
    let alike = links.iter().filter(|(link, _)| link.relation == best.relation).count();
    let is_decided = links.iter().any(|(link, decided)| *decided && link.relation == best.relation);
    let share = alike as f64 / (names(best.a) * names(best.b)).max(1) as f64;
    let holds = best.relation == LinkRelation::Similar || is_decided || share >= LEAST_SHARE;
    Some(Link { relation: if holds { best.relation } else { LinkRelation::Similar }, ..best.clone() })
}

fn link(
    entities: &TiSlice<EntityId, Entity>,
    entity_of: &TiSlice<NameId, EntityId>,
    pair: &Pair,
) -> Option<Link> {
    let (x, y) = (entity_of[pair.a], entity_of[pair.b]);
    let one_kind = entities[x].kind == entities[y].kind;
    let relation = match pair.verdict {
        _ if x == y => return None,
        Verdict::Duplicate if one_kind => LinkRelation::Duplicate,
        Verdict::Duplicate => LinkRelation::Restates,
        Verdict::Related => LinkRelation::Similar,
        Verdict::Distinct => return None,
    };
    Some(Link { a: x.min(y), b: x.max(y), relation, probability: pair.probability })
}

fn keep_best_similar(links: Vec<Link>, entities: usize) -> Vec<Link> {
    // The bits of positive numbers are in the order of the numbers.
    let unlikely = |link: &Link| !link.probability.to_bits();
    let similar: Vec<usize> =
        (0..links.len()).filter(|&at| links[at].relation == LinkRelation::Similar).collect();
    let order = parallel::order_by_key(similar.len(), |place| unlikely(&links[similar[place]]));
    let mut count: TiVec<EntityId, usize> = vec![0; entities].into();
    let mut keep: Vec<bool> = links.iter().map(|link| link.relation != LinkRelation::Similar).collect();
    for at in order.into_iter().map(|place| similar[place]) {
        let (x, y) = (links[at].a, links[at].b);
        if count[x] < MAX_SIMILAR && count[y] < MAX_SIMILAR {
            count[x] += 1;
            count[y] += 1;
            keep[at] = true;
        }
    }
    links.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(link, _)| link).collect()
}
