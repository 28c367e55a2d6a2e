//! The bytes of a stored build: blocks that are as they were written, and texts by number.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use portent_graph::parallel;

use super::block::u32s;
use super::damage::{Damage, Fault};
use super::{MAGIC, VERSION};
use crate::shared_text::{Text, Whole};

/// Magic, version and number of blocks.
const HEAD: u64 = 16;

/// Length and sum of a block.
const ENTRY: u64 = 12;

/// Gives the bytes of a file from one place to another, or what is wrong; asked by two threads at once.
pub(super) type Read<'a> = &'a (dyn Fn(Range<u64>) -> io::Result<Vec<u8>> + Sync);

/// A stored build in memory. Numbers of blocks are places in the order in which they were written; the last holds the texts.
pub(super) struct File {
    /// All blocks but the last.
    bytes: Vec<u8>,
    blocks: Vec<Range<usize>>,
    texts: Arc<String>,
    /// Where each text begins, and where the last ends.
    bounds: Vec<usize>,
}

/// Length and CRC-32 of each block, and where the first begins.
struct Directory {
    sizes: Vec<(u64, u32)>,
    start: u64,
}

impl File {
    /// The blocks of a file of `size` bytes, each as it was written.
    pub(super) fn new(size: u64, read: Read<'_>) -> Result<Self, Fault> {
        let Directory { mut sizes, start } = Directory::read(size, read)?;
        let (length, sum) = sizes.pop().ok_or(Damage::Cut)?;
        let all =
            sizes.iter().chain([&(length, sum)]).try_fold(start, |end, (length, _)| end.checked_add(*length));
        match all {
            Some(end) if end == size => {}
            Some(end) if end < size => return Err(Damage::Changed.into()),
            _ => return Err(Damage::Cut.into()),
        }
        let (blocks, texts) = parallel::join(
            || Ok::<_, Fault>(placed(read(start..size - length)?, &sizes)?),
            || {
                let texts = read(size - length..size)?;
                if crc32fast::hash(&texts) != sum {
                    return Err(Damage::Changed.into());
                }
                Ok::<_, Fault>(String::from_utf8(texts).map_err(|_| Damage::Text)?)
            },
        );
        let (bytes, blocks) = blocks?;
        Ok(Self { bytes, blocks, texts: Arc::new(texts?), bounds: Vec::new() })
    }

    /// The bytes of a block.
    pub(super) fn block(&self, at: usize) -> Result<&[u8], Damage> {
        self.blocks.get(at).map(|block| &self.bytes[block.clone()]).ok_or(Damage::Cut)
    }

    /// Finds where the texts begin, `count` of them, of which the block `lengths` tells the lengths.
    pub(super) fn with_texts(mut self, lengths: usize, count: usize) -> Result<Self, Damage> {
        let lengths = u32s(self.block(lengths)?, count)?;
        let mut bounds = Vec::with_capacity(lengths.len() + 1);
        let mut end = 0_usize;
        bounds.push(end);
        for length in lengths {
            let length = usize::try_from(length).map_err(|_| Damage::Text)?;
            end = end.checked_add(length).ok_or(Damage::Text)?;
            if !self.texts.is_char_boundary(end) {
                return Err(Damage::Text);
            }
            bounds.push(end);
        }
        if end != self.texts.len() {
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
        self.texts.get(self.range(number)?)
    }

    fn range(&self, number: u32) -> Option<Range<usize>> {
        let at = usize::try_from(number.checked_sub(1)?).ok()?;
        let [start, end] = self.bounds.get(at..at + 2)? else { return None };
        Some(*start..*end)
    }

    /// The texts, for one thread.
    pub(super) fn texts(&self) -> Texts<'_> {
        Texts { file: self, whole: Whole::of(&self.texts) }
    }
}

/// Texts by number, shared and not looked at.
pub(super) struct Texts<'f> {
    file: &'f File,
    whole: Arc<Whole>,
}

impl Texts<'_> {
    /// A text that must be there.
    pub(super) fn must(&self, number: u32) -> Result<Text, Damage> {
        let range = self.file.range(number).ok_or(Damage::Text)?;
        Ok(Text::part(&self.whole, range))
    }

    /// A text that may be missing.
    pub(super) fn maybe(&self, number: u32) -> Result<Option<Text>, Damage> {
        match number {
            0 => Ok(None),
            number => self.must(number).map(Some),
        }
    }
}

impl Directory {
    fn read(size: u64, read: Read<'_>) -> Result<Self, Fault> {
        let before = read(0..size.min(HEAD))?;
        let rest = before.strip_prefix(&MAGIC).ok_or(Damage::Foreign)?;
        let (version, rest) = word(rest)?;
        if version != VERSION {
            return Err(Damage::Version(version).into());
        }
        let (count, _) = word(rest)?;
        let start = HEAD + u64::from(count) * ENTRY;
        let entries = read(HEAD.min(size)..start.min(size))?;
        let mut rest = entries.as_slice();
        let mut sizes = Vec::new();
        for _ in 0..count {
            let (low, after) = word(rest)?;
            let (high, after) = word(after)?;
            let (sum, after) = word(after)?;
            sizes.push((u64::from(high) << 32 | u64::from(low), sum));
            rest = after;
        }
        Ok(Self { sizes, start })
    }
}

/// Where each block lies in these bytes, which are all blocks one after the other.
fn placed(bytes: Vec<u8>, sizes: &[(u64, u32)]) -> Result<(Vec<u8>, Vec<Range<usize>>), Damage> {
    let mut blocks = Vec::with_capacity(sizes.len());
    let mut start = 0_usize;
    for &(length, sum) in sizes {
        let end = usize::try_from(length).ok().and_then(|length| start.checked_add(length));
        let end = end.filter(|end| *end <= bytes.len()).ok_or(Damage::Cut)?;
        if crc32fast::hash(&bytes[start..end]) != sum {
            return Err(Damage::Changed);
        }
        blocks.push(start..end);
        start = end;
    }
    Ok((bytes, blocks))
}

fn word(bytes: &[u8]) -> Result<(u32, &[u8]), Damage> {
    let (word, rest) = bytes.split_first_chunk().ok_or(Damage::Cut)?;
    Ok((u32::from_le_bytes(*word), rest))
}
