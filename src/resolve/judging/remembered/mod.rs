//! Verdicts of earlier runs, so that a run judges only pairs of which something else is said.
//!
//! `cache`: what is remembered, in memory; `key`: under which key, a hash of all that judging reads of two names;
//! `file`: the file that keeps it.

pub(crate) mod cache;
pub(crate) mod digest;
pub(crate) mod file;
pub(crate) mod key;
#[cfg(test)]
mod tests;
