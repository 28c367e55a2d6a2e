//! Cuts a graph down to chosen nodes.

use std::collections::BTreeSet;

use super::{EdgeRecord, EdgeTable, MentionRecord, NodeColumn, PropertyGraph};
use crate::remark::Remark;
use portent_graph::index::{EdgeRow, NodeRow, TiSlice, TiVec};

/// The graph of the nodes in `keep`, with `remarks` added to the header. O(nodes + edges + mentions).
pub(super) fn select(
    graph: &PropertyGraph,
    keep: &TiSlice<NodeRow, bool>,
    mut remarks: Vec<Remark>,
    mention: &dyn Fn(&MentionRecord) -> bool,
) -> PropertyGraph {
    let rows: Vec<NodeRow> = keep.iter_enumerated().filter_map(|(row, &keep)| keep.then_some(row)).collect();
    let mut moved: TiVec<NodeRow, Option<NodeRow>> = vec![None; keep.len()].into();
    for (new, &old) in rows.iter().enumerate() {
        moved[old] = Some(new.into());
    }
    let edges = edges(&graph.edges, &moved);
    remarks.push(Remark::Part {
        nodes: [rows.len(), graph.node_count()],
        edges: [edges.len(), graph.edge_count()],
    });
    let mut header = graph.header.clone();
    header.remarks.extend(remarks);
    let cluster = graph.nodes.column::<i64>(NodeColumn::Cluster);
    let present: BTreeSet<i64> = rows.iter().filter_map(|&row| cluster.get(row)).collect();
    let clusters = graph.clusters.iter().filter(|card| present.contains(&i64::from(card.cluster)));
    let shown = |record: &MentionRecord| record.entity.row().is_some_and(|row| keep[row]) && mention(record);
    PropertyGraph {
        header,
        clusters: clusters.cloned().collect(),
        mentions: graph.mentions.select(shown, &moved, |node| graph.id(node)),
        diagnostics: graph.diagnostics.clone(),
        nodes: graph.nodes.select(&rows, Clone::clone),
        edges,
    }
}

/// The edges between kept nodes, under the new numbers of their ends.
fn edges(edges: &EdgeTable, moved: &TiSlice<NodeRow, Option<NodeRow>>) -> EdgeTable {
    let both = |edge: &EdgeRecord| edge.ends().iter().all(|&end| moved[end].is_some());
    let kept: Vec<EdgeRow> = edges.iter().filter(|(_, edge)| both(edge)).map(|(row, _)| row).collect();
    let new = |end: NodeRow| moved[end].unwrap_or(end);
    edges.select(&kept, |edge| EdgeRecord { source: new(edge.source), target: new(edge.target), ..*edge })
}
