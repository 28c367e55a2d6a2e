//! Which nodes are drawn: each cluster gets as many as its size asks for, those that tie others together first.
//!
//! Seats are given by the method of D'Hondt (V. D'Hondt 1882; M. Balinski, H. P. Young, "Fair Representation", 1982): no
//! cluster gets fewer than its share of all nodes, rounded down, so that every large one is there.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use crate::parse::KindId;
use crate::property_graph::{NodeColumn, PropertyGraph};
use portent_graph::index::{NodeRow, TiSlice, TiVec};

/// The share of seats that recurring entities get before articles are chosen: three in five.
const ENTITIES: [usize; 2] = [3, 5];

/// Entities of one article are leaves of it; they are drawn only where less than a quarter of the seats is taken without
/// them.
const ENOUGH: usize = 4;

/// At most `most` nodes. Editions, which touch all of their articles, are never chosen.
///
/// All others where they are few enough. Else, one after the other while there are seats: entities of several articles,
/// up to three fifths of the seats, most connections first (ties: articles, `PageRank`); articles that hold one of them,
/// those that hold most first; the other entities of several articles; and the rest where hardly anything is chosen yet.
/// O(nodes log nodes + edges).
pub(super) fn choose(graph: &PropertyGraph, most: usize) -> TiVec<NodeRow, bool> {
    let is_open = |row: &NodeRow| graph.nodes[*row].kind != KindId::EDITION;
    let open: Vec<NodeRow> = graph.nodes.rows().filter(is_open).collect();
    let mut choice = Choice::new(graph, &open);
    if open.len() <= most {
        open.into_iter().for_each(|row| choice.keep[row] = true);
        return choice.keep;
    }
    let (articles, entities): (Vec<NodeRow>, Vec<NodeRow>) =
        open.into_iter().partition(|&row| graph.nodes[row].kind == KindId::ARTICLE);
    let (recurring, others): (Vec<NodeRow>, Vec<NodeRow>) =
        entities.into_iter().partition(|&row| choice.standing[row].articles > 1);
    let [part, whole] = ENTITIES;
    choice.take(recurring.iter().copied(), (most.saturating_mul(part) / whole).max(1).min(most));
    let held = touched(graph, &choice.keep);
    choice.hold(&held);
    choice.take(articles.iter().copied().filter(|&row| held[row] > 0), most);
    choice.take(recurring.into_iter(), most);
    if choice.taken < most / ENOUGH {
        choice.take(articles.into_iter().chain(others), most);
    }
    choice.keep
}

/// What speaks for a node, the first that differs decides.
#[derive(Debug, Clone, Copy, Default)]
struct Standing {
    /// Chosen nodes that it touches.
    held: u32,
    connections: i64,
    articles: i64,
    rank: f64,
}

impl Standing {
    /// The foremost first.
    fn order(&self, other: &Self) -> Ordering {
        let key = |standing: &Self| (standing.held, standing.connections, standing.articles);
        key(other).cmp(&key(self)).then(other.rank.total_cmp(&self.rank))
    }
}

/// What is chosen so far.
struct Choice {
    keep: TiVec<NodeRow, bool>,
    taken: usize,
    cluster: TiVec<NodeRow, i64>,
    /// Nodes of each cluster.
    size: BTreeMap<i64, u64>,
    standing: TiVec<NodeRow, Standing>,
}

impl Choice {
    fn new(graph: &PropertyGraph, open: &[NodeRow]) -> Self {
        let column = graph.nodes.column::<i64>(NodeColumn::Cluster);
        let cluster: TiVec<NodeRow, i64> =
            graph.nodes.rows().map(|row| column.get(row).unwrap_or(0)).collect();
        let mut size = BTreeMap::new();
        open.iter().for_each(|&row| *size.entry(cluster[row]).or_default() += 1);
        let connections = graph.nodes.column::<i64>(NodeColumn::Connections);
        let articles = graph.nodes.column::<i64>(NodeColumn::Articles);
        let rank = graph.nodes.column::<f64>(NodeColumn::PageRank);
        let standing = |row| Standing {
            held: 0,
            connections: connections.get(row).unwrap_or(0),
            articles: articles.get(row).unwrap_or(0),
            rank: rank.get(row).unwrap_or(0.0),
        };
        let standing = graph.nodes.rows().map(standing).collect();
        Self { keep: vec![false; graph.node_count()].into(), taken: 0, cluster, size, standing }
    }

    /// Chosen nodes that are touched come first from now on.
    fn hold(&mut self, held: &TiSlice<NodeRow, u32>) {
        self.standing.iter_mut().zip(held).for_each(|(standing, &held)| standing.held = held);
    }

    /// Takes more of `candidates` until `most` nodes are chosen in all.
    ///
    /// The n-th candidate of a cluster has the quotient size / n; the greatest quotients get the seats (ties: the
    /// larger cluster, then the lesser number).
    fn take(&mut self, candidates: impl Iterator<Item = NodeRow>, most: usize) {
        let mut candidates: Vec<NodeRow> = candidates.filter(|&row| !self.keep[row]).collect();
        candidates.sort_by(|&a, &b| {
            let standing = self.standing[a].order(&self.standing[b]);
            self.cluster[a].cmp(&self.cluster[b]).then(standing).then(a.cmp(&b))
        });
        let mut seats: Vec<Seat> = Vec::with_capacity(candidates.len());
        for members in candidates.chunk_by(|&a, &b| self.cluster[a] == self.cluster[b]) {
            let cluster = self.cluster[members[0]];
            let size = self.size.get(&cluster).copied().unwrap_or(1);
            seats.extend((1..).zip(members).map(|(place, &row)| Seat { size, place, cluster, row }));
        }
        seats.sort_by(Seat::order);
        seats.truncate(most.saturating_sub(self.taken));
        self.taken += seats.len();
        seats.iter().for_each(|seat| self.keep[seat.row] = true);
    }
}

/// A claim to a seat.
struct Seat {
    size: u64,
    place: u64,
    cluster: i64,
    row: NodeRow,
}

impl Seat {
    fn order(&self, other: &Self) -> Ordering {
        // size / place, without rounding: both are far below 2^32.
        let own = (self.size * other.place, self.size);
        let others = (other.size * self.place, other.size);
        Reverse(own).cmp(&Reverse(others)).then((self.cluster, self.place).cmp(&(other.cluster, other.place)))
    }
}

/// How many chosen nodes each node touches.
fn touched(graph: &PropertyGraph, keep: &TiSlice<NodeRow, bool>) -> TiVec<NodeRow, u32> {
    let mut touched: TiVec<NodeRow, u32> = vec![0; graph.node_count()].into();
    for [a, b] in graph.edges.records().map(super::super::EdgeRecord::ends) {
        touched[a] += u32::from(keep[b]);
        touched[b] += u32::from(keep[a]);
    }
    touched
}

#[cfg(test)]
mod tests {
    use super::{Choice, NodeRow, Standing};
    use std::collections::BTreeMap;

    /// Three clusters of 6, 3 and 1 nodes; the later a node, the fewer its connections.
    fn ten() -> Choice {
        let cluster = [1, 1, 1, 1, 1, 1, 2, 2, 2, 3];
        let standing = (0..10).map(|row| Standing { connections: 10 - row, ..Standing::default() });
        Choice {
            keep: vec![false; 10].into(),
            taken: 0,
            cluster: cluster.to_vec().into(),
            size: BTreeMap::from([(1, 6), (2, 3), (3, 1)]),
            standing: standing.collect(),
        }
    }

    fn taken(most: usize) -> Vec<u32> {
        let mut choice = ten();
        choice.take(NodeRow::first(10), most);
        let rows = choice.keep.iter_enumerated().filter_map(|(row, &keep)| keep.then_some(row.get()));
        rows.collect()
    }

    #[test]
    fn seats_follow_the_size_of_clusters_as_d_hondt_gives_them() {
        // Quotients: 6, 3, 2, 1.5 … of the first, 3, 1.5, 1 of the second, 1 of the third.
        assert_eq!(taken(1), [0]);
        assert_eq!(taken(3), [0, 1, 6]);
        assert_eq!(taken(6), [0, 1, 2, 3, 6, 7]);
        assert_eq!(taken(20).len(), 10);
    }
}
