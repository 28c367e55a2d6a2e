//! What a hunt has done, kept in a file so that it goes on where it was stopped.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::settings::Settings;

/// Inputs that were checked one after the other.
#[derive(Serialize, Deserialize)]
pub(super) struct Chunk {
    /// The number of the first one.
    first: u64,
    /// How many of each target.
    inputs: BTreeMap<String, u64>,
    /// The longest check of each target in seconds, and the number of its input.
    slowest: BTreeMap<String, (f64, u64)>,
    /// Files of inputs on which a property does not hold.
    pub(super) faults: Vec<String>,
}

impl Chunk {
    pub(super) fn new(first: u64) -> Self {
        Self { first, inputs: BTreeMap::new(), slowest: BTreeMap::new(), faults: Vec::new() }
    }

    pub(super) fn count(&mut self, target: &str, number: u64, time: Duration) {
        *self.inputs.entry(target.to_owned()).or_default() += 1;
        let slowest = self.slowest.entry(target.to_owned()).or_default();
        if time.as_secs_f64() > slowest.0 {
            *slowest = (time.as_secs_f64(), number);
        }
    }
}

/// The chunks that are done.
pub(super) struct Progress {
    path: PathBuf,
    file: File,
    chunks: BTreeMap<u64, Chunk>,
}

impl Progress {
    /// Goes on with what the file of this seed and these targets says; what cannot be read of it is done again.
    pub(super) fn open(settings: &Settings) -> anyhow::Result<Self> {
        fs::create_dir_all(&settings.folder)?;
        let names: Vec<&str> = settings.targets.iter().map(|target| target.name).collect();
        let hash = crc32fast::hash(names.join(" ").as_bytes());
        let path = settings.folder.join(format!("progress-{}-{hash:08x}", settings.seed));
        let text = fs::read_to_string(&path).unwrap_or_default();
        let chunks = text.lines().filter_map(|line| serde_json::from_str::<Chunk>(line).ok());
        let chunks: BTreeMap<u64, Chunk> = chunks.map(|chunk| (chunk.first, chunk)).collect();
        if !chunks.is_empty() {
            eprintln!("goes on after {} chunks of an earlier hunt ({})", chunks.len(), path.display());
        }
        let file = OpenOptions::new().create(true).append(true).open(&path)?;
        Ok(Self { path, file, chunks })
    }

    pub(super) fn has(&self, first: u64) -> bool {
        self.chunks.contains_key(&first)
    }

    pub(super) fn add(&mut self, chunk: Chunk) -> anyhow::Result<()> {
        writeln!(self.file, "{}", serde_json::to_string(&chunk)?)?;
        self.chunks.insert(chunk.first, chunk);
        if self.chunks.len().is_multiple_of(100) {
            eprintln!("{} inputs, {} faults", self.inputs(), self.faults().len());
        }
        Ok(())
    }

    fn inputs(&self) -> u64 {
        self.chunks.values().flat_map(|chunk| chunk.inputs.values()).sum()
    }

    /// The saved inputs with how many showed the same, by name.
    fn faults(&self) -> BTreeMap<&str, usize> {
        let mut faults = BTreeMap::new();
        for fault in self.chunks.values().flat_map(|chunk| &chunk.faults) {
            *faults.entry(fault.as_str()).or_default() += 1;
        }
        faults
    }

    /// Prints how many inputs of each target were checked, the slowest ones, and the faults.
    pub(super) fn tell(&self) {
        let mut totals: BTreeMap<&str, (u64, f64, u64)> = BTreeMap::new();
        for chunk in self.chunks.values() {
            for (target, inputs) in &chunk.inputs {
                let total = totals.entry(target).or_default();
                total.0 += inputs;
                if let Some(&(seconds, number)) =
                    chunk.slowest.get(target).filter(|slowest| slowest.0 > total.1)
                {
                    (total.1, total.2) = (seconds, number);
                }
            }
        }
        for (target, (inputs, seconds, number)) in totals {
            eprintln!("{target:14} {inputs:8} inputs, the slowest {seconds:.2} s (number {number})");
        }
        for (fault, count) in self.faults() {
            eprintln!("fault: {fault} and {} more like it", count - 1);
        }
        eprintln!("{} inputs, {} faults", self.inputs(), self.faults().len());
    }

    /// Forgets a hunt that is done; whether every property held.
    pub(super) fn close(self, inputs: u64) -> anyhow::Result<bool> {
        if self.inputs() >= inputs {
            fs::remove_file(&self.path)?;
        }
        Ok(self.faults().is_empty())
    }
}
