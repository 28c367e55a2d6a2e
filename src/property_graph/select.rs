//! Cuts a graph down to chosen nodes.

use std::collections::BTreeSet;

use super::{EdgeRecord, EdgeTable, MentionRecord, NodeColumn, NodeTable, Part, PropertyGraph};
use crate::parse::Records;
use portent_graph::index::{EdgeRow, NodeRow, TiSlice, TiVec};

/// What of a graph is kept.
pub(super) struct Selection<'a> {
    /// The nodes, with the values that the part is to have.
    pub(super) nodes: &'a NodeTable,
    /// Which of them are kept.
    pub(super) keep: &'a TiSlice<NodeRow, bool>,
    /// Which of the edges between them.
    pub(super) edge: &'a dyn Fn(&EdgeRecord) -> bool,
    /// Which of their mentions.
    pub(super) mention: &'a dyn Fn(&MentionRecord) -> bool,
    /// The conditions that chose them.
    pub(super) conditions: Vec<String>,
}

/// The part of a graph that `selection` keeps; its header says of what it is a part. O(nodes + edges + mentions).
pub(super) fn select(graph: &PropertyGraph, selection: Selection<'_>) -> PropertyGraph {
    let Selection { nodes, keep, edge, mention, conditions } = selection;
    let rows: Vec<NodeRow> = keep.iter_enumerated().filter_map(|(row, &keep)| keep.then_some(row)).collect();
    let mut moved: TiVec<NodeRow, Option<NodeRow>> = vec![None; keep.len()].into();
    for (new, &old) in rows.iter().enumerate() {
        moved[old] = Some(new.into());
    }
    let edges = edges(&graph.edges, &moved, edge);
    let mut header = graph.header.clone();
    let (whole_nodes, whole_edges) = match &header.part {
        Some(part) => (part.nodes[1], part.edges[1]),
        None => (graph.node_count(), graph.edge_count()),
    };
    let before = header.part.take().map_or_else(Vec::new, |part| part.conditions);
    header.part = Some(Part {
        conditions: before.into_iter().chain(conditions).collect(),
        nodes: [rows.len(), whole_nodes],
        edges: [edges.len(), whole_edges],
    });
    let cluster = graph.nodes.column::<i64>(NodeColumn::Cluster);
    let present: BTreeSet<i64> = rows.iter().filter_map(|&row| cluster.get(row)).collect();
    let clusters = graph.clusters.iter().filter(|card| present.contains(&i64::from(card.cluster)));
    let shown = |record: &MentionRecord| record.entity.row().is_some_and(|row| keep[row]) && mention(record);
    PropertyGraph {
        header,
        clusters: clusters.cloned().collect(),
        mentions: graph.mentions.select(shown, &moved, |node| graph.id(node)),
        diagnostics: graph.diagnostics.clone(),
        nodes: nodes.select(&rows, Clone::clone),
        edges,
        records: Records::default(),
    }
}

/// The chosen edges between kept nodes, under the new numbers of their ends.
fn edges(
    edges: &EdgeTable,
    moved: &TiSlice<NodeRow, Option<NodeRow>>,
    chosen: &dyn Fn(&EdgeRecord) -> bool,
) -> EdgeTable {
    let both = |edge: &EdgeRecord| edge.ends().iter().all(|&end| moved[end].is_some());
    let kept = edges.iter().filter(|(_, edge)| both(edge) && chosen(edge));
    let kept: Vec<EdgeRow> = kept.map(|(row, _)| row).collect();
    let new = |end: NodeRow| moved[end].unwrap_or(end);
    edges.select(&kept, |edge| EdgeRecord { source: new(edge.source), target: new(edge.target), ..*edge })
}
