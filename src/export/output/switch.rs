//! How several files change at once: no system renames more than one, but one link can stand before many.
//!
//! ```text
//! graph.json -> .portent-PID-0/at/graph.json              each output, for the moment
//! .portent-PID-0/at -> HEAD/sets/now/0                    each stage
//! HEAD/sets/now -> old, later new                         the switch, in the first of the stages
//! HEAD/sets/old/0 -> .portent-PID-0/old                   what was there
//! HEAD/sets/new/0 -> .portent-PID-0/new                   what this run wrote
//! ```
//!
//! First each output becomes a link that leads to what it was anyway, then the switch is turned by one rename, then each link
//! becomes the file that it leads to. Whoever reads at whatever moment, a run that is killed at whatever moment: all outputs
//! are old or all are new. All links are relative, so that they hold wherever a volume is mounted.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// The two that a switch chooses from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// What was there.
    Old,
    /// What the run wrote.
    New,
}

impl Side {
    /// The name of its folders.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Old => "old",
            Self::New => "new",
        }
    }
}

/// What may stand in the place of an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Whatever there is, is replaced.
    Replaced,
    /// Nothing: what is there, even since a moment ago, is refused.
    Refused,
}

/// The place of one output. Paths are canonical, so that words alone tell how one leads to the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slot {
    /// The output itself.
    pub(super) target: PathBuf,
    /// The stage.
    stage: PathBuf,
    /// Its name in the stage, folders included.
    name: PathBuf,
}

impl Slot {
    /// The place of the output that is called `name` in the stage and goes to the folder, which is canonical.
    pub(super) fn new(folder: &Path, stage: &Path, name: &Path) -> Self {
        let target = folder.join(name.file_name().unwrap_or_default());
        Self { target, stage: stage.to_owned(), name: name.to_owned() }
    }

    /// The folder of the output.
    pub(super) fn folder(&self) -> &Path {
        self.target.parent().unwrap_or(&self.target)
    }

    /// The file of one side.
    pub(super) fn file(&self, side: Side) -> PathBuf {
        self.stage.join(side.name()).join(&self.name)
    }

    /// What the output reads as a link into the stage.
    fn aim_text(&self) -> PathBuf {
        between(self.folder(), &self.stage.join(AT).join(&self.name))
    }

    /// Whether the output is a link into the stage.
    pub(super) fn is_aimed(&self) -> bool {
        fs::read_link(&self.target).is_ok_and(|text| text == self.aim_text())
    }

    /// Keeps what is there, for the side that it belongs to. A link is kept as a link that leads to the same.
    ///
    /// # Errors
    /// What the system says: some file systems have no second names.
    pub(super) fn keep(&self, side: Side) -> io::Result<()> {
        let kept = self.file(side);
        let above = kept.parent().unwrap_or(&self.stage);
        let keep = || match fs::symlink_metadata(&self.target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
            Ok(data) if data.is_symlink() => {
                symlink(&between(above, self.folder()).join(fs::read_link(&self.target)?), &kept)
            }
            Ok(_) => fs::hard_link(&self.target, &kept),
        };
        keep().or_else(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Ok(()),
            io::ErrorKind::NotFound => fs::create_dir_all(above).and_then(|()| keep()),
            _ => Err(error),
        })
    }

    /// Makes the output a link into the stage, where the switch shows the side that was there.
    ///
    /// # Errors
    /// What the system says; `AlreadyExists` for what may not be replaced.
    pub(super) fn aim(&self, side: Side, existing: Existing) -> io::Result<()> {
        if existing == Existing::Refused {
            return symlink(&self.aim_text(), &self.target);
        }
        if self.is_aimed() {
            return Ok(());
        }
        self.keep(side)?;
        self.replace(|path| symlink(&self.aim_text(), path))
    }

    /// Makes the output the file of that side, or nothing where that side has none.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn place(&self, side: Side) -> io::Result<()> {
        let from = self.file(side);
        match fs::symlink_metadata(&from) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => fs::remove_file(&self.target),
            Err(error) => Err(error),
            Ok(data) if data.is_symlink() => {
                let (above, text) = (from.parent().unwrap_or(&self.stage), fs::read_link(&from)?);
                let text =
                    text.strip_prefix(between(above, self.folder())).map(Path::to_owned).unwrap_or(text);
                self.replace(|path| symlink(&text, path))
            }
            // A second name, so that readers on their way through the links still find the first.
            Ok(_) => self.replace(|path| fs::hard_link(&from, path).or_else(|_| fs::rename(&from, path))),
        }
    }

    /// Makes the output the new file where nothing is there, not even since a moment ago.
    ///
    /// # Errors
    /// What the system says; `AlreadyExists`.
    pub(super) fn place_first(&self) -> io::Result<()> {
        match fs::hard_link(self.file(Side::New), &self.target) {
            Err(error) if is_unsupported(&error) => match fs::symlink_metadata(&self.target) {
                Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
                Err(_) => self.place(Side::New),
            },
            placed => placed,
        }
    }

    /// Replaces the output by what is made beside it.
    fn replace(&self, make: impl Fn(&Path) -> io::Result<()>) -> io::Result<()> {
        replace(&self.target, &self.stage.join("next"), make)
    }
}

/// The names of a stage: of the link to the side that is shown, and of the folder of the switch.
const AT: &str = "at";
const SETS: &str = "sets";
const NOW: &str = "now";

/// The switch of one or more stages.
pub(super) struct Switch {
    sets: PathBuf,
}

impl Switch {
    /// Makes the switch of these stages, in the first of them; it shows what was there.
    ///
    /// # Errors
    /// What the system says: [`is_unsupported`] where it has no links.
    pub(super) fn make(stages: &[&Path]) -> io::Result<Self> {
        let sets = stages.first().map_or_else(PathBuf::new, |head| head.join(SETS));
        fs::create_dir(&sets)?;
        for side in [Side::Old, Side::New] {
            let set = sets.join(side.name());
            fs::create_dir(&set)?;
            for (number, stage) in stages.iter().enumerate() {
                symlink(&between(&set, &stage.join(side.name())), &set.join(number.to_string()))?;
            }
        }
        symlink(Path::new(Side::Old.name()), &sets.join(NOW))?;
        for (number, stage) in stages.iter().enumerate() {
            symlink(&between(stage, &sets.join(NOW).join(number.to_string())), &stage.join(AT))?;
        }
        Ok(Self { sets })
    }

    /// The switch that a stage hangs on; `None` where it never had one, or it is gone.
    pub(super) fn of(stage: &Path) -> Option<Self> {
        let at = stage.join(fs::read_link(stage.join(AT)).ok()?);
        let sets = at.parent()?.parent()?.canonicalize().ok()?;
        (sets.file_name()? == SETS).then_some(Self { sets })
    }

    /// All stages that hang on it, the one that holds it last.
    pub(super) fn stages(&self) -> Vec<PathBuf> {
        let links = fs::read_dir(self.sets.join(Side::New.name())).into_iter().flatten().flatten();
        let sides = links.filter_map(|link| link.path().canonicalize().ok());
        let mut stages: Vec<PathBuf> = sides.filter_map(|side| side.parent().map(Path::to_owned)).collect();
        stages.sort_by_key(|stage| (self.sets.starts_with(stage), stage.clone()));
        stages
    }

    /// The side that it shows.
    pub(super) fn side(&self) -> Side {
        let shown = fs::read_link(self.sets.join(NOW));
        if shown.is_ok_and(|text| text == Path::new(Side::New.name())) { Side::New } else { Side::Old }
    }

    /// Shows one side of all outputs, at once.
    ///
    /// # Errors
    /// What the system says; it then shows what it showed.
    pub(super) fn turn(&self, side: Side) -> io::Result<()> {
        let text = Path::new(side.name());
        replace(&self.sets.join(NOW), &self.sets.join("next"), |path| symlink(text, path))
    }
}

/// Makes something at `next` and puts it in the place of `path`. What an attempt that failed left at `next` goes.
fn replace(path: &Path, next: &Path, make: impl Fn(&Path) -> io::Result<()>) -> io::Result<()> {
    make(next).or_else(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => fs::remove_file(next).and_then(|()| make(next)),
        _ => Err(error),
    })?;
    fs::rename(next, path)
}

/// Whether the file system has no such thing as links.
pub(super) fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied)
}

/// The relative path from one folder to another place, both canonical.
fn between(from: &Path, to: &Path) -> PathBuf {
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(to.components().skip(shared)).collect()
}

#[cfg(unix)]
fn symlink(text: &Path, path: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(text, path)
}

/// Elsewhere links are for those who may make them, and know files from folders.
#[cfg(not(unix))]
fn symlink(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
