//! Reads a built graph from a file, whichever of the two forms it has.

use std::path::Path;

use super::read::from_json_bytes;
use super::{PropertyGraph, stored};
use crate::error::Error;

/// Reads a stored build or a graph.json, told apart by how the file begins. Time and memory are linear in its size; a stored
/// build takes about a thirtieth of the time.
///
/// # Errors
/// [`Error::Read`] where the file cannot be read, [`Error::Malformed`] as [`stored::from_bytes`] and
/// [`from_json`](super::read::from_json).
pub fn load(path: &Path) -> Result<PropertyGraph, Error> {
    let bytes = std::fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    if stored::is_stored(&bytes) { stored::from_bytes(bytes, path) } else { from_json_bytes(bytes, path) }
}
