//! Copies count once: an article and its copies are one group, and every count of articles is one of groups.

use std::hash::Hash;

use rustc_hash::FxHashMap;

/// Groups numbered from 0 in the order of their first members; `G` is the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groups<G> {
    /// The number of each member's group.
    pub number_of: Vec<G>,
    /// The first member of each group, by its place.
    pub first: Vec<usize>,
}

impl<G: Copy + From<usize>> Groups<G> {
    /// Groups members by key: equal keys are one group. O(members).
    ///
    /// ```
    /// use portent::graph::copies::Groups;
    /// let groups: Groups<usize> = Groups::by_key(["b", "a", "b"].into_iter());
    /// assert_eq!((groups.number_of, groups.first), (vec![0, 1, 0], vec![0, 1]));
    /// ```
    #[must_use]
    pub fn by_key<K: Copy + Eq + Hash>(keys: impl Iterator<Item = K>) -> Self {
        let mut groups = Self { number_of: Vec::new(), first: Vec::new() };
        let mut known: FxHashMap<K, G> = FxHashMap::default();
        // Members of one group mostly stand together: its key is looked up once for all.
        let mut last: Option<(K, G)> = None;
        for (at, key) in keys.enumerate() {
            let number = match last {
                Some((same, number)) if same == key => number,
                _ => *known.entry(key).or_insert_with(|| {
                    groups.first.push(at);
                    G::from(groups.first.len() - 1)
                }),
            };
            last = Some((key, number));
            groups.number_of.push(number);
        }
        groups
    }

    /// How many groups.
    #[must_use]
    pub fn count(&self) -> usize {
        self.first.len()
    }
}
