//! Small pictures within the page, in the colors of the page.

use std::fmt::Write as _;

use crate::briefing::types::{Columns, Diagram, Figure};
use crate::briefing::words::number;
use crate::escape;

/// Columns of a sparkline and the room between two, in pixels.
const STEP: f64 = 4.0;

/// Height of a sparkline, in pixels.
const LINE: f64 = 20.0;

/// The height of the greatest column of a chart, in pixels. Charts are as wide as the page: what lies beside each other is placed
/// in percent of the width, so that texts keep their size.
const CHART: f64 = 96.0;

/// Of a column and the room beside it, the column's part.
const COLUMN: f64 = 0.86;

/// The height of the diagram in pixels; its margins in percent of the width and in pixels.
const DIAGRAM: f64 = 300.0;
const MARGIN: [f64; 2] = [8.0, 44.0];

/// A picture with its caption.
pub(super) fn figure(out: &mut String, figure: &Figure) {
    out.push_str("<figure>\n");
    let caption = match figure {
        Figure::Columns(columns) => {
            draw_columns(out, columns);
            &columns.caption
        }
        Figure::Diagram(diagram) => {
            draw_diagram(out, diagram);
            &diagram.caption
        }
    };
    let _ = writeln!(out, "<figcaption>{}</figcaption>\n</figure>", escape::html(caption));
}

/// Counts as a line of small columns; nothing where there are none.
pub(super) fn sparkline(out: &mut String, counts: &[u32]) {
    let most = counts.iter().copied().max().unwrap_or(0);
    if most == 0 || counts.len() < 2 {
        return;
    }
    let width = STEP * counts.len() as f64;
    let told: Vec<String> = counts.iter().map(u32::to_string).collect();
    let _ = write!(
        out,
        " <svg class=\"spark\" viewBox=\"0 0 {width} {LINE}\" width=\"{width}\" height=\"{LINE}\" role=\"img\" \
         aria-label=\"articles over time: {}\">",
        told.join(", ")
    );
    for (at, &count) in (0u32..).zip(counts) {
        column(
            out,
            [f64::from(at) * STEP, LINE],
            STEP - 1.0,
            (LINE - 1.0) * f64::from(count) / f64::from(most),
        );
    }
    out.push_str("</svg>");
}

/// A column that stands on a place; a flat mark where it counts nothing.
fn column(out: &mut String, [x, bottom]: [f64; 2], width: f64, height: f64) {
    let (class, height) = if height > 0.0 { ("bar", height.max(1.5)) } else { ("none", 1.0) };
    let (x, y, width, height) = (short(x), short(bottom - height), short(width), short(height));
    let _ =
        write!(out, "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>");
}

fn draw_columns(out: &mut String, columns: &Columns) {
    let most = columns.counts.iter().copied().max().unwrap_or(0).max(1);
    let step = 100.0 / columns.counts.len().max(1) as f64;
    let (top, bottom) = (18.0, 18.0 + CHART);
    let label = escape::html(&columns.caption);
    let _ = write!(out, "<svg height=\"{}\" role=\"img\" aria-label=\"{label}\">", bottom + 20.0);
    for (at, &count) in (0u32..).zip(&columns.counts) {
        let height = CHART * f64::from(count) / f64::from(most);
        let (class, height) = if height > 0.0 { ("bar", height.max(1.5)) } else { ("none", 1.0) };
        let (x, width) = (short(f64::from(at) * step), short(step * COLUMN));
        let (y, height) = (short(bottom - height), short(height));
        let _ = write!(
            out,
            "<rect class=\"{class}\" x=\"{x}%\" y=\"{y}\" width=\"{width}%\" height=\"{height}\"/>"
        );
    }
    let peak = columns.counts.iter().zip(0u32..).find(|(count, _)| **count == most).map_or(0, |(_, at)| at);
    let middle = (f64::from(peak) + COLUMN / 2.0) * step;
    let (x, anchor) = match middle {
        ..5.0 => (0.0, "start"),
        95.0.. => (100.0, "end"),
        _ => (middle, "middle"),
    };
    text(out, [x, top - 5.0], anchor, &number(most.into()));
    let _ = write!(out, "<line class=\"line\" x1=\"0\" y1=\"{bottom}\" x2=\"100%\" y2=\"{bottom}\"/>");
    text(out, [0.0, bottom + 15.0], "start", &columns.ends[0]);
    text(out, [100.0, bottom + 15.0], "end", &columns.ends[1]);
    out.push_str("</svg>\n");
}

/// A text at a place in percent of the width and in pixels.
fn text(out: &mut String, [x, y]: [f64; 2], anchor: &str, text: &str) {
    let (x, y, text) = (short(x), short(y), escape::html(text));
    let _ = write!(out, "<text class=\"axis\" x=\"{x}%\" y=\"{y}\" text-anchor=\"{anchor}\">{text}</text>");
}

fn draw_diagram(out: &mut String, diagram: &Diagram) {
    let [side, edge] = MARGIN;
    let place = |at: [f64; 2]| {
        [side + at[0] * (100.0 - 2.0 * side), DIAGRAM - edge - at[1] * (DIAGRAM - 2.0 * edge)].map(short)
    };
    let label = escape::html(&diagram.caption);
    let _ = write!(out, "<svg height=\"{DIAGRAM}\" role=\"img\" aria-label=\"{label}\">");
    let (top, bottom) = (8.0, DIAGRAM - 20.0);
    let _ = write!(
        out,
        "<line class=\"line\" x1=\"0\" y1=\"{top}\" x2=\"0\" y2=\"{bottom}\"/>\
         <line class=\"line\" x1=\"0\" y1=\"{bottom}\" x2=\"100%\" y2=\"{bottom}\"/>"
    );
    let [low, high] = &diagram.ends;
    text(out, [1.0, 18.0], "start", &format!("\u{2191} {high} of ties inside"));
    text(out, [1.0, bottom - 6.0], "start", low);
    text(out, [100.0, DIAGRAM - 5.0], "end", "more ties to other clusters \u{2192}");
    for &(ends, weight) in &diagram.bridges {
        let [Some(from), Some(to)] = ends.map(|end| diagram.circles.get(end).map(|circle| place(circle.at)))
        else {
            continue;
        };
        let ([x1, y1], [x2, y2], stroke) = (from, to, short(1.0 + 5.0 * weight));
        let _ = write!(
            out,
            "<line class=\"bridge\" x1=\"{x1}%\" y1=\"{y1}\" x2=\"{x2}%\" y2=\"{y2}\" stroke-width=\"{stroke}\"/>"
        );
    }
    for circle in &diagram.circles {
        let ([x, y], radius) = (place(circle.at), short(9.0 + 9.0 * circle.size.sqrt()));
        let (number, label) = (circle.number, escape::html(&circle.label));
        let _ = write!(
            out,
            "<g><title>{number}. {label}</title><circle class=\"circle\" cx=\"{x}%\" cy=\"{y}\" r=\"{radius}\"/>\
             <text class=\"digit\" x=\"{x}%\" y=\"{}\">{number}</text></g>",
            short(y + 4.0)
        );
    }
    out.push_str("</svg>\n<p class=\"legend\">");
    for circle in &diagram.circles {
        let _ = write!(out, "<span><b>{}</b> {}</span> ", circle.number, escape::html(&circle.label));
    }
    out.push_str("</p>\n");
}

/// Rounded to a tenth of a pixel.
fn short(value: f64) -> f64 {
    (10.0 * value).round() / 10.0
}
