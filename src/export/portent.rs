//! The stored build: all that graph.json holds, in the columns of [`crate::property_graph::stored`].

use std::io::{self, Write};

use super::ExportOptions;
use crate::property_graph::{PropertyGraph, stored};

/// Writes a stored build.
pub(crate) fn write(graph: &PropertyGraph, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    stored::write(graph, !options.no_mentions, out)
}
