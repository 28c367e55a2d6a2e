//! `top`: the foremost entities by a measure, with why.

use std::cmp::Ordering;

use crate::error::Error;
use crate::graph::View;
use crate::parse::KindId;
use crate::property_graph::{ColumnView, Combine, NodeColumn, PropertyGraph};
use crate::query::beside;
use crate::query::index::Index;
use crate::query::index::{Cooccurrences, best_of_each_kind};
use crate::query::index::{MergedNode, merged_nodes};
use crate::query::index::{Merging, Recount, Regrouped, distinct, ranks, sort_first};
use crate::query::kinds::kinds;
use crate::remark::Remark;
use crate::report::{Cell, Field, Rank, Table};
use crate::suggest::nearest_word;
use portent_graph::index::NodeRow;

/// What [`top`] shows.
#[derive(Debug, Clone)]
pub struct TopOptions {
    kinds: Vec<String>,
    by: String,
    limit: usize,
    ideas: bool,
}

impl Default for TopOptions {
    fn default() -> Self {
        Self { kinds: Vec::new(), by: "connections".into(), limit: 20, ideas: false }
    }
}

impl TopOptions {
    /// Names of kinds; default all entity kinds.
    #[must_use]
    pub fn with_kinds(self, kinds: Vec<String>) -> Self {
        Self { kinds, ..self }
    }

    /// A column of [`NodeColumn::ranking`]; default `connections`.
    #[must_use]
    pub fn with_by(self, by: impl Into<String>) -> Self {
        Self { by: by.into(), ..self }
    }

    /// How many rows; default 20.
    #[must_use]
    pub fn with_limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    /// Count entities that `restates` edges join as one; default false.
    #[must_use]
    pub fn with_ideas(self, ideas: bool) -> Self {
        Self { ideas, ..self }
    }
}

/// The foremost entities: by the measure, then articles, editions, degree (all falling), label and id.
///
/// Ranks by connections, articles and editions come with the best and the worst that stricter and looser merging would give
/// ([`Merging`]). O(mentions + edges), and as much as [`Cooccurrences::count_in`] for each entity that merging may move before
/// one that is shown.
///
/// # Errors
/// [`Error::InvalidOption`] for an unknown kind or measure, or one that this graph does not hold.
pub fn top(graph: &PropertyGraph, options: &TopOptions) -> Result<Table, Error> {
    let (by, combine) = measure(graph, &options.by)?;
    let wanted = kinds(&graph.header.schema, &options.kinds)?;
    let index = Index::new(graph);
    let ranking = Ranking::new(&index, by, combine);
    let mut ranked = ranking.entries(&wanted, options.ideas);
    let found = ranked.len();
    let shown = sort_first(&mut ranked, options.limit, |a, b| order(&index, a, b));
    let ranks = ranking.ranks(&ranked, shown);
    ranked.truncate(shown);
    let columns = columns(by, wanted.len() > 1, options.ideas);
    let fields: Vec<Field> = columns.iter().map(|column| column.field).collect();
    let mut table = Table::new(&fields);
    for (rank, entry) in ranks.into_iter().zip(&ranked) {
        table.push(columns.iter().map(|column| ranking.cell(entry, rank, column.shows)).collect());
    }
    table.remarks = remarks(graph, found, table.rows.len());
    Ok(table)
}

fn remarks(graph: &PropertyGraph, found: usize, shown: usize) -> Vec<Remark> {
    let more = (shown < found).then(|| Remark::shown(shown, found, ""));
    more.into_iter().chain(beside(graph)).collect()
}

fn measure(graph: &PropertyGraph, name: &str) -> Result<(NodeColumn, Combine), Error> {
    let wanted = name.to_lowercase();
    let Some(found) = NodeColumn::ranking().find(|measure| measure.0.name() == wanted) else {
        let names: Vec<&str> = NodeColumn::ranking().map(|measure| measure.0.name()).collect();
        let hint = nearest_word(&wanted, names.iter().copied())
            .map_or_else(String::new, |near| format!("did you mean {near}? "));
        let reason = format!("no measure is called {name:?}; {hint}known are {}", names.join(", "));
        return Err(Error::InvalidOption { field: "TopOptions::by".into(), reason });
    };
    // A graph without entities lacks the columns that only they have, and its answer is an empty table.
    let entities = crate::query::kinds::entity_kinds(&graph.header.schema);
    if graph.nodes.has_column(found.0) || !graph.nodes.records().any(|node| entities.contains(&node.kind)) {
        return Ok(found);
    }
    let reason = format!("this graph has no column {}", found.0.name());
    Err(Error::InvalidOption { field: "TopOptions::by".into(), reason })
}

/// An entity, or several merged, with what it is ranked by.
struct Entry {
    node: MergedNode,
    value: f64,
    articles: i64,
    editions: i64,
    degree: i64,
}

/// How entities are ranked: the measure, and the columns that break ties.
struct Ranking<'a> {
    index: &'a Index<'a>,
    cooccurrences: Cooccurrences<'a>,
    by: NodeColumn,
    combine: Combine,
    value: ColumnView<'a, f64>,
    articles: ColumnView<'a, i64>,
    editions: ColumnView<'a, i64>,
    degree: ColumnView<'a, i64>,
    connections: ColumnView<'a, i64>,
}

impl<'a> Ranking<'a> {
    fn new(index: &'a Index<'a>, by: NodeColumn, combine: Combine) -> Self {
        let nodes = &index.graph.nodes;
        Self {
            index,
            cooccurrences: Cooccurrences::new(index),
            by,
            combine,
            value: nodes.column(by),
            articles: nodes.column(NodeColumn::Articles),
            editions: nodes.column(NodeColumn::Editions),
            degree: nodes.column(NodeColumn::Degree),
            connections: nodes.column(NodeColumn::Connections),
        }
    }

    /// In no order.
    fn entries(&self, wanted: &[KindId], ideas: bool) -> Vec<Entry> {
        let index = self.index;
        let all: Vec<KindId> = crate::query::kinds::entity_kinds(&index.graph.header.schema);
        let single = |node: NodeRow| self.entry(MergedNode { members: vec![node] });
        let mut entries: Vec<Entry> =
            index.of_kinds(if ideas { &all } else { wanted }).into_iter().map(single).collect();
        if !ideas {
            return entries;
        }
        entries.sort_unstable_by(|a, b| order(index, a, b));
        let ranked: Vec<NodeRow> = entries.iter().map(|entry| entry.node.members[0]).collect();
        merged_nodes(index, &ranked, wanted).into_iter().map(|node| self.entry(node)).collect()
    }

    fn entry(&self, node: MergedNode) -> Entry {
        let index = self.index;
        let members = &node.members;
        let united = (members.len() > 1).then(|| index.articles(members));
        let united = united.as_deref();
        let articles = greatest(self.articles, members).max(united.map_or(0, |all| count(all.len())));
        let editions = united.map_or(0, |all| count(distinct(index.editions(all)).len()));
        let editions = greatest(self.editions, members).max(editions);
        let degree = united.map_or(0, |_| count(distinct(neighbors(index, members)).len()));
        let degree = greatest(self.degree, members).max(degree);
        let values = members.iter().filter_map(|&node| self.value.get(node));
        let value = match (self.combine, self.by) {
            (Combine::Union, NodeColumn::Articles) => articles as f64,
            (Combine::Union, NodeColumn::Editions) => editions as f64,
            (Combine::Union, NodeColumn::Connections) => self.connections(members) as f64,
            (Combine::Union, _) => degree as f64,
            (Combine::Sum, _) => values.sum(),
            (Combine::Greatest, _) => values.fold(0.0, f64::max),
        };
        Entry { value, articles, editions, degree, node }
    }

    /// The ranks of the first entries, and how far merging may move them.
    fn ranks(&self, entries: &[Entry], shown: usize) -> Vec<Rank> {
        let is_countable =
            matches!(self.by, NodeColumn::Articles | NodeColumn::Editions | NodeColumn::Connections);
        if !is_countable || self.index.graph.header.view == View::Concepts {
            return ranks::<i64>(shown, entries.len(), &[]);
        }
        let regrouped = Regrouped::new(self.index);
        let value = |merging, at: usize| self.value_under(&regrouped, merging, &entries[at]);
        let (stricter, looser) = (|at| value(Merging::Stricter, at), |at| value(Merging::Looser, at));
        let built = |at: usize| entries[at].value as i64;
        let loosely = |at: usize| self.at_most_loosely(&regrouped, &entries[at]);
        let recounts = [
            Recount { at_most: &built, exactly: &stricter },
            Recount { at_most: &loosely, exactly: &looser },
        ];
        ranks(shown, entries.len(), &recounts)
    }

    /// The value of an entry if names were merged otherwise. Stricter merging never adds, looser never takes away.
    fn value_under(&self, regrouped: &Regrouped<'_>, merging: Merging, entry: &Entry) -> i64 {
        let built = entry.value as i64;
        let Some((members, articles)) = regrouped.under(merging, &entry.node.members) else {
            return built;
        };
        let value = match self.by {
            NodeColumn::Articles => articles.len(),
            NodeColumn::Editions => distinct(self.index.editions(&articles)).len(),
            _ => self.cooccurrences.count_in(&members, &articles),
        };
        match merging {
            Merging::Stricter => built.min(count(value)),
            Merging::Looser => built.max(count(value)),
        }
    }

    /// What looser merging may give an entry at most: the sum over all that it joins, and of connections half of what their
    /// articles name, as a connection is met in two articles.
    fn at_most_loosely(&self, regrouped: &Regrouped<'_>, entry: &Entry) -> i64 {
        let built = entry.value as i64;
        let Some(joined) = regrouped.loosely(&entry.node.members) else { return built };
        let index = self.index;
        let reach = |&node: &NodeRow| match self.by {
            NodeColumn::Articles => index.articles(&[node]).len(),
            NodeColumn::Editions => distinct(index.editions(&index.articles(&[node]))).len(),
            _ => self.cooccurrences.named_beside(node),
        };
        let sum = count(joined.iter().map(reach).sum());
        built.max(if self.by == NodeColumn::Connections { sum / 2 } else { sum })
    }

    /// Distinct entities that one of them, or all as one, meets more often than chance.
    fn connections(&self, members: &[NodeRow]) -> i64 {
        let greatest = greatest(self.connections, members);
        if members.len() == 1 {
            return greatest;
        }
        greatest.max(count(self.cooccurrences.strong(members).len()))
    }
}

/// The greatest count of an entity, 0 where none has one.
fn greatest(column: ColumnView<'_, i64>, members: &[NodeRow]) -> i64 {
    members.iter().filter_map(|&node| column.get(node)).max().unwrap_or(0)
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn order(index: &Index, a: &Entry, b: &Entry) -> Ordering {
    let (first, second) = (a.node.members[0], b.node.members[0]);
    b.value
        .total_cmp(&a.value)
        .then(b.articles.cmp(&a.articles))
        .then(b.editions.cmp(&a.editions))
        .then(b.degree.cmp(&a.degree))
        .then_with(|| index.label(first).cmp(index.label(second)))
        .then(first.cmp(&second))
}

/// Neighbors of a merged node by relations that are measured.
fn neighbors(index: &Index, members: &[NodeRow]) -> Vec<NodeRow> {
    let links = members.iter().flat_map(|&member| index.of(member));
    let measured = links.filter(|&&link| index.relation(link).measured_by_default());
    measured.map(|link| link.node).filter(|node| !members.contains(node)).collect()
}

/// What a field of the answer shows.
#[derive(Clone, Copy)]
enum Shows {
    Rank,
    BestRank,
    WorstRank,
    Label,
    Kind,
    Id,
    Also,
    StrongestNeighbors,
    Column(NodeColumn),
}

/// A field with what it shows.
struct Column {
    field: Field,
    shows: Shows,
}

/// The measure asked for stands first, whichever it is.
fn columns(by: NodeColumn, several_kinds: bool, ideas: bool) -> Vec<Column> {
    use NodeColumn as C;
    let column = |field, shows| Column { field, shows };
    let measure = |make: fn(&'static str) -> Field, of: C| column(make(of.name()), Shows::Column(of));
    let kind = if several_kinds { Field::new("kind") } else { Field::data("kind") };
    let mut columns = vec![
        column(Field::new("rank"), Shows::Rank),
        column(Field::data("best_rank"), Shows::BestRank),
        column(Field::data("worst_rank"), Shows::WorstRank),
        column(Field::new("label"), Shows::Label),
        column(kind, Shows::Kind),
        column(Field::data("id"), Shows::Id),
        measure(Field::new, by),
    ];
    let usual = [C::Connections, C::Degree, C::Articles, C::Sources, C::Editions];
    columns.extend(usual.into_iter().filter(|&of| of != by).map(|of| measure(Field::aside, of)));
    if ideas {
        columns.push(column(Field::below("also"), Shows::Also));
    }
    columns.push(column(Field::below("strongest_neighbors"), Shows::StrongestNeighbors));
    let data = [C::FirstSeen, C::LastSeen, C::Cluster, C::ClusterLabel];
    columns.extend(data.map(|of| measure(Field::data, of)));
    columns
}

impl Ranking<'_> {
    fn cell(&self, entry: &Entry, rank: Rank, shows: Shows) -> Cell {
        let members = &entry.node.members;
        let graph = self.index.graph;
        match shows {
            Shows::Rank => Cell::Rank(rank),
            Shows::BestRank => Cell::count(rank.best),
            Shows::WorstRank => Cell::count(rank.worst),
            Shows::Label => Cell::text(self.index.label(members[0])),
            Shows::Kind => Cell::text(graph.kind_name(members[0])),
            Shows::Id => Cell::text(&graph.nodes[members[0]].id),
            Shows::Also => also(self.index, &members[1..]),
            Shows::StrongestNeighbors => strongest(self.index, &self.cooccurrences, members),
            Shows::Column(NodeColumn::Articles) => Cell::Integer(entry.articles),
            Shows::Column(NodeColumn::Editions) => Cell::Integer(entry.editions),
            Shows::Column(NodeColumn::Degree) => Cell::Integer(entry.degree),
            Shows::Column(column) if column == self.by && members.len() > 1 => {
                number(graph, members[0], column, entry.value)
            }
            Shows::Column(column) => Cell::from(graph.value(members[0], column)),
        }
    }
}

/// A combined value in the type of its column.
fn number(graph: &PropertyGraph, node: NodeRow, column: NodeColumn, value: f64) -> Cell {
    match graph.nodes.column::<i64>(column).get(node) {
        Some(_) => Cell::Integer(value as i64),
        None => Cell::real(value),
    }
}

fn also(index: &Index, members: &[NodeRow]) -> Cell {
    let named =
        members.iter().map(|&node| format!("{} {:?}", index.graph.kind_name(node), index.label(node)));
    Cell::list(named.collect())
}

/// The strongest neighbor of each kind, with the articles that they share.
fn strongest(index: &Index, cooccurrences: &Cooccurrences, members: &[NodeRow]) -> Cell {
    let mut table =
        Table::new(&[Field::new("kind"), Field::new("label"), Field::data("id"), Field::new("articles")]);
    for cooccurrence in best_of_each_kind(index, &cooccurrences.strongest(members)) {
        table.push(vec![
            Cell::text(index.graph.kind_name(cooccurrence.node)),
            Cell::text(index.label(cooccurrence.node)),
            Cell::text(&index.graph.nodes[cooccurrence.node].id),
            Cell::Integer(i64::from(cooccurrence.articles)),
        ]);
    }
    Cell::table(table)
}

#[cfg(test)]
mod tests {
    use super::{TopOptions, top};
    use crate::query::sample;
    use crate::report::{Cell, Rank, Table};

    fn labels(table: &Table) -> Vec<String> {
        (0..table.rows.len())
            .map(|row| match table.cell(row, "label") {
                Some(Cell::Text(label)) => label.clone(),
                other => panic!("no label: {other:?}"),
            })
            .collect()
    }

    fn options(kind: &str, by: &str, ideas: bool) -> TopOptions {
        TopOptions { kinds: vec![kind.into()], by: by.into(), ideas, ..TopOptions::default() }
    }

    // C26: the most connected.
    #[test]
    fn concerns_stand_in_the_order_of_their_connections() {
        let table = top(&sample::graph(), &options("concern", "connections", false)).unwrap();
        assert_eq!(labels(&table), ["Grid Strain", "Grid Overload"]);
        assert_eq!(table.cell(0, "connections"), Some(&Cell::Integer(3)));
        assert_eq!(table.cell(0, "articles"), Some(&Cell::Integer(2)));
        let Some(Cell::Table(why)) = table.cell(0, "strongest_neighbors") else {
            panic!("no reason is given")
        };
        assert_eq!(why.cell(0, "label"), Some(&Cell::text("Sodium Cell")));
    }

    #[test]
    fn an_idea_counts_its_members_as_one() {
        let table = top(&sample::graph(), &options("concern", "degree", true)).unwrap();
        // Grid Strain and the keyword grid are both in a and b: two neighbors, each once, the members themselves not.
        assert_eq!(table.cell(0, "label"), Some(&Cell::text("Grid Strain")));
        assert_eq!(table.cell(0, "also"), Some(&Cell::List(vec!["keyword \"grid\"".into()])));
        assert_eq!(table.cell(0, "articles"), Some(&Cell::Integer(2)));
    }

    #[test]
    fn a_rank_tells_how_far_stricter_merging_moves_it() {
        let mut graph = sample::graph();
        sample::doubt(&mut graph, "b.md", "Grid Strain");
        let table = top(&graph, &options("concern", "articles", false)).unwrap();
        // Both are in two articles; without the doubtful mention Grid Strain is in one.
        assert_eq!(labels(&table), ["Grid Strain", "Grid Overload"]);
        let rank = |rank, best, worst| Some(Cell::Rank(Rank { rank, best, worst }));
        assert_eq!(table.cell(0, "rank").cloned(), rank(1, 1, 2));
        assert_eq!(table.cell(1, "rank").cloned(), rank(2, 1, 2));
        assert_eq!(table.cell(0, "worst_rank"), Some(&Cell::Integer(2)));
        // Columns that no merging is counted for have one rank.
        let degree = top(&graph, &options("concern", "degree", false)).unwrap();
        assert_eq!(degree.cell(0, "rank").cloned(), rank(1, 1, 1));
    }

    #[test]
    fn unknown_measures_and_kinds_are_answered_with_the_nearest() {
        let by = top(&sample::graph(), &options("concern", "pagerunk", false)).unwrap_err().to_string();
        assert!(by.contains("did you mean pagerank?"), "{by}");
        let kind = top(&sample::graph(), &options("sygnal", "degree", false)).unwrap_err().to_string();
        assert!(kind.contains("did you mean signal?"), "{kind}");
    }
}
