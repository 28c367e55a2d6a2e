//! What is known of words before any name is read: normal forms, stems, word lists.

pub(crate) mod acronym;
pub(crate) mod interner;
pub mod normalize;
pub(crate) mod numbers;
pub(crate) mod senses;
pub(crate) mod signs;
pub(crate) mod stem;
pub(crate) mod vetoes;
pub(crate) mod words;
