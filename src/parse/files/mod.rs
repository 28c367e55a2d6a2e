//! Files: which are read, in which encoding, by which reader.

mod bounds;
mod encoding;
pub(in crate::parse) mod foreign;
mod form;
mod own_output;
pub(in crate::parse) mod read;
mod records;
mod table;
mod walk;
