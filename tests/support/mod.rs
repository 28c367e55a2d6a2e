//! What several subjects need: the fixtures, the archive beside the repository, a graph as its file.

pub(crate) mod documents;
pub(crate) mod hostile;
pub(crate) mod mentions;
pub(crate) mod sample;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use portent::export::{ExportOptions, output, target};
use portent::parse::{self, Corpus, ReadOptions};
use portent::property_graph::PropertyGraph;

/// The folder of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of the fixtures' 26 articles.
pub(crate) fn articles() -> PathBuf {
    root().join("fixtures/articles")
}

/// Reads a folder as it is read without flags.
pub(crate) fn read_folder(folder: &Path) -> Corpus {
    parse::read(&[folder.to_path_buf()], &ReadOptions::default()).unwrap()
}

/// A file or folder of the real pages beside the repository. Tests that ask for it are ignored unless they are asked
/// for, and fail where it is not there.
pub(crate) fn shared(name: &str) -> PathBuf {
    let path = root().join("../shared/corpus").join(name);
    assert!(path.exists(), "{} is not there", path.display());
    path
}

/// The archive of real pages, unpacked once.
pub(crate) fn archive() -> &'static Path {
    static ARCHIVE: OnceLock<PathBuf> = OnceLock::new();
    ARCHIVE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("archive");
        if fs::read_dir(&folder).map_or(0, Iterator::count) < 3_252 {
            let done = Command::new("sh").arg(shared("unpack.sh")).arg(&folder).output().unwrap();
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        }
        folder
    })
}

/// Writes a graph to one target as `-o` takes it.
pub(crate) fn write(graph: &PropertyGraph, place: &str) {
    let mut outputs = output::open(&target::parse(place, None).unwrap()).unwrap();
    output::write(&mut outputs, graph, &ExportOptions::default()).unwrap();
    output::commit(outputs, output::Existing::Replaced).unwrap();
}

/// All files below a folder, in order.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}
