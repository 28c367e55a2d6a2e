//! A judge of some names, from what a judge of all prepared of them: the same verdicts, to the bit.
//!
//! What judging two names asks of the others is in the statistics of stems, in the topics of articles and in how long lists
//! are. All of that is in a [`PreparedName`] already, or in the vocabulary that every part of the names shares.

use std::sync::Arc;

use super::{Judge, Known};
use crate::language::Language;
use crate::parse::{ArticleId, KindId};
use crate::resolve::archive::contents::{Archive, ArchiveGroups};
use crate::resolve::embedding::vectors::Vectors;
use crate::resolve::judging::features::store::{Prepared, PreparedVectors};
use crate::resolve::language::words::Slot;
use crate::resolve::names::description::Pooled;
use crate::resolve::names::lexicon::Lexicon;
use crate::resolve::names::profile::{Profile, Stem, StemId, Word};
use crate::resolve::options::ResolveOptions;
use crate::resolve::statistics::{Statistics, StemStatistics};
use crate::resolve::types::{Name, NameId};
use portent_graph::index::TiVec;

/// All that judging knows of one name, as plain numbers and texts.
#[derive(Debug, Clone, PartialEq)]
pub struct PreparedName {
    /// Of which kind.
    pub kind: KindId,
    /// The comparison form.
    pub normal: String,
    /// The most usual way of writing it.
    pub label: String,
    /// The articles that use it, sorted.
    pub articles: Vec<ArticleId>,
    /// Those of them that list few names of its kind, sorted.
    pub lists: Vec<ArticleId>,
    /// Its words, in order.
    pub words: Vec<PreparedWord>,
    /// It has more words than are compared.
    pub truncated: bool,
    /// The classes of its words, as bits.
    pub classes: u16,
    /// Hashed words of its descriptions with their weights, sorted.
    pub described: Vec<(u32, f32)>,
    /// The language in which it is read.
    pub language: Language,
    /// Its form alone decides.
    pub formal: bool,
    /// Of a name of one word: that word without plural.
    pub inflected: Option<String>,
    /// Where there are vectors.
    pub vectors: Option<PreparedVectors>,
    /// Stems of its descriptions, where there are none.
    pub told: Vec<u32>,
}

/// One word of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PreparedWord {
    /// Its stem, a place in the vocabulary.
    pub stem: u32,
    /// Behind which preposition it stands, a number.
    pub slot: u8,
    /// What stands before it, as bits.
    pub joints: u8,
}

/// What all parts of the names share.
pub struct SharedVocabulary {
    /// Vectors of words, and the stems of names with their frequencies.
    pub archive: Archive,
    /// How many of the stems an archive brought; `None`: the names did.
    pub frozen: Option<usize>,
    /// The kind of people.
    pub people: Option<KindId>,
}

impl SharedVocabulary {
    /// How many stems it has.
    #[must_use]
    pub fn stems(&self) -> usize {
        self.archive.statistics.as_ref().map_or(0, |statistics| statistics.stems.len())
    }
}

impl Judge {
    /// What this judge knows of one name.
    pub fn prepared_name(&self, id: NameId) -> PreparedName {
        let (name, profile) = (&self.names[id], &self.lexicon.profiles[id]);
        let word = |word: &Word| PreparedWord {
            stem: word.stem.get(),
            slot: Slot::ALL.iter().position(|&slot| slot == word.slot).unwrap_or(0) as u8,
            joints: word.joints,
        };
        PreparedName {
            kind: name.kind,
            normal: name.normal.clone(),
            label: name.label.clone(),
            articles: profile.articles.clone(),
            lists: profile.lists.clone(),
            words: profile.words.iter().map(word).collect(),
            truncated: profile.truncated,
            classes: profile.classes,
            described: profile.description.words().to_vec(),
            language: profile.language,
            formal: profile.formal,
            inflected: profile.inflected.clone(),
            vectors: self.prepared.vectors_of(id),
            told: self.prepared.told.get(id).into_iter().flatten().map(|stem| stem.get()).collect(),
        }
    }

    /// What it shares with judges of some of its names; `counted` names gave the stems their rarity. Linear in stems.
    pub fn shared(&self, counted: u32) -> SharedVocabulary {
        let stem = |stem: &Stem| StemStatistics {
            text: stem.text.clone(),
            form: stem.form.clone(),
            frequency: stem.frequency,
        };
        let statistics = Statistics {
            names: counted,
            stems: self.lexicon.stems.iter().map(stem).collect(),
            ..Statistics::default()
        };
        let none = || Arc::new(Vectors::new(TiVec::new(), 0, Vec::new()));
        let vectors = self.vectors.clone().unwrap_or_else(none);
        let archive = Archive { vectors, statistics: Some(statistics), groups: ArchiveGroups::default() };
        SharedVocabulary { archive, frozen: self.lexicon.frozen(), people: self.people }
    }

    /// A judge of these names, which are numbered anew, in their order. Linear in their words, and in those of all names.
    pub fn of_prepared(
        shared: &SharedVocabulary,
        prepared: Vec<PreparedName>,
        options: &ResolveOptions,
    ) -> Self {
        let none = Statistics::default();
        let statistics = shared.archive.statistics.as_ref().unwrap_or(&none);
        let mut lexicon = Lexicon::of_stems(statistics, shared.frozen);
        let vectors = Some(Arc::clone(&shared.archive.vectors)).filter(|vectors| !vectors.words.is_empty());
        let mut names: TiVec<NameId, Name> = TiVec::with_capacity(prepared.len());
        let (mut of_names, mut told) = (Vec::with_capacity(prepared.len()), TiVec::new());
        for mut name in prepared {
            of_names.extend(name.vectors.take());
            told.push(name.told.iter().map(|&stem| StemId::new(stem)).collect());
            lexicon.profiles.push(profile(&mut name));
            names.push(Name {
                kind: name.kind,
                normal: name.normal,
                label: name.label,
                mentions: Vec::new(),
            });
        }
        let prepared = Prepared::of_names(&lexicon, vectors.as_deref(), of_names, told);
        let names = Arc::new(names);
        Self::of(Known { names, people: shared.people, lexicon, vectors, prepared }, options)
    }
}

fn profile(name: &mut PreparedName) -> Profile {
    let word = |word: &PreparedWord| Word {
        stem: StemId::new(word.stem),
        slot: Slot::ALL.get(usize::from(word.slot)).copied().unwrap_or(Slot::Head),
        joints: word.joints,
    };
    Profile {
        kind: name.kind,
        words: name.words.iter().map(word).collect(),
        truncated: name.truncated,
        classes: name.classes,
        articles: std::mem::take(&mut name.articles),
        lists: std::mem::take(&mut name.lists),
        description: Pooled::of_words(std::mem::take(&mut name.described)),
        language: name.language,
        formal: name.formal,
        inflected: name.inflected.take(),
    }
}
