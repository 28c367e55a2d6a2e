//! One part of the candidates: judged by itself, and put together with the others.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::contract::{BUCKETS, CANDIDATES, CONTRACT, Contract, NAMES, PAIRS};
use super::pairs::{self, About, Bucket, Candidate};
use super::table::broken;
use super::{TASK, names};
use crate::error::Error;
use crate::parse::KindId;
use crate::resolve::blocking::pack;
use crate::resolve::prepared::{PreparedName, SharedVocabulary};
use crate::resolve::stages::Judge;
use crate::resolve::{JudgedPairs, Judgment, NameId, Pair, Verdict};
use portent_graph::parallel;

/// Which part of how many, counted from 1: `3/8`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    number: u32,
    of: u32,
}

impl Part {
    /// All candidates in one part.
    pub const WHOLE: Self = Self { number: 1, of: 1 };

    /// Part `number` of `of`; `None` unless 1 <= `number` <= `of`.
    #[must_use]
    pub fn new(number: u32, of: u32) -> Option<Self> {
        (1..=of).contains(&number).then_some(Self { number, of })
    }

    /// All parts of `of`.
    pub fn all(of: u32) -> impl Iterator<Item = Self> {
        (1..=of).map(move |number| Self { number, of })
    }

    /// The file of its judged pairs.
    #[must_use]
    pub fn path(self, folder: &Path) -> PathBuf {
        folder.join(PAIRS).join(format!("{}-of-{}.parquet", self.number, self.of))
    }

    /// Its buckets: those whose middle candidate lies in its share of all. Linear in the buckets.
    fn buckets(self, all: &[Bucket]) -> Range<usize> {
        let total: u64 = all.iter().map(|bucket| u64::from(bucket.1)).sum();
        let mut before = 0;
        let share = |part: u32| total * u64::from(part) / u64::from(self.of);
        let (from, to) = (share(self.number - 1), share(self.number));
        let mut range = 0..0;
        for (at, bucket) in all.iter().enumerate() {
            let middle = before + u64::from(bucket.1) / 2;
            before += u64::from(bucket.1);
            if middle < from {
                range = at + 1..at + 1;
            } else if middle < to {
                range.end = at + 1;
            }
        }
        range
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl FromStr for Part {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text:?} is no part: write I/N, such as 3/8, with I from 1 to N");
        let (number, of) = text.split_once('/').ok_or_else(wrong)?;
        let (number, of) = number.parse().ok().zip(of.parse().ok()).ok_or_else(wrong)?;
        Self::new(number, of).ok_or_else(wrong)
    }
}

/// A judge of some names of a folder.
pub struct PartJudge {
    judge: Judge,
    /// The names that it knows, sorted.
    names: Vec<NameId>,
}

impl PartJudge {
    /// A judge of the `wanted` names. Time and memory follow these, the words of all names, and one group of rows.
    ///
    /// # Errors
    /// [`Error::Read`], and [`Error::Malformed`] for files that are not those of the contract.
    pub fn open(folder: &Path, contract: &Contract, mut wanted: Vec<NameId>) -> Result<Self, Error> {
        wanted.sort_unstable();
        wanted.dedup();
        let path = folder.join(NAMES);
        let prepared = names::read(&path, contract.sum(folder, NAMES)?.crc32, &wanted)?;
        let shared = SharedVocabulary {
            archive: contract.vocabulary(folder)?,
            frozen: contract.frozen_stems.and_then(|stems| usize::try_from(stems).ok()),
            people: contract.people.map(KindId::new),
        };
        let stems = shared.stems();
        let is_known = |name: &PreparedName| {
            let words = name.words.iter().map(|word| word.stem);
            words.chain(name.told.iter().copied()).all(|stem| (stem as usize) < stems)
        };
        if !prepared.iter().all(is_known) {
            return Err(broken(&path, "a name has words that are not in the vocabulary"));
        }
        let judge = Judge::of_prepared(&shared, prepared, &contract.options(folder)?);
        Ok(Self { judge, names: wanted })
    }

    /// A judge of the names of a part.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn of_part(folder: &Path, contract: &Contract, part: Part) -> Result<Self, Error> {
        Self::of_candidates(folder, contract, &candidates(folder, contract, part)?)
    }

    fn of_candidates(folder: &Path, contract: &Contract, candidates: &[Candidate]) -> Result<Self, Error> {
        Self::open(folder, contract, candidates.iter().flat_map(|&(_, a, b)| [a, b]).collect())
    }

    /// What is said of two of its names, [`End::A`](crate::resolve::End::A) being the smaller one; `None` where it does not
    /// know them.
    #[must_use]
    pub fn judge(&self, a: NameId, b: NameId) -> Option<Judgment> {
        let own = |name: NameId| self.names.binary_search(&name).ok().map(NameId::from);
        Some(self.judge.judge_near(own(a)?, own(b)?))
    }

    /// What is said of two of its names, `a` the smaller one, as a part keeps it; `None` where it does not know them.
    #[must_use]
    pub fn pair(&self, a: NameId, b: NameId) -> Option<Pair> {
        let Judgment { probability, verdict, guard, .. } = self.judge(a, b)?;
        Some(Pair { a, b, probability, verdict, guarded: guard.is_some(), decided: false })
    }
}

/// What judging a part did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// Candidates judged.
    pub candidates: u64,
    /// Pairs that are not distinct.
    pub pairs: usize,
    /// The file was whole already, and was left.
    pub was_there: bool,
}

/// Judges the candidates of a part and writes them; where the file is there, whole and of this contract, nothing is done
/// unless `again`. Candidates of the part times some 13 millionths of a second, on all threads.
///
/// # Errors
/// [`Error::Read`], [`Error::Write`], and [`Error::Malformed`] for files that are not those of the contract.
pub fn judge(folder: &Path, part: Part, again: bool) -> Result<Done, Error> {
    let contract = Contract::open(folder)?;
    if !again && let Some(done) = already(folder, &contract, part) {
        return Ok(done);
    }
    let candidates = candidates(folder, &contract, part)?;
    let judge = PartJudge::of_candidates(folder, &contract, &candidates)?;
    let found = parallel::flat(&candidates, TASK, |_, &(_, a, b), found| {
        found.extend(judge.pair(a, b).filter(|pair| pair.verdict != Verdict::Distinct));
    });
    let mut judged = BTreeMap::new();
    candidates.iter().for_each(|&(bucket, ..)| *judged.entry(bucket).or_default() += 1);
    write_judged(folder, &contract, part, found, judged)
}

/// Writes what was judged of a part by whoever did so: the pairs that are not distinct, in any order, and how many candidates
/// of each bucket were judged. The bytes are those of [`judge`]. A sort: n log n in the pairs.
///
/// # Errors
/// [`Error::Part`] where the buckets of the part hold other numbers of candidates; [`Error::Write`], [`Error::Read`],
/// [`Error::Malformed`].
pub fn write_judged(
    folder: &Path,
    contract: &Contract,
    part: Part,
    mut pairs: Vec<Pair>,
    judged: BTreeMap<u32, u64>,
) -> Result<Done, Error> {
    if judged != buckets_of(folder, contract, part)? {
        return Err(unusable(
            folder,
            part,
            false,
            format!("part {part} has other candidates than were judged"),
        ));
    }
    parallel::sort_by_key(&mut pairs, |pair| pack(pair.a, pair.b));
    let candidates = judged.values().sum();
    let about = About { contract: contract.fingerprint(), part: part.to_string(), judged };
    pairs::write(&part.path(folder), &pairs, &about)?;
    Ok(Done { candidates, pairs: pairs.len(), was_there: false })
}

/// The buckets of a part, and how many candidates each holds.
///
/// # Errors
/// [`Error::Read`], [`Error::Malformed`].
pub fn buckets_of(folder: &Path, contract: &Contract, part: Part) -> Result<BTreeMap<u32, u64>, Error> {
    let all = buckets(folder, contract)?;
    let own = part.buckets(&all);
    Ok(all[own].iter().map(|&(bucket, candidates)| (bucket, candidates.into())).collect())
}

fn buckets(folder: &Path, contract: &Contract) -> Result<Vec<Bucket>, Error> {
    pairs::buckets(&folder.join(BUCKETS), contract.sum(folder, BUCKETS)?.crc32)
}

/// The candidates of a part, sorted by (bucket, a, b).
fn candidates(folder: &Path, contract: &Contract, part: Part) -> Result<Vec<Candidate>, Error> {
    let all = buckets(folder, contract)?;
    let own = part.buckets(&all);
    let count = |buckets: &[Bucket]| buckets.iter().map(|bucket| bucket.1 as usize).sum::<usize>();
    let (start, length) = (count(&all[..own.start]), count(&all[own]));
    let sum = contract.sum(folder, CANDIDATES)?.crc32;
    pairs::candidates(&folder.join(CANDIDATES), sum, start..start + length)
}

/// What the file of a part says, where it is there, whole and of this contract.
#[must_use]
pub fn already(folder: &Path, contract: &Contract, part: Part) -> Option<Done> {
    let (about, pairs) = pairs::read(&part.path(folder), contract.files.get(NAMES)?.rows).ok()?;
    let is_this = about.contract == contract.fingerprint() && about.part == part.to_string();
    is_this.then(|| Done { candidates: about.judged.values().sum(), pairs: pairs.len(), was_there: true })
}

/// The judged pairs of all parts of a folder, checked: every part is there and of this contract, and of each bucket as many
/// candidates were judged as it holds.
///
/// # Errors
/// [`Error::Part`] for a part that is missing or of another run; [`Error::Read`], [`Error::Malformed`].
pub fn judged(folder: &Path) -> Result<JudgedPairs, Error> {
    let contract = Contract::open(folder)?;
    let path = folder.join(CONTRACT);
    let expected = buckets_of(folder, &contract, Part::WHOLE)?;
    let names = contract.sum(folder, NAMES)?.rows;
    let mut judged: BTreeMap<u32, u64> = BTreeMap::new();
    let mut found = Vec::new();
    for part in parts(folder)? {
        let path = part.path(folder);
        let other = |message: String| unusable(folder, part, true, message);
        let (about, pairs) = pairs::read(&path, names).map_err(|error| other(error.to_string()))?;
        if about.contract != contract.fingerprint() || about.part != part.to_string() {
            return Err(other(format!("{} is of another contract or another part", path.display())));
        }
        found.extend(pairs);
        about.judged.into_iter().for_each(|(bucket, count)| *judged.entry(bucket).or_default() += count);
    }
    if judged != expected {
        let odd = expected.iter().find(|(bucket, count)| judged.get(bucket) != Some(count));
        let (bucket, count) = odd.map_or((0, 0), |(bucket, count)| (*bucket, *count));
        let own = judged.get(&bucket).copied().unwrap_or(0);
        return Err(Error::Malformed {
            path,
            line: 1,
            column: 1,
            message: format!("bucket {bucket} holds {count} candidates, and its parts judged {own}"),
            hint: Some("judge all parts again".into()),
        });
    }
    parallel::sort_by_key(&mut found, |pair| pack(pair.a, pair.b));
    let candidates = candidates(folder, &contract, Part::WHOLE)?;
    let mut candidates: Vec<(NameId, NameId)> = candidates.into_iter().map(|(_, a, b)| (a, b)).collect();
    parallel::sort_by_key(&mut candidates, |pair| pack(pair.0, pair.1));
    let number = |digits: &str| u64::from_str_radix(digits, 16).map_err(|_| broken(&path, "no hash"));
    let (corpus, names) = (number(&contract.corpus)?, number(&contract.names)?);
    let Contract { settings, remarks, .. } = contract;
    Ok(JudgedPairs { path, corpus, names, settings, candidates, pairs: found, remarks })
}

/// The parts that are there, all of one number: the least that is complete.
fn parts(folder: &Path) -> Result<Vec<Part>, Error> {
    let path = folder.join(PAIRS);
    let entries = path.read_dir().map_err(|source| Error::Read { path: path.clone(), source })?;
    let mut there: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for name in entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()) {
        let part = name.strip_suffix(".parquet").and_then(|name| name.split_once("-of-"));
        if let Some((number, of)) = part.and_then(|(number, of)| number.parse().ok().zip(of.parse().ok())) {
            there.entry(of).or_default().push(number);
        }
    }
    let is_whole = |(of, numbers): &(&u32, &Vec<u32>)| (1..=**of).all(|number| numbers.contains(&number));
    if let Some((&of, _)) = there.iter().find(is_whole) {
        return Ok(Part::all(of).collect());
    }
    let nearest = there.iter().max_by_key(|(of, numbers)| (numbers.len(), std::cmp::Reverse(**of)));
    let (of, numbers) = nearest.map_or((1, &[][..]), |(of, numbers)| (*of, numbers));
    let missing = (1..=of).find(|number| !numbers.contains(number)).unwrap_or(1);
    let lacking = of as usize - numbers.len();
    let message = match lacking {
        1 => format!("part {missing} of {of} is missing"),
        _ => format!("{lacking} of {of} parts are missing, part {missing} the first of them"),
    };
    Err(unusable(folder, Part { number: missing, of }, false, message))
}

fn unusable(folder: &Path, part: Part, is_there: bool, message: String) -> Error {
    Error::Part { folder: folder.to_owned(), part: part.to_string(), is_there, message }
}

#[cfg(test)]
mod tests {
    use super::Part;

    #[test]
    fn parts_take_every_bucket_once_in_order_and_may_be_empty() {
        let buckets = [(0, 5), (3, 90), (4, 1), (9, 4), (11, 100)];
        for of in 1..12 {
            let ranges: Vec<_> = Part::all(of).map(|part| part.buckets(&buckets)).collect();
            let all: Vec<usize> = ranges.iter().cloned().flatten().collect();
            assert_eq!(all, [0, 1, 2, 3, 4], "{of} parts: {ranges:?}");
        }
        // By hand: 200 candidates in 2 shares; the middles are 2, 50, 95, 98, 150.
        assert_eq!(Part::all(2).map(|part| part.buckets(&buckets)).collect::<Vec<_>>(), [0..4, 4..5]);
        assert!(Part::new(1, 3).unwrap().buckets(&[]).is_empty());
    }
}
