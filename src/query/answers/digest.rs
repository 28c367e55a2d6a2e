//! `digest`: what one edition brought.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::error::Error;
use crate::graph::Relation;
use crate::parse::KindId;
use crate::property_graph::{ColumnView, NodeColumn, PropertyGraph};
use crate::query::index::{Index, Link};
use crate::query::kinds::kinds;
use crate::remark::Remark;
use crate::report::{Cell, Field, Table};
use crate::suggest::nearest_word;
use portent_graph::index::NodeRow;

/// What [`digest`] shows.
#[derive(Debug, Clone)]
pub struct DigestOptions {
    edition: String,
    kinds: Vec<String>,
    limit: usize,
}

impl Default for DigestOptions {
    fn default() -> Self {
        Self { edition: String::new(), kinds: Vec::new(), limit: 10 }
    }
}

impl DigestOptions {
    /// Label, date or id of the edition; default empty, which is the last dated one.
    #[must_use]
    pub fn with_edition(self, edition: impl Into<String>) -> Self {
        Self { edition: edition.into(), ..self }
    }

    /// Names of kinds; default all entity kinds.
    #[must_use]
    pub fn with_kinds(self, kinds: Vec<String>) -> Self {
        Self { kinds, ..self }
    }

    /// How many rows of each sort; default 10.
    #[must_use]
    pub fn with_limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }
}

static FIELDS: &[Field] = &[
    Field::new("brought"),
    Field::wrap("label"),
    Field::new("kind"),
    Field::data("id"),
    Field::new("articles"),
    Field::aside("last_seen"),
    Field::aside("days_away"),
    Field::aside("editions_away"),
    Field::below("where"),
];

/// New entities, returning ones, and clusters that met for the first time, of one dated edition.
///
/// An entity is new where no article of an earlier dated edition mentions it; undated articles and those far beyond
/// the bulk do not count as earlier. It returns where one does, but none of the edition before; how long it was away
/// is counted in days and in dated editions that did not speak of it. Two clusters meet where an article of one
/// mentions an entity of the other, or is close to an article of the other; first links are those that no article of
/// an earlier dated edition made. Copies count once, with the earliest of their editions. New ones are ranked by
/// articles of the edition, then mean relevancy; returning ones by days away; first links by articles; ties by label.
/// O(nodes + edges).
///
/// # Errors
/// [`Error::InvalidOption`] for an unknown kind, an edition that is not in the graph or has no date, and the view
/// `concepts`, which holds no editions.
pub fn digest(graph: &PropertyGraph, options: &DigestOptions) -> Result<Table, Error> {
    let wanted = kinds(&graph.header.schema, &options.kinds)?;
    let index = Index::new(graph);
    let past = Past::new(&index, &options.edition)?;
    let mut table = Table::new(FIELDS);
    let mut counts = Vec::new();
    let sorts = [
        ("new", past.new_ones(&wanted)),
        ("returning", past.returning(&wanted)),
        ("first link", past.first_links()),
    ];
    for (sort, rows) in sorts {
        counts.push(format!("{} {sort}", rows.len()));
        for row in rows.into_iter().take(options.limit) {
            table.push(row);
        }
    }
    table.remarks.push(Remark::Digest {
        edition: index.label(past.edition).to_owned(),
        articles: past.articles.len(),
        brought: counts.join(", "),
    });
    table.remarks.extend(crate::query::beside(graph));
    Ok(table)
}

/// An edition and what lies before it.
struct Past<'i> {
    index: &'i Index<'i>,
    /// The row of the edition.
    edition: NodeRow,
    /// Dated editions up to this one, this one last.
    editions: Vec<(Date, NodeRow)>,
    /// Its articles, copies once.
    articles: Vec<NodeRow>,
    /// Position in `editions` of each earlier article.
    earlier: BTreeMap<NodeRow, usize>,
    relevancy: ColumnView<'i, f64>,
    cluster: ColumnView<'i, i64>,
}

impl<'i> Past<'i> {
    fn new(index: &'i Index<'i>, edition: &str) -> Result<Self, Error> {
        let dated = index.dated_editions();
        let at = position(index, &dated, edition)?;
        let mut editions = dated;
        editions.truncate(at + 1);
        let place: BTreeMap<NodeRow, usize> =
            editions.iter().zip(0..).map(|(&(_, row), at)| (row, at)).collect();
        let (mut articles, mut earlier) = (Vec::new(), BTreeMap::new());
        for article in index.articles_of_all() {
            match index.editions(&[article]).first().and_then(|row| place.get(row)) {
                Some(&own) if own == at => articles.push(article),
                Some(&own) => {
                    earlier.insert(article, own);
                }
                None => {}
            }
        }
        let nodes = &index.graph.nodes;
        Ok(Self {
            index,
            edition: editions[at].1,
            editions,
            articles,
            earlier,
            relevancy: nodes.column(NodeColumn::RelevancyMean),
            cluster: nodes.column(NodeColumn::Cluster),
        })
    }

    /// Entities of the edition, each with the last earlier edition that speaks of it and its articles in this one.
    fn entities(&self, wanted: &[KindId]) -> Vec<(NodeRow, Option<usize>, Vec<NodeRow>)> {
        let mut said: BTreeMap<NodeRow, Vec<NodeRow>> = BTreeMap::new();
        for &article in &self.articles {
            for &entity in self.index.mentioned(article) {
                if wanted.contains(&self.index.graph.nodes[entity].kind) {
                    said.entry(entity).or_default().push(article);
                }
            }
        }
        let last = |entity: NodeRow| {
            let articles = self.index.articles(&[entity]);
            articles.iter().filter_map(|article| self.earlier.get(article)).copied().max()
        };
        said.into_iter().map(|(entity, articles)| (entity, last(entity), articles)).collect()
    }

    fn new_ones(&self, wanted: &[KindId]) -> Vec<Vec<Cell>> {
        let mut found = self.entities(wanted);
        found.retain(|(_, last, _)| last.is_none());
        let relevancy = |entity: NodeRow| self.relevancy.get(entity).unwrap_or(0.0);
        found.sort_by(|(a, _, in_a), (b, _, in_b)| {
            let articles = in_b.len().cmp(&in_a.len());
            articles.then(relevancy(*b).total_cmp(&relevancy(*a))).then_with(|| self.by_label(*a, *b))
        });
        found.iter().map(|(entity, _, articles)| self.row("new", *entity, None, articles)).collect()
    }

    fn returning(&self, wanted: &[KindId]) -> Vec<Vec<Cell>> {
        let before = self.editions.len().saturating_sub(2);
        let found = self.entities(wanted).into_iter();
        let mut found: Vec<(NodeRow, usize, Vec<NodeRow>)> = found
            .filter_map(|(entity, last, articles)| Some((entity, last.filter(|&at| at < before)?, articles)))
            .collect();
        found.sort_by(|a, b| {
            a.1.cmp(&b.1).then(b.2.len().cmp(&a.2.len())).then_with(|| self.by_label(a.0, b.0))
        });
        found
            .iter()
            .map(|(entity, last, articles)| self.row("returning", *entity, Some(*last), articles))
            .collect()
    }

    fn by_label(&self, a: NodeRow, b: NodeRow) -> std::cmp::Ordering {
        self.index.label(a).cmp(self.index.label(b)).then(a.cmp(&b))
    }

    fn row(&self, sort: &str, entity: NodeRow, last: Option<usize>, articles: &[NodeRow]) -> Vec<Cell> {
        let date = last.map(|at| self.editions[at].0);
        let now = self.editions[self.editions.len() - 1].0;
        let days = date.map(|date| i64::from((now - date).get_days()));
        vec![
            Cell::text(sort),
            Cell::text(self.index.label(entity)),
            Cell::text(self.index.graph.kind_name(entity)),
            Cell::text(&self.index.graph.nodes[entity].id),
            Cell::count(articles.len()),
            Cell::from(date),
            Cell::from(days),
            last.map_or(Cell::Missing, |at| Cell::count(self.editions.len() - 2 - at)),
            Cell::list(articles.iter().map(|&article| self.index.label(article).to_owned()).collect()),
        ]
    }

    /// Pairs of clusters that the edition joined first, with its articles that do.
    fn first_links(&self) -> Vec<Vec<Cell>> {
        let known: BTreeSet<[i64; 2]> =
            self.earlier.keys().flat_map(|&article| self.joins(article)).map(|(pair, _)| pair).collect();
        let mut first: BTreeMap<[i64; 2], Vec<[NodeRow; 2]>> = BTreeMap::new();
        for &article in &self.articles {
            for (pair, ends) in self.joins(article) {
                if !known.contains(&pair) {
                    first.entry(pair).or_default().push(ends);
                }
            }
        }
        let mut first: Vec<([i64; 2], Vec<[NodeRow; 2]>)> = first.into_iter().collect();
        first.sort_by_key(|(pair, ends)| (std::cmp::Reverse(distinct(ends)), *pair));
        first.iter().map(|(pair, ends)| self.link(*pair, ends)).collect()
    }

    /// Pairs of clusters that an article joins, with the article and what it mentions.
    fn joins(&self, article: NodeRow) -> Vec<([i64; 2], [NodeRow; 2])> {
        let cluster = |node: NodeRow| self.cluster.get(node);
        let joining =
            |relation| matches!(relation, Relation::Mentions | Relation::Tagged | Relation::Closest);
        let edges = &self.index.graph.edges;
        // What articles say joins clusters, not that they are alike.
        let is_said = |link: &Link| joining(edges[link.edge].relation) && !edges[link.edge].is_found();
        let links = self.index.of(article).iter().filter(|link| is_said(link));
        let pairs = links.filter_map(|link| {
            let (own, other) = (cluster(article)?, cluster(link.node)?);
            (own != other).then_some(([own.min(other), own.max(other)], [article, link.node]))
        });
        pairs.collect()
    }

    fn link(&self, pair: [i64; 2], ends: &[[NodeRow; 2]]) -> Vec<Cell> {
        let name = |rank: i64| {
            let card = self.index.graph.clusters.iter().find(|card| i64::from(card.cluster) == rank);
            card.map_or_else(|| rank.to_string(), |card| card.label.clone())
        };
        let place = |&[article, node]: &[NodeRow; 2]| {
            format!("{} - {}", self.index.label(article), self.index.label(node))
        };
        vec![
            Cell::text("first link"),
            Cell::text(format!("{} - {}", name(pair[0]), name(pair[1]))),
            Cell::text("clusters"),
            Cell::text(format!("{} - {}", pair[0], pair[1])),
            Cell::count(distinct(ends)),
            Cell::Missing,
            Cell::Missing,
            Cell::Missing,
            Cell::list(ends.iter().map(place).collect()),
        ]
    }
}

/// How many articles join a pair.
fn distinct(ends: &[[NodeRow; 2]]) -> usize {
    ends.iter().map(|ends| ends[0]).collect::<BTreeSet<NodeRow>>().len()
}

/// Where the edition stands among the dated ones.
fn position(index: &Index, dated: &[(Date, NodeRow)], wanted: &str) -> Result<usize, Error> {
    let refused = |reason: String| Error::InvalidOption { field: "DigestOptions::edition".into(), reason };
    let Some(last) = dated.len().checked_sub(1) else {
        return Err(refused("the graph holds no dated edition".into()));
    };
    let wanted = wanted.trim();
    if wanted.is_empty() {
        return Ok(last);
    }
    let names = |&(date, row): &(Date, NodeRow)| {
        let label = index.label(row);
        label == wanted || index.graph.nodes[row].id == wanted || date.to_string() == wanted
    };
    dated.iter().position(names).ok_or_else(|| {
        let near = nearest_word(wanted, dated.iter().map(|&(_, row)| index.label(row)));
        let hint = near.map_or_else(String::new, |near| format!("did you mean {near}? "));
        let latest = index.label(dated[last].1);
        refused(format!("no dated edition is called {wanted:?}; {hint}the last one is {latest}"))
    })
}

#[cfg(test)]
mod tests {
    use super::{DigestOptions, digest};
    use crate::columns::{Column, Values};
    use crate::graph::Relation;
    use crate::property_graph::EdgeRecord;
    use crate::query::sample;
    use crate::report::{Cell, Table};

    fn asked(edition: &str) -> Table {
        let options = DigestOptions { edition: edition.into(), ..DigestOptions::default() };
        digest(&sample::graph(), &options).unwrap()
    }

    fn labels<'t>(table: &'t Table, sort: &str) -> Vec<&'t Cell> {
        let of_sort =
            (0..table.rows.len()).filter(|&row| table.cell(row, "brought") == Some(&Cell::text(sort)));
        of_sort.filter_map(|row| table.cell(row, "label")).collect()
    }

    #[test]
    fn an_edition_brings_what_no_earlier_one_spoke_of() {
        // The last edition (d and its copy e): Grid Overload is also in c, which has no date; Power was in a, the
        // edition before the last; Battery Streets and ai were in b, the last one, so that they do not return.
        let table = asked("20260301");
        assert_eq!(labels(&table, "new"), [&Cell::text("Grid Overload")]);
        assert_eq!(labels(&table, "returning"), [&Cell::text("Power")]);
        let power = (0..table.rows.len()).find(|&row| table.cell(row, "label") == Some(&Cell::text("Power")));
        // 4 January to 1 March 2026: 56 days, one edition without it.
        assert_eq!(table.cell(power.unwrap(), "days_away"), Some(&Cell::Integer(56)));
        assert_eq!(table.cell(power.unwrap(), "editions_away"), Some(&Cell::Integer(1)));
        assert_eq!(table.cell(power.unwrap(), "articles"), Some(&Cell::Integer(1)), "copies once");
    }

    #[test]
    fn editions_have_labels_dates_and_ids_and_the_last_is_the_default() {
        assert_eq!(asked("2026-03-01").rows, asked("").rows);
        assert_eq!(asked("edition:20260301").rows, asked("").rows);
        assert_eq!(labels(&asked("20260104"), "new").len(), 6);
        let options = DigestOptions { edition: "20260302".into(), ..DigestOptions::default() };
        let refusal = digest(&sample::graph(), &options).unwrap_err().to_string();
        assert!(refusal.starts_with("DigestOptions::edition: ") && refusal.contains("20260301"), "{refusal}");
    }

    #[test]
    fn a_link_between_clusters_is_one_that_a_page_states() {
        let first_links = |weight| {
            let mut graph = sample::graph();
            let row = |id| sample::row(&graph, id);
            let (source, target) = (row("article:c"), row("article:d"));
            // Only `c`, which has no date, is in another cluster.
            let ranks = graph.nodes.rows().map(|row| Some(if row == source { 2 } else { 1 })).collect();
            graph.nodes.push_column(Column::new("cluster", Values::Integer(ranks)));
            let edge = EdgeRecord { source, target, relation: Relation::Closest, weight };
            graph.exchange_edges(|_| false, vec![edge]);
            labels(&digest(&graph, &DigestOptions::default()).unwrap(), "first link").len()
        };
        assert_eq!((first_links(1.0), first_links(0.9)), (1, 0));
    }
}
