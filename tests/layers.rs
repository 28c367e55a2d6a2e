//! The run is one-way: a stage imports only from stages to its left. This test reads the sources.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // helpers of a test: a panic is its failure

use std::fs;
use std::path::{Path, PathBuf};

/// Stages from left to right; modules that carry no stage (`error`, `random`, ...) stand before all.
const ORDER: &[&str] = &[
    "error",
    "diagnostic",
    "random",
    "hash",
    "parallel",
    "lists",
    "columns",
    "color",
    "named",
    "escape",
    "index",
    "remark",
    "parse",
    "resolve",
    "graph",
    "analysis",
    "layout",
    "property_graph",
    "pipeline",
    "picture",
    "export",
    "query",
    "config",
    "cli",
    "main",
];

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// The stage of a file: the first component of its path under `src`.
fn stage(path: &Path, src: &Path) -> String {
    let first = path.strip_prefix(src).unwrap().components().next().unwrap();
    Path::new(first.as_os_str()).file_stem().unwrap().to_string_lossy().into_owned()
}

fn rank(stage: &str) -> Option<usize> {
    ORDER.iter().position(|s| *s == stage)
}

/// Code lines up to the unit tests at the foot, comments left out.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .take_while(|line| *line != "#[cfg(test)]")
        .filter(|line| !line.trim_start().starts_with("//"))
}

#[test]
fn stages_import_only_from_the_left() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let mut faults = Vec::new();
    for file in &files {
        let own = stage(file, &src);
        if own == "lib" || file.ends_with("tests.rs") {
            continue;
        }
        let own_rank = rank(&own).unwrap_or_else(|| panic!("{own} has no place in ORDER"));
        for line in code(&fs::read_to_string(file).unwrap()) {
            for used in line.split("crate::").skip(1) {
                let name: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if rank(&name).is_some_and(|r| r > own_rank) {
                    faults.push(format!("{}: {}", file.display(), line.trim()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "imports against the flow:\n{}", faults.join("\n"));
}

#[test]
fn files_stay_under_four_hundred_lines() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let long: Vec<String> = files
        .iter()
        .map(|file| (file, fs::read_to_string(file).unwrap().lines().count()))
        .filter(|(_, lines)| *lines > 400)
        .map(|(file, lines)| format!("{}: {lines}", file.display()))
        .collect();
    assert!(long.is_empty(), "too long:\n{}", long.join("\n"));
}
