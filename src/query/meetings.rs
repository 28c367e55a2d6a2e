//! Whom an entity meets: the entities of the articles that mention it, strongest first.

use std::collections::BTreeMap;

use super::links::Index;
use crate::columns::Value;
use crate::graph::Relation;

/// Two entities met in the same articles.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Meeting {
    /// Row of the other entity.
    pub node: u32,
    /// Articles that mention both, copies once.
    pub articles: u32,
    /// How surprising that is: the signed log-likelihood ratio, 0 where chance explains it.
    pub strength: f64,
}

/// The entities met in the articles of `entities` (one, or a family), strongest first (ties: more articles, then
/// label). Only those met in at least two articles and more often than chance; where there are none, those met at
/// all. O(entities of those articles).
#[must_use]
pub fn meetings(index: &Index, entities: &[u32]) -> Vec<Meeting> {
    if index.graph.header.view == "concepts" {
        return sorted(index, joined(index, entities));
    }
    let articles = index.articles(entities);
    let mut shared: BTreeMap<u32, u32> = BTreeMap::new();
    for &article in &articles {
        for entity in index.mentioned(article) {
            *shared.entry(entity).or_default() += 1;
        }
    }
    let all: Vec<Meeting> = shared
        .into_iter()
        .filter(|(node, _)| !entities.contains(node))
        .map(|(node, both)| meeting(index, node, both, articles.len()))
        .collect();
    let strong: Vec<Meeting> =
        all.iter().copied().filter(|meeting| meeting.articles >= 2 && meeting.strength > 0.0).collect();
    sorted(index, if strong.is_empty() { all } else { strong })
}

fn meeting(index: &Index, node: u32, both: u32, mine: usize) -> Meeting {
    let theirs = index.graph.number(node, "articles").unwrap_or(0.0).max(f64::from(both));
    let all = index.graph.header.distinct_articles as f64;
    Meeting { node, articles: both, strength: log_likelihood(f64::from(both), mine as f64, theirs, all) }
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
            let new = Meeting { node: link.node, articles: count(link.edge), strength: index.weight(*link) };
            let kept = met.entry(link.node).or_insert(new);
            if new.strength > kept.strength {
                *kept = new;
            }
        }
    }
    met.into_values().collect()
}

fn sorted(index: &Index, mut meetings: Vec<Meeting>) -> Vec<Meeting> {
    meetings.sort_by(|a, b| {
        let strength = b.strength.total_cmp(&a.strength);
        strength.then(b.articles.cmp(&a.articles)).then_with(|| index.label(a.node).cmp(index.label(b.node)))
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

/// The log-likelihood ratio of two things met `both` times, seen `a` and `b` times in `all`, negative where they
/// meet less often than chance (Dunning, "Accurate methods for the statistics of surprise and coincidence", 1993).
#[must_use]
pub fn log_likelihood(both: f64, a: f64, b: f64, all: f64) -> f64 {
    let cells = [
        (both, a * b / all),
        (a - both, a * (all - b) / all),
        (b - both, (all - a) * b / all),
        (all - a - b + both, (all - a) * (all - b) / all),
    ];
    let terms = cells.iter().filter(|(seen, expected)| *seen > 0.0 && *expected > 0.0);
    let ratio: f64 = terms.map(|(seen, expected)| seen * libm::log(seen / expected)).sum();
    if both * all > a * b { 2.0 * ratio } else { -2.0 * ratio.abs() }
}

#[cfg(test)]
mod tests {
    use super::{best_of_each_kind, log_likelihood, meetings};
    use crate::query::links::Index;
    use crate::query::sample;

    #[test]
    fn the_ratio_equals_a_hand_computation() {
        // 2 of 2 and 2 of 4 articles: 2 (2 ln 2 + 0 + 0 + 2 ln 2) = 8 ln 2.
        assert!((log_likelihood(2.0, 2.0, 2.0, 4.0) - 8.0 * libm::log(2.0)).abs() < 1e-12);
        assert_eq!(log_likelihood(2.0, 2.0, 4.0, 4.0), 0.0, "what is everywhere surprises nobody");
    }

    #[test]
    fn what_is_everywhere_is_no_strong_neighbor() {
        let graph = sample::graph();
        let index = Index::new(&graph);
        let met = meetings(&index, &[sample::row(&graph, "concern:grid-strain")]);
        let labels: Vec<&str> = met.iter().map(|meeting| index.label(meeting.node)).collect();
        assert_eq!(labels, ["Sodium Cell", "grid", "Battery Streets"]);
        assert_eq!(best_of_each_kind(&index, &met).len(), 3);
    }
}
