//! Finds nodes by what people type: an id, a name, an alias, with or without `kind:` before it.

use std::cmp::Ordering;

use super::{ColumnView, NodeColumn, PropertyGraph};
use crate::error::Error;
use crate::folding::{folded, folds_to};
use crate::parse::{KindId, Schema};
use crate::remark::Remark;
use crate::resolve::described::{DESCRIBED, described as said_of};
use crate::shared_text::Text;
use crate::suggest;
use portent_graph::index::NodeRow;

/// What a name means, and what else it could.
#[derive(Debug, Clone, PartialEq)]
pub struct Meant {
    /// The best-known node of that name.
    pub row: NodeRow,
    /// The others of that name, with how to ask for them.
    pub others: Option<Remark>,
}

/// Others of a name that are told.
const TOLD: usize = 5;

/// The node that `name` means best, with the others; see [`find_all`].
///
/// # Errors
/// [`Error::UnknownName`] where nothing has that name, with the nearest labels, and the entities whose descriptions say
/// its words.
pub fn look_up(graph: &PropertyGraph, name: &str) -> Result<Meant, Error> {
    let found = find_all(graph, name);
    match found.first() {
        Some(&row) => Ok(Meant { row, others: others(graph, name, &found) }),
        None => Err(unknown_name(graph, name)),
    }
}

/// [`look_up`] for those who tell no others.
///
/// # Errors
/// As [`look_up`].
pub fn find(graph: &PropertyGraph, name: &str) -> Result<NodeRow, Error> {
    find_all(graph, name).first().copied().ok_or_else(|| unknown_name(graph, name))
}

/// All nodes that `name` may mean, best first: that of the id, else all of the name.
///
/// The name may be the label or an alias, in any case; where it is `kind:name` and something of that kind has it, of
/// that kind alone. Entities come before editions and articles, then more articles, those that have the name as label,
/// then PageRank, then the id. O(text of the graph).
#[must_use]
pub fn find_all(graph: &PropertyGraph, name: &str) -> Vec<NodeRow> {
    let name = name.trim();
    if let Some((row, _)) = graph.nodes.iter().find(|(_, node)| node.id == name) {
        return vec![row];
    }
    let of_kind = graph.header.schema.split_kind(name).map(|(kind, rest)| matching(graph, rest, Some(kind)));
    let mut found = of_kind.filter(|found| !found.is_empty()).unwrap_or_else(|| matching(graph, name, None));
    let rank = Rank::new(graph);
    found.sort_by(|a, b| rank.order(a.row, b.row, a.by_alias.cmp(&b.by_alias)));
    found.into_iter().map(|named| named.row).collect()
}

/// A node of a name.
#[derive(Clone, Copy)]
struct Named {
    row: NodeRow,
    /// The name is an alias, not the label.
    by_alias: bool,
}

fn matching(graph: &PropertyGraph, name: &str, kind: Option<KindId>) -> Vec<Named> {
    let wanted = folded(name);
    let aliases = graph.nodes.column::<&[String]>(NodeColumn::Aliases);
    let of_kind = graph.nodes.iter().filter(|(_, node)| kind.is_none_or(|kind| node.kind == kind));
    let named = of_kind.filter_map(|(row, node)| {
        let by_label = folds_to(&node.label, &wanted);
        let has_alias = || aliases.get(row).unwrap_or_default().iter().any(|alias| folds_to(alias, &wanted));
        (by_label || has_alias()).then_some(Named { row, by_alias: !by_label })
    });
    named.collect()
}

/// The others that a name may mean: the best of each kind by `kind:name`, further ones by their id.
fn others(graph: &PropertyGraph, name: &str, found: &[NodeRow]) -> Option<Remark> {
    let (&row, rest) = found.split_first()?;
    if rest.is_empty() {
        return None;
    }
    let schema = &graph.header.schema;
    let name = schema.split_kind(name.trim()).map_or(name.trim(), |(_, rest)| rest);
    let kind = |row: NodeRow| graph.nodes[row].kind;
    let articles = graph.nodes.column::<i64>(NodeColumn::Articles);
    let told = rest.iter().take(TOLD).enumerate().map(|(at, &other)| {
        let is_best = found[..=at].iter().all(|&better| kind(better) != kind(other));
        let asked = if is_best {
            format!("{}:{name}", graph.kind_name(other))
        } else {
            graph.nodes[other].id.to_string()
        };
        let count = articles.get(other).filter(|_| graph.is_entity(other));
        count.map_or(format!("{asked:?}"), |count| format!("{asked:?} ({})", counted(count)))
    });
    let told = told.collect::<Vec<_>>().join(", ");
    let more = rest.len().saturating_sub(TOLD);
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    let taken = format!("{} {:?}", graph.kind_name(row), graph.nodes[row].label);
    Some(format!("{name:?} is taken as {taken}; for others of that name ask for {told}{more}").into())
}

fn counted(articles: i64) -> String {
    format!("{articles} {}", if articles == 1 { "article" } else { "articles" })
}

/// That nothing has a name, with what may be meant.
fn unknown_name(graph: &PropertyGraph, name: &str) -> Error {
    let nearest = nearest(graph, name);
    let described =
        described(graph, name).into_iter().map(String::from).filter(|label| !nearest.contains(label));
    Error::UnknownName { name: name.into(), described: described.take(DESCRIBED).collect(), nearest }
}

/// Labels of entities whose descriptions say the words of a name, those with most of them first, each once.
fn described(graph: &PropertyGraph, name: &str) -> Vec<Text> {
    let name = graph.header.schema.split_kind(name.trim()).map_or(name.trim(), |(_, rest)| rest);
    let column = graph.nodes.column::<&str>(NodeColumn::Description);
    let of_nodes = graph.nodes.rows().filter(|_| graph.mentions.is_empty());
    let of_nodes = of_nodes.filter_map(|row| Some((row, column.get(row)?)));
    let of_mentions = graph.mentions.iter();
    let of_mentions = of_mentions.filter_map(|said| Some((said.entity.row()?, said.description.as_deref()?)));
    let mut labels: Vec<Text> = Vec::new();
    for row in said_of(name, of_mentions.chain(of_nodes)) {
        let label = &graph.nodes[row].label;
        if !labels.contains(label) && labels.len() < 2 * DESCRIBED {
            labels.push(label.clone());
        }
    }
    labels
}

/// What decides between nodes that a name fits alike.
pub(crate) struct Rank<'a> {
    graph: &'a PropertyGraph,
    articles: ColumnView<'a, i64>,
    pagerank: ColumnView<'a, f64>,
}

impl<'a> Rank<'a> {
    pub(crate) fn new(graph: &'a PropertyGraph) -> Self {
        let articles = graph.nodes.column(NodeColumn::Articles);
        Self { graph, articles, pagerank: graph.nodes.column(NodeColumn::PageRank) }
    }

    /// Entities first, then by articles, most first, then as `alike` has it, then by PageRank, then by id.
    pub(crate) fn order(&self, a: NodeRow, b: NodeRow, alike: Ordering) -> Ordering {
        let nodes = &self.graph.nodes;
        let source = |row: NodeRow| matches!(nodes[row].kind, KindId::ARTICLE | KindId::EDITION);
        let articles = |row: NodeRow| self.articles.get(row).unwrap_or(0);
        let rank = |row: NodeRow| self.pagerank.get(row).unwrap_or(0.0);
        source(a)
            .cmp(&source(b))
            .then(articles(b).cmp(&articles(a)))
            .then(alike)
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
    rows.sort_by(|&a, &b| rank.order(a, b, Ordering::Equal));
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
