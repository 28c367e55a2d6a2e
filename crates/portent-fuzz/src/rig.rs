//! Where inputs are checked: a folder of its own, threads, the program.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use portent::Corpus;
use portent::property_graph::PropertyGraph;
use rayon::{ThreadPool, ThreadPoolBuilder};
use tempfile::TempDir;

use crate::properties::written;
use crate::sample;

/// Checks inputs, one at a time.
pub struct Rig {
    folder: TempDir,
    program: PathBuf,
    /// One thread, and two.
    pools: [ThreadPool; 2],
    corpus: OnceLock<Corpus>,
    graph: OnceLock<PropertyGraph>,
    graph_json: OnceLock<Vec<u8>>,
}

impl Rig {
    /// Makes the folder, below that of temporary files; `program` is the command `portent`.
    ///
    /// # Errors
    /// What the system says.
    pub fn new(program: &Path) -> anyhow::Result<Self> {
        let pool = |threads| ThreadPoolBuilder::new().num_threads(threads).build();
        Ok(Self {
            folder: tempfile::tempdir()?,
            program: std::path::absolute(program)?,
            pools: [pool(1)?, pool(2)?],
            corpus: OnceLock::new(),
            graph: OnceLock::new(),
            graph_json: OnceLock::new(),
        })
    }

    /// The same on one thread and on two.
    pub(crate) fn twice<T: Send>(&self, work: impl Fn() -> T + Sync) -> [T; 2] {
        [0, 1].map(|at| self.pools[at].install(&work))
    }

    /// An empty folder.
    pub(crate) fn clean(&self) -> anyhow::Result<PathBuf> {
        let folder = self.folder.path().join("in");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir(&folder)?;
        Ok(folder)
    }

    /// A folder with these files alone; those whose names are in the way of each other are left out.
    pub(crate) fn filled(&self, files: &[(PathBuf, &[u8])]) -> anyhow::Result<PathBuf> {
        let folder = self.clean()?;
        for (name, bytes) in files {
            let path = folder.join(name);
            let _ = path.parent().map(fs::create_dir_all);
            let _ = fs::write(path, bytes);
        }
        Ok(folder)
    }

    /// A file with these bytes, alone in a folder.
    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> anyhow::Result<PathBuf> {
        Ok(self.filled(&[(name.into(), bytes)])?.join(name))
    }

    /// The command.
    pub(crate) fn program(&self) -> &Path {
        &self.program
    }

    /// Three articles that share names.
    pub(crate) fn corpus(&self) -> &Corpus {
        self.corpus.get_or_init(sample::corpus)
    }

    /// Their graph.
    pub(crate) fn graph(&self) -> &PropertyGraph {
        self.graph.get_or_init(sample::graph)
    }

    /// Its graph.json.
    pub(crate) fn graph_json(&self) -> &[u8] {
        self.graph_json.get_or_init(|| written::bytes(self.graph(), "json").expect("memory takes it"))
    }
}
