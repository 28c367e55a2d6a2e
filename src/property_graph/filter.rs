//! Takes a part of a graph. Counts and dates are of what passes, measures and clusters of the whole; what was left out
//! is said.

mod recount;

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::select::{Selection, select};
use super::{EdgeRecord, MentionRecord, NodeColumn, NodeTable, PropertyGraph, find};
use crate::error::Error;
use crate::graph::Relation;
use crate::parse::KindId;
use crate::remark::Remark;
use portent_graph::index::{NodeRow, TiSlice, TiVec};
use recount::{Passed, own_dates, recount};

/// What to keep: nodes that meet all conditions, and the edges between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    kinds: Vec<String>,
    top: Option<usize>,
    by: String,
    min_articles: Option<u64>,
    categories: Vec<String>,
    cluster: Option<String>,
    around: Option<String>,
    hops: u32,
    since: Option<Date>,
    until: Option<Date>,
    chosen: Option<Chosen>,
}

/// Nodes that something else chose.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Chosen {
    nodes: Vec<NodeRow>,
    by: String,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            kinds: Vec::new(),
            top: None,
            by: "betweenness".into(),
            min_articles: None,
            categories: Vec::new(),
            cluster: None,
            around: None,
            hops: 1,
            since: None,
            until: None,
            chosen: None,
        }
    }
}

impl Filter {
    /// Kinds by name or plural; default all.
    #[must_use]
    pub fn with_kinds(self, kinds: Vec<String>) -> Self {
        Self { kinds, ..self }
    }

    /// The so many nodes of the highest rank among those that meet the other conditions; default all.
    #[must_use]
    pub fn with_top(self, top: Option<usize>) -> Self {
        Self { top, ..self }
    }

    /// The column that ranks nodes for `top`; default `betweenness`, which keeps what holds the graph together: of
    /// the archive's top 200 by PageRank nearly all are articles, with hardly an edge between them.
    #[must_use]
    pub fn with_by(self, by: impl Into<String>) -> Self {
        Self { by: by.into(), ..self }
    }

    /// Entities of at least so many articles, and the articles and editions that hold one; default all.
    #[must_use]
    pub fn with_min_articles(self, min_articles: Option<u64>) -> Self {
        Self { min_articles, ..self }
    }

    /// Articles of these categories (case ignored), the entities and the editions of such articles; default all.
    #[must_use]
    pub fn with_categories(self, categories: Vec<String>) -> Self {
        Self { categories, ..self }
    }

    /// Members of this cluster, by rank, key or label; default all.
    #[must_use]
    pub fn with_cluster(self, cluster: Option<String>) -> Self {
        Self { cluster, ..self }
    }

    /// The node of this name and those within [`Self::with_hops`] edges of it; default all.
    #[must_use]
    pub fn with_around(self, around: Option<String>) -> Self {
        Self { around, ..self }
    }

    /// How far from `around`; default 1.
    #[must_use]
    pub fn with_hops(self, hops: u32) -> Self {
        Self { hops, ..self }
    }

    /// Articles dated on this day or later, their entities and editions; undated ones are left out; default all.
    #[must_use]
    pub fn with_since(self, since: Option<Date>) -> Self {
        Self { since, ..self }
    }

    /// Articles dated on this day or earlier, their entities and editions; default all.
    #[must_use]
    pub fn with_until(self, until: Option<Date>) -> Self {
        Self { until, ..self }
    }

    /// These nodes of the graph that is filtered, chosen by what `by` tells readers: `about "batteries"`; default all.
    #[must_use]
    pub fn with_chosen(self, nodes: Vec<NodeRow>, by: impl Into<String>) -> Self {
        Self { chosen: Some(Chosen { nodes, by: by.into() }), ..self }
    }

    /// Whether any graph can meet it: the days are in order.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] where [`Self::with_since`] is later than [`Self::with_until`].
    pub fn check(&self) -> Result<(), Error> {
        match (self.since, self.until) {
            (Some(since), Some(until)) if since > until => Err(Error::InvalidOption {
                field: "Filter::since".into(),
                reason: format!("no day is both since {since} and until {until}; swap them"),
            }),
            _ => Ok(()),
        }
    }

    fn dated(&self) -> bool {
        self.since.is_some() || self.until.is_some()
    }

    /// Whether articles are chosen one by one.
    fn chooses_articles(&self) -> bool {
        self.dated() || !self.categories.is_empty()
    }

    /// Whether nodes are chosen by what is counted of them.
    fn ranks(&self) -> bool {
        self.min_articles.is_some() || self.top.is_some()
    }

    /// The conditions as people read them.
    fn conditions(&self) -> Vec<String> {
        let listed =
            |what: &str, list: &[String]| (!list.is_empty()).then(|| format!("{what} {}", list.join(", ")));
        let named = |what: &str, name: Option<String>| name.map(|name| format!("{what} {name}"));
        let conditions = [
            self.chosen.as_ref().map(|chosen| chosen.by.clone()),
            listed("kinds", &self.kinds),
            named("cluster", self.cluster.clone()),
            listed("categories", &self.categories),
            named("since", self.since.map(|day| day.to_string())),
            named("until", self.until.map(|day| day.to_string())),
            named("articles at least", self.min_articles.map(|least| least.to_string())),
            self.around.as_ref().map(|name| format!("{} hops around {name:?}", self.hops)),
            self.top.map(|top| format!("top {top} by {}", self.by)),
        ];
        conditions.into_iter().flatten().collect()
    }

    fn allows_mention(&self, record: &MentionRecord) -> bool {
        !self.chooses_articles() || self.allows(record.category.as_deref(), record.date)
    }

    fn allows(&self, category: Option<&str>, date: Option<Date>) -> bool {
        let in_category = self.categories.is_empty()
            || category.is_some_and(|own| {
                let own = own.to_lowercase();
                self.categories.iter().any(|wanted| wanted.to_lowercase() == own)
            });
        let in_time = !self.dated()
            || date.is_some_and(|date| {
                self.since.is_none_or(|since| date >= since) && self.until.is_none_or(|until| date <= until)
            });
        in_category && in_time
    }
}

/// The part of a graph that meets `filter`, with a remark on what each condition left out.
///
/// Edges are kept where both ends are; mentions where their entity is and their article is one of the chosen;
/// clusters where a member is. The node that `around` names always stays.
///
/// Counts and dates (mentions, articles, sources, editions, first and last seen, relevancy) are of the mentions and
/// articles that pass: a condition on articles holds before those on counts, and an article that is kept counts the rows
/// of what is kept. Of an article that the graph does not hold the edition is known by its day alone, and without
/// mentions no relevancy is known: it is then missing where something was left out. Every other column keeps the value
/// of the whole. O(nodes log nodes + edges + mentions log mentions).
///
/// # Errors
/// [`Error::UnknownName`] with the nearest names for an unknown node; [`Error::InvalidOption`] for an unknown kind
/// (with all kinds), category or cluster (with those that are near), where the graph holds nothing that a condition
/// speaks of, and as [`Filter::check`].
pub fn filter(graph: &PropertyGraph, filter: &Filter) -> Result<PropertyGraph, Error> {
    filter.check()?;
    let mut choice = Choice { keep: vec![true; graph.node_count()].into(), remarks: Vec::new() };
    if let Some(chosen) = &filter.chosen {
        let nodes: BTreeSet<NodeRow> = chosen.nodes.iter().copied().collect();
        choice.narrow("the choice", |row| nodes.contains(&row));
    }
    if !filter.kinds.is_empty() {
        let kinds = wanted_kinds(graph, &filter.kinds)?;
        choice.narrow("kinds", |row| kinds.contains(&graph.nodes[row].kind));
    }
    if let Some(name) = &filter.cluster {
        let wanted = i64::from(wanted_cluster(graph, name)?);
        let cluster = graph.nodes.column::<i64>(NodeColumn::Cluster);
        choice.narrow("cluster", |row| cluster.get(row) == Some(wanted));
    }
    let mut articles: TiVec<NodeRow, bool> = vec![true; graph.node_count()].into();
    if filter.chooses_articles() {
        articles = allowed_articles(graph, filter)?;
        let chosen = chosen_by_article(graph, filter, &articles);
        choice.narrow(if filter.dated() { "since and until" } else { "categories" }, |row| chosen[row]);
    }
    let mention = |record: &MentionRecord| filter.allows_mention(record);
    let counted = |keep: &TiSlice<NodeRow, bool>| {
        recount(graph, &Passed { nodes: keep, articles: &articles, mention: &mention })
    };
    let nodes = if filter.ranks() { counted(&choice.keep) } else { graph.nodes.clone() };
    if let Some(least) = filter.min_articles {
        let often = often(graph, &nodes, least);
        choice.narrow("min_articles", |row| often[row]);
    }
    let center = filter.around.as_deref().map(|name| find::find(graph, name)).transpose()?;
    if let Some(center) = center {
        let near = within(graph, center, filter.hops);
        choice.narrow("around", |row| near[row]);
        choice.keep[center] = true;
    }
    if let Some(top) = filter.top {
        let best = best(&nodes, &choice.keep, top, &filter.by, center)?;
        choice.narrow("top", |row| best.contains(&row));
    }
    if choice.remarks.is_empty() {
        return Ok(graph.clone());
    }
    let Choice { keep, remarks } = choice;
    let mut part = select(
        graph,
        Selection {
            nodes: &counted(&keep),
            keep: &keep,
            edge: &|_| true,
            mention: &mention,
            conditions: filter.conditions(),
        },
    );
    part.header.remarks.extend(remarks);
    let said = part.header.part.as_ref().map(Remark::from);
    part.header.remarks.extend(said);
    Ok(part)
}

/// The nodes that are still in, and what was said so far.
struct Choice {
    keep: TiVec<NodeRow, bool>,
    remarks: Vec<Remark>,
}

impl Choice {
    fn narrow(&mut self, condition: &'static str, test: impl Fn(NodeRow) -> bool) {
        let mut left_out = 0;
        for (row, keep) in self.keep.iter_mut_enumerated() {
            if *keep && !test(row) {
                *keep = false;
                left_out += 1;
            }
        }
        self.remarks.push(Remark::LeftOut { condition, nodes: left_out });
    }
}

fn wanted_kinds(graph: &PropertyGraph, names: &[String]) -> Result<BTreeSet<KindId>, Error> {
    let schema = &graph.header.schema;
    let kind = |name: &String| {
        schema.find(name.trim()).ok_or_else(|| find::unknown_kind(schema, "Filter::kinds", name))
    };
    names.iter().map(kind).collect()
}

/// The rank of the cluster of that rank, key or label.
fn wanted_cluster(graph: &PropertyGraph, name: &str) -> Result<u32, Error> {
    let folded = name.trim().to_lowercase();
    let rank = folded.parse::<u32>().ok();
    let named = graph.clusters.iter().find(|card| {
        rank == Some(card.cluster) || card.key == name.trim() || card.label.to_lowercase() == folded
    });
    let labels = graph.clusters.iter().map(|card| card.label.as_str());
    let unknown = || unknown("Filter::cluster", "cluster has the number, key or label", name, labels);
    named.map(|card| card.cluster).ok_or_else(unknown)
}

/// The refusal of a word, with those that may be meant.
fn unknown<'a>(field: &'static str, what: &str, name: &str, words: impl Iterator<Item = &'a str>) -> Error {
    let near: Vec<String> = find::nearest_word(words, name).iter().map(|word| format!("{word:?}")).collect();
    let meant = if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(", ")) };
    Error::InvalidOption { field: field.into(), reason: format!("no {what} {name:?}{meant}") }
}

/// Nodes of the articles that the filter allows: the articles, what they mention, the editions they came from.
fn chosen_by_article(
    graph: &PropertyGraph,
    filter: &Filter,
    articles: &TiSlice<NodeRow, bool>,
) -> TiVec<NodeRow, bool> {
    let mut chosen = articles.to_owned();
    for (source, target) in held(graph) {
        chosen[target] |= chosen[source];
    }
    let counted = graph.mentions.iter().filter(|r| r.repeats.is_none() && filter.allows_mention(r));
    for row in counted.filter_map(|r| r.entity.row()) {
        chosen[row] = true;
    }
    chosen
}

/// The articles that the filter allows.
fn allowed_articles(graph: &PropertyGraph, filter: &Filter) -> Result<TiVec<NodeRow, bool>, Error> {
    let articles = graph.nodes.records().any(|node| node.kind == KindId::ARTICLE);
    if graph.mentions.is_empty() && !articles {
        let reason = "this graph holds neither articles nor mentions".into();
        let field = if filter.dated() { "Filter::since" } else { "Filter::categories" };
        return Err(Error::InvalidOption { field: field.into(), reason });
    }
    if let Some(category) = unknown_category(graph, filter) {
        let known = categories(graph).into_iter();
        return Err(unknown("Filter::categories", "category is called", category, known));
    }
    let dates = own_dates(graph);
    let category = graph.nodes.column::<&str>(NodeColumn::Category);
    let allowed = |(row, date): (NodeRow, &Option<Date>)| {
        graph.nodes[row].kind == KindId::ARTICLE && filter.allows(category.get(row), *date)
    };
    Ok(dates.iter_enumerated().map(allowed).collect())
}

/// Pairs of an article and what it holds or came from.
fn held(graph: &PropertyGraph) -> impl Iterator<Item = (NodeRow, NodeRow)> + '_ {
    let holds = |relation| matches!(relation, Relation::Mentions | Relation::Tagged | Relation::PublishedIn);
    let edges = graph.edges.records().filter(move |edge| holds(edge.relation));
    edges.map(|edge| (edge.source, edge.target))
}

fn unknown_category<'a>(graph: &PropertyGraph, filter: &'a Filter) -> Option<&'a str> {
    let known: BTreeSet<String> = categories(graph).into_iter().map(str::to_lowercase).collect();
    filter.categories.iter().map(String::as_str).find(|wanted| !known.contains(&wanted.to_lowercase()))
}

fn categories(graph: &PropertyGraph) -> BTreeSet<&str> {
    let column = graph.nodes.column::<&str>(NodeColumn::Category);
    let of_nodes = graph.nodes.rows().filter_map(|row| column.get(row));
    of_nodes.chain(graph.mentions.iter().filter_map(|record| record.category.as_deref())).collect()
}

/// Entities of at least `least` articles, and the articles and editions that hold one.
fn often(graph: &PropertyGraph, nodes: &NodeTable, least: u64) -> TiVec<NodeRow, bool> {
    let least = i64::try_from(least).unwrap_or(i64::MAX);
    let articles = nodes.column::<i64>(NodeColumn::Articles);
    let source = |row: NodeRow| matches!(graph.nodes[row].kind, KindId::ARTICLE | KindId::EDITION);
    let is_often = |row| !source(row) && articles.get(row).is_some_and(|count| count >= least);
    let mut often: TiVec<NodeRow, bool> = graph.nodes.rows().map(is_often).collect();
    for (article, entity) in held(graph).filter(|&(_, target)| !source(target)) {
        often[article] |= often[entity];
    }
    for (article, edition) in held(graph).filter(|&(_, target)| source(target)) {
        often[edition] |= often[article];
    }
    often
}

/// Nodes within `hops` edges of a node, by any relation.
fn within(graph: &PropertyGraph, center: NodeRow, hops: u32) -> TiVec<NodeRow, bool> {
    let mut near: TiVec<NodeRow, bool> = vec![false; graph.node_count()].into();
    near[center] = true;
    for _ in 0..hops {
        let before = near.clone();
        for [a, b] in graph.edges.records().map(EdgeRecord::ends) {
            near[b] |= before[a];
            near[a] |= before[b];
        }
        if near == before {
            break;
        }
    }
    near
}

/// The best of the kept nodes by a column, ties by id; `center` is always among them.
fn best(
    nodes: &NodeTable,
    keep: &TiSlice<NodeRow, bool>,
    top: usize,
    by: &str,
    center: Option<NodeRow>,
) -> Result<BTreeSet<NodeRow>, Error> {
    if !nodes.has_column(by) {
        let reason = format!("this graph has no column {by:?}");
        return Err(Error::InvalidOption { field: "Filter::by".into(), reason });
    }
    let column = nodes.column::<f64>(by);
    let value = |row: NodeRow| column.get(row).unwrap_or(f64::NEG_INFINITY);
    let mut rows: Vec<NodeRow> = nodes.rows().filter(|&row| keep[row]).collect();
    rows.sort_by(|&a, &b| {
        let id = |row: NodeRow| nodes[row].id.as_str();
        (Some(b) == center)
            .cmp(&(Some(a) == center))
            .then(value(b).total_cmp(&value(a)))
            .then_with(|| id(a).cmp(id(b)))
    });
    Ok(rows.into_iter().take(top).collect())
}

#[cfg(test)]
mod tests;
