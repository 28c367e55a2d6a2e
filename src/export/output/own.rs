//! What this process has on the disk for the time being: its stages, and the locks of its turns.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::made;

static OWN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Holds what this process has there: until it is dropped, nothing comes, nothing goes, and no signal ends the run.
pub(super) fn hold() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    OWN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes a file or a folder with all that is in it. What cannot be removed, not even at the second attempt, stays for the next run.
pub(super) fn remove(path: &Path) {
    let remove = || if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    let _ = remove().or_else(|_| remove());
}

/// Removes all that this process has not put in its place, for who is about to end it: waits until outputs that are being put in
/// their places are there, and holds up whoever wants to write more.
pub fn abandon() {
    let own = hold();
    own.iter().for_each(|path| remove(path));
    made::remove_empty(None);
    std::mem::forget(own);
}

/// [`abandon`] for a thread that may be the one that holds them: where somebody does, a later run sweeps.
pub fn abandon_at_once() {
    if let Ok(own) = OWN.try_lock() {
        own.iter().for_each(|path| remove(path));
        std::mem::forget(own);
    }
}
