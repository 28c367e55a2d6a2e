//! In which articles each entity occurs, with copies counted once: all counts of articles derive from it.

use rayon::prelude::*;

use super::copies::Groups;
use super::sharing::sharing;
use crate::parse::{Corpus, Mention, MentionId};
use crate::resolve::Resolution;
use portent_graph::rows::Rows;

/// Two articles are near-copies where they share at least this part of the smaller one's telling entities ...
const NEAR_COPY_SHARE: f64 = 0.3;
/// ... and at least this many.
const NEAR_COPY_LEAST: u32 = 4;
/// An entity in more articles than this, or in more than half of them, does not tell a copy.
const TELLING_AT_MOST: usize = 64;

/// Which entities stand in which articles; an article and its copies have one number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Occurrences {
    /// The number of each article, indexed by article: numbers follow the order of first members.
    pub number_of: Vec<u32>,
    /// The entities of each numbered article.
    pub entities: Rows,
    /// The numbered articles of each entity.
    pub articles: Rows,
}

impl Occurrences {
    /// Counts an article and its copies once. O(mentions log(mentions of an article)), in parallel.
    #[must_use]
    pub fn new(corpus: &Corpus, resolution: &Resolution) -> Self {
        let copies = Groups::by_key(corpus.articles.keys().map(|article| corpus.original_of(article)));
        let (numbers, number_of) = (copies.count(), copies.number_of);
        let holder = |mention: &Mention| number_of[usize::from(mention.article)];
        let holders: Vec<u32> = corpus.mentions.raw.par_iter().map(holder).collect();
        let mentions = Rows::grouped(numbers, holders.iter().copied());
        let entity = |&mention: &u32| {
            let name = resolution.name_of[MentionId::new(mention)];
            resolution.entity_of[name].get()
        };
        let rows = Rows::filled(numbers, |holder, entities| {
            entities.extend(mentions.row(holder).iter().map(entity));
        });
        Self::from_rows(number_of, rows, resolution.entities.len())
    }

    fn from_rows(number_of: Vec<u32>, rows: Rows, entities: usize) -> Self {
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
        let mut leader: Vec<u32> = (0..self.article_count() as u32).collect();
        for (a, b) in near_copies {
            let (a, b) = (root(&leader, a), root(&leader, b));
            leader[a.max(b) as usize] = a.min(b);
        }
        let joined = Groups::by_key((0..leader.len() as u32).map(|at| root(&leader, at)));
        let number_of = self.number_of.iter().map(|&at| joined.number_of[at as usize]).collect();
        let entities = self.entities.joined(joined.count(), &joined.number_of);
        Self::from_rows(number_of, entities, self.articles.len())
    }

    /// Pairs of near-copies `a < b`, in order.
    fn near_copies(&self) -> Vec<(u32, u32)> {
        let most = TELLING_AT_MOST.min(self.article_count() / 2);
        let telling = |entity: u32| self.articles.row(entity).len() <= most;
        let told = Rows::filled(self.article_count(), |article, told| {
            told.extend(self.entities.row(article).iter().copied().filter(|&entity| telling(entity)));
        });
        let size = |article: u32| told.row(article).len();
        sharing((&told, self.articles.len()), NEAR_COPY_LEAST, |[a, b], shared| {
            let smaller = size(a).min(size(b)) as f64;
            (f64::from(shared) >= NEAR_COPY_SHARE * smaller).then_some((a, b))
        })
    }
}

/// The first member of a group; leaders are never larger than their members.
fn root(leader: &[u32], mut at: u32) -> u32 {
    while leader[at as usize] != at {
        at = leader[at as usize];
    }
    at
}

#[cfg(test)]
mod tests {
    use super::Occurrences;
    use crate::graph::rows::Rows;

    /// Articles given as lists of entities; no copies.
    fn occurrences(articles: &[&[u32]], entities: usize) -> Occurrences {
        let pairs = (0..).zip(articles).flat_map(|(at, row)| row.iter().map(move |&e| (at, e)));
        let pairs: Vec<(u32, u32)> = pairs.collect();
        let rows = Rows::from_pairs(articles.len(), &pairs);
        Occurrences::from_rows((0..articles.len() as u32).collect(), rows, entities)
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
        assert_eq!(all.without_near_copies().articles.row(3), [0, 1]);
        assert_eq!(all.without_near_copies().articles.row(20), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn three_shared_entities_are_no_near_copy() {
        let all = occurrences(&[&[0, 1, 2, 3], &[0, 1, 2, 4], &[5], &[6]], 7);
        assert_eq!(all.without_near_copies(), all);
    }
}
