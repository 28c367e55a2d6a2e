//! Who is joined to whom: an index over the edges of a property graph, made once for a query.

use jiff::civil::Date;

use crate::columns::Value;
use crate::csr::Csr;
use crate::graph::Relation;
use crate::index::NodeRow;
use crate::parse::KindId;
use crate::property_graph::PropertyGraph;

/// One edge seen from one of its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Row of the other end in the node table.
    pub node: u32,
    /// Row of the edge in the edge table.
    pub edge: u32,
}

/// Edges by node, with what queries ask of them.
#[derive(Debug)]
pub struct Index<'a> {
    /// The graph.
    pub graph: &'a PropertyGraph,
    links: Csr<NodeRow, Link>,
    /// The article that stands for each article and its copies; other nodes stand for themselves.
    original: Vec<u32>,
    /// The earliest edition of each original and its copies.
    edition: Vec<Option<u32>>,
}

impl<'a> Index<'a> {
    /// Reads all edges once. O(nodes + edges).
    #[must_use]
    pub fn new(graph: &'a PropertyGraph) -> Self {
        let nodes = graph.node_count();
        let (sources, targets) = (&graph.edges.sources, &graph.edges.targets);
        // Even places are the sources of edges, odd ones the targets.
        let ends = sources.iter().zip(targets).flat_map(|(&source, &target)| [source, target]);
        let ends: Csr<NodeRow, usize> = Csr::grouped(nodes, ends.map(NodeRow::new));
        let links = ends.map(|end| {
            let others = if end.is_multiple_of(2) { targets } else { sources };
            Link { node: others[end / 2], edge: (end / 2) as u32 }
        });
        let mut index = Self { graph, links, original: Vec::new(), edition: Vec::new() };
        index.original = index.originals();
        index.edition = index.earliest_editions();
        index
    }

    /// Editions stand in the order of their dates, so that the earliest is the smallest.
    fn earliest_editions(&self) -> Vec<Option<u32>> {
        let mut earliest: Vec<Option<u32>> = vec![None; self.original.len()];
        for (&original, article) in self.original.iter().zip(0u32..) {
            let edition =
                self.joined(article, Relation::PublishedIn).filter(|&node| self.is(node, KindId::EDITION));
            let known = &mut earliest[original as usize];
            *known = known.iter().copied().chain(edition).min();
        }
        earliest
    }

    /// The first article of each group that `copies` edges join.
    fn originals(&self) -> Vec<u32> {
        let nodes = u32::try_from(self.graph.node_count()).unwrap_or(u32::MAX);
        let mut original: Vec<u32> = (0..nodes).collect();
        for start in 0..nodes {
            if original[start as usize] != start {
                continue;
            }
            let mut open = vec![start];
            while let Some(node) = open.pop() {
                for copy in self.joined(node, Relation::Copies) {
                    if copy > start && original[copy as usize] == copy {
                        original[copy as usize] = start;
                        open.push(copy);
                    }
                }
            }
        }
        original
    }

    /// All edges of a node, in the order of the edge table.
    #[must_use]
    pub fn of(&self, node: u32) -> &[Link] {
        &self.links[NodeRow::new(node)]
    }

    /// The relation of a link.
    #[must_use]
    pub fn relation(&self, link: Link) -> Relation {
        self.graph.edges.relations[link.edge as usize]
    }

    /// The weight of a link.
    #[must_use]
    pub fn weight(&self, link: Link) -> f64 {
        self.graph.edges.weights[link.edge as usize]
    }

    /// The nodes that a relation joins to this one.
    pub fn joined(&self, node: u32, relation: Relation) -> impl Iterator<Item = u32> + '_ {
        self.of(node).iter().filter(move |&&link| self.relation(link) == relation).map(|link| link.node)
    }

    /// Whether a node is of that kind.
    #[must_use]
    pub fn is(&self, node: u32, kind: KindId) -> bool {
        self.graph.nodes.kinds[node as usize] == kind
    }

    /// Whether a node is an entity: neither an article nor an edition.
    #[must_use]
    pub fn is_entity(&self, node: u32) -> bool {
        !self.is(node, KindId::ARTICLE) && !self.is(node, KindId::EDITION)
    }

    /// The articles that mention an entity, copies included, ascending.
    #[must_use]
    pub fn mentioning(&self, entity: u32) -> Vec<u32> {
        let links = self.of(entity).iter().filter(|&&link| says(self.relation(link)));
        let mut articles: Vec<u32> =
            links.map(|link| link.node).filter(|&node| self.is(node, KindId::ARTICLE)).collect();
        articles.sort_unstable();
        articles.dedup();
        articles
    }

    /// The articles that mention one of these entities, copies once, ascending.
    #[must_use]
    pub fn articles(&self, entities: &[u32]) -> Vec<u32> {
        let mentioning = entities.iter().flat_map(|&entity| self.mentioning(entity));
        let mut articles: Vec<u32> = mentioning.map(|article| self.original[article as usize]).collect();
        articles.sort_unstable();
        articles.dedup();
        articles
    }

    /// All articles, copies once, ascending.
    pub fn articles_of_all(&self) -> impl Iterator<Item = u32> + '_ {
        let originals = (0u32..).zip(&self.original).filter(|(node, original)| node == *original);
        originals.map(|(node, _)| node).filter(|&node| self.is(node, KindId::ARTICLE))
    }

    /// The entities that an article mentions, ascending.
    #[must_use]
    pub fn mentioned(&self, article: u32) -> Vec<u32> {
        let links = self.of(article).iter().filter(|&&link| says(self.relation(link)));
        let mut entities: Vec<u32> =
            links.map(|link| link.node).filter(|&node| self.is_entity(node)).collect();
        entities.sort_unstable();
        entities.dedup();
        entities
    }

    /// The editions of these articles (of an article and its copies the earliest), one entry an article that has
    /// one, ascending.
    #[must_use]
    pub fn editions(&self, articles: &[u32]) -> Vec<u32> {
        let mut editions: Vec<u32> =
            articles.iter().filter_map(|&article| self.edition[article as usize]).collect();
        editions.sort_unstable();
        editions
    }

    /// The date of an edition.
    #[must_use]
    pub fn date(&self, edition: u32) -> Option<Date> {
        match self.graph.value(edition, "first_seen") {
            Value::Date(date) => Some(date),
            _ => None,
        }
    }

    /// All dated editions as (date, row), by date.
    #[must_use]
    pub fn dated_editions(&self) -> Vec<(Date, u32)> {
        let nodes = 0..u32::try_from(self.graph.node_count()).unwrap_or(u32::MAX);
        let editions = nodes.filter(|&node| self.is(node, KindId::EDITION));
        let mut dated: Vec<(Date, u32)> =
            editions.filter_map(|node| Some((self.date(node)?, node))).collect();
        dated.sort_unstable();
        dated
    }

    /// A node as people call it.
    #[must_use]
    pub fn label(&self, node: u32) -> &'a str {
        &self.graph.nodes.labels[node as usize]
    }

    /// All nodes of these kinds, in order.
    #[must_use]
    pub fn of_kinds(&self, kinds: &[KindId]) -> Vec<u32> {
        let nodes = 0..u32::try_from(self.graph.node_count()).unwrap_or(u32::MAX);
        nodes.filter(|&node| kinds.contains(&self.graph.nodes.kinds[node as usize])).collect()
    }
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
