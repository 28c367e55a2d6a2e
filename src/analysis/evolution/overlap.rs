//! How much of two themes is one: the inclusion and the stability index.

use super::{Idea, Theme};

/// What two themes share. With A and B the ideas of both and occ the articles of its period that speak of an idea:
///
/// | index | formula | of |
/// |---|---|---|
/// | `inclusion` | \|A ∩ B\| / min(\|A\|, \|B\|) | Cobo et al. 2011; `Inc_index` of bibliometrix |
/// | `weighted` | Σ of A ∩ B min(occ A, occ B) / min(Σ of A occ, Σ of B occ) | `Inc_Weighted` of bibliometrix, the width of its flows |
/// | `stability` | \|A ∩ B\| / (\|A\| + \|B\| - \|A ∩ B\|) | Cobo et al. 2011 (similarity index); `Stability` of bibliometrix |
///
/// Each is 0 to 1. bibliometrix: massimoaria/bibliometrix, `R/thematicEvolution.R` of version 5.4.1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Overlap {
    /// Shared ideas over those of the smaller theme: 1 where one theme holds the other.
    pub inclusion: f64,
    /// The same by occurrences, so that shared ideas that hardly occur hardly count.
    pub weighted: f64,
    /// Shared ideas over those of both: 1 where nothing changed.
    pub stability: f64,
}

impl Overlap {
    /// The overlap of two themes that share these ideas, each with its articles in both periods. O(shared).
    ///
    /// ```
    /// use portent::analysis::evolution::{Idea, Overlap, Theme};
    /// let theme = |ideas: &[(u32, u32)]| Theme {
    ///     ideas: ideas.iter().map(|&(idea, articles)| (Idea::new(idea), articles)).collect(),
    ///     ..Theme::default()
    /// };
    /// // Two of three ideas are among five: 2/3 and 2/6. Occurrences: (min(4, 2) + min(1, 3)) / min(6, 14).
    /// let (a, b) = (theme(&[(0, 4), (1, 1), (2, 1)]), theme(&[(1, 3), (0, 2), (3, 5), (4, 2), (5, 2)]));
    /// let overlap = Overlap::of(&[(Idea::new(0), [4, 2]), (Idea::new(1), [1, 3])], [&a, &b]);
    /// assert!((overlap.inclusion - 2.0 / 3.0).abs() < 1e-15);
    /// assert!((overlap.weighted - 0.5).abs() < 1e-15);
    /// assert!((overlap.stability - 1.0 / 3.0).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn of(shared: &[(Idea, [u32; 2])], themes: [&Theme; 2]) -> Self {
        let [a, b] = themes.map(|theme| theme.ideas.len());
        let both = shared.len();
        let least: u64 = shared.iter().map(|(_, [a, b])| u64::from(*a.min(b))).sum();
        let [occurrences_a, occurrences_b] = themes.map(Theme::occurrences);
        Self {
            inclusion: ratio(both as f64, a.min(b) as f64),
            weighted: ratio(least as f64, occurrences_a.min(occurrences_b) as f64),
            stability: ratio(both as f64, (a + b).saturating_sub(both) as f64),
        }
    }
}

/// 0 where there is nothing to share.
fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}
