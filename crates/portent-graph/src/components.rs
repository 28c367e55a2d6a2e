//! Connected components.

use petgraph::unionfind::UnionFind;

use crate::Adjacency;
use crate::index::{NodeRow, TiVec};

crate::index_type! {
    /// A connected component of a graph.
    pub struct ComponentId;
}

/// The connected components of a graph, numbered by their smallest node.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Components {
    /// The component of each node.
    pub of: TiVec<NodeRow, ComponentId>,
    /// How many nodes each component has.
    pub sizes: TiVec<ComponentId, u32>,
}

/// Finds the connected components by disjoint sets that edges join: O(nodes + edges α(nodes)).
///
/// R. E. Tarjan, "Efficiency of a good but not linear set union algorithm", J. ACM 22(2), 1975,
/// doi:10.1145/321879.321884.
///
/// ```
/// use portent_graph::{components::components, Adjacency};
/// let two = Adjacency::from_numbers(4, [(0, 2, 1.0), (1, 3, 1.0)].into_iter());
/// assert_eq!(components(&two).of.raw, [0, 1, 0, 1]);
/// ```
#[must_use]
pub fn components(adjacency: &Adjacency) -> Components {
    let mut sets = UnionFind::<u32>::new(adjacency.len());
    for (a, b, _) in adjacency.each_edge() {
        sets.union(a.get(), b.get());
    }
    let mut sizes: TiVec<ComponentId, u32> = TiVec::new();
    let mut of_root: TiVec<NodeRow, Option<ComponentId>> = vec![None; adjacency.len()].into();
    let component = |root: u32| {
        let component = *of_root[NodeRow::new(root)].get_or_insert_with(|| sizes.push_and_get_key(0));
        sizes[component] += 1;
        component
    };
    let of = sets.into_labeling().into_iter().map(component).collect();
    Components { of, sizes }
}

#[cfg(test)]
mod tests {
    use super::components;
    use crate::{Adjacency, random::Random};

    #[test]
    fn an_empty_graph_has_no_components() {
        assert_eq!(components(&Adjacency::default()), super::Components::default());
    }

    #[test]
    fn isolated_nodes_are_components_of_one() {
        let found = components(&Adjacency::from_numbers(3, [(0, 2, 1.0)].into_iter()));
        assert_eq!(found.of.raw, [0, 1, 0]);
        assert_eq!(found.sizes.raw, [2, 1]);
    }

    #[test]
    fn as_many_components_are_found_as_petgraph_finds() {
        let mut random = Random::new(3);
        for edges in [10, 40, 80, 200] {
            let pairs: Vec<(u32, u32)> = (0..edges)
                .map(|_| (random.below(100) as u32, random.below(100) as u32))
                .filter(|(a, b)| a != b)
                .collect();
            let ours = Adjacency::from_numbers(100, pairs.iter().map(|&(a, b)| (a, b, 1.0)));
            let mut theirs = petgraph::graph::UnGraph::<(), ()>::from_edges(&pairs);
            while theirs.node_count() < 100 {
                theirs.add_node(());
            }
            assert_eq!(components(&ours).sizes.len(), petgraph::algo::connected_components(&theirs));
        }
    }
}
