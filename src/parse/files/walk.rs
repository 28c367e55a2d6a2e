//! Finds the input: paths become sources, sorted, each file once.

use std::collections::BTreeMap;
use std::fs::{self, FileType};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::{DirEntry, WalkBuilder};

use crate::diagnostic::{Code, Diagnostic};
use crate::error::Error;
use crate::parse::files::form::{ending_of, form_of};
use crate::parse::options::ReadOptions;
use crate::parse::report::diagnostic;
use crate::parse::text::clean::is_control;

/// One input file that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Source {
    /// Relative path for ids, diagnostics and graph.json.
    pub(in crate::parse) path: String,
    /// Where to read it; `None` is standard input.
    pub(in crate::parse) file: Option<PathBuf>,
}

/// What was found under the given paths.
#[derive(Debug, Default)]
pub(in crate::parse) struct Found {
    /// Sorted by path, each file once; the flag says whether a walk found it (and nobody named it).
    pub(in crate::parse) sources: Vec<(Source, bool)>,
    /// The folder in which the pages of each graph lie, relative as the paths of sources; empty for the top.
    pub(in crate::parse) folders: Vec<String>,
    /// What could not be used.
    pub(in crate::parse) diagnostics: Vec<Diagnostic>,
    /// How many files of each ending a walk passed by.
    pub(in crate::parse) passed_by: BTreeMap<String, u64>,
}

/// Finds the articles under `paths`: folders are walked for files of a known ending, files and `-` are taken as they are.
/// The graphs of the options count as folders of the names of their files, without the ending.
///
/// # Errors
/// [`Error::Read`] where a given path does not exist or cannot be looked at.
pub(in crate::parse) fn find(paths: &[PathBuf], options: &ReadOptions) -> Result<Found, Error> {
    let (standard_input, files): (Vec<&PathBuf>, Vec<&PathBuf>) =
        paths.iter().partition(|path| path.as_os_str() == "-");
    let mut given = Vec::with_capacity(files.len());
    for path in files {
        given.push(fs::canonicalize(path).map_err(|source| Error::Read { path: path.clone(), source })?);
    }
    let kept: Vec<PathBuf> = options.kept().iter().map(|kept| folder_of_graph(&kept.file)).collect();
    let folders = given.iter().map(|path| folder(path)).chain(kept.iter().cloned());
    let mut search = Search { base: common_folder(folders), options, found: Found::default() };
    search.found.folders = kept.iter().map(|folder| search.relative(folder)).collect();
    for path in &given {
        if path.is_dir() { search.walk(path) } else { search.take(path, false) }
    }
    let mut found = search.found;
    if !standard_input.is_empty() {
        found.sources.push((Source { path: "stdin".into(), file: None }, false));
    }
    settle(&mut found, options);
    Ok(found)
}

/// Sorts, and keeps one of the entries for one file: the one that was named, where one was.
fn settle(found: &mut Found, options: &ReadOptions) {
    found.sources.sort_by(|a, b| (&a.0.path, &a.0.file, a.1).cmp(&(&b.0.path, &b.0.file, b.1)));
    found.sources.dedup_by(|b, a| a.0 == b.0);
    if options.follow_links() {
        let mut seen = std::collections::BTreeSet::new();
        let real = |source: &Source| source.file.as_ref().and_then(|file| fs::canonicalize(file).ok());
        found.sources.retain(|(source, _)| real(source).is_none_or(|file| seen.insert(file)));
    }
}

/// The folder that a graph stands for.
fn folder_of_graph(file: &Path) -> PathBuf {
    fs::canonicalize(file).unwrap_or_else(|_| file.to_path_buf()).with_extension("")
}

/// The folder that a path is or, as a file, lies in.
fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !path.is_dir() => parent.to_path_buf(),
        _ => path.to_path_buf(),
    }
}

/// The deepest folder that holds all of these.
fn common_folder(mut folders: impl Iterator<Item = PathBuf>) -> PathBuf {
    let Some(mut common) = folders.next() else { return PathBuf::new() };
    for folder in folders {
        while !folder.starts_with(&common) && common.pop() {}
    }
    common
}

struct Search<'a> {
    base: PathBuf,
    options: &'a ReadOptions,
    found: Found,
}

impl Search<'_> {
    fn walk(&mut self, folder: &Path) {
        let mut builder = WalkBuilder::new(folder);
        builder
            .standard_filters(!self.options.include_ignored())
            .git_global(false)
            .require_git(false)
            .follow_links(self.options.follow_links());
        if !self.options.include_ignored() {
            // Whoever opens a pipe waits for somebody who writes.
            let above = folder.ancestors().find_map(rules_that_are_no_file);
            if let Some(rules) = above {
                self.report(Code::UnreadableFile, &rules, NO_RULES);
                return;
            }
        }
        let left_out = Arc::new(Mutex::new(Vec::new()));
        if !self.options.include_ignored() {
            let left_out = Arc::clone(&left_out);
            builder.filter_entry(move |entry| {
                let folder = entry.file_type().filter(FileType::is_dir).map(|_| entry.path());
                let rules = folder.and_then(rules_that_are_no_file);
                let read = rules.is_none();
                left_out.lock().unwrap_or_else(PoisonError::into_inner).extend(rules);
                read
            });
        }
        for entry in builder.build() {
            match entry {
                Ok(entry) => self.entry(&entry),
                Err(error) => self.unreadable(&error, folder),
            }
        }
        for rules in left_out.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            self.report(Code::UnreadableFile, rules, NO_RULES);
        }
    }

    fn entry(&mut self, entry: &DirEntry) {
        let Some(kind) = entry.file_type() else { return };
        let is_read = form_of(entry.path()).is_some();
        if kind.is_symlink() {
            if is_read || entry.path().is_dir() {
                self.report(Code::SymlinkSkipped, entry.path(), "a symbolic link");
            }
        } else if !kind.is_dir() {
            if is_read {
                self.take(entry.path(), true);
            } else {
                *self.found.passed_by.entry(ending_of(entry.path())).or_default() += 1;
            }
        }
    }

    fn take(&mut self, file: &Path, walked: bool) {
        match fs::metadata(file) {
            Ok(metadata) if metadata.is_file() => {
                let source = Source { path: self.relative(file), file: Some(file.to_path_buf()) };
                self.found.sources.push((source, walked));
            }
            Ok(_) => self.report(Code::NotARegularFile, file, "a pipe, socket or device"),
            Err(error) => self.report(Code::UnreadableFile, file, &error.to_string()),
        }
    }

    fn unreadable(&mut self, error: &ignore::Error, folder: &Path) {
        let path = path_of(error).unwrap_or(folder).to_path_buf();
        let message = error.io_error().map_or_else(|| "a loop of symbolic links".into(), ToString::to_string);
        self.report(Code::UnreadableFile, &path, &message);
    }

    fn report(&mut self, code: Code, path: &Path, message: &str) {
        let found = diagnostic(code, &self.relative(path), message.to_owned());
        self.found.diagnostics.push(found);
    }

    /// Relative to the common folder, with `/`, and fit to be printed.
    fn relative(&self, path: &Path) -> String {
        let path = path.strip_prefix(&self.base).unwrap_or(path);
        let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        parts.join("/").replace(|c: char| is_control(c) || c == '\n' || c == '\t', "\u{FFFD}")
    }
}

/// What a file with rules on ignored files is told to be that is none.
const NO_RULES: &str = "a pipe, socket or device, and no list of files to ignore; the folder is not read";

/// The file with rules on ignored files that a folder has and that cannot be read without waiting.
fn rules_that_are_no_file(folder: &Path) -> Option<PathBuf> {
    let rules = [".gitignore", ".ignore", ".git/info/exclude"].map(|name| folder.join(name));
    rules.into_iter().find(|path| fs::metadata(path).is_ok_and(|data| !data.is_file() && !data.is_dir()))
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}
