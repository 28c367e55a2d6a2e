//! Reads a built graph from a file, whichever of the two forms it has.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use super::read::from_json_bytes;
use super::{PropertyGraph, stored};
use crate::error::Error;

/// Reads a stored build or a graph.json, told apart by how the file begins. Time and memory are linear in its size; a stored
/// build takes a fifth of the time.
///
/// # Errors
/// [`Error::Read`] where the file cannot be read, [`Error::Malformed`] as [`stored::open`] and
/// [`from_json`](super::read::from_json).
pub fn load(path: &Path) -> Result<PropertyGraph, Error> {
    let unread = |source| Error::Read { path: path.to_owned(), source };
    let mut start = Vec::new();
    let length = stored::MAGIC.len() as u64;
    // A pipe gives its bytes once: only what can be read again is looked at first.
    if path.is_file() {
        File::open(path).and_then(|file| file.take(length).read_to_end(&mut start)).map_err(unread)?;
    }
    if stored::is_stored(&start) {
        return stored::open(path);
    }
    from_json_bytes(fs::read(path).map_err(unread)?, path)
}
