//! Names that are one thing, as pairs say.

use std::collections::BTreeMap;

use petgraph::unionfind::UnionFind;

use crate::resolve::types::NameId;

/// Some names in parts that grow.
pub(crate) struct Joined {
    names: Vec<NameId>,
    parts: UnionFind<usize>,
}

impl Joined {
    /// The names of some pairs, each by itself. O(n log n).
    pub(crate) fn apart(pairs: impl Iterator<Item = [NameId; 2]>) -> Self {
        let mut names: Vec<NameId> = pairs.flatten().collect();
        names.sort_unstable();
        names.dedup();
        let parts = UnionFind::new(names.len());
        Self { names, parts }
    }

    /// Makes two of the names one thing, with all that is one thing with either.
    pub(crate) fn join(&mut self, [a, b]: [NameId; 2]) {
        if let (Some(a), Some(b)) = (self.place(a), self.place(b)) {
            self.parts.union(a, b);
        }
    }

    /// The number of the part of a name; `None` for a name that is not among them.
    pub(crate) fn part(&self, name: NameId) -> Option<usize> {
        self.place(name).map(|place| self.parts.find(place))
    }

    /// Whether two names are among them and one thing.
    pub(crate) fn are_one(&self, a: NameId, b: NameId) -> bool {
        self.part(a).is_some_and(|part| self.part(b) == Some(part))
    }

    /// The parts, each sorted, in the order of their first names.
    pub(crate) fn groups(&self) -> Vec<Vec<NameId>> {
        let mut groups: BTreeMap<usize, Vec<NameId>> = BTreeMap::new();
        for (place, &name) in self.names.iter().enumerate() {
            groups.entry(self.parts.find(place)).or_default().push(name);
        }
        let mut groups: Vec<Vec<NameId>> = groups.into_values().collect();
        groups.sort();
        groups
    }

    fn place(&self, name: NameId) -> Option<usize> {
        self.names.binary_search(&name).ok()
    }
}
