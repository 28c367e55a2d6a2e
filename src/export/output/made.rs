//! Folders that this process made for its outputs: one that nothing came into goes with the run.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

static MADE: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Makes a folder with those above it, and remembers which of them were not there.
///
/// # Errors
/// What the system says; what was made until then is remembered.
pub(super) fn make(folder: &Path) -> io::Result<()> {
    let missing: Vec<&Path> =
        folder.ancestors().take_while(|path| !path.as_os_str().is_empty() && !path.exists()).collect();
    let made = fs::create_dir_all(folder);
    let there = missing.into_iter().filter_map(|path| path.canonicalize().ok());
    MADE.lock().unwrap_or_else(PoisonError::into_inner).extend(there);
    made
}

/// Removes the folders that were made and are still empty: that one and those above it, or all of them.
pub(super) fn remove_empty(folder: Option<&Path>) {
    // A thread that ends the process may be the one that holds the lock.
    let Ok(made) = MADE.try_lock() else { return };
    let meant = |path: &&PathBuf| folder.is_none_or(|folder| folder.starts_with(path));
    // Folders come before those in them. The system removes none that holds something.
    made.iter().rev().filter(meant).for_each(|path| drop(fs::remove_dir(path)));
}
