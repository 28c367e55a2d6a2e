//! The blocks and commands of README.md, of docs/*.md and of help work as they are written.
//!
//! A block is run or checked by its language (`checks.rs`), in a folder that its document has for itself, beside a
//! copy of `fixtures` and of its `articles`. Comments right above a block tell what a reader need not see (`blocks.rs`).

mod blocks;
mod checks;
mod help;
mod shell;
mod spans;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use blocks::{Block, Mark};
use checks::Place;

/// So many blocks are run by no test, each with its reason above it. A block more is a promise less.
const NOT_RUN: usize = 14;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// README.md and the pages of `docs`, each with its text, in order.
fn documents() -> Vec<(String, String)> {
    let mut paths = vec![root().join("README.md")];
    let pages = fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    paths.extend(pages.filter(|path| path.extension().is_some_and(|suffix| suffix == "md")));
    paths[1..].sort();
    let name = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    paths.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

/// What is wrong with the blocks of a document.
fn faults_of(document: &str, text: &str) -> Vec<String> {
    let (blocks, mut faults) = blocks::blocks(text);
    if blocks.iter().any(|block| !block.is_marked(&Mark::is_not_run)) {
        let place = Place::new();
        faults.extend(place.prepare(&blocks).err());
        faults.extend(blocks.iter().filter_map(|block| checks::check(&place, &blocks, block).err()));
    }
    faults.into_iter().map(|fault| format!("{document}: {fault}")).collect()
}

// C28: in README.md and docs.
#[test]
fn every_block_of_the_documents_runs_as_it_is_written() {
    let documents = documents();
    let faults: Vec<String> = thread::scope(|scope| {
        let run = |(document, text)| scope.spawn(move || faults_of(document, text));
        let threads: Vec<_> = documents.iter().map(|(name, text)| run((name, text))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn blocks_that_no_test_runs_tell_why() {
    let mut reasons = Vec::new();
    for (document, text) in documents() {
        for Block { line, marks, .. } in blocks::blocks(&text).0 {
            let reason = marks.into_iter().find_map(|mark| match mark {
                Mark::NotRun(reason) => Some(reason),
                _ => None,
            });
            reasons.extend(reason.map(|reason| format!("{document}:{line}: {reason}")));
        }
    }
    assert_eq!(reasons.len(), NOT_RUN, "{}", reasons.join("\n"));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
