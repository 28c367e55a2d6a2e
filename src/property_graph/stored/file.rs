//! The bytes of a stored build: blocks that are as they were written, and texts by number.

use std::fmt;
use std::ops::Range;

use portent_graph::parallel;

use super::block::u32s;
use super::{MAGIC, VERSION};

/// Why a file is no stored build that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Damage {
    Foreign,
    Version(u32),
    Cut,
    Changed,
    Head,
    Length,
    Text,
    Value,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign => f.write_str("not a stored build of portent"),
            Self::Version(version) => {
                write!(f, "stored build of version {version}, and this portent reads version {VERSION}")
            }
            Self::Cut => f.write_str("stored build that is cut short"),
            Self::Changed => f.write_str("stored build whose bytes have changed since it was written"),
            Self::Head => f.write_str("stored build whose header cannot be read"),
            Self::Length => f.write_str("stored build with a column that is too short or too long"),
            Self::Text => f.write_str("stored build with a text that is not there"),
            Self::Value => f.write_str("stored build with a value that cannot be"),
        }
    }
}

/// A stored build in memory. Numbers of blocks are places in the order in which they were written.
pub(super) struct File {
    bytes: Vec<u8>,
    blocks: Vec<Range<usize>>,
    /// Where each text begins, and where the last ends.
    bounds: Vec<usize>,
}

impl File {
    /// The blocks of a file, each as it was written.
    pub(super) fn new(bytes: Vec<u8>) -> Result<Self, Damage> {
        let rest = bytes.strip_prefix(&MAGIC).ok_or(Damage::Foreign)?;
        let (version, rest) = word(rest)?;
        if version != VERSION {
            return Err(Damage::Version(version));
        }
        let (count, mut rest) = word(rest)?;
        let mut sizes = Vec::new();
        for _ in 0..count {
            let (low, after) = word(rest)?;
            let (high, after) = word(after)?;
            let (sum, after) = word(after)?;
            sizes.push((u64::from(high) << 32 | u64::from(low), sum));
            rest = after;
        }
        let mut blocks = Vec::new();
        let mut start = bytes.len() - rest.len();
        for (length, sum) in sizes {
            let length = usize::try_from(length).map_err(|_| Damage::Cut)?;
            let end = start.checked_add(length).filter(|end| *end <= bytes.len()).ok_or(Damage::Cut)?;
            blocks.push((start..end, sum));
            start = end;
        }
        let is_good = |(block, sum): &(Range<usize>, u32)| crc32fast::hash(&bytes[block.clone()]) == *sum;
        if start != bytes.len() || parallel::map_of(&blocks, 1, is_good).contains(&false) {
            return Err(Damage::Changed);
        }
        let blocks = blocks.into_iter().map(|(block, _)| block).collect();
        Ok(Self { bytes, blocks, bounds: Vec::new() })
    }

    /// The bytes of a block.
    pub(super) fn block(&self, at: usize) -> Result<&[u8], Damage> {
        self.blocks.get(at).map(|block| &self.bytes[block.clone()]).ok_or(Damage::Cut)
    }

    /// Finds where the texts begin, `count` of them in the block `all`, of which `lengths` tells the lengths.
    pub(super) fn with_texts(mut self, lengths: usize, all: usize, count: usize) -> Result<Self, Damage> {
        let start = self.blocks.get(all).ok_or(Damage::Cut)?.start;
        let texts = std::str::from_utf8(self.block(all)?).map_err(|_| Damage::Text)?;
        let lengths = u32s(self.block(lengths)?, count)?;
        let mut bounds = Vec::with_capacity(lengths.len() + 1);
        let mut end = 0_usize;
        bounds.push(start);
        for length in lengths {
            let length = usize::try_from(length).map_err(|_| Damage::Text)?;
            end = end.checked_add(length).ok_or(Damage::Text)?;
            if !texts.is_char_boundary(end) {
                return Err(Damage::Text);
            }
            bounds.push(start + end);
        }
        if end != texts.len() {
            return Err(Damage::Text);
        }
        self.bounds = bounds;
        Ok(self)
    }

    /// Refuses numbers that no text has.
    pub(super) fn check_texts(&self, mut numbers: impl Iterator<Item = u32>) -> Result<(), Damage> {
        let count = self.bounds.len().saturating_sub(1);
        let is_known = |number: u32| usize::try_from(number).is_ok_and(|number| number <= count);
        numbers.all(is_known).then_some(()).ok_or(Damage::Text)
    }

    /// The text of a number that was checked; `None` for 0.
    pub(super) fn text(&self, number: u32) -> Option<&str> {
        let at = usize::try_from(number.checked_sub(1)?).ok()?;
        let [start, end] = self.bounds.get(at..at + 2)? else { return None };
        std::str::from_utf8(self.bytes.get(*start..*end)?).ok()
    }

    /// A text that must be there.
    pub(super) fn must(&self, number: u32) -> Result<String, Damage> {
        self.text(number).map(str::to_owned).ok_or(Damage::Text)
    }

    /// A text that may be missing.
    pub(super) fn maybe(&self, number: u32) -> Result<Option<String>, Damage> {
        match number {
            0 => Ok(None),
            number => self.must(number).map(Some),
        }
    }
}

fn word(bytes: &[u8]) -> Result<(u32, &[u8]), Damage> {
    let (word, rest) = bytes.split_first_chunk().ok_or(Damage::Cut)?;
    Ok((u32::from_le_bytes(*word), rest))
}
