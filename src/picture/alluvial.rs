//! Alluvial diagrams: groups of each period as bars, what becomes of them as ribbons (Rosvall and Bergstrom, "Mapping change in large
//! networks", PLoS ONE 5(1), 2010, doi:10.1371/journal.pone.0008694).

use super::canvas::{Anchor, Canvas, INK, SOFT, Style, Weight, shorten, text_width};

/// A group of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it is called.
    pub label: String,
    /// What its height stands for, >= 0.
    pub weight: f64,
    /// Its color.
    pub color: [u8; 3],
    /// Whether its label is bold.
    pub font: Weight,
    /// What is said where one points at it.
    pub tooltip: String,
}

/// A period.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// What it is called.
    pub title: String,
    /// What is said under its title.
    pub note: String,
    /// Its groups, the largest first.
    pub bars: Vec<Bar>,
}

/// A ribbon from a bar to one of a later column; each end is a column and a bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Ribbon {
    /// The bar on the left.
    pub from: [usize; 2],
    /// The bar on the right.
    pub to: [usize; 2],
    /// How much of the weight of each of the two bars it takes. Those of a bar and a neighboring column are at most its weight together.
    pub weights: [f64; 2],
    /// Its color.
    pub color: [u8; 3],
    /// What is said where one points at it.
    pub tooltip: String,
}

/// Columns, left to right, and ribbons between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Alluvial {
    /// Title.
    pub title: String,
    /// The columns, earliest first.
    pub columns: Vec<Column>,
    /// The ribbons. Between columns that are no neighbors they are dashed lines.
    pub ribbons: Vec<Ribbon>,
    /// What stands in the middle where there are no columns.
    pub empty: String,
    /// Lines under the diagram: how to read it, what is counted and left out.
    pub remarks: Vec<String>,
}

/// Width of a bar.
const BAR: f64 = 14.0;
/// The least height of a bar: two lines of its label.
const LEAST: f64 = 28.0;
/// Between the bars of a column.
const GAP: f64 = 9.0;
const LEFT: f64 = 40.0;
const TOP: f64 = 108.0;
/// Height of the columns at most, and of a unit of weight: few things are to look few.
const HEIGHT: f64 = 600.0;
const UNIT: f64 = 7.0;
const LINE: f64 = 17.0;
/// Sizes of labels and of what stands beside.
const LABEL: f64 = 11.5;
const NOTE: f64 = 12.0;
/// Characters of a label that are looked at.
const LONGEST: usize = 160;
/// Between the lines of a label.
const LEADING: f64 = 13.0;
/// The least and the most width of a column with its labels.
const COLUMN: [f64; 2] = [176.0, 330.0];
/// The width that columns fill where they can.
const WIDTH: f64 = 1280.0;
/// Sweeps over the columns that put bars where their ribbons lead.
const SWEEPS: usize = 6;

/// Draws the diagram as SVG. Heights have one scale over all columns. O(columns · ribbons + bars log bars).
#[must_use]
pub fn alluvial(diagram: &Alluvial) -> String {
    let count = diagram.columns.len().max(1) as f64;
    let step = ((WIDTH - 2.0 * LEFT) / count).clamp(COLUMN[0], COLUMN[1]);
    let longest = diagram.remarks.iter().chain([&diagram.title]).map(|text| text_width(text, NOTE));
    let width = longest.fold(2.0 * LEFT + step * count, |width, text| width.max(text + 2.0 * LEFT));
    let places = Places::new(diagram, step);
    let below = places.bottom() + 38.0;
    let height = below + LINE * diagram.remarks.len() as f64 + 8.0;
    let mut canvas = Canvas::new(width.ceil(), height.ceil(), &diagram.title);
    canvas.text([LEFT, 40.0], Anchor::Start, style(20.0, Weight::Bold, INK), &diagram.title);
    draw_ribbons(&mut canvas, diagram, &places);
    draw_bars(&mut canvas, diagram, &places, step);
    for (at, column) in diagram.columns.iter().enumerate() {
        let x = LEFT + step * at as f64;
        canvas.text([x, TOP - 34.0], Anchor::Start, style(15.0, Weight::Bold, INK), &column.title);
        canvas.text([x, TOP - 17.0], Anchor::Start, style(NOTE, Weight::Regular, SOFT), &column.note);
    }
    if diagram.columns.is_empty() {
        canvas.text(
            [width / 2.0, TOP + 40.0],
            Anchor::Middle,
            style(16.0, Weight::Regular, INK),
            &diagram.empty,
        );
    }
    for (remark, at) in diagram.remarks.iter().zip(0u32..) {
        let y = below + LINE * f64::from(at);
        canvas.text([LEFT, y], Anchor::Start, style(NOTE, Weight::Regular, SOFT), remark);
    }
    canvas.finish()
}

fn style(size: f64, weight: Weight, color: [u8; 3]) -> Style {
    Style { size, weight, color }
}

/// Where everything comes to stand.
struct Places {
    /// Left edge, top and bottom of each bar.
    bars: Vec<Vec<[f64; 3]>>,
}

impl Places {
    fn new(diagram: &Alluvial, step: f64) -> Self {
        let order = order(diagram);
        let scale = scale(diagram);
        let place = |(at, column): (usize, &Column)| {
            let mut places = vec![[0.0; 3]; column.bars.len()];
            let mut top = TOP;
            for &bar in &order[at] {
                let bottom = top + LEAST + scale * column.bars[bar].weight;
                places[bar] = [LEFT + step * at as f64, top, bottom];
                top = bottom + GAP;
            }
            places
        };
        Self { bars: diagram.columns.iter().enumerate().map(place).collect() }
    }

    /// Where the lowest bar ends.
    fn bottom(&self) -> f64 {
        let least = TOP + if self.bars.is_empty() { 80.0 } else { 0.0 };
        self.bars.iter().flatten().fold(least, |bottom, bar| bottom.max(bar[2]))
    }

    fn of(&self, [column, bar]: [usize; 2]) -> [f64; 3] {
        self.bars[column][bar]
    }
}

/// Pixels of a unit of weight above the least height, so that the fullest column fits.
fn scale(diagram: &Alluvial) -> f64 {
    let of_column = |column: &Column| {
        let count = column.bars.len() as f64;
        let weight: f64 = column.bars.iter().map(|bar| bar.weight).sum();
        ((HEIGHT - count * (LEAST + GAP)) / weight.max(f64::MIN_POSITIVE)).max(0.0)
    };
    let filled = diagram.columns.iter().filter(|column| column.bars.iter().any(|bar| bar.weight > 0.0));
    filled.map(of_column).fold(UNIT, f64::min)
}

/// The order of the bars of each column, top to bottom: near the middle of those that ribbons join them to (the barycenter heuristic
/// of Sugiyama, Tagawa, Toda 1981), largest first where there are none.
fn order(diagram: &Alluvial) -> Vec<Vec<usize>> {
    let mut order: Vec<Vec<usize>> =
        diagram.columns.iter().map(|column| (0..column.bars.len()).collect()).collect();
    // The height of the middle of each bar among those of its column, 0 to 1.
    let mut heights: Vec<Vec<f64>> =
        diagram.columns.iter().zip(&order).map(|(column, order)| middles(column, order)).collect();
    for sweep in 0..SWEEPS {
        let forward = sweep % 2 == 0;
        for step in 0..order.len() {
            let at = if forward { step } else { order.len() - 1 - step };
            let mut sums = vec![[0.0; 2]; order[at].len()];
            for ribbon in &diagram.ribbons {
                let (own, other, weight) = if forward {
                    (ribbon.to, ribbon.from, ribbon.weights[1])
                } else {
                    (ribbon.from, ribbon.to, ribbon.weights[0])
                };
                if own[0] == at {
                    let weight = weight.max(1e-3);
                    sums[own[1]][0] += weight * heights[other[0]][other[1]];
                    sums[own[1]][1] += weight;
                }
            }
            let wanted = |bar: usize| match sums[bar] {
                [_, 0.0] => heights[at][bar],
                [sum, weight] => sum / weight,
            };
            let mut sorted = order[at].clone();
            sorted.sort_by(|&a, &b| wanted(a).total_cmp(&wanted(b)));
            heights[at] = middles(&diagram.columns[at], &sorted);
            order[at] = sorted;
        }
    }
    order
}

fn middles(column: &Column, order: &[usize]) -> Vec<f64> {
    let mut middles = vec![0.0; column.bars.len()];
    let mut top = 0.0;
    for &bar in order {
        let height = column.bars[bar].weight.max(1e-9);
        middles[bar] = top + height / 2.0;
        top += height;
    }
    middles.iter().map(|middle| middle / top.max(f64::MIN_POSITIVE)).collect()
}

fn draw_ribbons(canvas: &mut Canvas, diagram: &Alluvial, places: &Places) {
    let neighbors = |ribbon: &&Ribbon| ribbon.to[0] == ribbon.from[0] + 1;
    let joined: Vec<&Ribbon> = diagram.ribbons.iter().filter(neighbors).collect();
    let left = ends(&joined, diagram, places, 0);
    let right = ends(&joined, diagram, places, 1);
    for ((ribbon, [top1, bottom1]), [top2, bottom2]) in joined.iter().zip(left).zip(right) {
        let (from, to) = (places.of(ribbon.from), places.of(ribbon.to));
        let (from, to) = ([from[0] + BAR, top1, bottom1], [to[0], top2, bottom2]);
        canvas.ribbon(from, to, ribbon.color, 0.34, &ribbon.tooltip);
    }
    // Under the labels, which stand in the middle.
    let end = |bar: [f64; 3]| bar[2] - 2.5;
    for ribbon in diagram.ribbons.iter().filter(|ribbon| !neighbors(ribbon)) {
        let (from, to) = (places.of(ribbon.from), places.of(ribbon.to));
        canvas.dashes([from[0] + BAR, end(from)], [to[0], end(to)], ribbon.color, &ribbon.tooltip);
    }
}

/// Top and bottom of one side of each ribbon, in the order given: at each bar they lie in the order of their other ends.
fn ends(ribbons: &[&Ribbon], diagram: &Alluvial, places: &Places, side: usize) -> Vec<[f64; 2]> {
    let own = |ribbon: &Ribbon| if side == 0 { ribbon.from } else { ribbon.to };
    let other = |ribbon: &Ribbon| if side == 0 { ribbon.to } else { ribbon.from };
    let mut order: Vec<usize> = (0..ribbons.len()).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (ribbons[a], ribbons[b]);
        own(a).cmp(&own(b)).then(places.of(other(a))[1].total_cmp(&places.of(other(b))[1]))
    });
    let mut ends = vec![[0.0; 2]; ribbons.len()];
    let mut last: Option<([usize; 2], f64)> = None;
    for at in order {
        let ribbon = ribbons[at];
        let [column, bar] = own(ribbon);
        let [_, top, bottom] = places.of([column, bar]);
        let start = last.filter(|(same, _)| *same == [column, bar]).map_or(top, |(_, end)| end);
        let weight = diagram.columns[column].bars[bar].weight.max(f64::MIN_POSITIVE);
        let end = (start + (bottom - top) * ribbon.weights[side] / weight).max(start + 1.5).min(bottom);
        ends[at] = [start, end];
        last = Some(([column, bar], end));
    }
    ends
}

fn draw_bars(canvas: &mut Canvas, diagram: &Alluvial, places: &Places, step: f64) {
    let room = step - BAR - 16.0;
    for (column, places) in diagram.columns.iter().zip(&places.bars) {
        for (bar, &[x, top, bottom]) in column.bars.iter().zip(places) {
            canvas.bar([x, top], [x + BAR, bottom], bar.color, &bar.tooltip);
            let most = ((bottom - top) / LEADING).floor().clamp(1.0, 3.0);
            let lines = lines(&bar.label, room, bar.font, most);
            let first = f64::midpoint(top, bottom) - LEADING * (lines.len() as f64 - 1.0) / 2.0 + 4.0;
            for (line, at) in lines.iter().zip(0u32..) {
                let place = [x + BAR + 6.0, first + LEADING * f64::from(at)];
                canvas.text(place, Anchor::Start, style(LABEL, bar.font, INK), line);
            }
        }
    }
}

/// A label as lines that fit, at most so many; the last is cut where it is too long.
fn lines(label: &str, room: f64, font: Weight, most: f64) -> Vec<String> {
    let wide = if font == Weight::Bold { 1.12 } else { 1.0 };
    let width = |text: &str| text_width(text, LABEL) * wide;
    let label = shorten(label, LONGEST);
    let mut lines = Vec::new();
    let mut rest = label.as_str();
    while width(rest) > room && lines.len() as f64 + 1.0 < most {
        let mut breaks = rest.char_indices().filter(|(_, letter)| *letter == ' ').map(|(at, _)| at);
        let Some(at) = breaks.rfind(|&at| width(&rest[..at]) <= room) else { break };
        lines.push(rest[..at].to_owned());
        rest = &rest[at + 1..];
    }
    let fits = |limit: &usize| width(&shorten(rest, *limit)) <= room;
    let limit = (1..=rest.chars().count()).rev().find(fits).unwrap_or(1);
    lines.push(shorten(rest, limit));
    lines
}

#[cfg(test)]
mod tests {
    use super::{Alluvial, Bar, Column, LEAST, Places, Ribbon, Weight, alluvial, lines};

    fn column(title: &str, weights: &[f64]) -> Column {
        let bar = |(at, &weight): (usize, &f64)| Bar {
            label: format!("{title}{at} <&>"),
            weight,
            color: [1, 2, 3],
            font: Weight::Regular,
            tooltip: String::new(),
        };
        Column {
            title: title.into(),
            note: String::new(),
            bars: weights.iter().enumerate().map(bar).collect(),
        }
    }

    fn diagram(columns: Vec<Column>, ribbons: &[([usize; 2], [usize; 2])]) -> Alluvial {
        let ribbon = |&(from, to): &([usize; 2], [usize; 2])| Ribbon {
            from,
            to,
            weights: [1.0, 1.0],
            color: [9, 9, 9],
            tooltip: String::new(),
        };
        let ribbons = ribbons.iter().map(ribbon).collect();
        Alluvial { title: "T".into(), columns, ribbons, empty: "none".into(), remarks: vec!["r".into()] }
    }

    #[test]
    fn bars_lie_where_their_ribbons_lead_and_one_scale_holds_for_all() {
        let columns = vec![column("a", &[5.0, 1.0]), column("b", &[4.0, 4.0])];
        let crossed = diagram(columns, &[([0, 0], [1, 1]), ([0, 1], [1, 0])]);
        let places = Places::new(&crossed, 200.0);
        assert!(places.of([1, 1])[1] < places.of([1, 0])[1]);
        let height = |bar| places.of(bar)[2] - places.of(bar)[1] - LEAST;
        assert!((height([0, 0]) - 5.0 * height([0, 1])).abs() < 1e-9);
        assert!((height([1, 0]) - 4.0 * height([0, 1])).abs() < 1e-9);
    }

    #[test]
    fn neighbors_are_joined_by_ribbons_and_others_by_dashes_and_text_is_escaped() {
        let columns = vec![column("a", &[2.0]), column("b", &[]), column("c", &[2.0]), column("d", &[2.0])];
        let svg = alluvial(&diagram(columns, &[([0, 0], [2, 0]), ([2, 0], [3, 0])]));
        assert_eq!((svg.matches("<path").count(), svg.matches("dasharray").count()), (2, 1));
        assert!(svg.contains("a0 &lt;&amp;&gt;"));
        assert!(alluvial(&diagram(Vec::new(), &[])).contains("none"));
    }

    #[test]
    fn labels_break_at_words_and_the_last_line_is_cut() {
        let of = |most| lines("Rising costs of renewable energy networks", 100.0, Weight::Regular, most);
        let three = of(3.0);
        assert_eq!(three[..2], ["Rising costs", "of renewable"]);
        assert!(three[2].starts_with("energy n") && three[2].ends_with('…') && three.len() == 3, "{three:?}");
        assert_eq!(of(1.0), ["Rising costs…"]);
        assert_eq!(lines("Unbreakableunbreakable", 40.0, Weight::Bold, 2.0), ["Unbr…"]);
    }
}
