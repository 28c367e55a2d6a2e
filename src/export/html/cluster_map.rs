//! The map of clusters: one disc each, placed by the edges between them.

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::analysis::cluster::ClusterId;
use crate::graph::Adjacency;
use crate::property_graph::ClusterCard;
use portent_graph::index::{TiSlice, TiVec};
use portent_graph::layout::apart::{ApartOptions, apart};

/// Places of clusters in the order of the cards, y downwards, and their strongest bridges.
#[derive(Serialize, Default)]
pub(super) struct ClusterMap {
    x: Vec<f64>,
    y: Vec<f64>,
    /// Areas follow the number of nodes.
    radius: Vec<f64>,
    source: Vec<u32>,
    target: Vec<u32>,
    weight: Vec<f64>,
}

impl ClusterMap {
    /// Lays out the clusters by the bridges that their cards name. O(clusters log clusters).
    pub(super) fn new(cards: &[ClusterCard]) -> Self {
        let bridges = bridges(cards);
        let radius: Vec<f64> = cards.iter().map(|card| 2.0 + (card.size as f64).sqrt()).collect();
        let diameters: Vec<f64> = radius.iter().map(|radius| 2.2 * radius).collect();
        // The logarithm, as a few bridges weigh a hundred times as much as most.
        let pulls = bridges.iter().map(|&(a, b, weight)| (a, b, libm::log1p(weight)));
        let adjacency = Adjacency::from_numbers(cards.len(), pulls);
        let options =
            ApartOptions { cohesion: 0.0, between: 1.0, room: 2.5, sweeps: 80, ..ApartOptions::default() };
        let one_cluster = TiVec::from(vec![ClusterId::default(); cards.len()]);
        let places = apart(&adjacency, &one_cluster, TiSlice::from_ref(&diameters), &options);
        let short = |value: f64| (value * 10.0).round() / 10.0;
        Self {
            x: places.iter().map(|at| short(at[0])).collect(),
            y: places.iter().map(|at| short(-at[1])).collect(),
            radius: radius.into_iter().map(short).collect(),
            source: bridges.iter().map(|bridge| bridge.0).collect(),
            target: bridges.iter().map(|bridge| bridge.1).collect(),
            weight: bridges.iter().map(|bridge| bridge.2).collect(),
        }
    }
}

/// The bridges between cards, each once: `(a, b, weight)` with places in `cards`, `a < b`, sorted.
fn bridges(cards: &[ClusterCard]) -> Vec<(u32, u32, f64)> {
    let place: FxHashMap<u32, u32> = cards.iter().map(|card| card.cluster).zip(0..).collect();
    let mut bridges: Vec<(u32, u32, f64)> = Vec::new();
    for (at, card) in (0u32..).zip(cards) {
        for bridge in &card.neighbors {
            let Some(&other) = place.get(&bridge.cluster).filter(|&&other| other != at) else { continue };
            bridges.push((at.min(other), at.max(other), bridge.weight.max(f64::MIN_POSITIVE)));
        }
    }
    bridges.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
    bridges.dedup_by_key(|bridge| (bridge.0, bridge.1));
    bridges
}

#[cfg(test)]
mod tests {
    use super::ClusterMap;
    use crate::property_graph::{Bridge, ClusterCard};

    fn card(cluster: u32, size: u64, neighbors: &[(u32, f64)]) -> ClusterCard {
        let bridge =
            |&(cluster, weight): &(u32, f64)| Bridge { cluster, weight, strongest: Default::default() };
        ClusterCard {
            cluster,
            size,
            neighbors: neighbors.iter().map(bridge).collect(),
            ..ClusterCard::default()
        }
    }

    #[test]
    fn each_bridge_is_drawn_once_and_discs_do_not_overlap() {
        let cards =
            [card(1, 400, &[(2, 9.0), (3, 1.0)]), card(2, 100, &[(1, 9.0)]), card(3, 25, &[(7, 2.0)])];
        let map = ClusterMap::new(&cards);
        assert_eq!(
            (&map.source[..], &map.target[..], &map.weight[..]),
            (&[0, 0][..], &[1, 2][..], &[9.0, 1.0][..])
        );
        assert_eq!(map.radius, [22.0, 12.0, 7.0]);
        for (a, b) in [(0, 1), (0, 2), (1, 2)] {
            let distance = libm::hypot(map.x[a] - map.x[b], map.y[a] - map.y[b]);
            assert!(distance >= map.radius[a] + map.radius[b], "{a} and {b}: {distance}");
        }
    }
}
