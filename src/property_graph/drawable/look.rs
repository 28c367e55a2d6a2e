//! How a drawable part looks: sizes by what a node touches, colors by cluster, positions by forces, no long texts.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::color::{CLUSTER_COLORS, NOWHERE};
use crate::columns::{Column, Value};
use crate::folding::folded;
use crate::property_graph::assemble::{DIAMETERS, rounded};
use crate::property_graph::{Belonging, NodeColumn, PropertyGraph};
use portent_graph::Adjacency;
use portent_graph::cluster::ClusterId;
use portent_graph::index::{NodeRow, TiSlice, TiVec};
use portent_graph::layout::Layout;
use portent_graph::layout::apart::{ApartOptions, apart};

/// A column goes where one of its texts has more characters.
const LONGEST_TEXT: usize = 200;

/// So many nodes of each cluster are worth a name in a picture of all.
const FOREMOST: usize = 3;

/// Columns that tell a story; they stay out however short their texts are.
const TOLD: &[NodeColumn] = &[
    NodeColumn::Aliases,
    NodeColumn::MergePair,
    NodeColumn::MergeReasons,
    NodeColumn::Description,
    NodeColumn::Change,
    NodeColumn::TenYear,
    NodeColumn::DrivingForce,
    NodeColumn::Summary,
    NodeColumn::Strongest,
];

/// Drops columns of nodes that tell a story or hold a long text, links apart; gives their names.
pub(super) fn drop_texts(part: &mut PropertyGraph) -> Vec<String> {
    let is_told = |column: &Column| TOLD.iter().any(|told| told.name() == column.name);
    let is_long = |column: &Column| {
        let (values, link) = (&*column.values, column.name == NodeColumn::Link.name());
        !link && (0..values.len()).any(|row| length(values.get(row)) > LONGEST_TEXT)
    };
    let (long, short): (Vec<Column>, Vec<Column>) =
        part.nodes.columns().iter().cloned().partition(|column| is_told(column) || is_long(column));
    part.nodes = part.nodes.with_other_columns(short);
    long.into_iter().map(|column| column.name).collect()
}

fn length(value: Value<'_>) -> usize {
    match value {
        Value::Text(text) => text.chars().count(),
        Value::List(texts) => texts.iter().map(|text| text.chars().count()).sum(),
        _ => 0,
    }
}

/// Sizes, colors and positions. `neighbors` tells how many others of the part each node touches: areas follow it.
pub(super) fn dress(part: &mut PropertyGraph, neighbors: &TiSlice<NodeRow, usize>, color_clusters: bool) {
    let greatest = neighbors.iter().copied().max().unwrap_or(0).max(1) as f64;
    let (least, most) = DIAMETERS;
    let diameter = |&count: &usize| rounded(least + (most - least) * (count as f64 / greatest).sqrt());
    let diameters: TiVec<NodeRow, f64> = neighbors.iter().map(diameter).collect();
    let edges = part.edges.records().map(|edge| (edge.source, edge.target, edge.weight));
    let adjacency = Adjacency::from_edges(part.node_count(), edges);
    let positions =
        apart(&adjacency, &ClusterId::dense(&ranks(part).raw), &diameters, &ApartOptions::default());
    let colors = cluster_colors(part);
    for (row, position) in positions.into_iter_enumerated() {
        let node = &mut part.nodes[row];
        node.radius = diameters[row] / 2.0;
        node.position = position.map(rounded);
        if color_clusters {
            node.color = colors[row];
        }
    }
    part.header.layout = Layout::Force.into();
}

fn ranks(part: &PropertyGraph) -> TiVec<NodeRow, i64> {
    let cluster = part.nodes.column::<i64>(NodeColumn::Cluster);
    part.nodes.rows().map(|row| cluster.get(row).unwrap_or(0)).collect()
}

/// The palette, over and over: in a part of a hundred clusters neighbors differ, and no cluster is gray. Gray are nodes that
/// belong to none in particular.
fn cluster_colors(part: &PropertyGraph) -> TiVec<NodeRow, [u8; 3]> {
    let (count, belonging) = (CLUSTER_COLORS.len(), Belonging::of(part));
    let palette = |rank: i64| CLUSTER_COLORS[usize::try_from((rank - 1).max(0)).unwrap_or(0) % count];
    let nowhere = |row| belonging.nowhere(row).is_some();
    let colors = ranks(part).into_iter_enumerated();
    colors.map(|(row, rank)| if nowhere(row) { NOWHERE } else { palette(rank) }).collect()
}

/// The nodes whose names are worth reading from afar: the three largest entities of each cluster, of equal names one; an
/// article only where a cluster has no entity. O(nodes log nodes).
pub(crate) fn foremost(graph: &PropertyGraph) -> TiVec<NodeRow, bool> {
    let mut members: BTreeMap<i64, Vec<NodeRow>> = BTreeMap::new();
    ranks(graph).into_iter_enumerated().for_each(|(row, rank)| members.entry(rank).or_default().push(row));
    let mut foremost: TiVec<NodeRow, bool> = vec![false; graph.node_count()].into();
    for mut rows in members.into_values() {
        // Radii are finite and above 0, so their bits are in their order.
        rows.sort_by_key(|&row| (!graph.is_entity(row), Reverse(graph.nodes[row].radius.to_bits()), row));
        let mut names: BTreeSet<String> = BTreeSet::new();
        for row in rows {
            let is_first = names.is_empty();
            if names.len() == FOREMOST || !(is_first || graph.is_entity(row)) {
                break;
            }
            foremost[row] = names.insert(folded(&graph.nodes[row].label));
        }
    }
    foremost
}
