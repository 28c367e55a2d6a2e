//! `exports/` holds what the fixtures become in every format. The files are rebuilt and compared here;
//! `UPDATE_EXPORTS=1 cargo test --test exports` rewrites them: read the difference before committing it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // helpers of a test: a panic is its failure

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use portent::export::{ExportOptions, FORMATS, output, target};
use portent::parse::{self, ReadOptions};
use portent::pipeline::{self, BuildOptions};
use portent::property_graph::PropertyGraph;

/// Formats whose file for the fixtures is not text or not small; they are covered by tests of their own.
const LEFT_OUT: &[&str] = &["parquet", "png"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn fixture_graph() -> PropertyGraph {
    let corpus = parse::read(&[root().join("fixtures/articles")], &ReadOptions::default()).unwrap();
    pipeline::build(&corpus, &BuildOptions::default()).unwrap()
}

/// Writes every format into `folder`.
fn write_all(graph: &PropertyGraph, folder: &Path) {
    let mut targets = Vec::new();
    for format in FORMATS.iter().filter(|format| !LEFT_OUT.contains(&format.name)) {
        let place = folder.join(match format.extensions.first() {
            Some(extension) => format!("graph.{extension}"),
            None => format!("{}/", format.name),
        });
        targets.extend(target::parse(&format!("{}:{}", format.name, place.display()), None).unwrap());
    }
    let mut outputs = output::open(&targets).unwrap();
    output::write(&mut outputs, graph, &ExportOptions::default()).unwrap();
    output::commit(outputs).unwrap();
}

fn files(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().to_path_buf());
            }
        }
    }
    found
}

#[test]
fn exports_are_what_the_fixtures_become() {
    let kept = root().join("exports");
    let graph = fixture_graph();
    if std::env::var_os("UPDATE_EXPORTS").is_some_and(|value| !value.is_empty()) {
        let _ = fs::remove_dir_all(&kept);
        fs::create_dir_all(&kept).unwrap();
        write_all(&graph, &kept);
    }
    let fresh = tempfile::tempdir().unwrap();
    write_all(&graph, fresh.path());
    assert_eq!(files(&kept), files(fresh.path()), "the files of exports/");
    for file in files(&kept) {
        let (old, new) = (fs::read(kept.join(&file)).unwrap(), fs::read(fresh.path().join(&file)).unwrap());
        let line = old.split(|b| *b == b'\n').zip(new.split(|b| *b == b'\n')).position(|(a, b)| a != b);
        assert!(old == new, "exports/{} differs from line {line:?} on (from 0)", file.display());
    }
}
