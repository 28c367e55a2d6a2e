//! Judged pairs of names -> links between entities.

use super::{Entity, EntityId, Link, LinkRelation, Pair, Verdict};

/// Similar links that one entity may have.
pub const MAX_SIMILAR: usize = 3;

/// Links all entities whose names were judged duplicate or related: `duplicate` within a kind,
/// `restates` across kinds, `similar` for related pairs (the strongest first, at most
/// [`MAX_SIMILAR`] at either end). One link a pair of entities: the first of these relations, with
/// the best probability. Sorted by (a, b).
#[must_use]
pub fn links(entities: &[Entity], entity_of: &[EntityId], pairs: &[Pair]) -> Vec<Link> {
    let mut all: Vec<Link> = pairs.iter().filter_map(|pair| link(entities, entity_of, pair)).collect();
    all.sort_by(|x, y| {
        (x.a, x.b, x.relation).cmp(&(y.a, y.b, y.relation)).then(y.probability.total_cmp(&x.probability))
    });
    all.dedup_by_key(|link| (link.a, link.b));
    keep_best_similar(all, entities.len())
}

fn link(entities: &[Entity], entity_of: &[EntityId], pair: &Pair) -> Option<Link> {
    let (x, y) = (entity_of[pair.a.0 as usize], entity_of[pair.b.0 as usize]);
    let one_kind = entities[x.0 as usize].kind == entities[y.0 as usize].kind;
    let relation = match pair.verdict {
        _ if x == y => return None,
        Verdict::Duplicate if one_kind => LinkRelation::Duplicate,
        Verdict::Duplicate => LinkRelation::Restates,
        Verdict::Related => LinkRelation::Similar,
        Verdict::Distinct => return None,
    };
    // A weight must be positive, however unsure we are.
    let probability = pair.probability.clamp(1e-6, 1.0);
    Some(Link { a: x.min(y), b: x.max(y), relation, probability })
}

fn keep_best_similar(links: Vec<Link>, entities: usize) -> Vec<Link> {
    let mut similar: Vec<usize> =
        (0..links.len()).filter(|&at| links[at].relation == LinkRelation::Similar).collect();
    similar.sort_by(|&x, &y| links[y].probability.total_cmp(&links[x].probability).then(x.cmp(&y)));
    let mut count = vec![0_usize; entities];
    let mut keep: Vec<bool> = links.iter().map(|link| link.relation != LinkRelation::Similar).collect();
    for at in similar {
        let (x, y) = (links[at].a.0 as usize, links[at].b.0 as usize);
        if count[x] < MAX_SIMILAR && count[y] < MAX_SIMILAR {
            count[x] += 1;
            count[y] += 1;
            keep[at] = true;
        }
    }
    links.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(link, _)| link).collect()
}
