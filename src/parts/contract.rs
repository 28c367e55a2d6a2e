//! `contract.json`: what a folder of parts holds, and by what its pairs are judged.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::table::broken;
use crate::error::Error;
use crate::export::output;
use crate::remark::Remark;
use crate::resolve::model::Model;
use crate::resolve::{Archive, ResolveOptions};
use portent_graph::hash;

/// The version of the folder; another one is refused.
pub const VERSION: u32 = 1;
/// The file that says what the folder holds; it is written last.
pub const CONTRACT: &str = "contract.json";
/// Vectors of words and stems of names, as in the file of an archive.
pub const VOCABULARY: &str = "vocabulary.portent";
/// Names with all that judging knows of them.
pub const NAMES: &str = "names.parquet";
/// Pairs that are to be judged.
pub const CANDIDATES: &str = "candidates.parquet";
/// How many candidates each bucket holds.
pub const BUCKETS: &str = "buckets.parquet";
/// The folder of judged pairs.
pub const PAIRS: &str = "pairs";

/// One file of the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileSum {
    /// Its rows; 0 for what is no table.
    pub rows: u64,
    /// CRC-32 of its bytes.
    pub crc32: u32,
}

/// What a folder holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contract {
    /// [`VERSION`].
    pub contract: u32,
    /// The release that wrote it: another one may judge otherwise.
    pub generator: String,
    /// A hash of the articles, as hexadecimal digits.
    pub corpus: String,
    /// A hash of the names, as hexadecimal digits.
    pub names: String,
    /// By what its pairs are judged, in words.
    pub settings: String,
    /// Least match probability of a duplicate, where it is not that of the weights.
    pub threshold: Option<f64>,
    /// The weights of the match model, where they are not those that portent ships.
    pub weights: Option<String>,
    /// How many stems of the vocabulary an archive brought; none where the articles did.
    pub frozen_stems: Option<u64>,
    /// The number of the kind of people, of whom two are one only where their names are equal.
    pub people: Option<u32>,
    /// What bringing names together left out.
    pub remarks: Vec<Remark>,
    /// All files but this one and those of judged pairs.
    pub files: BTreeMap<String, FileSum>,
}

/// The release that runs.
pub(super) const GENERATOR: &str = concat!("portent ", env!("CARGO_PKG_VERSION"));

impl Contract {
    /// Reads what a folder holds.
    ///
    /// # Errors
    /// [`Error::Read`], and [`Error::Malformed`] for what is no contract, of another version or another release.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(CONTRACT);
        let text =
            std::fs::read_to_string(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
        let names = "run `portent names` to write the folder";
        let version = serde_json::from_str::<Version>(&text).map(|version| version.contract);
        if version.as_ref().is_ok_and(|&version| version != VERSION) {
            let version = version.unwrap_or_default();
            return Err(refused(
                &path,
                &format!("a contract of version {version}, and this portent has {VERSION}"),
                names,
            ));
        }
        let contract: Self = serde_json::from_str(&text).map_err(|error| Error::Malformed {
            path: path.clone(),
            line: u32::try_from(error.line()).unwrap_or(1),
            column: u32::try_from(error.column()).unwrap_or(1),
            message: format!("no contract of parts: {error}"),
            hint: Some(names.into()),
        })?;
        if contract.generator != GENERATOR {
            let message = format!(
                "written by {}, and this is {GENERATOR}, which may judge otherwise",
                contract.generator
            );
            return Err(refused(&path, &message, "run all steps with one release"));
        }
        Ok(contract)
    }

    pub(super) fn write(&self, folder: &Path) -> Result<(), Error> {
        let path = folder.join(CONTRACT);
        let text = serde_json::to_string_pretty(self);
        let text = text.map_err(|error| Error::Write { path: path.clone(), source: error.into() })?;
        output::write_text(&path, &(text + "\n"))
    }

    /// What tells it from all others, as hexadecimal digits.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let text = serde_json::to_string(self).unwrap_or_default();
        format!("{:016x}", hash::extend(hash::START, text.bytes()))
    }

    pub(super) fn sum(&self, folder: &Path, file: &str) -> Result<FileSum, Error> {
        let missing = || broken(&folder.join(CONTRACT), &format!("says nothing of {file}"));
        self.files.get(file).copied().ok_or_else(missing)
    }

    /// By what its pairs are judged.
    ///
    /// # Errors
    /// [`Error::Malformed`] for weights that cannot be read.
    pub(super) fn options(&self, folder: &Path) -> Result<ResolveOptions, Error> {
        let read = |text: &String| Model::read(&folder.join(CONTRACT), text).map(std::sync::Arc::new);
        let model = self.weights.as_ref().map(read).transpose()?;
        Ok(ResolveOptions::default().with_threshold(self.threshold).with_model(model))
    }

    /// The vocabulary of all parts.
    ///
    /// # Errors
    /// [`Error::Read`], [`Error::Malformed`].
    pub(super) fn vocabulary(&self, folder: &Path) -> Result<Archive, Error> {
        let path = folder.join(VOCABULARY);
        let bytes = std::fs::read(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
        if self.sum(folder, VOCABULARY)?.crc32 != crc32fast::hash(&bytes) {
            return Err(broken(&path, "not the vocabulary that `portent names` wrote"));
        }
        Archive::read(&path, &bytes)
    }
}

#[derive(Deserialize)]
struct Version {
    contract: u32,
}

fn refused(path: &Path, message: &str, hint: &str) -> Error {
    let path: PathBuf = path.to_owned();
    Error::Malformed { path, line: 1, column: 1, message: message.to_owned(), hint: Some(hint.to_owned()) }
}
