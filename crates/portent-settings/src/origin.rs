//! Where values come from.

use std::fmt;
use std::path::PathBuf;

use super::value::Value;

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The command line.
    Flag,
    /// An environment variable.
    Environment(String),
    /// A configuration file.
    File(PathBuf),
    /// The program.
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag => write!(f, "command line"),
            Self::Environment(name) => write!(f, "environment {name}"),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Default => write!(f, "default"),
        }
    }
}

/// A value that a layer gives, as it was written there.
#[derive(Debug, Clone, PartialEq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Its text.
    pub text: String,
    /// Who gave it.
    pub origin: Origin,
}

impl<T: Value> Sourced<T> {
    /// Reads a text.
    ///
    /// # Errors
    /// As [`Value::read`].
    pub fn read(text: &str, origin: Origin) -> Result<Self, String> {
        Ok(Self { value: T::read(text)?, text: text.to_owned(), origin })
    }
}
