//! What can be wrong with a stored build.

use std::{fmt, io};

use super::VERSION;

/// Why no graph came of a file: the system refused to read it, or it is no stored build that can be used.
#[derive(Debug)]
pub(super) enum Fault {
    Unread(io::Error),
    Damaged(Damage),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Unread(error)
    }
}

impl From<Damage> for Fault {
    fn from(damage: Damage) -> Self {
        Self::Damaged(damage)
    }
}

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
