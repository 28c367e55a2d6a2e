//! Which nodes and edges are drawn, and where.

use super::MapOptions;
use crate::analysis::cluster::ClusterId;
use crate::graph::Adjacency;
use crate::parse::KindId;
use crate::property_graph::{Belonging, ColumnView, NodeColumn, PropertyGraph};
use portent_graph::index::{EdgeRow, NodeRow, TiSlice, TiVec};
use portent_graph::layout::apart::{ApartOptions, apart};
use portent_graph::layout::force::separate;

/// Width of the column at the right that holds the legend.
pub(super) const LEGEND: f64 = 340.0;
const MARGIN: f64 = 46.0;

/// What is drawn, and its places.
pub(super) struct Placement<'a> {
    pub(super) graph: &'a PropertyGraph,
    /// Drawn rows, highest rank first.
    pub(super) rows: Vec<NodeRow>,
    /// Drawn edges, weakest first, so that strong ones lie on top.
    pub(super) edges: Vec<EdgeRow>,
    cluster: ColumnView<'a, i64>,
    pub(super) belonging: Belonging<'a>,
    /// By row, as what follows; only those of drawn rows mean something.
    places: TiVec<NodeRow, [f64; 2]>,
    radii: TiVec<NodeRow, f64>,
}

impl<'a> Placement<'a> {
    pub(super) fn new(graph: &'a PropertyGraph, options: &MapOptions) -> Self {
        let pagerank = graph.nodes.column::<f64>(NodeColumn::PageRank);
        let rank: TiVec<NodeRow, f64> =
            graph.nodes.rows().map(|row| pagerank.get(row).unwrap_or(0.0)).collect();
        let rows = foremost(graph, &rank, options.nodes);
        let mut placement = Self {
            edges: strongest(graph, &rows, options.edges),
            cluster: graph.nodes.column(NodeColumn::Cluster),
            belonging: Belonging::of(graph),
            radii: radii(graph, &rows, &rank),
            places: vec![[0.0; 2]; graph.node_count()].into(),
            graph,
            rows,
        };
        placement.place(options);
        placement
    }

    /// Pixels of a node's center, y downwards.
    pub(super) fn at(&self, row: NodeRow) -> [f64; 2] {
        self.places[row]
    }

    pub(super) fn radius(&self, row: NodeRow) -> f64 {
        self.radii[row]
    }

    pub(super) fn cluster(&self, row: NodeRow) -> i64 {
        self.cluster.get(row).unwrap_or(0)
    }

    /// Radius of the least node.
    pub(super) fn least_radius(&self) -> f64 {
        least_radius(self.rows.len())
    }

    /// Lays out the drawn nodes and brings them into the frame.
    fn place(&mut self, options: &MapOptions) {
        let gap = self.least_radius();
        let diameters: Vec<f64> = self.rows.iter().map(|&row| 2.0 * self.radius(row) + gap).collect();
        // Rows of the picture, not of the graph; the cluster 0 is that of nodes without one, and there is a place for it always.
        let numbers: Vec<i64> = self.rows.iter().map(|&row| self.cluster(row)).chain([0]).collect();
        let mut clusters: TiVec<NodeRow, ClusterId> = ClusterId::dense(&numbers);
        clusters.pop();
        let sizes = TiSlice::from_ref(&diameters);
        let mut places = apart(&self.adjacency(), &clusters, sizes, &ApartOptions::default()).raw;
        fit(&mut places, options);
        separate(&mut places, &diameters, 40);
        fit(&mut places, options);
        for (&row, at) in self.rows.iter().zip(places) {
            self.places[row] = at;
        }
    }

    /// The drawn edges between places in `rows`.
    fn adjacency(&self) -> Adjacency {
        let mut at: TiVec<NodeRow, u32> = vec![0; self.graph.node_count()].into();
        for (place, &row) in (0u32..).zip(&self.rows) {
            at[row] = place;
        }
        let edges = self.edges.iter().map(|&edge| {
            let edge = &self.graph.edges[edge];
            (at[edge.source], at[edge.target], edge.weight)
        });
        Adjacency::from_numbers(self.rows.len(), edges)
    }
}

/// The more nodes are drawn, the smaller.
fn least_radius(drawn: usize) -> f64 {
    (75.0 / (drawn.max(1) as f64).sqrt()).clamp(1.4, 4.0)
}

/// The highest-ranked rows without editions; where not all have room, articles, which outrank most of what they speak
/// of, take a third at most.
fn foremost(graph: &PropertyGraph, rank: &TiSlice<NodeRow, f64>, limit: usize) -> Vec<NodeRow> {
    let mut rows: Vec<NodeRow> =
        graph.nodes.rows().filter(|&row| graph.nodes[row].kind != KindId::EDITION).collect();
    rows.sort_by(|&a, &b| rank[b].total_cmp(&rank[a]).then(a.cmp(&b)));
    let mut articles = if rows.len() > limit { limit / 3 } else { limit };
    rows.retain(|&row| {
        let taken = graph.is_entity(row) || articles > 0;
        articles -= usize::from(taken && !graph.is_entity(row));
        taken
    });
    rows.truncate(limit);
    rows
}

/// The strongest edges between drawn nodes, weakest first.
fn strongest(graph: &PropertyGraph, rows: &[NodeRow], limit: usize) -> Vec<EdgeRow> {
    let mut drawn: TiVec<NodeRow, bool> = vec![false; graph.node_count()].into();
    for &row in rows {
        drawn[row] = true;
    }
    let weight = |edge: EdgeRow| graph.edges[edge].weight;
    let both = |edge: &EdgeRow| graph.edges[*edge].ends().iter().all(|&end| drawn[end]);
    let mut edges: Vec<EdgeRow> = graph.edges.rows().filter(both).collect();
    edges.sort_by(|&a, &b| weight(b).total_cmp(&weight(a)).then(a.cmp(&b)));
    edges.truncate(limit);
    edges.reverse();
    edges
}

/// Areas of entities follow their rank among the drawn ones; articles are small and alike.
fn radii(graph: &PropertyGraph, rows: &[NodeRow], rank: &TiSlice<NodeRow, f64>) -> TiVec<NodeRow, f64> {
    let entities = rows.iter().filter(|&&row| graph.is_entity(row));
    let greatest = entities.map(|&row| rank[row]).fold(f64::MIN_POSITIVE, f64::max);
    let least = least_radius(rows.len());
    let mut radii: TiVec<NodeRow, f64> = vec![0.0; rank.len()].into();
    for &row in rows {
        let share = (rank[row] / greatest).sqrt();
        radii[row] = if graph.is_entity(row) { least * (1.0 + 4.0 * share) } else { least * 1.2 };
    }
    radii
}

/// Scales and moves places so that they fill the frame, keeping proportions.
fn fit(places: &mut [[f64; 2]], options: &MapOptions) {
    let mut low = [f64::INFINITY; 2];
    let mut high = [f64::NEG_INFINITY; 2];
    for at in places.iter() {
        for axis in 0..2 {
            low[axis] = low[axis].min(at[axis]);
            high[axis] = high[axis].max(at[axis]);
        }
    }
    let room = [options.width - LEGEND - 2.0 * MARGIN, options.height - 2.0 * MARGIN];
    let need = [(high[0] - low[0]).max(1e-9), (high[1] - low[1]).max(1e-9)];
    // A sheet is wider than high: the picture may be stretched by a quarter to use it.
    let scale = (room[0] / need[0]).min(room[1] / need[1]);
    let scales =
        [scale.max(room[0] / need[0]).min(scale * 1.25), scale.max(room[1] / need[1]).min(scale * 1.25)];
    let center = [MARGIN + room[0] / 2.0, MARGIN + room[1] / 2.0];
    let alone = places.len() < 2;
    for at in places.iter_mut() {
        for axis in 0..2 {
            let offset = if alone { 0.0 } else { at[axis] - f64::midpoint(low[axis], high[axis]) };
            at[axis] = center[axis] + offset * scales[axis];
        }
    }
}
