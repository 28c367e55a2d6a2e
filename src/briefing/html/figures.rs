//! Small pictures within the page, in the colors of the page.

use std::fmt::Write as _;

use crate::briefing::types::{Columns, Diagram, Figure};
use crate::briefing::words::number;
use crate::escape;

/// Columns of a sparkline and the room between two, in pixels.
const STEP: f64 = 4.0;

/// Height of a sparkline, in pixels.
const LINE: f64 = 20.0;

/// The chart of columns, in pixels: width, and height of the greatest column.
const CHART: [f64; 2] = [480.0, 84.0];

/// The diagram, in pixels, and its margin.
const DIAGRAM: [f64; 2] = [480.0, 260.0];
const MARGIN: f64 = 40.0;

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
        "<svg class=\"spark\" viewBox=\"0 0 {width} {LINE}\" width=\"{width}\" height=\"{LINE}\" role=\"img\" \
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
    let [width, height] = CHART;
    let most = columns.counts.iter().copied().max().unwrap_or(0).max(1);
    let step = width / columns.counts.len().max(1) as f64;
    let (top, bottom) = (18.0, 18.0 + height);
    let _ = write!(
        out,
        "<svg viewBox=\"0 0 {width} {}\" role=\"img\" aria-label=\"{}\">",
        bottom + 20.0,
        escape::html(&columns.caption)
    );
    for (at, &count) in (0u32..).zip(&columns.counts) {
        let x = f64::from(at) * step;
        column(out, [x, bottom], (step - 1.5).max(1.0), height * f64::from(count) / f64::from(most));
    }
    let peak = columns.counts.iter().zip(0u32..).find(|(count, _)| **count == most).map_or(0, |(_, at)| at);
    let x = (f64::from(peak) + 0.5) * step;
    let anchor = if x < 24.0 {
        "start"
    } else if x > width - 24.0 {
        "end"
    } else {
        "middle"
    };
    let x = if anchor == "end" {
        width
    } else if anchor == "start" {
        0.0
    } else {
        x
    };
    text(out, [x, top - 5.0], anchor, &number(most.into()));
    let _ = write!(out, "<path class=\"line\" d=\"M0 {bottom}H{width}\"/>");
    text(out, [0.0, bottom + 15.0], "start", &columns.ends[0]);
    text(out, [width, bottom + 15.0], "end", &columns.ends[1]);
    out.push_str("</svg>\n");
}

fn text(out: &mut String, [x, y]: [f64; 2], anchor: &str, text: &str) {
    let (x, y, text) = (short(x), short(y), escape::html(text));
    let _ = write!(out, "<text class=\"axis\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{text}</text>");
}

fn draw_diagram(out: &mut String, diagram: &Diagram) {
    let [width, height] = DIAGRAM;
    let place = |at: [f64; 2]| {
        [MARGIN + at[0] * (width - 2.0 * MARGIN), height - MARGIN - at[1] * (height - 2.0 * MARGIN)]
    };
    let _ = write!(
        out,
        "<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}\">",
        escape::html(&diagram.caption)
    );
    let _ = write!(out, "<path class=\"line\" d=\"M8 8V{0}H{1}\"/>", height - 8.0, width - 8.0);
    text(out, [14.0, 14.0], "start", "↑ denser inside");
    text(out, [width - 8.0, height - 13.0], "end", "more ties to other clusters →");
    for &(ends, weight) in &diagram.bridges {
        let [Some(from), Some(to)] = ends.map(|end| diagram.circles.get(end).map(|circle| place(circle.at)))
        else {
            continue;
        };
        let ([x1, y1], [x2, y2], stroke) = (from.map(short), to.map(short), short(1.0 + 5.0 * weight));
        let _ = write!(
            out,
            "<line class=\"bridge\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke-width=\"{stroke}\"/>"
        );
    }
    for circle in &diagram.circles {
        let ([x, y], radius) = (place(circle.at).map(short), short(10.0 + 10.0 * circle.size.sqrt()));
        let (number, label) = (circle.number, escape::html(&circle.label));
        let _ = write!(
            out,
            "<g><title>{number}. {label}</title><circle class=\"circle\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>\
             <text class=\"digit\" x=\"{x}\" y=\"{}\">{number}</text></g>",
            short(y + 4.0)
        );
    }
    out.push_str("</svg>\n");
}

/// Rounded to a tenth of a pixel.
fn short(value: f64) -> f64 {
    (10.0 * value).round() / 10.0
}
