//! Finds likely misspellings among the stems, so that blocking brings their names together.

use crate::resolve::names::profile::{Stem, StemId};
use crate::similarity::is_misspelling;
use portent_graph::hash;
use portent_graph::index::TiSlice;

/// Letters of the words that are looked at.
const LENGTHS: std::ops::RangeInclusive<usize> = 6..=24;
/// A misspelling occurs in at most so many names.
const MAX_FREQUENCY: u32 = 2;

/// Gives each rare stem the blocking key of the most frequent stem at one edit from it (a letter
/// left out, added, replaced, or two swapped). Deletion neighborhoods (Bocek, Hunt, Stiller, "Fast
/// similarity search in large dictionaries", 2007) joined as a sorted array; each block is compared
/// with its most frequent member among the first `usual` only, so the cost is linear in the letters, and stems past
/// those never change each other.
pub(super) fn join_misspellings(stems: &mut TiSlice<StemId, Stem>, usual: usize) {
    let mut entries: Vec<(u64, StemId)> = Vec::new();
    for (id, stem) in stems.iter_enumerated() {
        if stem.form.is_ascii() && LENGTHS.contains(&stem.form.len()) && !stem.number {
            deletions(stem.form.as_bytes(), |hash| entries.push((hash, id)));
        }
    }
    entries.sort_unstable();
    entries.dedup();
    for block in entries.chunk_by(|a, b| a.0 == b.0).filter(|block| block.len() > 1) {
        let by_use = |id: StemId| (stems[id].frequency, std::cmp::Reverse(&stems[id].text));
        let members = block.iter().map(|entry| entry.1).filter(|&id| usize::from(id) < usual);
        let Some(usual) = members.max_by_key(|&id| by_use(id)) else { continue };
        for &(_, id) in block.iter().filter(|entry| entry.1 != usual) {
            let (rare, common) = (&stems[id], &stems[usual]);
            let near = rare.key == id && rare.frequency <= MAX_FREQUENCY;
            if near && is_misspelling(&rare.form, &common.form) {
                stems[id].key = common.key;
            }
        }
    }
}

/// Hashes of the word and of all forms with one letter less.
fn deletions(word: &[u8], mut emit: impl FnMut(u64)) {
    let without = |skip: usize| {
        let kept = word.iter().enumerate().filter(|(at, _)| *at != skip);
        hash::extend(hash::START, kept.map(|(_, &byte)| byte))
    };
    for skip in 0..=word.len() {
        emit(without(skip));
    }
}
