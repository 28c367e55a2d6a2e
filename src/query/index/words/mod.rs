//! Free text -> what of a graph is near to it, by words and by what words mean.
//!
//! `texts`: words of texts; `space`: vectors of words; `library`: those of all rows and articles; `question`: what a text asks for, with
//! `negation` and `spelling`; `nearness`: how near each article and entity is; `neighbors`: how near articles are to each other.

mod library;
mod nearness;
mod negation;
mod neighbors;
mod question;
mod space;
mod spelling;
pub(crate) mod texts;

pub use library::Library;
pub(in crate::query) use library::Said;
pub(in crate::query) use nearness::Near;
pub(in crate::query) use neighbors::neighbors;
pub(in crate::query) use question::Question;
