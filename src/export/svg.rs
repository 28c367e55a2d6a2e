//! The map of the graph as SVG.

use std::io::{self, Write};

use super::ExportOptions;
use crate::picture::map::{MapOptions, map};
use crate::property_graph::PropertyGraph;

/// Writes the picture. O(nodes log nodes + edges log edges).
pub(super) fn write(graph: &PropertyGraph, _: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(map(graph, &MapOptions::default()).as_bytes())
}
