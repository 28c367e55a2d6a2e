//! Pictures for slides, drawn as SVG: the map of a graph, the strategic diagram of its clusters, the portfolio of its
//! trends, the evolution of its themes.

pub mod alluvial;
pub mod canvas;
pub mod chart;
pub mod label;
pub mod map;

pub use crate::color::CLUSTER_COLORS;

/// The color of clusters past the palette.
pub static OTHER: [u8; 3] = [0xb4, 0xb8, 0xbc];

/// The color of a cluster by its rank, from 1.
#[must_use]
pub fn cluster_color(rank: i64) -> [u8; 3] {
    let at = usize::try_from(rank - 1).ok();
    at.and_then(|at| CLUSTER_COLORS.get(at)).copied().unwrap_or(OTHER)
}
