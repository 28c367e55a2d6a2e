//! How often each veto is right: `cargo xtask measure_guards FOLDER PAIRS.tsv … [--wrong NAME]`.
//!
//! For each veto and each sign: the labeled pairs on which it fires, whatever their match probability, and how many of
//! those are duplicates. `--wrong` lists the duplicates on which one fires.

use std::path::PathBuf;

use portent::parse::{self, ReadOptions};
use portent::resolve::Verdict;
use portent::resolve::guards::{Firing, firings};
use portent::resolve::pairs::{self, LabeledPair};

pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = arguments;
    let folder = PathBuf::from(arguments.next().ok_or("a folder of articles is needed")?);
    let files: Vec<String> = arguments.by_ref().take_while(|word| word != "--wrong").collect();
    let wrong = arguments.next();
    let mut labeled: Vec<LabeledPair> = Vec::new();
    for file in files.into_iter().map(PathBuf::from) {
        labeled.extend(pairs::read(&file, &std::fs::read_to_string(&file)?)?);
    }
    let corpus = parse::read(&[folder], &ReadOptions::default())?;
    let fired = firings(&corpus, &labeled)?;
    println!("{:16}{:8}{:>8}{:>12}{:>8}", "", "", "fires", "duplicates", "share");
    fired.iter().for_each(print);
    for firing in fired.iter().filter(|firing| wrong.as_deref() == Some(firing.name)) {
        let pairs = firing.pairs.iter().map(|&at| &labeled[at]);
        for pair in pairs.filter(|pair| pair.label == Verdict::Duplicate) {
            println!("{} / {}", pair.sides[0].name, pair.sides[1].name);
        }
    }
    Ok(())
}

fn print(firing: &Firing) {
    let share = firing.duplicates as f64 / firing.pairs.len().max(1) as f64;
    let role = if firing.forbids { "veto" } else { "sign" };
    println!("{:16}{role:8}{:8}{:12}{share:8.3}", firing.name, firing.pairs.len(), firing.duplicates);
}
