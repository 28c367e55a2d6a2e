//! Inputs on which a property does not hold, saved once a kind of fault.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use portent_fuzz::{Input, Target, target};

use super::settings::Settings;
use super::shrink::shrunk;
use super::worker::Watched;

/// So much of what is said tells one fault from another.
const TELLING: usize = 100;

/// So much of it is printed.
const TOLD: usize = 400;

pub(super) struct Faults {
    folder: PathBuf,
    /// File of each kind of fault.
    known: Mutex<BTreeMap<String, String>>,
}

impl Faults {
    pub(super) fn new(settings: &Settings) -> Self {
        Self { folder: settings.folder.join("faults"), known: Mutex::default() }
    }

    /// Saves an input, cut short as far as it shows the same, with what was said; the name of the file of the first one of
    /// its kind.
    pub(super) fn keep(
        &self,
        watched: &mut Watched<'_>,
        input: &Input,
        what: &str,
    ) -> anyhow::Result<String> {
        let (target, kind) = (input.target.name, kind(input.target, what));
        let file = format!("{target}.{:016x}", input.choices);
        {
            let mut known = self.known.lock().expect("no panic here");
            if let Some(first) = known.get(&kind) {
                return Ok(first.clone());
            }
            known.insert(kind.clone(), file.clone());
        }
        eprintln!("{target}: {}", what.chars().take(TOLD).collect::<String>());
        let same = |bytes: &[u8]| {
            let shorter = Input { bytes: bytes.to_vec(), ..input.clone() };
            Ok(watched.check(&shorter)?.is_some_and(|what| self::kind(input.target, &what) == kind))
        };
        let bytes = shrunk(input.bytes.clone(), same)?;
        fs::create_dir_all(&self.folder)?;
        let path = self.folder.join(&file);
        fs::write(&path, &bytes)?;
        fs::write(self.folder.join(format!("{file}.whole")), &input.bytes)?;
        fs::write(self.folder.join(format!("{file}.txt")), format!("{what}\n"))?;
        eprintln!("{target}: saved {} bytes; .ci/fuzz --again {}", bytes.len(), path.display());
        Ok(file)
    }
}

/// What two inputs share that show the same fault: the target and the words, numbers and quoted texts left out.
fn kind(target: &Target, what: &str) -> String {
    let plain: String = what.split('"').step_by(2).collect();
    let words = plain.chars().filter(|c| !c.is_ascii_digit()).take(TELLING);
    format!("{} {}", target.name, words.collect::<String>())
}

/// Target and choices, as the name of a saved input says them.
pub(super) fn named(path: &Path) -> Option<(&'static Target, u64)> {
    let (name, choices) = path.file_name()?.to_str()?.split_once('.')?;
    Some((target(name)?, u64::from_str_radix(choices, 16).ok()?))
}
