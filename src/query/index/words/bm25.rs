//! How near a text of several fields is to what is asked for: BM25F.
//!
//! Source: S. Robertson, H. Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond*, 2009, sections 3.4 and
//! 3.6: a field counts a word by its weight and the field's length, the counts are summed and saturate once.

use super::question::{ConceptId, Question};
use super::texts::Said;
use portent_graph::index::TiVec;

/// How soon repeating a word adds nothing.
const K1: f64 = 1.2;
/// How much the length of a field counts.
const B: f64 = 0.75;

/// A field that all things of a collection have.
#[derive(Debug, Clone, Copy)]
pub(in crate::query) struct Field {
    weight: f64,
    mean: f64,
}

impl Field {
    /// A field of this weight; its mean length is that of the texts.
    pub(in crate::query) fn new<'s>(weight: f64, texts: impl Iterator<Item = &'s Said>) -> Self {
        let (mut count, mut length) = (0_u64, 0_u64);
        for said in texts {
            count += 1;
            length += u64::from(said.length);
        }
        Self { weight, mean: (length as f64 / count.max(1) as f64).max(1.0) }
    }

    /// How often the field says a concept, weighed.
    fn frequency(self, said: &Said, concept: ConceptId) -> f64 {
        match said.of(concept) {
            0 => 0.0,
            count => self.weight * f64::from(count) / (1.0 - B + B * f64::from(said.length) / self.mean),
        }
    }
}

/// Scores the things of one collection.
#[derive(Debug)]
pub(in crate::query) struct Scorer {
    /// Weight and rarity of each concept.
    weights: TiVec<ConceptId, f64>,
    /// The words of the text that each stands for.
    covers: TiVec<ConceptId, Vec<ConceptId>>,
}

impl Scorer {
    /// For a collection of things, each of which says some concepts. O(things + concepts said).
    pub(in crate::query) fn new<'s, Fields>(question: &Question, things: impl Iterator<Item = Fields>) -> Self
    where
        Fields: IntoIterator<Item = &'s Said>,
    {
        let mut with: TiVec<ConceptId, u64> = vec![0; question.concepts.len()].into();
        let (mut count, mut own) = (0_u64, Vec::new());
        for fields in things {
            count += 1;
            own.clear();
            own.extend(fields.into_iter().flat_map(|said| said.counts.iter().map(|(concept, _)| *concept)));
            own.sort_unstable();
            own.dedup();
            own.iter().for_each(|&concept| with[concept] += 1);
        }
        let rarity = |with: u64| libm::log1p(((count - with) as f64 + 0.5) / (with as f64 + 0.5));
        let weights = question.concepts.iter_enumerated();
        Self {
            weights: weights.map(|(id, concept)| concept.weight * rarity(with[id])).collect(),
            covers: question.concepts.iter().map(|concept| concept.covers.clone()).collect(),
        }
    }

    /// How near a thing is: its BM25F times the share of the words of the text that it says, each by its weight and
    /// rarity; 0 where it says nothing that is asked for. O(concepts · fields).
    pub(in crate::query) fn score(&self, fields: &[(Field, &Said)]) -> f64 {
        let mut score = 0.0;
        let mut covered: TiVec<ConceptId, bool> = vec![false; self.weights.len()].into();
        for (concept, weight) in self.weights.iter_enumerated() {
            let frequency: f64 = fields.iter().map(|(field, said)| field.frequency(said, concept)).sum();
            if frequency > 0.0 {
                score += weight * frequency * (K1 + 1.0) / (K1 + frequency);
                self.covers[concept].iter().for_each(|&word| covered[word] = true);
            }
        }
        score * self.share(&covered)
    }

    /// The share of the words of the text that are covered.
    fn share(&self, covered: &TiVec<ConceptId, bool>) -> f64 {
        let (mut said, mut all) = (0.0, 0.0);
        for (concept, weight) in self.weights.iter_enumerated() {
            if self.covers[concept] == [concept] {
                all += weight;
                said += if covered[concept] { *weight } else { 0.0 };
            }
        }
        if all > 0.0 { said / all } else { 0.0 }
    }
}
