//! The map of the graph as SVG.

use std::io::{self, Write};

use super::ExportOptions;
use crate::picture::map::{MapOptions, map};
use crate::property_graph::PropertyGraph;

/// Writes the picture. O(nodes log nodes + edges log edges).
pub(super) fn write(graph: &PropertyGraph, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(map(graph, &map_options(options)).as_bytes())
}

/// What the options say of the picture.
pub(super) fn map_options(options: &ExportOptions) -> MapOptions {
    MapOptions { color_by: options.color_by, ..MapOptions::default() }
}
