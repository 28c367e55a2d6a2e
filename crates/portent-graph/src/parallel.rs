//! Work on pieces of a list, in parallel, with results in order: the one door to rayon.
//!
//! [`for_each`] is the only place that hands work to the pool of threads, and takes it as a trait object: rayon's
//! machinery is compiled once, not once for each caller. All else here cuts work into pieces and puts results in
//! order, in little code. Results do not depend on the number of threads, as pieces do not.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

/// Calls `work` once for each of the numbers below `pieces`, in any order. A piece should take some microseconds at
/// least; more pieces than threads even out what differs between them.
pub fn for_each(pieces: usize, work: &(dyn Fn(usize) + Sync)) {
    match pieces {
        0 => {}
        1 => work(0),
        _ => (0..pieces).into_par_iter().for_each(work),
    }
}

/// What both give, each worked out by a thread of its own where one is free.
pub fn join<A: Send, B: Send>(a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B + Send) -> (A, B) {
    let (mut a, mut b) = (Some(a), Some(b));
    let (mut first, mut second) = (None, None);
    both(&mut || first = a.take().map(|a| a()), &mut || second = b.take().map(|b| b()));
    match (first, second) {
        (Some(first), Some(second)) => (first, second),
        _ => unreachable!("rayon runs both"),
    }
}

fn both(a: &mut (dyn FnMut() + Send), b: &mut (dyn FnMut() + Send)) {
    rayon::join(a, b);
}

/// What `of` makes of each number below `count`, in order; `piece` numbers are one task.
pub fn map<T: Send>(count: usize, piece: usize, of: impl Fn(usize) -> T + Sync) -> Vec<T> {
    gather(count, piece, |range, found| found.extend(range.map(&of)))
}

/// [`map`] with room that serves many numbers: `of` must give the same whatever the room served before.
pub fn map_with<Room: Send, T: Send>(
    count: usize,
    piece: usize,
    room: impl Fn() -> Room + Sync,
    of: impl Fn(&mut Room, usize) -> T + Sync,
) -> Vec<T> {
    let spare = Mutex::new(Vec::new());
    gather(count, piece, |range, found| {
        let mut own = locked(&spare, Vec::pop).unwrap_or_else(&room);
        found.extend(range.map(|at| of(&mut own, at)));
        locked(&spare, |spare| spare.push(own));
    })
}

/// What `of` pushes for each item, in the order of the items; `piece` items are one task.
pub fn flat<T: Sync, U: Send>(
    items: &[T],
    piece: usize,
    of: impl Fn(usize, &T, &mut Vec<U>) + Sync,
) -> Vec<U> {
    gather(items.len(), piece, |range, found| {
        for at in range {
            of(at, &items[at], found);
        }
        found.shrink_to_fit();
    })
}

/// What `fill` pushes for each stretch of at most `piece` of the numbers below `count`, in order.
///
/// Every stretch has a vector of its own, so that vectors stay small while they grow, and all are copied once.
pub fn gather<T: Send>(
    count: usize,
    piece: usize,
    fill: impl Fn(Range<usize>, &mut Vec<T>) + Sync,
) -> Vec<T> {
    let piece = piece.max(1);
    let stretch = |at: usize| at * piece..count.min((at + 1) * piece);
    let parts: Vec<Mutex<Vec<T>>> = (0..count.div_ceil(piece)).map(|_| Mutex::default()).collect();
    for_each(parts.len(), &|at| {
        let mut found = Vec::new();
        fill(stretch(at), &mut found);
        locked(&parts[at], |part| *part = found);
    });
    let mut parts = parts.into_iter().map(opened);
    let mut all = parts.next().unwrap_or_default();
    let rest: Vec<Vec<T>> = parts.collect();
    all.reserve_exact(rest.iter().map(Vec::len).sum());
    rest.into_iter().for_each(|part| all.extend(part));
    all
}

/// Hands each item to `work`, with its number.
pub fn consume<T: Send>(items: impl IntoIterator<Item = T>, work: impl Fn(usize, T) + Sync) {
    let slots: Vec<Mutex<Option<T>>> = items.into_iter().map(|item| Mutex::new(Some(item))).collect();
    for_each(slots.len(), &|at| {
        if let Some(item) = locked(&slots[at], Option::take) {
            work(at, item);
        }
    });
}

/// Sorts in place; items that are equal must be alike, as their order is not kept.
pub fn sort_unstable<T: Ord + Send>(items: &mut [T]) {
    items.par_sort_unstable();
}

/// What a change gives; a piece that panicked took all others with it, so a poisoned lock tells nothing.
fn locked<T, R>(lock: &Mutex<T>, change: impl FnOnce(&mut T) -> R) -> R {
    change(&mut lock.lock().unwrap_or_else(PoisonError::into_inner))
}

fn opened<T>(lock: Mutex<T>) -> T {
    lock.into_inner().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::{consume, flat, join, map, map_with};

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
            assert_eq!(map(1000, piece, |at| at), items);
            let counted = map_with(
                1000,
                piece,
                || 0,
                |seen: &mut usize, at| {
                    *seen += 1;
                    (at, *seen > 0)
                },
            );
            assert!(counted.iter().zip(&items).all(|(found, &item)| *found == (item, true)));
        }
        assert!(flat(&[], 7, twice).is_empty());
        assert!(map(0, 7, |at| at).is_empty());
    }

    #[test]
    fn each_item_is_handed_over_once() {
        let mut places = vec![0; 100];
        consume(places.chunks_mut(7), |number, chunk| {
            chunk.iter_mut().for_each(|place| *place += number + 1)
        });
        assert!(places.iter().enumerate().all(|(at, &value)| value == at / 7 + 1));
    }

    #[test]
    fn both_results_come_back() {
        assert_eq!(join(|| 1, || "two".to_owned()), (1, "two".to_owned()));
    }
}
