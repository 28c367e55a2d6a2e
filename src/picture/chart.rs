//! Scatter charts with quadrants: the strategic diagram (Callon 1991; Cobo 2011) and the portfolio of trends (Yoon 2012).

use super::canvas::{Anchor, Canvas, INK, SOFT, Style, Weight, shorten, text_width};
use super::label::Places;

/// One point of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// What it is called.
    pub label: String,
    /// Its place, in the units of the axes; finite.
    pub at: [f64; 2],
    /// What its area stands for, >= 0.
    pub size: f64,
    /// Its color.
    pub color: [u8; 3],
}

/// A scatter chart with a cross of two lines and a word in each quadrant.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Title.
    pub title: String,
    /// Names of the x and y axes.
    pub axes: [String; 2],
    /// Where the cross stands.
    pub cross: [f64; 2],
    /// Words for the quadrants: top left, top right, bottom left, bottom right.
    pub quadrants: [String; 4],
    /// The points, the most important first: labels are tried in this order.
    pub points: Vec<Point>,
    /// A line under the chart: what is counted, what is left out.
    pub remark: String,
}

const WIDTH: f64 = 1200.0;
const HEIGHT: f64 = 800.0;
/// Left, top, right, bottom of the plotting area.
const FRAME: [f64; 4] = [80.0, 70.0, 1170.0, 710.0];

/// Draws a chart as SVG. Axes run over ranks of the values, so that a few huge ones do not press the rest into a corner.
/// O(points log points + labels^2).
#[must_use]
pub fn chart(chart: &Chart) -> String {
    let mut canvas = Canvas::new(WIDTH, HEIGHT, &chart.title);
    let axis = [Axis::new(chart, 0), Axis::new(chart, 1)];
    draw_axes(&mut canvas, chart, &axis);
    let top = chart.points.iter().map(|point| point.size).fold(f64::MIN_POSITIVE, f64::max);
    let radius = |point: &Point| 4.0 + 16.0 * (point.size / top).sqrt();
    let place = |point: &Point| [axis[0].place(point.at[0]), axis[1].place(point.at[1])];
    for point in chart.points.iter().rev() {
        canvas.circle(place(point), radius(point), point.color, &point.label);
    }
    let mut places = Places::default();
    for point in &chart.points {
        draw_label(&mut canvas, &mut places, &point.label, (place(point), radius(point)));
    }
    canvas.finish()
}

/// One axis: values sorted, spread evenly by rank, half of the length on each side of the cross.
struct Axis {
    sorted: Vec<f64>,
    cross: f64,
    from: f64,
    to: f64,
}

impl Axis {
    fn new(chart: &Chart, axis: usize) -> Self {
        let mut sorted: Vec<f64> = chart.points.iter().map(|point| point.at[axis]).collect();
        sorted.sort_by(f64::total_cmp);
        sorted.dedup();
        let inset = 40.0;
        let (from, to) = if axis == 0 {
            (FRAME[0] + inset, FRAME[2] - inset)
        } else {
            (FRAME[3] - inset, FRAME[1] + inset)
        };
        Self { sorted, cross: chart.cross[axis], from, to }
    }

    /// The pixel of a value: its rank among the values on its side of the cross.
    fn place(&self, value: f64) -> f64 {
        let middle = (self.from + self.to) / 2.0;
        let below = self.sorted.partition_point(|&v| v < self.cross);
        let rank = self.sorted.partition_point(|&v| v < value);
        if value < self.cross {
            self.from + (middle - self.from) * (rank as f64 + 0.5) / below.max(1) as f64
        } else {
            let above = (self.sorted.len() - below).max(1) as f64;
            middle + (self.to - middle) * ((rank - below) as f64 + 0.5) / above
        }
    }
}

fn draw_axes(canvas: &mut Canvas, chart: &Chart, axis: &[Axis; 2]) {
    let [left, top, right, bottom] = FRAME;
    let (x, y) = ((axis[0].from + axis[0].to) / 2.0, (axis[1].from + axis[1].to) / 2.0);
    canvas.line([left, bottom], [right, bottom], SOFT, (1.2, 1.0));
    canvas.line([left, top], [left, bottom], SOFT, (1.2, 1.0));
    canvas.line([x, top], [x, bottom], SOFT, (0.8, 0.6));
    canvas.line([left, y], [right, y], SOFT, (0.8, 0.6));
    let bold = |size| Style { size, weight: Weight::Bold, color: INK };
    let soft = |size| Style { size, weight: Weight::Regular, color: SOFT };
    canvas.text([left, 38.0], Anchor::Start, bold(20.0), &chart.title);
    canvas.text([right, bottom + 26.0], Anchor::End, soft(13.0), &format!("{} →", chart.axes[0]));
    canvas.text([left, top - 10.0], Anchor::Start, soft(13.0), &format!("↑ {}", chart.axes[1]));
    canvas.text([left, HEIGHT - 22.0], Anchor::Start, soft(12.0), &chart.remark);
    let corners = [
        ([left + 10.0, top + 18.0], Anchor::Start),
        ([right - 4.0, top + 18.0], Anchor::End),
        ([left + 10.0, bottom - 10.0], Anchor::Start),
        ([right - 4.0, bottom - 10.0], Anchor::End),
    ];
    for ((at, anchor), word) in corners.into_iter().zip(&chart.quadrants) {
        canvas.text(at, anchor, Style { size: 15.0, weight: Weight::Bold, color: SOFT }, word);
    }
}

fn draw_label(canvas: &mut Canvas, places: &mut Places, label: &str, ([x, y], radius): ([f64; 2], f64)) {
    let (text, size) = (shorten(label, 36), 12.0);
    let (width, gap) = (text_width(&text, size), radius + 4.0);
    let boxes = [
        [x + gap, y - 7.0, x + gap + width, y + 7.0],
        [x - gap - width, y - 7.0, x - gap, y + 7.0],
        [x - width / 2.0, y + gap, x + width / 2.0, y + gap + 14.0],
        [x - width / 2.0, y - gap - 14.0, x + width / 2.0, y - gap],
    ];
    let Some(at) = places.take(&boxes, FRAME) else { return };
    let anchor = [Anchor::Start, Anchor::End, Anchor::Middle, Anchor::Middle][at];
    let style = Style { size, weight: Weight::Regular, color: INK };
    canvas.text([[x + gap, x - gap, x, x][at], boxes[at][3] - 3.0], anchor, style, &text);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: f64, y: f64) -> Point {
        Point { label: format!("{x} {y}"), at: [x, y], size: 1.0, color: [0, 0, 0] }
    }

    #[test]
    fn points_lie_on_their_side_of_the_cross_in_order_of_value() {
        let chart = Chart {
            title: String::new(),
            axes: [String::new(), String::new()],
            cross: [2.0, 0.0],
            quadrants: Default::default(),
            points: vec![point(1.0, 1.0), point(2.0, -5.0), point(900.0, 3.0)],
            remark: String::new(),
        };
        let axis = Axis::new(&chart, 0);
        let middle = (axis.from + axis.to) / 2.0;
        assert!(axis.place(1.0) < middle && axis.place(2.0) >= middle && axis.place(2.0) < axis.place(900.0));
    }
}
