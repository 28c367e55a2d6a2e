//! Texts -> how often each says what is asked for.

use super::question::{ConceptId, Question};
use crate::resolve::language::sought::{Met, Reader, SoughtId};
use portent_graph::parallel;

/// Texts that one task reads.
const TASK: usize = 2048;

/// What a text says of what is asked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::query) struct Said {
    /// Words, without those of grammar.
    pub(in crate::query) length: u32,
    /// How often it says each concept, those that it says alone, ascending.
    pub(in crate::query) counts: Vec<(ConceptId, u32)>,
}

impl Said {
    /// Adds what another text of the same thing says.
    pub(in crate::query) fn add(&mut self, other: &Self) {
        self.length = self.length.saturating_add(other.length);
        for &(concept, count) in &other.counts {
            self.count(concept, count);
        }
    }

    /// How often it says a concept.
    pub(in crate::query) fn of(&self, concept: ConceptId) -> u32 {
        self.counts.iter().find(|(known, _)| *known == concept).map_or(0, |(_, count)| *count)
    }

    fn count(&mut self, concept: ConceptId, count: u32) {
        match self.counts.binary_search_by_key(&concept, |(known, _)| *known) {
            Ok(at) => self.counts[at].1 = self.counts[at].1.saturating_add(count),
            Err(at) => self.counts.insert(at, (concept, count)),
        }
    }
}

/// What each text says, in order. O(letters of all texts), and as much again for each phrase that begins with a word
/// that is met.
pub(in crate::query) fn read(question: &Question, texts: &[&str]) -> Vec<Said> {
    let room = || (Reader::new(&question.sought), Vec::new());
    parallel::map_with(texts.len(), TASK, room, |(reader, words), at| {
        words.clear();
        reader.read(texts[at], |met| match met {
            Met::Sought(id) => words.push(Some(id)),
            Met::Other => words.push(None),
            Met::Grammar => {}
        });
        said(question, words)
    })
}

fn said(question: &Question, words: &[Option<SoughtId>]) -> Said {
    let mut said = Said { length: u32::try_from(words.len()).unwrap_or(u32::MAX), counts: Vec::new() };
    for (at, word) in words.iter().enumerate() {
        let Some(word) = *word else { continue };
        for &concept in &question.alone[word] {
            said.count(concept, 1);
        }
        for (concept, form) in &question.phrases[word] {
            let rest = &words[at..];
            if rest.len() >= form.len() && rest.iter().zip(form).all(|(word, own)| *word == Some(*own)) {
                said.count(*concept, 1);
            }
        }
    }
    said
}
