//! The stored build: a file of columns from which a whole graph is in memory at once, for questions asked often.
//!
//! ```text
//! magic, version, number of blocks; length and CRC-32 of each block; the blocks
//! ```
//!
//! Numbers are little-endian. The first block is JSON: header, kinds, columns and their types. Each text stands once, in the last
//! block, and columns refer to texts by number. graph.json holds the same and outlives versions; this file is read by the
//! version that wrote it, or refused with the way out.

mod block;
mod columns;
mod damage;
mod file;
mod read;
mod texts;
mod write;

use std::fs;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write};
use std::ops::Range;
use std::path::Path;

use serde::{Deserialize, Serialize};

use self::damage::Fault;
use self::file::{File, Read};
use super::read::ColumnTypes;
use super::{Header, PropertyGraph};
use crate::error::Error;

/// How every stored build begins.
pub const MAGIC: [u8; 8] = *b"portent\0";

/// The version that is written and read. It grows with each change of the layout or of what a block holds.
pub const VERSION: u32 = 1;

/// What the first block says.
#[derive(Serialize, Deserialize)]
struct Head {
    header: Header,
    columns: ColumnTypes,
    nodes: usize,
    edges: usize,
    mentions: usize,
    /// Nodes that mentions name and the graph does not hold.
    absent: usize,
    texts: usize,
    /// The words that edges and mentions refer to by number.
    relations: Vec<String>,
    precisions: Vec<String>,
}

/// Writes a graph so that [`from_bytes`] gives it back, numbers that are not finite left out. O(bytes).
///
/// # Errors
/// What the system says.
pub fn write(graph: &PropertyGraph, with_mentions: bool, out: &mut dyn Write) -> io::Result<()> {
    let blocks = write::blocks(graph, with_mentions)?;
    let count = u32::try_from(blocks.len()).map_err(io::Error::other)?;
    out.write_all(&MAGIC)?;
    out.write_all(&VERSION.to_le_bytes())?;
    out.write_all(&count.to_le_bytes())?;
    for block in &blocks {
        out.write_all(&(block.len() as u64).to_le_bytes())?;
        out.write_all(&crc32fast::hash(block).to_le_bytes())?;
    }
    blocks.iter().try_for_each(|block| out.write_all(block))
}

/// Whether a file that begins so is a stored build.
#[must_use]
pub fn is_stored(start: &[u8]) -> bool {
    start.starts_with(&MAGIC)
}

/// The graph of a stored build. O(bytes), on all threads; columns are made when they are first looked at.
///
/// # Errors
/// [`Error::Read`] where the file cannot be read; [`Error::Malformed`] for a file of another version, one that is cut short, and
/// one that was changed.
pub fn open(path: &Path) -> Result<PropertyGraph, Error> {
    let unread = |source| Error::Read { path: path.to_owned(), source };
    let size = std::fs::metadata(path).map_err(unread)?.len();
    let part = |range: Range<u64>| {
        let mut file = fs::File::open(path)?;
        file.seek(SeekFrom::Start(range.start))?;
        let length = range.end - range.start;
        let mut bytes = Vec::with_capacity(usize::try_from(length).map_err(io::Error::other)?);
        file.take(length).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    of(size, &part, path)
}

/// The graph that these bytes of a stored build hold, as [`open`]; `path` is for messages.
///
/// # Errors
/// [`Error::Malformed`], as [`open`].
///
/// ```
/// use portent::property_graph::{PropertyGraph, stored};
/// let graph = PropertyGraph::default();
/// let mut bytes = Vec::new();
/// stored::write(&graph, true, &mut bytes)?;
/// assert_eq!(stored::from_bytes(&bytes, "a.portent".as_ref())?, graph);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn from_bytes(bytes: &[u8], path: &Path) -> Result<PropertyGraph, Error> {
    let place = |at: u64| usize::try_from(at).map_err(io::Error::other);
    let part = |range: Range<u64>| {
        Ok(bytes.get(place(range.start)?..place(range.end)?).unwrap_or_default().to_vec())
    };
    of(bytes.len() as u64, &part, path)
}

fn of(size: u64, part: Read<'_>, path: &Path) -> Result<PropertyGraph, Error> {
    let graph = File::new(size, part).and_then(|file| Ok(read::graph(file)?));
    graph.map_err(|fault| match fault {
        Fault::Unread(source) => Error::Read { path: path.to_owned(), source },
        Fault::Damaged(damage) => Error::Malformed {
            path: path.to_owned(),
            line: 1,
            column: 1,
            message: damage.to_string(),
            hint: Some("build it again, or ask the graph.json of the same build".into()),
        },
    })
}

#[cfg(test)]
mod tests;
