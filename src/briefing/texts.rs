//! What the texts of an archive say: which articles speak of a name, in a row, a title or a summary.

use std::collections::BTreeMap;
use std::ops::Range;

use super::sentences::sentences;
use crate::parse::KindId;
use crate::property_graph::{NodeColumn, PropertyGraph};
use crate::query::index::Index;
use crate::query::index::words::texts::{Vocabulary, read};
use crate::resolve::language::sought::{SoughtId, each_word, spoken};
use portent_graph::csr::Csr;
use portent_graph::index::{NodeRow, TiVec};

portent_graph::index_type! {
    /// A row of an article, or its title and summary.
    struct TextId;
}

/// How a text holds the words of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// One after the other, words of grammar aside: it speaks of it.
    InOrder,
    /// Anywhere: it may speak of it.
    Anywhere,
}

/// The words of all rows (name and description), titles and summaries; copies and repeated rows have none.
pub(super) struct Texts<'a> {
    vocabulary: Vocabulary<'a>,
    /// The words of each text, in order, with a word that no name has between sentences.
    words: Csr<TextId, SoughtId>,
    /// The texts that hold each word, ascending.
    holding: Csr<SoughtId, TextId>,
    article: TiVec<TextId, NodeRow>,
    /// Its place in the table of mentions; none for titles and summaries.
    row: TiVec<TextId, Option<usize>>,
}

impl<'a> Texts<'a> {
    /// Reads all texts once. O(text of the graph).
    pub(super) fn new(index: &Index<'a>) -> Self {
        let graph = index.graph;
        let texts = texts(graph, index);
        let mut ends = Vec::with_capacity(texts.len());
        let mut parts: Vec<&str> = Vec::new();
        for (_, _, [name, said]) in &texts {
            parts.push(name);
            parts.extend(sentences(said).into_iter().map(|sentence| &said[sentence]));
            ends.push(parts.len());
        }
        let (vocabulary, said) = read(spoken(&parts), &parts);
        let said: Vec<&[SoughtId]> = said.iter().collect();
        // Stands between sentences, so that no run of words reaches over the end of one.
        let between = SoughtId::from(vocabulary.len());
        let mut words = Csr::with_room(texts.len(), said.iter().map(|part| part.len() + 1).sum());
        let mut from = 0;
        for to in ends {
            words.push(said[std::mem::replace(&mut from, to)..to].join(&between));
        }
        Self {
            holding: words.transposed(vocabulary.len() + 1),
            vocabulary,
            words,
            article: texts.iter().map(|&(article, ..)| article).collect(),
            row: texts.iter().map(|&(_, row, _)| row).collect(),
        }
    }

    /// The words of a name or text that the archive knows, without those of grammar.
    pub(super) fn words(&self, text: &str) -> Vec<SoughtId> {
        let mut found = Vec::new();
        each_word(text, |word| found.extend(self.vocabulary.find(word)));
        found
    }

    /// In how many rows, titles and summaries of all a word stands, one that is said twice counting twice.
    pub(super) fn share(&self, word: SoughtId) -> (usize, usize) {
        (self.holding[word].len(), self.article.len())
    }

    /// The words that the archive knows, without those of grammar, and where each stands in the text.
    pub(super) fn places(&self, text: &str) -> Vec<(Range<usize>, SoughtId)> {
        let (mut found, mut from) = (Vec::new(), 0);
        each_word(text, |word| {
            let Some(at) = text[from..].find(word) else { return };
            let place = from + at..from + at + word.len();
            from = place.end;
            found.extend(self.vocabulary.find(word).map(|word| (place, word)));
        });
        found
    }

    /// The articles with a text that holds these words, ascending, with the places of their rows in the table of
    /// mentions. O(words of the texts that hold the rarest of them).
    pub(super) fn speaking(&self, words: &[SoughtId], holds: Holds) -> BTreeMap<NodeRow, Vec<usize>> {
        let mut articles: BTreeMap<NodeRow, Vec<usize>> = BTreeMap::new();
        let Some(rarest) = words.iter().min_by_key(|&&word| self.holding[word].len()) else {
            return articles;
        };
        // A text stands once for each time that it holds the word.
        for text in self.holding[*rarest].chunk_by(|a, b| a == b).map(|same| same[0]) {
            let said = &self.words[text];
            let is_held = match holds {
                Holds::InOrder => said.windows(words.len()).any(|run| run == words),
                Holds::Anywhere => words.iter().all(|word| said.contains(word)),
            };
            if is_held {
                articles.entry(self.article[text]).or_default().extend(self.row[text]);
            }
        }
        articles
    }
}

/// The article, the place in the table of mentions, and the parts of each text.
type Parts<'a> = (NodeRow, Option<usize>, [&'a str; 2]);

fn texts<'a>(graph: &'a PropertyGraph, index: &Index<'a>) -> Vec<Parts<'a>> {
    let counts = graph.mentions.iter().enumerate();
    let counts = counts.filter(|(_, row)| row.copy_of.is_none() && row.repeats.is_none());
    let rows = counts.filter_map(|(at, row)| {
        let parts = [row.name.as_str(), row.description.as_deref().unwrap_or_default()];
        Some((row.article.row()?, Some(at), parts))
    });
    let summary = graph.nodes.column::<&str>(NodeColumn::Summary);
    let heads = graph.nodes.iter().filter(|(_, node)| node.kind == KindId::ARTICLE);
    let heads = heads.filter(|(row, _)| index.original(*row) == *row);
    let heads =
        heads.map(|(row, node)| (row, None, [node.label.as_str(), summary.get(row).unwrap_or_default()]));
    rows.chain(heads).collect()
}

#[cfg(test)]
mod tests {
    use super::{Holds, Texts};
    use crate::query::index::Index;
    use crate::query::sample;

    #[test]
    fn articles_speak_of_what_their_descriptions_say() {
        let mut graph = sample::graph();
        graph.mentions[2].description = Some("The strain of the grids is a matter of sodium cells.".into());
        let index = Index::new(&graph);
        let texts = Texts::new(&index);
        let speaking = |name: &str, holds| texts.speaking(&texts.words(name), holds).into_keys().len();
        // Article a, by a row that is of another name.
        assert_eq!(speaking("sodium cell", Holds::InOrder), 1);
        assert_eq!(speaking("cell sodium", Holds::InOrder), 0);
        assert_eq!(speaking("cell sodium", Holds::Anywhere), 1);
        assert_eq!(speaking("never said", Holds::Anywhere), 0);
        // The rows of a and b are called so; the description of a is in another order.
        assert_eq!(speaking("Grid Strain", Holds::InOrder), 2);
        // No run of words reaches over the end of a sentence.
        graph.mentions[2].description = Some("So are cells of salt. Sodium is rare.".into());
        let index = Index::new(&graph);
        let texts = Texts::new(&index);
        let speaking = |name: &str, holds| texts.speaking(&texts.words(name), holds).into_keys().len();
        assert_eq!(
            (speaking("salt sodium", Holds::InOrder), speaking("salt sodium", Holds::Anywhere)),
            (0, 1)
        );
    }
}
