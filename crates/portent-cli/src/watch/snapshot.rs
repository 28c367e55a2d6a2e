//! Which files there are, and which differ.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use portent::error::Error;
use portent::parse;
use portent_settings::options::read_options;

use crate::session::Session;

/// The files of a run at one moment, by their path in the corpus.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Snapshot(BTreeMap<String, Seen>);

#[derive(Debug, Clone, PartialEq)]
struct Seen {
    file: PathBuf,
    stamp: Option<(SystemTime, u64)>,
    /// A hash of what it holds; `None` where it cannot be read, or is an output.
    content: Option<u64>,
}

/// What differs between two moments: paths in the corpus, with the file where there is one.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Changes {
    pub(super) added: Vec<(String, PathBuf)>,
    pub(super) changed: Vec<(String, PathBuf)>,
    pub(super) deleted: Vec<String>,
}

impl Changes {
    pub(super) fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.deleted.is_empty()
    }
}

impl Changes {
    /// The files that came or changed.
    pub(super) fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.added.iter().chain(&self.changed).map(|(_, file)| file)
    }
}

/// The files that are read beside the pages.
fn beside_pages(session: &Session) -> impl Iterator<Item = &PathBuf> {
    let settings = &session.settings;
    [&settings.decisions, &settings.labels, &settings.weights].into_iter().flatten()
}

/// Whether a file is one that is read beside the pages, such as decisions.
pub(super) fn is_beside_pages(session: &Session, file: &Path) -> bool {
    beside_pages(session).any(|own| own == file)
}

impl Snapshot {
    /// The files of these paths with what they hold. Reads all of them.
    pub(super) fn take(session: &Session, paths: &[PathBuf]) -> Result<Self, Error> {
        Self::default().again(session, paths)
    }

    /// The files of these paths now; those whose time and size are as before are not read.
    pub(super) fn again(&self, session: &Session, paths: &[PathBuf]) -> Result<Self, Error> {
        let mut files = parse::files(paths, &read_options(&session.settings, &session.schema))?;
        let read: Vec<PathBuf> = beside_pages(session).cloned().collect();
        files.extend(read.iter().map(|file| (file.display().to_string(), file.clone())));
        let given = paths.iter().filter_map(|path| path.canonicalize().ok().filter(|path| path.is_file()));
        let named: BTreeSet<PathBuf> = given.chain(read).collect();
        let look = |(path, file): (String, PathBuf)| {
            let seen = self.look(&path, file, &named);
            (path, seen)
        };
        Ok(Self(files.into_iter().map(look).collect()))
    }

    fn look(&self, path: &str, file: PathBuf, named: &BTreeSet<PathBuf>) -> Seen {
        let stamp = stamp(&file);
        match self.0.get(path) {
            Some(seen) if seen.stamp == stamp && stamp.is_some() && seen.file == file => seen.clone(),
            // What portent wrote among the pages is no page: each build writes it anew.
            _ if !named.contains(&file) && !parse::is_article(&file) => Seen { content: None, stamp, file },
            _ => Seen { content: content(&file), stamp, file },
        }
    }

    /// How many files there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no file differs in time or size, and none came or went.
    pub(super) fn is_untouched(&self, before: &Self) -> bool {
        self == before
    }

    /// What differs in content.
    pub(super) fn changes(&self, now: &Self) -> Changes {
        let mut changes = Changes::default();
        for (path, seen) in &now.0 {
            match self.0.get(path) {
                None if seen.content.is_none() => {}
                None => changes.added.push((path.clone(), seen.file.clone())),
                Some(before) if before.content != seen.content => {
                    changes.changed.push((path.clone(), seen.file.clone()));
                }
                Some(_) => {}
            }
        }
        let gone = self.0.iter().filter(|(path, seen)| seen.content.is_some() && !now.0.contains_key(*path));
        changes.deleted.extend(gone.map(|(path, _)| path.clone()));
        changes
    }
}

fn stamp(file: &Path) -> Option<(SystemTime, u64)> {
    let data = fs::metadata(file).ok()?;
    Some((data.modified().ok()?, data.len()))
}

fn content(file: &Path) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    hasher.write(&fs::read(file).ok()?);
    Some(hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::{Changes, Seen, Snapshot};
    use std::path::PathBuf;

    fn snapshot(files: &[(&str, u64)]) -> Snapshot {
        let seen = |&(path, content): &(&str, u64)| {
            let seen = Seen { file: PathBuf::from(path), stamp: None, content: Some(content) };
            (path.to_owned(), seen)
        };
        Snapshot(files.iter().map(seen).collect())
    }

    #[test]
    fn what_came_went_and_changed_is_told_apart() {
        let before = snapshot(&[("a.md", 1), ("b.md", 2), ("c.md", 3)]);
        let found = before.changes(&snapshot(&[("a.md", 1), ("c.md", 4), ("d.md", 5)]));
        let file = |path: &str| (path.to_owned(), PathBuf::from(path));
        let expected =
            Changes { added: vec![file("d.md")], changed: vec![file("c.md")], deleted: vec!["b.md".into()] };
        assert_eq!(found, expected);
        assert!(before.changes(&before).is_empty());
    }
}
