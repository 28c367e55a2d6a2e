//! Decisions speak for groups: two names that people call one thing bring along what each is one thing with.

use rustc_hash::FxHashMap;

use crate::resolve::decisions::Decided;
use crate::resolve::entities::agglomerate::MAX_NAMES;
use crate::resolve::entities::likeness::Likeness;
use crate::resolve::types::NameId;

/// The groups that people decided, each with the names that stand together with one of its names in `before`: groups that
/// were formed without what was decided same, sorted. A name stays out that a guard or a decision keeps from one of the
/// group, a mention that was parted from its equals brings nothing along, and groups grow to [`MAX_NAMES`] so. Groups are
/// disjoint, each sorted.
///
/// Linear in `before`; at most [`MAX_NAMES`]² pairs are asked about for each name that comes along.
pub(crate) fn brought_along(
    decided_groups: &[Vec<NameId>],
    before: &[Vec<NameId>],
    decided: &Decided,
    likeness: &Likeness<'_>,
) -> Vec<Vec<NameId>> {
    let mut whole = Whole { groups: decided_groups.to_vec(), group_of: FxHashMap::default() };
    for (at, group) in decided_groups.iter().enumerate() {
        whole.group_of.extend(group.iter().map(|&name| (name, at)));
    }
    let mut group_before = FxHashMap::default();
    for (at, group) in before.iter().enumerate() {
        group_before.extend(group.iter().map(|&name| (name, at)));
    }
    let were_one = |a: NameId, b: NameId| {
        let group = group_before.get(&a);
        group.is_some() && group == group_before.get(&b)
    };
    let may_be_one =
        |a: NameId, b: NameId| !decided.is_different(a, b) && (were_one(a, b) || !likeness.is_guarded(a, b));
    for group in before {
        if let Some(&first) = group.iter().find(|&&name| likeness.brings_along(name)) {
            group.iter().for_each(|&name| whole.join(first, name, &may_be_one));
        }
    }
    whole.groups.iter_mut().for_each(|group| group.sort_unstable());
    whole.groups.retain(|group| !group.is_empty());
    whole.groups
}

/// Groups that grow.
struct Whole {
    groups: Vec<Vec<NameId>>,
    group_of: FxHashMap<NameId, usize>,
}

impl Whole {
    /// Joins what a name is one thing with to the group of `first`, unless two names of them may not be one.
    fn join(&mut self, first: NameId, name: NameId, may_be_one: &impl Fn(NameId, NameId) -> bool) {
        let Some(&to) = self.group_of.get(&first) else { return };
        let from = self.group_of.get(&name).copied();
        if from == Some(to) {
            return;
        }
        let moved = from.map_or_else(|| vec![name], |from| self.groups[from].clone());
        let fits = |&a: &NameId| moved.iter().all(|&b| may_be_one(a, b));
        if self.groups[to].len() + moved.len() > MAX_NAMES || !self.groups[to].iter().all(fits) {
            return;
        }
        if let Some(from) = from {
            self.groups[from].clear();
        }
        self.group_of.extend(moved.iter().map(|&name| (name, to)));
        self.groups[to].extend(moved);
    }
}
