//! Turns: of the runs that write into one folder, one at a time opens its stage or puts its files in their places.
//!
//! A turn is a lock of the system on a small file, which no death of a run outlives. The file goes with the turn; one that a killed
//! run left is taken up by the next.

use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::made;
use super::own;

/// A turn is a matter of milliseconds; whoever holds one for so long is stopped or broken.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long a run waits before it asks again.
const PAUSE: Duration = Duration::from_millis(5);

/// The name of the lock, in the folder.
const NAME: &str = ".portent-lock";

/// The right to change the outputs of a folder, until it is dropped.
pub(super) struct Turn {
    path: PathBuf,
    /// Locked as long as it is open.
    _file: File,
}

/// What came of asking.
enum Asked {
    Given(Turn),
    Taken,
    /// The system has no locks there.
    Never,
}

impl Turn {
    /// Waits for the turn; `None` where the system has no locks there.
    ///
    /// # Errors
    /// `TimedOut` where another run does not end its own within a minute.
    pub(super) fn wait(folder: &Path) -> io::Result<Option<Self>> {
        Self::wait_for(folder, PATIENCE)
    }

    fn wait_for(folder: &Path, patience: Duration) -> io::Result<Option<Self>> {
        let start = Instant::now();
        loop {
            match Self::ask(folder.join(NAME)) {
                Asked::Given(turn) => return Ok(Some(turn)),
                Asked::Never => return Ok(None),
                Asked::Taken if start.elapsed() < patience => sleep(PAUSE),
                Asked::Taken => {
                    let message = "another run writes there and does not end";
                    return Err(io::Error::new(io::ErrorKind::TimedOut, message));
                }
            }
        }
    }

    /// The turn, where it is free right now.
    pub(super) fn now(folder: &Path) -> Option<Self> {
        match Self::ask(folder.join(NAME)) {
            Asked::Given(turn) => Some(turn),
            Asked::Taken | Asked::Never => None,
        }
    }

    /// The right to change one file of a folder, for as long as a person thinks; `None` where the system has no locks there.
    ///
    /// # Errors
    /// `WouldBlock` where another run has it.
    pub(super) fn of_file(folder: &Path, name: &OsStr) -> io::Result<Option<Self>> {
        let mut lock = OsStr::new(NAME).to_owned();
        lock.push("-");
        lock.push(name);
        match Self::ask(folder.join(lock)) {
            Asked::Given(turn) => Ok(Some(turn)),
            Asked::Never => Ok(None),
            Asked::Taken => {
                Err(io::Error::new(io::ErrorKind::WouldBlock, "another run changes it; end that one first"))
            }
        }
    }

    fn ask(path: PathBuf) -> Asked {
        let mut own = own::hold();
        let Ok(file) = open(&path) else { return Asked::Never };
        match file.try_lock() {
            Ok(()) if is_there(&file, &path) => {
                own.insert(path.clone());
                Asked::Given(Self { path, _file: file })
            }
            // The run before removed it between our opening and our locking it.
            Ok(()) | Err(TryLockError::WouldBlock) => Asked::Taken,
            Err(TryLockError::Error(_)) => Asked::Never,
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut own = own::hold();
        own.remove(&self.path);
        // While it is locked: whoever waits for this file looks whether it is still there.
        if cfg!(unix) {
            own::remove(&self.path);
            made::remove_empty(self.path.parent());
        }
    }
}

/// Opens the lock, which may be somebody else's: to lock it, reading is enough.
fn open(path: &Path) -> io::Result<File> {
    let made = File::options().write(true).create(true).truncate(false).open(path);
    made.or_else(|_| File::open(path))
}

/// Whether the open file is the one that has this path.
#[cfg(unix)]
fn is_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |data: fs::Metadata| (data.dev(), data.ino());
    matches!((file.metadata().map(id), fs::metadata(path).map(id)), (Ok(open), Ok(there)) if open == there)
}

/// The file is never removed there.
#[cfg(not(unix))]
fn is_there(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn one_has_the_turn_and_the_others_wait_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let (inside, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..50 {
                        let turn = Turn::wait(folder.path()).unwrap();
                        most.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        inside.fetch_sub(1, Ordering::SeqCst);
                        drop(turn);
                    }
                });
            }
        });
        assert_eq!(most.into_inner(), 1);
        assert!(fs::read_dir(folder.path()).unwrap().next().is_none(), "no lock stays");
    }

    #[test]
    fn nobody_waits_for_ever_nor_for_a_dead_run() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(NAME), "").unwrap();
        let turn = Turn::now(folder.path()).expect("a killed run left the file, and no lock");
        assert!(Turn::now(folder.path()).is_none());
        let told = Turn::wait_for(folder.path(), Duration::ZERO).map(|_| ()).unwrap_err();
        assert_eq!(told.kind(), io::ErrorKind::TimedOut);
        drop(turn);
        assert!(Turn::now(folder.path()).is_some());
    }

    #[test]
    fn a_file_has_a_turn_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let of = |name: &str| Turn::of_file(folder.path(), OsStr::new(name)).map(|turn| turn.is_some());
        let held = Turn::of_file(folder.path(), OsStr::new("d.tsv")).unwrap().expect("locks");
        assert_eq!(of("d.tsv").unwrap_err().kind(), io::ErrorKind::WouldBlock);
        assert!(of("e.tsv").unwrap() && Turn::now(folder.path()).is_some());
        drop(held);
        assert!(of("d.tsv").unwrap());
        assert!(fs::read_dir(folder.path()).unwrap().next().is_none(), "no lock stays");
    }
}
