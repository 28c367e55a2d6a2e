//! Signals end the run at once and leave nothing half-written: outputs are renamed when they are complete, and the
//! files beside them are removed.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use portent::export::output::temporary_prefix;
use portent::export::target::{Place, Target};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
use signal_hook::iterator::Signals;

/// Folders in which this run may have temporary files.
static FOLDERS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// What is told where a signal ends the run; nothing where it is empty.
static LAST_WORDS: Mutex<String> = Mutex::new(String::new());

/// Ends the process with 128 and the number of the signal: 129 for SIGHUP, 130 for SIGINT, 143 for SIGTERM, 153 for SIGXFSZ.
///
/// # Errors
/// Where the system starts no thread.
pub(crate) fn watch() -> std::io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM, SIGXFSZ])?;
    std::thread::Builder::new().spawn(move || {
        if let Some(signal) = signals.forever().next() {
            clean();
            tell_last_words();
            std::process::exit(128 + signal);
        }
    })?;
    Ok(())
}

/// Remembers where temporary files of these targets lie.
pub(crate) fn remember(targets: &[Target]) {
    for target in targets {
        match &target.place {
            Place::Stdout => {}
            Place::File(path) => remember_file(path),
            Place::Folder(path) => remember_folder(path),
        }
    }
}

/// Remembers where the temporary files of one output lie.
pub(crate) fn remember_file(path: &Path) {
    remember_folder(path.parent().unwrap_or(Path::new("")));
}

fn remember_folder(folder: &Path) {
    FOLDERS.lock().unwrap_or_else(PoisonError::into_inner).push(folder.to_owned());
}

/// Sets what is told where a signal ends the run.
pub(crate) fn last_words(words: String) {
    *LAST_WORDS.lock().unwrap_or_else(PoisonError::into_inner) = words;
}

fn tell_last_words() {
    let words = LAST_WORDS.lock().unwrap_or_else(PoisonError::into_inner);
    if !words.is_empty() {
        // The line in which the signal was typed has no end.
        let _ = writeln!(io::stderr().lock(), "\n{words}");
    }
}

/// Removes the temporary files of this process, also one folder down (for formats that write folders).
pub(crate) fn clean() {
    let prefix = temporary_prefix();
    let mut folders = FOLDERS.lock().unwrap_or_else(PoisonError::into_inner).clone();
    for depth in 0..2 {
        let mut inner = Vec::new();
        for folder in &folders {
            let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.clone() };
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                let ours = entry.file_name().to_string_lossy().starts_with(&prefix);
                if ours {
                    let _ = std::fs::remove_file(entry.path());
                } else if depth == 0 && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    inner.push(entry.path());
                }
            }
        }
        folders = inner;
    }
}
