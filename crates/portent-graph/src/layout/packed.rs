//! The packed layout: each cluster a disc, its members by rank from the middle outwards, the discs packed alike.
//!
//! It costs a sort and shows at once how large the clusters are and what leads each; it does not follow edges.

use std::f64::consts::TAU;

use crate::cluster::ClusterId;
use crate::csr::Csr;
use crate::index::{NodeRow, TiSlice, TiVec};

/// Room between two discs, as a share of the larger one's diameter.
const GAP: f64 = 0.15;

/// Places nodes so that no two overlap and clusters stand apart.
///
/// `cluster_of` numbers the cluster of each node, `diameters` gives each node's size (> 0, finite). Members stand
/// on rings around the largest member of their cluster, and clusters on rings around the largest cluster (ties:
/// the smaller number). The center is 0, 0; y points upwards; units are those of the diameters.
/// O(nodes log nodes).
///
/// ```
/// use portent_graph::{cluster::ClusterId, index::TiSlice, layout::packed::packed};
/// let cluster_of = [0, 0, 1].map(ClusterId::new);
/// let places = packed(TiSlice::from_ref(&cluster_of), TiSlice::from_ref(&[2.0, 1.0, 1.0]));
/// assert_eq!(places.len(), 3);
/// ```
#[must_use]
pub fn packed(
    cluster_of: &TiSlice<NodeRow, ClusterId>,
    diameters: &TiSlice<NodeRow, f64>,
) -> TiVec<NodeRow, [f64; 2]> {
    let clusters = members(cluster_of);
    let clusters: Vec<&[NodeRow]> = clusters.iter().filter(|nodes| !nodes.is_empty()).collect();
    let of_members = |nodes: &[NodeRow]| nodes.iter().map(|&node| diameters[node]).collect::<Vec<f64>>();
    let inner: Vec<Disc> = clusters.iter().map(|nodes| Disc::around(&of_members(nodes))).collect();
    let outer_diameters: Vec<f64> = inner.iter().map(|disc| disc.diameter).collect();
    let outer = Disc::around(&outer_diameters);
    let mut places: TiVec<NodeRow, [f64; 2]> = vec![[0.0; 2]; cluster_of.len()].into();
    for ((nodes, disc), [x, y]) in clusters.iter().zip(&inner).zip(&outer.places) {
        for (&node, [dx, dy]) in nodes.iter().zip(&disc.places) {
            places[node] = [x + dx, y + dy];
        }
    }
    places
}

/// The nodes of each cluster, ascending.
fn members(cluster_of: &TiSlice<NodeRow, ClusterId>) -> Csr<ClusterId, NodeRow> {
    let clusters = cluster_of.iter().max().map_or(0, |&last| usize::from(last) + 1);
    Csr::grouped(clusters, cluster_of.iter().copied())
}

/// Discs placed around the largest one, and the diameter of what holds them all.
struct Disc {
    places: Vec<[f64; 2]>,
    diameter: f64,
}

impl Disc {
    /// The largest disc stands in the middle; the others, largest first, fill ring after ring. All centers of a ring
    /// are equally far out, as far as its first and largest disc needs, so rings never touch; along the ring two
    /// neighbors are at least their two radii and a gap apart.
    fn around(diameters: &[f64]) -> Self {
        let mut order: Vec<usize> = (0..diameters.len()).collect();
        order.sort_by(|&a, &b| diameters[b].total_cmp(&diameters[a]).then(a.cmp(&b)));
        let mut places = vec![[0.0; 2]; diameters.len()];
        let Some((&first, mut rest)) = order.split_first() else {
            return Self { places, diameter: 0.0 };
        };
        let mut edge = diameters[first] / 2.0 + diameters[first] * GAP;
        let mut turn = 0.0;
        while let Some(&largest) = rest.first() {
            let room = diameters[largest] * (1.0 + GAP);
            let radius = edge + room / 2.0;
            let (ring, later) = rest.split_at(fitting(diameters, rest, radius));
            place_ring(diameters, ring, radius, turn, &mut places);
            edge += room;
            // A golden part of a turn keeps the starts of rings from lining up.
            turn += TAU * 0.381_966_011_250_105;
            rest = later;
        }
        Self { places, diameter: edge * 2.0 }
    }
}

/// The angle that two neighbors on a ring need between their centers.
fn angle(a: f64, b: f64, radius: f64) -> f64 {
    let chord = f64::midpoint(a, b) + a.max(b) * GAP;
    2.0 * libm::asin((chord / (2.0 * radius)).min(1.0))
}

/// How many of `discs` fit on a ring, at least one; the last must also keep its distance from the first.
fn fitting(diameters: &[f64], discs: &[usize], radius: f64) -> usize {
    let mut used = 0.0;
    for at in 1..discs.len() {
        used += angle(diameters[discs[at - 1]], diameters[discs[at]], radius);
        if used + angle(diameters[discs[at]], diameters[discs[0]], radius) > TAU {
            return at;
        }
    }
    discs.len().max(1)
}

/// Spreads the discs of a ring, sharing the angle that is left over evenly.
fn place_ring(diameters: &[f64], ring: &[usize], radius: f64, turn: f64, places: &mut [[f64; 2]]) {
    let need = |at: usize| angle(diameters[ring[at]], diameters[ring[(at + 1) % ring.len()]], radius);
    let needed: f64 = (0..ring.len()).map(need).sum();
    let spare = ((TAU - needed) / ring.len() as f64).max(0.0);
    let mut direction = turn;
    for (at, &disc) in ring.iter().enumerate() {
        places[disc] = [radius * libm::cos(direction), radius * libm::sin(direction)];
        direction += need(at) + spare;
    }
}

#[cfg(test)]
mod tests {
    use super::{ClusterId, NodeRow, TiSlice, TiVec};
    use crate::random::Random;

    fn packed(cluster_of: &[u32], diameters: &[f64]) -> Vec<[f64; 2]> {
        let cluster_of: TiVec<NodeRow, ClusterId> = cluster_of.iter().copied().map(ClusterId::new).collect();
        super::packed(&cluster_of, TiSlice::from_ref(diameters)).into()
    }

    fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
        libm::hypot(a[0] - b[0], a[1] - b[1])
    }

    #[test]
    fn no_two_nodes_overlap() {
        let mut random = Random::new(7);
        for nodes in [1, 2, 3, 40, 400] {
            let cluster_of: Vec<u32> = (0..nodes).map(|_| random.below(1 + nodes / 9) as u32).collect();
            let diameters: Vec<f64> =
                (0..nodes).map(|_| 1.0 + 30.0 * random.unit() * random.unit()).collect();
            let places = packed(&cluster_of, &diameters);
            for a in 0..nodes {
                for b in 0..a {
                    let apart = distance(places[a], places[b]);
                    assert!(apart >= (diameters[a] + diameters[b]) / 2.0, "{nodes} nodes: {a} and {b}");
                }
            }
        }
    }

    #[test]
    fn the_largest_member_of_the_largest_cluster_is_the_middle() {
        let places = packed(&[1, 0, 0, 0, 1], &[1.0, 2.0, 5.0, 2.0, 1.0]);
        assert_eq!(places[2], [0.0, 0.0]);
    }

    #[test]
    fn a_graph_without_nodes_has_no_places() {
        assert!(packed(&[], &[]).is_empty());
    }
}
