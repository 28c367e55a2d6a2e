//! Which rows share items, and how many: the ground of meetings of entities and of near-copies of articles.

use std::ops::Range;

use rayon::prelude::*;

use super::rows::Rows;

/// Rows that one task looks at.
const TASK: usize = 1024;

/// What `found` makes of each pair of rows that share at least `least` items (1 if it is 0), ascending: it is given a
/// room, the pair, the lesser number first, and how many items both hold. Items are numbered below `items`.
///
/// O(sum over items of rows that hold them²), in parallel. Which pairs come through the same room is not foreseeable: it
/// is there for what may be kept from pair to pair, and must not change what is found.
pub(super) fn sharing<Room, Found: Send + Clone>(
    (rows, items): (&Rows, usize),
    least: u32,
    room: impl Fn() -> Room + Sync,
    found: impl Fn(&mut Room, [u32; 2], u32) -> Option<Found> + Sync,
) -> Vec<Found> {
    let holders = Holders::new(rows, items);
    let of_some = |(tally, room): &mut (Tally, Room), first: usize| {
        let (mut all, mut gathered) = (Vec::new(), Vec::new());
        for row in (first as u32..rows.len() as u32).take(TASK) {
            // Copied together first: the memory is waited for once, not at each end of a stretch.
            rows.places(row).for_each(|place| gathered.extend_from_slice(holders.after(place)));
            tally.add(&gathered);
            gathered.clear();
            all.extend(tally.take().filter_map(|(other, count)| found(room, [row, other], count)));
        }
        all
    };
    let starts: Vec<usize> = (0..rows.len()).step_by(TASK).collect();
    let room = || (Tally::new(rows.len(), least), room());
    starts.into_par_iter().map_init(room, of_some).collect::<Vec<_>>().concat()
}

/// Which rows hold each item.
struct Holders {
    /// The rows of each item.
    rows: Rows,
    /// Of each pair of a row and an item: where the later rows that hold the item stand.
    after: Vec<Range<u32>>,
}

impl Holders {
    fn new(held: &Rows, items: usize) -> Self {
        let (rows, places) = held.transposed_places(items);
        let later = |((_, item), place)| place + 1..rows.places(item).end as u32;
        let after = held.pairs().zip(places).map(later).collect();
        Self { rows, after }
    }

    fn after(&self, place: usize) -> &[u32] {
        self.rows.at(self.after[place].clone())
    }
}

/// How often numbers below a bound are met.
struct Tally {
    /// What is above `base` was counted since the last time.
    counts: Vec<u32>,
    /// Grows by what one number was met at most, so that it stays below all that was ever met.
    base: u32,
    highest: u32,
    least: u32,
    /// Those that were met often enough come first; one place more than there are numbers.
    often: Vec<u32>,
    len: usize,
}

impl Tally {
    fn new(bound: usize, least: u32) -> Self {
        let least = least.max(1);
        Self { counts: vec![0; bound], base: 0, highest: 0, least, often: vec![0; bound + 1], len: 0 }
    }

    /// Whether a number is met for the `least`th time cannot be foreseen, so it is written in any case, and kept by
    /// counting it.
    fn add(&mut self, numbers: &[u32]) {
        let Self { counts, base, highest, least, often, len } = self;
        for &number in numbers {
            let slot = &mut counts[number as usize];
            let count = *base.max(slot) + 1;
            *slot = count;
            *highest = count.max(*highest);
            often[*len] = number;
            *len += usize::from(count == *base + *least);
        }
    }

    /// What was met often enough, `(number, how often)`, ascending; counting begins anew.
    fn take(&mut self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let Self { counts, base, highest, often, len, .. } = self;
        let (base, len) = (std::mem::replace(base, *highest), std::mem::take(len));
        often[..len].sort_unstable();
        often[..len].iter().map(move |&number| (number, counts[number as usize] - base))
    }
}

#[cfg(test)]
mod tests {
    use super::{Tally, sharing};
    use crate::graph::rows::Rows;

    #[test]
    fn numbers_are_counted_and_forgotten() {
        let mut tally = Tally::new(8, 2);
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
        let rows = Rows::from_sorted(4, &held);
        let all = |least| sharing((&rows, 3), least, || (), |(), pair, shared| Some((pair, shared)));
        assert_eq!(all(0), [([0, 1], 2), ([0, 3], 3), ([1, 3], 2)]);
        assert_eq!(all(3), [([0, 3], 3)]);
        assert!(all(4).is_empty());
    }
}
