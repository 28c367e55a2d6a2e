//! What a vectors file keeps beside the vectors: the statistics of an archive's names, and its groups.
//!
//! With them a verdict on two names depends on what is said of these two alone, and names that the
//! archive held stay in the entities that they had: another page adds to entities, or makes new
//! ones, and changes none.

use rustc_hash::FxHashMap;

use super::description::frequencies;
use super::lexicon::{self, Lexicon};
use super::model::SHIPPED;
use super::vectors::{Texts, Vectors, train};
use super::{DuplicateMode, Learning, Name, Resolution, ResolveOptions, resolve};
use crate::error::Error;
use crate::hash;
use crate::parse::{Corpus, MentionId};

/// The part of a stem that depends on the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrozenStem {
    /// Its text.
    pub text: String,
    /// A word that has it, for comparing spellings.
    pub form: String,
    /// In how many names of the archive it occurs.
    pub frequency: u32,
}

/// Statistics of the names of an archive, and the groups that became entities there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frozen {
    /// How many names there were.
    pub names: u32,
    /// Their stems, in the order in which names first used them.
    pub stems: Vec<FrozenStem>,
    /// Their words, sorted: two words that one of them joins are a compound.
    pub tokens: Vec<String>,
    /// Acronyms that they define, each with the stems of its expansion.
    pub acronyms: Vec<(String, String)>,
    /// Hashed words of descriptions, each with the number of names that are described by it, sorted.
    pub described: Vec<(u32, u32)>,
    /// A hash of the weights and the threshold by which the groups were judged.
    pub judged_by: u64,
    /// Hashed mentions, each with the number of its entity, sorted.
    pub groups: Vec<(u64, u32)>,
}

impl Frozen {
    /// Freezes what a resolution without decisions found.
    fn new(corpus: &Corpus, texts: &Texts, found: &Resolution, options: &ResolveOptions) -> Self {
        let (definitions, tokens) = lexicon::tokens_of(&found.names);
        let stems = Lexicon::with(corpus, &found.names, texts, None).stems.into_iter();
        let mut tokens: Vec<String> = tokens.into_iter().flatten().collect();
        tokens.sort_unstable();
        tokens.dedup();
        let group = |id: u32| {
            let entity = found.entity_of[found.name_of[id as usize].0 as usize];
            (mention_hash(corpus, &found.names, found.name_of[id as usize].0, MentionId::new(id)), entity.0)
        };
        let mut groups: Vec<(u64, u32)> = (0..).take(corpus.mentions.len()).map(group).collect();
        groups.sort_unstable();
        groups.dedup_by_key(|entry| entry.0);
        Self {
            names: u32::try_from(found.names.len()).expect("fewer than 2^32 names"),
            stems: stems
                .map(|stem| FrozenStem { text: stem.text, form: stem.form, frequency: stem.frequency })
                .collect(),
            tokens,
            acronyms: super::acronym::usual(&definitions),
            described: frequencies(texts, &found.names),
            judged_by: judged_by(options),
            groups,
        }
    }

    /// The frozen group of each name, `None` for a name of which no mention is known; `None` for all
    /// where other weights or another threshold judge.
    pub(super) fn groups(
        &self,
        corpus: &Corpus,
        names: &[Name],
        options: &ResolveOptions,
    ) -> Vec<Option<u32>> {
        if self.judged_by != judged_by(options) {
            return vec![None; names.len()];
        }
        let known: FxHashMap<u64, u32> = self.groups.iter().copied().collect();
        let group = |(at, name): (u32, &Name)| {
            let mut hashes = name.mentions.iter().map(|&id| mention_hash(corpus, names, at, id));
            hashes.find_map(|hash| known.get(&hash).copied())
        };
        (0..).zip(names).map(group).collect()
    }

    /// Whether the groups were judged by the weights and the threshold of these options.
    pub(super) fn is_judged_by(&self, options: &ResolveOptions) -> bool {
        self.judged_by == judged_by(options)
    }
}

/// The hash after one more text, with a mark at its end.
fn with_text(hash: u64, text: &str) -> u64 {
    hash::extend(hash, text.bytes().chain([0xFF]))
}

/// What makes a mention known again: kind, name, description, and the title of its article. Path and
/// line are left out, so that moved and edited pages stay known.
fn mention_hash(corpus: &Corpus, names: &[Name], name: u32, id: MentionId) -> u64 {
    let mention = &corpus.mentions[id];
    let name = &names[name as usize];
    let parts = [
        corpus.schema.kind(name.kind).name.as_str(),
        &name.normal,
        mention.description.as_deref().unwrap_or_default(),
        &corpus.articles[mention.article].title,
    ];
    parts.into_iter().fold(hash::START, with_text)
}

fn judged_by(options: &ResolveOptions) -> u64 {
    let model = options.model.as_deref().unwrap_or(&SHIPPED).write();
    let threshold = options.threshold.map_or_else(String::new, |threshold| threshold.to_string());
    with_text(with_text(hash::START, &model), &threshold)
}

/// Learns the vectors of a corpus and freezes them with the statistics of its names and its groups,
/// for [`Learning::Given`] and the file of [`super::vectors::write`]. A corpus too small to learn from
/// gives statistics and groups without vectors. Options that freezing does not depend on (decisions, mode, learning)
/// are passed over. Takes one [`resolve`] and a half.
///
/// # Errors
/// Those of [`resolve`].
///
/// ```
/// use std::sync::Arc;
/// use portent::parse::Corpus;
/// use portent::resolve::{Learning, ResolveOptions, frozen::freeze, resolve};
/// let options = ResolveOptions::default();
/// let archive = Corpus::default();
/// let vectors = Arc::new(freeze(&archive, &options)?);
/// let found = resolve(&archive, &ResolveOptions { learning: Learning::Given(vectors), ..options })?;
/// assert!(found.entities.is_empty());
/// # Ok::<(), portent::Error>(())
/// ```
pub fn freeze(corpus: &Corpus, options: &ResolveOptions) -> Result<Vectors, Error> {
    let texts = Texts::read(corpus);
    let learned = train(corpus, &texts, options.seed);
    let mut vectors = learned.unwrap_or_else(|| Vectors::new(Vec::new(), 0, Vec::new()));
    let plain = ResolveOptions {
        mode: DuplicateMode::Merge,
        decisions: None,
        learning: Learning::Given(std::sync::Arc::new(vectors.clone())),
        ..options.clone()
    };
    vectors.frozen = Some(Frozen::new(corpus, &texts, &resolve(corpus, &plain)?, options));
    Ok(vectors)
}

#[cfg(test)]
mod tests;
