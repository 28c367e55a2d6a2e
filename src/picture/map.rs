//! The map of a graph: nodes colored by cluster or kind, cluster names, labels of the highest-ranked entities, a legend.
//!
//! The picture lays out what it draws by forces of its own, so that a part of a graph fills the sheet too.

mod group;
mod legend;
mod names;
mod placement;
mod sheet;

use super::canvas::{Canvas, Dot, SOFT, Stroke};
use crate::property_graph::PropertyGraph;
use sheet::Sheet;

/// What colors say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColorBy {
    /// The cluster of a node.
    #[default]
    Cluster,
    /// The kind of a node.
    Kind,
}

/// How the map is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct MapOptions {
    /// Width in pixels; default 1,600.
    pub width: f64,
    /// Height in pixels; default 1,000.
    pub height: f64,
    /// The highest-ranked nodes that are drawn, a third of them articles at most if there are more; default 1,500.
    pub nodes: usize,
    /// The strongest edges that are drawn; default 5,000.
    pub edges: usize,
    /// Labels of nodes that are tried, best first; default 90.
    pub labels: usize,
    /// What colors say; default cluster.
    pub color_by: ColorBy,
}

impl Default for MapOptions {
    fn default() -> Self {
        Self {
            width: 1600.0,
            height: 1000.0,
            nodes: 1500,
            edges: 5000,
            labels: 90,
            color_by: ColorBy::default(),
        }
    }
}

/// Draws the map as SVG. O(nodes log nodes + edges log edges) and a force layout of what is drawn.
#[must_use]
pub fn map(graph: &PropertyGraph, options: &MapOptions) -> String {
    let sheet = Sheet::new(graph, options);
    let mut canvas = Canvas::new(options.width, options.height, &caption(graph));
    draw_hulls(&mut canvas, &sheet);
    draw_edges(&mut canvas, &sheet);
    draw_nodes(&mut canvas, &sheet);
    names::draw(&mut canvas, &sheet);
    legend::draw(&mut canvas, &sheet);
    canvas.finish()
}

fn caption(graph: &PropertyGraph) -> String {
    format!("{} articles, {} nodes, {} edges", graph.header.articles, graph.node_count(), graph.edge_count())
}

/// A pale patch behind each named cluster.
fn draw_hulls(canvas: &mut Canvas, sheet: &Sheet<'_>) {
    for cluster in &sheet.clusters {
        canvas.patch(&cluster.hull, cluster.color, sheet.placement.least_radius() * 2.0 + 14.0);
    }
}

fn draw_edges(canvas: &mut Canvas, sheet: &Sheet<'_>) {
    let drawn = &sheet.placement;
    let opacity = if drawn.edges.len() > 3000 { 0.16 } else { 0.32 };
    for &edge in &drawn.edges {
        let ends = drawn.graph.edges[edge].ends();
        let own = drawn.cluster(ends[0]) == drawn.cluster(ends[1]);
        let (color, opacity) = if own { (sheet.color(ends[1]), opacity) } else { (SOFT, opacity * 0.5) };
        canvas.line(drawn.at(ends[0]), drawn.at(ends[1]), color, Stroke { width: 0.7, opacity });
    }
}

/// Entities are filled, articles are rings; the highest rank lies on top.
fn draw_nodes(canvas: &mut Canvas, sheet: &Sheet<'_>) {
    let drawn = &sheet.placement;
    for &row in drawn.rows.iter().rev() {
        let dot = if drawn.graph.is_entity(row) { Dot::Filled } else { Dot::Ring };
        let label = &drawn.graph.nodes[row].label;
        canvas.circle(drawn.at(row), drawn.radius(row), dot, sheet.color(row), label);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columns::{Column, Values};
    use crate::property_graph::sample::{assembled, four_pages};
    use crate::property_graph::{NodeRecord, NodeTable};

    #[test]
    fn an_empty_graph_is_a_valid_picture() {
        let svg = map(&PropertyGraph::default(), &MapOptions::default());
        assert!(svg.ends_with("</svg>\n") && !svg.contains("NaN") && !svg.contains("inf"));
    }

    #[test]
    fn all_nodes_but_editions_are_drawn_and_the_legend_says_what_colors_mean() {
        let graph = assembled(&four_pages());
        let by_cluster = map(&graph, &MapOptions::default());
        let dots = by_cluster.matches("<circle").count();
        // 4 articles and 6 entities, each with its tooltip; the legend has dots without one.
        assert_eq!(by_cluster.matches("</title></circle>").count(), 10);
        assert!(dots > 10 && by_cluster.contains(">Clusters<"));
        let by_kind = map(&graph, &MapOptions { color_by: ColorBy::Kind, ..MapOptions::default() });
        assert!(by_kind.contains(">Kinds<") && by_kind.contains(">Concerns<"), "{by_kind}");
    }

    /// A file may number clusters as it likes: room for as many as the greatest number says would be gigabytes.
    #[test]
    fn clusters_of_any_number_are_drawn() {
        let mut graph = assembled(&four_pages());
        let columns: Vec<Column> = graph.nodes.columns().to_vec();
        let records: Vec<NodeRecord> = graph.nodes.records().cloned().collect();
        let numbered = |column: Column| match &*column.values {
            Values::Integer(numbers) if column.name == "cluster" => {
                let far = numbers.iter().map(|number| number.map(|number| number + 4_000_000_000));
                Column::new("cluster", Values::Integer(far.collect()))
            }
            _ => column,
        };
        graph.nodes = NodeTable::new(records).with_columns(columns.into_iter().map(numbered));
        assert!(map(&graph, &MapOptions::default()).contains("</title></circle>"));
    }

    #[test]
    fn what_is_not_drawn_is_said() {
        let graph = assembled(&four_pages());
        let svg = map(&graph, &MapOptions { nodes: 3, ..MapOptions::default() });
        assert_eq!(svg.matches("</title></circle>").count(), 3);
        assert!(svg.contains("the 3 highest-ranked nodes"));
    }
}
