//! Who is joined to whom: an index over the edges of a property graph, made once for a query.

use std::sync::OnceLock;

use jiff::civil::Date;

use super::distinct;
use crate::analysis::components::{ComponentId, components};
use crate::graph::copies::Groups;
use crate::graph::{Adjacency, Relation};
use crate::parse::KindId;
use crate::property_graph::{ColumnView, EdgeColumn, EdgeRecord, NodeColumn, PropertyGraph};
use portent_graph::csr::Csr;
use portent_graph::index::{EdgeRow, NodeRow, TiVec};

/// One edge seen from one of its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Row of the other end in the node table.
    pub node: NodeRow,
    /// Row of the edge in the edge table.
    pub edge: EdgeRow,
}

/// Edges by node, with what queries ask of them.
#[derive(Debug)]
pub struct Index<'a> {
    /// The graph.
    pub graph: &'a PropertyGraph,
    links: Csr<NodeRow, Link>,
    /// The article that stands for each article and its copies; other nodes stand for themselves.
    original: TiVec<NodeRow, NodeRow>,
    /// The earliest edition of each original and its copies.
    edition: TiVec<NodeRow, Option<NodeRow>>,
    first_seen: ColumnView<'a, Date>,
    broader_end: ColumnView<'a, &'a str>,
    /// The entities of each article, once they are asked for.
    mentioned: OnceLock<Csr<NodeRow, NodeRow>>,
}

impl<'a> Index<'a> {
    /// Reads all edges once. O(nodes + edges).
    #[must_use]
    pub fn new(graph: &'a PropertyGraph) -> Self {
        // Even places are the sources of edges, odd ones the targets.
        let ends: Csr<NodeRow, usize> =
            Csr::grouped(graph.node_count(), graph.edges.records().flat_map(EdgeRecord::ends));
        let links = ends.map(|end| {
            let edge = EdgeRow::from(end / 2);
            let [source, target] = graph.edges[edge].ends();
            Link { node: if end.is_multiple_of(2) { target } else { source }, edge }
        });
        let mut index = Self {
            graph,
            links,
            original: originals(graph),
            edition: TiVec::new(),
            first_seen: graph.nodes.column(NodeColumn::FirstSeen),
            broader_end: graph.edges.column(EdgeColumn::BroaderEnd),
            mentioned: OnceLock::new(),
        };
        index.edition = index.earliest_editions();
        index
    }

    /// Editions stand in the order of their dates, so that the earliest is the smallest.
    fn earliest_editions(&self) -> TiVec<NodeRow, Option<NodeRow>> {
        let mut earliest: TiVec<NodeRow, Option<NodeRow>> = vec![None; self.original.len()].into();
        for (article, &original) in self.original.iter_enumerated() {
            let edition =
                self.joined(article, Relation::PublishedIn).filter(|&node| self.is(node, KindId::EDITION));
            let known = &mut earliest[original];
            *known = known.iter().copied().chain(edition).min();
        }
        earliest
    }

    /// All edges of a node, in the order of the edge table.
    #[must_use]
    pub fn of(&self, node: NodeRow) -> &[Link] {
        &self.links[node]
    }

    /// The relation of a link.
    #[must_use]
    pub fn relation(&self, link: Link) -> Relation {
        self.graph.edges[link.edge].relation
    }

    /// The weight of a link.
    #[must_use]
    pub fn weight(&self, link: Link) -> f64 {
        self.graph.edges[link.edge].weight
    }

    /// The broader end of a `broader` link.
    #[must_use]
    pub fn broader_end(&self, link: Link) -> Option<NodeRow> {
        let id = self.broader_end.get(link.edge)?;
        self.graph.edges[link.edge].ends().into_iter().find(|&end| self.graph.nodes[end].id == id)
    }

    /// The nodes that a relation joins to this one.
    pub fn joined(&self, node: NodeRow, relation: Relation) -> impl Iterator<Item = NodeRow> + '_ {
        self.of(node).iter().filter(move |&&link| self.relation(link) == relation).map(|link| link.node)
    }

    /// Whether a node is of that kind.
    #[must_use]
    pub fn is(&self, node: NodeRow, kind: KindId) -> bool {
        self.graph.nodes[node].kind == kind
    }

    /// The articles that mention an entity, copies included, ascending.
    #[must_use]
    pub fn mentioning(&self, entity: NodeRow) -> Vec<NodeRow> {
        let links = self.of(entity).iter().filter(|&&link| says(self.relation(link)));
        distinct(links.map(|link| link.node).filter(|&node| self.is(node, KindId::ARTICLE)).collect())
    }

    /// The articles that mention one of these entities, copies once, ascending.
    #[must_use]
    pub fn articles(&self, entities: &[NodeRow]) -> Vec<NodeRow> {
        let mentioning = entities.iter().flat_map(|&entity| self.mentioning(entity));
        distinct(mentioning.map(|article| self.original[article]).collect())
    }

    /// The article that stands for an article and its copies.
    #[must_use]
    pub fn original(&self, article: NodeRow) -> NodeRow {
        self.original[article]
    }

    /// All articles, copies once, ascending.
    pub fn articles_of_all(&self) -> impl Iterator<Item = NodeRow> + '_ {
        let originals = self.original.iter_enumerated().filter(|(node, original)| node == *original);
        originals.map(|(node, _)| node).filter(|&node| self.is(node, KindId::ARTICLE))
    }

    /// The entities that an article mentions, ascending. O(edges) for the first article that is asked for.
    #[must_use]
    pub fn mentioned(&self, article: NodeRow) -> &[NodeRow] {
        let mentioned = self.mentioned.get_or_init(|| {
            let said = self.graph.edges.records().filter(|edge| says(edge.relation));
            let pairs = said.filter_map(|edge| match (edge.source, edge.target) {
                (entity, article) | (article, entity) if self.graph.is_entity(entity) => {
                    Some((article, entity))
                }
                _ => None,
            });
            Csr::from_pairs(self.graph.node_count(), &pairs.collect::<Vec<_>>())
        });
        &mentioned[article]
    }

    /// The editions of these articles (of an article and its copies the earliest), one entry an article that has
    /// one, ascending.
    #[must_use]
    pub fn editions(&self, articles: &[NodeRow]) -> Vec<NodeRow> {
        let mut editions: Vec<NodeRow> =
            articles.iter().filter_map(|&article| self.edition[article]).collect();
        editions.sort_unstable();
        editions
    }

    /// The date of an edition or article.
    #[must_use]
    pub fn date(&self, edition: NodeRow) -> Option<Date> {
        self.first_seen.get(edition)
    }

    /// All dated editions as (date, row), by date.
    #[must_use]
    pub fn dated_editions(&self) -> Vec<(Date, NodeRow)> {
        let editions = self.graph.nodes.rows().filter(|&node| self.is(node, KindId::EDITION));
        let mut dated: Vec<(Date, NodeRow)> =
            editions.filter_map(|node| Some((self.date(node)?, node))).collect();
        dated.sort_unstable();
        dated
    }

    /// A node as people call it.
    #[must_use]
    pub fn label(&self, node: NodeRow) -> &'a str {
        &self.graph.nodes[node].label
    }

    /// All nodes of these kinds, in order.
    #[must_use]
    pub fn of_kinds(&self, kinds: &[KindId]) -> Vec<NodeRow> {
        let nodes = self.graph.nodes.iter().filter(|(_, node)| kinds.contains(&node.kind));
        nodes.map(|(row, _)| row).collect()
    }
}

/// The first of the nodes that `copies` edges join, for each node. O(nodes + edges).
pub(in crate::query) fn originals(graph: &PropertyGraph) -> TiVec<NodeRow, NodeRow> {
    let copies = graph.edges.records().filter(|edge| edge.relation == Relation::Copies);
    let pairs = copies.map(|edge| {
        let [copy, original] = edge.ends();
        (copy, original, 1.0)
    });
    let joined = components(&Adjacency::from_edges(graph.node_count(), pairs));
    let groups: Groups<ComponentId> = Groups::by_key(joined.of.into_iter());
    groups.number_of.iter().map(|&group| NodeRow::from(groups.first[usize::from(group)])).collect()
}

/// Whether an edge of this relation says that an article speaks of an entity.
fn says(relation: Relation) -> bool {
    matches!(relation, Relation::Mentions | Relation::Tagged)
}

#[cfg(test)]
mod tests {
    use super::Index;
    use crate::query::sample;

    #[test]
    fn copies_of_an_article_count_once() {
        let graph = sample::graph();
        let index = Index::new(&graph);
        let storage = sample::row(&graph, "signal:battery-streets");
        assert_eq!(index.mentioning(storage).len(), 4);
        assert_eq!(index.articles(&[storage]).len(), 3);
        assert_eq!(index.editions(&index.articles(&[storage])).len(), 3);
    }
}
