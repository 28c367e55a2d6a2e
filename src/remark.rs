//! What a run did otherwise than asked: caps, samples, fall-backs.

use std::fmt;

/// Something that was capped, sampled, left out or replaced. It stands in the header of every file
/// and under every table; its [`Display`](fmt::Display) text is what a reader sees.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Remark {
    /// Read back from a file that holds remarks as text.
    Read(String),
}

impl fmt::Display for Remark {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(text) => out.write_str(text),
        }
    }
}
