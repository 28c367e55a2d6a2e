//! Which nodes and edges are drawn, and where.

use super::MapOptions;
use super::group::{Cluster, Group, clusters, groups};
use crate::analysis::cluster::ClusterId;
use crate::graph::Adjacency;
use crate::index::{NodeRow, TiSlice, TiVec};
use crate::layout::apart::{ApartOptions, apart};
use crate::layout::force::separate;
use crate::parse::KindId;
use crate::picture::OTHER;
use crate::property_graph::PropertyGraph;

/// Width of the column at the right that holds the legend.
pub(super) const LEGEND: f64 = 340.0;
const MARGIN: f64 = 46.0;

/// What is drawn.
pub(super) struct Sheet<'a> {
    pub(super) graph: &'a PropertyGraph,
    pub(super) options: &'a MapOptions,
    /// Drawn rows, highest rank first.
    pub(super) rows: Vec<u32>,
    /// Drawn edges, weakest first, so that strong ones lie on top.
    pub(super) edges: Vec<usize>,
    /// Clusters with a name in the picture.
    pub(super) clusters: Vec<Cluster>,
    /// What the legend lists.
    pub(super) groups: Vec<Group>,
    /// By row; only those of drawn rows mean something.
    rank: Vec<f64>,
    places: Vec<[f64; 2]>,
    radii: Vec<f64>,
    colors: Vec<[u8; 3]>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(graph: &'a PropertyGraph, options: &'a MapOptions) -> Self {
        let count = u32::try_from(graph.node_count()).unwrap_or(u32::MAX);
        let rank: Vec<f64> = (0..count).map(|row| graph.number(row, "pagerank").unwrap_or(0.0)).collect();
        let rows = foremost(graph, &rank, options.nodes);
        let all = rank.len();
        let mut sheet = Self {
            edges: strongest(graph, &rows, options.edges),
            graph,
            options,
            rows,
            clusters: Vec::new(),
            groups: Vec::new(),
            rank,
            places: vec![[0.0; 2]; all],
            radii: vec![0.0; all],
            colors: vec![OTHER; all],
        };
        sheet.radii = radii(&sheet);
        sheet.place();
        sheet.clusters = clusters(&sheet);
        sheet.groups = groups(&sheet);
        let colors: Vec<[u8; 3]> = (0..count).map(|row| super::group::color(&sheet, row)).collect();
        sheet.colors = colors;
        sheet
    }

    /// Pixels of a node's center, y downwards.
    pub(super) fn at(&self, row: u32) -> [f64; 2] {
        self.places[row as usize]
    }

    pub(super) fn radius(&self, row: u32) -> f64 {
        self.radii[row as usize]
    }

    pub(super) fn color(&self, row: u32) -> [u8; 3] {
        self.colors[row as usize]
    }

    pub(super) fn rank(&self, row: u32) -> f64 {
        self.rank[row as usize]
    }

    pub(super) fn cluster(&self, row: u32) -> i64 {
        self.graph.integer(row, "cluster").unwrap_or(0)
    }

    /// Whether it is something that articles speak of.
    pub(super) fn is_entity(&self, row: u32) -> bool {
        is_entity(self.graph, row)
    }

    /// Radius of the least node: the more are drawn, the smaller.
    pub(super) fn least_radius(&self) -> f64 {
        (75.0 / (self.rows.len().max(1) as f64).sqrt()).clamp(1.4, 4.0)
    }

    /// Where text may stand.
    pub(super) fn frame(&self) -> [f64; 4] {
        [6.0, 6.0, self.options.width - LEGEND - 6.0, self.options.height - 6.0]
    }

    /// Lays out the drawn nodes and brings them into the frame.
    fn place(&mut self) {
        let gap = self.least_radius();
        let diameters: Vec<f64> = self.rows.iter().map(|&row| 2.0 * self.radius(row) + gap).collect();
        let cluster = |&row: &u32| ClusterId::new(u32::try_from(self.cluster(row)).unwrap_or(0));
        let clusters: TiVec<NodeRow, ClusterId> = self.rows.iter().map(cluster).collect();
        let sizes = TiSlice::from_ref(&diameters);
        let mut places = apart(&self.adjacency(), &clusters, sizes, &ApartOptions::default()).raw;
        fit(&mut places, self.options);
        separate(&mut places, &diameters, 40);
        fit(&mut places, self.options);
        for (&row, at) in self.rows.iter().zip(places) {
            self.places[row as usize] = at;
        }
    }

    /// The drawn edges between places in `rows`.
    fn adjacency(&self) -> Adjacency {
        let mut at = vec![0; self.graph.node_count()];
        for (place, &row) in (0u32..).zip(&self.rows) {
            at[row as usize] = place;
        }
        let table = &self.graph.edges;
        let edges = self.edges.iter().map(|&edge| {
            (at[table.sources[edge] as usize], at[table.targets[edge] as usize], table.weights[edge])
        });
        Adjacency::from_numbers(self.rows.len(), edges)
    }
}

fn is_entity(graph: &PropertyGraph, row: u32) -> bool {
    graph.header.schema.kind(graph.nodes.kinds[row as usize]).form.is_some()
}

/// The highest-ranked rows without editions; where not all have room, articles, which outrank most of what they speak
/// of, take a third at most.
fn foremost(graph: &PropertyGraph, rank: &[f64], limit: usize) -> Vec<u32> {
    let count = u32::try_from(rank.len()).unwrap_or(u32::MAX);
    let mut rows: Vec<u32> =
        (0..count).filter(|&row| graph.nodes.kinds[row as usize] != KindId::EDITION).collect();
    rows.sort_by(|&a, &b| rank[b as usize].total_cmp(&rank[a as usize]).then(a.cmp(&b)));
    let mut articles = if rows.len() > limit { limit / 3 } else { limit };
    rows.retain(|&row| {
        let taken = is_entity(graph, row) || articles > 0;
        articles -= usize::from(taken && !is_entity(graph, row));
        taken
    });
    rows.truncate(limit);
    rows
}

/// The strongest edges between drawn nodes, weakest first.
fn strongest(graph: &PropertyGraph, rows: &[u32], limit: usize) -> Vec<usize> {
    let table = &graph.edges;
    let mut drawn = vec![false; graph.node_count()];
    for &row in rows {
        drawn[row as usize] = true;
    }
    let both = |edge: &usize| drawn[table.sources[*edge] as usize] && drawn[table.targets[*edge] as usize];
    let mut edges: Vec<usize> = (0..graph.edge_count()).filter(both).collect();
    edges.sort_by(|&a, &b| table.weights[b].total_cmp(&table.weights[a]).then(a.cmp(&b)));
    edges.truncate(limit);
    edges.reverse();
    edges
}

/// Areas of entities follow their rank among the drawn ones; articles are small and alike.
fn radii(sheet: &Sheet<'_>) -> Vec<f64> {
    let entities = sheet.rows.iter().filter(|&&row| sheet.is_entity(row));
    let greatest = entities.map(|&row| sheet.rank(row)).fold(f64::MIN_POSITIVE, f64::max);
    let least = sheet.least_radius();
    let mut radii = vec![0.0; sheet.rank.len()];
    for &row in &sheet.rows {
        let share = (sheet.rank(row) / greatest).sqrt();
        radii[row as usize] = if sheet.is_entity(row) { least * (1.0 + 4.0 * share) } else { least * 1.2 };
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
