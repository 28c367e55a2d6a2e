//! Files: which are read, in which encoding, by which reader.

pub(in crate::parse) mod read;
mod walk;
