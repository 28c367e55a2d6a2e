//! How well the entities of an invented archive are recovered: `cargo xtask measure_recovery FOLDER [TRUTH [THREADS]]`
//! (default 2 threads). TRUTH is what `write_archive` wrote; without it only what needs no truth is printed.

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use portent::parse::{self, Corpus, KindId, MentionId, ReadOptions};
use portent::resolve::{Resolution, ResolveOptions, Resolver, Verdict};

use crate::bcubed::agreement;
use crate::timing::{cpu_seconds, timed};

pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn Error>> {
    let mut arguments = arguments;
    let folder = PathBuf::from(arguments.next().ok_or("a folder of articles is needed")?);
    let truth = arguments.next().map(PathBuf::from);
    let threads = arguments.next().map_or(Ok(2), |threads| threads.parse())?;
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    let corpus = timed("read", || parse::read(&[folder], &ReadOptions::default()))?;
    let (start, before) = (std::time::Instant::now(), cpu_seconds());
    let resolver = Resolver::new(&corpus, ResolveOptions::default())?;
    let resolution = resolver.resolution();
    let wall = start.elapsed().as_secs_f64();
    let cpu = before.zip(cpu_seconds()).map(|(before, after)| after[0] + after[1] - before[0] - before[1]);
    tell(&corpus, resolution);
    line("pairs judged", resolver.candidates().len());
    let names = resolution.names.len().max(1) as f64;
    line("pairs judged a name", format!("{:.2}", resolver.candidates().len() as f64 / names));
    line("CPU seconds", cpu.map_or("unknown".to_owned(), |cpu| format!("{cpu:.1}")));
    line("wall seconds", format!("{wall:.1}"));
    if let Some(truth) = truth {
        compare(&corpus, resolution, &read_truth(&truth)?)?;
    }
    Ok(())
}

fn line(what: &str, value: impl std::fmt::Display) {
    println!("{what:38}{value:>14}");
}

/// The mentions that stand in tables.
fn rows(corpus: &Corpus) -> impl Iterator<Item = (MentionId, &parse::Mention)> {
    corpus.mentions.iter_enumerated().filter(|(_, mention)| corpus.schema.is_table(mention.kind))
}

/// What needs no truth.
fn tell(corpus: &Corpus, resolution: &Resolution) {
    let (mut entities, mut names, mut words, mut count) = (Vec::new(), Vec::new(), 0, 0);
    for (id, mention) in rows(corpus) {
        let name = resolution.name_of[id];
        entities.push(resolution.entity_of[name]);
        names.push(name);
        words += mention.name.split_whitespace().count();
        count += 1;
    }
    let mut types: Vec<String> = rows(corpus)
        .flat_map(|(_, mention)| mention.name.split(|letter: char| !letter.is_alphanumeric()))
        .map(str::to_lowercase)
        .collect();
    types.sort_unstable();
    types.dedup();
    entities.sort_unstable();
    entities.dedup();
    names.sort_unstable();
    names.dedup();
    let of_rows = |part: usize| format!("{:.3}", part as f64 / count.max(1) as f64);
    line("pages", corpus.articles.len());
    line("rows", count);
    line("names", names.len());
    line("names a row", of_rows(names.len()));
    line("words a name", of_rows(words));
    line("words in names", types.len());
    line("found entities", entities.len());
    let duplicates = resolution.pairs.iter().filter(|pair| pair.verdict == Verdict::Duplicate).count();
    line("duplicate pairs of names", duplicates);
    let largest = resolution.entities.iter().map(|entity| entity.names.len()).max();
    line("names of the largest entity", largest.unwrap_or_default());
    line("found entities a name", format!("{:.3}", entities.len() as f64 / names.len().max(1) as f64));
}

/// What `write_archive` says of rows. Pages and sections are numbered, so that millions of rows take little memory.
#[derive(Debug, Default)]
pub(crate) struct Truth {
    pages: HashMap<String, u32>,
    sections: HashMap<String, u32>,
    /// The entity of each row by page, section and place in it (from 1).
    entities: HashMap<[u32; 3], u32>,
}

impl Truth {
    fn insert(&mut self, page: &str, section: &str, row: u32, entity: u32) {
        let number = |of: &mut HashMap<String, u32>, text: &str| match of.get(text) {
            Some(&known) => known,
            None => {
                let next = of.len() as u32;
                of.insert(text.to_owned(), next);
                next
            }
        };
        let key = [number(&mut self.pages, page), number(&mut self.sections, section), row];
        self.entities.insert(key, entity);
    }

    fn entity(&self, page: &str, section: &str, row: u32) -> Option<u32> {
        self.entities.get(&[*self.pages.get(page)?, *self.sections.get(section)?, row]).copied()
    }

    /// How many rows it knows.
    pub(crate) fn len(&self) -> usize {
        self.entities.len()
    }
}

fn read_truth(path: &Path) -> Result<Truth, Box<dyn Error>> {
    parse_truth(&fs::read_to_string(path)?).map_err(|error| format!("{}:{error}", path.display()).into())
}

/// Reads what `write_archive` wrote; an error begins with its line.
pub(crate) fn parse_truth(text: &str) -> Result<Truth, String> {
    let mut truth = Truth::default();
    for (number, text) in text.lines().enumerate().skip(1) {
        let cells: Vec<&str> = text.split('\t').collect();
        let [page, section, row, entity] = cells[..] else {
            return Err(format!("{}: four cells expected", number + 1));
        };
        let parse = |cell: &str| cell.parse::<u32>().map_err(|error| format!("{}: {error}", number + 1));
        truth.insert(page, section, parse(row)?, parse(entity)?);
    }
    Ok(truth)
}

/// What the truth says of the groups that were found.
fn compare(corpus: &Corpus, resolution: &Resolution, truth: &Truth) -> Result<(), Box<dyn Error>> {
    let pairs = pairs(corpus, truth, |id| usize::from(resolution.entity_of[resolution.name_of[id]]) as u32);
    if pairs.len() != truth.len() {
        let known = pairs.len();
        return Err(format!("{known} rows of the {} in the truth were read", truth.len()).into());
    }
    let found = agreement(pairs.into_iter());
    line("true entities", found.entities);
    line("true pairs of rows", found.true_pairs);
    line("B-cubed precision", format!("{:.4}", found.precision));
    line("B-cubed recall", format!("{:.4}", found.recall));
    line("B-cubed F1", format!("{:.4}", found.f1()));
    line("entities with two mentions or more", found.repeated);
    line("mean share in their largest group", format!("{:.4}", found.largest_share));
    Ok(())
}

/// The true entity and the found group of each row that the truth knows.
pub(crate) fn pairs(corpus: &Corpus, truth: &Truth, group: impl Fn(MentionId) -> u32) -> Vec<(u32, u32)> {
    let mut row: HashMap<KindId, u32> = HashMap::new();
    let mut article = None;
    let pair = |(id, mention): (MentionId, &parse::Mention)| {
        if article != Some(mention.article) {
            row.clear();
            article = Some(mention.article);
        }
        let row = row.entry(mention.kind).or_default();
        *row += 1;
        let path = Path::new(&corpus.articles[mention.article].path);
        let page = path.file_stem().unwrap_or_default().to_string_lossy();
        let section = &corpus.schema.kind(mention.kind).heading;
        Some((truth.entity(&page, section, *row)?, group(id)))
    };
    rows(corpus).filter_map(pair).collect()
}
