//! How often each veto and each sign is right: labeled pairs on which it fires, whatever else is known of them.

use crate::error::Error;
use crate::parse::Corpus;
use crate::resolve::judging::align::Alignment;
use crate::resolve::judging::guard::GUARDS;
use crate::resolve::judging::reader::reading::Reader;
use crate::resolve::judging::sides::Sides;
use crate::resolve::judging::signs::SIGNS;
use crate::resolve::lab::pairs::{LabeledPair, locate, unusable};
use crate::resolve::names::grouping::names;
use crate::resolve::names::lexicon::Lexicon;
use crate::resolve::types::Verdict;

/// A veto or a sign, and the labeled pairs on which it fires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firing {
    /// Its name.
    pub name: &'static str,
    /// Whether it forbids a merge; signs are evidence only.
    pub forbids: bool,
    /// The pairs on which it fires, by their index in the file.
    pub pairs: Vec<usize>,
    /// How many of them are duplicates.
    pub duplicates: usize,
}

type Test = (&'static str, bool, fn(&Sides<'_>) -> bool);

/// Fires every veto and every sign on every pair, as without vectors: some vetoes fire only then. Linear in the corpus and in the pairs.
///
/// # Errors
/// [`Error::NoUsablePair`] where no pair has both of its names in the corpus.
pub fn firings(corpus: &Corpus, pairs: &[LabeledPair]) -> Result<Vec<Firing>, Error> {
    let names = names(corpus, &[]).0;
    let mut lexicon = Lexicon::new(corpus, &names);
    Reader::new(&lexicon).mark(&mut lexicon.stems);
    let located = locate(corpus, &names, pairs);
    if located.iter().all(Option::is_none) {
        return Err(unusable(pairs));
    }
    let tests = GUARDS.iter().map(|guard| (guard.name, true, guard.forbids));
    let tests: Vec<Test> = tests.chain(SIGNS.iter().map(|sign| (sign.name, false, sign.shows))).collect();
    let empty = |&(name, forbids, _): &Test| Firing { name, forbids, pairs: Vec::new(), duplicates: 0 };
    let mut firings: Vec<Firing> = tests.iter().map(empty).collect();
    for (at, ids) in located.iter().enumerate() {
        let Some((a, b)) = ids.filter(|(a, b)| a != b) else { continue };
        let (a, b) = (&lexicon.profiles[a], &lexicon.profiles[b]);
        let alignment = Alignment::new(&lexicon, a, b);
        let sides = Sides { lexicon: &lexicon, a, b, alignment: &alignment, strings_alone: true };
        for (firing, (_, _, fires)) in firings.iter_mut().zip(&tests) {
            if fires(&sides) {
                firing.pairs.push(at);
                firing.duplicates += usize::from(pairs[at].label == Verdict::Duplicate);
            }
        }
    }
    Ok(firings)
}
