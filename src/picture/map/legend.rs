//! The column at the right: what colors, sizes and shapes mean, and what is left out.

use super::placement::LEGEND;
use super::sheet::Sheet;
use super::{ColorBy, caption};
use crate::picture::canvas::{Anchor, Canvas, Dot, INK, SOFT, Style, Weight, shorten};

pub(super) fn draw(canvas: &mut Canvas, sheet: &Sheet<'_>) {
    let left = sheet.options.width - LEGEND + 10.0;
    let plain = |size: f64, color: [u8; 3]| Style { size, weight: Weight::Regular, color };
    let title = match sheet.options.color_by {
        ColorBy::Cluster => "Clusters",
        ColorBy::Kind => "Kinds",
    };
    canvas.text([left, 40.0], Anchor::Start, Style { size: 18.0, weight: Weight::Bold, color: INK }, title);
    let mut y = 68.0;
    for group in &sheet.groups {
        canvas.circle([left + 7.0, y - 4.5], 6.5, Dot::Filled, group.color, "");
        canvas.text([left + 20.0, y], Anchor::Start, plain(12.5, INK), &shorten(&group.label, 40));
        if !group.detail.is_empty() {
            canvas.text([left + 20.0, y + 15.0], Anchor::Start, plain(10.5, SOFT), &group.detail);
        }
        y += if group.detail.is_empty() { 26.0 } else { 37.0 };
    }
    y += 14.0;
    canvas.circle([left + 7.0, y - 4.0], 5.5, Dot::Filled, SOFT, "");
    canvas.text([left + 20.0, y], Anchor::Start, plain(11.5, SOFT), "entity; area by PageRank");
    y += 20.0;
    canvas.circle([left + 7.0, y - 4.0], 4.0, Dot::Ring, SOFT, "");
    canvas.text([left + 20.0, y], Anchor::Start, plain(11.5, SOFT), "article");
    y += 28.0;
    for text in remarks(sheet) {
        canvas.text([left, y], Anchor::Start, plain(11.0, SOFT), &text);
        y += 17.0;
    }
}

fn remarks(sheet: &Sheet<'_>) -> Vec<String> {
    let graph = sheet.placement.graph;
    let mut remarks = vec![caption(graph)];
    let editions = graph.nodes.records().filter(|node| node.kind == crate::parse::KindId::EDITION).count();
    if sheet.placement.rows.len() + editions < graph.node_count() {
        remarks.push(format!("Drawn: the {} highest-ranked nodes", sheet.placement.rows.len()));
        remarks.push(format!("and the {} strongest edges between them.", sheet.placement.edges.len()));
    } else if editions > 0 {
        remarks.push("Editions are not drawn.".to_owned());
    }
    remarks.push(graph.header.generator.clone());
    remarks
}
