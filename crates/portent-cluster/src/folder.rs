//! The folder of `portent names`, as the steps see it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use datafusion::arrow::array::{ArrayRef, RecordBatch, UInt32Array, UInt64Array};
use datafusion::parquet::arrow::ArrowWriter;
use portent::parts::{Contract, Part};

/// A folder and its contract.
pub(crate) struct Folder {
    /// Absolute, as executors open it.
    pub(crate) path: PathBuf,
    pub(crate) contract: Contract,
    /// What tells the contract from all others.
    pub(crate) fingerprint: String,
}

impl Folder {
    /// # Errors
    /// Where it is not there, or no such folder of this release.
    pub(crate) fn open(path: &Path) -> anyhow::Result<Self> {
        let contract = Contract::open(path)?;
        let path = path.canonicalize().with_context(|| path.display().to_string())?;
        let fingerprint = contract.fingerprint();
        Ok(Self { path, contract, fingerprint })
    }

    /// The file of a table.
    pub(crate) fn table(&self, file: &str) -> PathBuf {
        self.path.join(file)
    }

    /// The files of judged pairs of all parts.
    pub(crate) fn judged(&self, of: u32) -> Vec<PathBuf> {
        Part::all(of).map(|part| part.path(&self.path)).collect()
    }

    /// Writes a table of two columns, whole or not at all.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(crate) fn write(&self, file: &str, columns: [&str; 2], rows: &[(u32, u64)]) -> anyhow::Result<()> {
        let (path, made) = (self.table(file), self.table(&format!("{file}.tmp")));
        let keys: ArrayRef = Arc::new(UInt32Array::from_iter_values(rows.iter().map(|row| row.0)));
        let counts: ArrayRef = Arc::new(UInt64Array::from_iter_values(rows.iter().map(|row| row.1)));
        let batch = RecordBatch::try_from_iter([(columns[0], keys), (columns[1], counts)])?;
        let written = fs::File::create(&made).map_err(anyhow::Error::from).and_then(|out| {
            let mut writer = ArrowWriter::try_new(out, batch.schema(), None)?;
            writer.write(&batch)?;
            writer.into_inner()?.sync_all()?;
            Ok(fs::rename(&made, &path)?)
        });
        if written.is_err() {
            let _ = fs::remove_file(&made);
        }
        written.with_context(|| path.display().to_string())
    }
}
