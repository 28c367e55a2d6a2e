//! Small inputs of our own, from which others are made.

use std::fs;
use std::path::{Path, PathBuf};

use portent::property_graph::PropertyGraph;
use portent::{BuildOptions, Corpus, build};

/// A folder of the project's fixtures.
fn fixtures(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(name)
}

/// The files of a folder of fixtures, by name.
pub(crate) fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let read = fs::read_dir(fixtures(folder)).expect("the fixtures of the project");
    let mut paths: Vec<PathBuf> =
        read.map(|entry| entry.expect("a fixture").path()).filter(|path| path.is_file()).collect();
    paths.sort();
    let named = |path: PathBuf| {
        (
            path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            fs::read(&path).expect("a fixture"),
        )
    };
    paths.into_iter().map(named).collect()
}

/// Three articles that share names.
pub(crate) fn corpus() -> Corpus {
    Corpus::read([fixtures("review")]).expect("the fixtures of the project")
}

/// The graph of [`corpus`].
pub(crate) fn graph() -> PropertyGraph {
    build(&corpus(), &BuildOptions::default()).expect("the fixtures of the project")
}
