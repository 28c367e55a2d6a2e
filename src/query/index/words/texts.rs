//! Texts -> numbered words, each distinct word once.

use rustc_hash::FxHashMap;

use crate::language::Language;
use crate::resolve::language::sought::{Met, Sought, SoughtId, each_word};
use portent_graph::csr::{Csr, Lists};
use portent_graph::index::TiVec;
use portent_graph::{index_type, parallel};

/// Texts that one task reads.
const TASK: usize = 2048;

index_type! {
    /// A text.
    pub(crate) struct TextId;
}

/// The distinct words of texts, inflections as one.
#[derive(Debug)]
pub(crate) struct Vocabulary<'t> {
    sought: Sought,
    /// How each word is written first.
    written: TiVec<SoughtId, &'t str>,
    /// Every way of writing a word; none for words of grammar.
    known: FxHashMap<&'t str, Option<SoughtId>>,
}

impl<'t> Vocabulary<'t> {
    fn new(languages: Vec<Language>) -> Self {
        Self { sought: Sought::new(languages), written: TiVec::new(), known: FxHashMap::default() }
    }

    /// The number of a word as written; none for a word of grammar.
    fn add(&mut self, word: &'t str) -> Option<SoughtId> {
        *self.known.entry(word).or_insert_with(|| {
            let id = (!self.sought.is_grammar(word)).then(|| self.sought.add(word))?;
            if self.written.get(id).is_none() {
                self.written.push(word);
            }
            Some(id)
        })
    }

    /// How many.
    pub(crate) fn len(&self) -> usize {
        self.written.len()
    }

    /// The number of a word that the texts say, in whatever inflection.
    pub(crate) fn find(&self, word: &str) -> Option<SoughtId> {
        let meet = || match self.sought.meet(word) {
            Met::Sought(id) => Some(id),
            Met::Grammar | Met::Other => None,
        };
        self.known.get(word).copied().unwrap_or_else(meet)
    }

    /// Whether a word means nothing by itself in a language of the texts.
    pub(super) fn is_grammar(&self, word: &str) -> bool {
        self.sought.is_grammar(word)
    }

    /// The languages of the texts, English first.
    pub(super) fn languages(&self) -> &[Language] {
        self.sought.languages()
    }

    /// Every word as it is written first.
    pub(super) fn words(&self) -> impl Iterator<Item = (SoughtId, &'t str)> {
        self.written.iter_enumerated().map(|(id, word)| (id, *word))
    }

    /// Every way of writing a word, each once, in no order that means anything.
    pub(super) fn spellings(&self) -> impl Iterator<Item = (&'t str, SoughtId)> {
        self.known.iter().filter_map(|(&word, &id)| Some((word, id?)))
    }
}

/// The words of each text in order, without those of grammar. O(letters), and stemming of each distinct word.
pub(crate) fn read<'t>(
    languages: Vec<Language>,
    texts: &[&'t str],
) -> (Vocabulary<'t>, Csr<TextId, SoughtId>) {
    let pieces = parallel::map_chunks(texts, TASK, Piece::of);
    let mut vocabulary = Vocabulary::new(languages);
    let mut said = Csr::with_room(texts.len(), pieces.iter().map(|piece| piece.said.item_count()).sum());
    for piece in &pieces {
        let ids: Vec<Option<SoughtId>> = piece.words.iter().map(|&word| vocabulary.add(word)).collect();
        piece.said.iter().for_each(|text| said.push(text.iter().filter_map(|&word| ids[word])));
    }
    (vocabulary, said)
}

/// Some of the texts, their words numbered apart from those of others.
struct Piece<'t> {
    words: Vec<&'t str>,
    said: Lists<usize>,
}

impl<'t> Piece<'t> {
    fn of(texts: &[&'t str]) -> Self {
        let mut known: FxHashMap<&'t str, usize> = FxHashMap::default();
        let (mut words, mut said) = (Vec::new(), Lists::with_room(texts.len(), 8 * texts.len()));
        let mut text_words = Vec::new();
        for text in texts {
            each_word(text, |word| {
                text_words.push(*known.entry(word).or_insert_with(|| {
                    words.push(word);
                    words.len() - 1
                }));
            });
            said.push(text_words.drain(..));
        }
        Self { words, said }
    }
}

#[cfg(test)]
mod tests {
    use super::{TextId, read};
    use crate::language::Language;

    #[test]
    fn inflections_are_one_word_and_grammar_is_none() {
        let (vocabulary, said) = read(vec![Language::English], &["The batteries of towns", "a battery", ""]);
        let battery = vocabulary.find("Battery").unwrap();
        assert_eq!(said[TextId::new(0)].len(), 2);
        assert_eq!(said[TextId::new(1)], [battery]);
        assert!(said[TextId::new(2)].is_empty() && vocabulary.find("the").is_none());
        assert_eq!(vocabulary.words().map(|(_, word)| word).collect::<Vec<_>>(), ["batteries", "towns"]);
    }
}
