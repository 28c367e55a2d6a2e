//! Names -> entities: complete linkage with a tenth of slack. No guard forbids any pair of names of an entity, none of them
//! is unlikely to be one thing, and of all pairs between two groups that join hardly any falls short.

use std::collections::BTreeSet;

use petgraph::unionfind::UnionFind;

use crate::resolve::types::{Fit, NameId};
use portent_graph::index::{TiSlice, TiVec};
use portent_graph::parallel;

/// Names that one entity may hold; beyond it a group says nothing that an analyst would believe,
/// and the pairs to check would grow with its square. Decisions may exceed it.
pub(crate) const MAX_NAMES: usize = 64;

/// Of ten pairs between two groups that join, one may be [`Fit::Doubtful`]: in a large group one odd name decides nothing.
const PAIRS_A_DOUBT: usize = 10;

/// Components that one task groups.
const COMPONENTS_A_TASK: usize = 16;

/// The weakest pair of a group.
type Weakest = Option<(NameId, NameId, f64)>;

/// Groups of names.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Groups {
    /// The names of each group, sorted; groups sorted by their first name.
    pub members: Vec<Vec<NameId>>,
    /// The weakest pair of each group; `None` for a single name.
    pub weakest: Vec<Option<(NameId, NameId, f64)>>,
    /// Joins refused because the group would exceed [`MAX_NAMES`].
    pub refused_by_size: usize,
}

/// Joins names 0..`names` along `pairs`, the strongest first (ties: by the names), starting from
/// the groups that people decided (`together`; those that share a name are one). Two groups are joined only when every pair between them has a
/// `fit`, also pairs that were never candidates, and nine of ten a good one; so the result does not depend on chains.
/// `probability` is asked of the pairs of groups that are joined, to find the weakest.
///
/// Names that no chain of pairs connects never meet, so that the components of the pairs are worked on at once.
///
/// Two groups that were refused are never asked about again, whatever they grow to, so `fit` is asked of no two
/// names twice, and of at most [`MAX_NAMES`]²/4 for each of `pairs`. Pairs log pairs beside.
#[must_use]
pub(crate) fn agglomerate(
    names: usize,
    together: &[Vec<NameId>],
    pairs: &[(NameId, NameId, f64)],
    fit: impl Fn(NameId, NameId) -> Fit + Sync,
    probability: impl Fn(NameId, NameId) -> f64 + Sync,
) -> Groups {
    let mut component_of = UnionFind::new(names);
    pairs.iter().for_each(|pair| _ = component_of.union(usize::from(pair.0), pair.1.into()));
    for group in together {
        group.iter().for_each(|&name| _ = component_of.union(usize::from(group[0]), name.into()));
    }
    let component_of: TiVec<NameId, NameId> =
        component_of.into_labeling().into_iter().map(NameId::from).collect();
    let strongest = |x: &(NameId, NameId, f64), y: &(NameId, NameId, f64)| {
        y.2.total_cmp(&x.2).then((x.0, x.1).cmp(&(y.0, y.1)))
    };
    let order = parallel::order_by(pairs.len(), &|x, y| {
        let (x, y) = (&pairs[x], &pairs[y]);
        component_of[x.0].cmp(&component_of[y.0]).then_with(|| strongest(x, y))
    });
    let order: Vec<(NameId, NameId, f64)> = order.into_iter().map(|at| pairs[at]).collect();
    let components = components(&component_of, together, &order);
    let parts =
        parallel::map_of(&components, COMPONENTS_A_TASK, |component| component.grouped(&fit, &probability));
    whole(names, parts)
}

/// Names that chains of pairs connect.
struct Component<'a> {
    /// Sorted.
    names: Vec<NameId>,
    together: Vec<&'a [NameId]>,
    /// The strongest first.
    pairs: &'a [(NameId, NameId, f64)],
}

/// The components of two names or more, by the name that stands for them. Names log names.
fn components<'a>(
    component_of: &TiSlice<NameId, NameId>,
    together: &'a [Vec<NameId>],
    pairs: &'a [(NameId, NameId, f64)],
) -> Vec<Component<'a>> {
    let mut place: TiVec<NameId, u32> = vec![0; component_of.len()].into();
    component_of.iter().for_each(|&root| place[root] += 1);
    let mut components = Vec::new();
    for size in &mut place {
        *size = match *size {
            0 | 1 => u32::MAX,
            names => {
                let names = Vec::with_capacity(names as usize);
                components.push(Component { names, together: Vec::new(), pairs: &[] });
                components.len() as u32 - 1
            }
        };
    }
    let at = |name: NameId| place[component_of[name]] as usize;
    for name in NameId::first(component_of.len()).filter(|&name| at(name) != u32::MAX as usize) {
        components[at(name)].names.push(name);
    }
    for group in together.iter().filter(|group| group.len() > 1) {
        components[at(group[0])].together.push(group);
    }
    for own in pairs.chunk_by(|x, y| component_of[x.0] == component_of[y.0]) {
        components[at(own[0].0)].pairs = own;
    }
    components
}

impl Component<'_> {
    fn grouped(
        &self,
        fit: &impl Fn(NameId, NameId) -> Fit,
        probability: &impl Fn(NameId, NameId) -> f64,
    ) -> Groups {
        // Within a component a name is known by its place, which has the order of the names.
        let place = |name: &NameId| NameId::from(self.names.partition_point(|other| other < name));
        let name = |place: NameId| self.names[usize::from(place)];
        let fit = |a, b| fit(name(a), name(b));
        let probability = |a, b| probability(name(a), name(b));
        let together: Vec<Vec<NameId>> =
            self.together.iter().map(|group| group.iter().map(place).collect()).collect();
        let mut state = State::new(self.names.len(), &together, &probability);
        for (a, b, _) in self.pairs {
            state.join(place(a), place(b), &fit, &probability);
        }
        let mut groups = state.finish();
        groups.members.iter_mut().flatten().for_each(|id| *id = name(*id));
        groups.weakest.iter_mut().flatten().for_each(|pair| *pair = (name(pair.0), name(pair.1), pair.2));
        groups
    }
}

/// The groups of all components, and names by themselves, by their first name.
fn whole(names: usize, parts: Vec<Groups>) -> Groups {
    let refused_by_size = parts.iter().map(|part| part.refused_by_size).sum();
    let mut of_first: TiVec<NameId, Option<(Vec<NameId>, Weakest)>> = vec![None; names].into();
    let mut is_alone: TiVec<NameId, bool> = vec![true; names].into();
    for (members, weakest) in parts.into_iter().flat_map(|part| part.members.into_iter().zip(part.weakest)) {
        members.iter().for_each(|&name| is_alone[name] = false);
        let first = members[0];
        of_first[first] = Some((members, weakest));
    }
    let groups = of_first
        .into_iter_enumerated()
        .filter_map(|(name, group)| group.or_else(|| is_alone[name].then(|| (vec![name], None))));
    let (members, weakest) = groups.unzip();
    Groups { members, weakest, refused_by_size }
}

/// Groups on the way, each known by one of its names.
struct State {
    group_of: UnionFind<usize>,
    /// The names of each group; empty for names that do not stand for one.
    members: TiVec<NameId, Vec<NameId>>,
    weakest: TiVec<NameId, Weakest>,
    /// The groups that a group can never join: names between them are no duplicates, and groups only grow.
    apart: TiVec<NameId, BTreeSet<NameId>>,
    refused_by_size: usize,
}

impl State {
    fn new(names: usize, together: &[Vec<NameId>], probability: &impl Fn(NameId, NameId) -> f64) -> Self {
        let mut state = Self {
            group_of: UnionFind::new(names),
            members: NameId::first(names).map(|id| vec![id]).collect(),
            weakest: vec![None; names].into(),
            apart: vec![BTreeSet::new(); names].into(),
            refused_by_size: 0,
        };
        for group in together {
            for &name in &group[1..] {
                let (to, from) = (state.group(group[0]), state.group(name));
                if to == from {
                    continue;
                }
                let weakest = state.weakest_between(to, from, probability);
                state.merge(to, from, weakest);
            }
        }
        state
    }

    /// The name that stands for the group of a name.
    fn group(&mut self, name: NameId) -> NameId {
        self.group_of.find_mut(name.into()).into()
    }

    fn join(
        &mut self,
        a: NameId,
        b: NameId,
        fit: &impl Fn(NameId, NameId) -> Fit,
        probability: &impl Fn(NameId, NameId) -> f64,
    ) {
        let (x, y) = (self.group(a), self.group(b));
        if x == y || self.apart[x].contains(&y) {
            return;
        }
        if self.members[x].len() + self.members[y].len() > MAX_NAMES {
            self.refused_by_size += 1;
            return;
        }
        if self.fit_together(x, y, fit) {
            let weakest = self.weakest_between(x, y, probability);
            self.merge(x, y, weakest);
        } else {
            self.apart[x].insert(y);
            self.apart[y].insert(x);
        }
    }

    fn fit_together(&self, x: NameId, y: NameId, fit: &impl Fn(NameId, NameId) -> Fit) -> bool {
        let (x, y) = (&self.members[x], &self.members[y]);
        let mut doubts = x.len() * y.len() / PAIRS_A_DOUBT;
        let mut between = x.iter().flat_map(|&a| y.iter().map(move |&b| (a, b)));
        between.all(|(a, b)| match fit(a, b) {
            Fit::Good => true,
            Fit::Doubtful => doubts.checked_sub(1).map(|left| doubts = left).is_some(),
            Fit::None => false,
        })
    }

    /// The weakest pair within either group or between them; ties: the smallest names.
    fn weakest_between(&self, x: NameId, y: NameId, probability: &impl Fn(NameId, NameId) -> f64) -> Weakest {
        let between =
            self.members[x].iter().flat_map(|&a| self.members[y].iter().map(move |&b| (a.min(b), a.max(b))));
        let between = between.map(|(a, b)| (a, b, probability(a, b)));
        let known = [self.weakest[x], self.weakest[y]].into_iter().flatten();
        known.chain(between).min_by(|p, q| p.2.total_cmp(&q.2).then((p.0, p.1).cmp(&(q.0, q.1))))
    }

    /// Joins two groups into one.
    fn merge(&mut self, x: NameId, y: NameId, weakest: Weakest) {
        self.group_of.union(x.into(), y.into());
        let whole = self.group(x);
        let gone = if whole == x { y } else { x };
        let moved = std::mem::take(&mut self.members[gone]);
        self.members[whole].extend(moved);
        self.weakest[whole] = weakest;
        for other in std::mem::take(&mut self.apart[gone]) {
            self.apart[other].remove(&gone);
            self.apart[other].insert(whole);
            self.apart[whole].insert(other);
        }
    }

    fn finish(mut self) -> Groups {
        let mut groups: Vec<(Vec<NameId>, Weakest)> = self
            .members
            .raw
            .drain(..)
            .zip(self.weakest.raw.drain(..))
            .filter(|group| !group.0.is_empty())
            .collect();
        for (members, _) in &mut groups {
            members.sort_unstable();
        }
        groups.sort_by_key(|group| group.0[0]);
        let (members, weakest) = groups.into_iter().unzip();
        Groups { members, weakest, refused_by_size: self.refused_by_size }
    }
}

#[cfg(test)]
mod tests {
    use super::{Groups, MAX_NAMES, agglomerate};
    use crate::resolve::types::{Fit, NameId};
    use portent_graph::random::Random;

    /// A random similarity: each pair of `n` names gets a probability in 0..1.
    fn random_graph(seed: u64, n: usize) -> Vec<f64> {
        let mut random = Random::new(seed);
        (0..n * n).map(|_| random.unit()).collect()
    }

    fn grouped(likeness: &[f64], n: usize, candidates: impl Fn(usize, usize) -> bool) -> Groups {
        let of = |a: NameId, b: NameId| likeness[usize::from(a.min(b)) * n + usize::from(a.max(b))];
        let ids = || NameId::first(n);
        let pairs: Vec<_> = ids()
            .flat_map(|a| ids().map(move |b| (a, b)))
            .filter(|&(a, b)| a < b && of(a, b) >= 0.5 && candidates(a.into(), b.into()))
            .map(|(a, b)| (a, b, of(a, b)))
            .collect();
        agglomerate(n, &[], &pairs, |a, b| if of(a, b) >= 0.5 { Fit::Good } else { Fit::None }, of)
    }

    #[test]
    fn on_a_thousand_random_graphs_every_pair_in_a_group_reaches_the_threshold() {
        for seed in 0..1000 {
            let n = 2 + (seed as usize % 14);
            let likeness = random_graph(seed, n);
            let groups = grouped(&likeness, n, |a, b| (a + b) % 3 != 0);
            assert_eq!(groups.members.iter().map(Vec::len).sum::<usize>(), n);
            for (members, weakest) in groups.members.iter().zip(&groups.weakest) {
                let mut least = f64::INFINITY;
                for (at, a) in members.iter().enumerate() {
                    for b in &members[at + 1..] {
                        least = least.min(likeness[usize::from(*a) * n + usize::from(*b)]);
                    }
                }
                assert!(members.len() == 1 || least >= 0.5);
                assert_eq!(weakest.map_or(f64::INFINITY, |pair| pair.2), least);
            }
        }
    }

    #[test]
    fn no_two_groups_could_still_be_joined() {
        // Complete linkage stops only when every pair of groups holds a pair below the threshold.
        for seed in 0..200 {
            let n = 10;
            let likeness = random_graph(seed, n);
            let groups = grouped(&likeness, n, |_, _| true);
            for (at, x) in groups.members.iter().enumerate() {
                for y in &groups.members[at + 1..] {
                    let apart = x.iter().any(|a| {
                        y.iter().any(|b| likeness[usize::from(*a.min(b)) * n + usize::from(*a.max(b))] < 0.5)
                    });
                    assert!(apart);
                }
            }
        }
    }

    // T15: no pair twice.
    #[test]
    fn no_two_names_are_asked_of_again_and_again() {
        // Nine of ten pairs are duplicates, at random: groups meet often and are refused late.
        let n = 400;
        let likeness = random_graph(5, n);
        let of = |a: NameId, b: NameId| likeness[usize::from(a.min(b)) * n + usize::from(a.max(b))];
        let ids = || NameId::first(n);
        let pairs = ids().flat_map(|a| ids().map(move |b| (a, b))).filter(|(a, b)| a < b);
        let pairs: Vec<_> = pairs.map(|(a, b)| (a, b, of(a, b))).filter(|pair| pair.2 >= 0.1).collect();
        let asked = std::sync::atomic::AtomicUsize::new(0);
        let groups = agglomerate(
            n,
            &[],
            &pairs,
            |a, b| {
                asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                if of(a, b) >= 0.1 { Fit::Good } else { Fit::None }
            },
            of,
        );
        assert!(groups.members.len() > 20 && groups.members.len() < 100, "{}", groups.members.len());
        let asked = asked.into_inner();
        assert!(asked <= n * (n - 1) / 2, "{asked} questions");
    }

    // T16: by hand.
    #[test]
    fn a_chain_whose_ends_differ_never_becomes_one_group() {
        // 0-1 at 0.9, 1-2 at 0.8, 0-2 at 0.1: the stronger pair joins, 2 stays alone.
        let likeness = [0.0, 0.9, 0.1, 0.0, 0.0, 0.8, 0.0, 0.0, 0.0];
        let groups = grouped(&likeness, 3, |_, _| true);
        assert_eq!(groups.members, [vec![NameId::new(0), NameId::new(1)], vec![NameId::new(2)]]);
        assert_eq!(groups.weakest, [Some((NameId::new(0), NameId::new(1), 0.9)), None]);
    }

    #[test]
    fn a_group_stops_at_the_most_names_it_may_hold_and_says_so() {
        let n = MAX_NAMES + 6;
        let groups = grouped(&vec![0.9; n * n], n, |_, _| true);
        assert_eq!(groups.members[0].len(), MAX_NAMES);
        assert!(groups.refused_by_size > 0);
    }

    #[test]
    fn one_doubt_in_ten_pairs_keeps_nobody_apart() {
        // Names 0 to 9 are one for sure, so is 10 with most of them; `doubts` of its ten pairs are doubtful.
        let joined = |doubts: u32, worst: Fit| {
            let fit = |a: NameId, b: NameId| match (a.min(b).get(), a.max(b).get()) {
                (a, 10) if a < doubts => worst,
                _ => Fit::Good,
            };
            let ids = || NameId::first(11);
            let pairs = ids().flat_map(|a| ids().map(move |b| (a, b))).filter(|(a, b)| a < b);
            let likely = |b: NameId| if b.get() == 10 { 0.7 } else { 0.9 };
            let pairs: Vec<_> = pairs.map(|(a, b)| (a, b, likely(b))).collect();
            agglomerate(11, &[], &pairs, fit, |_, b| likely(b)).members.len()
        };
        assert_eq!(joined(1, Fit::Doubtful), 1);
        assert_eq!(joined(2, Fit::Doubtful), 2);
        assert_eq!(joined(1, Fit::None), 2);
    }
}
