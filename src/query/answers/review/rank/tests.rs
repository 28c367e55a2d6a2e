use super::{Doubt, ranked};
use crate::parse::{KindId, MentionId};
use crate::resolve::decisions::Decided;
use crate::resolve::{Entity, EntityId, Name, NameId, Pair, Resolution, Verdict};

fn name(id: u32) -> NameId {
    NameId::new(id)
}

/// Names with so many mentions each, in entities of so many names each.
fn resolution(mentions: &[u32], entities: &[&[u32]], pairs: &[(u32, u32, f64)]) -> Resolution {
    let of = |names: &[u32]| Entity {
        kind: KindId::CONCERN,
        label: String::new(),
        aliases: Vec::new(),
        names: names.iter().copied().map(name).collect(),
        certainty: Vec::new(),
        weakest: None,
        reasons: Vec::new(),
    };
    let named = |(at, &count): (usize, &u32)| Name {
        kind: KindId::CONCERN,
        normal: at.to_string(),
        label: at.to_string(),
        mentions: (0..count).map(MentionId::new).collect(),
    };
    let entity_of = |id: u32| entities.iter().position(|names| names.contains(&id)).unwrap();
    let is_one = |a: u32, b: u32| entity_of(a) == entity_of(b);
    let pair = |&(a, b, probability): &(u32, u32, f64)| Pair {
        a: name(a),
        b: name(b),
        probability,
        verdict: if is_one(a, b) { Verdict::Duplicate } else { Verdict::Related },
        guarded: false,
        decided: false,
    };
    Resolution {
        names: std::sync::Arc::new(mentions.iter().enumerate().map(named).collect()),
        entities: entities.iter().map(|names| of(names)).collect(),
        entity_of: (0..).zip(mentions).map(|(id, _)| EntityId::from(entity_of(id))).collect(),
        pairs: pairs.iter().map(pair).collect(),
        ..Resolution::default()
    }
}

fn asked(doubts: &[Doubt]) -> Vec<(u32, u32)> {
    doubts.iter().map(|doubt| (doubt.names[0].get(), doubt.names[1].get())).collect()
}

#[test]
fn an_entity_is_asked_about_where_its_parts_were_joined() {
    // 0 and 1 are joined first, then 2 to them by its better pair; 0 and 1 are beyond doubt.
    let found = resolution(&[4, 2, 3], &[&[0, 1, 2]], &[(0, 1, 0.95), (0, 2, 0.66), (1, 2, 0.7)]);
    let found = ranked(&found, &Decided::default());
    assert_eq!(asked(&found.doubts), [(1, 2)]);
    assert_eq!(found.doubts[0].groups, [vec![name(0), name(1)], vec![name(2)]]);
    // Six and three mentions: 2 · 6 · 3 / 9.
    assert!((found.doubts[0].stake - 4.0).abs() < 1e-12);
    assert_eq!(found.joins, [[name(0), name(1)], [name(1), name(2)]]);
}

#[test]
fn two_entities_are_asked_about_once_at_their_nearest_pair() {
    let pairs = [(0, 1, 0.9), (0, 2, 0.3), (0, 3, 0.3), (1, 2, 0.5), (2, 3, 0.1)];
    let found = resolution(&[1, 1, 1, 1], &[&[0, 1], &[2], &[3]], &pairs);
    let found = ranked(&found, &Decided::default());
    assert_eq!(asked(&found.doubts), [(1, 2)], "0 and 3 are one in 0.3, 1 and 3 are distinct: 0.15");
    assert!((found.doubts[0].wrong - 0.4).abs() < 1e-12, "the mean of both pairs");
}

#[test]
fn what_hangs_on_an_answer_counts_as_much_as_the_doubt() {
    // 0.6 of one mention, 0.4 of ten, 0.35 (what 0.65 lacks) of two.
    let pairs = [(0, 1, 0.6), (2, 3, 0.4), (4, 5, 0.65)];
    let found = resolution(&[1, 1, 10, 10, 2, 2], &[&[0], &[1], &[2], &[3], &[4, 5]], &pairs);
    assert_eq!(asked(&ranked(&found, &Decided::default()).doubts), [(2, 3), (4, 5), (0, 1)]);
}

#[test]
fn what_was_decided_or_guarded_between_two_entities_settles_all_their_pairs() {
    let pairs = [(0, 1, 0.9), (0, 2, 0.5), (1, 3, 0.5), (0, 3, 0.5)];
    let mut found = resolution(&[1; 4], &[&[0, 1], &[2], &[3]], &pairs);
    let decided = Decided { different: vec![(name(1), name(2))], ..Decided::default() };
    assert_eq!(asked(&ranked(&found, &decided).doubts), [(1, 3)]);
    found.pairs[3].guarded = true;
    assert_eq!(asked(&ranked(&found, &decided).doubts), []);
}
