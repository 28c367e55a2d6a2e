//! B-cubed: how well found groups of mentions agree with the true ones.

use std::collections::HashMap;

/// Means over mentions (Bagga, Baldwin, "Algorithms for scoring coreference chains", LREC 1998), and over entities.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Agreement {
    /// The mean share of a mention's found group that is of its entity.
    pub(crate) precision: f64,
    /// The mean share of a mention's entity that is in its found group.
    pub(crate) recall: f64,
    /// True entities, and found groups.
    pub(crate) entities: usize,
    pub(crate) groups: usize,
    /// True entities with two mentions or more.
    pub(crate) repeated: usize,
    /// The mean share of such an entity's mentions in the found group that holds most of them.
    pub(crate) largest_share: f64,
    /// Pairs of mentions that are of one entity.
    pub(crate) true_pairs: u64,
}

impl Agreement {
    /// The harmonic mean of precision and recall.
    pub(crate) fn f1(&self) -> f64 {
        2.0 * self.precision * self.recall / (self.precision + self.recall).max(f64::MIN_POSITIVE)
    }
}

/// Counts by number, in the order in which the numbers come.
#[derive(Default)]
struct Sizes {
    place: HashMap<u32, usize>,
    sizes: Vec<u64>,
}

impl Sizes {
    fn add(&mut self, number: u32) -> usize {
        let place = *self.place.entry(number).or_insert(self.sizes.len());
        match self.sizes.get_mut(place) {
            Some(size) => *size += 1,
            None => self.sizes.push(1),
        }
        place
    }
}

/// Compares the entity and the found group of each mention, by the table of how many mentions each two share. O(n).
pub(crate) fn agreement(mentions: impl Iterator<Item = (u32, u32)>) -> Agreement {
    let (mut entities, mut groups) = (Sizes::default(), Sizes::default());
    let mut cell_of: HashMap<(usize, usize), usize> = HashMap::new();
    let mut cells: Vec<(usize, usize, u64)> = Vec::new();
    let mut count = 0_u64;
    for (entity, group) in mentions {
        let (entity, group) = (entities.add(entity), groups.add(group));
        let cell = *cell_of.entry((entity, group)).or_insert(cells.len());
        match cells.get_mut(cell) {
            Some((.., shared)) => *shared += 1,
            None => cells.push((entity, group, 1)),
        }
        count += 1;
    }
    let mut largest = vec![0; entities.sizes.len()];
    let (mut precision, mut recall) = (0.0, 0.0);
    for (entity, group, shared) in cells {
        let square = (shared * shared) as f64;
        precision += square / groups.sizes[group] as f64;
        recall += square / entities.sizes[entity] as f64;
        largest[entity] = shared.max(largest[entity]);
    }
    let repeated: Vec<f64> = largest
        .iter()
        .zip(&entities.sizes)
        .filter(|&(_, &size)| size > 1)
        .map(|(&largest, &size)| largest as f64 / size as f64)
        .collect();
    let (of, among) = (count.max(1) as f64, repeated.len().max(1) as f64);
    Agreement {
        precision: precision / of,
        recall: recall / of,
        entities: entities.sizes.len(),
        groups: groups.sizes.len(),
        repeated: repeated.len(),
        largest_share: repeated.iter().sum::<f64>() / among,
        true_pairs: entities.sizes.iter().map(|size| size * (size - 1) / 2).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::agreement;

    #[test]
    fn a_small_case_gives_what_was_computed_by_hand() {
        // Entities 1: a b c, 2: d e, 3: f; groups 7: a b d, 8: c, 9: e f.
        let mentions = [(1, 7), (1, 7), (1, 8), (2, 7), (2, 9), (3, 9)];
        let found = agreement(mentions.into_iter());
        // a, b: 2/3; c: 1; d: 1/3; e, f: 1/2. Sum 11/3.
        assert!((found.precision - 11.0 / 18.0).abs() < 1e-12);
        // a, b: 2/3; c: 1/3; d, e: 1/2; f: 1. Sum 11/3.
        assert!((found.recall - 11.0 / 18.0).abs() < 1e-12);
        assert!((found.f1() - 11.0 / 18.0).abs() < 1e-12);
        assert_eq!((found.entities, found.groups, found.repeated, found.true_pairs), (3, 3, 2, 4));
        // Entity 1: 2/3, entity 2: 1/2.
        assert!((found.largest_share - 7.0 / 12.0).abs() < 1e-12);
    }

    #[test]
    fn precision_and_recall_tell_joining_all_from_joining_nothing() {
        let joined = agreement([(1, 0), (1, 0), (2, 0), (2, 0)].into_iter());
        assert!((joined.precision - 0.5).abs() < 1e-12 && (joined.recall - 1.0).abs() < 1e-12);
        let apart = agreement([(1, 0), (1, 1), (2, 2), (2, 3)].into_iter());
        assert!((apart.precision - 1.0).abs() < 1e-12 && (apart.recall - 0.5).abs() < 1e-12);
    }
}
