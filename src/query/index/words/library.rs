//! What each article and entity of a graph says of what is asked for.

use std::collections::{BTreeMap, BTreeSet};

use crate::parse::KindId;
use crate::property_graph::{MentionRecord, NodeColumn, PropertyGraph};
use crate::query::index::Index;
use portent_graph::index::{NodeRow, TiVec};

use super::bm25::{Field, Scorer};
use super::question::{Question, names};
use super::texts::{Said, read};

/// What a name or title weighs beside what is said under it.
const NAME: f64 = 3.0;
/// What the nearest article of an entity counts beside what is said of itself.
const CONTEXT: f64 = 0.6;

/// The texts of a graph.
///
/// A thing has names, of which the one that fits best counts, and a body. Of an entity these are its names and the
/// descriptions of all its mentions; of an article its title, and its summary with the rows that it says. Copies of
/// articles have no texts of their own.
pub(in crate::query) struct Library<'a> {
    graph: &'a PropertyGraph,
    names: TiVec<NodeRow, Vec<Said>>,
    bodies: TiVec<NodeRow, Said>,
    /// The description of each mention.
    descriptions: Vec<Said>,
    entities: Collection,
    articles: Collection,
}

/// How things of one sort are scored.
struct Collection {
    name: Field,
    body: Field,
    scorer: Scorer,
}

impl<'a> Library<'a> {
    /// Reads all texts once. O(text of the graph + edges).
    pub(in crate::query) fn new(graph: &'a PropertyGraph, question: &Question) -> Self {
        let originals = originals(graph);
        let is_read = |row: NodeRow| originals[row];
        let names = names_of(graph, question, is_read);
        let descriptions = descriptions(graph, question);
        let bodies = bodies(graph, question, &names, &descriptions);
        let collection = |is_of: &dyn Fn(NodeRow) -> bool| {
            let rows = || graph.nodes.rows().filter(|&row| is_read(row) && is_of(row));
            let fields = |row: NodeRow| names[row].iter().chain(std::iter::once(&bodies[row]));
            Collection {
                name: Field::new(NAME, rows().flat_map(|row| &names[row])),
                body: Field::new(1.0, rows().map(|row| &bodies[row])),
                scorer: Scorer::new(question, rows().map(fields)),
            }
        };
        let (entities, articles) = (
            collection(&|row| graph.is_entity(row)),
            collection(&|row| graph.nodes[row].kind == KindId::ARTICLE),
        );
        Self { graph, names, bodies, descriptions, entities, articles }
    }

    /// How near each node is: 0 for what says nothing that is asked for, for copies and for editions.
    ///
    /// An entity whose articles are far from the text counts less ([`CONTEXT`]): one word may mean several things, and
    /// what surrounds it tells which.
    pub(in crate::query) fn scores(&self) -> TiVec<NodeRow, f64> {
        let mut scores: TiVec<NodeRow, f64> = self.graph.nodes.rows().map(|row| self.score(row)).collect();
        let is_article = |row: NodeRow| self.graph.nodes[row].kind == KindId::ARTICLE;
        let nearest = scores.iter_enumerated().filter(|(row, _)| is_article(*row));
        let nearest = nearest.map(|(_, score)| *score).fold(0.0, f64::max);
        if nearest == 0.0 {
            return scores;
        }
        let mut around: TiVec<NodeRow, f64> = vec![0.0; scores.len()].into();
        for mention in &self.graph.mentions {
            let article = mention.copy_of.unwrap_or(mention.article);
            if let (Some(article), Some(entity)) = (article.row(), mention.entity.row()) {
                around[entity] = f64::max(around[entity], scores[article] / nearest);
            }
        }
        for (row, around) in around.into_iter_enumerated().filter(|(row, _)| self.graph.is_entity(*row)) {
            scores[row] *= 1.0 - CONTEXT + CONTEXT * around;
        }
        scores
    }

    fn score(&self, row: NodeRow) -> f64 {
        let collection = if self.graph.is_entity(row) { &self.entities } else { &self.articles };
        let of_name =
            |name| collection.scorer.score(&[(collection.name, name), (collection.body, &self.bodies[row])]);
        self.names[row].iter().map(of_name).fold(0.0, f64::max)
    }

    /// Of the mentions of each of these entities the one whose description says most of what is asked for, of equal
    /// ones the most relevant, then the first. O(mentions · log entities).
    pub(in crate::query) fn evidence(&self, entities: &[NodeRow]) -> BTreeMap<NodeRow, &'a MentionRecord> {
        let wanted: BTreeSet<NodeRow> = entities.iter().copied().collect();
        let mut best: BTreeMap<NodeRow, ([f64; 2], &'a MentionRecord)> = BTreeMap::new();
        for (mention, said) in self.graph.mentions.iter().zip(&self.descriptions) {
            let Some(entity) = mention.entity.row().filter(|entity| wanted.contains(entity)) else {
                continue;
            };
            let near = self.entities.scorer.score(&[(self.entities.body, said)]);
            let worth = [near, mention.relevancy.unwrap_or(0.0)];
            let known = best.entry(entity).or_insert((worth, mention));
            if worth[0].total_cmp(&known.0[0]).then(worth[1].total_cmp(&known.0[1])).is_gt() {
                *known = (worth, mention);
            }
        }
        best.into_iter().map(|(entity, (_, mention))| (entity, mention)).collect()
    }
}

/// Articles and entities, without copies of articles.
fn originals(graph: &PropertyGraph) -> TiVec<NodeRow, bool> {
    let index = Index::new(graph);
    let is_read = |row: NodeRow| graph.nodes[row].kind != KindId::EDITION && index.original(row) == row;
    graph.nodes.rows().map(is_read).collect()
}

fn names_of(
    graph: &PropertyGraph,
    question: &Question,
    is_read: impl Fn(NodeRow) -> bool,
) -> TiVec<NodeRow, Vec<Said>> {
    let mut rows = Vec::new();
    let mut texts = Vec::new();
    for row in graph.nodes.rows().filter(|&row| is_read(row)) {
        for name in names(graph, row) {
            rows.push(row);
            texts.push(name);
        }
    }
    let mut found: TiVec<NodeRow, Vec<Said>> = vec![Vec::new(); graph.node_count()].into();
    for (row, said) in rows.into_iter().zip(read(question, &texts)) {
        found[row].push(said);
    }
    found
}

/// What the description of each mention says; nothing for rows of copies and repeated ones.
fn descriptions(graph: &PropertyGraph, question: &Question) -> Vec<Said> {
    let counts = |mention: &&MentionRecord| mention.copy_of.is_none() && mention.repeats.is_none();
    let text = |mention| Some(mention).filter(counts).and_then(|mention| mention.description.as_deref());
    let texts: Vec<&str> = graph.mentions.iter().map(|mention| text(mention).unwrap_or_default()).collect();
    read(question, &texts)
}

fn bodies(
    graph: &PropertyGraph,
    question: &Question,
    names: &TiVec<NodeRow, Vec<Said>>,
    descriptions: &[Said],
) -> TiVec<NodeRow, Said> {
    let summaries = graph.nodes.column::<&str>(NodeColumn::Summary);
    let own = graph.nodes.column::<&str>(NodeColumn::Description);
    let is_bare = graph.mentions.is_empty();
    let text =
        |row: NodeRow| summaries.get(row).or_else(|| own.get(row).filter(|_| is_bare)).unwrap_or_default();
    let texts: Vec<&str> = graph.nodes.rows().map(text).collect();
    let mut bodies: TiVec<NodeRow, Said> = read(question, &texts).into();
    for (mention, said) in graph.mentions.iter().zip(descriptions) {
        if let Some(entity) = mention.entity.row() {
            bodies[entity].add(said);
        }
        if let Some(article) = mention.article.row() {
            bodies[article].add(said);
            let label = mention.entity.row().and_then(|entity| names[entity].first());
            label.into_iter().for_each(|label| bodies[article].add(label));
        }
    }
    bodies
}
