//! Which rows share items, and how many: the ground of meetings of entities, of near-copies of articles and of themes.

use portent_graph::csr::Csr;
use portent_graph::index::Key;
use portent_graph::parallel;

/// Rows that one task looks at.
const TASK: usize = 1024;

/// What `found` makes of each pair of rows that share at least `least` items (1 if it is 0), ascending: it is given the
/// pair, the lesser number first, and how many items both hold. Items are numbered below `items`.
///
/// O(sum over items of rows that hold them²), in parallel.
pub(crate) fn sharing<Row: Key, Item: Key, Found: Send>(
    rows: &Csr<Row, Item>,
    items: usize,
    least: u32,
    found: impl Fn([Row; 2], u32) -> Option<Found> + Sync,
) -> Vec<Found> {
    // Which rows hold each item, and where each pair of a row and an item stands there.
    let (holders, places) = rows.transposed_places(items);
    let of_some = |tally: &mut Tally<Row>, part: usize| {
        let (mut all, mut gathered) = (Vec::new(), Vec::new());
        for row in rows.rows().skip(part * TASK).take(TASK) {
            // Copied together first: the memory is waited for once, not at each end of a stretch.
            for (&item, &place) in rows[row].iter().zip(&places[rows.range(row)]) {
                gathered.extend_from_slice(holders.after(item, place));
            }
            tally.add(&gathered);
            gathered.clear();
            all.extend(tally.take().filter_map(|(other, count)| found([row, other], count)));
        }
        all
    };
    let tally = || Tally::new(rows.len(), least);
    let parts = parallel::map_with(rows.len().div_ceil(TASK), 1, tally, of_some);
    parts.into_iter().flatten().collect()
}

/// How often numbers below a bound are met.
struct Tally<Number> {
    /// What is above `base` was counted since the last time.
    counts: Vec<u32>,
    /// Grows by what one number was met at most, so that it stays below all that was ever met.
    base: u32,
    highest: u32,
    least: u32,
    /// Those that were met often enough come first; one place more than there are numbers.
    often: Vec<Number>,
    len: usize,
}

impl<Number: Key> Tally<Number> {
    fn new(bound: usize, least: u32) -> Self {
        let least = least.max(1);
        Self {
            counts: vec![0; bound],
            base: 0,
            highest: 0,
            least,
            often: vec![Number::from(0); bound + 1],
            len: 0,
        }
    }

    /// Whether a number is met for the `least`th time cannot be foreseen, so it is written in any case, and kept by
    /// counting it. What changes with each number is kept in variables: fields would go through memory.
    fn add(&mut self, numbers: &[Number]) {
        let Self { base, least, mut highest, mut len, .. } = *self;
        let (counts, often) = (self.counts.as_mut_slice(), self.often.as_mut_slice());
        for &number in numbers {
            let slot = &mut counts[number.into()];
            let count = base.max(*slot) + 1;
            *slot = count;
            highest = count.max(highest);
            often[len] = number;
            len += usize::from(count == base + least);
        }
        (self.highest, self.len) = (highest, len);
    }

    /// What was met often enough, `(number, how often)`, ascending; counting begins anew.
    fn take(&mut self) -> impl Iterator<Item = (Number, u32)> + '_ {
        let Self { counts, base, highest, often, len, .. } = self;
        let (base, len) = (std::mem::replace(base, *highest), std::mem::take(len));
        often[..len].sort_unstable();
        often[..len].iter().map(move |&number| (number, counts[number.into()] - base))
    }
}

#[cfg(test)]
mod tests {
    use super::{Tally, sharing};
    use portent_graph::csr::Csr;
    use portent_graph::index::NodeRow;

    #[test]
    fn numbers_are_counted_and_forgotten() {
        let mut tally: Tally<usize> = Tally::new(8, 2);
        tally.add(&[5, 2, 5, 7]);
        tally.add(&[2, 5]);
        assert_eq!(tally.take().collect::<Vec<_>>(), [(2, 2), (5, 3)]);
        tally.add(&[7, 2, 7]);
        assert_eq!(tally.take().collect::<Vec<_>>(), [(7, 2)]);
        assert_eq!(tally.take().count(), 0);
    }

    #[test]
    fn pairs_of_rows_come_in_order_with_what_they_share() {
        // Rows 0 {0, 1, 2}, 1 {1, 2}, 2 {}, 3 {0, 1, 2}.
        let held = [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (3, 0), (3, 1), (3, 2)];
        let held = held.map(|(row, item)| (NodeRow::new(row), NodeRow::new(item)));
        let rows: Csr<NodeRow, NodeRow> = Csr::from_sorted(4, &held);
        let all = |least| sharing(&rows, 3, least, |pair, shared| Some((pair.map(NodeRow::get), shared)));
        assert_eq!(all(0), [([0, 1], 2), ([0, 3], 3), ([1, 3], 2)]);
        assert_eq!(all(3), [([0, 3], 3)]);
        assert!(all(4).is_empty());
    }
}
