//! A sheet of SVG: the few shapes that our pictures use. All text passes through one escape.

use std::fmt::Write as _;

use crate::color::hex;
use crate::escape;

/// How a text stands to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The point is its left end.
    Start,
    /// The point is its middle.
    Middle,
    /// The point is its right end.
    End,
}

/// How a circle looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dot {
    /// Filled.
    Filled,
    /// White with a colored rim.
    Ring,
}

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Its width in pixels.
    pub width: f64,
    /// 0 for invisible to 1 for solid.
    pub opacity: f64,
}

/// Size, weight and color of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Font size in pixels.
    pub size: f64,
    /// Whether it is bold.
    pub weight: Weight,
    /// Its color.
    pub color: [u8; 3],
}

/// Weight of a font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Regular.
    Regular,
    /// Bold.
    Bold,
}

/// Dark gray that all our text uses.
pub const INK: [u8; 3] = [0x22, 0x26, 0x2a];
/// Gray for lines and side remarks.
pub const SOFT: [u8; 3] = [0x6a, 0x70, 0x76];

/// An SVG document under construction. Coordinates are pixels, y downwards.
#[derive(Debug)]
pub struct Canvas {
    svg: String,
}

impl Canvas {
    /// An empty white sheet.
    #[must_use]
    pub fn new(width: f64, height: f64, title: &str) -> Self {
        let mut svg = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        let title = escape::svg(title);
        let _ = writeln!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
             font-family=\"DejaVu Sans, Verdana, sans-serif\" role=\"img\"><title>{title}</title>\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>"
        );
        Self { svg }
    }

    /// A line.
    pub fn line(&mut self, from: [f64; 2], to: [f64; 2], color: [u8; 3], stroke: Stroke) {
        let Stroke { width, opacity } = stroke;
        let [[x1, y1], [x2, y2]] = [from, to].map(|at| at.map(short));
        let _ = writeln!(
            self.svg,
            "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"{}\" stroke-width=\"{width}\" stroke-opacity=\"{opacity}\"/>",
            hex(color)
        );
    }

    /// A circle with a tooltip: filled with a thin white rim, or a ring.
    pub fn circle(&mut self, at: [f64; 2], radius: f64, dot: Dot, color: [u8; 3], tooltip: &str) {
        let ([x, y], r, color) = (at.map(short), short(radius), hex(color));
        let rim = if radius > 3.0 { " stroke=\"#ffffff\" stroke-width=\"0.7\"" } else { "" };
        let look = match dot {
            Dot::Filled => format!("fill=\"{color}\"{rim}"),
            Dot::Ring => {
                format!("fill=\"#ffffff\" stroke=\"{color}\" stroke-width=\"{}\"", short(radius / 2.5))
            }
        };
        let _ = write!(self.svg, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" {look}");
        let _ = match tooltip {
            "" => writeln!(self.svg, "/>"),
            text => writeln!(self.svg, "><title>{}</title></circle>", escape::svg(text)),
        };
    }

    /// A pale area around corners, its edge rounded by `margin`.
    pub fn patch(&mut self, corners: &[[f64; 2]], color: [u8; 3], margin: f64) {
        if corners.is_empty() {
            return;
        }
        let places = corners.iter().map(|at| at.map(short)).map(|[x, y]| format!("{x},{y}"));
        let (points, color) = (places.collect::<Vec<_>>().join(" "), hex(color));
        let _ = writeln!(
            self.svg,
            "<polygon points=\"{points}\" fill=\"{color}\" stroke=\"{color}\" stroke-width=\"{}\" \
             stroke-linejoin=\"round\" opacity=\"0.1\"/>",
            short(margin * 2.0)
        );
    }

    /// A filled bar from `from` (left, top) to `to` (right, bottom), with a tooltip.
    pub fn bar(&mut self, from: [f64; 2], to: [f64; 2], color: [u8; 3], tooltip: &str) {
        let ([x, y], color) = (from.map(short), hex(color));
        let [width, height] = [0, 1].map(|side| short(to[side] - from[side]));
        let _ = writeln!(
            self.svg,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"2\" fill=\"{color}\"><title>{}</title></rect>",
            escape::svg(tooltip)
        );
    }

    /// A ribbon between two upright edges, each `[x, top, bottom]`, with a tooltip.
    pub fn ribbon(&mut self, from: [f64; 3], to: [f64; 3], color: [u8; 3], opacity: f64, tooltip: &str) {
        let middle = short(f64::midpoint(from[0], to[0]));
        let ([x1, top1, bottom1], [x2, top2, bottom2]) = (from.map(short), to.map(short));
        let _ = writeln!(
            self.svg,
            "<path d=\"M{x1} {top1}C{middle} {top1} {middle} {top2} {x2} {top2}V{bottom2}C{middle} {bottom2} {middle} {bottom1} {x1} \
             {bottom1}Z\" fill=\"{}\" fill-opacity=\"{opacity}\"><title>{}</title></path>",
            hex(color),
            escape::svg(tooltip)
        );
    }

    /// A dashed curve between two points, with a tooltip.
    pub fn dashes(&mut self, from: [f64; 2], to: [f64; 2], color: [u8; 3], tooltip: &str) {
        let middle = short(f64::midpoint(from[0], to[0]));
        let ([x1, y1], [x2, y2]) = (from.map(short), to.map(short));
        let _ = writeln!(
            self.svg,
            "<path d=\"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.6\" \
             stroke-dasharray=\"5 4\" stroke-opacity=\"0.8\"><title>{}</title></path>",
            hex(color),
            escape::svg(tooltip)
        );
    }

    /// A text with a white halo, so that it reads over lines and circles.
    pub fn text(&mut self, at: [f64; 2], anchor: Anchor, style: Style, text: &str) {
        let [x, y] = at.map(short);
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let weight = if style.weight == Weight::Bold { " font-weight=\"bold\"" } else { "" };
        let (size, halo) = (short(style.size), short(style.size / 4.5));
        let _ = writeln!(
            self.svg,
            "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" font-size=\"{size}\"{weight} fill=\"{}\" stroke=\"#ffffff\" \
             stroke-width=\"{halo}\" stroke-linejoin=\"round\" paint-order=\"stroke\">{}</text>",
            hex(style.color),
            escape::svg(text)
        );
    }

    /// The finished document.
    #[must_use]
    pub fn finish(mut self) -> String {
        self.svg.push_str("</svg>\n");
        self.svg
    }
}

/// About the width of a text in pixels. SVG has no way to ask; the factor is DejaVu Sans' mean over our labels.
#[must_use]
pub fn text_width(text: &str, size: f64) -> f64 {
    unicode_width::UnicodeWidthStr::width(text) as f64 * size * 0.58
}

/// A text cut at a word's end to at most `limit` characters, with an ellipsis.
#[must_use]
pub fn shorten(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let cut: String = text.chars().take(limit.saturating_sub(1)).collect();
    let whole = cut.rfind(' ').filter(|at| *at > cut.len() / 2).map_or(cut.as_str(), |at| &cut[..at]);
    format!("{}…", whole.trim_end_matches([' ', ',', ';', ':']))
}

/// Rounded to a hundredth of a pixel: shorter files, the same picture.
fn short(value: f64) -> f64 {
    let rounded = (value * 100.0).round() / 100.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}

#[cfg(test)]
mod tests {
    use super::{escape, shorten};

    // T6: pictures.
    #[test]
    fn text_is_escaped_and_stripped() {
        assert_eq!(escape::svg("<a> & \u{1}"), "&lt;a&gt; &amp; \u{fffd}");
    }

    #[test]
    fn labels_are_cut_at_words() {
        assert_eq!(shorten("Regulatory Challenges of Everything", 24), "Regulatory Challenges…");
        assert_eq!(shorten("Short", 24), "Short");
    }
}
