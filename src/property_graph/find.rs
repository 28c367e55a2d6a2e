//! Finds nodes by what people type: an id, a name, an alias, with or without `kind:` before it.

use std::cmp::Ordering;

use super::{ColumnView, NodeColumn, PropertyGraph};
use crate::error::Error;
use crate::folding::folded;
use crate::parse::{KindId, Schema};
use crate::suggest;
use portent_graph::index::NodeRow;

/// The node that `name` means best; see [`find_all`].
///
/// # Errors
/// [`Error::UnknownName`] with the nearest labels where nothing has that name.
pub fn find(graph: &PropertyGraph, name: &str) -> Result<NodeRow, Error> {
    match find_all(graph, name).first() {
        Some(&row) => Ok(row),
        None => Err(Error::UnknownName { name: name.into(), nearest: nearest(graph, name) }),
    }
}

/// All nodes that `name` may mean, best first: those of the first rule that any node meets.
///
/// Rules: the id; the label, then the label with case ignored, then an alias with case ignored, of one kind where
/// `name` is `kind:name`, else of any kind. Within a rule entities come before editions and articles, then more
/// articles, then PageRank, then the id. O(text of the graph).
#[must_use]
pub fn find_all(graph: &PropertyGraph, name: &str) -> Vec<NodeRow> {
    let name = name.trim();
    if let Some((row, _)) = graph.nodes.iter().find(|(_, node)| node.id == name) {
        return vec![row];
    }
    let of_kind = graph.header.schema.split_kind(name).map(|(kind, rest)| matching(graph, rest, Some(kind)));
    let mut found = of_kind.filter(|rows| !rows.is_empty()).unwrap_or_else(|| matching(graph, name, None));
    let rank = Rank::new(graph);
    found.sort_by(|&a, &b| rank.order(a, b));
    found
}

fn matching(graph: &PropertyGraph, name: &str, kind: Option<KindId>) -> Vec<NodeRow> {
    let rows = || {
        let of_kind = graph.nodes.iter().filter(|(_, node)| kind.is_none_or(|kind| node.kind == kind));
        of_kind.map(|(row, _)| row)
    };
    let label = |row: NodeRow| graph.nodes[row].label.as_str();
    let exact: Vec<NodeRow> = rows().filter(|&row| label(row) == name).collect();
    if !exact.is_empty() {
        return exact;
    }
    let wanted = folded(name);
    let alike: Vec<NodeRow> = rows().filter(|&row| folded(label(row)) == wanted).collect();
    if !alike.is_empty() {
        return alike;
    }
    let aliases = graph.nodes.column::<&[String]>(NodeColumn::Aliases);
    let has_alias = |&row: &NodeRow| {
        let aliases = aliases.get(row).unwrap_or_default();
        aliases.iter().any(|alias| folded(alias) == wanted)
    };
    rows().filter(has_alias).collect()
}

/// What decides between nodes that a name fits alike.
struct Rank<'a> {
    graph: &'a PropertyGraph,
    articles: ColumnView<'a, i64>,
    pagerank: ColumnView<'a, f64>,
}

impl<'a> Rank<'a> {
    fn new(graph: &'a PropertyGraph) -> Self {
        let articles = graph.nodes.column(NodeColumn::Articles);
        Self { graph, articles, pagerank: graph.nodes.column(NodeColumn::PageRank) }
    }

    /// Entities first, then by articles and PageRank, most first, then by id.
    fn order(&self, a: NodeRow, b: NodeRow) -> Ordering {
        let nodes = &self.graph.nodes;
        let source = |row: NodeRow| matches!(nodes[row].kind, KindId::ARTICLE | KindId::EDITION);
        let articles = |row: NodeRow| self.articles.get(row).unwrap_or(0);
        let rank = |row: NodeRow| self.pagerank.get(row).unwrap_or(0.0);
        source(a)
            .cmp(&source(b))
            .then(articles(b).cmp(&articles(a)))
            .then(rank(b).total_cmp(&rank(a)))
            .then_with(|| nodes[a].id.cmp(&nodes[b].id))
    }
}

/// The labels near `name`, best first, as [`suggest::nearest`] has them, by rank where equal. O(text of the graph).
#[must_use]
pub fn nearest(graph: &PropertyGraph, name: &str) -> Vec<String> {
    let wanted = graph.header.schema.split_kind(name.trim()).map_or(name.trim(), |(_, rest)| rest);
    let rank = Rank::new(graph);
    let mut rows: Vec<NodeRow> = graph.nodes.rows().collect();
    rows.sort_by(|&a, &b| rank.order(a, b));
    let labels = rows.into_iter().map(|row| graph.nodes[row].label.as_str());
    suggest::nearest(wanted, labels.map(|label| (label, label.to_owned())))
}

/// The refusal of a word that is no kind: with the nearest, where one is near, and all.
#[must_use]
pub fn unknown_kind(schema: &Schema, field: &'static str, name: &str) -> Error {
    let names: Vec<&str> = schema.kinds.iter().map(|kind| kind.name.as_str()).collect();
    let nearest = nearest_word(names.iter().copied(), name);
    let hint = nearest.first().map_or_else(String::new, |near| format!("did you mean {near}? "));
    let reason = format!("no kind is called {name:?}; {hint}known are {}", names.join(", "));
    Error::InvalidOption { field: field.into(), reason }
}

/// The nearest of a short list of words, best first, as [`suggest::nearest`] has them: for kinds, categories and
/// clusters.
#[must_use]
pub fn nearest_word<'a>(words: impl Iterator<Item = &'a str>, wanted: &str) -> Vec<String> {
    suggest::nearest(wanted, words.map(|word| (word, word.to_owned())))
}

#[cfg(test)]
mod tests;
