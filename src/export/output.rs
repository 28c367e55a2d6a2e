//! Files that replace others safely: written beside the target, brought to the disk, renamed when all is well.
//!
//! Everything is opened by [`open`] before the work begins, so that a folder that cannot be written fails at once;
//! until [`commit`] no target changes, and what is dropped leaves nothing behind. A target that is a link is
//! replaced, not written through; devices and pipes (`/dev/stdout`) are written directly.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Component, Path, PathBuf};

use tempfile::{Builder, NamedTempFile, TempPath};

use super::target::{self, Place, Target};
use super::{ExportOptions, Files, Format, Writer};
use crate::error::Error;
use crate::property_graph::PropertyGraph;
use portent_graph::parallel;

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
    Folder,
    /// Written, with names and sizes.
    Done(Vec<Staged>),
}

/// A finished file beside its target.
struct Staged {
    temporary: Option<TempPath>,
    path: Option<PathBuf>,
    bytes: u64,
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
    targets.iter().map(open_one).collect()
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

fn open_one(target: &Target) -> Result<Output, Error> {
    let state = match &target.place {
        Place::Stdout => State::Stdout,
        Place::File(path) => State::Opened(Destination::open(path)?),
        Place::Folder(path) => {
            fs::create_dir_all(path)
                .and_then(|()| beside(&path.join("x")))
                .map_err(|source| failed(path, source))?;
            State::Folder
        }
    };
    Ok(Output { format: target.format, place: target.place.clone(), state })
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
    /// A temporary file beside it.
    Beside(NamedTempFile),
}

impl Destination {
    fn open(path: &Path) -> Result<Self, Error> {
        let opened = if is_stream(path) {
            File::options().write(true).open(path).map(Self::Stream)
        } else {
            beside(path).map(Self::Beside)
        };
        opened.map_err(|source| failed(path, source))
    }
}

/// Opens a file before the work for it begins, so that a folder that cannot be written fails at once. What is dropped leaves
/// nothing behind.
///
/// # Errors
/// [`Error::Write`].
pub fn pending(path: &Path) -> Result<Pending, Error> {
    Ok(Pending { path: path.to_owned(), to: Destination::open(path)? })
}

impl Pending {
    /// Writes all bytes, and puts the file in its place.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn write(self, bytes: &[u8]) -> Result<(), Error> {
        let Self { path, to } = self;
        let put = || match to {
            Destination::Stream(mut file) => file.write_all(bytes),
            Destination::Beside(mut file) => {
                file.write_all(bytes)?;
                file.as_file().sync_all()?;
                file.persist(&path)?;
                sync_folder(&path)
            }
        };
        put().map_err(|source| failed(&path, source))
    }
}

/// Brings the new name of a file to the disk, where folders can be synchronized.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// Whether the path is there and no regular file, so that renaming would replace a device or pipe.
fn is_stream(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| !data.is_file() && !data.is_dir())
}

/// How the names of this process's temporary files begin: what a signal handler may remove.
#[must_use]
pub fn temporary_prefix() -> String {
    format!(".portent-{}-", std::process::id())
}

/// A temporary file in the folder of `path`, which is made where it is missing.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    if path.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let prefix = temporary_prefix();
    let mut builder = Builder::new();
    builder.prefix(&prefix).suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666)); // less the umask, like any new file
    }
    builder.tempfile_in(folder)
}

/// Writes the graph to one place: `graph.gexf` (the suffix decides), `gexf:FILE`, or a folder with a slash at its
/// end for several formats. A file that is there is replaced once the new one is whole.
///
/// # Errors
/// [`Error::InvalidOption`] for a place without a format, [`Error::Write`].
pub fn save(graph: &PropertyGraph, place: &str, options: &ExportOptions) -> Result<Vec<Written>, Error> {
    let mut outputs = open(&target::parse(place, None)?)?;
    write(&mut outputs, graph, options)?;
    commit(outputs)
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

/// Puts all written files in their places, one rename each, and says what was written.
///
/// # Errors
/// [`Error::Write`] where a rename fails; files before it are in place, those after it are as they were.
pub fn commit(outputs: Vec<Output>) -> Result<Vec<Written>, Error> {
    let mut written: Vec<Written> = Vec::new();
    let mut folders: BTreeMap<PathBuf, PathBuf> = BTreeMap::new();
    for output in outputs {
        let State::Done(files) = output.state else { continue };
        for file in files {
            if let (Some(temporary), Some(path)) = (file.temporary, &file.path) {
                temporary.persist(path).map_err(|error| failed(path, error.error))?;
                folders.insert(path.parent().unwrap_or(path).to_owned(), path.clone());
            }
            written.push(Written { path: file.path, bytes: file.bytes, format: output.format.name });
        }
    }
    for path in folders.values() {
        sync_folder(path).map_err(|source| failed(path, source))?;
    }
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
            (State::Opened(Destination::Beside(file)), Writer::Single(writer)) => {
                single(file, &path, |out| writer(graph, options, out))
            }
            (State::Opened(Destination::Stream(file)), Writer::Single(writer)) => {
                stream(Box::new(file), Some(&path), |out| writer(graph, options, out))
            }
            (State::Stdout, Writer::Single(writer)) => {
                stream(Box::new(io::stdout().lock()), None, |out| writer(graph, options, out))
            }
            (State::Folder, Writer::Several(writer)) => {
                let mut files = Folder { path: path.clone(), files: Vec::new(), open: None };
                writer(graph, options, &mut files).and_then(|()| files.finish())
            }
            (_, Writer::Single(_)) => {
                Err(io::Error::new(io::ErrorKind::InvalidInput, "it is written already"))
            }
            (_, Writer::Several(_)) => {
                Err(io::Error::new(io::ErrorKind::InvalidInput, "several files need a folder"))
            }
        };
        self.state = State::Done(done.map_err(|source| failed(&path, source))?);
        Ok(())
    }
}

fn single(
    file: NamedTempFile,
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<Vec<Staged>> {
    let mut file = file;
    let mut out = BufWriter::with_capacity(BUFFER, file.as_file_mut());
    write(&mut out)?;
    out.flush()?;
    drop(out);
    // On the disk before the rename: a crash leaves the old file or the new one, never a half.
    file.as_file().sync_all()?;
    let bytes = file.as_file().metadata()?.len();
    Ok(vec![Staged { temporary: Some(file.into_temp_path()), path: Some(path.into()), bytes }])
}

fn stream(
    out: Box<dyn Write>,
    path: Option<&Path>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<Vec<Staged>> {
    let mut counted = BufWriter::with_capacity(BUFFER, Counted { out, bytes: 0 });
    write(&mut counted)?;
    counted.flush()?;
    let bytes = counted.get_ref().bytes;
    Ok(vec![Staged { temporary: None, path: path.map(Path::to_owned), bytes }])
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
    files: Vec<Staged>,
    open: Option<(BufWriter<NamedTempFile>, PathBuf)>,
}

impl Folder {
    fn close(&mut self) -> io::Result<()> {
        if let Some((file, path)) = self.open.take() {
            let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.as_file().sync_all()?;
            let bytes = file.as_file().metadata()?.len();
            self.files.push(Staged { temporary: Some(file.into_temp_path()), path: Some(path), bytes });
        }
        Ok(())
    }

    fn finish(mut self) -> io::Result<Vec<Staged>> {
        self.close()?;
        Ok(self.files)
    }
}

impl Files for Folder {
    fn create(&mut self, name: &str) -> io::Result<&mut dyn Write> {
        self.close()?;
        let inside =
            name.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains('\\'));
        if !inside || name.len() > 255 {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                format!("{name:?} is no safe file name"),
            ));
        }
        let path = self.path.join(name);
        let file = beside(&path)?;
        let (file, _) = self.open.insert((BufWriter::new(file), path));
        Ok(file)
    }
}

fn failed(path: &Path, source: io::Error) -> Error {
    Error::Write { path: path.into(), source: without_temporary(source) }
}

/// `tempfile` adds the name of its file to what the system said; people know the name that they gave.
fn without_temporary(source: io::Error) -> io::Error {
    let told = source.to_string();
    let plain = told.rsplit_once(" at path ").filter(|(_, path)| path.contains(&temporary_prefix()));
    match plain {
        Some((said, _)) => io::Error::new(source.kind(), said),
        None => source,
    }
}

#[cfg(test)]
mod tests;
