//! Judged pairs of names -> links between entities.

use crate::resolve::types::{End, Entity, EntityId, Link, LinkRelation, NameId, Pair, Verdict};
use portent_graph::index::{TiSlice, TiVec};
use portent_graph::parallel;

/// Similar links that one entity may have.
pub(crate) const MAX_SIMILAR: usize = 3;
/// Entities that are broader than one entity.
pub(crate) const MAX_BROADER: usize = 3;
/// Entities that are narrower than one entity: an archive writes of many parts of a large subject.
pub(crate) const MAX_NARROWER: usize = 12;

/// Share of the pairs of names between two entities that must say so, for a link other than `similar`:
/// one name that wandered into a large entity must not speak for it.
const LEAST_SHARE: f64 = 1.0 / 3.0;

/// Links all entities whose names were judged duplicate, broader or related: `duplicate` within a kind,
/// `restates` across kinds, `broader` (each where a third of the pairs between them agree, or a person decided),
/// `similar` for all others. One link a pair of entities: the first of these relations, with its best probability. Of
/// `broader` and `similar` links the strongest stay, as many as an entity may have. Sorted by (a, b).
/// n log n in the pairs.
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
    keep_best(all, entities.len()).into_iter().map(rounded).collect()
}

/// Four decimals, as more of a probability say nothing; a weight must be positive, however unsure we are.
fn rounded(link: Link) -> Link {
    Link { probability: ((link.probability * 1e4).round() / 1e4).clamp(1e-4, 1.0), ..link }
}

/// The relations that need agreement, the one that stands before others first.
const AGREED: [LinkRelation; 4] = [
    LinkRelation::Duplicate,
    LinkRelation::Restates,
    LinkRelation::Broader(End::A),
    LinkRelation::Broader(End::B),
];

/// The link of two entities, from all pairs between them; `None` without one.
fn strongest(entities: &TiSlice<EntityId, Entity>, links: &[(Link, bool)]) -> Option<Link> {
    let relation = AGREED.into_iter().find(|&relation| agree(entities, links, relation));
    let counts = |link: &&Link| relation.is_none_or(|relation| link.relation == relation);
    let links = links.iter().map(|(link, _)| link).filter(counts);
    let best = links.max_by(|x, y| x.probability.total_cmp(&y.probability))?;
    Some(Link { relation: relation.unwrap_or(LinkRelation::Similar), ..best.clone() })
}

/// Whether enough pairs between two entities say that they are so related, or a person does. Each of two entities
/// cannot be the broader one: pairs that say the opposite count against it.
fn agree(entities: &TiSlice<EntityId, Entity>, links: &[(Link, bool)], relation: LinkRelation) -> bool {
    let count = |relation| links.iter().filter(|(link, _)| link.relation == relation).count();
    let against = match relation {
        LinkRelation::Broader(end) => count(LinkRelation::Broader(end.other())),
        _ => 0,
    };
    let names = |id: EntityId| entities[id].names.len();
    let all = links.first().map_or(1, |(link, _)| (names(link.a) * names(link.b)).max(1));
    let is_decided = links.iter().any(|(link, decided)| *decided && link.relation == relation);
    is_decided || count(relation).saturating_sub(against) as f64 / all as f64 >= LEAST_SHARE
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
        Verdict::Broader(end) => LinkRelation::Broader(if x < y { end } else { end.other() }),
        Verdict::Related => LinkRelation::Similar,
        Verdict::Distinct => return None,
    };
    Some(Link { a: x.min(y), b: x.max(y), relation, probability: pair.probability })
}

/// What an entity is to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Broader,
    Narrower,
    Similar,
}

/// What one end of a link is to the other; none where an entity may have any number of such links.
fn role(relation: LinkRelation, end: End) -> Option<Role> {
    match relation {
        LinkRelation::Duplicate | LinkRelation::Restates => None,
        LinkRelation::Broader(broad) => Some(if broad == end { Role::Broader } else { Role::Narrower }),
        LinkRelation::Similar => Some(Role::Similar),
    }
}

/// How many links an entity may still have in each role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Room {
    broader: usize,
    narrower: usize,
    similar: usize,
}

impl Room {
    const ALL: Self = Self { broader: MAX_NARROWER, narrower: MAX_BROADER, similar: MAX_SIMILAR };

    fn of(&mut self, role: Role) -> &mut usize {
        match role {
            Role::Broader => &mut self.broader,
            Role::Narrower => &mut self.narrower,
            Role::Similar => &mut self.similar,
        }
    }
}

/// Leaves out the weaker links of entities that have more than they may have; ties go to the first.
fn keep_best(links: Vec<Link>, entities: usize) -> Vec<Link> {
    // The bits of positive numbers are in the order of the numbers.
    let unlikely = |link: &Link| !link.probability.to_bits();
    let is_bounded = |link: &Link| role(link.relation, End::A).is_some();
    let bounded: Vec<usize> = (0..links.len()).filter(|&at| is_bounded(&links[at])).collect();
    let order = parallel::order_by_key(bounded.len(), |place| unlikely(&links[bounded[place]]));
    let mut room: TiVec<EntityId, Room> = vec![Room::ALL; entities].into();
    let mut keep: Vec<bool> = links.iter().map(|link| !is_bounded(link)).collect();
    for at in order.into_iter().map(|place| bounded[place]) {
        let Link { a, b, relation, .. } = links[at];
        let ends = [(a, role(relation, End::A)), (b, role(relation, End::B))];
        let ends = ends.map(|(entity, role)| role.map(|role| (entity, role)));
        keep[at] = ends.iter().flatten().all(|&(entity, role)| *room[entity].of(role) > 0);
        for &(entity, role) in ends.iter().flatten().filter(|_| keep[at]) {
            *room[entity].of(role) -= 1;
        }
    }
    links.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(link, _)| link).collect()
}

#[cfg(test)]
mod tests {
    use super::{LinkRelation, MAX_BROADER, MAX_NARROWER, links};
    use crate::parse::KindId;
    use crate::resolve::types::{End, Entity, EntityId, NameId, Pair, Verdict};
    use portent_graph::index::TiVec;

    /// Entities of so many names each, all of one kind.
    fn entities(sizes: &[u32]) -> (TiVec<EntityId, Entity>, TiVec<NameId, EntityId>) {
        let mut names = (0..).map(NameId::new);
        let entity = |&size: &u32| Entity {
            kind: KindId::CONCERN,
            label: String::new(),
            aliases: Vec::new(),
            names: names.by_ref().take(size as usize).collect(),
            certainty: vec![],
            weakest: None,
            reasons: Vec::new(),
        };
        let entities: TiVec<EntityId, Entity> = sizes.iter().map(entity).collect();
        let of = entities.iter_enumerated().flat_map(|(id, entity)| entity.names.iter().map(move |_| id));
        let entity_of = of.collect();
        (entities, entity_of)
    }

    fn pair(a: u32, b: u32, verdict: Verdict, probability: f64) -> Pair {
        Pair { a: NameId::new(a), b: NameId::new(b), probability, verdict, guarded: false, decided: false }
    }

    #[test]
    fn a_broader_link_tells_the_end_of_its_entities_and_comes_before_similar() {
        // Names 0 and 2 become the first entity, 1 the second: the pair (1, 2) is seen from the other side.
        let (mut entities, mut entity_of) = entities(&[2, 1]);
        entities[EntityId::new(0)].names = vec![NameId::new(0), NameId::new(2)];
        entities[EntityId::new(1)].names = vec![NameId::new(1)];
        entity_of[NameId::new(1)] = EntityId::new(1);
        entity_of[NameId::new(2)] = EntityId::new(0);
        let pairs = [pair(0, 1, Verdict::Related, 0.4), pair(1, 2, Verdict::Broader(End::A), 0.3)];
        let found = links(&entities, &entity_of, &pairs);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].relation, found[0].probability), (LinkRelation::Broader(End::B), 0.3));
    }

    #[test]
    fn two_entities_of_which_each_would_be_the_broader_are_similar() {
        let (entities, entity_of) = entities(&[2, 1]);
        let pairs = [pair(0, 2, Verdict::Broader(End::A), 0.2), pair(1, 2, Verdict::Broader(End::B), 0.3)];
        let found = links(&entities, &entity_of, &pairs);
        assert_eq!((found[0].relation, found[0].probability), (LinkRelation::Similar, 0.3));
    }

    #[test]
    fn one_name_of_many_does_not_make_its_entity_the_broader() {
        let (entities, entity_of) = entities(&[4, 1]);
        let found = links(&entities, &entity_of, &[pair(0, 4, Verdict::Broader(End::A), 0.3)]);
        assert_eq!(found[0].relation, LinkRelation::Similar);
    }

    #[test]
    fn an_entity_keeps_its_best_broader_and_narrower_ones() {
        let count = 20_u32;
        let (entities, entity_of) = entities(&vec![1; count as usize + 1]);
        let all = |end| (1..=count).map(move |at| pair(0, at, Verdict::Broader(end), f64::from(at) / 50.0));
        let kept = |end| links(&entities, &entity_of, &all(end).collect::<Vec<_>>());
        assert_eq!(kept(End::A).len(), MAX_NARROWER);
        assert_eq!(kept(End::B).len(), MAX_BROADER);
        assert_eq!(kept(End::B)[0].b, EntityId::new(count - 2), "the most probable stay");
    }
}
