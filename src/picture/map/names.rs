//! Cluster names first, then labels of the highest-ranked entities where there is room.

use std::collections::BTreeSet;

use super::sheet::Sheet;
use crate::picture::canvas::{Anchor, Canvas, INK, Style, Weight, shorten, text_width};
use crate::picture::label::{Covering, Places};
use portent_graph::index::NodeRow;

/// Labels of this rank or better may lie on circles of others.
const FOREMOST: usize = 30;

pub(super) fn draw(canvas: &mut Canvas, sheet: &Sheet<'_>) {
    let mut names = Places::default();
    let drawn = &sheet.placement;
    draw_clusters(canvas, sheet, &mut names);
    for &row in drawn.rows.iter().filter(|&&row| drawn.radius(row) >= 4.5) {
        names.dot(drawn.at(row), drawn.radius(row) * 0.8);
    }
    draw_labels(canvas, sheet, &mut names);
}

fn draw_clusters(canvas: &mut Canvas, sheet: &Sheet<'_>, names: &mut Places) {
    for cluster in &sheet.clusters {
        let Some([left, top, right, bottom]) = extent(&cluster.hull) else { continue };
        let text = shorten(&cluster.label, 40);
        let style = Style { size: 17.0, weight: Weight::Bold, color: darker(cluster.color) };
        let half = text_width(&text, style.size) * 1.12 / 2.0;
        let [low, _, high, _] = sheet.frame();
        let lines = [top - 10.0, bottom + 24.0, top - 30.0, bottom + 44.0, f64::midpoint(top, bottom)];
        let middles = [f64::midpoint(left, right), left, right].map(|x| x.min(high - half).max(low + half));
        let spots: Vec<[f64; 2]> = lines.iter().flat_map(|&y| middles.map(|x| [x, y])).collect();
        let boxes: Vec<[f64; 4]> =
            spots.iter().map(|[x, y]| [x - half, y - style.size, x + half, y + 5.0]).collect();
        if let Some(at) = names.take(&boxes, sheet.frame(), Covering::Nothing) {
            canvas.text(spots[at], Anchor::Middle, style, &text);
        }
    }
}

/// Left, top, right, bottom.
fn extent(places: &[[f64; 2]]) -> Option<[f64; 4]> {
    let first = places.first()?;
    let start = [first[0], first[1], first[0], first[1]];
    Some(places.iter().fold(start, |[left, top, right, bottom], at| {
        [left.min(at[0]), top.min(at[1]), right.max(at[0]), bottom.max(at[1])]
    }))
}

fn darker(color: [u8; 3]) -> [u8; 3] {
    color.map(|channel| (f64::from(channel) * 0.62) as u8)
}

/// Equal words (one idea as keyword, theme and signal) are written once.
fn draw_labels(canvas: &mut Canvas, sheet: &Sheet<'_>, names: &mut Places) {
    let mut written = BTreeSet::new();
    let entities = sheet.placement.rows.iter().filter(|&&row| sheet.placement.graph.is_entity(row));
    let distinct = entities.filter(|&&row| {
        let label = &sheet.placement.graph.nodes[row].label;
        written.insert(label.to_lowercase())
    });
    for (order, &row) in distinct.take(sheet.options.labels).enumerate() {
        let covering = if order < FOREMOST { Covering::Dots } else { Covering::Nothing };
        draw_label(canvas, sheet, row, names, covering);
    }
}

fn draw_label(canvas: &mut Canvas, sheet: &Sheet<'_>, row: NodeRow, names: &mut Places, covering: Covering) {
    let drawn = &sheet.placement;
    let text = shorten(&drawn.graph.nodes[row].label, 34);
    let share = ((drawn.radius(row) / drawn.least_radius() - 1.0) / 4.0).clamp(0.0, 1.0);
    let size = 10.0 + 5.0 * share;
    let ([x, y], width) = (drawn.at(row), text_width(&text, size));
    let (tall, gap) = (size * 0.55, drawn.radius(row) + 3.0);
    let boxes = [
        [x + gap, y - tall, x + gap + width, y + tall],
        [x - gap - width, y - tall, x - gap, y + tall],
        [x - width / 2.0, y - gap - size, x + width / 2.0, y - gap],
        [x - width / 2.0, y + gap, x + width / 2.0, y + gap + size],
    ];
    let Some(at) = names.take(&boxes, sheet.frame(), covering) else { return };
    let anchor = [Anchor::Start, Anchor::End, Anchor::Middle, Anchor::Middle][at];
    let style = Style { size, weight: Weight::Regular, color: INK };
    canvas.text([[x + gap, x - gap, x, x][at], boxes[at][3] - size * 0.2], anchor, style, &text);
}
