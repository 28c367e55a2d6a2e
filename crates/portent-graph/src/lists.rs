//! Many lists in one array.

use std::ops::{Index, Range};

/// Many lists in one array: no list has memory of its own, and reading them in order is reading memory in order.
///
/// ```
/// let mut lists = portent_graph::lists::Lists::default();
/// lists.push([3, 1]);
/// lists.push([]);
/// assert_eq!((lists.len(), &lists[0], &lists[1]), (2, &[3, 1][..], &[][..]));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lists<T> {
    /// Where each list ends.
    ends: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self::with_room(0, 0)
    }
}

impl<T> Lists<T> {
    /// None yet, with room for so many lists and items.
    #[must_use]
    pub fn with_room(lists: usize, items: usize) -> Self {
        Self { ends: Vec::with_capacity(lists), items: Vec::with_capacity(items) }
    }

    /// How many items all lists have together.
    #[must_use]
    pub fn item_count(&self) -> usize {
        self.items.len()
    }

    /// How many lists.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no list.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The lists in order.
    pub fn iter(&self) -> impl Iterator<Item = &[T]> {
        (0..self.len()).map(|list| &self[list])
    }

    /// Adds a list. Panics past 2^32 items, as a vector does that finds no memory.
    pub fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.items.extend(list);
        self.ends.push(u32::try_from(self.items.len()).expect("fewer than 2^32 items"));
    }

    /// Adds all lists of another, each item as `made` has it. Panics as [`Self::push`] does.
    pub fn append<'a, U>(&mut self, other: &'a Lists<U>, made: impl Fn(&'a U) -> T) {
        let before = u32::try_from(self.items.len()).expect("fewer than 2^32 items");
        self.items.extend(other.items.iter().map(made));
        self.ends
            .extend(other.ends.iter().map(|end| before.checked_add(*end).expect("fewer than 2^32 items")));
    }

    fn places(&self, list: usize) -> Range<usize> {
        let start = list.checked_sub(1).map_or(0, |before| self.ends[before]);
        start as usize..self.ends[list] as usize
    }
}

impl<T> Index<usize> for Lists<T> {
    type Output = [T];

    /// One list. Panics past the end, as a slice does.
    fn index(&self, list: usize) -> &[T] {
        &self.items[self.places(list)]
    }
}

#[cfg(test)]
mod tests {
    use super::Lists;

    #[test]
    fn lists_keep_their_items_and_their_order() {
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
}
