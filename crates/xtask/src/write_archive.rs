//! Invents an archive as large as wanted: `cargo xtask write_archive PAGES OUT --pages N [--seed S] [--truth FILE]`.
//!
//! What PAGES holds is learned (names, words, texts, lengths, which words stand together); N invented pages that grow as
//! a real archive does are written to OUT, 1,000 a folder, and what each row names to FILE.

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use portent::parse::{self, ReadOptions};

use crate::invent;
use crate::timing::timed;

pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::read(arguments)?;
    let corpus = timed("read", || parse::read(&[arguments.pages], &ReadOptions::default()))?;
    fs::create_dir_all(&arguments.out)?;
    if fs::read_dir(&arguments.out)?.next().is_some() {
        return Err(format!("{} holds files already: give an empty folder", arguments.out.display()).into());
    }
    let mut truth: Box<dyn Write> = match &arguments.truth {
        Some(file) => Box::new(BufWriter::new(File::create(file)?)),
        None => Box::new(io::sink()),
    };
    let write = || invent::write(&corpus, &arguments.out, arguments.count, arguments.seed, &mut truth);
    let written = timed("write", write)?;
    println!("{} pages, {} rows, {} entities", written.pages, written.rows, written.entities);
    Ok(())
}

struct Arguments {
    pages: PathBuf,
    out: PathBuf,
    count: usize,
    seed: u64,
    truth: Option<PathBuf>,
}

impl Arguments {
    fn read(words: impl Iterator<Item = String>) -> Result<Self, Box<dyn Error>> {
        let (mut folders, mut count, mut seed, mut truth) = (Vec::new(), None, 1, None);
        let mut words = words;
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or(format!("{word} needs a value"));
            match word.as_str() {
                "--pages" => count = Some(value()?.parse()?),
                "--seed" => seed = value()?.parse()?,
                "--truth" => truth = Some(value()?.into()),
                folder => folders.push(PathBuf::from(folder)),
            }
        }
        let [pages, out]: [PathBuf; 2] =
            folders.try_into().map_err(|_| "give the folder to learn from and the one to write to")?;
        Ok(Self { pages, out, count: count.ok_or("--pages N is needed")?, seed, truth })
    }
}
