//! What a run did otherwise than asked: caps, samples, fall-backs.

use std::fmt;
use std::path::PathBuf;

/// Something that was capped, sampled, left out or replaced. It stands in the header of every file
/// and under every table; its [`Display`](fmt::Display) text is what a reader sees.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Remark {
    /// Read back from a file that holds remarks as text.
    Read(String),
    /// A person's decision points to a name that is not there any more.
    DecisionOfUnknownName {
        /// The decisions file.
        path: PathBuf,
        /// Its line, counted from 1.
        line: u32,
        /// The name as written there.
        name: String,
    },
    /// Both columns of a person's decision are one mention.
    DecisionOfOneMention {
        /// The decisions file.
        path: PathBuf,
        /// Its line, counted from 1.
        line: u32,
    },
    /// Too few rows teach vectors, so names are compared as strings alone.
    StringsAlone {
        /// Rows with a description from which vectors are learned.
        least: usize,
    },
    /// Cells of near names were cut.
    CellsCut {
        /// Names of one cell that are compared.
        most: usize,
        /// Entries that the cap left out.
        left_out: usize,
    },
    /// Blocks of one blocking key were thinned.
    BlocksThinned {
        /// The blocking key.
        key: &'static str,
        /// How many blocks.
        blocks: usize,
        /// Names of one block that are all compared.
        most: usize,
        /// Neighbors with which each name of a larger block is compared.
        neighbors: usize,
        /// Names of the largest block.
        largest: usize,
    },
    /// Duplicates stay two entities, linked, because one would hold too many names.
    EntitiesFull {
        /// Pairs of duplicates that were not joined.
        pairs: usize,
        /// Names that one entity may hold.
        most: usize,
    },
    /// The groups of an archive were judged otherwise and are not used.
    ArchiveGroupsUnused,
}

impl fmt::Display for Remark {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(text) => out.write_str(text),
            Self::DecisionOfUnknownName { path, line, name } => {
                write!(out, "{}:{line}: decision has no effect: nothing is named {name:?}", path.display())
            }
            Self::DecisionOfOneMention { path, line } => {
                write!(out, "{}:{line}: decision has no effect: both columns are one mention", path.display())
            }
            Self::StringsAlone { least } => write!(
                out,
                "fewer than {least} rows with a description: names are compared as strings alone (--vectors FILE adds those of a larger archive)"
            ),
            Self::CellsCut { most, left_out } => {
                write!(out, "blocking by vector: cells of more than {most} names lost {left_out} entries")
            }
            Self::BlocksThinned { key, blocks, most, neighbors, largest } => write!(
                out,
                "blocking by {key}: {blocks} blocks of more than {most} names were thinned to {neighbors} neighbors a name (largest: {largest})"
            ),
            Self::EntitiesFull { pairs, most } => {
                write!(out, "{pairs} pairs of duplicates stay linked: an entity holds at most {most} names")
            }
            Self::ArchiveGroupsUnused => out.write_str(
                "the groups of the vectors file are not used: other weights or another threshold made them",
            ),
        }
    }
}
