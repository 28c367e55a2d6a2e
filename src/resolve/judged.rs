//! Pairs that were judged elsewhere, to be joined here.

use std::path::PathBuf;

use crate::error::Error;
use crate::parse::Corpus;
use crate::remark::Remark;
use crate::resolve::types::{Name, NameId, Pair};
use portent_graph::hash;
use portent_graph::index::TiSlice;

/// Candidates and verdicts on them, from parts that judged them.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgedPairs {
    /// The file that says what they belong to, for messages.
    pub path: PathBuf,
    /// [`corpus_hash`] of the corpus whose names they are.
    pub corpus: u64,
    /// [`names_hash`] of these names.
    pub names: u64,
    /// By what they were judged, in words.
    pub settings: String,
    /// The pairs that were judged, sorted.
    pub candidates: Vec<(NameId, NameId)>,
    /// Those of them that are not distinct, sorted.
    pub pairs: Vec<Pair>,
    /// What bringing names together left out.
    pub remarks: Vec<Remark>,
}

impl JudgedPairs {
    /// Whether they are of the names of this corpus, and judged by these settings.
    ///
    /// # Errors
    /// [`Error::Malformed`] where they are not.
    pub(crate) fn check(&self, corpus: &Corpus, settings: &str) -> Result<(), Error> {
        let message = if self.corpus != corpus_hash(corpus) {
            "these articles are not those whose names were judged".into()
        } else if self.settings != settings {
            format!("the names were judged by other settings: {}, and now {settings}", self.settings)
        } else {
            return Ok(());
        };
        Err(self.refused(message))
    }

    /// Whether they are of these names: decisions on single mentions part them from their equals.
    ///
    /// # Errors
    /// [`Error::Malformed`] where they are not.
    pub(crate) fn check_names(&self, names: &TiSlice<NameId, Name>) -> Result<(), Error> {
        match self.names == names_hash(names) {
            true => Ok(()),
            false => Err(self.refused("these decisions part other mentions from their equals".into())),
        }
    }

    fn refused(&self, message: String) -> Error {
        Error::Malformed {
            path: self.path.clone(),
            line: 1,
            column: 1,
            message,
            hint: Some(
                "give the same articles, settings and decisions as to `portent names`, or run it and all parts again".into(),
            ),
        }
    }
}

/// A hash of names and of the mentions that use them. Linear in these.
#[must_use]
pub fn names_hash(names: &TiSlice<NameId, Name>) -> u64 {
    names.iter().fold(hash::START, |all, name| {
        let all = hash::extend(all, name.kind.get().to_le_bytes());
        let all = hash::extend(all, name.normal.bytes().chain([0xFF]));
        name.mentions.iter().fold(all, |all, mention| hash::extend(all, mention.get().to_le_bytes()))
    })
}

/// A hash of all that judging reads of a corpus: every row with its article, and what articles say of themselves. Linear in
/// their text.
#[must_use]
pub fn corpus_hash(corpus: &Corpus) -> u64 {
    let text = |hash: u64, text: &str| hash::extend(hash, text.bytes().chain([0xFF]));
    let number = |hash: u64, number: u32| hash::extend(hash, number.to_le_bytes());
    let mut all = hash::START;
    for article in &corpus.articles {
        all = text(text(all, &article.path), &article.title);
        all = text(all, article.summary.as_deref().unwrap_or_default());
        all = number(all, article.copy_of.map_or(u32::MAX, |of| of.get()));
    }
    for mention in &corpus.mentions {
        all = text(text(all, &mention.name), mention.description.as_deref().unwrap_or("\u{0}"));
        all = text(all, corpus.kind_name(mention.kind));
        all = number(number(all, mention.article.get()), mention.line);
    }
    for (row, original) in &corpus.repeats {
        all = number(number(all, row.get()), original.get());
    }
    all
}
