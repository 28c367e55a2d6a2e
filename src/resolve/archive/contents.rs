//! An archive: vectors of words, statistics of names, and the groups that became entities.
//!
//! With it a verdict on two names depends on what is said of these two alone, and names that the
//! archive held stay in the entities that they had: another page adds to entities, or makes new
//! ones, and changes none.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::parse::{Corpus, MentionId};
use crate::resolve::embedding::vectors::Vectors;
use crate::resolve::judging::model::Model;
use crate::resolve::statistics::Statistics;
use crate::resolve::types::{Name, NameId, Resolution};
use portent_graph::hash;
use portent_graph::index::{TiSlice, TiVec};

/// All of an archive that later results depend on.
///
/// [`Resolver::archive`](crate::resolve::Resolver::archive) makes one, [`Archive::write`] and [`Archive::read`] keep
/// it in a file, and [`Learning::Given`](crate::resolve::Learning::Given) uses it.
#[derive(Debug, Clone)]
pub struct Archive {
    /// Vectors of words; of no word where the archive was too small to learn from.
    pub(crate) vectors: Arc<Vectors>,
    /// Statistics of names; `None` where there was no name, or where vectors alone are given.
    pub(crate) statistics: Option<Statistics>,
    /// Who was in which entity.
    pub(crate) groups: ArchiveGroups,
}

/// The groups of names that became entities.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct ArchiveGroups {
    /// A hash of the weights and the threshold by which they were judged.
    pub(crate) judged_by: u64,
    /// Hashed mentions, each with the number of its entity, sorted.
    pub(crate) of_mention: Vec<(u64, u32)>,
}

impl Archive {
    /// Vectors without statistics and groups.
    pub(crate) fn of_vectors(vectors: Arc<Vectors>) -> Self {
        Self { vectors, statistics: None, groups: ArchiveGroups::default() }
    }

    /// The group of each name, `None` for a name of which no mention is known; `None` for all
    /// where other weights or another threshold judge.
    pub(crate) fn groups_of(
        &self,
        corpus: &Corpus,
        names: &TiSlice<NameId, Name>,
        judged_by: u64,
    ) -> TiVec<NameId, Option<u32>> {
        if self.statistics.is_none() || self.groups.judged_by != judged_by {
            return vec![None; names.len()].into();
        }
        let known: FxHashMap<u64, u32> = self.groups.of_mention.iter().copied().collect();
        let group = |name: &Name| {
            let mut hashes = name.mentions.iter().map(|&id| mention_hash(corpus, name, id));
            hashes.find_map(|hash| known.get(&hash).copied())
        };
        names.iter().map(group).collect()
    }
}

impl ArchiveGroups {
    /// The groups of a resolution.
    pub(crate) fn new(corpus: &Corpus, found: &Resolution, judged_by: u64) -> Self {
        let group = |(mention, &name): (MentionId, &NameId)| {
            (mention_hash(corpus, &found.names[name], mention), found.entity_of[name].get())
        };
        let mut of_mention: Vec<(u64, u32)> = found.name_of.iter_enumerated().map(group).collect();
        of_mention.sort_unstable();
        of_mention.dedup_by_key(|entry| entry.0);
        Self { judged_by, of_mention }
    }
}

/// The hash after one more text, with a mark at its end.
fn with_text(hash: u64, text: &str) -> u64 {
    hash::extend(hash, text.bytes().chain([0xFF]))
}

/// What makes a mention known again: kind, name, description, and the title of its article. Path and
/// line are left out, so that moved and edited pages stay known.
fn mention_hash(corpus: &Corpus, name: &Name, id: MentionId) -> u64 {
    let mention = &corpus.mentions[id];
    let parts = [
        corpus.schema.kind(name.kind).name.as_str(),
        &name.normal,
        mention.description.as_deref().unwrap_or_default(),
        &corpus.articles[mention.article].title,
    ];
    parts.into_iter().fold(hash::START, with_text)
}

/// A hash of what judges: the weights, the trees of the second look where there is one, and what the options say of the
/// threshold.
pub(crate) fn judged_by(model: &Model, trees: &str, threshold: &str) -> u64 {
    [&model.write(), trees, threshold].into_iter().fold(hash::START, with_text)
}
