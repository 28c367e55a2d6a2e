//! The map of the graph as PNG, drawn from the SVG with a font of our own, so that it looks the same everywhere.

use std::io::{self, Write};

use resvg::{tiny_skia, usvg};

use super::ExportOptions;
use super::svg::map_options;
use crate::picture::map::map;
use crate::property_graph::PropertyGraph;

/// DejaVu Sans (see assets/README.md): a server without fonts would draw no labels.
static FONT: &[u8] = include_bytes!("../../assets/DejaVuSans.ttf");
static BOLD: &[u8] = include_bytes!("../../assets/DejaVuSans-Bold.ttf");

/// Writes the picture at the size of the SVG.
pub(super) fn write(graph: &PropertyGraph, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(&rendered(&map(graph, &map_options(options))).map_err(io::Error::other)?)
}

fn rendered(svg: &str) -> Result<Vec<u8>, String> {
    let mut options = usvg::Options { font_family: "DejaVu Sans".into(), ..usvg::Options::default() };
    for font in [FONT, BOLD] {
        options.fontdb_mut().load_font_data(font.to_vec());
    }
    let tree = usvg::Tree::from_str(svg, &options).map_err(|error| error.to_string())?;
    let size = tree.size().to_int_size();
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height()).ok_or("the picture has no size")?;
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| error.to_string())
}
