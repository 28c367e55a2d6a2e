//! Mentions -> names, and what the words of all names say.

pub(crate) mod description;
pub(crate) mod grouping;
pub(crate) mod lexicon;
mod listed_acronyms;
mod misspellings;
pub(crate) mod name_stems;
pub(crate) mod profile;
