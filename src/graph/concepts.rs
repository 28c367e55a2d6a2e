//! The view `concepts`: entities alone, joined where they meet in several articles more often than chance.

use std::cmp::Ordering;

use super::build::{self, NodeLayout};
use super::cooccurrence::{Chance, Meeting, MeetingRow, SIGNIFICANCE, by_entity, meetings};
use super::occurrence::Occurrences;
use super::{Edge, Graph, Node, Relation, Subject};
use crate::parse::Corpus;
use crate::remark::Remark;
use crate::resolve::{EntityId, Resolution};
use portent_graph::index::{NodeRow, TiSlice, TiVec};
use portent_graph::parallel;

/// Nodes that one task copies.
const TASK: usize = 1024;

/// What the view keeps.
#[derive(Debug, Clone, PartialEq)]
pub struct ConceptsOptions {
    pub(crate) min_shared: u32,
    pub(crate) significance: f64,
    pub(crate) best: usize,
}

impl Default for ConceptsOptions {
    fn default() -> Self {
        Self { min_shared: 2, significance: SIGNIFICANCE, best: 10 }
    }
}

impl ConceptsOptions {
    /// Entities are joined where they share at least so many articles; default 2.
    #[must_use]
    pub fn with_min_shared(self, min_shared: u32) -> Self {
        Self { min_shared, ..self }
    }

    /// ... and where chance would bring so many together with at most this probability; default 0.05.
    #[must_use]
    pub fn with_significance(self, significance: f64) -> Self {
        Self { significance, ..self }
    }

    /// ... and where the pair is among so many least likely ones of one of its ends; default 10.
    #[must_use]
    pub fn with_best(self, best: usize) -> Self {
        Self { best, ..self }
    }
}

/// Builds the view from the full graph, with remarks on what it leaves out.
///
/// Support first, then a backbone: a pair of entities is kept where it shares at least `min_shared` articles,
/// copies and near-copies counted once ([`Occurrences::without_near_copies`]); where a hypergeometric distribution
/// gives so many shared articles a probability of at most `significance`; and where it is among the `best` least
/// likely pairs of at least one of its ends (ties: more shared articles, then the smaller number). The weight is
/// the association strength, shared · articles / (articles of a · articles of b), the ratio of shared articles to
/// those expected by chance (van Eck and Waltman 2009, doi:10.1002/asi.21075); the count is the shared articles.
/// Entities that meet none are left out and counted. O(sum over articles of recurring entities²).
#[must_use]
pub fn concepts(
    corpus: &Corpus,
    resolution: &Resolution,
    graph: &Graph,
    options: &ConceptsOptions,
) -> (Graph, Vec<Remark>) {
    let occurrences = Occurrences::new(corpus, resolution).without_near_copies();
    let supported = meetings(&occurrences, options.min_shared);
    let beyond: Vec<Meeting> =
        supported.iter().filter(|pair| pair.chance <= options.significance).copied().collect();
    let kept = backbone(&beyond, resolution.entities.len(), options.best);
    let view = view(corpus, &occurrences, graph, &kept);
    let entities = resolution.entities.len();
    let remarks = vec![
        Remark::ConceptPairs {
            pairs: supported.len(),
            min_shared: options.min_shared,
            by_chance: supported.len() - beyond.len(),
            significance: options.significance,
            beyond_best: beyond.len() - kept.len(),
            best: options.best,
        },
        Remark::ConceptEntities { left_out: entities - view.nodes.len(), entities },
    ];
    (view, remarks)
}

/// The pairs that are among the best of either end, in order.
fn backbone(pairs: &[Meeting], entities: usize, best: usize) -> Vec<Meeting> {
    let of_entity = by_entity(pairs, entities);
    let pairs: &TiSlice<MeetingRow, Meeting> = TiSlice::from_ref(pairs);
    let mut keep: TiVec<MeetingRow, bool> = vec![false; pairs.len()].into();
    let mut own = Vec::new();
    for places in of_entity.iter() {
        own.clear();
        own.extend_from_slice(places);
        if best > 0 && best < own.len() {
            own.select_nth_unstable_by(best - 1, |&x, &y| by_likelihood(&pairs[x], &pairs[y]));
        }
        own.iter().take(best).for_each(|&place| keep[place] = true);
    }
    pairs.iter().zip(keep).filter_map(|(pair, keep)| keep.then_some(*pair)).collect()
}

fn by_likelihood(x: &Meeting, y: &Meeting) -> Ordering {
    x.chance.total_cmp(&y.chance).then(y.shared.cmp(&x.shared)).then(x.pair.cmp(&y.pair))
}

/// The entities of the pairs, and the pairs as edges.
fn view(corpus: &Corpus, occurrences: &Occurrences, graph: &Graph, pairs: &[Meeting]) -> Graph {
    let mut joined = vec![false; occurrences.articles.len()];
    pairs.iter().flat_map(|pair| pair.pair).for_each(|entity| joined[entity as usize] = true);
    let entities: Vec<u32> = (0..).zip(&joined).filter_map(|(at, joined)| joined.then_some(at)).collect();
    let layout = NodeLayout::new(corpus);
    let node = |&entity: &u32| graph.nodes[layout.entity(EntityId::new(entity))].clone();
    let nodes: TiVec<NodeRow, Node> = parallel::map_of(&entities, TASK, node).into();
    let mut places = vec![0; joined.len()];
    (0..).zip(&entities).for_each(|(place, &entity)| places[entity as usize] = place);
    let place = |entity: u32| NodeRow::new(places[entity as usize]);
    let chance = Chance::new(occurrences.article_count());
    let count = |entity: u32| occurrences.articles[EntityId::new(entity)].len() as u32;
    let edge = |&Meeting { pair: [a, b], shared, .. }: &Meeting| Edge {
        source: place(a),
        target: place(b),
        relation: Relation::CoOccurs,
        weight: f64::from(shared) / chance.expected(count(a), count(b)),
        count: Some(shared),
        broader_end: None,
    };
    let edges = build::simple(pairs.iter().map(edge).collect(), &nodes);
    debug_assert!(nodes.iter().all(|node| matches!(node.subject, Subject::Entity(_))), "entities alone");
    Graph { nodes, edges }
}

#[cfg(test)]
mod tests;
