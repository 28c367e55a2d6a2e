//! What is known of words before any name is read: normal forms, stems, word lists.

pub(crate) mod abbreviation;
pub(crate) mod acronym;
pub(crate) mod chinese;
pub(crate) mod compounds;
pub(crate) mod foreign_stem;
pub(crate) mod foreign_words;
pub(crate) mod glosses;
pub(crate) mod interner;
pub(crate) mod joints;
pub mod normalize;
pub(crate) mod numbers;
pub(crate) mod respelling;
pub(crate) mod senses;
pub(crate) mod signs;
pub(crate) mod sought;
mod speakers;
pub(crate) mod stem;
mod told;
pub(crate) mod tongues;
pub(crate) mod vetoes;
pub(crate) mod words;
