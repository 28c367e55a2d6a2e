//! Where articles speak of each entity: mentions by entity, the foremost first.

use crate::parse::KindId;
use crate::property_graph::{MentionRecord, NodeColumn, NodeRef, PropertyGraph};
use portent_graph::csr::Csr;
use portent_graph::index::NodeRow;

/// Mentions by the entity that they are of and by the article that makes them.
#[derive(Debug)]
pub struct Places<'a> {
    graph: &'a PropertyGraph,
    of: Csr<NodeRow, usize>,
    by: Csr<NodeRow, usize>,
}

impl<'a> Places<'a> {
    /// Reads all mentions once. O(nodes + mentions).
    #[must_use]
    pub fn new(graph: &'a PropertyGraph) -> Self {
        let pairs = |node: fn(&MentionRecord) -> NodeRef| {
            let mentions = graph.mentions.iter().enumerate();
            mentions.filter_map(|(at, mention)| Some((node(mention).row()?, at))).collect::<Vec<_>>()
        };
        let of = Csr::from_pairs(graph.node_count(), &pairs(|mention| mention.entity));
        let by = Csr::from_pairs(graph.node_count(), &pairs(|mention| mention.article));
        Self { graph, of, by }
    }

    /// The mentions of an entity, in the order of article and line.
    pub fn of(&self, entity: NodeRow) -> impl ExactSizeIterator<Item = &'a MentionRecord> + '_ {
        self.of[entity].iter().map(|&at| &self.graph.mentions[at])
    }

    /// The mentions that an article makes, in the order of its lines.
    pub fn by(&self, article: NodeRow) -> impl ExactSizeIterator<Item = &'a MentionRecord> + '_ {
        self.by[article].iter().map(|&at| &self.graph.mentions[at])
    }

    /// The mention of an entity to read first: no copy and no repetition where there is another, then the most relevant, then
    /// the first.
    #[must_use]
    pub fn foremost(&self, entity: NodeRow) -> Option<&'a MentionRecord> {
        self.of(entity).min_by(|a, b| {
            let repeats = |mention: &MentionRecord| mention.copy_of.is_some() || mention.repeats.is_some();
            let relevancy = |mention: &MentionRecord| mention.relevancy.unwrap_or(f64::MIN);
            repeats(a).cmp(&repeats(b)).then(relevancy(b).total_cmp(&relevancy(a)))
        })
    }

    /// Where an article speaks of an entity first.
    #[must_use]
    pub fn within(&self, article: NodeRow, entity: NodeRow) -> Option<&'a MentionRecord> {
        self.by(article).find(|mention| mention.entity == NodeRef::Row(entity))
    }

    /// File and line to read first, as `path:line`: of an article its head, of an entity its foremost mention; empty where the
    /// graph does not say.
    #[must_use]
    pub fn first(&self, node: NodeRow) -> String {
        if self.graph.nodes[node].kind == KindId::ARTICLE {
            let path = self.graph.nodes.column::<&str>(NodeColumn::Path).get(node);
            return path.map_or_else(String::new, |path| format!("{path}:1"));
        }
        self.foremost(node).map_or_else(String::new, place)
    }
}

/// A mention's file and line, as `path:line`.
#[must_use]
pub(in crate::query) fn place(mention: &MentionRecord) -> String {
    format!("{}:{}", mention.path, mention.line)
}

#[cfg(test)]
mod tests {
    use super::Places;
    use crate::query::sample;

    #[test]
    fn the_place_to_read_first_is_the_most_relevant_original() {
        let mut graph = sample::graph();
        let storage = sample::row(&graph, "signal:battery-streets");
        let at = |graph: &crate::property_graph::PropertyGraph| Places::new(graph).first(storage);
        assert_eq!(at(&graph), "a.md:10");
        let first = graph.mentions.iter_mut().find(|mention| mention.line == 10).unwrap();
        first.copy_of = Some(sample::row(&sample::graph(), "article:b").into());
        assert_eq!(at(&graph), "a.md:11", "a copy is read last");
        graph.mentions.iter_mut().filter(|mention| mention.path == "b.md").for_each(|mention| {
            mention.relevancy = Some(5.0);
        });
        assert!(at(&graph).starts_with("b.md:"));
        let article = sample::row(&graph, "article:a");
        let places = Places::new(&graph);
        assert_eq!(places.within(article, storage).unwrap().line, 10);
        assert_eq!(places.by(article).len(), 3);
    }
}
