//! DOT that is pretty in Graphviz and right in Gephi's reader.
//!
//! Gephi's reader has no default statements, one attribute list an element, and strings that end at a bare line
//! end; so every node carries its look, every id and value is quoted, and layout is left to the command line
//! (`sfdp -Goverlap=prism -Tsvg`). It reads `#rrggbb` as
//! transparent, so `color` is written as hue, saturation and value, which both know; `fillcolor` is `#rrggbb`.
//! Labels are wrapped and cut at [`LABEL_LIMIT`] characters; the whole label and the description are in `tooltip`.
//!
//! In a drawable part the foremost nodes of each cluster are drawn with their names, all others as dots whose name shows
//! when one zooms in (and is found by the search of a browser); edges within a cluster have its color.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::cell::{self, Field};
use super::sink::Sink;
use super::{ExportOptions, escape};
use crate::columns::Value;
use crate::graph::Relation;
use crate::property_graph::drawable::foremost;
use crate::property_graph::{ColumnView, NodeColumn, NodeRecord, PropertyGraph};
use portent_graph::index::{NodeRow, TiSlice};

/// Width at which labels are wrapped in boxes, and in shapes whose corners take room.
const LINE_WIDTH: usize = 24;
const NARROW_WIDTH: usize = 16;
/// And in triangles, which are twice as wide as a text in their middle.
const TRIANGLE_WIDTH: usize = 11;
/// Most characters of a label.
const LABEL_LIMIT: usize = 200;
/// Smallest font, and how much larger that of the largest node is.
const FONT: (f64, f64) = (10.0, 14.0);

/// The same in a drawable part, where names are few.
const NAME_FONT: (f64, f64) = (10.0, 38.0);
/// Diameter of a dot in inches, and how much larger that of the largest node would be.
const DOT: (f64, f64) = (0.1, 0.5);

/// Writes DOT.
pub(crate) fn write(graph: &PropertyGraph, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let drawn = options.drawable.then(|| foremost(graph));
    let mut sink = Sink::new(out);
    for line in cell::provenance(graph) {
        let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        sink.raw("// ");
        sink.raw(&line);
        sink.raw("\n");
    }
    sink.raw("// draw: sfdp -Goverlap=prism -Tsvg\n");
    sink.raw("graph \"portent\" {\n");
    nodes(graph, drawn.as_deref(), &mut sink)?;
    edges(graph, options.drawable, &mut sink)?;
    sink.raw("}\n");
    sink.finish()
}

/// `named` tells which nodes have a name in a drawable part.
fn nodes(
    graph: &PropertyGraph,
    named: Option<&TiSlice<NodeRow, bool>>,
    sink: &mut Sink<'_>,
) -> io::Result<()> {
    let largest = graph.nodes.records().map(|node| node.radius).fold(0.0, f64::max);
    let fields = cell::fields(graph.nodes.columns(), |name| format!(", {name}="));
    let texts = Texts::new(graph);
    let mut look = Look::default();
    for (row, node) in graph.nodes.iter() {
        let kind = graph.header.schema.kind(node.kind);
        let named = named.map(|named| named[row]);
        // Around a name a box takes the least room; what is no name is small enough for the shape of its kind.
        let shape = if named == Some(true) { "box" } else { &kind.shape };
        escape::dot_string(&mut sink.buffer, &node.id);
        sink.raw(" [label=");
        escape::dot_label(&mut sink.buffer, &wrap(&node.label, line_width(shape)));
        sink.raw(", shape=");
        escape::dot_string(&mut sink.buffer, shape);
        sink.raw(look.of(node.color));
        size(sink, node.radius / largest, named);
        place(node, sink);
        texts.push(row, node, sink);
        sink.raw(", kind=");
        escape::dot_string(&mut sink.buffer, &kind.name);
        push_row(sink, &fields, row);
        sink.raw("];\n");
        sink.settle()?;
    }
    Ok(())
}

/// The size of the font, and that of a dot; the value before it is still open, and so is the last one behind it.
fn size(sink: &mut Sink<'_>, share: f64, named: Option<bool>) {
    let scaled = |(least, more): (f64, f64)| least + more * share;
    let rounded = |number: f64, digits: f64| (number * digits).round() / digits;
    match named {
        None => sink.real(rounded(scaled(FONT), 10.0)),
        Some(true) => {
            sink.real(rounded(scaled(NAME_FONT), 10.0));
            sink.raw("\", margin=\"0.06,0.03");
        }
        Some(false) => {
            sink.raw("1.0\", fixedsize=\"shape\", width=\"");
            sink.real(rounded(scaled(DOT), 100.0));
            sink.raw("\", height=\"");
            sink.real(rounded(scaled(DOT), 100.0));
        }
    }
}

/// Size and position, after a value that is still open.
fn place(node: &NodeRecord, sink: &mut Sink<'_>) {
    let [x, y] = node.position;
    sink.raw("\", size=\"");
    sink.real(node.radius);
    sink.raw("\", pos=\"");
    sink.real(x);
    sink.raw(",");
    sink.real(y);
    sink.raw("\", tooltip=");
}

/// What colors look like, up to the size of the font; the last is kept, as most nodes have the color of the one
/// before.
#[derive(Default)]
struct Look {
    color: Option<[u8; 3]>,
    text: String,
}

impl Look {
    fn of(&mut self, color: [u8; 3]) -> &str {
        if self.color.replace(color) != Some(color) {
            self.text = format!(
                ", style=\"filled\", fillcolor=\"{}\", color=\"{}\", fontcolor=\"{}\", fontname=\"Helvetica\", \
                 fontsize=\"",
                crate::color::hex(color),
                hsv(color),
                if is_dark(color) { "#ffffff" } else { "#000000" }
            );
        }
        &self.text
    }
}

/// The columns that tooltips and links are made of.
struct Texts<'a> {
    description: ColumnView<'a, &'a str>,
    summary: ColumnView<'a, &'a str>,
    link: ColumnView<'a, &'a str>,
}

impl<'a> Texts<'a> {
    fn new(graph: &'a PropertyGraph) -> Self {
        let column = |name| graph.nodes.column(name);
        Self {
            description: column(NodeColumn::Description),
            summary: column(NodeColumn::Summary),
            link: column(NodeColumn::Link),
        }
    }

    fn push(&self, row: NodeRow, node: &NodeRecord, sink: &mut Sink<'_>) {
        let more = self.description.get(row).or_else(|| self.summary.get(row));
        escape::dot_tooltip(&mut sink.buffer, &node.label, more);
        if let Some(link) = self.link.get(row).filter(|link| escape::is_web_link(link)) {
            sink.raw(", URL=");
            escape::dot_url(&mut sink.buffer, link);
        }
    }
}

fn edges(graph: &PropertyGraph, drawable: bool, sink: &mut Sink<'_>) -> io::Result<()> {
    let fields = cell::fields(graph.edges.columns(), |name| format!(", {name}="));
    for (row, edge) in graph.edges.iter() {
        escape::dot_string(&mut sink.buffer, &graph.nodes[edge.source].id);
        sink.raw(" -- ");
        escape::dot_string(&mut sink.buffer, &graph.nodes[edge.target].id);
        sink.raw(" [edge_id=\"");
        cell::push_edge_id(&mut sink.buffer, row);
        sink.raw("\", relation=\"");
        sink.raw(edge.relation.name());
        let [a, b] = edge.ends().map(|end| graph.nodes[end].color);
        if drawable && a == b {
            sink.raw("\", color=\"");
            sink.raw(&hsv(a));
        } else {
            sink.raw(pen(edge.relation));
        }
        sink.raw("\", weight=\"");
        sink.real(cell::weight(edge));
        sink.raw("\", distance=\"");
        sink.real(cell::distance(edge));
        sink.raw("\"");
        push_row(sink, &fields, row);
        sink.raw("];\n");
        sink.settle()?;
    }
    Ok(())
}

/// Gray lines; judgments between entities stand out, mere context is thin.
fn pen(relation: Relation) -> &'static str {
    match relation {
        Relation::Mentions | Relation::Tagged | Relation::CoOccurs => "\", color=\"0.0 0.0 0.7",
        Relation::PublishedIn | Relation::Closest | Relation::Links | Relation::Copies => {
            "\", color=\"0.0 0.0 0.8\", style=\"dotted"
        }
        Relation::Duplicate | Relation::Restates => "\", color=\"0.0 0.0 0.35\", style=\"bold",
        Relation::Broader | Relation::Similar => "\", color=\"0.0 0.0 0.5\", style=\"dashed",
    }
}

fn push_row(sink: &mut Sink<'_>, fields: &[Field<'_>], row: impl Into<usize>) {
    let row = row.into();
    for field in fields {
        let value = field.get(row);
        if value == Value::Missing {
            continue;
        }
        sink.raw(&field.open);
        let is_text = matches!(value, Value::Text(_) | Value::List(_));
        sink.raw(if is_text { "" } else { "\"" });
        cell::push(&mut sink.buffer, value, escape::dot_string);
        sink.raw(if is_text { "" } else { "\"" });
    }
}

fn line_width(shape: &str) -> usize {
    match shape {
        "box" | "note" | "folder" | "tab" | "rect" | "square" => LINE_WIDTH,
        "triangle" | "invtriangle" => TRIANGLE_WIDTH,
        _ => NARROW_WIDTH,
    }
}

/// The label with spaces turned into line ends at `line` columns, cut at [`LABEL_LIMIT`].
fn wrap(label: &str, line: usize) -> String {
    let mut wrapped = String::with_capacity(label.len() + 3);
    let mut width = 0;
    for (i, word) in shown(label).split(' ').enumerate() {
        let word_width = if word.is_ascii() { word.len() } else { word.width() };
        if i > 0 {
            let full = width > 0 && width + 1 + word_width > line;
            wrapped.push(if full { '\n' } else { ' ' });
            width = if full { 0 } else { width + 1 };
        }
        wrapped.push_str(word);
        width += word_width;
    }
    if shown(label).len() < label.len() {
        wrapped.push('…');
    }
    wrapped
}

fn shown(label: &str) -> &str {
    label.char_indices().nth(LABEL_LIMIT).map_or(label, |(end, _)| &label[..end])
}

/// Whether white text reads better on it: relative luminance below 0.18, where the contrasts with black and
/// white are equal (WCAG 2.2).
fn is_dark(color: [u8; 3]) -> bool {
    let linear = color.map(|channel| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { libm::pow((c + 0.055) / 1.055, 2.4) }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] < 0.18
}

/// Hue, saturation and value in 0 to 1, with the digits that give the same bytes back.
fn hsv(color: [u8; 3]) -> String {
    let [r, g, b] = color.map(|channel| f64::from(channel) / 255.0);
    let (most, least) = (r.max(g).max(b), r.min(g).min(b));
    let spread = most - least;
    let hue = if spread == 0.0 {
        0.0
    } else if most == r {
        ((g - b) / spread).rem_euclid(6.0)
    } else if most == g {
        (b - r) / spread + 2.0
    } else {
        (r - g) / spread + 4.0
    };
    let saturation = if most == 0.0 { 0.0 } else { spread / most };
    format!("{:.5} {saturation:.5} {most:.5}", hue / 6.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    fn written(graph: &PropertyGraph) -> String {
        let mut out = Vec::new();
        write(graph, &ExportOptions::default(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_small_graph_is_written_to_the_byte() {
        let text = written(&sample::small());
        assert_eq!(
            text.split_once("graph \"portent\" {\n").unwrap().1,
            "\"article:a\" [label=\"A & B\", shape=\"note\", style=\"filled\", fillcolor=\"#999999\", \
             color=\"0.00000 0.00000 0.60000\", fontcolor=\"#000000\", fontname=\"Helvetica\", fontsize=\"24.0\", \
             size=\"2.0\", pos=\"0.0,-1.5\", tooltip=\"A & B\", kind=\"article\", first_seen=\"2026-01-18\"];\n\
             \"signal:s\" [label=\"S\", shape=\"ellipse\", style=\"filled\", fillcolor=\"#e69f00\", \
             color=\"0.11522 1.00000 0.90196\", fontcolor=\"#000000\", fontname=\"Helvetica\", fontsize=\"17.0\", \
             size=\"1.0\", pos=\"1.0,0.0\", tooltip=\"S\", kind=\"signal\", aliases=\"s | S.\", mentions=\"2\"];\n\
             \"article:a\" -- \"signal:s\" [edge_id=\"e0\", relation=\"mentions\", color=\"0.0 0.0 0.7\", \
             weight=\"2.0\", distance=\"0.5\", count=\"2\"];\n}\n"
        );
    }

    #[test]
    fn of_a_drawable_part_the_foremost_alone_have_a_name_to_read_from_afar() {
        let mut graph = sample::small();
        let color = graph.nodes[NodeRow::new(1)].color;
        graph.nodes[NodeRow::new(0)].color = color;
        let mut out = Vec::new();
        write(&graph, &ExportOptions::default().with_drawable(true), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        // The article is larger, but the signal is the entity of its cluster. The dot is as large as the largest node.
        let article = text.lines().find(|line| line.starts_with("\"article:a\" [")).unwrap();
        let signal = text.lines().find(|line| line.starts_with("\"signal:s\" [")).unwrap();
        let dot = "shape=\"note\"";
        assert!(
            article.contains(dot) && article.contains("fontsize=\"1.0\", fixedsize=\"shape\", width=\"0.6\"")
        );
        assert!(
            signal.contains("shape=\"box\"") && signal.contains("fontsize=\"29.0\", margin=\"0.06,0.03\"")
        );
        assert!(article.contains("label=\"A & B\"") && signal.contains("label=\"S\""), "{text}");
        assert!(text.contains(&format!("relation=\"mentions\", color=\"{}\", weight", hsv(color))), "{text}");
    }

    // T4: addresses.
    #[test]
    fn only_web_links_become_links() {
        let text = written(&sample::hostile());
        assert!(text.contains("URL=\"https://") && !text.contains("URL=\"javascript"));
    }

    // T3: hostile texts.
    #[test]
    fn no_string_is_longer_than_graphviz_takes_and_none_holds_a_line_end() {
        for line in written(&sample::hostile()).lines().filter(|line| line.starts_with('"')) {
            assert!(line.ends_with("];"), "{line}");
            assert!(line.split("\", ").all(|part| part.len() < 16_384));
        }
    }

    #[test]
    fn labels_wrap_at_spaces_and_lose_nothing_up_to_the_limit() {
        let label = "Sodium-ion batteries move from the laboratory to the street corner";
        assert_eq!(wrap(label, 24), "Sodium-ion batteries\nmove from the laboratory\nto the street corner");
        assert_eq!(wrap(&"é".repeat(300), 16), "é".repeat(200) + "…");
    }

    #[test]
    fn colors_of_the_palette_survive_hue_saturation_value() {
        // Java's Color.HSBtoRGB (as Gephi uses it), for any color with a full first channel: spot checks by hand.
        assert_eq!(hsv([255, 0, 0]), "0.00000 1.00000 1.00000");
        assert_eq!(hsv([0, 255, 0]), "0.33333 1.00000 1.00000");
        assert_eq!(hsv([0, 0, 128]), "0.66667 1.00000 0.50196");
        assert!(is_dark([0x33; 3]) && !is_dark([0x99; 3]));
    }
}
