//! Pictures for slides, drawn as SVG: the map of a graph, the strategic diagram of its clusters, the portfolio of its
//! trends.

pub mod canvas;
pub mod chart;
pub mod label;
pub mod map;

/// Fill colors of clusters by rank (P. Tol's bright, vibrant and muted sets); later clusters share [`OTHER`].
pub static CLUSTER_COLORS: &[[u8; 3]] = &[
    [0x44, 0x77, 0xaa],
    [0xee, 0x66, 0x77],
    [0x22, 0x88, 0x33],
    [0xcc, 0xbb, 0x44],
    [0x66, 0xcc, 0xee],
    [0xaa, 0x33, 0x77],
    [0xee, 0x77, 0x33],
    [0x00, 0x99, 0x88],
    [0xbb, 0x55, 0x66],
    [0x99, 0x77, 0x00],
    [0x66, 0x99, 0xcc],
    [0xee, 0x99, 0xaa],
];

/// The color of clusters past the palette.
pub static OTHER: [u8; 3] = [0xb4, 0xb8, 0xbc];

/// The color of a cluster by its rank, from 1.
#[must_use]
pub fn cluster_color(rank: i64) -> [u8; 3] {
    let at = usize::try_from(rank - 1).ok();
    at.and_then(|at| CLUSTER_COLORS.get(at)).copied().unwrap_or(OTHER)
}
