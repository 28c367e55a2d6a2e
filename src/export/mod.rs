//! Writers: one file a format, one line in [`FORMATS`].

use std::io::{self, Write};

use crate::property_graph::PropertyGraph;

/// How writers write.
#[derive(Debug, Clone, Default)]
pub struct ExportOptions {
    /// Leave cells that start like formulas as they are; default false.
    pub csv_raw: bool,
    /// Leave mentions out of JSON; default false.
    pub no_mentions: bool,
}

/// Where the files of a format go, by the suffix that the format gives each (`nodes.csv`).
pub trait Files {
    /// Opens one more file; the one before is finished.
    ///
    /// # Errors
    /// What the system says.
    fn create(&mut self, name: &str) -> io::Result<&mut dyn Write>;
}

/// How a format is written.
#[derive(Clone, Copy)]
pub enum Writer {
    /// One file.
    Single(fn(&PropertyGraph, &ExportOptions, &mut dyn Write) -> io::Result<()>),
    /// Several files.
    Several(fn(&PropertyGraph, &ExportOptions, &mut dyn Files) -> io::Result<()>),
}

/// One output format.
#[derive(Clone, Copy)]
pub struct Format {
    /// Name for `--format`.
    pub name: &'static str,
    /// File name suffixes that mean this format, without the dot; empty where none is unique.
    pub extensions: &'static [&'static str],
    /// What it is, for help.
    pub summary: &'static str,
    /// What opens it.
    pub opens_in: &'static str,
    /// Written by `-o DIR/`.
    pub by_default: bool,
    /// The writer.
    pub writer: Writer,
}

/// All formats, by name.
pub static FORMATS: &[Format] = &[];

/// The format of that name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// The format that a file name's suffix stands for.
#[must_use]
pub fn by_extension(extension: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.extensions.contains(&extension))
}
