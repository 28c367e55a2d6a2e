//! What can be chosen of a briefing.

use crate::analysis::trend::TrendOptions;

/// What [`briefing`](super::briefing) tells.
#[derive(Debug, Clone)]
pub struct BriefingOptions {
    pub(super) trend: TrendOptions,
    pub(super) limit: usize,
}

impl Default for BriefingOptions {
    fn default() -> Self {
        Self { trend: TrendOptions::default(), limit: 6 }
    }
}

impl BriefingOptions {
    /// How weak signals are measured; default [`TrendOptions::default`].
    #[must_use]
    pub fn with_trend(self, trend: TrendOptions) -> Self {
        Self { trend, ..self }
    }

    /// How many statements of each sort; default 6.
    #[must_use]
    pub fn with_limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }
}
