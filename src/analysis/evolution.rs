//! Thematic evolution: the themes of each period, and what becomes of them in the periods after.
//!
//! M. J. Cobo, A. G. López-Herrera, E. Herrera-Viedma, F. Herrera, "An approach for detecting, quantifying, and visualizing the
//! evolution of a research field", Journal of Informetrics 5 (2011), doi:10.1016/j.joi.2010.10.002; with the weights of
//! bibliometrix (Aria and Cuccurullo 2017, function `thematicEvolution`).
//!
//! 1. [`Axis`] cuts time into periods.
//! 2. [`themes`](self::themes()) joins the ideas of a period by the articles that they share, and clusters them.
//! 3. [`Overlap`] says how much of two themes is one.
//! 4. [`lives`] tells from the overlaps of neighbors what is new, continues, splits, merges, comes back or ends.
//!
//! An idea is what the callers count as one thing: an entity, or several that restate each other.

mod axis;
mod lives;
mod overlap;
mod themes;

pub use axis::Axis;
pub use lives::{Fate, Flow, Life, Lives, Origin, Place, lives};
pub use overlap::Overlap;
pub use themes::{Theme, Themes, themes};

portent_graph::index_type! {
    /// What is clustered; those that are better known overall come first.
    pub struct Idea;
}

/// Where it is defined.
pub const PAPER: &str = "Cobo, L\u{f3}pez-Herrera, Herrera-Viedma, Herrera, An approach for detecting, quantifying, and \
    visualizing the evolution of a research field, Journal of Informetrics 5(1), 2011, doi:10.1016/j.joi.2010.10.002";

/// How themes are found and matched.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeOptions {
    pub(crate) least_articles: u32,
    pub(crate) foremost: usize,
    pub(crate) least_ideas: usize,
    pub(crate) least_inclusion: f64,
    pub(crate) seed: u64,
}

impl Default for ThemeOptions {
    fn default() -> Self {
        Self { least_articles: 2, foremost: 250, least_ideas: 3, least_inclusion: 0.15, seed: 0 }
    }
}

impl ThemeOptions {
    /// Ideas of fewer articles of a period are in none of its themes; default 2, as in bibliometrix.
    #[must_use]
    pub fn with_least_articles(self, least_articles: u32) -> Self {
        Self { least_articles, ..self }
    }

    /// So many ideas of a period are clustered, those of most articles; default 250, as in bibliometrix.
    #[must_use]
    pub fn with_foremost(self, foremost: usize) -> Self {
        Self { foremost, ..self }
    }

    /// Clusters of fewer ideas are no themes; default 3.
    #[must_use]
    pub fn with_least_ideas(self, least_ideas: usize) -> Self {
        Self { least_ideas, ..self }
    }

    /// A theme follows from another where the weighted inclusion of the two is at least this; default 0.15.
    #[must_use]
    pub fn with_least_inclusion(self, least_inclusion: f64) -> Self {
        Self { least_inclusion, ..self }
    }

    /// Seed of the clusters; default 0.
    #[must_use]
    pub fn with_seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }
}

#[cfg(test)]
mod tests;
