//! Lists of numbers in one array: what each article holds, where each entity is held.

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
        let mut offsets = vec![0u32; rows + 1];
        for &(row, _) in pairs {
            offsets[row as usize + 1] += 1;
        }
        for row in 0..rows {
            offsets[row + 1] += offsets[row];
        }
        Self { offsets, items: pairs.iter().map(|&(_, item)| item).collect() }
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
        &self.items[self.offsets[row as usize] as usize..self.offsets[row as usize + 1] as usize]
    }

    /// Every pair `(row, item)`, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        (0..self.len() as u32).flat_map(|row| self.row(row).iter().map(move |&item| (row, item)))
    }

    /// The same pairs seen from the items: `items` rows. O(rows + pairs).
    #[must_use]
    pub fn transposed(&self, items: usize) -> Self {
        let mut offsets = vec![0u32; items + 1];
        for &item in &self.items {
            offsets[item as usize + 1] += 1;
        }
        for item in 0..items {
            offsets[item + 1] += offsets[item];
        }
        let mut next = offsets.clone();
        let mut rows = vec![0u32; self.items.len()];
        for (row, item) in self.pairs() {
            let slot = &mut next[item as usize];
            rows[*slot as usize] = row;
            *slot += 1;
        }
        Self { offsets, items: rows }
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;

    #[test]
    fn transposing_twice_gives_the_rows_back() {
        let rows = Rows::from_sorted(3, &[(0, 1), (0, 3), (2, 1)]);
        let columns = rows.transposed(4);
        assert_eq!(columns.row(1), [0, 2]);
        assert_eq!(columns.row(3), [0]);
        assert!(columns.row(2).is_empty());
        assert_eq!(columns.transposed(3), rows);
    }
}
