//! Which pages differ between two graphs, and what follows from them.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{Tells, tells};
use crate::columns::Value;
use crate::graph::Relation;
use crate::parse::KindId;
use crate::property_graph::{EdgeRecord, MentionRecord, PropertyGraph, RowAttributes};
use portent_graph::index::NodeRow;

/// The pages that came, went or changed, and the nodes that they speak of, by id.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Pages<'a> {
    /// Articles that one graph has, or whose rows differ.
    pub(super) articles: BTreeSet<&'a str>,
    /// Those articles, their editions, and the entities of the rows that differ.
    pub(super) nodes: BTreeSet<&'a str>,
}

impl<'a> Pages<'a> {
    pub(super) fn new(old: &'a PropertyGraph, new: &'a PropertyGraph) -> Self {
        let mut pages = Self::default();
        let (rows_before, rows_after) = (articles(old), articles(new));
        let [before, after] =
            [&rows_before, &rows_after].map(|rows| rows.keys().copied().collect::<BTreeSet<_>>());
        for (graph, own, others) in [(old, &before, &after), (new, &after, &before)] {
            let alone: BTreeSet<&str> = own.difference(others).copied().collect();
            pages.add_whole(graph, &alone);
        }
        let (then, now) = (mentions(old), mentions(new));
        for article in before.intersection(&after) {
            let rows = [&then, &now].map(|of| of.get(article).map_or(&[][..], Vec::as_slice));
            pages.add_changed(article, rows);
        }
        pages.add_described([old, new], [&rows_before, &rows_after]);
        pages
    }

    /// The articles of both graphs whose attributes differ.
    fn add_described(&mut self, graphs: [&'a PropertyGraph; 2], [before, after]: [&ArticleRows<'a>; 2]) {
        let columns =
            graphs.iter().flat_map(|graph| graph.nodes.columns()).map(|column| column.name.as_str());
        let columns: BTreeSet<&str> = columns.filter(|column| tells(column) == Tells::Attribute).collect();
        for column in columns {
            let [then, now] = graphs.map(|graph| graph.nodes.column::<Value<'_>>(column));
            for (&article, &row) in after {
                if before.get(article).is_some_and(|&was| then.get(was) != now.get(row)) {
                    self.articles.insert(article);
                    self.nodes.insert(article);
                }
            }
        }
    }

    /// Everything that articles of one graph alone are joined to.
    fn add_whole(&mut self, graph: &'a PropertyGraph, articles: &BTreeSet<&'a str>) {
        self.articles.extend(articles);
        self.nodes.extend(articles);
        for edge in graph.edges.records() {
            let ends = edge.ends().map(|end| graph.nodes[end].id.as_str());
            if !judged(edge) && ends.iter().any(|end| articles.contains(end)) {
                self.nodes.extend(ends);
            }
        }
    }

    /// The entities of the rows that only one of two versions of an article has.
    fn add_changed(&mut self, article: &'a str, [then, now]: [&[Row<'a>]; 2]) {
        let mut differing = 0;
        for (own, other) in [(then, now), (now, then)] {
            for row in own.iter().filter(|row| other.binary_search_by(|o| o.0.cmp(&row.0)).is_err()) {
                self.nodes.insert(row.1);
                differing += 1;
            }
        }
        if differing > 0 {
            self.articles.insert(article);
            self.nodes.insert(article);
        }
    }
}

/// Whether an edge is judged or found, so that its weight drifts with everything else in the pages.
pub(super) fn judged(edge: &EdgeRecord) -> bool {
    let by_names = [Relation::Duplicate, Relation::Restates, Relation::Broader, Relation::Similar];
    by_names.contains(&edge.relation) || edge.is_found()
}

/// Articles by id.
type ArticleRows<'a> = BTreeMap<&'a str, NodeRow>;

fn articles(graph: &PropertyGraph) -> ArticleRows<'_> {
    let articles = graph.nodes.iter().filter(|(_, node)| node.kind == KindId::ARTICLE);
    articles.map(|(row, node)| (node.id.as_str(), row)).collect()
}

/// What a row says, whatever its line: kind, name, description, relevancy, further columns.
type Said<'a> = (&'a str, &'a str, Option<&'a str>, Option<u64>, &'a RowAttributes);
/// A row and the entity that it is of.
type Row<'a> = (Said<'a>, &'a str);

/// The rows of each article, sorted.
fn mentions(graph: &PropertyGraph) -> BTreeMap<&str, Vec<Row<'_>>> {
    let mut rows: BTreeMap<&str, Vec<Row<'_>>> = BTreeMap::new();
    for mention in &graph.mentions {
        rows.entry(graph.id(mention.article))
            .or_default()
            .push((said(graph, mention), graph.id(mention.entity)));
    }
    for rows in rows.values_mut() {
        rows.sort_unstable();
    }
    rows
}

fn said<'a>(graph: &'a PropertyGraph, mention: &'a MentionRecord) -> Said<'a> {
    let kind = &graph.header.schema.kind(mention.kind).name;
    let relevancy = mention.relevancy.map(f64::to_bits);
    (kind, &mention.name, mention.description.as_deref(), relevancy, &mention.attributes)
}

#[cfg(test)]
mod tests {
    use super::Pages;
    use crate::query::sample;
    use portent_graph::index::NodeRow;

    #[test]
    fn equal_graphs_have_no_pages_that_differ() {
        let graph = sample::graph();
        assert_eq!(Pages::new(&graph, &graph), Pages::default());
    }

    #[test]
    fn a_changed_row_brings_its_entity_and_a_new_page_all_that_it_names() {
        let (old, mut new) = (sample::graph(), sample::graph());
        let streets = sample::row(&new, "signal:battery-streets").into();
        let row = new.mentions.iter_mut().find(|mention| mention.entity == streets).unwrap();
        row.description = Some("Another text".into());
        let article = row.article;
        let article = new.id(article).to_owned();
        let pages = Pages::new(&old, &new);
        assert_eq!(pages.articles.iter().copied().collect::<Vec<_>>(), [article.as_str()]);
        assert_eq!(
            pages.nodes.iter().copied().collect::<Vec<_>>(),
            [article.as_str(), "signal:battery-streets"]
        );

        let mut new = sample::graph();
        new.nodes[NodeRow::new(2)].id = "article:new".into();
        let pages = Pages::new(&old, &new);
        assert_eq!(pages.articles.iter().copied().collect::<Vec<_>>(), ["article:c", "article:new"]);
        assert_eq!(
            pages.nodes.iter().copied().collect::<Vec<_>>(),
            ["article:c", "article:new", "concern:grid-overload", "keyword:ai"]
        );
    }
}
