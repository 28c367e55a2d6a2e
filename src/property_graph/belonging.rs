//! Which nodes stand in their cluster, and which belong nowhere in particular.

use std::collections::BTreeMap;

use super::PropertyGraph;
use super::measures::NodeColumn;
use super::table::ColumnView;
use crate::analysis::cluster::membership::HALF;
use portent_graph::index::NodeRow;

/// Where each node of a graph belongs.
///
/// A node belongs nowhere in particular where less than half of its edge weight stays in its cluster: most of what it is tied to
/// lies elsewhere, so a picture that gave it the color of the cluster would be wrong of most of its edges. Graphs without the
/// column `membership` have none of them.
#[derive(Debug, Clone)]
pub struct Belonging<'a> {
    cluster: ColumnView<'a, i64>,
    membership: ColumnView<'a, f64>,
    second: ColumnView<'a, i64>,
    second_membership: ColumnView<'a, f64>,
    labels: BTreeMap<i64, &'a str>,
}

impl<'a> Belonging<'a> {
    /// Reads the columns of a graph. O(columns + clusters log clusters).
    #[must_use]
    pub fn of(graph: &'a PropertyGraph) -> Self {
        Self {
            cluster: graph.nodes.column(NodeColumn::Cluster),
            membership: graph.nodes.column(NodeColumn::Membership),
            second: graph.nodes.column(NodeColumn::SecondCluster),
            second_membership: graph.nodes.column(NodeColumn::SecondMembership),
            labels: graph
                .clusters
                .iter()
                .map(|card| (i64::from(card.cluster), card.label.as_str()))
                .collect(),
        }
    }

    /// The share of its edge weight that stays in its cluster, where that is less than half.
    #[must_use]
    pub fn nowhere(&self, row: NodeRow) -> Option<f64> {
        self.membership.get(row).filter(|&share| share < HALF)
    }

    /// The rank of the cluster whose color a node has; 0 where it has none, or belongs nowhere in particular.
    #[must_use]
    pub fn color(&self, row: NodeRow) -> i64 {
        if self.nowhere(row).is_some() { 0 } else { self.cluster.get(row).unwrap_or(0) }
    }

    /// The clusters that hold most of a node, by rank, with their shares, the larger share first; at most two.
    #[must_use]
    pub fn shares(&self, row: NodeRow) -> Vec<(i64, f64)> {
        let own = self.cluster.get(row).zip(self.membership.get(row));
        let second = self.second.get(row).zip(self.second_membership.get(row));
        let mut shares: Vec<(i64, f64)> = own.into_iter().chain(second).collect();
        shares.sort_by(|a, b| b.1.total_cmp(&a.1));
        shares
    }

    /// Between which clusters a node lies, in words: `Kelp (41 %) and Ports (22 %)`, of a node that belongs nowhere in particular
    /// with that in front; `None` where one cluster holds all of it.
    #[must_use]
    pub fn told(&self, row: NodeRow) -> Option<String> {
        let label = |rank: i64| {
            self.labels.get(&rank).map_or_else(|| format!("cluster {rank}"), |&label| label.into())
        };
        let shares = self.shares(row).into_iter();
        let told: Vec<String> =
            shares.map(|(rank, share)| format!("{} ({})", label(rank), percent(share))).collect();
        let nowhere = if self.nowhere(row).is_some() { "no cluster in particular: " } else { "" };
        (told.len() > 1).then(|| format!("{nowhere}{}", told.join(" and ")))
    }
}

/// A share as whole percent: `41 %`.
#[must_use]
pub fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

#[cfg(test)]
mod tests {
    use super::Belonging;
    use crate::columns::{Column, Values};
    use crate::query::sample;

    #[test]
    fn less_than_half_is_nowhere_in_particular() {
        let mut graph = sample::graph();
        let count = graph.node_count();
        let mut membership = vec![None; count];
        membership[..3].copy_from_slice(&[Some(0.25), Some(0.5), Some(1.0)]);
        let columns = [
            ("cluster", Values::Integer(vec![Some(1); count])),
            ("membership", Values::Real(membership)),
            ("second_cluster", Values::Integer((0..count).map(|row| (row < 2).then_some(4)).collect())),
            ("second_membership", Values::Real((0..count).map(|row| (row < 2).then_some(0.5)).collect())),
        ];
        let columns = columns.map(|(name, values)| Column::new(name, values));
        graph.nodes = graph.nodes.with_other_columns(columns.into());
        let belonging = Belonging::of(&graph);
        let told = |at: u32| {
            let row = super::NodeRow::new(at);
            (belonging.nowhere(row), belonging.color(row), belonging.shares(row))
        };
        assert_eq!(told(0), (Some(0.25), 0, vec![(4, 0.5), (1, 0.25)]));
        assert_eq!(told(1), (None, 1, vec![(1, 0.5), (4, 0.5)]));
        assert_eq!(told(2), (None, 1, vec![(1, 1.0)]));
        assert_eq!(told(3), (None, 1, vec![]));
        let words = |at: u32| belonging.told(super::NodeRow::new(at));
        assert_eq!(words(2), None);
        let first =
            format!("no cluster in particular: cluster 4 (50 %) and {} (25 %)", graph.clusters[0].label);
        assert_eq!((words(0), words(3)), (Some(first), None));
    }
}
