//! Work on pieces of a list, in parallel, with results in order.

use rayon::prelude::*;

/// What `of` pushes for each item, in the order of the items; `piece` items are one task.
///
/// `flat_map_iter(..).collect()` of rayon says the same, but lets a vector a thread grow to megabytes, moving it each
/// time, and copies all of them once more: here the vectors that grow stay small, and their memory serves again.
pub fn flat<T: Sync, U: Send>(
    items: &[T],
    piece: usize,
    of: impl Fn(usize, &T, &mut Vec<U>) + Sync,
) -> Vec<U> {
    let part = |(number, items): (usize, &[T])| {
        let mut found = Vec::new();
        for (at, item) in items.iter().enumerate() {
            of(number * piece + at, item, &mut found);
        }
        found.shrink_to_fit();
        found
    };
    let parts: Vec<Vec<U>> = items.par_chunks(piece).enumerate().map(part).collect();
    let mut all = Vec::with_capacity(parts.iter().map(Vec::len).sum());
    parts.into_iter().for_each(|part| all.extend(part));
    all
}

#[cfg(test)]
mod tests {
    use super::flat;

    #[test]
    fn results_stand_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1000).collect();
        let twice = |at: usize, item: &usize, found: &mut Vec<usize>| {
            assert_eq!(at, *item);
            found.extend(std::iter::repeat_n(*item, item % 3));
        };
        let expected: Vec<usize> =
            items.iter().flat_map(|&item| std::iter::repeat_n(item, item % 3)).collect();
        for piece in [1, 7, 1000, 2000] {
            assert_eq!(flat(&items, piece, twice), expected);
        }
        assert!(flat(&[], 7, twice).is_empty());
    }
}
