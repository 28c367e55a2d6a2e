//! What guards forbid, and how much of it is right: `cargo xtask measure_guards FOLDER PAIRS`.
//!
//! Printed is, for each guard, how many labeled pairs it is the first to forbid (whatever their match probability), and
//! how many of those are labeled duplicates all the same.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use portent::parse::{self, ReadOptions};
use portent::resolve::stages::{Judge, names};
use portent::resolve::{GUARDS, ResolveOptions, Verdict, pairs};

pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn Error>> {
    let mut arguments = arguments;
    let folder = PathBuf::from(arguments.next().ok_or("a folder of articles is needed")?);
    let path = PathBuf::from(arguments.next().ok_or("a file of labeled pairs is needed")?);
    let labeled = pairs::read(&path, &std::fs::read_to_string(&path)?)?;
    let corpus = parse::read(&[folder], &ReadOptions::default())?;
    let names = Arc::new(names(&corpus, &[]).0);
    let judge = Judge::new(&corpus, &names, &ResolveOptions::default());
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for (pair, found) in labeled.iter().zip(pairs::locate(&corpus, &names, &labeled)) {
        let Some(guard) = found.filter(|(a, b)| a != b).and_then(|(a, b)| judge.guard_of(a, b)) else {
            continue;
        };
        let [forbidden, duplicates] = counts.entry(guard).or_default();
        *forbidden += 1;
        *duplicates += usize::from(pair.label == Verdict::Duplicate);
    }
    for guard in GUARDS {
        let [forbidden, duplicates] = counts.get(guard.name).copied().unwrap_or_default();
        println!("{:14} {forbidden:6} forbidden, {duplicates:5} duplicates", guard.name);
    }
    Ok(())
}
