//! Small archives, written after the pages of `fixtures/articles`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use portent::parse::{self, Corpus, ReadOptions};

use super::write;

static LEARNED_FROM: LazyLock<Corpus> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/articles");
    parse::read(&[folder], &ReadOptions::default()).unwrap()
});

/// An archive of so many pages with its truth, in a folder that is removed with it.
struct Archive {
    folder: PathBuf,
    truth: String,
}

impl Archive {
    fn new(name: &str, pages: usize, seed: u64) -> Self {
        let folder =
            std::env::temp_dir().join(format!("portent-invent-{}-{name}-{pages}", std::process::id()));
        let mut truth = Vec::new();
        write(&LEARNED_FROM, &folder, pages, seed, &mut truth).unwrap();
        Self { folder, truth: String::from_utf8(truth).unwrap() }
    }

    /// All files with what they hold.
    fn files(&self) -> BTreeMap<PathBuf, String> {
        let folders = fs::read_dir(&self.folder).unwrap();
        let files = folders.flat_map(|folder| fs::read_dir(folder.unwrap().path()).unwrap());
        let read = |path: PathBuf| {
            (path.strip_prefix(&self.folder).unwrap().to_owned(), fs::read_to_string(&path).unwrap())
        };
        files.map(|file| read(file.unwrap().path())).collect()
    }

    fn read(&self) -> Corpus {
        parse::read(std::slice::from_ref(&self.folder), &ReadOptions::default()).unwrap()
    }

    /// Rows, entities and pairs of rows with one entity.
    fn sizes(&self) -> [f64; 3] {
        let mut mentions: HashMap<&str, u64> = HashMap::new();
        let rows = self.truth.lines().skip(1).filter_map(|row| row.rsplit('\t').next());
        rows.for_each(|entity| *mentions.entry(entity).or_default() += 1);
        let pairs: u64 = mentions.values().map(|count| count * (count - 1) / 2).sum();
        [mentions.values().sum::<u64>() as f64, mentions.len() as f64, pairs as f64]
    }

    /// The number of different words in names.
    fn words(&self) -> usize {
        let corpus = self.read();
        let names = corpus.mentions.iter().filter(|mention| corpus.schema.is_table(mention.kind));
        let words = names.flat_map(|mention| mention.name.split(' ').map(str::to_lowercase));
        words.collect::<BTreeSet<String>>().len()
    }
}

impl Drop for Archive {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

#[test]
fn the_same_arguments_give_the_same_bytes_and_another_seed_others() {
    let [one, same, other] =
        [("one", 3), ("same", 3), ("other", 4)].map(|(name, seed)| Archive::new(name, 12, seed));
    assert_eq!((one.files(), &one.truth), (same.files(), &same.truth));
    assert_ne!(one.files(), other.files());
}

#[test]
fn the_truth_covers_each_row_that_is_read_and_is_sorted() {
    let archive = Archive::new("truth", 24, 1);
    let corpus = archive.read();
    let truth = crate::measure_recovery::parse_truth(&archive.truth).unwrap();
    let rows = corpus.mentions.iter().filter(|mention| corpus.schema.is_table(mention.kind)).count();
    let found = crate::measure_recovery::pairs(&corpus, &truth, |_| 0);
    assert_eq!((found.len(), truth.len()), (rows, rows));
    assert_eq!(corpus.rows.reported, 0);
    let keys: Vec<(&str, &str, u32)> = archive
        .truth
        .lines()
        .skip(1)
        .map(|row| {
            let cells: Vec<&str> = row.split('\t').collect();
            (cells[0], cells[1], cells[2].parse().unwrap())
        })
        .collect();
    assert!(keys.is_sorted());
    let article = &corpus.articles.raw[5];
    assert!(article.link.is_some() && article.edition.is_some() && !article.title.is_empty());
}

#[test]
fn entities_grow_with_pages_and_words_slower() {
    let [small, large] = [60, 120].map(|pages| Archive::new("growth", pages, 1));
    let [rows, entities, _] = growth(&small, &large);
    assert!((entities / 2.0 - 1.0).abs() < 0.1, "{entities}");
    let [once, twice] = [&small, &large].map(|archive| archive.words() as f64);
    assert!(twice > 1.05 * once && twice / once < 0.95 * rows, "{once} {twice}");
}

/// Pairs are mostly those of the few entities that are mentioned often, whose mentions a small archive does not hold yet.
#[test]
#[ignore = "writes 12,000 pages"]
fn true_pairs_grow_with_pages() {
    let [small, large] = [4000, 8000].map(|pages| Archive::new("pairs", pages, 1));
    let [_, entities, pairs] = growth(&small, &large);
    assert!((entities / 2.0 - 1.0).abs() < 0.1 && (pairs / 2.0 - 1.0).abs() < 0.1, "{entities} {pairs}");
}

/// How many times as many rows, entities and pairs the second archive has.
fn growth(small: &Archive, large: &Archive) -> [f64; 3] {
    let (once, twice) = (small.sizes(), large.sizes());
    std::array::from_fn(|at| twice[at] / once[at])
}
