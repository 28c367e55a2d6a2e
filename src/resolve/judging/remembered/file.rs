//! The file that keeps verdicts.
//!
//! A line of text, then little-endian numbers:
//! ```text
//! portent-verdicts 1
//! judged by: 64 bits, distinct pairs: 64 bits, other pairs: 64 bits, checksum of all that follows: 64 bits
//! distinct x (key: 128 bits), sorted
//! others x (key: 128 bits, match probability: 64 bits, verdict and guard: 8 bits), sorted
//! ```

use std::fmt;

use rustc_hash::FxHashMap;

use crate::resolve::judging::remembered::cache::{Remembered, VerdictCache, Verdicts};
use crate::resolve::judging::remembered::digest::Digest;
use crate::resolve::types::{End, Verdict};

/// How every version begins.
const FAMILY: &[u8] = b"portent-verdicts ";
const TITLE: &[u8] = b"portent-verdicts 1\n";
/// Numbers after the title.
const HEAD: usize = 4 * 8;
const DISTINCT: usize = 16;
const OTHER: usize = 16 + 8 + 1;
/// The bit of a pair that a guard keeps apart.
const GUARDED: u8 = 8;

/// Why a file gives no verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unusable {
    /// It was never a cache of verdicts.
    Foreign,
    /// Another version of the program wrote it.
    OtherVersion,
    /// It is cut or changed.
    Damaged,
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Foreign => "it is no cache of verdicts",
            Self::OtherVersion => "another version wrote it",
            Self::Damaged => "it is cut or changed",
        })
    }
}

impl std::error::Error for Unusable {}

impl VerdictCache {
    /// The bytes of a file of verdicts; equal for equal verdicts. A sort: n log n in pairs.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        write(&self.verdicts())
    }

    /// Reads a file of verdicts. Linear.
    ///
    /// # Errors
    /// [`Unusable`] where it is of another version, damaged, or no such file at all.
    pub fn read(bytes: &[u8]) -> Result<Self, Unusable> {
        read(bytes).map(Self::of)
    }
}

fn write(verdicts: &Verdicts) -> Vec<u8> {
    // Sorted below, so that the order of the map reaches no file.
    let pairs = || verdicts.of_pair.iter();
    let mut distinct: Vec<u128> = pairs().filter(|(_, said)| said.is_none()).map(|(&key, _)| key).collect();
    let mut others: Vec<(u128, Remembered)> =
        pairs().filter_map(|(&key, said)| Some((key, (*said)?))).collect();
    distinct.sort_unstable();
    others.sort_unstable_by_key(|other| other.0);
    let mut body = Vec::with_capacity(distinct.len() * DISTINCT + others.len() * OTHER);
    distinct.iter().for_each(|key| body.extend_from_slice(&key.to_le_bytes()));
    for (key, said) in &others {
        body.extend_from_slice(&key.to_le_bytes());
        body.extend_from_slice(&said.probability.to_bits().to_le_bytes());
        body.push(code(said.verdict) | if said.guarded { GUARDED } else { 0 });
    }
    let head = [verdicts.judged_by, distinct.len() as u64, others.len() as u64, checksum(&body)];
    let mut bytes = TITLE.to_vec();
    head.iter().for_each(|number| bytes.extend_from_slice(&number.to_le_bytes()));
    bytes.append(&mut body);
    bytes
}

fn checksum(body: &[u8]) -> u64 {
    Digest::new().bytes(body).finish()
}

fn code(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Duplicate => 0,
        Verdict::Broader(End::A) => 1,
        Verdict::Broader(End::B) => 2,
        Verdict::Related => 3,
        Verdict::Distinct => 4,
    }
}

fn verdict(code: u8) -> Option<Verdict> {
    let all = [
        Verdict::Duplicate,
        Verdict::Broader(End::A),
        Verdict::Broader(End::B),
        Verdict::Related,
        Verdict::Distinct,
    ];
    all.get(usize::from(code)).copied()
}

fn read(bytes: &[u8]) -> Result<Verdicts, Unusable> {
    let Some(rest) = bytes.strip_prefix(TITLE) else {
        return Err(if bytes.starts_with(FAMILY) { Unusable::OtherVersion } else { Unusable::Foreign });
    };
    body(rest).ok_or(Unusable::Damaged)
}

fn body(bytes: &[u8]) -> Option<Verdicts> {
    let (head, body) = bytes.split_at_checked(HEAD)?;
    let mut numbers = head.as_chunks::<8>().0.iter().map(|number| u64::from_le_bytes(*number));
    let (judged_by, distinct) = (numbers.next()?, usize::try_from(numbers.next()?).ok()?);
    let (others, sum) = (usize::try_from(numbers.next()?).ok()?, numbers.next()?);
    let (of_distinct, of_others) = body.split_at_checked(distinct.checked_mul(DISTINCT)?)?;
    if of_others.len() != others.checked_mul(OTHER)? || checksum(body) != sum {
        return None;
    }
    let mut of_pair: FxHashMap<u128, Option<Remembered>> = FxHashMap::default();
    of_pair.reserve(distinct + others);
    of_pair.extend(of_distinct.as_chunks::<16>().0.iter().map(|key| (u128::from_le_bytes(*key), None)));
    for other in of_others.as_chunks::<OTHER>().0 {
        let (key, said) = other.split_at(16);
        let (probability, tag) = said.split_at(8);
        let said = Remembered {
            probability: f64::from_bits(u64::from_le_bytes(probability.try_into().ok()?)),
            verdict: verdict(tag[0] & !GUARDED)?,
            guarded: tag[0] & GUARDED != 0,
        };
        of_pair.insert(u128::from_le_bytes(key.try_into().ok()?), Some(said));
    }
    Some(Verdicts { judged_by, of_pair })
}
