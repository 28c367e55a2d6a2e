//! Files that replace others safely: written beside the target, brought to the disk, renamed when all is well.
//!
//! Everything is opened by [`open`] before the work begins, so that a folder that cannot be written fails at once;
//! until [`commit`] no target changes, and what is dropped leaves nothing behind. A target that is a link is
//! replaced, not written through; devices and pipes (`/dev/stdout`) are written directly.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::{Builder, NamedTempFile, TempPath};

use super::target::{Place, Target};
use super::{ExportOptions, Files, Format, Writer};
use crate::error::Error;
use crate::property_graph::PropertyGraph;

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
    /// Written directly, as it cannot be renamed.
    Stream,
    /// Opened, for one file.
    Opened(NamedTempFile),
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
            (Place::Folder(_), Place::Folder(_)) => {
                other.place == target.place && other.format.name == target.format.name
            }
            (a, b) => a == b,
        };
        if targets[..i].iter().any(|other| same(&other)) {
            let name = format!("--output {}", shown(&target.place));
            return Err(Error::InvalidOption { name, reason: "given twice".into() });
        }
    }
    targets.iter().map(open_one).collect()
}

fn shown(place: &Place) -> String {
    match place {
        Place::Stdout => "-".into(),
        Place::File(path) | Place::Folder(path) => path.display().to_string(),
    }
}

fn open_one(target: &Target) -> Result<Output, Error> {
    let state = match &target.place {
        Place::Stdout => State::Stream,
        Place::File(path) if is_stream(path) => {
            File::options().write(true).open(path).map_err(|source| failed(path, source))?;
            State::Stream
        }
        Place::File(path) => State::Opened(beside(path).map_err(|source| failed(path, source))?),
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
    let put = || {
        if is_stream(path) {
            return File::options().write(true).open(path)?.write_all(text.as_bytes());
        }
        let mut file = beside(path)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        sync_folder(path)
    };
    put().map_err(|source| failed(path, source))
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

/// Writes the graph to all outputs, side by side.
///
/// # Errors
/// [`Error::Write`]: the first failure in the order of the outputs. A closed pipe is a failure of kind `BrokenPipe`.
pub fn write(outputs: &mut [Output], graph: &PropertyGraph, options: &ExportOptions) -> Result<(), Error> {
    let results: Vec<Result<(), Error>> =
        outputs.par_iter_mut().map(|output| output.write(graph, options)).collect();
    results.into_iter().collect()
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
        let state = std::mem::replace(&mut self.state, State::Stream);
        let path = match &self.place {
            Place::Stdout => PathBuf::from("standard output"),
            Place::File(path) | Place::Folder(path) => path.clone(),
        };
        let done = match (state, self.format.writer) {
            (State::Opened(file), Writer::Single(writer)) => {
                single(file, &path, |out| writer(graph, options, out))
            }
            (State::Folder, Writer::Several(writer)) => {
                let mut files = Folder { path: path.clone(), files: Vec::new(), open: None };
                writer(graph, options, &mut files).and_then(|()| files.finish())
            }
            (_, Writer::Single(writer)) => stream(&self.place, |out| writer(graph, options, out)),
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
    write(file.as_file_mut())?;
    // On the disk before the rename: a crash leaves the old file or the new one, never a half.
    file.as_file().sync_all()?;
    let bytes = file.as_file().metadata()?.len();
    Ok(vec![Staged { temporary: Some(file.into_temp_path()), path: Some(path.into()), bytes }])
}

fn stream(place: &Place, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Vec<Staged>> {
    let (out, path): (Box<dyn Write>, _) = match place {
        Place::File(path) | Place::Folder(path) => {
            (Box::new(File::options().write(true).open(path)?), Some(path.clone()))
        }
        Place::Stdout => (Box::new(io::stdout().lock()), None),
    };
    let mut counted = Counted { out, bytes: 0 };
    write(&mut counted)?;
    counted.flush()?;
    Ok(vec![Staged { temporary: None, path, bytes: counted.bytes }])
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
    Error::Write { path: path.into(), source }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{sample, target};

    fn targets(folder: &Path, names: &[&str]) -> Vec<Target> {
        let text = |name: &&str| match name.split_once(':') {
            Some((format, name)) => format!("{format}:{}/{name}", folder.display()),
            None => format!("{}/{name}", folder.display()),
        };
        names.iter().flat_map(|name| target::parse(&text(name), None).unwrap()).collect()
    }

    fn listing(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_gets_all_default_files_and_their_sizes_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let mut outputs = open(&targets(folder.path(), &["new/"])).unwrap();
        write(&mut outputs, &sample::small(), &ExportOptions::default()).unwrap();
        let written = commit(outputs).unwrap();
        let new = folder.path().join("new");
        let names = ["edges.csv", "graph.dot", "graph.gexf", "graph.graphml", "graph.json", "nodes.csv"];
        assert_eq!(listing(&new), names);
        for file in written {
            assert_eq!(fs::metadata(file.path.unwrap()).unwrap().len(), file.bytes);
        }
    }

    #[test]
    fn nothing_changes_before_the_commit_and_nothing_stays_without_it() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.gexf"), "old").unwrap();
        let mut outputs = open(&targets(folder.path(), &["a.gexf", "csv:tables"])).unwrap();
        write(&mut outputs, &sample::small(), &ExportOptions::default()).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("a.gexf")).unwrap(), "old");
        drop(outputs);
        assert_eq!(listing(folder.path()), ["a.gexf", "tables"]);
        assert!(listing(&folder.path().join("tables")).is_empty());
    }

    #[test]
    fn places_that_cannot_be_written_fail_at_once() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "").unwrap();
        let error = open(&targets(folder.path(), &["file/a.gexf"])).map(|_| ()).unwrap_err();
        assert!(error.to_string().starts_with("cannot write "), "{error}");
        let twice = open(&targets(folder.path(), &["a.gexf", "a.gexf"])).map(|_| ()).unwrap_err();
        assert!(twice.to_string().ends_with("a.gexf: given twice"));
    }

    #[test]
    fn no_file_name_leads_out_of_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let mut files = Folder { path: folder.path().join("in"), files: Vec::new(), open: None };
        for name in ["../x", "/etc/x", "a/../../x", "", "a//b", ".hidden", "a\\b"] {
            assert!(files.create(name).is_err(), "{name}");
        }
        files.create("a/b.md").unwrap().write_all(b"x").unwrap();
        assert_eq!(files.finish().unwrap()[0].bytes, 1);
    }

    #[cfg(unix)]
    #[test]
    fn new_files_have_the_usual_permissions() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("usual"), "").unwrap();
        let mut outputs = open(&targets(folder.path(), &["a.dot"])).unwrap();
        write(&mut outputs, &sample::small(), &ExportOptions::default()).unwrap();
        commit(outputs).unwrap();
        let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode("a.dot"), mode("usual"));
    }
}
