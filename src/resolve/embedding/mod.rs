//! Vectors that the archive itself teaches: every row says one thing twice, as name and as description.
//!
//! A text is the sum of the vectors of its words, each weighed by the square root of its rarity.
//! [`training`] moves the vectors of words so that a name lies nearest to its own description among
//! those of its batch. No model from elsewhere, no network; the same pages give the same bits for
//! any number of threads. `docs/resolution.md` says why each choice was made.

pub(crate) mod cell;
pub(crate) mod corpus_words;
pub(crate) mod kernel;
pub(crate) mod map;
pub(crate) mod neighbors;
pub(crate) mod quantized;
pub(crate) mod training;
pub(crate) mod vectors;
