//! Scatter charts with quadrants: the strategic diagram (Callon 1991; Cobo 2011) and the portfolio of trends (Yoon 2012).

use super::canvas::{Anchor, Canvas, Dot, INK, SOFT, Stroke, Style, Weight, shorten, text_width};
use super::label::{Covering, Places};
use portent_graph::layout::force::separate;

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
    /// What colors mean, if they mean something.
    pub legend: Vec<(String, [u8; 3])>,
    /// What stands in the middle where there are no points.
    pub empty: String,
    /// A line under the chart: what is counted, what is left out.
    pub remark: String,
}

/// Labels of the first points may lie on circles.
const FOREMOST: usize = 25;
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
    draw_legend(&mut canvas, chart);
    let radii = radii(chart);
    let places = places(chart, &axis, &radii);
    for ((point, &at), &radius) in chart.points.iter().zip(&places).zip(&radii).rev() {
        canvas.circle(at, radius, Dot::Filled, point.color, &point.label);
    }
    let mut names = Places::default();
    draw_quadrants(&mut canvas, chart, &mut names);
    places.iter().zip(&radii).for_each(|(&at, &radius)| names.dot(at, 0.7 * radius));
    for (order, (point, (&at, &radius))) in chart.points.iter().zip(places.iter().zip(&radii)).enumerate() {
        let covering = if order < FOREMOST { Covering::Dots } else { Covering::Nothing };
        draw_label(&mut canvas, &mut names, covering, &point.label, at, radius);
    }
    if chart.points.is_empty() {
        let middle = [f64::midpoint(FRAME[0], FRAME[2]), f64::midpoint(FRAME[1], FRAME[3]) - 14.0];
        let style = Style { size: 16.0, weight: Weight::Regular, color: INK };
        canvas.text(middle, Anchor::Middle, style, &chart.empty);
    }
    canvas.finish()
}

/// Areas follow the sizes; the more points, the smaller.
fn radii(chart: &Chart) -> Vec<f64> {
    let top = chart.points.iter().map(|point| point.size).fold(f64::MIN_POSITIVE, f64::max);
    let most = if chart.points.len() > 60 { 15.0 } else { 20.0 };
    chart.points.iter().map(|point| 4.0 + (most - 4.0) * (point.size / top).sqrt()).collect()
}

/// Pixels of the points; those that would hide one another stand side by side, in their quadrant.
fn places(chart: &Chart, axis: &[Axis; 2], radii: &[f64]) -> Vec<[f64; 2]> {
    let mut places: Vec<[f64; 2]> = Vec::new();
    for (order, point) in (0u32..).zip(&chart.points) {
        // Equal values would line up: a turn of their own lets them gather around their place.
        let (turn, off) = (2.4 * f64::from(order), 1.5);
        places.push([
            axis[0].place(point.at[0]) + off * libm::cos(turn),
            axis[1].place(point.at[1]) + off * libm::sin(turn),
        ]);
    }
    let diameters: Vec<f64> = radii.iter().map(|radius| 1.8 * radius).collect();
    separate(&mut places, &diameters, 60);
    for ((at, point), radius) in places.iter_mut().zip(&chart.points).zip(radii) {
        for side in 0..2 {
            at[side] = axis[side].clamped(at[side], point.at[side], radius + 1.0);
        }
    }
    places
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

impl Axis {
    /// A pixel kept on its value's side of the cross and inside the frame.
    fn clamped(&self, pixel: f64, value: f64, inset: f64) -> f64 {
        let middle = f64::midpoint(self.from, self.to);
        // Pixels grow downwards, values upwards.
        let toward = if self.to > self.from { 1.0 } else { -1.0 };
        let (from, to) = (self.from - 40.0 * toward, self.to + 40.0 * toward);
        let (a, b) = if value < self.cross { (from, middle) } else { (middle, to) };
        pixel.clamp(a.min(b) + inset, a.max(b) - inset)
    }
}

fn draw_axes(canvas: &mut Canvas, chart: &Chart, axis: &[Axis; 2]) {
    let [left, top, right, bottom] = FRAME;
    let (x, y) = ((axis[0].from + axis[0].to) / 2.0, (axis[1].from + axis[1].to) / 2.0);
    let solid = Stroke { width: 1.2, opacity: 1.0 };
    let faint = Stroke { width: 0.8, opacity: 0.6 };
    canvas.line([left, bottom], [right, bottom], SOFT, solid);
    canvas.line([left, top], [left, bottom], SOFT, solid);
    canvas.line([x, top], [x, bottom], SOFT, faint);
    canvas.line([left, y], [right, y], SOFT, faint);
    let bold = |size| Style { size, weight: Weight::Bold, color: INK };
    let soft = |size| Style { size, weight: Weight::Regular, color: SOFT };
    canvas.text([left, 38.0], Anchor::Start, bold(20.0), &chart.title);
    canvas.text([right, bottom + 26.0], Anchor::End, soft(13.0), &format!("{} →", chart.axes[0]));
    canvas.text([left, top - 10.0], Anchor::Start, soft(13.0), &format!("↑ {}", chart.axes[1]));
    canvas.text([left, HEIGHT - 22.0], Anchor::Start, soft(12.0), &chart.remark);
}

fn draw_quadrants(canvas: &mut Canvas, chart: &Chart, names: &mut Places) {
    let [left, top, right, bottom] = FRAME;
    let corners = [
        ([left + 10.0, top + 18.0], Anchor::Start),
        ([right - 4.0, top + 18.0], Anchor::End),
        ([left + 10.0, bottom - 10.0], Anchor::Start),
        ([right - 4.0, bottom - 10.0], Anchor::End),
    ];
    for ((at, anchor), word) in corners.into_iter().zip(&chart.quadrants) {
        let style = Style { size: 16.0, weight: Weight::Bold, color: SOFT };
        let width = text_width(word, style.size) * 1.12;
        let start = if anchor == Anchor::End { at[0] - width } else { at[0] };
        names.block([start, at[1] - style.size, start + width, at[1] + 4.0]);
        canvas.text(at, anchor, style, word);
    }
}

/// One line under the frame.
fn draw_legend(canvas: &mut Canvas, chart: &Chart) {
    let (mut x, y) = (FRAME[0] + 6.0, FRAME[3] + 26.0);
    for (label, color) in &chart.legend {
        let style = Style { size: 12.0, weight: Weight::Regular, color: INK };
        canvas.circle([x, y - 4.0], 5.5, Dot::Filled, *color, "");
        canvas.text([x + 10.0, y], Anchor::Start, style, label);
        x += text_width(label, style.size) + 34.0;
    }
}

/// A label beside its point, where there is room.
fn draw_label(
    canvas: &mut Canvas,
    places: &mut Places,
    covering: Covering,
    label: &str,
    [x, y]: [f64; 2],
    radius: f64,
) {
    let (text, size) = (shorten(label, 36), 12.0);
    let (width, gap) = (text_width(&text, size), radius + 4.0);
    let boxes = [
        [x + gap, y - 7.0, x + gap + width, y + 7.0],
        [x - gap - width, y - 7.0, x - gap, y + 7.0],
        [x - width / 2.0, y + gap, x + width / 2.0, y + gap + 14.0],
        [x - width / 2.0, y - gap - 14.0, x + width / 2.0, y - gap],
    ];
    let Some(at) = places.take(&boxes, FRAME, covering) else { return };
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
            legend: Vec::new(),
            empty: String::new(),
            points: vec![point(1.0, 1.0), point(2.0, -5.0), point(900.0, 3.0)],
            remark: String::new(),
        };
        let axis = Axis::new(&chart, 0);
        let middle = (axis.from + axis.to) / 2.0;
        assert!(axis.place(1.0) < middle && axis.place(2.0) >= middle && axis.place(2.0) < axis.place(900.0));
    }
}
