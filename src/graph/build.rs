//! Joins articles, editions and entities: one node each, one edge at most for a pair.

use rustc_hash::FxHashMap;

use super::label::article_label;
use super::{Edge, Graph, Node, Relation, Subject, id};
use crate::parse::{ArticleId, Corpus, EditionId, KindId};
use crate::resolve::{End, EntityId, LinkRelation, Resolution};
use portent_graph::index::{NodeRow, TiSlice, TiVec};
use portent_graph::parallel;

/// Edges that one task puts in order.
const TASK: usize = 4096;

/// Builds the full graph.
///
/// Nodes are the articles, the editions and the entities, each in the order of its ids; a node is kept although
/// nothing joins it. Edges: an article `mentions` an entity of a table kind (weight: rows in that article) or is
/// `tagged` with a keyword or theme (1), is `published_in` an edition (1), lists another as `closest` (1), `links` to it (1) or
/// `copies` it (1); what a compilation repeats makes no edge ([`Corpus::repeats`]); entities are joined as `duplicate`, `restates`, `broader` or `similar` (match probability). Where two
/// relations join one pair the first of copies, closest, links, duplicate, restates, broader, similar stands. The source is the
/// article, else the end with the smaller id text. O((mentions + links) log (mentions + links)).
///
/// ```
/// use portent::{graph::build::build, parse::Corpus, resolve::Resolution};
/// assert!(build(&Corpus::default(), &Resolution::default()).nodes.is_empty());
/// ```
#[must_use]
pub fn build(corpus: &Corpus, resolution: &Resolution) -> Graph {
    build_with_ids(corpus, resolution, id::node_ids(corpus, resolution))
}

/// [`build`], with ids that are given: those of [`id::node_ids`], or of an earlier graph.
#[must_use]
pub fn build_with_ids(corpus: &Corpus, resolution: &Resolution, ids: Vec<String>) -> Graph {
    let nodes = nodes(corpus, resolution, ids);
    let mut edges = mention_edges(corpus, resolution);
    edges.extend(edition_edges(corpus));
    edges.extend(article_edges(corpus));
    edges.extend(link_edges(corpus, resolution));
    let edges = simple(edges, &nodes);
    Graph { nodes, edges }
}

/// Where articles, editions and entities stand in the full graph: in this order, each in the order of its ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NodeLayout {
    articles: usize,
    editions: usize,
}

impl NodeLayout {
    /// The layout of the full graph of a corpus.
    #[must_use]
    pub fn new(corpus: &Corpus) -> Self {
        Self { articles: corpus.articles.len(), editions: corpus.editions.len() }
    }

    /// The node of an article.
    #[must_use]
    pub fn article(self, article: ArticleId) -> NodeRow {
        NodeRow::new(article.get())
    }

    /// The node of an edition.
    #[must_use]
    pub fn edition(self, edition: EditionId) -> NodeRow {
        NodeRow::from(self.articles + usize::from(edition))
    }

    /// The node of an entity.
    #[must_use]
    pub fn entity(self, entity: EntityId) -> NodeRow {
        NodeRow::from(self.articles + self.editions + usize::from(entity))
    }

    /// The node of anything.
    #[must_use]
    pub fn node(self, subject: Subject) -> NodeRow {
        match subject {
            Subject::Article(id) => self.article(id),
            Subject::Edition(id) => self.edition(id),
            Subject::Entity(id) => self.entity(id),
        }
    }
}

fn nodes(corpus: &Corpus, resolution: &Resolution, ids: Vec<String>) -> TiVec<NodeRow, Node> {
    let articles =
        corpus.article_ids().map(|id| (KindId::ARTICLE, article_label(corpus, id), Subject::Article(id)));
    let editions = corpus
        .editions
        .iter_enumerated()
        .map(|(id, edition)| (KindId::EDITION, edition.label.clone(), Subject::Edition(id)));
    let entities = resolution
        .entities
        .iter()
        .zip(0..)
        .map(|(entity, at)| (entity.kind, entity.label.clone(), Subject::Entity(EntityId::new(at))));
    let subjects = articles.chain(editions).chain(entities);
    ids.into_iter()
        .zip(subjects)
        .map(|(id, (kind, label, subject))| Node { id, kind, label, subject })
        .collect()
}

/// Article - entity, counting the mentions; what a compilation repeats is an edge where it comes from.
fn mention_edges(corpus: &Corpus, resolution: &Resolution) -> Vec<Edge> {
    let mut pairs: Vec<(u32, u32)> = corpus
        .mentions
        .iter_enumerated()
        .zip(&resolution.name_of)
        .filter(|((id, _), _)| corpus.counts(*id))
        .map(|((_, mention), &name)| (mention.article.get(), resolution.entity_of[name].get()))
        .collect();
    pairs.sort_unstable();
    let layout = NodeLayout::new(corpus);
    let edge = |run: &[(u32, u32)]| {
        let (article, entity) = run[0];
        let table = corpus.schema.is_table(resolution.entities[EntityId::new(entity)].kind);
        let count = run.len() as u32;
        let (relation, weight, count) = if table {
            (Relation::Mentions, f64::from(count), Some(count))
        } else {
            (Relation::Tagged, 1.0, None)
        };
        let (source, target) =
            (layout.article(ArticleId::new(article)), layout.entity(EntityId::new(entity)));
        Edge { source, target, relation, weight, count, broader_end: None }
    };
    pairs.chunk_by(|a, b| a == b).map(edge).collect()
}

fn edition_edges(corpus: &Corpus) -> impl Iterator<Item = Edge> + '_ {
    let layout = NodeLayout::new(corpus);
    corpus.articles.iter().zip(0..).filter_map(move |(article, at)| {
        let (source, target) = (layout.article(ArticleId::new(at)), layout.edition(article.edition?));
        Some(plain_edge(source, target, Relation::PublishedIn, 1.0))
    })
}

fn article_edges(corpus: &Corpus) -> impl Iterator<Item = Edge> + '_ {
    let layout = NodeLayout::new(corpus);
    corpus.articles.iter().zip(0..).flat_map(move |(article, at)| {
        let source = layout.article(ArticleId::new(at));
        let copies = article.copy_of.into_iter().map(|other| (other, Relation::Copies));
        let closest = article.closest.iter().map(|&other| (other, Relation::Closest));
        let links = article.links.iter().map(|&other| (other, Relation::Links));
        copies
            .chain(closest)
            .chain(links)
            .map(move |(other, relation)| plain_edge(source, layout.article(other), relation, 1.0))
    })
}

fn link_edges<'a>(corpus: &'a Corpus, resolution: &'a Resolution) -> impl Iterator<Item = Edge> + 'a {
    let layout = NodeLayout::new(corpus);
    resolution.links.iter().map(move |link| {
        let [a, b] = [link.a, link.b].map(|entity| layout.entity(entity));
        let (relation, broader_end) = match link.relation {
            LinkRelation::Duplicate => (Relation::Duplicate, None),
            LinkRelation::Restates => (Relation::Restates, None),
            LinkRelation::Broader(End::A) => (Relation::Broader, Some(a)),
            LinkRelation::Broader(End::B) => (Relation::Broader, Some(b)),
            LinkRelation::Similar => (Relation::Similar, None),
        };
        Edge { broader_end, ..plain_edge(a, b, relation, link.probability) }
    })
}

fn plain_edge(source: NodeRow, target: NodeRow, relation: Relation, weight: f64) -> Edge {
    Edge { source, target, relation, weight, count: None, broader_end: None }
}

/// Keeps one edge a pair, without self-loops, its ends in order; sorted by (source, target).
pub(super) fn simple(mut edges: Vec<Edge>, nodes: &TiSlice<NodeRow, Node>) -> Vec<Edge> {
    edges.retain(|edge| edge.source != edge.target && edge.weight > 0.0 && edge.weight.is_finite());
    parallel::change(&mut edges, TASK, |_, edge| *edge = ordered(*edge, nodes));
    parallel::sort_by_key(&mut edges, ends);
    let of_two = edges.chunk_by(|a, b| ends(a) == ends(b));
    of_two.filter_map(|edges| edges.iter().min_by_key(|edge| precedence(edge.relation)).copied()).collect()
}

/// Both ends as one number, in the order of edges.
fn ends(edge: &Edge) -> u64 {
    u64::from(edge.source.get()) << 32 | u64::from(edge.target.get())
}

/// Puts the article, else the smaller id text, first.
fn ordered(edge: Edge, nodes: &TiSlice<NodeRow, Node>) -> Edge {
    let order = |row: NodeRow| {
        let node = &nodes[row];
        (node.kind != KindId::ARTICLE, node.id.as_str())
    };
    if order(edge.source) <= order(edge.target) {
        edge
    } else {
        Edge { source: edge.target, target: edge.source, ..edge }
    }
}

/// A copy says more of two articles than a likeness, so it comes before `closest`.
fn precedence(relation: Relation) -> (bool, Relation) {
    (relation != Relation::Copies, relation)
}

impl Graph {
    /// The node of each subject. O(nodes).
    #[must_use]
    pub fn node_of(&self) -> FxHashMap<Subject, NodeRow> {
        self.nodes.iter_enumerated().map(|(row, node)| (node.subject, row)).collect()
    }
}

#[cfg(test)]
mod tests;
