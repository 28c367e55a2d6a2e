//! Which groups of names are asked about, and in which order.

use std::collections::{BTreeMap, BTreeSet};

use crate::resolve::decisions::Decided;
use crate::resolve::{EntityId, NameId, Pair, Resolution, Verdict};
use portent_graph::index::TiVec;

/// Questions whose present answer is wrong with less than this chance are not asked.
const LEAST_DOUBT: f64 = 0.2;

/// Two groups of names that may be one thing or two.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Doubt {
    /// The pair that joined the groups, or that is most likely one thing.
    pub(super) names: [NameId; 2],
    /// The match probability of that pair.
    pub(super) probability: f64,
    /// The groups are one entity.
    pub(super) together: bool,
    /// The chance that they should not be, or should where they are two.
    pub(super) wrong: f64,
    /// The groups, each sorted, in the order of `names`.
    pub(super) groups: [Vec<NameId>; 2],
    /// What hangs on the answer: the harmonic mean of the mentions of both groups.
    pub(super) stake: f64,
}

/// What is in doubt, and what is believed.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Ranked {
    /// The weightiest first.
    pub(super) doubts: Vec<Doubt>,
    /// The pairs that joined the names of entities: a tree for each entity.
    pub(super) joins: Vec<[NameId; 2]>,
}

/// All doubts, by chance of being wrong times what hangs on it; ties go to the smaller names. O(pairs log pairs).
pub(super) fn ranked(resolution: &Resolution, decided: &Decided) -> Ranked {
    let (mut doubts, joins) = within(resolution);
    doubts.extend(between(resolution, decided));
    let weight = |doubt: &Doubt| doubt.wrong * doubt.stake;
    doubts.sort_by(|x, y| weight(y).total_cmp(&weight(x)).then(x.names.cmp(&y.names)));
    Ranked { doubts, joins }
}

/// Entities are joined along their pairs, the strongest first: each pair that joined two parts of one is a question, and
/// all such pairs are what is believed.
fn within(resolution: &Resolution) -> (Vec<Doubt>, Vec<[NameId; 2]>) {
    let entity = |pair: &Pair| resolution.entity_of[pair.a];
    let is_join =
        |pair: &&Pair| pair.verdict == Verdict::Duplicate && entity(pair) == resolution.entity_of[pair.b];
    let mut pairs: Vec<&Pair> = resolution.pairs.iter().filter(is_join).collect();
    pairs.sort_by(|x, y| y.probability.total_cmp(&x.probability).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut parts = Parts::new(resolution.names.len());
    let (mut doubts, mut joins) = (Vec::new(), Vec::new());
    for pair in pairs {
        let names = [pair.a, pair.b];
        if parts.are_one(names) {
            continue;
        }
        let wrong = 1.0 - pair.probability;
        if wrong >= LEAST_DOUBT {
            let groups = names.map(|name| parts.of(name).to_vec());
            doubts.push(doubt(resolution, pair, Standing { together: true, wrong }, groups));
        }
        parts.join(names);
        joins.push(names);
    }
    (doubts, joins)
}

/// Entities of one kind that nearly were one, each two of them once: the pair that is most likely one thing is asked about.
/// How likely both entities are one is the mean over all pairs of their names; those that the judge calls distinct count 0.
fn between(resolution: &Resolution, decided: &Decided) -> Vec<Doubt> {
    let ends = |a: NameId, b: NameId| {
        let (x, y) = (resolution.entity_of[a], resolution.entity_of[b]);
        (x.min(y), x.max(y))
    };
    let mut settled: BTreeSet<(EntityId, EntityId)> =
        decided.different.iter().chain(&decided.same).map(|&(a, b)| ends(a, b)).collect();
    let guarded = resolution.pairs.iter().filter(|pair| pair.guarded);
    settled.extend(guarded.map(|pair| ends(pair.a, pair.b)));
    let mut nearest: BTreeMap<(EntityId, EntityId), (&Pair, f64)> = BTreeMap::new();
    let is_one_kind = |pair: &&Pair| resolution.names[pair.a].kind == resolution.names[pair.b].kind;
    for pair in resolution.pairs.iter().filter(is_one_kind) {
        let ends = ends(pair.a, pair.b);
        if ends.0 != ends.1 && !settled.contains(&ends) {
            let (known, sum) = nearest.entry(ends).or_insert((pair, 0.0));
            *sum += pair.probability;
            if pair.probability > known.probability {
                *known = pair;
            }
        }
    }
    let names = |name: NameId| &resolution.entities[resolution.entity_of[name]].names;
    let asked = nearest.values().filter_map(|&(pair, sum)| {
        let groups = [names(pair.a), names(pair.b)];
        let wrong = sum / (groups[0].len() * groups[1].len()) as f64;
        let standing = Standing { together: false, wrong };
        (wrong >= LEAST_DOUBT).then(|| doubt(resolution, pair, standing, groups.map(Clone::clone)))
    });
    asked.collect()
}

/// How two groups stand to each other.
struct Standing {
    together: bool,
    wrong: f64,
}

fn doubt(
    resolution: &Resolution,
    pair: &Pair,
    Standing { together, wrong }: Standing,
    mut groups: [Vec<NameId>; 2],
) -> Doubt {
    groups.iter_mut().for_each(|group| group.sort_unstable());
    let uses = |name: &NameId| resolution.names[*name].mentions.len();
    let [x, y] = [0, 1].map(|at: usize| groups[at].iter().map(uses).sum::<usize>() as f64);
    let stake = 2.0 * x * y / (x + y).max(1.0);
    let (names, probability) = ([pair.a, pair.b], pair.probability);
    Doubt { names, probability, together, wrong, groups, stake }
}

/// Names in parts that grow.
struct Parts {
    part_of: TiVec<NameId, NameId>,
    members: TiVec<NameId, Vec<NameId>>,
}

impl Parts {
    fn new(names: usize) -> Self {
        let part_of = NameId::first(names).collect();
        Self { part_of, members: NameId::first(names).map(|name| vec![name]).collect() }
    }

    fn of(&self, name: NameId) -> &[NameId] {
        &self.members[self.part_of[name]]
    }

    fn are_one(&self, [a, b]: [NameId; 2]) -> bool {
        self.part_of[a] == self.part_of[b]
    }

    /// The smaller part moves into the larger: n log n in all.
    fn join(&mut self, [a, b]: [NameId; 2]) {
        let (a, b) = (self.part_of[a], self.part_of[b]);
        let (to, from) = if self.members[a].len() < self.members[b].len() { (b, a) } else { (a, b) };
        let moved = std::mem::take(&mut self.members[from]);
        moved.iter().for_each(|&name| self.part_of[name] = to);
        self.members[to].extend(moved);
    }
}

#[cfg(test)]
mod tests;
