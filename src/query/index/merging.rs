//! Entities as they would be had names been merged more strictly, or more loosely: how far a rank rests on merges.

use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::distinct;
use super::links::{Index, Link};
use crate::graph::Relation;
use crate::property_graph::MentionRecord;
use crate::report::Rank;
use portent_graph::index::NodeRow;

/// Least certainty of a mention that a strict reader leaves with its entity.
const STRICT: f64 = 0.8;

/// Probability of one thing at which a loose reader joins two entities of one kind that the build keeps apart: rather one
/// than two. What is likelier and yet apart was forbidden by a guard, which a loose reader respects too.
const LOOSE: Range<f64> = 0.5..0.65;

/// How names are merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merging {
    /// Mentions that may well mean another thing count for nothing.
    Stricter,
    /// Entities that may well be one thing count as one.
    Looser,
}

impl Merging {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Stricter, Self::Looser];
}

/// What entities would be under either merging. Each entity is looked at by itself: all others stay as they are.
#[derive(Debug)]
pub struct Regrouped<'a> {
    index: &'a Index<'a>,
    /// Entities and the articles (copies once) that mention them by doubtful names alone.
    doubtful: FxHashSet<(NodeRow, NodeRow)>,
    /// The entities among them.
    doubted: FxHashSet<NodeRow>,
}

impl<'a> Regrouped<'a> {
    /// O(mentions).
    #[must_use]
    pub fn new(index: &'a Index<'a>) -> Self {
        let mentions = || {
            let known = |record: &MentionRecord| {
                let (entity, article) = (record.entity.row()?, record.article.row()?);
                Some(((entity, index.original(article)), record.certainty >= STRICT))
            };
            index.graph.mentions.iter().filter_map(known)
        };
        let mut doubtful: FxHashSet<(NodeRow, NodeRow)> =
            mentions().filter(|(_, is_sure)| !is_sure).map(|(pair, _)| pair).collect();
        if !doubtful.is_empty() {
            mentions().filter(|(_, is_sure)| *is_sure).for_each(|(pair, _)| {
                doubtful.remove(&pair);
            });
        }
        let doubted = doubtful.iter().map(|&(entity, _)| entity).collect();
        Self { index, doubtful, doubted }
    }

    /// The entities (one, or those of a merged node) with what would belong to them, and their articles, copies once,
    /// ascending; `None` where nothing would change. O(edges of the entities).
    #[must_use]
    pub fn under(&self, merging: Merging, entities: &[NodeRow]) -> Option<(Vec<NodeRow>, Vec<NodeRow>)> {
        match merging {
            Merging::Stricter if entities.iter().all(|entity| !self.doubted.contains(entity)) => None,
            Merging::Stricter => {
                let sure = distinct(entities.iter().flat_map(|&entity| self.sure(entity)).collect());
                (sure.len() < self.index.articles(entities).len()).then(|| (entities.to_vec(), sure))
            }
            Merging::Looser => {
                let all = self.loosely(entities)?;
                let articles = self.index.articles(&all);
                Some((all, articles))
            }
        }
    }

    /// The entities and those that a loose reader joins with them; `None` where there are none. O(edges of the entities).
    #[must_use]
    pub fn loosely(&self, entities: &[NodeRow]) -> Option<Vec<NodeRow>> {
        let mut added: Vec<NodeRow> =
            entities.iter().flat_map(|&entity| self.perhaps_the_same(entity)).collect();
        added.retain(|node| !entities.contains(node));
        (!added.is_empty()).then(|| [entities, &distinct(added)].concat())
    }

    /// The articles that mention an entity by a name that surely means it.
    fn sure(&self, entity: NodeRow) -> impl Iterator<Item = NodeRow> + '_ {
        let articles = self.index.articles(&[entity]).into_iter();
        articles.filter(move |&article| !self.doubtful.contains(&(entity, article)))
    }

    fn perhaps_the_same(&self, entity: NodeRow) -> impl Iterator<Item = NodeRow> + '_ {
        let (index, kind) = (self.index, self.index.graph.nodes[entity].kind);
        let joins = move |link: &&Link| match index.relation(**link) {
            Relation::Duplicate => true,
            Relation::Similar | Relation::Broader => LOOSE.contains(&index.weight(**link)),
            _ => false,
        };
        index.of(entity).iter().filter(joins).map(|link| link.node).filter(move |&node| index.is(node, kind))
    }
}

/// What entries, numbered as they stand, would count under another merging.
pub struct Recount<'a, V> {
    /// As much or more; this costs little.
    pub at_most: &'a dyn Fn(usize) -> V,
    /// Exactly; asked only of entries that may pass one that is shown.
    pub exactly: &'a dyn Fn(usize) -> V,
}

/// The ranks of the first `shown` of `count` entries that stand in order, where each recount gives another order, the greatest
/// first; what is equal in one of them stays as it stands. O(count + shown log shown), and one exact count for each entry that
/// another order may put before one that is shown.
#[must_use]
pub fn ranks<V: Ord>(shown: usize, count: usize, recounts: &[Recount<'_, V>]) -> Vec<Rank> {
    let mut ranks: Vec<Rank> = (1..=shown).map(|rank| Rank { rank, best: rank, worst: rank }).collect();
    for recount in recounts {
        let mut here: Vec<(Reverse<V>, usize)> =
            (0..shown).map(|at| (Reverse((recount.exactly)(at)), at)).collect();
        here.sort_unstable();
        let Some((Reverse(least), _)) = here.last() else { continue };
        let behind = (shown..count).filter(|&at| (recount.at_most)(at) > *least);
        let mut behind: Vec<Reverse<V>> = behind.map(|at| Reverse((recount.exactly)(at))).collect();
        behind.sort_unstable();
        for (place, (value, at)) in (1..).zip(&here) {
            let rank = place + behind.partition_point(|other| other < value);
            let known = &mut ranks[*at];
            (known.best, known.worst) = (known.best.min(rank), known.worst.max(rank));
        }
    }
    ranks
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::{Merging, Recount, Regrouped, ranks};
    use crate::graph::Relation;
    use crate::property_graph::PropertyGraph;
    use crate::query::index::Index;
    use crate::query::sample;
    use crate::report::Rank;

    #[test]
    fn a_strict_reader_sets_doubtful_mentions_aside() {
        let mut graph = sample::graph();
        let (streets, article) =
            (sample::row(&graph, "signal:battery-streets"), sample::row(&graph, "article:d"));
        // Article a says it twice, once for sure; d says it once.
        sample::doubt(&mut graph, "a.md", "Streets of Batteries");
        assert!(Regrouped::new(&Index::new(&graph)).under(Merging::Stricter, &[streets]).is_none());
        sample::doubt(&mut graph, "d.md", "Battery Streets");
        let index = Index::new(&graph);
        let (members, articles) = Regrouped::new(&index).under(Merging::Stricter, &[streets]).unwrap();
        assert_eq!(members, [streets]);
        let without: Vec<_> =
            index.articles(&[streets]).into_iter().filter(|&at| at != index.original(article)).collect();
        assert_eq!(articles, without);
    }

    #[test]
    fn a_loose_reader_joins_what_is_likely_enough_and_no_guard_forbids() {
        let mut graph = sample::with_broader();
        let (strain, overload) =
            (sample::row(&graph, "concern:grid-strain"), sample::row(&graph, "concern:grid-overload"));
        let joined = |graph: &PropertyGraph| {
            let index = Index::new(graph);
            Regrouped::new(&index).under(Merging::Looser, &[strain]).map(|(members, _)| members)
        };
        // The issue Power, which is joined at 0.5 too, is of another kind.
        assert_eq!(joined(&graph), Some(vec![strain, overload]));
        for (weight, found) in [(0.34, None), (0.9, None)] {
            for row in graph.edges.rows().collect::<Vec<_>>() {
                if graph.edges[row].relation == Relation::Broader {
                    graph.edges[row].weight = weight;
                }
            }
            assert_eq!(joined(&graph), found, "{weight}");
        }
    }

    #[test]
    fn ranks_tell_how_far_other_orders_move_an_entry() {
        // As built 9, 8, 8, 1; strictly 2, 8, 8, 1; loosely 9, 8, 8, 8: ties stay as they stand.
        let (strict, loose) = ([2_u32, 8, 8, 1], [9_u32, 8, 8, 8]);
        let (strictly, loosely) = (|at: usize| strict[at], |at: usize| loose[at]);
        let recounts = [&strictly as &dyn Fn(usize) -> u32, &loosely]
            .map(|exactly| Recount { at_most: exactly, exactly });
        let expected = [(1, 1, 3), (2, 1, 2), (3, 2, 3), (4, 4, 4)];
        let expected = expected.map(|(rank, best, worst)| Rank { rank, best, worst });
        assert_eq!(ranks(4, 4, &recounts), expected);
        assert_eq!(expected.map(|rank| rank.to_string()), ["1 (1 to 3)", "2 (1 to 2)", "3 (2 to 3)", "4"]);
        assert_eq!(ranks(1, 4, &recounts), expected[..1]);
    }

    #[test]
    fn only_entries_that_may_pass_are_counted_exactly() {
        let (values, bounds) = ([5, 4, 0, 6, 0], [5, 4, 4, 9, 3]);
        let asked = RefCell::new(Vec::new());
        let exactly = |at: usize| {
            asked.borrow_mut().push(at);
            values[at]
        };
        let found = ranks(2, 5, &[Recount { at_most: &|at| bounds[at], exactly: &exactly }]);
        assert_eq!(found.iter().map(|rank| (rank.best, rank.worst)).collect::<Vec<_>>(), [(1, 2), (2, 3)]);
        // The third may count as much as the second, which stands before it all the same.
        assert_eq!(*asked.borrow(), [0, 1, 3]);
    }
}
