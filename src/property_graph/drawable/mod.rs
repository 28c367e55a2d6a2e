//! A part of a graph that layout programs draw in seconds and people can read: its foremost nodes, few edges, no long
//! texts, laid out.
//!
//! What is kept follows three rules. Nodes: `choose`. Edges: those of hubs and those between clusters are damped, then a
//! backbone is kept ([`portent_graph::backbone`]). Look: `look`.

mod choose;
mod look;

use super::select::{Selection, select};
use super::{NodeColumn, Part, PropertyGraph};
use crate::remark::{Remark, grouped};
use portent_graph::Adjacency;
use portent_graph::backbone::{backbone, damped};
use portent_graph::index::{NodeRow, TiSlice, TiVec};

pub(crate) use look::foremost;

/// Weight of an edge between clusters, as a share of its own: clusters come apart, and their strongest ties stay.
const BETWEEN: f64 = 0.1;

/// What a relation weighs that was not measured, as in the layout of the whole.
const UNMEASURED: f64 = 1.0 / 3.0;

/// What a drawable part keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawableOptions {
    nodes: usize,
    strongest: usize,
    color_clusters: bool,
}

impl Default for DrawableOptions {
    fn default() -> Self {
        Self { nodes: 2000, strongest: 2, color_clusters: true }
    }
}

impl DrawableOptions {
    /// The most nodes; default 2,000.
    #[must_use]
    pub fn with_nodes(self, nodes: usize) -> Self {
        Self { nodes, ..self }
    }

    /// So many strongest edges of each node are kept beside the spanning forest; default 2.
    #[must_use]
    pub fn with_strongest(self, strongest: usize) -> Self {
        Self { strongest, ..self }
    }

    /// Whether colors tell clusters, not kinds; default true.
    #[must_use]
    pub fn with_color_clusters(self, color_clusters: bool) -> Self {
        Self { color_clusters, ..self }
    }
}

/// The part of a graph that can be drawn, with remarks on what it is and by which rule.
///
/// Measures, clusters and counts of its nodes are those of `graph`; positions, sizes and (where asked) colors are its
/// own. Mentions, diagnostics and columns of long texts are left out, and so are nodes without an edge to another one of
/// the part. At most [`DrawableOptions::with_nodes`] nodes. O(nodes log nodes + edges log edges).
#[must_use]
pub fn drawable(graph: &PropertyGraph, options: &DrawableOptions) -> PropertyGraph {
    let mut keep = choose::choose(graph, options.nodes);
    let chosen = count(&keep);
    let tied = tied(graph, &keep);
    let kept = backbone(&apart(graph, &damped(&tied)), options.strongest);
    drop_lonely(&tied, &mut keep);
    let is_kept = |ends: [NodeRow; 2]| {
        let [a, b] = ends;
        kept.binary_search(&(a.min(b), a.max(b))).is_ok()
    };
    let mut part = select(
        graph,
        Selection {
            nodes: &graph.nodes,
            keep: &keep,
            edge: &|edge| is_kept(edge.ends()),
            mention: &|_| false,
            conditions: vec![format!(
                "drawable: at most {} nodes, few edges, no editions, mentions and long texts",
                grouped(options.nodes as u64)
            )],
        },
    );
    part.diagnostics.clear();
    let columns = look::drop_texts(&mut part);
    look::dress(&mut part, &neighbors(&tied, &keep), options.color_clusters);
    part.header.remarks.extend(remarks(graph, &part, options.strongest, (chosen - count(&keep), columns)));
    part
}

fn count(keep: &TiSlice<NodeRow, bool>) -> usize {
    keep.iter().filter(|&&keep| keep).count()
}

/// The edges between kept nodes, relations that were not measured at a third of their weight.
fn tied(graph: &PropertyGraph, keep: &TiSlice<NodeRow, bool>) -> Adjacency {
    let factors = &graph.header.relations;
    let inner = graph.edges.records().filter(|edge| edge.ends().iter().all(|&end| keep[end]));
    let edges = inner.map(|edge| {
        let factor = factors.get(edge.relation.name()).copied().filter(|&factor| factor > 0.0);
        (edge.source, edge.target, edge.weight * factor.unwrap_or(UNMEASURED))
    });
    Adjacency::from_edges(graph.node_count(), edges)
}

/// The same edges, those between clusters weakened.
fn apart(graph: &PropertyGraph, edges: &Adjacency) -> Adjacency {
    let cluster = graph.nodes.column::<i64>(NodeColumn::Cluster);
    let weakened = edges.each_edge().map(|(a, b, weight)| {
        (a, b, if cluster.get(a) == cluster.get(b) { weight } else { weight * BETWEEN })
    });
    Adjacency::from_edges(edges.len(), weakened)
}

/// A dot that touches nothing tells nothing in a picture of ties.
fn drop_lonely(tied: &Adjacency, keep: &mut TiSlice<NodeRow, bool>) {
    if tied.edge_count() > 0 {
        tied.nodes().for_each(|row| keep[row] &= tied.degree(row) > 0);
    }
}

/// How many others of the part each of its nodes touches, before edges were thinned.
fn neighbors(tied: &Adjacency, keep: &TiSlice<NodeRow, bool>) -> TiVec<NodeRow, usize> {
    tied.nodes().filter(|&row| keep[row]).map(|row| tied.degree(row)).collect()
}

fn remarks(
    whole: &PropertyGraph,
    part: &PropertyGraph,
    strongest: usize,
    (lonely, columns): (usize, Vec<String>),
) -> [Remark; 2] {
    let Part { nodes, edges, .. } = part.header.part.clone().unwrap_or_default();
    let clusters = [part.clusters.len(), whole.clusters.len()];
    [Remark::Drawable { nodes, edges, clusters, lonely, columns }, Remark::DrawableRule { strongest }]
}

#[cfg(test)]
mod tests;
