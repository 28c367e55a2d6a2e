//! What is next to a node, by relation: what `show` and `neighbors` list.

use crate::graph::Relation;
use portent_graph::index::NodeRow;

use super::links::{Index, Link};

/// The links of a node by relation, under the name by which they are listed, heaviest first (ties by label): terms that are
/// broader than the node and terms that are narrower stand apart. O(links log links).
pub(in crate::query) fn related(index: &Index, row: NodeRow) -> Vec<(&'static str, Vec<Link>)> {
    let mut groups = Vec::new();
    for relation in Relation::ALL {
        let links = strongest(index, row, relation);
        if relation == Relation::Broader {
            let is_narrower = |link: &Link| index.broader_end(*link) == Some(row);
            let (narrower, broader) = links.into_iter().partition(is_narrower);
            groups.extend([("broader", broader), ("narrower", narrower)]);
        } else {
            groups.push((relation.name(), links));
        }
    }
    groups
}

fn strongest(index: &Index, row: NodeRow, relation: Relation) -> Vec<Link> {
    let mut links: Vec<Link> =
        index.of(row).iter().copied().filter(|&link| index.relation(link) == relation).collect();
    links.sort_by(|&a, &b| {
        let weight = index.weight(b).total_cmp(&index.weight(a));
        weight.then_with(|| index.label(a.node).cmp(index.label(b.node))).then(a.node.cmp(&b.node))
    });
    links
}
