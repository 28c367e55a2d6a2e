//! Layouts: where each node stands in the picture. Pure functions, the same for any thread count.

pub mod apart;
pub mod force;
pub mod packed;

/// How positions are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// Clusters as discs ([`packed`]): the cost of a sort.
    #[default]
    Packed,
    /// Forces along edges, with clusters set apart ([`apart`]): shows what lies between clusters.
    Force,
}

impl Layout {
    /// The name in options and files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Packed => "packed",
            Self::Force => "force",
        }
    }
}
