//! The backbone of a graph: few edges that hold together what hangs together, for pictures that can be read.
//!
//! Edges of hubs are damped first, then a maximum spanning forest and the strongest edges of each node are kept. The
//! disparity filter (M. Á. Serrano, M. Boguñá, A. Vespignani, PNAS 106(16), 2009) tests how unevenly a node spreads its
//! weight; where nearly all weights are equal, as those of mentions are, it has nothing to tell edges apart by.

use std::cmp::Ordering;

use petgraph::unionfind::UnionFind;

use crate::Adjacency;
use crate::index::{NodeRow, TiVec};

/// The graph with each weight divided by the geometric mean of the strengths of both ends: an edge says much where it is
/// a good part of what its ends have, and little where an end is tied to everything.
///
/// It is the cosine of N. J. van Eck, L. Waltman, "How to normalize cooccurrence data? An analysis of some well-known
/// similarity measures", JASIST 60(8), 2009, doi:10.1002/asi.21075. O(nodes + edges log degree).
///
/// ```
/// use portent_graph::{Adjacency, backbone::damped, index::NodeRow};
/// let path = Adjacency::from_numbers(3, [(0, 1, 2.0), (1, 2, 2.0)].into_iter());
/// // Strengths are 2, 4 and 2.
/// assert!((damped(&path).weights(NodeRow::new(0))[0] - 2.0 / 8.0_f64.sqrt()).abs() < 1e-12);
/// ```
#[must_use]
pub fn damped(adjacency: &Adjacency) -> Adjacency {
    let strength: TiVec<NodeRow, f64> =
        adjacency.nodes().map(|node| adjacency.weights(node).iter().sum()).collect();
    let edges =
        adjacency.each_edge().map(|(a, b, weight)| (a, b, weight / (strength[a] * strength[b]).sqrt()));
    Adjacency::from_edges(adjacency.len(), edges)
}

/// The edges `(a, b)`, `a < b`, ascending, of a maximum spanning forest, and those among the `strongest` of either end.
/// Of equally strong edges those of smaller nodes come first.
///
/// What hangs together does so still, and there are at most nodes · (1 + `strongest`) edges. The forest is that of J. B.
/// Kruskal, "On the shortest spanning subtree of a graph and the traveling salesman problem", Proceedings of the AMS 7,
/// 1956; as a Pathfinder network (the sparsest one) it is drawn of literatures since A. Quirin et al., "A quick
/// MST-based algorithm to obtain Pathfinder networks (∞, n − 1)", JASIST 59(12), 2008. O(edges log edges).
///
/// ```
/// use portent_graph::{Adjacency, backbone::backbone};
/// let triangle = Adjacency::from_numbers(3, [(0, 1, 3.0), (1, 2, 2.0), (0, 2, 1.0)].into_iter());
/// let kept = backbone(&triangle, 0);
/// assert_eq!(kept.iter().map(|(a, b)| (a.get(), b.get())).collect::<Vec<_>>(), [(0, 1), (1, 2)]);
/// assert_eq!(backbone(&triangle, 2).len(), 3);
/// ```
#[must_use]
pub fn backbone(adjacency: &Adjacency, strongest: usize) -> Vec<(NodeRow, NodeRow)> {
    let mut edges: Vec<(NodeRow, NodeRow, f64)> = adjacency.each_edge().collect();
    edges.sort_by(strongest_first);
    let mut trees = UnionFind::<u32>::new(adjacency.len());
    let mut seen: TiVec<NodeRow, usize> = vec![0; adjacency.len()].into();
    edges.retain(|&(a, b, _)| {
        let joins = trees.union(a.get(), b.get());
        let leads = seen[a] < strongest || seen[b] < strongest;
        seen[a] += 1;
        seen[b] += 1;
        joins || leads
    });
    let mut kept: Vec<(NodeRow, NodeRow)> = edges.into_iter().map(|(a, b, _)| (a, b)).collect();
    kept.sort_unstable();
    kept
}

fn strongest_first(x: &(NodeRow, NodeRow, f64), y: &(NodeRow, NodeRow, f64)) -> Ordering {
    y.2.total_cmp(&x.2).then((x.0, x.1).cmp(&(y.0, y.1)))
}

#[cfg(test)]
mod tests {
    use super::{Adjacency, backbone, damped};
    use crate::components::components;
    use crate::index::NodeRow;
    use crate::random::Random;

    fn numbers(kept: &[(NodeRow, NodeRow)]) -> Vec<(u32, u32)> {
        kept.iter().map(|(a, b)| (a.get(), b.get())).collect()
    }

    /// Two triangles, 0-1-2 and 3-4-5, all weights 1, and a hub 6 that is tied to everything.
    fn triangles_and_hub() -> Adjacency {
        let triangles = [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5)];
        let hub = (0..6).map(|node| (node, 6));
        Adjacency::from_numbers(7, triangles.into_iter().chain(hub).map(|(a, b)| (a, b, 1.0)))
    }

    #[test]
    fn edges_of_a_hub_weigh_less_than_those_within() {
        let graph = damped(&triangles_and_hub());
        // Each corner has strength 3, the hub 6: 1 / 3 within a triangle, 1 / sqrt(18) to the hub.
        let weights = graph.weights(NodeRow::new(0));
        assert!((weights[0] - 1.0 / 3.0).abs() < 1e-12 && (weights[2] - 1.0 / 18.0_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn a_backbone_is_what_the_rule_says_by_hand() {
        let graph = damped(&triangles_and_hub());
        // Ascending among equals: two edges join each triangle, then one each joins it to the hub.
        assert_eq!(numbers(&backbone(&graph, 0)), [(0, 1), (0, 2), (0, 6), (3, 4), (3, 5), (3, 6)]);
        // The strongest of 2 is 0-2 and that of 5 is 3-5; those of the hub are 0-6 and then 1-6.
        assert_eq!(
            numbers(&backbone(&graph, 2)),
            [(0, 1), (0, 2), (0, 6), (1, 2), (1, 6), (3, 4), (3, 5), (3, 6), (4, 5)]
        );
    }

    #[test]
    fn what_hangs_together_does_so_still_and_the_edges_are_few() {
        let mut random = Random::new(7);
        let mut edges = std::collections::BTreeSet::new();
        for _ in 0..4000 {
            let (a, b) = (random.below(600) as u32, random.below(600) as u32);
            if a != b {
                edges.insert((a.min(b), a.max(b)));
            }
        }
        let graph =
            Adjacency::from_numbers(600, edges.into_iter().map(|(a, b)| (a, b, f64::from(1 + b % 5))));
        for strongest in [0, 1, 3] {
            let kept = backbone(&damped(&graph), strongest);
            assert!(kept.len() <= 600 * (1 + strongest), "{}", kept.len());
            let thin = Adjacency::from_edges(600, kept.into_iter().map(|(a, b)| (a, b, 1.0)));
            assert_eq!(components(&thin).of, components(&graph).of);
        }
    }

    #[test]
    fn nothing_has_no_backbone() {
        assert!(backbone(&damped(&Adjacency::from_numbers(3, std::iter::empty())), 2).is_empty());
    }
}
