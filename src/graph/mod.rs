//! The graph: articles, editions and entities joined by weighted relations; read-only once built.

pub mod build;
pub mod concepts;
pub mod cooccurrence;
pub mod copies;
pub mod id;
pub mod kind_key;
pub mod label;
pub mod occurrence;
mod petgraph;
#[cfg(test)]
pub(crate) mod sample;
pub(crate) mod sharing;
mod slug;

use serde::{Deserialize, Serialize};

use crate::named::Word;
use crate::parse::{ArticleId, EditionId, KindId};
use crate::resolve::EntityId;
use portent_graph::index::{NodeRow, TiVec};
pub use portent_graph::{Adjacency, adjacency};

/// What an edge means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Relation {
    /// Article - entity of a table kind.
    Mentions,
    /// Article - keyword or theme.
    Tagged,
    /// Article - edition.
    PublishedIn,
    /// Article - article of its Closest section.
    Closest,
    /// Article - article that it links to elsewhere.
    Links,
    /// Article - article with the same text.
    Copies,
    /// Entity - entity of one kind, judged one thing but kept apart.
    Duplicate,
    /// Entity - entity of another kind, one idea.
    Restates,
    /// Entity - entity that holds it and more: [`Edge::broader_end`] is the broader one.
    Broader,
    /// Entity - related entity.
    Similar,
    /// Entity - entity met in the same articles (view `concepts`).
    CoOccurs,
}

impl Relation {
    /// All relations, in order.
    pub const ALL: [Self; 11] = [
        Self::Mentions,
        Self::Tagged,
        Self::PublishedIn,
        Self::Closest,
        Self::Links,
        Self::Copies,
        Self::Duplicate,
        Self::Restates,
        Self::Broader,
        Self::Similar,
        Self::CoOccurs,
    ];

    /// The name in every file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Mentions => "mentions",
            Self::Tagged => "tagged",
            Self::PublishedIn => "published_in",
            Self::Closest => "closest",
            Self::Links => "links",
            Self::Copies => "copies",
            Self::Duplicate => "duplicate",
            Self::Restates => "restates",
            Self::Broader => "broader",
            Self::Similar => "similar",
            Self::CoOccurs => "co_occurs",
        }
    }

    /// Whether measures and clusters use it unless told otherwise.
    #[must_use]
    pub fn measured_by_default(self) -> bool {
        matches!(self, Self::Mentions | Self::Tagged | Self::Duplicate | Self::Restates | Self::CoOccurs)
    }
}

/// Which part of what is known the graph shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum View {
    /// Articles, editions and entities.
    #[default]
    Full,
    /// Entities alone, joined where they meet in several articles.
    Concepts,
}

impl View {
    /// All views, in order.
    pub const ALL: [Self; 2] = [Self::Full, Self::Concepts];

    /// The name in options and files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Concepts => "concepts",
        }
    }
}

impl Word for View {
    const ALL: &'static [Self] = &Self::ALL;

    fn word(self) -> &'static str {
        self.name()
    }
}

/// What a node stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// One Markdown file.
    Article(ArticleId),
    /// One newsletter issue.
    Edition(EditionId),
    /// One entity.
    Entity(EntityId),
}

/// One node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// `kind:slug`, ASCII, unique.
    pub id: String,
    /// Of which kind.
    pub kind: KindId,
    /// What people read.
    pub label: String,
    /// What it stands for.
    pub subject: Subject,
}

/// One undirected edge; `source` is the article, or the smaller node.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// The article, or the smaller id.
    pub source: NodeRow,
    /// The other end.
    pub target: NodeRow,
    /// What it means.
    pub relation: Relation,
    /// Strength: > 0 and finite.
    pub weight: f64,
    /// Mentions in the article (`mentions`), shared articles (`co_occurs`), else `None`.
    pub count: Option<u32>,
    /// The broader end of a `broader` edge, else `None`.
    pub broader_end: Option<NodeRow>,
}

/// An undirected simple graph: at most one edge a pair, no self-loops, isolated nodes kept.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Graph {
    /// Articles, editions, then entities.
    pub nodes: TiVec<NodeRow, Node>,
    /// Sorted by (source, target).
    pub edges: Vec<Edge>,
}

impl Graph {
    /// The adjacency over the relations that `factor` gives a positive factor; weights are edge weight times
    /// factor. O(nodes + edges).
    #[must_use]
    pub fn adjacency(&self, factor: impl Fn(Relation) -> f64) -> Adjacency {
        let edges = self.edges.iter().filter_map(|edge| {
            let weight = edge.weight * factor(edge.relation);
            (weight > 0.0).then_some((edge.source, edge.target, weight))
        });
        Adjacency::from_edges(self.nodes.len(), edges)
    }
}
