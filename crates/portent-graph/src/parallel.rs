//! Work on pieces of a list, in parallel, with results in order: the one door to rayon.
//!
//! [`for_each`] is the only place that hands work to the pool of threads, and takes it as a trait object: rayon's
//! machinery is compiled once, not once for each caller. All else here cuts work into pieces and puts results in
//! order, in little code. Results do not depend on the number of threads, as pieces do not.

use std::cmp::Ordering;
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

/// What `of` makes of each item, in order; `piece` items are one task.
pub fn map_of<T: Sync, U: Send>(items: &[T], piece: usize, of: impl Fn(&T) -> U + Sync) -> Vec<U> {
    gather(items.len(), piece, |range, found| found.extend(items[range].iter().map(&of)))
}

/// What `of` makes of each stretch of `size` items, of which the last may be shorter, in order; each is one task.
pub fn map_chunks<T: Sync, U: Send>(items: &[T], size: usize, of: impl Fn(&[T]) -> U + Sync) -> Vec<U> {
    let chunks: Vec<&[T]> = items.chunks(size).collect();
    map_of(&chunks, 1, |chunk| of(chunk))
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

/// Changes each item, given with its number; `piece` items are one task.
pub fn change<T: Send>(items: &mut [T], piece: usize, change: impl Fn(usize, &mut T) + Sync) {
    let piece = piece.max(1);
    consume(items.chunks_mut(piece), |chunk, items| {
        (chunk * piece..).zip(items).for_each(|(at, item)| change(at, item));
    });
}

// Sorts are compiled here, once each: what is sorted elsewhere is packed into numbers, or named by numbers.

/// Sorts in place. O(n log n).
#[inline(never)]
pub fn sort(numbers: &mut [u64]) {
    numbers.par_sort_unstable();
}

/// [`sort`] of wide numbers.
#[inline(never)]
pub fn sort_wide(numbers: &mut [u128]) {
    numbers.par_sort_unstable();
}

/// Sorts by a key, in place; items with equal keys stay in order. O(n log n), with room for 16 bytes an item.
pub fn sort_by_key<T>(items: &mut [T], key: impl Fn(&T) -> u64) {
    let mut order = keyed_order(items.len(), |at| key(&items[at]));
    for start in 0..items.len() {
        // Around a ring of places, each of which takes the item of the next; a place that has its item names itself.
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut order[at], at as u128) as u64 as usize;
            if from == start {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

/// The numbers below `count` by ascending key, those with equal keys in order. O(n log n).
pub fn order_by_key(count: usize, key: impl Fn(usize) -> u64) -> Vec<usize> {
    keyed_order(count, key).into_iter().map(|entry| entry as u64 as usize).collect()
}

/// The keys of the numbers below `count`, each with its number in the lower half, ascending.
fn keyed_order(count: usize, key: impl Fn(usize) -> u64) -> Vec<u128> {
    let mut order: Vec<u128> =
        (0..count).zip(0_u64..).map(|(at, low)| u128::from(key(at)) << 64 | u128::from(low)).collect();
    sort_wide(&mut order);
    order
}

/// The numbers below `count` in an order of their own, those that are equal in order. O(n log n) comparisons: where
/// a number says the order, [`order_by_key`] is faster.
#[inline(never)]
pub fn order_by(count: usize, compare: &(dyn Fn(usize, usize) -> Ordering + Sync)) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.par_sort_unstable_by(|&a, &b| compare(a, b).then(a.cmp(&b)));
    order
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
    use super::{
        change, consume, flat, join, map, map_chunks, map_of, map_with, order_by, order_by_key, sort_by_key,
    };

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
            assert_eq!(map_of(&items, piece, |&item| item), items);
            assert_eq!(map_chunks(&items, piece, <[usize]>::to_vec).concat(), items);
            let mut places = vec![0; 1000];
            change(&mut places, piece, |at, place| *place = at);
            assert_eq!(places, items);
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
    fn sorts_keep_the_order_of_equal_keys() {
        let keys: Vec<u64> = (0..5000).map(|at| at * 7919 % 13).collect();
        let mut sorted: Vec<usize> = (0..keys.len()).collect();
        sorted.sort_by_key(|&at| keys[at]);
        assert_eq!(order_by_key(keys.len(), |at| keys[at]), sorted);
        assert_eq!(order_by(keys.len(), &|a, b| keys[a].cmp(&keys[b])), sorted);
        let mut items: Vec<usize> = (0..keys.len()).collect();
        sort_by_key(&mut items, |&at| keys[at]);
        assert_eq!(items, sorted);
        assert_eq!(order_by_key(2, |at| u64::MAX - at as u64), [1, 0]);
    }

    #[test]
    fn both_results_come_back() {
        assert_eq!(join(|| 1, || "two".to_owned()), (1, "two".to_owned()));
    }
}
