//! Judges which names are one thing: names -> candidate pairs -> verdicts -> entities.
//!
//! [`Resolver`] answers for one corpus: its [`Resolution`], why two names are one thing or not, how good the verdicts
//! are, and the [`Archive`] that later runs build on. The rooms, each of which knows those before it alone:
//!
//! 1. `language`: words, stems, acronyms, normal forms; `embedding`: vectors of words;
//! 2. `names`: mentions -> names, and what their words say; `blocking`: which pairs are worth judging;
//! 3. `judging`: a pair of names -> a verdict; `entities`: verdicts -> entities and links;
//! 4. `resolver`: all of it, made once; `lab`: what it is asked and measured by.

pub(crate) mod archive;
pub(crate) mod blocking;
pub mod decisions;
pub(crate) mod described;
pub(crate) mod embedding;
pub(crate) mod entities;
mod judged;
pub(crate) mod judging;
pub(crate) mod lab;
pub(crate) mod language;
pub(crate) mod names;
mod options;
mod resolver;
#[cfg(test)]
mod restatements;
#[cfg(test)]
pub(crate) mod sample;
pub(crate) mod statistics;
#[cfg(test)]
mod tests;
mod types;

/// The stages of resolution one by one, for programs that measure them; they change without notice.
#[doc(hidden)]
pub mod stages {
    pub use super::blocking::{Candidates, candidates};
    pub use super::embedding::corpus_words::Texts;
    pub use super::embedding::training::train;
    pub use super::judging::judge::Judge;
    pub use super::names::grouping::names;
    pub use super::names::lexicon::Lexicon;
}

/// What judging knows of names, as plain numbers and texts: what parts of them are judged by.
pub mod prepared {
    pub use super::embedding::quantized::Point;
    pub use super::judging::features::store::PreparedVectors;
    pub use super::judging::judge::{PreparedName, PreparedWord, SharedVocabulary};
}

pub use archive::contents::Archive;
pub use blocking::{BLOCKING_KEYS, BlockingKey};
pub use judged::{JudgedPairs, corpus_hash, names_hash};
pub use judging::guard::{GUARDS, Guard};
pub use judging::judge::{Evidence, Judgment};
pub use judging::model;
pub use judging::remembered::cache::VerdictCache;
pub use judging::remembered::file::Unusable;
pub use judging::signs::{SIGNS, Sign};
pub use lab::freeze::freeze;
pub use lab::{evaluate, explain, guards, pairs, train};
pub use language::normalize;
pub use options::{DecisionsFile, DuplicateMode, Learning, ResolveOptions};
pub use resolver::{Resolver, resolve};
pub use types::{End, Entity, EntityId, Link, LinkRelation, Name, NameId, Pair, Resolution, Verdict};
