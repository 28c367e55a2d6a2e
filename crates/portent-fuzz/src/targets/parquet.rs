//! Parquet tables, as our own exporter writes them and as nobody does.

use portent::export::{ExportOptions, Files, Writer, by_name};
use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::mutation::words;
use crate::properties::folder;
use crate::sample;
use crate::target::Target;

pub(super) const TARGET: Target = Target {
    name: "parquet",
    summary: "Parquet tables (no more than a few bytes where the feature is absent)",
    share: 4,
    seeds,
    pieces: &["PAR1", "\u{15}\0", "\u{4c}", "schema", "name"],
    step: words::step,
    check: |rig, input, choices| folder::holds(rig, &[("signals.parquet".into(), input)], choices),
};

#[derive(Default)]
struct Memory(BTreeMap<String, Vec<u8>>);

impl Files for Memory {
    fn create(&mut self, name: &str) -> io::Result<&mut dyn Write> {
        Ok(self.0.entry(name.to_owned()).or_default())
    }
}

fn seeds() -> Vec<Vec<u8>> {
    let mut files = Memory::default();
    if let Some(Writer::Several(write)) = by_name("parquet").map(|format| format.writer) {
        write(&sample::graph(), &ExportOptions::default(), &mut files).expect("memory takes it");
    }
    files.0.into_values().chain([b"PAR1\x15\0\x15\0PAR1".to_vec()]).collect()
}
