//! How a corpus is resolved.

use std::path::PathBuf;
use std::sync::Arc;

use crate::resolve::archive::contents::Archive;
use crate::resolve::judged::JudgedPairs;
use crate::resolve::judging::model::{Model, SHIPPED};
use crate::resolve::judging::remembered::cache::VerdictCache;
use portent_graph::hash;

/// What becomes of duplicates of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DuplicateMode {
    /// They become one entity.
    #[default]
    Merge,
    /// Every name stays an entity; duplicates are linked.
    Link,
    /// Equal names only; no links.
    Off,
}

/// How resolution works.
///
/// ```
/// use portent::resolve::{DuplicateMode, ResolveOptions};
/// let options = ResolveOptions::default().with_mode(DuplicateMode::Link).with_threshold(Some(0.8));
/// assert_eq!((options.mode(), options.threshold()), (DuplicateMode::Link, Some(0.8)));
/// ```
#[derive(Debug, Clone, Default)]
pub struct ResolveOptions {
    mode: DuplicateMode,
    decisions: Option<DecisionsFile>,
    seed: u64,
    learning: Learning,
    model: Option<Arc<Model>>,
    threshold: Option<f64>,
    merge_precision: Option<f64>,
    judged: Option<Arc<JudgedPairs>>,
    cache: Option<Arc<VerdictCache>>,
}

/// A decisions file that was read: its text, and its path for messages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DecisionsFile {
    /// Where it was read.
    pub path: PathBuf,
    /// What it says; see [`decisions`](crate::resolve::decisions).
    pub text: String,
}

/// Where the vectors of words come from.
#[derive(Debug, Clone, Default)]
pub enum Learning {
    /// From the rows that are read; strings alone where they are too few.
    #[default]
    FromCorpus,
    /// From an archive: the verdict on two names depends on what is said of them alone, and names
    /// that the archive held stay in the entities that they had there.
    Given(Arc<Archive>),
    /// Strings alone.
    Never,
}

impl ResolveOptions {
    /// What becomes of duplicates; merge by default.
    #[must_use]
    pub fn with_mode(self, mode: DuplicateMode) -> Self {
        Self { mode, ..self }
    }

    /// What people decided; nothing by default.
    #[must_use]
    pub fn with_decisions(self, decisions: Option<DecisionsFile>) -> Self {
        Self { decisions, ..self }
    }

    /// Seed of everything random; 0 by default.
    #[must_use]
    pub fn with_seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// Where the vectors of words come from; the corpus by default.
    #[must_use]
    pub fn with_learning(self, learning: Learning) -> Self {
        Self { learning, ..self }
    }

    /// Weights of the match model; those that portent ships by default ([`SHIPPED`]).
    #[must_use]
    pub fn with_model(self, model: Option<Arc<Model>>) -> Self {
        Self { model, ..self }
    }

    /// Least match probability of a duplicate, 0 to 1; that of the weights by default.
    #[must_use]
    pub fn with_threshold(self, threshold: Option<f64>) -> Self {
        Self { threshold, ..self }
    }

    /// The share of merges that shall be right, 0 to 1; `None` by default. The least match probability of a duplicate is
    /// then the lowest from which on up the mean probability of the pairs of one kind that may merge is that share; it
    /// overrules [`Self::with_threshold`]. Pairs are judged twice.
    #[must_use]
    pub fn with_merge_precision(self, merge_precision: Option<f64>) -> Self {
        Self { merge_precision, ..self }
    }

    /// Pairs that were judged elsewhere (module `parts`, with the feature `parquet`), and are not judged again; none by default.
    #[must_use]
    pub fn with_judged(self, judged: Option<Arc<JudgedPairs>>) -> Self {
        Self { judged, ..self }
    }

    /// Verdicts of earlier runs; none by default. It is filled, and changes nothing but time.
    #[must_use]
    pub fn with_cache(self, cache: Option<Arc<VerdictCache>>) -> Self {
        Self { cache, ..self }
    }

    /// What becomes of duplicates.
    #[must_use]
    pub fn mode(&self) -> DuplicateMode {
        self.mode
    }

    /// What people decided.
    #[must_use]
    pub fn decisions(&self) -> Option<&DecisionsFile> {
        self.decisions.as_ref()
    }

    /// Seed of everything random.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Where the vectors of words come from.
    #[must_use]
    pub fn learning(&self) -> &Learning {
        &self.learning
    }

    /// Weights of the match model.
    #[must_use]
    pub fn model(&self) -> &Model {
        self.model.as_deref().unwrap_or(&SHIPPED)
    }

    /// Weights of the match model, where they are not those that portent ships.
    #[must_use]
    pub fn own_model(&self) -> Option<&Model> {
        self.model.as_deref()
    }

    /// By what names are judged, in words: parts of the names must agree on it.
    #[must_use]
    pub fn judging(&self) -> String {
        let learning = match &self.learning {
            Learning::FromCorpus => "vectors of the articles".to_owned(),
            Learning::Given(archive) => {
                format!("vectors {:016x}", hash::extend(hash::START, archive.write().into_iter()))
            }
            Learning::Never => "no vectors".to_owned(),
        };
        let threshold = match self.threshold_text() {
            text if text.is_empty() => "that of the weights".to_owned(),
            text => text,
        };
        let weights = match &self.model {
            Some(model) => format!("{:016x}", hash::extend(hash::START, model.write().bytes())),
            None => "as shipped".to_owned(),
        };
        format!("{learning}, seed {}, threshold {threshold}, weights {weights}", self.seed)
    }

    /// Pairs that were judged elsewhere.
    pub(crate) fn judged(&self) -> Option<&JudgedPairs> {
        self.judged.as_deref()
    }

    /// Whether names are read as well: not where the caller gave weights of their own.
    pub(crate) fn reads(&self) -> bool {
        self.model.is_none()
    }

    /// Least match probability of a duplicate, where it is not that of the weights.
    #[must_use]
    pub fn threshold(&self) -> Option<f64> {
        self.threshold
    }

    /// The share of merges that shall be right.
    #[must_use]
    pub fn merge_precision(&self) -> Option<f64> {
        self.merge_precision
    }

    /// Verdicts of earlier runs.
    #[must_use]
    pub fn cache(&self) -> Option<&VerdictCache> {
        self.cache.as_deref()
    }

    /// What sets the threshold, where it is not that of the weights.
    pub(crate) fn threshold_text(&self) -> String {
        match (self.merge_precision, self.threshold) {
            (Some(precision), _) => format!("precision {precision}"),
            (None, threshold) => threshold.map_or_else(String::new, |threshold| threshold.to_string()),
        }
    }

    /// The archive that vectors, statistics and groups come from.
    pub(crate) fn archive(&self) -> Option<&Archive> {
        match &self.learning {
            Learning::Given(archive) => Some(archive),
            Learning::FromCorpus | Learning::Never => None,
        }
    }
}
