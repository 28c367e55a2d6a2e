//! Cuts a graph down to chosen nodes.

use std::collections::BTreeSet;

use super::{EdgeTable, MentionRecord, NodeTable, PropertyGraph};
use crate::columns::{Column, Value};

/// The graph of the nodes in `keep`, with `remarks` added to the header. O(nodes + edges + mentions).
pub(super) fn select(
    graph: &PropertyGraph,
    keep: &[bool],
    mut remarks: Vec<String>,
    mention: &dyn Fn(&MentionRecord) -> bool,
) -> PropertyGraph {
    let rows: Vec<u32> = (0..).zip(keep).filter_map(|(row, &keep)| keep.then_some(row)).collect();
    let nodes = nodes(&graph.nodes, &rows);
    let edges = edges(&graph.edges, keep, &rows);
    remarks.push(format!(
        "a part of the graph: {} of {} nodes and {} of {} edges; measures and clusters are those of the whole",
        rows.len(),
        graph.node_count(),
        edges.sources.len(),
        graph.edge_count(),
    ));
    let mut header = graph.header.clone();
    header.remarks.extend(remarks);
    let present: BTreeSet<i64> = rows.iter().filter_map(|&row| graph.integer(row, "cluster")).collect();
    let clusters = graph.clusters.iter().filter(|card| present.contains(&i64::from(card.cluster)));
    let ids: rustc_hash::FxHashSet<&str> = nodes.ids.iter().map(String::as_str).collect();
    let shown = |record: &&MentionRecord| ids.contains(record.entity.as_str()) && mention(record);
    PropertyGraph {
        header,
        clusters: clusters.cloned().collect(),
        mentions: graph.mentions.iter().filter(shown).cloned().collect(),
        diagnostics: graph.diagnostics.clone(),
        nodes,
        edges,
    }
}

fn nodes(nodes: &NodeTable, rows: &[u32]) -> NodeTable {
    NodeTable {
        ids: pick(&nodes.ids, rows),
        kinds: pick(&nodes.kinds, rows),
        labels: pick(&nodes.labels, rows),
        positions: pick(&nodes.positions, rows),
        sizes: pick(&nodes.sizes, rows),
        colors: pick(&nodes.colors, rows),
        columns: columns(&nodes.columns, rows),
    }
}

fn edges(edges: &EdgeTable, keep: &[bool], rows: &[u32]) -> EdgeTable {
    let mut place = vec![0u32; keep.len()];
    for (&row, at) in rows.iter().zip(0..) {
        place[row as usize] = at;
    }
    let both =
        |&at: &u32| keep[edges.sources[at as usize] as usize] && keep[edges.targets[at as usize] as usize];
    let kept: Vec<u32> = (0..edges.sources.len() as u32).filter(both).collect();
    let moved = |ends: &[u32]| kept.iter().map(|&at| place[ends[at as usize] as usize]).collect();
    EdgeTable {
        sources: moved(&edges.sources),
        targets: moved(&edges.targets),
        relations: pick(&edges.relations, &kept),
        weights: pick(&edges.weights, &kept),
        columns: columns(&edges.columns, &kept),
    }
}

/// The columns at `rows`, without those that have no value there.
fn columns(columns: &[Column], rows: &[u32]) -> Vec<Column> {
    let chosen = columns
        .iter()
        .filter(|column| rows.iter().any(|&row| column.values.get(row as usize) != Value::Missing));
    chosen.map(|column| Column { name: column.name.clone(), values: column.values.select(rows) }).collect()
}

fn pick<T: Clone>(values: &[T], rows: &[u32]) -> Vec<T> {
    rows.iter().map(|&row| values[row as usize].clone()).collect()
}
