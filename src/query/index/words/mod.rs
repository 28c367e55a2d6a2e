//! Free text -> what of a graph is near to it, by words.

mod bm25;
mod library;
mod question;
mod texts;

pub(in crate::query) use library::Library;
pub(in crate::query) use question::Question;
