//! What is drawn, with what its colors say.

use super::MapOptions;
use super::group::{Cluster, Group, clusters, color, groups};
use super::placement::{LEGEND, Placement};
use crate::property_graph::PropertyGraph;
use portent_graph::index::{NodeRow, TiVec};

/// A picture before it is drawn.
pub(super) struct Sheet<'a> {
    pub(super) options: &'a MapOptions,
    /// Which nodes and edges, and where.
    pub(super) placement: Placement<'a>,
    /// Clusters with a name in the picture.
    pub(super) clusters: Vec<Cluster>,
    /// What the legend lists.
    pub(super) groups: Vec<Group>,
    colors: TiVec<NodeRow, [u8; 3]>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(graph: &'a PropertyGraph, options: &'a MapOptions) -> Self {
        let placement = Placement::new(graph, options);
        let clusters = clusters(&placement, options.color_by);
        let groups = groups(&placement, &clusters, options.color_by);
        let rows = graph.nodes.rows();
        let colors = rows.map(|row| color(&placement, &clusters, options.color_by, row)).collect();
        Self { options, placement, clusters, groups, colors }
    }

    pub(super) fn color(&self, row: NodeRow) -> [u8; 3] {
        self.colors[row]
    }

    /// Where text may stand.
    pub(super) fn frame(&self) -> [f64; 4] {
        [6.0, 6.0, self.options.width - LEGEND - 6.0, self.options.height - 6.0]
    }
}
