//! Whom an entity meets: the entities of the articles that mention it, strongest first.

use std::collections::BTreeMap;

use super::links::Index;
use crate::columns::Value;
use crate::graph::Relation;
use crate::graph::cooccurrence::{Chance, LEAST_SHARED, SIGNIFICANCE};

/// Two entities met in the same articles.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Meeting {
    /// Row of the other entity.
    pub node: u32,
    /// Articles that mention both, copies once.
    pub articles: u32,
    /// The probability of so many by chance; in the view `concepts` the negated weight of the edge.
    pub chance: f64,
}

/// What meetings are judged by: prepared once for a query.
#[derive(Debug)]
pub struct Meetings<'a> {
    index: &'a Index<'a>,
    chance: Chance,
}

impl<'a> Meetings<'a> {
    /// O(articles).
    #[must_use]
    pub fn new(index: &'a Index<'a>) -> Self {
        let articles = usize::try_from(index.graph.header.distinct_articles).unwrap_or(0);
        Self { index, chance: Chance::new(articles) }
    }

    /// The entities met in the articles of `entities` (one, or a family) in at least two articles and more often
    /// than chance, as [`crate::analysis::connections`] defines it; what restates or duplicates them is not met.
    /// Least chance first (ties: more articles, then label). O(entities of those articles).
    #[must_use]
    pub fn strong(&self, entities: &[u32]) -> Vec<Meeting> {
        sorted(self.index, self.beyond_chance(&self.all(entities)))
    }

    /// [`Self::strong`], and where there are none, all entities met.
    #[must_use]
    pub fn strongest(&self, entities: &[u32]) -> Vec<Meeting> {
        let all = self.all(entities);
        let strong = self.beyond_chance(&all);
        sorted(self.index, if strong.is_empty() { all } else { strong })
    }

    /// Edges of the view `concepts` are all beyond chance.
    fn beyond_chance(&self, all: &[Meeting]) -> Vec<Meeting> {
        let concepts = self.index.graph.header.view == "concepts";
        let beyond = |met: &&Meeting| met.articles >= LEAST_SHARED && met.chance <= SIGNIFICANCE;
        all.iter().filter(|met| concepts || beyond(met)).copied().collect()
    }

    /// All entities met, in the order of their rows.
    fn all(&self, entities: &[u32]) -> Vec<Meeting> {
        let index = self.index;
        if index.graph.header.view == "concepts" {
            return joined(index, entities);
        }
        let articles = index.articles(entities);
        let mut met: Vec<u32> = articles.iter().flat_map(|&article| index.mentioned(article)).collect();
        met.sort_unstable();
        let same: Vec<u32> = entities.iter().flat_map(|&entity| family(index, entity)).collect();
        let others = met.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u32));
        let others = others.filter(|(node, _)| !entities.contains(node) && !same.contains(node));
        others.map(|(node, both)| self.meeting(node, both, articles.len())).collect()
    }

    fn meeting(&self, node: u32, both: u32, mine: usize) -> Meeting {
        let all = u32::try_from(self.index.graph.header.distinct_articles).unwrap_or(u32::MAX);
        let mine = u32::try_from(mine).unwrap_or(u32::MAX).min(all);
        let theirs = self.index.graph.integer(node, "articles").and_then(|count| u32::try_from(count).ok());
        let theirs = theirs.unwrap_or(0).max(both).min(all);
        Meeting { node, articles: both, chance: self.chance.at_least(both.min(all), mine, theirs) }
    }
}

/// What states the same as an entity.
fn family<'i>(index: &'i Index, entity: u32) -> impl Iterator<Item = u32> + 'i {
    index.joined(entity, Relation::Restates).chain(index.joined(entity, Relation::Duplicate))
}

/// In the view `concepts` the edges say it.
fn joined(index: &Index, entities: &[u32]) -> Vec<Meeting> {
    let column = index.graph.edges.columns.iter().find(|column| column.name == "count");
    let count = |edge: u32| match column.map(|column| column.values.get(edge as usize)) {
        Some(Value::Integer(count)) => u32::try_from(count).unwrap_or(0),
        _ => 0,
    };
    let mut met: BTreeMap<u32, Meeting> = BTreeMap::new();
    for link in entities.iter().flat_map(|&entity| index.of(entity)) {
        if index.relation(*link) == Relation::CoOccurs && !entities.contains(&link.node) {
            let new = Meeting { node: link.node, articles: count(link.edge), chance: -index.weight(*link) };
            let kept = met.entry(link.node).or_insert(new);
            if new.chance < kept.chance {
                *kept = new;
            }
        }
    }
    met.into_values().collect()
}

fn sorted(index: &Index, mut meetings: Vec<Meeting>) -> Vec<Meeting> {
    // Stable, for labels may be equal.
    meetings.sort_by(|a, b| {
        let chance = a.chance.total_cmp(&b.chance);
        chance.then(b.articles.cmp(&a.articles)).then_with(|| index.label(a.node).cmp(index.label(b.node)))
    });
    meetings
}

/// The strongest meeting of each kind, strongest first.
#[must_use]
pub fn best_of_each_kind(index: &Index, meetings: &[Meeting]) -> Vec<Meeting> {
    let mut kinds = Vec::new();
    let mut best = Vec::new();
    for meeting in meetings {
        let kind = index.graph.nodes.kinds[meeting.node as usize];
        if !kinds.contains(&kind) {
            kinds.push(kind);
            best.push(*meeting);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::{Meetings, best_of_each_kind};
    use crate::query::links::Index;
    use crate::query::sample;

    #[test]
    fn what_is_everywhere_or_restates_it_is_no_neighbor() {
        let graph = sample::graph();
        let index = Index::new(&graph);
        let meetings = Meetings::new(&index);
        let strain = [sample::row(&graph, "concern:grid-strain")];
        // Of four articles Sodium Cell shares both of its two with Grid Strain: 1 of 6 layouts, which is too likely
        // to count; the keyword grid restates it; ai is everywhere, so that chance is 1.
        assert!(meetings.strong(&strain).is_empty());
        let met = meetings.strongest(&strain);
        let labels: Vec<&str> = met.iter().map(|meeting| index.label(meeting.node)).collect();
        assert_eq!(labels, ["Sodium Cell", "Battery Streets", "Power", "ai"]);
        assert!((met[0].chance - 1.0 / 6.0).abs() < 1e-12);
        assert!((met[3].chance - 1.0).abs() < 1e-12);
        assert_eq!(best_of_each_kind(&index, &met).len(), 4);
    }
}
