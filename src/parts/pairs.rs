//! Candidates, buckets of them, and `pairs/I-of-N.parquet`: the judged pairs of a part.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use super::table::{self, Column, Field, GROUP, Table, broken};
use crate::error::Error;
use crate::parse::guarded;
use crate::resolve::{End, NameId, Pair, Verdict};
use portent_graph::hash;

/// A bucket and how many candidates it holds.
pub(super) type Bucket = (u32, u32);
/// The bucket of two names that are to be judged, and these.
pub(super) type Candidate = (u32, NameId, NameId);

fn candidate_columns() -> Vec<Field> {
    ["bucket", "a", "b"].map(|name| (name, Column::Number(vec![]))).into()
}

fn bucket_columns() -> Vec<Field> {
    ["bucket", "candidates"].map(|name| (name, Column::Number(vec![]))).into()
}

fn pair_columns() -> Vec<Field> {
    vec![
        ("a", Column::Number(vec![])),
        ("b", Column::Number(vec![])),
        ("probability", Column::Real(vec![])),
        ("verdict", Column::Text(vec![])),
        ("guarded", Column::Flag(vec![])),
    ]
}

/// Writes candidates, sorted by (bucket, a, b); gives the sum of the bytes.
///
/// # Errors
/// [`Error::Write`].
pub(super) fn write_candidates(path: &Path, sorted: &[Candidate]) -> Result<u32, Error> {
    let groups = sorted.chunks(GROUP).map(|rows| {
        let column = |of: fn(&Candidate) -> u32| Column::Number(rows.iter().map(of).collect());
        vec![column(|row| row.0), column(|row| row.1.get()), column(|row| row.2.get())]
    });
    table::write(path, &candidate_columns(), groups, &[])
}

/// Writes the buckets of candidates that are sorted by them; gives their number and the sum of the bytes.
///
/// # Errors
/// [`Error::Write`].
pub(super) fn write_buckets(path: &Path, sorted: &[Candidate]) -> Result<(usize, u32), Error> {
    let buckets: Vec<Bucket> = sorted
        .chunk_by(|x, y| x.0 == y.0)
        .map(|own| (own[0].0, u32::try_from(own.len()).unwrap_or(u32::MAX)))
        .collect();
    let groups = buckets.chunks(GROUP).map(|rows| {
        let column = |of: fn(&Bucket) -> u32| Column::Number(rows.iter().map(of).collect());
        vec![column(|bucket| bucket.0), column(|bucket| bucket.1)]
    });
    Ok((buckets.len(), table::write(path, &bucket_columns(), groups, &[])?))
}

/// All buckets, sorted.
///
/// # Errors
/// [`Error::Read`], [`Error::Malformed`].
pub(super) fn buckets(path: &Path, sum: u32) -> Result<Vec<Bucket>, Error> {
    let table = Table::open(path, Some(sum))?;
    let mut all = Vec::with_capacity(table.rows());
    for group in 0..table.groups() {
        match &table.group(group, &bucket_columns())?[..] {
            [Column::Number(buckets), Column::Number(candidates)] => {
                all.extend(buckets.iter().copied().zip(candidates.iter().copied()));
            }
            _ => return Err(broken(path, "columns of other types")),
        }
    }
    Ok(all)
}

/// The candidates of these rows, with their buckets.
///
/// # Errors
/// [`Error::Read`], [`Error::Malformed`].
pub(super) fn candidates(path: &Path, sum: u32, rows: Range<usize>) -> Result<Vec<Candidate>, Error> {
    let table = Table::open(path, Some(sum))?;
    let (mut all, mut start) = (Vec::with_capacity(rows.len()), 0);
    for group in 0..table.groups() {
        if start >= rows.end {
            break;
        }
        match &table.group(group, &candidate_columns())?[..] {
            [Column::Number(buckets), Column::Number(a), Column::Number(b)] => {
                let here = rows.start.max(start)..rows.end.min(start + a.len());
                let row =
                    |at: usize| (buckets[at - start], NameId::new(a[at - start]), NameId::new(b[at - start]));
                all.extend(here.map(row));
                start += a.len();
            }
            _ => return Err(broken(path, "columns of other types")),
        }
    }
    Ok(all)
}

/// The words of verdicts on pairs that are kept.
const VERDICTS: [(&str, Verdict); 4] = [
    ("duplicate", Verdict::Duplicate),
    ("a_broader", Verdict::Broader(End::A)),
    ("b_broader", Verdict::Broader(End::B)),
    ("related", Verdict::Related),
];

/// What a file of judged pairs says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct About {
    /// The fingerprint of the contract.
    pub(super) contract: String,
    /// Which part it is: `3/8`.
    pub(super) part: String,
    /// How many candidates of each bucket were judged.
    pub(super) judged: BTreeMap<u32, u64>,
}

/// Writes judged pairs, sorted by (a, b).
///
/// # Errors
/// [`Error::Write`].
pub(super) fn write(path: &Path, pairs: &[Pair], about: &About) -> Result<(), Error> {
    let word = |pair: &Pair| {
        let known = VERDICTS.iter().find(|(_, own)| *own == pair.verdict);
        known.map(|(word, _)| (*word).to_owned())
    };
    let groups = pairs.chunks(GROUP).map(|rows| {
        let number =
            |of: fn(&Pair) -> NameId| Column::Number(rows.iter().map(|pair| of(pair).get()).collect());
        vec![
            number(|pair| pair.a),
            number(|pair| pair.b),
            Column::Real(rows.iter().map(|pair| pair.probability).collect()),
            Column::Text(rows.iter().map(word).collect()),
            Column::Flag(rows.iter().map(|pair| pair.guarded).collect()),
        ]
    });
    let judged: Vec<String> =
        about.judged.iter().map(|(bucket, count)| format!("{bucket}:{count}")).collect();
    let about = [
        ("contract", about.contract.clone()),
        ("part", about.part.clone()),
        ("judged", judged.join(" ")),
        ("rows", sum(pairs)),
    ];
    table::write(path, &pair_columns(), groups, &about).map(|_| ())
}

/// What a file says of itself; `None` where it says nothing that a part would.
fn about(table: &Table<'_>) -> Option<About> {
    let count = |entry: &str| {
        let (bucket, count) = entry.split_once(':')?;
        Some((bucket.parse().ok()?, count.parse().ok()?))
    };
    let judged = table.about("judged")?;
    Some(About {
        contract: table.about("contract")?.to_owned(),
        part: table.about("part")?.to_owned(),
        judged: judged.split(' ').filter(|entry| !entry.is_empty()).map(count).collect::<Option<_>>()?,
    })
}

/// A hash of judged pairs, in their order: every bit of every row counts.
fn sum(pairs: &[Pair]) -> String {
    let sum = pairs.iter().fold(hash::START, |sum, pair| {
        let word = VERDICTS.iter().position(|(_, own)| *own == pair.verdict).unwrap_or(VERDICTS.len()) as u8;
        let names = u64::from(pair.a.get()) << 32 | u64::from(pair.b.get());
        let sum = hash::extend(sum, names.to_le_bytes());
        let sum = hash::extend(sum, pair.probability.to_bits().to_le_bytes());
        hash::extend(sum, [word, pair.guarded.into()])
    });
    format!("{sum:016x}")
}

/// The pairs of a file, of `names` names, with what it says of itself, if they are those that were written.
///
/// # Errors
/// [`Error::Read`], [`Error::Malformed`].
pub(super) fn read(path: &Path, names: u64) -> Result<(About, Vec<Pair>), Error> {
    // Nothing else tells that its pages are damaged, and the reader panics on some that are.
    guarded(|| {
        let table = Table::open(path, None)?;
        let about = about(&table).ok_or_else(|| broken(path, "says nothing of the part that it is"))?;
        let pairs = rows(path, &table)?;
        let is_pair = |pair: &Pair| pair.a < pair.b && u64::from(pair.b.get()) < names;
        match table.about("rows") == Some(&sum(&pairs)) && pairs.iter().all(is_pair) {
            true => Ok((about, pairs)),
            false => Err(broken(path, "its rows are not those that were written")),
        }
    })
    .unwrap_or_else(|| Err(broken(path, "its pages are damaged")))
}

fn rows(path: &Path, table: &Table<'_>) -> Result<Vec<Pair>, Error> {
    let mut pairs = Vec::with_capacity(table.rows());
    for group in 0..table.groups() {
        match &table.group(group, &pair_columns())?[..] {
            [
                Column::Number(a),
                Column::Number(b),
                Column::Real(probability),
                Column::Text(verdict),
                Column::Flag(guarded),
            ] => {
                for at in 0..a.len() {
                    let word = verdict[at].as_deref();
                    let known =
                        VERDICTS.iter().find(|(own, _)| Some(*own) == word).map(|(_, verdict)| *verdict);
                    let verdict = known.ok_or_else(|| broken(path, &format!("{word:?} is no verdict")))?;
                    let (probability, guarded) = (probability[at], guarded[at]);
                    let (a, b) = (NameId::new(a[at]), NameId::new(b[at]));
                    pairs.push(Pair { a, b, probability, verdict, guarded, decided: false });
                }
            }
            _ => return Err(broken(path, "columns of other types")),
        }
    }
    Ok(pairs)
}
