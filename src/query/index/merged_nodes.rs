//! One idea under several kinds: entities that `restates` edges join, merged into one node.

use super::links::Index;
use crate::graph::Relation;
use crate::parse::KindId;
use portent_graph::index::{NodeRow, TiVec};

/// The entities that state one idea; the first is the one that stands for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedNode {
    /// Rows of the members, the foremost first, then ascending.
    pub members: Vec<NodeRow>,
}

/// Every entity in exactly one merged node, those with a member of `kinds` returned in order of their foremost.
///
/// `ranked` holds all entities, foremost first. Each one that is still free founds one and takes in the free
/// entities that restate it directly, so that a chain of restatements never becomes one idea. Founders of `kinds`
/// come first. O(entities + edges).
#[must_use]
pub fn merged_nodes(index: &Index, ranked: &[NodeRow], kinds: &[KindId]) -> Vec<MergedNode> {
    let mut taken: TiVec<NodeRow, bool> = vec![false; index.graph.node_count()].into();
    let mut merged = Vec::new();
    for &founder in ranked.iter().filter(|&&node| kinds.contains(&index.graph.nodes[node].kind)) {
        if std::mem::replace(&mut taken[founder], true) {
            continue;
        }
        let mut members: Vec<NodeRow> =
            index.joined(founder, Relation::Restates).filter(|&node| !taken[node]).collect();
        members.sort_unstable();
        for &member in &members {
            taken[member] = true;
        }
        members.insert(0, founder);
        merged.push(MergedNode { members });
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::merged_nodes;
    use crate::parse::KindId;
    use crate::query::index::Index;
    use crate::query::sample;
    use portent_graph::index::NodeRow;

    #[test]
    fn a_keyword_that_restates_a_concern_joins_its_node() {
        let graph = sample::graph();
        let index = Index::new(&graph);
        let ranked = index.of_kinds(&[KindId::CONCERN, KindId::KEYWORD]);
        let strain = sample::row(&graph, "concern:grid-strain");
        let overload = sample::row(&graph, "concern:grid-overload");
        let keyword = sample::row(&graph, "keyword:grid");
        let concerns = merged_nodes(&index, &ranked, &[KindId::CONCERN]);
        let members: Vec<&[NodeRow]> = concerns.iter().map(|merged| merged.members.as_slice()).collect();
        assert_eq!(members, [&[strain, keyword][..], &[overload][..]]);
    }
}
