//! Counts and dates of the nodes of a part: of the mentions and articles that passed, not of those of the whole.
//!
//! The rules are those of [`crate::analysis::recurrence`]: an article and its copies count once, with the domain of the
//! first link among them and their earliest edition. Nodes that lost nothing keep their values to the bit.

use jiff::civil::Date;
use petgraph::unionfind::UnionFind;
use rustc_hash::FxHashMap;

use crate::columns::{Column, Values};
use crate::graph::Relation;
use crate::parse::KindId;
use crate::parse::address::Address;
use crate::property_graph::{MentionRecord, NodeColumn, NodeRef, NodeTable, PropertyGraph};
use portent_graph::index::{NodeRow, TiSlice, TiVec};

portent_graph::index_type! {
    /// An article that the graph holds or its mentions name: those of the graph by row, then the others.
    struct ArticleAt;
}

/// What passed a filter.
pub(super) struct Passed<'a> {
    /// Nodes that passed.
    pub(super) nodes: &'a TiSlice<NodeRow, bool>,
    /// Articles that passed the conditions on articles; other nodes are not looked at.
    pub(super) articles: &'a TiSlice<NodeRow, bool>,
    /// Whether the article of a mention passed them.
    pub(super) mention: &'a dyn Fn(&MentionRecord) -> bool,
}

/// The day of an article itself: the later one of that of its edition and that of its node.
///
/// The node has the day that the article states, which lies in the period that stands for its edition; or the one of the
/// earliest copy, which the edition of a later copy is not before. O(nodes + edges).
pub(super) fn own_dates(graph: &PropertyGraph) -> TiVec<NodeRow, Option<Date>> {
    let first_seen = graph.nodes.column::<Date>(NodeColumn::FirstSeen);
    let mut dates: TiVec<NodeRow, Option<Date>> = graph.nodes.rows().map(|row| first_seen.get(row)).collect();
    for edge in graph.edges.records().filter(|edge| edge.relation == Relation::PublishedIn) {
        dates[edge.source] = dates[edge.source].max(first_seen.get(edge.target));
    }
    dates
}

/// The nodes of the whole graph, with the counts and dates of what passed. O(nodes + edges + mentions log mentions).
pub(super) fn recount(graph: &PropertyGraph, passed: &Passed<'_>) -> NodeTable {
    let articles = Articles::new(graph, passed);
    let mut tallies: TiVec<NodeRow, Tally> = vec![Tally::default(); graph.node_count()].into();
    if graph.mentions.is_empty() {
        tally_edges(graph, passed, &articles, &mut tallies);
    } else {
        tally_mentions(graph, passed, &articles, &mut tallies);
    }
    tally_pages(graph, passed, &articles, &mut tallies);
    let told: TiVec<NodeRow, Option<Counts>> = tallies
        .into_iter_enumerated()
        .map(|(row, tally)| counts(&articles, tally, graph.nodes[row].kind))
        .collect();
    let rated = !graph.mentions.is_empty();
    let columns = graph.nodes.columns().iter().map(|column| replaced(column, &told, rated));
    graph.nodes.with_other_columns(columns.collect())
}

/// What is counted of one node.
#[derive(Debug, Clone, Default)]
struct Tally {
    /// Articles, several times perhaps.
    articles: Vec<ArticleAt>,
    mentions: i64,
    rated: u32,
    sum: f64,
    max: Option<f64>,
    /// Something of the node did not pass.
    lost: bool,
}

impl Tally {
    fn add(&mut self, article: ArticleAt, mentions: i64, relevancy: Option<f64>) {
        self.articles.push(article);
        self.mentions += mentions;
        if let Some(relevancy) = relevancy {
            self.rated += 1;
            self.sum += relevancy;
            self.max = Some(self.max.map_or(relevancy, |max| max.max(relevancy)));
        }
    }
}

/// The figures of a node that lost something.
#[derive(Debug, Clone, Copy)]
struct Counts {
    mentions: i64,
    articles: i64,
    sources: i64,
    editions: i64,
    dates: Option<[Option<Date>; 2]>,
    relevancy: [Option<f64>; 2],
}

/// Articles with what is known of them and their copies, as far as they passed.
struct Articles {
    /// How many nodes: the others are numbered after them.
    nodes: usize,
    /// The number of each article's group of copies.
    group: TiVec<ArticleAt, usize>,
    /// What is known of each group.
    groups: Vec<Group>,
}

/// An article and its copies.
#[derive(Debug, Clone, Default)]
struct Group {
    /// Where the first link among those that passed leads.
    source: Option<usize>,
    /// The earliest edition of those that passed.
    edition: Option<EditionAt>,
    date: Option<Date>,
    /// One of them did not pass.
    lost: bool,
}

/// An edition by the node, or by its day where the graph does not hold it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum EditionAt {
    Node(NodeRow),
    Day(Date),
}

impl Articles {
    fn new(graph: &PropertyGraph, passed: &Passed<'_>) -> Self {
        let nodes = graph.node_count();
        let mut all = nodes;
        for record in &graph.mentions {
            for node in [Some(record.article), record.copy_of].into_iter().flatten() {
                all = all.max(usize::from(at(nodes, node)) + 1);
            }
        }
        let mut articles = Self { nodes, group: groups(graph, all), groups: vec![Group::default(); all] };
        articles.fill_from_nodes(graph, passed);
        for record in graph.mentions.iter().filter(|record| record.article.row().is_none()) {
            let group = &mut articles.groups[articles.group[at(nodes, record.article)]];
            if (passed.mention)(record) {
                group.add(record.date.map(EditionAt::Day), record.date);
            } else {
                group.lost = true;
            }
        }
        articles
    }

    fn fill_from_nodes(&mut self, graph: &PropertyGraph, passed: &Passed<'_>) {
        let links = graph.nodes.column::<&str>(NodeColumn::Link);
        let dates = own_dates(graph);
        let mut edition: TiVec<NodeRow, Option<EditionAt>> = vec![None; self.nodes].into();
        for edge in graph.edges.records().filter(|edge| edge.relation == Relation::PublishedIn) {
            edition[edge.source] = Some(EditionAt::Node(edge.target));
        }
        let mut domains: FxHashMap<&str, usize> = FxHashMap::default();
        for (row, node) in graph.nodes.iter().filter(|(_, node)| node.kind == KindId::ARTICLE) {
            debug_assert_eq!(node.kind, KindId::ARTICLE);
            let group = &mut self.groups[self.group[ArticleAt::from(usize::from(row))]];
            if !passed.articles[row] {
                group.lost = true;
                continue;
            }
            if let (None, Some(domain)) =
                (group.source, links.get(row).and_then(|link| Address::of(link).domain()))
            {
                let next = domains.len();
                group.source = Some(*domains.entry(domain).or_insert(next));
            }
            group.add(edition[row].or_else(|| dates[row].map(EditionAt::Day)), dates[row]);
        }
    }

    fn of(&self, node: NodeRef) -> ArticleAt {
        at(self.nodes, node)
    }
}

impl Group {
    fn add(&mut self, edition: Option<EditionAt>, date: Option<Date>) {
        self.edition = self.edition.into_iter().chain(edition).min();
        self.date = self.date.into_iter().chain(date).min();
    }
}

fn at(nodes: usize, node: NodeRef) -> ArticleAt {
    match node {
        NodeRef::Row(row) => usize::from(row).into(),
        NodeRef::Absent(row) => (nodes + usize::from(row)).into(),
    }
}

/// The number of each article's group: copies are one.
fn groups(graph: &PropertyGraph, all: usize) -> TiVec<ArticleAt, usize> {
    let nodes = graph.node_count();
    let mut copies = UnionFind::<usize>::new(all);
    for edge in graph.edges.records().filter(|edge| edge.relation == Relation::Copies) {
        copies.union(edge.source.into(), edge.target.into());
    }
    for record in &graph.mentions {
        if let Some(original) = record.copy_of {
            copies.union(at(nodes, record.article).into(), at(nodes, original).into());
        }
    }
    copies.into_labeling().into()
}

/// Mentions of entities, and of the articles and editions that hold them. What a compilation repeats counts for the
/// compilation alone.
fn tally_mentions(
    graph: &PropertyGraph,
    passed: &Passed<'_>,
    articles: &Articles,
    tallies: &mut TiSlice<NodeRow, Tally>,
) {
    for record in &graph.mentions {
        let entity = record.entity.row();
        let by_article = (passed.mention)(record);
        let page = articles.of(record.article);
        if let Some(row) = entity.filter(|_| record.repeats.is_none()) {
            if by_article { tallies[row].add(page, 1, record.relevancy) } else { tallies[row].lost = true }
        }
        let shown = by_article && entity.is_some_and(|row| passed.nodes[row]);
        let Some(row) = record.article.row() else { continue };
        if shown { tallies[row].add(page, 1, record.relevancy) } else { tallies[row].lost = true }
    }
}

/// The same from the edges of a graph that was written without mentions: relevancies are not known.
fn tally_edges(
    graph: &PropertyGraph,
    passed: &Passed<'_>,
    articles: &Articles,
    tallies: &mut TiSlice<NodeRow, Tally>,
) {
    let said =
        graph.edges.records().filter(|edge| matches!(edge.relation, Relation::Mentions | Relation::Tagged));
    for edge in said {
        let (article, entity) = (edge.source, edge.target);
        // Weights of these edges count mentions.
        let mentions = edge.weight.round() as i64;
        let page = articles.of(NodeRef::Row(article));
        let by_article = passed.articles[article];
        for (row, shown) in [(entity, by_article), (article, by_article && passed.nodes[entity])] {
            if shown { tallies[row].add(page, mentions, None) } else { tallies[row].lost = true }
        }
    }
}

/// Articles are articles of their own, and editions hold theirs, with or without mentions.
fn tally_pages(
    graph: &PropertyGraph,
    passed: &Passed<'_>,
    articles: &Articles,
    tallies: &mut TiSlice<NodeRow, Tally>,
) {
    for (row, _) in graph.nodes.iter().filter(|(_, node)| node.kind == KindId::ARTICLE) {
        tallies[row].articles = vec![articles.of(NodeRef::Row(row))];
    }
    for edge in graph.edges.records().filter(|edge| edge.relation == Relation::PublishedIn) {
        let (article, edition) = (edge.source, edge.target);
        if !passed.articles[article] {
            tallies[edition].lost = true;
            continue;
        }
        let page = tallies[article].clone();
        let whole = &mut tallies[edition];
        whole.articles.push(articles.of(NodeRef::Row(article)));
        whole.mentions += page.mentions;
        whole.rated += page.rated;
        whole.sum += page.sum;
        whole.max = [whole.max, page.max].into_iter().flatten().max_by(f64::total_cmp);
        whole.lost |= page.lost;
    }
}

/// The figures of a node; `None` where it lost nothing.
fn counts(articles: &Articles, mut tally: Tally, kind: KindId) -> Option<Counts> {
    let mut numbers: Vec<usize> = tally.articles.drain(..).map(|article| articles.group[article]).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let groups = || numbers.iter().map(|&number| &articles.groups[number]);
    if !tally.lost && !groups().any(|group| group.lost) {
        return None;
    }
    let mut sources: Vec<usize> = groups().filter_map(|group| group.source).collect();
    sources.sort_unstable();
    sources.dedup();
    let mut editions: Vec<EditionAt> = groups().filter_map(|group| group.edition).collect();
    editions.sort_unstable();
    editions.dedup();
    let dates = || groups().filter_map(|group| group.date);
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let is_edition = kind == KindId::EDITION;
    Some(Counts {
        mentions: tally.mentions,
        articles: number(numbers.len()),
        sources: number(sources.len()),
        editions: if is_edition { 1 } else { number(editions.len()) },
        // An edition has its own day, whatever is in it.
        dates: (!is_edition).then(|| [dates().min(), dates().max()]),
        relevancy: [(tally.rated > 0).then(|| tally.sum / f64::from(tally.rated)), tally.max],
    })
}

/// A column with the figures of the nodes that lost something; relevancies go where they are not known.
fn replaced(column: &Column, told: &TiSlice<NodeRow, Option<Counts>>, rated: bool) -> Column {
    let Some(known) = NodeColumn::ALL.iter().find(|known| known.name() == column.name) else {
        return column.clone();
    };
    let values = match (known, &*column.values) {
        (NodeColumn::Mentions, Values::Integer(own)) => integers(own, told, |counts| counts.mentions),
        (NodeColumn::Articles, Values::Integer(own)) => integers(own, told, |counts| counts.articles),
        (NodeColumn::Sources, Values::Integer(own)) => integers(own, told, |counts| counts.sources),
        (NodeColumn::Editions, Values::Integer(own)) => integers(own, told, |counts| counts.editions),
        (NodeColumn::FirstSeen, Values::Date(own)) => dates(own, told, 0),
        (NodeColumn::LastSeen, Values::Date(own)) => dates(own, told, 1),
        (NodeColumn::RelevancyMean, Values::Real(own)) => relevancies(own, told, rated, 0),
        (NodeColumn::RelevancyMax, Values::Real(own)) => relevancies(own, told, rated, 1),
        (_, own) => own.clone(),
    };
    Column::new(column.name.clone(), values)
}

fn integers(
    own: &[Option<i64>],
    told: &TiSlice<NodeRow, Option<Counts>>,
    get: impl Fn(&Counts) -> i64,
) -> Values {
    let values = own.iter().zip(told);
    Values::Integer(
        values.map(|(&own, counts)| counts.as_ref().map_or(own, |counts| Some(get(counts)))).collect(),
    )
}

fn dates(own: &[Option<Date>], told: &TiSlice<NodeRow, Option<Counts>>, end: usize) -> Values {
    let date = |(&own, counts): (&Option<Date>, &Option<Counts>)| match counts.and_then(|counts| counts.dates)
    {
        Some(dates) => dates[end],
        None => own,
    };
    Values::Date(own.iter().zip(told).map(date).collect())
}

fn relevancies(
    own: &[Option<f64>],
    told: &TiSlice<NodeRow, Option<Counts>>,
    rated: bool,
    which: usize,
) -> Values {
    let value = |(&own, counts): (&Option<f64>, &Option<Counts>)| match counts {
        Some(counts) => counts.relevancy[which].filter(|_| rated),
        None => own,
    };
    Values::Real(own.iter().zip(told).map(value).collect())
}
