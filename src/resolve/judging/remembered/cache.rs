//! What is remembered of pairs that were judged.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use crate::resolve::types::Verdict;

/// What was said of a pair that is not distinct.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Remembered {
    pub(crate) probability: f64,
    pub(crate) verdict: Verdict,
    pub(crate) guarded: bool,
}

/// The verdicts of one run; `None` where the names are distinct.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Verdicts {
    /// What judged: program, weights, threshold, vectors.
    pub(crate) judged_by: u64,
    pub(crate) of_pair: FxHashMap<u128, Option<Remembered>>,
}

/// Verdicts on pairs of names, from one run to the next.
///
/// A pair is known again by a hash of all that judging reads of its two names, so that what is remembered changes no
/// result: a run with a cache gives the same bytes as one without. It holds the pairs of the last run that used it.
///
/// ```
/// use std::sync::Arc;
/// use portent::parse::{ReadOptions, read};
/// use portent::resolve::{ResolveOptions, VerdictCache, resolve};
/// let corpus = read(&["fixtures/articles".into()], &ReadOptions::default())?;
/// let cache = Arc::new(VerdictCache::default());
/// let options = ResolveOptions::default().with_cache(Some(Arc::clone(&cache)));
/// let first = resolve(&corpus, &options)?;
/// assert!(!cache.is_empty());
/// assert_eq!(resolve(&corpus, &options)?, first);
/// # Ok::<(), portent::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct VerdictCache {
    verdicts: Mutex<Arc<Verdicts>>,
}

impl VerdictCache {
    pub(crate) fn of(verdicts: Verdicts) -> Self {
        Self { verdicts: Mutex::new(Arc::new(verdicts)) }
    }

    /// What is remembered now.
    pub(crate) fn verdicts(&self) -> Arc<Verdicts> {
        Arc::clone(&self.verdicts.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes what the last run said in place of what was said before.
    pub(crate) fn replace(&self, verdicts: Verdicts) {
        *self.verdicts.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(verdicts);
    }

    /// How many pairs are remembered.
    #[must_use]
    pub fn len(&self) -> usize {
        self.verdicts().of_pair.len()
    }

    /// Whether nothing is remembered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is remembered now, which later runs do not change. O(1).
    #[must_use]
    pub fn snapshot(&self) -> Self {
        Self { verdicts: Mutex::new(self.verdicts()) }
    }

    /// Whether both hold the same verdicts.
    #[must_use]
    pub fn equals(&self, other: &Self) -> bool {
        let (own, other) = (self.verdicts(), other.verdicts());
        Arc::ptr_eq(&own, &other) || own == other
    }
}
