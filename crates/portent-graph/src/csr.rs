//! Many rows of items in one array (compressed sparse rows): what each node is joined to, what each article holds.

use std::marker::PhantomData;
use std::ops::{Index, Range};

use crate::index::Key;
use crate::parallel;

/// Rows that one task fills.
const TASK: usize = 1024;

/// Rows of items in one array: no row has memory of its own, and reading them in order is reading memory in order.
///
/// `Row` numbers the rows and `T` is what they hold; a row is read as `rows[row]`, in O(1). 4 bytes a row beside the
/// items. All functions panic where 2^32 items or more come together, as a vector does that finds no memory.
///
/// ```
/// use portent_graph::csr::Csr;
/// let mut rows: Csr<usize, char> = Csr::default();
/// rows.push("ab".chars());
/// rows.push([]);
/// assert_eq!((rows.len(), &rows[0], &rows[1]), (2, &['a', 'b'][..], &[][..]));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Csr<Row, T> {
    /// Where each row starts, and at the end how many items there are.
    starts: Vec<u32>,
    items: Vec<T>,
    row: PhantomData<fn(Row)>,
}

/// Rows that are numbered by their places.
pub type Lists<T> = Csr<usize, T>;

impl<Row, T> Default for Csr<Row, T> {
    fn default() -> Self {
        Self { starts: vec![0], items: Vec::new(), row: PhantomData }
    }
}

impl<Row: Key, T> Csr<Row, T> {
    /// No rows yet, with room for so many rows and items.
    #[must_use]
    pub fn with_room(rows: usize, items: usize) -> Self {
        let mut starts = Vec::with_capacity(rows + 1);
        starts.push(0);
        Self { starts, items: Vec::with_capacity(items), row: PhantomData }
    }

    /// Rows of known starts, the number of items last.
    fn from_parts(starts: Vec<u32>, items: Vec<T>) -> Self {
        Self { starts, items, row: PhantomData }
    }

    /// How many rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many items all rows have together.
    #[must_use]
    pub fn item_count(&self) -> usize {
        self.items.len()
    }

    /// All items, row after row.
    #[must_use]
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// The numbers of the rows, in order.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = Row> + ExactSizeIterator + Clone + use<Row, T> {
        (0..self.len()).map(Row::from)
    }

    /// The rows in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &[T]> + ExactSizeIterator {
        self.starts.windows(2).map(|ends| &self.items[place(ends[0])..place(ends[1])])
    }

    /// Where the items of a row stand among all items.
    #[must_use]
    #[inline]
    pub fn range(&self, row: Row) -> Range<usize> {
        let row = row.into();
        place(self.starts[row])..place(self.starts[row + 1])
    }

    /// Takes all rows away and keeps their memory.
    pub fn clear(&mut self) {
        self.starts.truncate(1);
        self.items.clear();
    }

    /// Adds a row.
    pub fn push(&mut self, row: impl IntoIterator<Item = T>) {
        self.items.extend(row);
        self.starts.push(number(self.items.len()));
    }

    /// Adds all rows of another, each item as `made` has it.
    pub fn append<'a, U>(&mut self, other: &'a Csr<Row, U>, made: impl Fn(&'a U) -> T) {
        let before = number(self.items.len());
        self.items.extend(other.items.iter().map(made));
        number(self.items.len());
        self.starts.extend(other.starts[1..].iter().map(|start| before + start));
    }

    /// The same rows, each item as `made` has it.
    #[must_use]
    pub fn map<U>(self, made: impl FnMut(T) -> U) -> Csr<Row, U> {
        Csr::from_parts(self.starts, self.items.into_iter().map(made).collect())
    }

    /// The same items, those of each row sorted by what `key` makes of them, in place.
    pub fn sort_rows_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        for ends in self.starts.windows(2) {
            self.items[place(ends[0])..place(ends[1])].sort_unstable_by_key(&key);
        }
    }
}

impl<Row: Key, T> Csr<Row, T> {
    /// The same items, those of each row sorted by a comparison that tells all of them apart, in place.
    pub fn sort_rows_by(&mut self, compare: impl Fn(&T, &T) -> std::cmp::Ordering) {
        for ends in self.starts.windows(2) {
            self.items[place(ends[0])..place(ends[1])].sort_unstable_by(&compare);
        }
    }
}

impl<Row: Key, A, B> Csr<Row, (A, B)> {
    /// Rows of the first halves, and the second halves in the order of [`Csr::items`].
    #[must_use]
    pub fn unzip(self) -> (Csr<Row, A>, Vec<B>) {
        let (items, others) = self.items.into_iter().unzip();
        (Csr::from_parts(self.starts, items), others)
    }
}

impl<Row: Key, Item: Key> Csr<Row, Item> {
    /// Which places of the input belong to each of `rows` rows, in the order of the input. O(rows + places).
    #[must_use]
    pub fn grouped(rows: usize, row_of: impl Iterator<Item = Row> + Clone) -> Self {
        let starts = starts(rows, row_of.clone());
        let mut items = vec![Item::from(0); place(starts[rows])];
        for (at, there) in placed(&starts, row_of).enumerate() {
            items[place(there)] = Item::from(at);
        }
        Self::from_parts(starts, items)
    }

    /// Builds `rows` rows from pairs `(row, item)` that are sorted and without repeats. O(rows + pairs).
    #[must_use]
    pub fn from_sorted(rows: usize, pairs: &[(Row, Item)]) -> Self {
        let starts = starts(rows, pairs.iter().map(|pair| pair.0));
        Self::from_parts(starts, pairs.iter().map(|&(_, item)| item).collect())
    }

    /// Builds `rows` rows from pairs in any order, repeats dropped. O(pairs log(pairs of a row)), in parallel.
    #[must_use]
    pub fn from_pairs(rows: usize, pairs: &[(Row, Item)]) -> Self {
        let grouped: Csr<Row, usize> = Csr::grouped(rows, pairs.iter().map(|pair| pair.0));
        Self::filled(rows, |row, items| items.extend(grouped[row].iter().map(|&pair| pairs[pair].1)))
    }

    /// Builds `rows` rows of what `fill` appends for each, in any order, repeats dropped. O(items log(items of a row)),
    /// in parallel.
    #[must_use]
    pub fn filled(rows: usize, fill: impl Fn(Row, &mut Vec<Item>) + Sync) -> Self {
        let part = |part: usize| {
            let mut found: Csr<Row, Item> = Csr::default();
            let mut row = Vec::new();
            for at in part * TASK..rows.min((part + 1) * TASK) {
                fill(Row::from(at), &mut row);
                row.sort_unstable();
                row.dedup();
                found.push(row.drain(..));
            }
            found
        };
        let parts = parallel::map(rows.div_ceil(TASK), 1, part);
        let mut filled = Self::with_room(rows, parts.iter().map(Self::item_count).sum());
        parts.iter().for_each(|part| filled.append(part, |&item| item));
        filled
    }

    /// Joins rows: each becomes part of the row given for it, one of `rows`, repeats dropped. O(rows + pairs), and
    /// sorting of what is joined.
    #[must_use]
    pub fn joined<To: Key>(&self, rows: usize, row_of: impl Iterator<Item = To> + Clone) -> Csr<To, Item> {
        let parts: Csr<To, Row> = Csr::grouped(rows, row_of);
        Csr::filled(rows, |row, items| {
            parts[row].iter().for_each(|&part| items.extend_from_slice(&self[part]));
        })
    }

    /// Some of the rows, in the order given, which numbers them anew. O(their pairs), in parallel.
    #[must_use]
    pub fn select<To: Key>(&self, rows: &[Row]) -> Csr<To, Item> {
        Csr::filled(rows.len(), |row: To, items| items.extend_from_slice(&self[rows[row.into()]]))
    }

    /// Every pair `(row, item)`, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (Row, Item)> + '_ {
        self.rows().flat_map(|row| self[row].iter().map(move |&item| (row, item)))
    }

    /// The same pairs seen from the items: `items` rows. O(rows + pairs).
    #[must_use]
    pub fn transposed(&self, items: usize) -> Csr<Item, Row> {
        self.transposed_places(items).0
    }

    /// [`Self::transposed`], and the place there of each pair, for [`Self::after`].
    #[must_use]
    pub fn transposed_places(&self, items: usize) -> (Csr<Item, Row>, Vec<u32>) {
        let starts = starts(items, self.items.iter().copied());
        let places: Vec<u32> = placed(&starts, self.items.iter().copied()).collect();
        let mut rows = vec![Row::from(0); self.items.len()];
        for ((row, _), &there) in self.pairs().zip(&places) {
            rows[place(there)] = row;
        }
        (Csr::from_parts(starts, rows), places)
    }

    /// The items of a row after the one at a place among all items.
    #[must_use]
    #[inline]
    pub fn after(&self, row: Row, at: u32) -> &[Item] {
        &self.items[place(at) + 1..self.range(row).end]
    }
}

impl<Row: Key, T> Index<Row> for Csr<Row, T> {
    type Output = [T];

    /// One row. Panics past the end, as a slice does.
    #[inline]
    fn index(&self, row: Row) -> &[T] {
        &self.items[self.range(row)]
    }
}

/// Where each row starts, and at the end how many items there are.
fn starts<Row: Key>(rows: usize, row_of: impl Iterator<Item = Row>) -> Vec<u32> {
    let mut starts = vec![0u32; rows + 1];
    for row in row_of {
        starts[row.into() + 1] += 1;
    }
    for row in 0..rows {
        starts[row + 1] += starts[row];
    }
    starts
}

/// The place of each item in rows that start there, row by row in the order of the input.
fn placed<Row: Key>(starts: &[u32], row_of: impl Iterator<Item = Row>) -> impl Iterator<Item = u32> {
    let mut next = starts.to_vec();
    row_of.map(move |row| {
        let next = &mut next[row.into()];
        *next += 1;
        *next - 1
    })
}

/// The place among the items that a stored number stands for.
#[inline]
const fn place(number: u32) -> usize {
    number as usize
}

/// A place among the items as it is stored.
fn number(place: usize) -> u32 {
    u32::try_from(place).expect("fewer than 2^32 items")
}

#[cfg(test)]
mod tests {
    use super::{Csr, Lists};
    use crate::index::NodeRow as Row;

    fn sorted(rows: usize, pairs: &[(u32, u32)]) -> Csr<Row, Row> {
        Csr::from_sorted(rows, &typed(pairs))
    }

    fn typed(pairs: &[(u32, u32)]) -> Vec<(Row, Row)> {
        pairs.iter().map(|&(row, item)| (Row::new(row), Row::new(item))).collect()
    }

    #[test]
    fn rows_keep_their_items_and_their_order() {
        let mut lists = Lists::default();
        assert!(lists.is_empty());
        lists.push([3, 1]);
        lists.push([]);
        let mut all = Lists::default();
        all.push([9]);
        all.append(&lists, |item| item + 10);
        all.append(&lists, |item| *item);
        assert_eq!(all.iter().collect::<Vec<_>>(), [&[9][..], &[13, 11], &[], &[3, 1], &[]]);
    }

    #[test]
    fn places_keep_their_order_within_a_row() {
        let rows = [2, 0, 2, 3, 0].map(Row::new);
        let grouped: Csr<Row, usize> = Csr::grouped(4, rows.into_iter());
        assert_eq!(grouped.iter().collect::<Vec<_>>(), [&[1, 4][..], &[], &[0, 2], &[3]]);
        assert_eq!(Csr::<Row, usize>::grouped(0, std::iter::empty()), Csr::default());
    }

    #[test]
    fn rows_of_pairs_are_sorted_by_key_and_come_apart() {
        let mut rows: Lists<(u32, char)> = Lists::default();
        rows.push([(2, 'a'), (1, 'b')]);
        rows.push([(0, 'c')]);
        rows.sort_rows_by_key(|&(key, _)| key);
        let (keys, letters) = rows.map(|(key, letter)| (key * 10, letter)).unzip();
        assert_eq!((&keys[0], &keys[1], letters), (&[10, 20][..], &[0][..], vec!['b', 'a', 'c']));
    }

    #[test]
    fn pairs_may_come_in_any_order_and_again() {
        let rows = Csr::from_pairs(3, &typed(&[(2, 1), (0, 3), (2, 1), (0, 1), (2, 0)]));
        assert_eq!(rows, sorted(3, &[(0, 1), (0, 3), (2, 0), (2, 1)]));
        assert_eq!(Csr::from_pairs(0, &[]), sorted(0, &[]));
    }

    #[test]
    fn rows_of_many_tasks_are_sorted_and_in_order() {
        // Row r holds r, r - 1 and r + 1, given from the largest on, one of them twice; every third row is empty.
        let rows = Csr::filled(3000, |row: Row, items: &mut Vec<Row>| {
            let row = row.get();
            if row % 3 != 0 {
                items.extend([row + 1, row, row - 1, row].map(Row::new));
            }
        });
        let expected = (0..3000u32)
            .filter(|row| row % 3 != 0)
            .flat_map(|row| (row - 1..=row + 1).map(move |item| (row, item)));
        assert_eq!(rows, sorted(3000, &expected.collect::<Vec<_>>()));
        assert_eq!(Csr::filled(0, |_: Row, _: &mut Vec<Row>| {}), sorted(0, &[]));
    }

    #[test]
    fn joined_rows_hold_what_one_of_them_held() {
        let rows = sorted(4, &[(0, 2), (0, 5), (1, 0), (3, 1), (3, 2)]);
        let joined = sorted(3, &[(0, 1), (0, 2), (0, 5), (1, 0)]);
        assert_eq!(rows.joined(3, [0, 1, 2, 0].map(Row::new).into_iter()), joined);
    }

    #[test]
    fn transposing_twice_gives_the_rows_back() {
        let rows = sorted(3, &[(0, 1), (0, 3), (2, 1)]);
        let columns = rows.transposed(4);
        assert_eq!(columns[Row::new(1)], [0, 2]);
        assert_eq!(columns[Row::new(3)], [0]);
        assert!(columns[Row::new(2)].is_empty());
        assert_eq!(columns.select(&[3, 1].map(Row::new)), sorted(2, &[(0, 0), (1, 0), (1, 2)]));
        assert_eq!(columns.transposed(3), rows);
    }

    #[test]
    fn what_comes_after_a_pair_in_the_other_direction_is_the_rest_of_its_row() {
        let rows = sorted(3, &[(0, 0), (0, 1), (1, 0), (2, 0), (2, 1)]);
        let (columns, places) = rows.transposed_places(2);
        let after: Vec<&[Row]> =
            rows.pairs().zip(&places).map(|((_, item), &at)| columns.after(item, at)).collect();
        let expected: [&[u32]; 5] = [&[1, 2], &[2], &[2], &[], &[]];
        assert!(after.iter().zip(expected).all(|(found, expected)| *found == expected), "{after:?}");
    }
}
