//! The parts of headings that are given away: two clusters whose headings share a part cannot be told apart.

use rustc_hash::FxHashSet;

use super::vocabulary::{StemId, TermId, Vocabulary};

/// Sets of words, sorted.
type Words = Vec<StemId>;

/// Parts of headings that larger clusters have.
#[derive(Default)]
pub(super) struct Claims {
    whole: FxHashSet<Words>,
    /// All parts of them: `surveillance` of `surveillance technology`.
    within: FxHashSet<Words>,
}

impl Claims {
    /// Gives a phrase away.
    pub(super) fn claim(&mut self, vocabulary: &Vocabulary, term: TermId) {
        let words = words(vocabulary, term);
        self.within.extend(subsets(&words));
        self.whole.insert(words);
    }

    /// Whether a reader would take a phrase for one that is given away: its words are among those of it, or the other way
    /// around, unless that is a single word (`AI` and `AI regulation` are told apart). A single word behind another part is told
    /// apart by that, unless it is the same. O(1): phrases have four words at most.
    pub(super) fn hold(&self, vocabulary: &Vocabulary, term: TermId, is_foremost: bool) -> bool {
        let words = words(vocabulary, term);
        if words.len() == 1 && !is_foremost {
            return self.whole.contains(&words);
        }
        let wider = |part: &Words| part.len() > 1 && self.whole.contains(part);
        self.within.contains(&words) || subsets(&words).any(|part| wider(&part))
    }
}

fn words(vocabulary: &Vocabulary, term: TermId) -> Words {
    let mut words: Words = vocabulary.stems_of(term).collect();
    words.sort_unstable();
    words
}

/// All sets of some of the words, but for none of them.
fn subsets(words: &[StemId]) -> impl Iterator<Item = Words> {
    let kept = move |mask: u32| {
        let places = (0u32..).zip(words).filter(move |(at, _)| mask >> at & 1 == 1);
        places.map(|(_, &word)| word).collect()
    };
    (1..1u32 << words.len().min(8)).map(kept)
}
