//! The explorer: one self-contained page that shows the graph in a browser, offline.
//!
//! `explorer/dist/page.html` is built from `explorer/src` and committed; here its data island is filled.
//! Past [`ExportOptions::explorer_nodes`] the page holds the highest-ranked nodes and says so; cluster cards are whole.

mod cluster_map;
mod island;

use std::io::{self, Write};

use super::{ExportOptions, escape};
use crate::property_graph::PropertyGraph;
use crate::remark::Remark;
use island::Island;

/// The page with `portent:title`, `portent:noscript` and `portent:data` to fill in.
static PAGE: &str = include_str!("../../explorer/dist/page.html");

/// Nodes listed for readers without scripts.
const NOSCRIPT_NODES: usize = 50;

/// Writes the page. O(nodes log nodes + edges + mentions).
///
/// # Errors
/// What the writer says.
pub(super) fn write(graph: &PropertyGraph, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let island = Island::new(graph, options.explorer_nodes);
    for piece in pieces(PAGE) {
        match piece {
            Piece::Text(text) => out.write_all(text.as_bytes())?,
            Piece::Title => out.write_all(escape::html(&island.title).as_bytes())?,
            Piece::NoScript => write_list(&island, out)?,
            Piece::Data => write_data(&island, out)?,
        }
    }
    Ok(())
}

/// The nodes that the page does not hold.
pub(super) fn left_out(graph: &PropertyGraph, options: &ExportOptions) -> Option<Remark> {
    let (shown, nodes) = (options.explorer_nodes, graph.node_count());
    (nodes > shown).then_some(Remark::PageCapped { shown, nodes })
}

enum Piece<'a> {
    Text(&'a str),
    Title,
    NoScript,
    Data,
}

/// A mark, and what takes its place.
type Mark = (&'static str, fn() -> Piece<'static>);

/// Cuts the page at its marks, so that nothing that was filled in is searched again.
fn pieces(page: &str) -> Vec<Piece<'_>> {
    let marks: [Mark; 3] = [
        ("portent:title", || Piece::Title),
        ("portent:noscript", || Piece::NoScript),
        ("portent:data", || Piece::Data),
    ];
    let mut found = Vec::new();
    let mut rest = page;
    let next = |rest: &str| {
        let places = marks.iter().filter_map(|(mark, piece)| Some((rest.find(mark)?, mark.len(), piece)));
        places.min_by_key(|&(at, ..)| at)
    };
    while let Some((at, length, piece)) = next(rest) {
        found.push(Piece::Text(&rest[..at]));
        found.push(piece());
        rest = &rest[at + length..];
    }
    found.push(Piece::Text(rest));
    found
}

fn write_list(island: &Island<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<p>This page needs scripts for the map. Its highest-ranked nodes:</p><ol>")?;
    for (label, kind) in island.first_labels(NOSCRIPT_NODES) {
        write!(out, "<li><bdi>{}</bdi> ({})</li>", escape::html(label), escape::html(kind))?;
    }
    out.write_all(b"</ol>")
}

fn write_data(island: &Island<'_>, out: &mut dyn Write) -> io::Result<()> {
    use serde::Serialize as _;
    let mut serializer = serde_json::Serializer::with_formatter(out, ScriptSafe);
    island.serialize(&mut serializer).map_err(io::Error::from)
}

/// JSON that cannot end the script element it stands in, as Go's `encoding/json` writes it.
struct ScriptSafe;

impl serde_json::ser::Formatter for ScriptSafe {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(['<', '>', '&', '\u{2028}', '\u{2029}']) {
            writer.write_all(&rest.as_bytes()[..at])?;
            let special = rest[at..].chars().next().map_or(0, u32::from);
            write!(writer, "\\u{special:04x}")?;
            rest = &rest[at + char::from_u32(special).map_or(1, char::len_utf8)..];
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // T6: data of the page.
    #[test]
    fn data_cannot_end_its_script_element() {
        let mut bytes = Vec::new();
        let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, ScriptSafe);
        serde::Serialize::serialize("</script><!--&\u{2028}\u{2029}é", &mut serializer).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text, r#""\u003c/script\u003e\u003c!--\u0026\u2028\u2029é""#);
        let back: String = serde_json::from_str(&text).unwrap();
        assert_eq!(back, "</script><!--&\u{2028}\u{2029}é");
    }

    // T19: a name that turns the direction of text turns nothing but itself.
    #[test]
    fn names_of_the_list_without_scripts_are_isolated() {
        let graph = crate::export::sample::hostile();
        let mut bytes = Vec::new();
        write(&graph, &ExportOptions::default(), &mut bytes).unwrap();
        let page = String::from_utf8(bytes).unwrap();
        let list = page.split("highest-ranked nodes:</p><ol>").nth(1).unwrap().split("</ol>").next().unwrap();
        let items: Vec<&str> = list.split("<li>").skip(1).collect();
        assert_eq!(items.len(), NOSCRIPT_NODES.min(graph.node_count()));
        assert!(items.iter().all(|item| item.starts_with("<bdi>") && item.contains("</bdi> (")), "{items:?}");
    }

    #[test]
    fn an_empty_graph_makes_a_whole_page() {
        let mut bytes = Vec::new();
        write(&PropertyGraph::default(), &ExportOptions::default(), &mut bytes).unwrap();
        let page = String::from_utf8(bytes).unwrap();
        assert!(
            !page.contains("portent:data")
                && !page.contains("portent:title")
                && !page.contains("portent:noscript")
        );
        let data = page.split("id=\"data\">").nth(1).unwrap().split("</script>").next().unwrap();
        let island: serde_json::Value = serde_json::from_str(data).unwrap();
        assert_eq!(island["nodes"]["id"], serde_json::json!([]));
    }
}
