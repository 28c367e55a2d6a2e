//! Names -> entities: complete linkage, so that every pair of names in an entity is a duplicate.

use super::{NameId, Verdict};

/// Names that one entity may hold; beyond it a group says nothing that an analyst would believe,
/// and the pairs to check would grow with its square. Decisions may exceed it.
pub const MAX_NAMES: usize = 64;

/// What is asked of a pair when two groups are about to be joined.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bond {
    /// Whether the two names may share an entity.
    pub verdict: Verdict,
    /// Their match probability.
    pub probability: f64,
}

/// Groups of names.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Groups {
    /// The names of each group, sorted; groups sorted by their first name.
    pub members: Vec<Vec<NameId>>,
    /// The weakest pair of each group; `None` for a single name.
    pub weakest: Vec<Option<(NameId, NameId, f64)>>,
    /// Joins refused because the group would exceed [`MAX_NAMES`].
    pub refused_by_size: usize,
}

/// Joins names 0..`names` along `pairs`, the strongest first (ties: by the names), starting from
/// the groups that people decided (`together`, disjoint). Two groups are joined only when `bond`
/// calls every pair between them a duplicate, also pairs that were never candidates; so the result
/// does not depend on chains.
///
/// At most [`MAX_NAMES`]²/4 bonds a pair; linear in the pairs.
#[must_use]
pub fn agglomerate(
    names: usize,
    together: &[Vec<NameId>],
    pairs: &[(NameId, NameId, f64)],
    bond: impl Fn(NameId, NameId) -> Bond,
) -> Groups {
    let mut order: Vec<&(NameId, NameId, f64)> = pairs.iter().collect();
    order.sort_by(|x, y| y.2.total_cmp(&x.2).then((x.0, x.1).cmp(&(y.0, y.1))));
    let mut state = State::new(names, together, &bond);
    for &&(a, b, _) in &order {
        state.join(a, b, &bond);
    }
    state.finish()
}

struct State {
    group_of: Vec<u32>,
    members: Vec<Vec<NameId>>,
    weakest: Vec<Option<(NameId, NameId, f64)>>,
    refused_by_size: usize,
}

impl State {
    fn new(names: usize, together: &[Vec<NameId>], bond: &impl Fn(NameId, NameId) -> Bond) -> Self {
        let mut state = Self {
            group_of: (0..).take(names).collect(),
            members: (0..).take(names).map(|id| vec![NameId(id)]).collect(),
            weakest: vec![None; names],
            refused_by_size: 0,
        };
        for group in together {
            for &name in &group[1..] {
                let (to, from) = (state.group(group[0]), state.group(name));
                let weakest = state.weakest_between(to, from, bond);
                state.merge(to, from, weakest);
            }
        }
        state
    }

    fn group(&self, name: NameId) -> usize {
        self.group_of[name.0 as usize] as usize
    }

    fn join(&mut self, a: NameId, b: NameId, bond: &impl Fn(NameId, NameId) -> Bond) {
        let (x, y) = (self.group(a), self.group(b));
        if x == y {
            return;
        }
        if self.members[x].len() + self.members[y].len() > MAX_NAMES {
            self.refused_by_size += 1;
            return;
        }
        let agree = |&x: &NameId| self.members[y].iter().all(|&y| bond(x, y).verdict == Verdict::Duplicate);
        if self.members[x].iter().all(agree) {
            let weakest = self.weakest_between(x, y, bond);
            self.merge(x, y, weakest);
        }
    }

    /// The weakest pair within either group or between them; ties: the smallest names.
    fn weakest_between(
        &self,
        x: usize,
        y: usize,
        bond: &impl Fn(NameId, NameId) -> Bond,
    ) -> Option<(NameId, NameId, f64)> {
        let between =
            self.members[x].iter().flat_map(|&a| self.members[y].iter().map(move |&b| (a.min(b), a.max(b))));
        let between = between.map(|(a, b)| (a, b, bond(a, b).probability));
        let known = [self.weakest[x], self.weakest[y]].into_iter().flatten();
        known.chain(between).min_by(|p, q| p.2.total_cmp(&q.2).then((p.0, p.1).cmp(&(q.0, q.1))))
    }

    /// Moves the smaller group into the larger one.
    fn merge(&mut self, x: usize, y: usize, weakest: Option<(NameId, NameId, f64)>) {
        let (to, from) = if self.members[x].len() >= self.members[y].len() { (x, y) } else { (y, x) };
        let moved = std::mem::take(&mut self.members[from]);
        for name in &moved {
            self.group_of[name.0 as usize] = u32::try_from(to).expect("a group is numbered by a name");
        }
        self.members[to].extend(moved);
        self.weakest[to] = weakest;
    }

    fn finish(mut self) -> Groups {
        let mut groups: Vec<(Vec<NameId>, Option<(NameId, NameId, f64)>)> =
            self.members.drain(..).zip(self.weakest.drain(..)).filter(|group| !group.0.is_empty()).collect();
        for (members, _) in &mut groups {
            members.sort_unstable();
        }
        groups.sort_by_key(|group| group.0[0]);
        let (members, weakest) = groups.into_iter().unzip();
        Groups { members, weakest, refused_by_size: self.refused_by_size }
    }
}
