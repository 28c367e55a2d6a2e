//! Files that replace others safely: all of a run, or none.
//!
//! | file | what it does |
//! |---|---|
//! | `own` | what the process has on the disk meanwhile |
//! | `made` | folders that it made, which go where nothing comes into them |
//! | `turn` | of the runs that write into one folder, one at a time |
//! | `switch` | how several files change at once |
//! | `stage` | the hidden folder in which outputs wait until all are whole |
//! | `commit` | puts them in their places, or puts back what was there |
//! | `sweep` | ends what a killed run began |
//!
//! Everything is opened by [`open`] before the work begins, so that a folder that cannot be written fails at once;
//! until [`commit`] no target changes, and what is dropped leaves nothing behind. A target that is a link is
//! replaced, not written through; devices and pipes (`/dev/stdout`) are written directly.

mod commit;
mod made;
mod own;
mod stage;
mod sweep;
mod switch;
mod turn;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::target::{self, Place, Target};
use super::{ExportOptions, Files, Format, Writer};
use crate::error::Error;
use crate::parse;
use crate::property_graph::PropertyGraph;
use commit::Staged;
pub use own::{abandon, abandon_at_once};
use portent_graph::parallel;
use stage::Stage;
pub use switch::Existing;
use turn::Turn;

/// Bytes that are handed to the system at once: some writers write a word at a time.
const BUFFER: usize = 1 << 16;

/// One file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its place; `None` is standard output.
    pub path: Option<PathBuf>,
    /// Its size in bytes.
    pub bytes: u64,
    /// The format's name.
    pub format: &'static str,
}

/// A target that is open.
pub struct Output {
    format: &'static Format,
    place: Place,
    state: State,
}

enum State {
    /// Standard output.
    Stdout,
    /// Opened, for one file.
    Opened(Destination),
    /// A folder that takes files.
    Folder(Arc<Stage>),
    /// Written.
    Done(Vec<Done>),
}

/// A finished file, and its size in bytes.
struct Done {
    /// Where it waits for its place; `None` for what was written directly.
    staged: Option<Staged>,
    path: Option<PathBuf>,
    bytes: u64,
}

impl Done {
    /// Brings the file to the disk before it comes into its place: a crash leaves the old one or the new one, never a half.
    fn sync(&self) -> Result<(), Error> {
        let Some(file) = &self.staged else { return Ok(()) };
        let sync = || file.stage.open_new(&file.name)?.sync_all();
        sync().map_err(|source| failed(&file.path, source))
    }
}

/// Opens all targets.
///
/// # Errors
/// [`Error::Write`] for a place that cannot be written, [`Error::InvalidOption`] for one given twice.
pub fn open(targets: &[Target]) -> Result<Vec<Output>, Error> {
    for (i, target) in targets.iter().enumerate() {
        let same = |other: &&Target| match (&other.place, &target.place) {
            (Place::Folder(a), Place::Folder(b)) => {
                plain(a) == plain(b) && other.format.name == target.format.name
            }
            (Place::File(a), Place::File(b)) => plain(a) == plain(b),
            (a, b) => a == b,
        };
        if targets[..i].iter().any(|other| same(&other)) {
            let field = format!("output {}", shown(&target.place)).into();
            return Err(Error::InvalidOption { field, reason: "given twice".into() });
        }
    }
    let mut stages = Stages::default();
    targets.iter().map(|target| stages.open(target)).collect()
}

/// A path by its words alone, from the root: `a.json`, `./a.json` and `b/../a.json` are one. Links are not looked at.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in std::path::absolute(path).unwrap_or_else(|_| path.into()).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

fn shown(place: &Place) -> String {
    match place {
        Place::Stdout => "-".into(),
        Place::File(path) | Place::Folder(path) => path.display().to_string(),
    }
}

/// The stages of a run, by the canonical paths of their folders.
#[derive(Default)]
struct Stages(BTreeMap<PathBuf, Arc<Stage>>);

impl Stages {
    fn open(&mut self, target: &Target) -> Result<Output, Error> {
        let state = match &target.place {
            Place::Stdout => State::Stdout,
            Place::File(path) => State::Opened(self.destination(path)?),
            Place::Folder(path) => State::Folder(self.of(path).map_err(|source| failed(path, source))?),
        };
        Ok(Output { format: target.format, place: target.place.clone(), state })
    }

    fn destination(&mut self, path: &Path) -> Result<Destination, Error> {
        let opened = if is_stream(path) {
            File::options().write(true).open(path).map(Destination::Stream)
        } else {
            self.draft(path).map(Destination::Beside)
        };
        opened.map_err(|source| failed(path, source))
    }

    fn draft(&mut self, path: &Path) -> io::Result<Draft> {
        let name = path.file_name().ok_or(io::ErrorKind::IsADirectory)?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Draft::new(&self.of(folder)?, Path::new(name), path)
    }

    /// The stage of a folder, which is made where it is missing, and swept.
    fn of(&mut self, folder: &Path) -> io::Result<Arc<Stage>> {
        made::make(folder)?;
        let folder = folder.canonicalize()?;
        if let Some(stage) = self.0.get(&folder) {
            return Ok(Arc::clone(stage));
        }
        let turn = Turn::wait(&folder)?;
        let stage = Arc::new(Stage::open(&folder)?);
        if turn.is_some() {
            sweep::sweep(&stage);
        }
        self.0.insert(folder, Arc::clone(&stage));
        Ok(stage)
    }
}

/// A file that is being written in a stage.
struct Draft {
    out: BufWriter<File>,
    staged: Staged,
}

impl Draft {
    fn new(stage: &Arc<Stage>, name: &Path, path: &Path) -> io::Result<Self> {
        let out = BufWriter::with_capacity(BUFFER, stage.create(name)?);
        let staged = Staged { stage: Arc::clone(stage), name: name.to_owned(), path: path.to_owned() };
        Ok(Self { out, staged })
    }

    fn finish(self) -> io::Result<Done> {
        let file = self.out.into_inner().map_err(io::IntoInnerError::into_error)?;
        let bytes = file.metadata()?.len();
        Ok(Done { path: Some(self.staged.path.clone()), staged: Some(self.staged), bytes })
    }
}

/// Writes one text to a file that appears whole or not at all.
///
/// # Errors
/// [`Error::Write`].
pub fn write_text(path: &Path, text: &str) -> Result<(), Error> {
    write_bytes(path, text.as_bytes())
}

/// Writes bytes to a file that appears whole or not at all.
///
/// # Errors
/// [`Error::Write`].
pub fn write_bytes(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    pending(path)?.write(bytes)
}

/// A file that will appear whole or not at all.
pub struct Pending {
    path: PathBuf,
    to: Destination,
}

/// Where the bytes of a file go until it is whole.
enum Destination {
    /// Written directly, as it cannot be renamed: a device or pipe. It stays open, for who reads a pipe takes its closing for
    /// the end.
    Stream(File),
    /// A file that waits until it is whole.
    Beside(Draft),
}

/// Opens a file before the work for it begins, so that a folder that cannot be written fails at once. What is dropped leaves
/// nothing behind.
///
/// # Errors
/// [`Error::Write`].
pub fn pending(path: &Path) -> Result<Pending, Error> {
    Ok(Pending { path: path.to_owned(), to: Stages::default().destination(path)? })
}

impl Pending {
    /// Writes all bytes, and puts the file in its place.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn write(self, bytes: &[u8]) -> Result<(), Error> {
        self.write_where(bytes, Existing::Replaced)
    }

    /// [`Self::write`], unless a file is there: also one that came since this was opened.
    ///
    /// # Errors
    /// [`Error::Write`], of the kind `AlreadyExists` where a file is there.
    pub fn write_new(self, bytes: &[u8]) -> Result<(), Error> {
        self.write_where(bytes, Existing::Refused)
    }

    fn write_where(self, bytes: &[u8], existing: Existing) -> Result<(), Error> {
        let Self { path, to } = self;
        let write = |error| failed(&path, error);
        match to {
            Destination::Stream(mut file) => file.write_all(bytes).map_err(write),
            Destination::Beside(mut draft) => {
                let done = draft.out.write_all(bytes).and_then(|()| draft.finish()).map_err(write)?;
                done.sync()?;
                place(vec![done], existing)
            }
        }
    }
}

/// A file that this process alone changes, until it is dropped.
pub struct Claim {
    _turn: Option<Turn>,
}

impl Claim {
    /// Claims a file, whether it is there or not, by a lock beside it (`.portent-lock-NAME`), whose folder
    /// must be there; where the system has no locks, and from devices and pipes, nobody is kept off.
    ///
    /// # Errors
    /// [`Error::Write`], of the kind `WouldBlock` where another process has claimed it.
    pub fn of(path: &Path) -> Result<Self, Error> {
        if is_stream(path) {
            return Ok(Self { _turn: None });
        }
        let claim = || {
            let name = path.file_name().ok_or(io::ErrorKind::IsADirectory)?;
            let folder =
                path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            Turn::of_file(&folder.canonicalize()?, name)
        };
        claim().map(|turn| Self { _turn: turn }).map_err(|source| failed(path, source))
    }
}

/// Puts finished files in their places.
fn place(files: Vec<Done>, existing: Existing) -> Result<(), Error> {
    let staged: Vec<Staged> = files.into_iter().filter_map(|file| file.staged).collect();
    commit::put(&staged, existing).map_err(|(path, source)| failed(&path, source))
}

/// Whether the path is there and no regular file, so that renaming would replace a device or pipe.
fn is_stream(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| !data.is_file() && !data.is_dir())
}

/// Writes the graph to one place: `graph.gexf` (the suffix decides), `gexf:FILE`, or a folder with a slash at its
/// end for several formats. A file that is there is replaced once the new one is whole.
///
/// # Errors
/// [`Error::InvalidOption`] for a place without a format, [`Error::Write`].
pub fn save(graph: &PropertyGraph, place: &str, options: &ExportOptions) -> Result<Vec<Written>, Error> {
    let mut outputs = open(&target::parse(place, None)?)?;
    write(&mut outputs, graph, options)?;
    commit(outputs, Existing::Replaced)
}

/// Writes the graph to all outputs, side by side.
///
/// # Errors
/// [`Error::Write`]: the first failure in the order of the outputs. A closed pipe is a failure of kind `BrokenPipe`, and told
/// only where nothing else failed and no file is owed.
pub fn write(outputs: &mut [Output], graph: &PropertyGraph, options: &ExportOptions) -> Result<(), Error> {
    let mut tasks: Vec<(&mut Output, Result<(), Error>)> =
        outputs.iter_mut().map(|output| (output, Ok(()))).collect();
    parallel::change(&mut tasks, 1, |_, (output, result)| *result = output.write(graph, options));
    let owes_files = tasks.iter().any(|(output, _)| output.place != Place::Stdout);
    tasks.into_iter().try_for_each(|(output, result)| match result {
        // Whoever reads has read enough; the files are for others.
        Err(error) if owes_files && output.place == Place::Stdout && is_closed_pipe(&error) => {
            output.state = State::Done(Vec::new());
            Ok(())
        }
        result => result,
    })
}

/// Whether nobody reads what was written any more.
#[must_use]
pub fn is_closed_pipe(error: &Error) -> bool {
    matches!(error, Error::Write { source, .. } if source.kind() == io::ErrorKind::BrokenPipe)
}

/// Puts all written files in their places at once, and says what was written.
///
/// # Errors
/// [`Error::Write`] where one cannot be put there; all are then as they were, or the error names those that are not.
pub fn commit(outputs: Vec<Output>, existing: Existing) -> Result<Vec<Written>, Error> {
    let (mut written, mut files) = (Vec::new(), Vec::new());
    for output in outputs {
        let State::Done(done) = output.state else { continue };
        for file in done {
            let path = file.path.clone();
            written.push(Written { path, bytes: file.bytes, format: output.format.name });
            files.push(file);
        }
    }
    place(files, existing)?;
    Ok(written)
}

impl Output {
    /// Writes the graph; no target changes before [`commit`] (streams do).
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn write(&mut self, graph: &PropertyGraph, options: &ExportOptions) -> Result<(), Error> {
        let state = std::mem::replace(&mut self.state, State::Done(Vec::new()));
        let path = match &self.place {
            Place::Stdout => PathBuf::from("standard output"),
            Place::File(path) | Place::Folder(path) => path.clone(),
        };
        let done = match (state, self.format.writer) {
            (State::Opened(Destination::Beside(mut draft)), Writer::Single(writer)) => {
                writer(graph, options, &mut draft.out).and_then(|()| Ok(vec![draft.finish()?]))
            }
            (State::Opened(Destination::Stream(file)), Writer::Single(writer)) => {
                stream(Box::new(file), Some(&path), |out| writer(graph, options, out))
            }
            (State::Stdout, Writer::Single(writer)) => {
                stream(Box::new(io::stdout().lock()), None, |out| writer(graph, options, out))
            }
            (State::Folder(stage), Writer::Several(writer)) => {
                let mut files = Folder { path: path.clone(), stage, files: Vec::new(), open: None };
                writer(graph, options, &mut files).and_then(|()| files.finish())
            }
            (_, Writer::Single(_)) => {
                Err(io::Error::new(io::ErrorKind::InvalidInput, "it is written already"))
            }
            (_, Writer::Several(_)) => {
                Err(io::Error::new(io::ErrorKind::InvalidInput, "several files need a folder"))
            }
        };
        let done = done.map_err(|source| failed(&path, source))?;
        // Side by side: the system brings to the disk together what is asked of it together.
        parallel::map_of(&done, 1, Done::sync).into_iter().collect::<Result<(), Error>>()?;
        self.state = State::Done(done);
        Ok(())
    }
}

fn stream(
    out: Box<dyn Write>,
    path: Option<&Path>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<Vec<Done>> {
    let mut counted = BufWriter::with_capacity(BUFFER, Counted { out, bytes: 0 });
    write(&mut counted)?;
    counted.flush()?;
    let bytes = counted.get_ref().bytes;
    Ok(vec![Done { staged: None, path: path.map(Path::to_owned), bytes }])
}

/// Counts what goes through.
struct Counted {
    out: Box<dyn Write>,
    bytes: u64,
}

impl Write for Counted {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let written = self.out.write(buffer)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The files of one format in one folder; only the last is open, however many there are.
struct Folder {
    path: PathBuf,
    stage: Arc<Stage>,
    files: Vec<Done>,
    open: Option<Draft>,
}

impl Folder {
    fn finish(mut self) -> io::Result<Vec<Done>> {
        self.close()?;
        Ok(self.files)
    }

    /// Opens a file; the one before is finished.
    fn open(&mut self, name: &str) -> io::Result<&mut dyn Write> {
        self.close()?;
        let draft = Draft::new(&self.stage, Path::new(name), &self.path.join(name))?;
        Ok(&mut self.open.insert(draft).out)
    }

    fn close(&mut self) -> io::Result<()> {
        if let Some(draft) = self.open.take() {
            self.files.push(draft.finish()?);
        }
        Ok(())
    }
}

impl Files for Folder {
    fn create(&mut self, name: &str) -> io::Result<&mut dyn Write> {
        if !is_inside(name) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                format!("{name:?} is no safe file name"),
            ));
        }
        let path = self.path.join(name);
        if is_note(&path) && parse::is_article(&path) {
            let message = "it is a page that portent did not write";
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
        }
        self.open(name)
    }

    /// The folder of settings may be hidden. A link that leads nowhere is there, too.
    fn create_once(&mut self, name: &str) -> io::Result<Option<&mut dyn Write>> {
        let is_there = fs::symlink_metadata(self.path.join(name)).is_ok();
        if is_there { Ok(None) } else { self.open(name).map(Some) }
    }
}

/// Whether a name leads into no other folder and to nothing hidden.
fn is_inside(name: &str) -> bool {
    name.len() <= 255
        && name.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains('\\'))
}

/// Whether a file is a note, of which a vault may hold others than ours.
fn is_note(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "md")
}

fn failed(path: &Path, source: io::Error) -> Error {
    Error::Write { path: path.into(), source }
}

#[cfg(test)]
mod tests;
