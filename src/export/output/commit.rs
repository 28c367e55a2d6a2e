//! All outputs of a run come into their places, or none.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::own;
use super::stage::Stage;
use super::switch::{Existing, Side, Slot, Switch, is_unsupported};
use super::turn::Turn;

/// A finished file in a stage.
pub(super) struct Staged {
    /// The stage.
    pub(super) stage: Arc<Stage>,
    /// Its name in the folder of the stage.
    pub(super) name: PathBuf,
    /// Its path, as it was given.
    pub(super) path: PathBuf,
}

/// What went wrong, and with which file or folder.
pub(super) type Failure = (PathBuf, io::Error);

/// Puts all files in their places. Where that fails, what was there is there again.
///
/// # Errors
/// What the system says of one file; it tells of others that they could not be put back.
pub(super) fn put(files: &[Staged], existing: Existing) -> Result<(), Failure> {
    let stages: BTreeMap<&Path, &Path> =
        files.iter().map(|file| (file.stage.folder(), file.stage.path())).collect();
    // In the order of the folders: no two runs wait for each other.
    let turn = |folder: &&Path| Turn::wait(folder).map_err(|error| (folder.to_path_buf(), error));
    let _turns = stages.keys().map(turn).collect::<Result<Vec<_>, Failure>>()?;
    let slots = slots(files)?;
    let mut own = own::hold();
    let stages: Vec<&Path> = stages.into_values().collect();
    let put = match slots.as_slice() {
        [] => return Ok(()),
        [_] => one_by_one(&slots, existing),
        _ => together(&slots, &stages, existing),
    };
    if slots.iter().any(Slot::is_aimed) {
        own.retain(|stage| !stages.contains(&stage.as_path()));
    }
    put.map_err(|(path, error)| {
        let given = slots.iter().zip(files).find(|(slot, _)| slot.target == path);
        (given.map_or(path, |(_, file)| file.path.clone()), error)
    })
}

/// The places of the files, each for one of them.
fn slots(files: &[Staged]) -> Result<Vec<Slot>, Failure> {
    let (mut taken, mut folders) = (BTreeSet::new(), BTreeMap::new());
    let mut slot = |file: &Staged| {
        let path = file.stage.folder().join(&file.name);
        let above = path.parent().unwrap_or(&path);
        if !folders.contains_key(above) {
            folders.insert(above.to_owned(), above.canonicalize()?);
        }
        let slot = Slot::new(&folders[above], file.stage.path(), &file.name);
        match taken.insert(slot.target.clone()) {
            true => Ok(slot),
            false => Err(io::Error::new(io::ErrorKind::InvalidInput, "two outputs are this file")),
        }
    };
    files.iter().map(|file| slot(file).map_err(|error| (file.path.clone(), error))).collect()
}

/// Puts files in their places at once.
fn together(slots: &[Slot], stages: &[&Path], existing: Existing) -> Result<(), Failure> {
    let whole = |error| (slots[0].target.clone(), error);
    let switch = match Switch::make(stages) {
        Err(error) if is_unsupported(&error) => return one_by_one(slots, existing),
        made => made.map_err(whole)?,
    };
    let put = || {
        each(slots, |slot| slot.aim(Side::Old, existing))?;
        switch.turn(Side::New).map_err(whole)?;
        each(slots, |slot| slot.place(Side::New))?;
        sync_folders(slots)
    };
    let Err((path, error)) = put() else { return Ok(()) };
    let was_old = switch.side() == Side::Old;
    take_back(slots, &switch);
    if switch.side() == Side::New {
        let told = format!("{error}; all outputs are those of this run, and cannot be put back");
        return Err((path, io::Error::new(error.kind(), told)));
    }
    match was_old && is_unsupported(&error) && !slots.iter().any(Slot::is_aimed) {
        true => one_by_one(slots, existing),
        false => Err((path, error)),
    }
}

/// Puts back what was there, at once again. What fails stays a link, which reads as all others do; a later run ends it.
fn take_back(slots: &[Slot], switch: &Switch) {
    if switch.side() == Side::New {
        let back = each(slots, |slot| slot.aim(Side::New, Existing::Replaced));
        if back.is_err() || switch.turn(Side::Old).is_err() {
            return;
        }
    }
    slots.iter().filter(|slot| slot.is_aimed()).for_each(|slot| drop(slot.place(Side::Old)));
}

/// Puts files in their places one after the other: a single one, or where the file system knows no links.
fn one_by_one(slots: &[Slot], existing: Existing) -> Result<(), Failure> {
    let mut done: Vec<(&Slot, bool)> = Vec::new();
    let put = each(slots, |slot| {
        let kept = slot.keep(Side::Old).is_ok();
        match existing {
            Existing::Replaced => slot.place(Side::New),
            Existing::Refused => slot.place_first(),
        }?;
        done.push((slot, kept));
        Ok(())
    });
    let Err((path, error)) = put.and_then(|()| sync_folders(slots)) else { return Ok(()) };
    done.retain(|(slot, kept)| !kept || slot.place(Side::Old).is_err());
    if done.is_empty() {
        return Err((path, error));
    }
    let new: Vec<String> = done.iter().map(|(slot, _)| slot.target.display().to_string()).collect();
    let told = format!("{error}; of this run are already {}", new.join(", "));
    Err((path, io::Error::new(error.kind(), told)))
}

/// Does it with each, up to the first failure.
fn each<'a>(slots: &'a [Slot], mut change: impl FnMut(&'a Slot) -> io::Result<()>) -> Result<(), Failure> {
    slots.iter().try_for_each(|slot| change(slot).map_err(|error| (slot.target.clone(), error)))
}

/// Brings the new names to the disk, where folders can be synchronized.
fn sync_folders(slots: &[Slot]) -> Result<(), Failure> {
    let folders: BTreeSet<&Path> = slots.iter().map(Slot::folder).filter(|_| cfg!(unix)).collect();
    let sync = |folder: &Path| match File::open(folder).and_then(|folder| folder.sync_all()) {
        // It may not be read, or knows no such thing.
        Err(error) if is_unsupported(&error) || error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        done => done,
    };
    folders.into_iter().try_for_each(|folder| sync(folder).map_err(|error| (folder.into(), error)))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write as _;

    use super::*;
    use crate::export::output::Stages;

    /// Files of these names in the folder, staged.
    fn staged(folder: &Path, names: &[&str]) -> Vec<Staged> {
        let mut stages = Stages::default();
        let stage = |name: &&str| {
            let path = folder.join(name);
            let mut draft = stages.draft(&path).unwrap();
            draft.out.write_all(b"new").unwrap();
            draft.finish().unwrap().staged.unwrap()
        };
        names.iter().map(stage).collect()
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_is_new_comes_what_is_old_goes_and_nothing_else_stays() {
        let here = tempfile::tempdir().unwrap();
        fs::write(here.path().join("a"), "old").unwrap();
        put(&staged(here.path(), &["a", "b", "in/c"]), Existing::Replaced).unwrap();
        for name in ["a", "b", "in/c"] {
            assert_eq!(fs::read_to_string(here.path().join(name)).unwrap(), "new");
            assert!(here.path().join(name).symlink_metadata().unwrap().is_file());
        }
        assert_eq!(names(here.path()), ["a", "b", "in"]);
        assert_eq!(names(&here.path().join("in")), ["c"]);
    }

    #[test]
    fn where_one_may_not_be_replaced_none_is_put_in_its_place() {
        let here = tempfile::tempdir().unwrap();
        for files in [&["a", "b", "c"][..], &["b"]] {
            let files = staged(here.path(), files);
            // It comes after all was opened.
            fs::write(here.path().join("b"), "of others").unwrap();
            let (path, error) = put(&files, Existing::Refused).unwrap_err();
            assert_eq!((path, error.kind()), (here.path().join("b"), io::ErrorKind::AlreadyExists));
            drop(files);
            assert_eq!(names(here.path()), ["b"]);
            assert_eq!(fs::read_to_string(here.path().join("b")).unwrap(), "of others");
        }
        put(&staged(here.path(), &["c", "d"]), Existing::Refused).unwrap();
        put(&staged(here.path(), &["e"]), Existing::Refused).unwrap();
        assert_eq!(names(here.path()), ["b", "c", "d", "e"]);
    }

    #[test]
    fn one_after_the_other_they_are_put_back_too() {
        let here = tempfile::tempdir().unwrap();
        fs::write(here.path().join("a"), "old").unwrap();
        let files = staged(here.path(), &["a", "b", "c"]);
        // A folder cannot be replaced by a file.
        fs::create_dir(here.path().join("c")).unwrap();
        assert_eq!(put(&files, Existing::Replaced).unwrap_err().0, here.path().join("c"));
        assert_eq!(
            one_by_one(&slots(&files).unwrap(), Existing::Replaced).unwrap_err().0.file_name().unwrap(),
            "c"
        );
        drop(files);
        assert_eq!(names(here.path()), ["a", "c"]);
        assert_eq!(fs::read_to_string(here.path().join("a")).unwrap(), "old");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_replaced_and_come_back_as_they_were() {
        let here = tempfile::tempdir().unwrap();
        fs::create_dir(here.path().join("data")).unwrap();
        fs::write(here.path().join("data/a"), "linked").unwrap();
        let link = here.path().join("a");
        std::os::unix::fs::symlink("data/a", &link).unwrap();
        let files = staged(here.path(), &["a", "b"]);
        fs::write(here.path().join("b"), "of others").unwrap();
        let slots = slots(&files).unwrap();
        let switch = Switch::make(&[files[0].stage.path()]).unwrap();
        slots[0].aim(Side::Old, Existing::Replaced).unwrap();
        assert_eq!(fs::read_to_string(&link).unwrap(), "linked");
        take_back(&slots, &switch);
        assert_eq!(fs::read_link(&link).unwrap(), Path::new("data/a"));
        drop(files);
        put(&staged(here.path(), &["a", "b"]), Existing::Replaced).unwrap();
        assert!(link.symlink_metadata().unwrap().is_file());
        assert_eq!(fs::read_to_string(here.path().join("data/a")).unwrap(), "linked");
    }

    #[cfg(unix)]
    #[test]
    fn after_the_switch_all_is_put_back_at_once() {
        let here = tempfile::tempdir().unwrap();
        fs::write(here.path().join("a"), "old").unwrap();
        let files = staged(here.path(), &["a", "b"]);
        let slots = slots(&files).unwrap();
        let switch = Switch::make(&[files[0].stage.path()]).unwrap();
        each(&slots, |slot| slot.aim(Side::Old, Existing::Replaced)).unwrap();
        switch.turn(Side::New).unwrap();
        slots[0].place(Side::New).unwrap();
        assert_eq!(fs::read_to_string(here.path().join("b")).unwrap(), "new");
        take_back(&slots, &switch);
        drop(files);
        assert_eq!(names(here.path()), ["a"]);
        assert_eq!(fs::read_to_string(here.path().join("a")).unwrap(), "old");
    }

    #[test]
    fn two_outputs_are_not_one_file() {
        let here = tempfile::tempdir().unwrap();
        let mut files = staged(here.path(), &["in/a"]);
        let mut stages = Stages::default();
        let above = stages.of(here.path()).unwrap();
        above.create(Path::new("in/a")).unwrap();
        files.push(Staged { stage: above, name: "in/a".into(), path: "in/a".into() });
        let (_, error) = put(&files, Existing::Replaced).unwrap_err();
        assert_eq!(error.to_string(), "two outputs are this file");
        drop(files);
        assert!(
            !here.path().join("in").exists(),
            "a folder that was made goes with what was to come into it"
        );
    }

    #[cfg(unix)]
    #[test]
    fn the_mode_of_what_is_replaced_is_kept() {
        use std::os::unix::fs::PermissionsExt;
        let here = tempfile::tempdir().unwrap();
        for (name, mode) in [("a", 0o600), ("b", 0o664)] {
            fs::write(here.path().join(name), "old").unwrap();
            fs::set_permissions(here.path().join(name), fs::Permissions::from_mode(mode)).unwrap();
        }
        put(&staged(here.path(), &["a", "b"]), Existing::Replaced).unwrap();
        let mode = |name: &str| fs::metadata(here.path().join(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode("a"), mode("b")), (0o600, 0o664));
    }
}
