//! Connected components.

use crate::Adjacency;

/// The connected components of a graph, numbered by their smallest node.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Components {
    /// The component of each node.
    pub of: Vec<u32>,
    /// How many nodes each component has.
    pub sizes: Vec<u32>,
}

/// Finds the connected components by breadth-first search: O(nodes + edges).
///
/// ```
/// use portent_graph::{components::components, Adjacency};
/// let two = Adjacency::from_edges(4, [(0, 2, 1.0), (1, 3, 1.0)].into_iter());
/// assert_eq!(components(&two).of, [0, 1, 0, 1]);
/// ```
#[must_use]
pub fn components(adjacency: &Adjacency) -> Components {
    let nodes = adjacency.len();
    let mut found = Components { of: vec![u32::MAX; nodes], sizes: Vec::new() };
    let mut queue = Vec::new();
    for start in 0..nodes as u32 {
        if found.of[start as usize] != u32::MAX {
            continue;
        }
        let component = found.sizes.len() as u32;
        queue.clear();
        queue.push(start);
        found.of[start as usize] = component;
        let mut head = 0;
        while let Some(&node) = queue.get(head) {
            head += 1;
            for &next in adjacency.neighbors(node) {
                if found.of[next as usize] == u32::MAX {
                    found.of[next as usize] = component;
                    queue.push(next);
                }
            }
        }
        found.sizes.push(queue.len() as u32);
    }
    found
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
        let found = components(&Adjacency::from_edges(3, [(0, 2, 1.0)].into_iter()));
        assert_eq!(found.of, [0, 1, 0]);
        assert_eq!(found.sizes, [2, 1]);
    }

    #[test]
    fn as_many_components_are_found_as_petgraph_finds() {
        let mut random = Random::new(3);
        for edges in [10, 40, 80, 200] {
            let pairs: Vec<(u32, u32)> = (0..edges)
                .map(|_| (random.below(100) as u32, random.below(100) as u32))
                .filter(|(a, b)| a != b)
                .collect();
            let ours = Adjacency::from_edges(100, pairs.iter().map(|&(a, b)| (a, b, 1.0)));
            let mut theirs = petgraph::graph::UnGraph::<(), ()>::from_edges(&pairs);
            while theirs.node_count() < 100 {
                theirs.add_node(());
            }
            assert_eq!(components(&ours).sizes.len(), petgraph::algo::connected_components(&theirs));
        }
    }
}
