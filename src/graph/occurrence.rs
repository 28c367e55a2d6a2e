//! In which articles each entity occurs, with copies counted once: all counts of articles derive from it.

use ::petgraph::unionfind::UnionFind;

use super::copies::Groups;
use super::sharing::sharing;
use crate::parse::{Corpus, MentionId};
use crate::resolve::{EntityId, Resolution};
use portent_graph::csr::Csr;

/// Two articles are near-copies where they share at least this part of the smaller one's telling entities ...
const NEAR_COPY_SHARE: f64 = 0.3;
/// ... and at least this many.
const NEAR_COPY_LEAST: u32 = 4;
/// An entity in more articles than this, or in more than half of them, does not tell a copy.
const TELLING_AT_MOST: usize = 64;

portent_graph::index_type! {
    /// The number of an article and its copies, which count once.
    pub struct DistinctArticle;
}

/// Which entities stand in which articles; an article and its copies have one number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Occurrences {
    /// The number of each article, indexed by article: numbers follow the order of first members.
    pub number_of: Vec<DistinctArticle>,
    /// The entities of each numbered article.
    pub entities: Csr<DistinctArticle, EntityId>,
    /// The numbered articles of each entity.
    pub articles: Csr<EntityId, DistinctArticle>,
}

impl Occurrences {
    /// Counts an article and its copies once, and what a compilation repeats where it comes from. O(mentions log(mentions of an article)), in parallel.
    #[must_use]
    pub fn new(corpus: &Corpus, resolution: &Resolution) -> Self {
        let copies = Groups::by_key(corpus.articles.keys().map(|article| corpus.original_of(article)));
        let (numbers, number_of) = (copies.count(), copies.number_of);
        let holders =
            corpus.mentions.keys().map(|mention| number_of[usize::from(corpus.counted_in(mention))]);
        let mentions: Csr<DistinctArticle, MentionId> = Csr::grouped(numbers, holders);
        let entity = |&mention: &MentionId| {
            let name = resolution.name_of[mention];
            resolution.entity_of[name]
        };
        let rows =
            Csr::filled(numbers, |holder, entities| entities.extend(mentions[holder].iter().map(entity)));
        Self::from_rows(number_of, rows, resolution.entities.len())
    }

    fn from_rows(
        number_of: Vec<DistinctArticle>,
        rows: Csr<DistinctArticle, EntityId>,
        entities: usize,
    ) -> Self {
        Self { number_of, articles: rows.transposed(entities), entities: rows }
    }

    /// How many articles, copies counted once.
    #[must_use]
    pub fn article_count(&self) -> usize {
        self.entities.len()
    }

    /// The same with near-copies also counted once: pages on one text, written up twice, share most of their rows
    /// and would make everything in them meet everything. Two articles are near-copies where they share at least
    /// four entities and 30 % of the smaller one's, entities in over 64 articles or in over half of all left aside;
    /// near-copies of near-copies count as well. O(sum over such entities of articles²).
    #[must_use]
    pub fn without_near_copies(&self) -> Self {
        let near_copies = self.near_copies();
        if near_copies.is_empty() {
            return self.clone();
        }
        let mut groups = UnionFind::<u32>::new(self.article_count());
        for [a, b] in near_copies {
            groups.union(a.get(), b.get());
        }
        let joined = Groups::by_key(groups.into_labeling().into_iter());
        let number_of = self.number_of.iter().map(|&at| joined.number_of[usize::from(at)]).collect();
        let entities = self.entities.joined(joined.count(), joined.number_of.iter().copied());
        Self::from_rows(number_of, entities, self.articles.len())
    }

    /// Pairs of near-copies `a < b`, in order.
    fn near_copies(&self) -> Vec<[DistinctArticle; 2]> {
        let most = TELLING_AT_MOST.min(self.article_count() / 2);
        let telling = |entity: EntityId| self.articles[entity].len() <= most;
        let told: Csr<DistinctArticle, EntityId> = Csr::filled(self.article_count(), |article, told| {
            told.extend(self.entities[article].iter().copied().filter(|&entity| telling(entity)));
        });
        sharing(&told, self.articles.len(), NEAR_COPY_LEAST, |[a, b], shared| {
            let smaller = told[a].len().min(told[b].len()) as f64;
            (f64::from(shared) >= NEAR_COPY_SHARE * smaller).then_some([a, b])
        })
    }
}

// Rows are numbered by entity.
#[cfg(test)]
mod tests {
    use super::{DistinctArticle, Occurrences};
    use crate::resolve::EntityId;
    use portent_graph::csr::Csr;

    /// Articles given as lists of entities; no copies.
    fn occurrences(articles: &[&[u32]], entities: usize) -> Occurrences {
        let pairs = (0..)
            .zip(articles)
            .flat_map(|(at, row)| row.iter().map(move |&e| (DistinctArticle::new(at), EntityId::new(e))));
        let pairs: Vec<(DistinctArticle, EntityId)> = pairs.collect();
        let rows = Csr::from_pairs(articles.len(), &pairs);
        Occurrences::from_rows(DistinctArticle::first(articles.len()).collect(), rows, entities)
    }

    #[test]
    fn articles_that_share_four_of_ten_telling_entities_count_once() {
        // The first two share 0 to 3: 4 of 10 and 4 of 6. The last two share 3 only, and 20 is everywhere.
        let articles: &[&[u32]] = &[
            &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 20],
            &[0, 1, 2, 3, 10, 11, 20],
            &[3, 12, 13, 14, 20],
            &[15, 20],
            &[16, 20],
            &[17, 20],
        ];
        let all = occurrences(articles, 21);
        assert_eq!(all.without_near_copies().number_of, [0, 0, 1, 2, 3, 4]);
        assert_eq!(all.without_near_copies().articles[EntityId::new(3)], [0, 1]);
        assert_eq!(all.without_near_copies().articles[EntityId::new(20)], [0, 1, 2, 3, 4]);
    }

    #[test]
    fn three_shared_entities_are_no_near_copy() {
        let all = occurrences(&[&[0, 1, 2, 3], &[0, 1, 2, 4], &[5], &[6]], 7);
        assert_eq!(all.without_near_copies(), all);
    }
}
