//! Lists of numbers in one array: what each article holds, where each entity is held.

use rayon::prelude::*;

use crate::lists::Lists;

/// Rows that one task fills.
const TASK: usize = 1024;

/// Sorts items into rows: where each row starts (and, at the end, how many items there are), and the items by their
/// place in the input, row by row, in the order of the input. O(rows + items).
pub fn sorted_into(rows: usize, row_of: impl Iterator<Item = u32> + Clone) -> (Vec<u32>, Vec<u32>) {
    let starts = starts(rows, row_of.clone());
    let mut items = vec![0u32; starts[rows] as usize];
    for (item, place) in (0..).zip(placed(&starts, row_of)) {
        items[place as usize] = item;
    }
    (starts, items)
}

/// Where each row starts, and at the end how many items there are.
fn starts(rows: usize, row_of: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut starts = vec![0u32; rows + 1];
    for row in row_of {
        starts[row as usize + 1] += 1;
    }
    for row in 0..rows {
        starts[row + 1] += starts[row];
    }
    starts
}

/// The place of each item in rows that start there, row by row in the order of the input.
fn placed(starts: &[u32], row_of: impl Iterator<Item = u32>) -> impl Iterator<Item = u32> {
    let mut next = starts.to_vec();
    row_of.map(move |row| {
        let place = next[row as usize];
        next[row as usize] += 1;
        place
    })
}

/// Rows of ascending numbers without repeats, in compressed form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rows {
    offsets: Vec<u32>,
    items: Vec<u32>,
}

impl Rows {
    /// Builds `rows` rows from pairs `(row, item)` that are sorted and without repeats. O(rows + pairs).
    #[must_use]
    pub fn from_sorted(rows: usize, pairs: &[(u32, u32)]) -> Self {
        let offsets = starts(rows, pairs.iter().map(|pair| pair.0));
        Self { offsets, items: pairs.iter().map(|&(_, item)| item).collect() }
    }

    /// Which places of the input belong to each of `rows` rows. O(rows + places).
    #[must_use]
    pub fn grouped(rows: usize, row_of: impl Iterator<Item = u32> + Clone) -> Self {
        let (offsets, items) = sorted_into(rows, row_of);
        Self { offsets, items }
    }

    /// Builds `rows` rows from pairs in any order, repeats dropped. O(pairs log(pairs of a row)), in parallel.
    #[must_use]
    pub fn from_pairs(rows: usize, pairs: &[(u32, u32)]) -> Self {
        let grouped = Self::grouped(rows, pairs.iter().map(|pair| pair.0));
        Self::filled(rows, |row, items| {
            items.extend(grouped.row(row).iter().map(|&pair| pairs[pair as usize].1));
        })
    }

    /// Builds `rows` rows of what `fill` appends for each, in any order, repeats dropped. O(items log(items of a row)),
    /// in parallel.
    #[must_use]
    pub fn filled(rows: usize, fill: impl Fn(u32, &mut Vec<u32>) + Sync) -> Self {
        let part = |first: u32| {
            let mut part = Lists::default();
            let mut row = Vec::new();
            for at in (first..rows as u32).take(TASK) {
                fill(at, &mut row);
                row.sort_unstable();
                row.dedup();
                part.push(row.drain(..));
            }
            part
        };
        let firsts: Vec<u32> = (0..rows as u32).step_by(TASK).collect();
        let parts: Vec<Lists<u32>> = firsts.into_par_iter().map(part).collect();
        let items = parts.iter().map(Lists::item_count).sum();
        let mut filled = Self { offsets: Vec::with_capacity(rows + 1), items: Vec::with_capacity(items) };
        filled.offsets.push(0);
        for row in parts.iter().flat_map(Lists::iter) {
            filled.items.extend_from_slice(row);
            filled.offsets.push(filled.items.len() as u32);
        }
        filled
    }

    /// Joins rows: each becomes part of the row given for it, one of `rows`, repeats dropped. O(rows + pairs), and
    /// sorting of what is joined.
    #[must_use]
    pub fn joined(&self, rows: usize, row_of: &[u32]) -> Self {
        let parts = Self::grouped(rows, row_of.iter().copied());
        Self::filled(rows, |row, items| {
            parts.row(row).iter().for_each(|&part| items.extend_from_slice(self.row(part)));
        })
    }

    /// Some of the rows, in the order given. O(their pairs), in parallel.
    #[must_use]
    pub fn select(&self, rows: &[u32]) -> Self {
        Self::filled(rows.len(), |row, items| items.extend_from_slice(self.row(rows[row as usize])))
    }

    /// How many rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The items of one row, ascending.
    #[must_use]
    pub fn row(&self, row: u32) -> &[u32] {
        &self.items[self.places(row)]
    }

    /// The places of a row's items among all pairs.
    pub fn places(&self, row: u32) -> std::ops::Range<usize> {
        self.offsets[row as usize] as usize..self.offsets[row as usize + 1] as usize
    }

    /// Every pair `(row, item)`, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        (0..self.len() as u32).flat_map(|row| self.row(row).iter().map(move |&item| (row, item)))
    }

    /// The items of a row after the one at a place among all pairs.
    pub fn after(&self, row: u32, place: u32) -> &[u32] {
        &self.items[place as usize + 1..self.places(row).end]
    }

    /// The same pairs seen from the items: `items` rows. O(rows + pairs).
    #[must_use]
    pub fn transposed(&self, items: usize) -> Self {
        self.transposed_places(items).0
    }

    /// [`Self::transposed`], and the place there of each pair.
    pub fn transposed_places(&self, items: usize) -> (Self, Vec<u32>) {
        let offsets = starts(items, self.items.iter().copied());
        let places: Vec<u32> = placed(&offsets, self.items.iter().copied()).collect();
        let mut rows = vec![0; self.items.len()];
        for ((row, _), &place) in self.pairs().zip(&places) {
            rows[place as usize] = row;
        }
        (Self { offsets, items: rows }, places)
    }
}

#[cfg(test)]
mod tests {
    use super::{Rows, sorted_into};

    #[test]
    fn items_keep_their_order_within_a_row() {
        let (starts, items) = sorted_into(4, [2, 0, 2, 3, 0].into_iter());
        assert_eq!((starts, items), (vec![0, 2, 2, 4, 5], vec![1, 4, 0, 2, 3]));
        assert_eq!(sorted_into(0, std::iter::empty()), (vec![0], vec![]));
        assert_eq!(Rows::grouped(4, [2, 0, 2, 3, 0].into_iter()).row(2), [0, 2]);
    }

    #[test]
    fn pairs_may_come_in_any_order_and_again() {
        let rows = Rows::from_pairs(3, &[(2, 1), (0, 3), (2, 1), (0, 1), (2, 0)]);
        assert_eq!(rows, Rows::from_sorted(3, &[(0, 1), (0, 3), (2, 0), (2, 1)]));
        assert_eq!(Rows::from_pairs(0, &[]), Rows::from_sorted(0, &[]));
    }

    #[test]
    fn rows_of_many_tasks_are_sorted_and_in_order() {
        // Row r holds r, r - 1 and r + 1, given from the largest on, one of them twice; every third row is empty.
        let rows = Rows::filled(3000, |row, items| {
            if row % 3 != 0 {
                items.extend([row + 1, row, row - 1, row]);
            }
        });
        let expected = (0..3000u32)
            .filter(|row| row % 3 != 0)
            .flat_map(|row| (row - 1..=row + 1).map(move |item| (row, item)));
        assert_eq!(rows, Rows::from_sorted(3000, &expected.collect::<Vec<_>>()));
        assert_eq!(Rows::filled(0, |_, _| {}), Rows::from_sorted(0, &[]));
    }

    #[test]
    fn joined_rows_hold_what_one_of_them_held() {
        let rows = Rows::from_sorted(4, &[(0, 2), (0, 5), (1, 0), (3, 1), (3, 2)]);
        let joined = Rows::from_sorted(3, &[(0, 1), (0, 2), (0, 5), (1, 0)]);
        assert_eq!(rows.joined(3, &[0, 1, 2, 0]), joined);
    }

    #[test]
    fn transposing_twice_gives_the_rows_back() {
        let rows = Rows::from_sorted(3, &[(0, 1), (0, 3), (2, 1)]);
        let columns = rows.transposed(4);
        assert_eq!(columns.row(1), [0, 2]);
        assert_eq!(columns.row(3), [0]);
        assert!(columns.row(2).is_empty());
        assert_eq!(columns.select(&[3, 1]), Rows::from_sorted(2, &[(0, 0), (1, 0), (1, 2)]));
        assert_eq!(columns.transposed(3), rows);
    }
}
