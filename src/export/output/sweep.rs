//! What killed runs left in a folder: their stages go, and outputs that were on their way come to an end.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::own;
use super::stage::{PREFIX, Stage, of_the_dead};
use super::switch::{Side, Slot, Switch};
use super::turn::Turn;

/// Sweeps the folder of a stage, whose [`Turn`] the caller has. What others hold, or what cannot be swept, stays.
pub(super) fn sweep(own: &Stage) {
    let entries = fs::read_dir(own.folder()).into_iter().flatten().flatten();
    let stages =
        entries.map(|entry| entry.path()).filter(|path| path != own.path() && is_alike(path, own.path()));
    let mut stages: Vec<PathBuf> = stages.collect();
    stages.sort();
    for stage in &stages {
        let _ = end(own, stage);
    }
}

/// Whether this is a folder as we make them, and nobody else's.
fn is_alike(path: &Path, own: &Path) -> bool {
    if !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(PREFIX)) {
        return false;
    }
    let (Ok(found), Ok(own)) = (fs::symlink_metadata(path), fs::symlink_metadata(own)) else { return false };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        found.is_dir() && found.uid() == own.uid()
    }
    #[cfg(not(unix))]
    {
        found.is_dir() && own.is_dir()
    }
}

/// Ends what a dead run began, with all stages of its switch; `None` where some of it is not dead or not free.
fn end(own: &Stage, stage: &Path) -> Option<()> {
    let switch = Switch::of(stage);
    let mut stages = switch.as_ref().map_or_else(Vec::new, Switch::stages);
    if !stages.iter().any(|other| other == stage) {
        stages.push(stage.to_owned());
    }
    if !stages.iter().all(|stage| is_alike(stage, own.path())) {
        return None;
    }
    let folder = |stage: &PathBuf| stage.parent().map(Path::to_owned);
    let others = stages.iter().filter_map(folder).filter(|folder| folder != own.folder());
    let _turns = others.map(|folder| Turn::now(&folder)).collect::<Option<Vec<Turn>>>()?;
    let _locks = stages.iter().map(|stage| of_the_dead(stage)).collect::<Option<Vec<File>>>()?;
    // Where the folder with the switch is gone, nobody can say what became of its outputs.
    let side = switch.as_ref().map_or(Side::Old, Switch::side);
    for stage in &stages {
        place(stage, side)?;
    }
    stages.iter().for_each(|stage| own::remove(stage));
    Some(())
}

/// Makes the links into a stage the files that they lead to.
fn place(stage: &Path, side: Side) -> Option<()> {
    let folder = stage.parent()?;
    let new = stage.join(Side::New.name());
    let mut folders = vec![new.clone()];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(below).into_iter().flatten().flatten() {
            let path = entry.path();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(&new).ok()?;
            let above = folder.join(name).parent().and_then(|above| above.canonicalize().ok());
            let slot = above.map(|above| Slot::new(&above, stage, name)).filter(Slot::is_aimed);
            slot.map_or(Ok(()), |slot| slot.place(side)).ok()?;
        }
    }
    Some(())
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::output::Stages;
    use crate::export::output::switch::Existing;

    /// Two folders with three outputs, one of which is new, and what a dead run had staged there.
    struct Left {
        root: tempfile::TempDir,
        stages: Vec<PathBuf>,
        slots: Vec<Slot>,
    }

    const NAMES: [(&str, &str); 3] = [("a", "x.json"), ("b", "y.gexf"), ("b", "notes/z.md")];

    impl Left {
        fn new() -> Self {
            let root = tempfile::tempdir().unwrap();
            let path = root.path().canonicalize().unwrap();
            let stages = ["a", "b"].map(|folder| path.join(folder).join(".portent-1-0"));
            fs::create_dir_all(path.join("b/notes")).unwrap();
            let write = |path: &Path, text: &str| {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            };
            let slot = |(folder, name): (&str, &str)| {
                let stage = &stages[usize::from(folder == "b")];
                write(&stage.join("new").join(name), "new");
                fs::create_dir_all(stage.join("old")).unwrap();
                if name != "notes/z.md" {
                    write(&path.join(folder).join(name), "old");
                }
                Slot::new(path.join(folder).join(name).parent().unwrap(), stage, Path::new(name))
            };
            let slots = NAMES.map(slot).to_vec();
            Self { root, stages: stages.to_vec(), slots }
        }

        /// The steps of putting outputs in their places, up to the one at which the run was killed.
        fn run(&self, steps: usize) {
            let stages: Vec<&Path> = self.stages.iter().map(PathBuf::as_path).collect();
            let switch = Switch::make(&stages).unwrap();
            for step in 0..steps {
                match step {
                    0..3 => self.slots[step].aim(Side::Old, Existing::Replaced).unwrap(),
                    3 => switch.turn(Side::New).unwrap(),
                    _ => self.slots[step - 4].place(Side::New).unwrap(),
                }
            }
        }

        fn texts(&self) -> Vec<Option<String>> {
            self.slots.iter().map(|slot| fs::read_to_string(&slot.target).ok()).collect()
        }

        fn sweep(&self, folder: &str) {
            drop(Stages::default().of(&self.root.path().join(folder)).unwrap());
        }
    }

    fn old() -> Vec<Option<String>> {
        vec![Some("old".into()), Some("old".into()), None]
    }

    fn new() -> Vec<Option<String>> {
        vec![Some("new".into()); 3]
    }

    // T23: not even SIGKILL parts the outputs of a build.
    #[test]
    fn at_whatever_step_a_run_dies_all_is_old_or_all_is_new_before_the_sweep_and_after_it() {
        for (steps, folder) in (0..=7).flat_map(|steps| [(steps, "a"), (steps, "b")]) {
            let left = Left::new();
            left.run(steps);
            let expected = if steps < 4 { old() } else { new() };
            assert_eq!(left.texts(), expected, "killed after {steps} steps");
            left.sweep(folder);
            assert_eq!(left.texts(), expected, "swept after {steps} steps");
            assert!(!left.slots.iter().any(|slot| slot.target.is_symlink()), "{steps} steps");
            let swept = if folder == "a" { &left.stages[0] } else { &left.stages[1] };
            assert!(!swept.exists(), "{steps} steps");
        }
    }

    #[test]
    fn a_volume_may_be_mounted_elsewhere_before_the_sweep() {
        let left = Left::new();
        left.run(4);
        let elsewhere = left.root.path().join("elsewhere");
        fs::create_dir(&elsewhere).unwrap();
        for folder in ["a", "b"] {
            fs::rename(left.root.path().join(folder), elsewhere.join(folder)).unwrap();
        }
        drop(Stages::default().of(&elsewhere.join("b")).unwrap());
        let text = |(folder, name): (&str, &str)| fs::read_to_string(elsewhere.join(folder).join(name)).ok();
        assert_eq!(NAMES.map(text).to_vec(), new());
        assert!(!elsewhere.join("a/x.json").is_symlink());
    }

    #[test]
    fn where_the_folder_of_the_switch_is_gone_what_was_there_comes_back() {
        let left = Left::new();
        left.run(4);
        fs::remove_dir_all(left.root.path().join("a")).unwrap();
        left.sweep("b");
        assert_eq!(left.texts()[1..], old()[1..]);
    }

    #[test]
    fn a_run_that_lives_is_left_alone_and_so_are_outputs_that_changed_since() {
        let left = Left::new();
        left.run(4);
        let lock = of_the_dead(&left.stages[1]).unwrap();
        left.sweep("a");
        assert!(left.stages.iter().all(|stage| stage.exists()));
        drop(lock);
        fs::remove_file(&left.slots[1].target).unwrap();
        fs::write(&left.slots[1].target, "of others").unwrap();
        left.sweep("a");
        assert_eq!(left.texts(), [Some("new".into()), Some("of others".into()), Some("new".into())]);
        assert!(!left.stages.iter().any(|stage| stage.exists()));
    }
}
