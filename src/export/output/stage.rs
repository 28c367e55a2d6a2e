//! The hidden folder in which outputs wait until all of them are whole.
//!
//! ```text
//! .portent-PID-N/
//!   lock        locked while the run lives
//!   new/NAME    what it wrote
//!   old/NAME    what was there before, once outputs are put in their places
//! ```
//!
//! It stands in the folder that the outputs go to, so that putting them there moves no bytes.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::made;
use super::own;
use super::switch::Side;

/// How the names of stages begin.
pub(super) const PREFIX: &str = ".portent-";

/// The lock in a stage.
const LOCK: &str = "lock";

/// A stage of this run. Dropped, it is gone with all that is in it.
pub(super) struct Stage {
    folder: PathBuf,
    path: PathBuf,
    /// Locked as long as it is open.
    _lock: Option<File>,
}

impl Stage {
    /// Makes a stage in a folder, which is there. Whoever has the [`Turn`](super::turn::Turn) of the folder can be sure that stages
    /// without a lock are dead.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn open(folder: &Path) -> io::Result<Self> {
        let mut own = own::hold();
        let path = make(folder)?;
        own.insert(path.clone());
        drop(own);
        let mut stage = Self { folder: folder.to_owned(), path, _lock: None };
        // Who may read the folder may read its outputs while they are links into the stage.
        #[cfg(unix)]
        {
            let _ = set_mode(&File::open(&stage.path)?, mode(&fs::metadata(folder)?) & 0o755 | 0o700);
        }
        for side in [Side::Old, Side::New] {
            fs::create_dir(stage.path.join(side.name()))?;
        }
        stage._lock = lock(&stage.path)?;
        Ok(stage)
    }

    /// The folder that its outputs go to.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The stage itself.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// A new file for the output of that name, which may hold folders. It has the mode of the output that is there.
    ///
    /// # Errors
    /// What the system says; `AlreadyExists` for a name that was given before.
    pub(super) fn create(&self, name: &Path) -> io::Result<File> {
        let _own = own::hold();
        let there = self.folder.join(name);
        let old = fs::metadata(&there).ok();
        if old.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
        }
        let new = self.new_file(name);
        let file = File::create_new(&new).or_else(|error| match error.kind() {
            io::ErrorKind::NotFound => above(&there).and(above(&new)).and_then(|()| File::create_new(&new)),
            _ => Err(error),
        })?;
        #[cfg(unix)]
        if let Some(old) = old {
            set_mode(&file, mode(&old))?;
        }
        Ok(file)
    }

    /// The file that [`Self::create`] gave, once more, as systems want it that bring it to the disk.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn open_new(&self, name: &Path) -> io::Result<File> {
        File::options().read(true).write(cfg!(windows)).open(self.new_file(name))
    }

    fn new_file(&self, name: &Path) -> PathBuf {
        self.path.join(Side::New.name()).join(name)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let mut own = own::hold();
        // It stays where outputs could not be put in their places and are links into it.
        if own.remove(&self.path) {
            own::remove(&self.path);
            made::remove_empty(Some(&self.folder));
        }
    }
}

#[cfg(unix)]
fn mode(data: &fs::Metadata) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    data.permissions().mode() & 0o777
}

/// Gives a file or folder a mode, unless it has it: some file systems know but one, and refuse to be asked for it.
#[cfg(unix)]
fn set_mode(file: &File, wanted: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    match mode(&file.metadata()?) == wanted {
        true => Ok(()),
        false => file.set_permissions(fs::Permissions::from_mode(wanted)),
    }
}

/// Makes the folder of a file.
fn above(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), made::make)
}

/// A folder of a name that no other has: identifiers of processes repeat, where two systems share a disk.
fn make(folder: &Path) -> io::Result<PathBuf> {
    let mut number = 0_u32;
    loop {
        let path = folder.join(format!("{PREFIX}{}-{number}", std::process::id()));
        match fs::create_dir(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            made => return made.map(|()| path),
        }
    }
}

/// Locks a stage for this run; `None` where the system has no locks there.
fn lock(stage: &Path) -> io::Result<Option<File>> {
    let file = File::create(stage.join(LOCK))?;
    Ok(file.try_lock().is_ok().then_some(file))
}

/// The lock of a stage whose run is dead, with which it is kept from others; `None` where the run lives or nobody can tell.
pub(super) fn of_the_dead(stage: &Path) -> Option<File> {
    // A stage without a lock was left while it came or went.
    let file = File::options().write(true).create(true).truncate(false).open(stage.join(LOCK)).ok()?;
    file.try_lock().is_ok().then_some(file)
}
