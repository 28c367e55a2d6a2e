//! Co-occurrences: the entities of the articles that mention an entity, strongest first.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::links::Index;
use crate::graph::cooccurrence::{Chance, LEAST_SHARED, SIGNIFICANCE};
use crate::graph::{Relation, View};
use crate::property_graph::{ColumnView, EdgeColumn, NodeColumn, NodeRef};
use portent_graph::index::{NodeRow, TiVec};

/// Two entities met in the same articles.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cooccurrence {
    /// Row of the other entity.
    pub node: NodeRow,
    /// Articles that mention both, copies once.
    pub articles: u32,
    /// How far that is beyond chance.
    pub strength: Strength,
}

/// How far a cooccurrence is beyond chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Strength {
    /// The probability of so many shared articles by chance: the less, the stronger.
    Chance(f64),
    /// The association strength of an edge of the view `concepts`: the more, the stronger.
    Association(f64),
}

impl Strength {
    /// The stronger first. A graph holds one sort alone; where both met, chance would come first.
    fn order(self, other: Self) -> Ordering {
        match (self, other) {
            (Self::Chance(a), Self::Chance(b)) => a.total_cmp(&b),
            (Self::Association(a), Self::Association(b)) => b.total_cmp(&a),
            (Self::Chance(_), Self::Association(_)) => Ordering::Less,
            (Self::Association(_), Self::Chance(_)) => Ordering::Greater,
        }
    }

    /// Whether chance has at most [`SIGNIFICANCE`]; edges of the view `concepts` were chosen so.
    fn is_significant(self) -> bool {
        match self {
            Self::Chance(chance) => chance <= SIGNIFICANCE,
            Self::Association(_) => true,
        }
    }
}

/// What cooccurrences are judged by: prepared once for a query.
#[derive(Debug)]
pub struct Cooccurrences<'a> {
    index: &'a Index<'a>,
    chance: Chance,
    /// How many articles there are, copies once.
    all: usize,
    articles: ColumnView<'a, i64>,
    /// Room for counting how often each node is met; all 0 between two counts.
    times: RefCell<TiVec<NodeRow, u32>>,
}

impl<'a> Cooccurrences<'a> {
    /// O(articles), and O(nodes + mentions) for a part of a graph.
    #[must_use]
    pub fn new(index: &'a Index<'a>) -> Self {
        let all = article_count(index);
        let column = index.graph.nodes.column(NodeColumn::Articles);
        let times = RefCell::new(vec![0; index.graph.node_count()].into());
        Self { index, chance: Chance::new(all), all, articles: column, times }
    }

    /// The entities met in the articles of `entities` (one, or those of a merged node) in at least two articles and more often
    /// than chance, as [`crate::analysis::connections`] defines it; what restates or duplicates them is not met.
    /// Least chance first (ties: more articles, then label). O(entities of those articles).
    #[must_use]
    pub fn strong(&self, entities: &[NodeRow]) -> Vec<Cooccurrence> {
        sorted(self.index, self.beyond_chance(self.met(entities, LEAST_SHARED)))
    }

    /// How many entities the articles of an entity name, each as often as they do: never fewer than [`Self::strong`] may hold
    /// twice over. O(articles of the entity).
    #[must_use]
    pub fn named_beside(&self, entity: NodeRow) -> usize {
        self.index.articles(&[entity]).iter().map(|&article| self.index.of(article).len()).sum()
    }

    /// How many [`Self::strong`] would hold if these articles, ascending, were those of `entities`. O(entities of the articles).
    #[must_use]
    pub fn count_in(&self, entities: &[NodeRow], articles: &[NodeRow]) -> usize {
        self.beyond_chance(self.met_in(entities, articles, LEAST_SHARED)).len()
    }

    /// [`Self::strong`], and where there are none, all entities met.
    #[must_use]
    pub fn strongest(&self, entities: &[NodeRow]) -> Vec<Cooccurrence> {
        let strong = self.strong(entities);
        if strong.is_empty() { sorted(self.index, self.met(entities, 1)) } else { strong }
    }

    /// Edges of the view `concepts` are all beyond chance.
    fn beyond_chance(&self, mut met: Vec<Cooccurrence>) -> Vec<Cooccurrence> {
        if self.index.graph.header.view != View::Concepts {
            met.retain(|met| met.strength.is_significant());
        }
        met
    }

    /// The entities met in `least` articles at least (in the view `concepts` all), in the order of their rows.
    fn met(&self, entities: &[NodeRow], least: u32) -> Vec<Cooccurrence> {
        let index = self.index;
        if index.graph.header.view == View::Concepts {
            return joined(index, entities);
        }
        self.met_in(entities, &index.articles(entities), least)
    }

    /// The entities of `least` of some articles, but `entities` and what restates them. What is met less often, as most is, costs
    /// no chance.
    fn met_in(&self, entities: &[NodeRow], articles: &[NodeRow], least: u32) -> Vec<Cooccurrence> {
        let index = self.index;
        let mut times = self.times.borrow_mut();
        let mut met = Vec::new();
        for &node in articles.iter().flat_map(|&article| index.mentioned(article)) {
            if times[node] == 0 {
                met.push(node);
            }
            times[node] += 1;
        }
        let mut met: Vec<(NodeRow, u32)> =
            met.into_iter().map(|node| (node, std::mem::take(&mut times[node]))).collect();
        met.retain(|&(_, times)| times >= least);
        met.sort_unstable();
        let same: Vec<NodeRow> = entities.iter().flat_map(|&entity| restated(index, entity)).collect();
        let others = met.into_iter().filter(|(node, _)| !entities.contains(node) && !same.contains(node));
        others.map(|(node, both)| self.cooccurrence(node, both, articles.len())).collect()
    }

    fn cooccurrence(&self, node: NodeRow, both: u32, mine: usize) -> Cooccurrence {
        let all = u32::try_from(self.all).unwrap_or(u32::MAX);
        let mine = u32::try_from(mine).unwrap_or(u32::MAX).min(all);
        let theirs = self.articles.get(node).and_then(|count| u32::try_from(count).ok());
        let theirs = theirs.unwrap_or(0).max(both).min(all);
        let strength = Strength::Chance(self.chance.at_least(both.min(all), mine, theirs));
        Cooccurrence { node, articles: both, strength }
    }
}

/// Articles that entities may meet in, copies once: of a part those that passed.
fn article_count(index: &Index) -> usize {
    let graph = index.graph;
    if graph.header.part.is_none() {
        return usize::try_from(graph.header.distinct_articles).unwrap_or(0);
    }
    let nodes = index.articles_of_all().map(NodeRef::Row);
    let absent = graph.mentions.iter().map(|record| record.copy_of.unwrap_or(record.article));
    nodes.chain(absent.filter(|article| article.row().is_none())).collect::<BTreeSet<NodeRef>>().len()
}

/// What states the same as an entity.
fn restated<'i>(index: &'i Index, entity: NodeRow) -> impl Iterator<Item = NodeRow> + 'i {
    index.joined(entity, Relation::Restates).chain(index.joined(entity, Relation::Duplicate))
}

/// In the view `concepts` the edges say it.
fn joined(index: &Index, entities: &[NodeRow]) -> Vec<Cooccurrence> {
    let count = index.graph.edges.column::<i64>(EdgeColumn::Count);
    let mut met: BTreeMap<NodeRow, Cooccurrence> = BTreeMap::new();
    for link in entities.iter().flat_map(|&entity| index.of(entity)) {
        if index.relation(*link) == Relation::CoOccurs && !entities.contains(&link.node) {
            let articles = count.get(link.edge).and_then(|count| u32::try_from(count).ok()).unwrap_or(0);
            let strength = Strength::Association(index.weight(*link));
            let new = Cooccurrence { node: link.node, articles, strength };
            let kept = met.entry(link.node).or_insert(new);
            if strength.order(kept.strength).is_lt() {
                *kept = new;
            }
        }
    }
    met.into_values().collect()
}

fn sorted(index: &Index, mut cooccurrences: Vec<Cooccurrence>) -> Vec<Cooccurrence> {
    // Stable, for labels may be equal.
    cooccurrences.sort_by(|a, b| {
        let strength = a.strength.order(b.strength);
        strength.then(b.articles.cmp(&a.articles)).then_with(|| index.label(a.node).cmp(index.label(b.node)))
    });
    cooccurrences
}

/// The strongest cooccurrence of each kind, strongest first.
#[must_use]
pub fn best_of_each_kind(index: &Index, cooccurrences: &[Cooccurrence]) -> Vec<Cooccurrence> {
    let mut kinds = Vec::new();
    let mut best = Vec::new();
    for cooccurrence in cooccurrences {
        let kind = index.graph.nodes[cooccurrence.node].kind;
        if !kinds.contains(&kind) {
            kinds.push(kind);
            best.push(*cooccurrence);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::{Cooccurrences, Strength, best_of_each_kind};
    use crate::query::index::Index;
    use crate::query::sample;

    #[test]
    fn what_is_everywhere_or_restates_it_is_no_neighbor() {
        let graph = sample::graph();
        let index = Index::new(&graph);
        let cooccurrences = Cooccurrences::new(&index);
        let strain = [sample::row(&graph, "concern:grid-strain")];
        // Of four articles Sodium Cell shares both of its two with Grid Strain: 1 of 6 layouts, which is too likely
        // to count; the keyword grid restates it; ai is everywhere, so that chance is 1.
        assert!(cooccurrences.strong(&strain).is_empty());
        let met = cooccurrences.strongest(&strain);
        let labels: Vec<&str> = met.iter().map(|cooccurrence| index.label(cooccurrence.node)).collect();
        assert_eq!(labels, ["Sodium Cell", "Battery Streets", "Power", "ai"]);
        let chance = |at: usize| match met[at].strength {
            Strength::Chance(chance) => chance,
            Strength::Association(_) => f64::NAN,
        };
        assert!((chance(0) - 1.0 / 6.0).abs() < 1e-12);
        assert!((chance(3) - 1.0).abs() < 1e-12);
        assert_eq!(best_of_each_kind(&index, &met).len(), 4);
    }
}
