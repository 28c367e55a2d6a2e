//! The map of a graph: nodes colored by cluster, cluster names, labels of the highest-ranked entities, a legend.

use super::canvas::{Anchor, Canvas, INK, SOFT, Style, Weight, shorten, text_width};
use super::cluster_color;
use super::label::Places;
use crate::parse::KindId;
use crate::property_graph::PropertyGraph;

/// How the map is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct MapOptions {
    /// Width in pixels; default 1,600.
    pub width: f64,
    /// Height in pixels; default 1,000.
    pub height: f64,
    /// The highest-ranked nodes that are drawn; default 6,000.
    pub nodes: usize,
    /// The strongest edges that are drawn; default 12,000.
    pub edges: usize,
    /// Labels of nodes that are tried, best first; default 90.
    pub labels: usize,
}

impl Default for MapOptions {
    fn default() -> Self {
        Self { width: 1600.0, height: 1000.0, nodes: 6000, edges: 12_000, labels: 90 }
    }
}

/// Width of the column at the right that holds the legend.
const LEGEND: f64 = 330.0;
const MARGIN: f64 = 34.0;
/// Cluster names that are drawn and listed.
const NAMED: usize = 12;

/// Draws the map as SVG. O(nodes log nodes + edges log edges).
#[must_use]
pub fn map(graph: &PropertyGraph, options: &MapOptions) -> String {
    let sheet = Sheet::new(graph, options);
    let mut canvas = Canvas::new(options.width, options.height, &caption(graph));
    let drawn_edges = draw_edges(&mut canvas, &sheet);
    draw_nodes(&mut canvas, &sheet);
    draw_names(&mut canvas, &sheet);
    draw_legend(&mut canvas, &sheet, drawn_edges);
    canvas.finish()
}

fn caption(graph: &PropertyGraph) -> String {
    format!("{} articles, {} nodes, {} edges", graph.header.articles, graph.node_count(), graph.edge_count())
}

/// Which nodes are drawn, and where.
struct Sheet<'a> {
    graph: &'a PropertyGraph,
    options: &'a MapOptions,
    /// Drawn rows, highest rank first.
    rows: Vec<u32>,
    drawn: Vec<bool>,
    rank: Vec<f64>,
    scale: f64,
    middle: [f64; 2],
}

impl<'a> Sheet<'a> {
    fn new(graph: &'a PropertyGraph, options: &'a MapOptions) -> Self {
        let count = u32::try_from(graph.node_count()).unwrap_or(u32::MAX);
        let rank: Vec<f64> = (0..count).map(|row| graph.number(row, "pagerank").unwrap_or(0.0)).collect();
        let mut rows: Vec<u32> =
            (0..count).filter(|&row| graph.nodes.kinds[row as usize] != KindId::EDITION).collect();
        rows.sort_by(|&a, &b| rank[b as usize].total_cmp(&rank[a as usize]).then(a.cmp(&b)));
        rows.truncate(options.nodes);
        let mut drawn = vec![false; rank.len()];
        for &row in &rows {
            drawn[row as usize] = true;
        }
        let (scale, middle) = fit(graph, &rows, options);
        Self { graph, options, rows, drawn, rank, scale, middle }
    }

    /// Pixels of a node's center; files have y upwards.
    fn at(&self, row: u32) -> [f64; 2] {
        let [x, y] = self.graph.nodes.positions[row as usize];
        [
            (self.options.width - LEGEND) / 2.0 + (x - self.middle[0]) * self.scale,
            (self.options.height + 20.0) / 2.0 - (y - self.middle[1]) * self.scale,
        ]
    }

    fn radius(&self, row: u32) -> f64 {
        (self.graph.nodes.sizes[row as usize] / 2.0 * self.scale).clamp(0.8, 22.0)
    }

    fn cluster(&self, row: u32) -> i64 {
        self.graph.integer(row, "cluster").unwrap_or(0)
    }

    fn frame(&self) -> [f64; 4] {
        [4.0, 4.0, self.options.width - LEGEND - 4.0, self.options.height - 4.0]
    }
}

/// Scale and middle that bring the drawn nodes into the frame.
fn fit(graph: &PropertyGraph, rows: &[u32], options: &MapOptions) -> (f64, [f64; 2]) {
    let mut low = [f64::INFINITY; 2];
    let mut high = [f64::NEG_INFINITY; 2];
    for &row in rows {
        for axis in 0..2 {
            let at = graph.nodes.positions[row as usize][axis];
            low[axis] = low[axis].min(at);
            high[axis] = high[axis].max(at);
        }
    }
    let room = [options.width - LEGEND - 2.0 * MARGIN, options.height - 2.0 * MARGIN];
    let need = [(high[0] - low[0]).max(1e-9), (high[1] - low[1]).max(1e-9)];
    let scale = (room[0] / need[0]).min(room[1] / need[1]);
    if scale.is_finite() {
        (scale, [(low[0] + high[0]) / 2.0, (low[1] + high[1]) / 2.0])
    } else {
        (1.0, [0.0, 0.0])
    }
}

/// Draws the strongest edges between drawn nodes; how many.
fn draw_edges(canvas: &mut Canvas, sheet: &Sheet<'_>) -> usize {
    let table = &sheet.graph.edges;
    let both = |edge: &usize| {
        sheet.drawn[table.sources[*edge] as usize] && sheet.drawn[table.targets[*edge] as usize]
    };
    let mut edges: Vec<usize> = (0..sheet.graph.edge_count()).filter(both).collect();
    edges.sort_by(|&a, &b| table.weights[b].total_cmp(&table.weights[a]).then(a.cmp(&b)));
    edges.truncate(sheet.options.edges);
    let opacity = if edges.len() > 4000 { 0.12 } else { 0.3 };
    for &edge in &edges {
        let (source, target) = (table.sources[edge], table.targets[edge]);
        let own = sheet.cluster(source) == sheet.cluster(target);
        let color = if own { cluster_color(sheet.cluster(source)) } else { SOFT };
        canvas.line(
            sheet.at(source),
            sheet.at(target),
            color,
            (0.6, if own { opacity } else { opacity * 0.6 }),
        );
    }
    edges.len()
}

fn draw_nodes(canvas: &mut Canvas, sheet: &Sheet<'_>) {
    for &row in sheet.rows.iter().rev() {
        let color = cluster_color(sheet.cluster(row));
        canvas.circle(sheet.at(row), sheet.radius(row), color, &sheet.graph.nodes.labels[row as usize]);
    }
}

/// Cluster names first, then labels of the highest-ranked entities where there is room.
fn draw_names(canvas: &mut Canvas, sheet: &Sheet<'_>) {
    let mut places = Places::default();
    for card in sheet.graph.clusters.iter().take(NAMED) {
        let Some([left, top, right, _]) = extent(sheet, i64::from(card.cluster)) else { continue };
        let text = shorten(&card.label, 42);
        let style =
            Style { size: 17.0, weight: Weight::Bold, color: darker(cluster_color(i64::from(card.cluster))) };
        let width = text_width(&text, style.size) * 1.12;
        let middle = (left + right) / 2.0;
        let boxes: Vec<[f64; 4]> = [-6.0, -28.0, 16.0, 38.0]
            .map(|dy| [middle - width / 2.0, top + dy - style.size, middle + width / 2.0, top + dy + 4.0])
            .to_vec();
        if let Some(at) = places.take(&boxes, sheet.frame()) {
            canvas.text([middle, boxes[at][3] - 4.0], Anchor::Middle, style, &text);
        }
    }
    draw_labels(canvas, sheet, &mut places);
}

fn draw_labels(canvas: &mut Canvas, sheet: &Sheet<'_>, places: &mut Places) {
    let schema = &sheet.graph.header.schema;
    let entity = |row: &&u32| schema.kind(sheet.graph.nodes.kinds[**row as usize]).form.is_some();
    let top = sheet.rows.first().map_or(1.0, |&row| sheet.rank[row as usize]).max(f64::MIN_POSITIVE);
    for &row in sheet.rows.iter().filter(entity).take(sheet.options.labels) {
        let text = shorten(&sheet.graph.nodes.labels[row as usize], 34);
        let size = 9.5 + 5.5 * (sheet.rank[row as usize] / top).sqrt();
        let style = Style { size, weight: Weight::Regular, color: INK };
        let ([x, y], radius, width) = (sheet.at(row), sheet.radius(row), text_width(&text, size));
        let tall = size * 0.5;
        let gap = radius + 3.0;
        let boxes = [
            [x + gap, y - tall, x + gap + width, y + tall],
            [x - gap - width, y - tall, x - gap, y + tall],
            [x - width / 2.0, y - gap - size, x + width / 2.0, y - gap],
            [x - width / 2.0, y + gap, x + width / 2.0, y + gap + size],
        ];
        let Some(at) = places.take(&boxes, sheet.frame()) else { continue };
        let anchor = [Anchor::Start, Anchor::End, Anchor::Middle, Anchor::Middle][at];
        let point = [x + gap, x - gap, x, x][at];
        canvas.text([point, boxes[at][3] - size * 0.18], anchor, style, &text);
    }
}

/// The box around the middle nine tenths of a cluster's drawn nodes, so that a stray one does not move its name.
fn extent(sheet: &Sheet<'_>, cluster: i64) -> Option<[f64; 4]> {
    let own: Vec<[f64; 2]> =
        sheet.rows.iter().filter(|&&row| sheet.cluster(row) == cluster).map(|&row| sheet.at(row)).collect();
    let span = |axis: usize| {
        let mut values: Vec<f64> = own.iter().map(|at| at[axis]).collect();
        values.sort_by(f64::total_cmp);
        let last = values.len() - 1;
        (values[last / 20], values[last - last / 20])
    };
    if own.is_empty() {
        return None;
    }
    let ((left, right), (top, bottom)) = (span(0), span(1));
    Some([left, top, right, bottom])
}

fn darker(color: [u8; 3]) -> [u8; 3] {
    color.map(|channel| (f64::from(channel) * 0.62) as u8)
}

fn draw_legend(canvas: &mut Canvas, sheet: &Sheet<'_>, edges: usize) {
    let left = sheet.options.width - LEGEND + 10.0;
    let line = |y: f64| [left + 20.0, y];
    let plain = |size: f64, color: [u8; 3]| Style { size, weight: Weight::Regular, color };
    canvas.text(
        [left, 40.0],
        Anchor::Start,
        Style { size: 18.0, weight: Weight::Bold, color: INK },
        "Clusters",
    );
    let mut y = 68.0;
    for card in sheet.graph.clusters.iter().take(NAMED) {
        canvas.circle([left + 7.0, y - 4.5], 6.5, cluster_color(i64::from(card.cluster)), "");
        canvas.text(line(y), Anchor::Start, plain(12.5, INK), &shorten(&card.label, 38));
        let size = format!("{} nodes, {} articles", card.size, card.articles);
        canvas.text(line(y + 15.0), Anchor::Start, plain(10.5, SOFT), &size);
        y += 37.0;
    }
    let rest = sheet.graph.clusters.len().saturating_sub(NAMED);
    if rest > 0 {
        canvas.circle([left + 7.0, y - 4.5], 6.5, super::OTHER, "");
        canvas.text(line(y), Anchor::Start, plain(12.5, INK), &format!("{rest} smaller clusters"));
        y += 30.0;
    }
    for text in remarks(sheet, edges) {
        canvas.text([left, y + 8.0], Anchor::Start, plain(11.0, SOFT), &text);
        y += 17.0;
    }
}

fn remarks(sheet: &Sheet<'_>, edges: usize) -> Vec<String> {
    let mut remarks = vec![caption(sheet.graph), "Size: PageRank. Color: cluster.".to_owned()];
    if sheet.rows.len() < sheet.graph.node_count() || edges < sheet.graph.edge_count() {
        remarks.push(format!("Drawn: the {} highest-ranked nodes", sheet.rows.len()));
        remarks.push(format!("and the {edges} strongest edges between them."));
    }
    remarks.push(sheet.graph.header.generator.clone());
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_graph_is_a_valid_picture() {
        let svg = map(&PropertyGraph::default(), &MapOptions::default());
        assert!(svg.ends_with("</svg>\n") && !svg.contains("NaN") && !svg.contains("inf"));
    }
}
