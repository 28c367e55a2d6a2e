//! `recurring`: what comes back, across editions, articles or Issues entities.

use std::cmp::Ordering;

use jiff::civil::Date;

use crate::error::{Error, Lacks};
use crate::graph::{Relation, View};
use crate::named::Named;
use crate::parse::KindId;
use crate::property_graph::{ColumnView, NodeColumn, PropertyGraph};
use crate::query::beside;
use crate::query::index::{History, Index};
use crate::query::index::{MergedNode, merged_nodes};
use crate::query::index::{Merging, Recount, Regrouped, distinct, ranks, sort_first};
use crate::query::kinds::{entity_kinds, kinds};
use crate::remark::Remark;
use crate::report::{Cell, Field, Rank, Table};
use portent_graph::index::{NodeRow, TiVec};

/// What recurrence is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Across {
    /// Distinct editions (newsletter issues).
    #[default]
    Editions,
    /// Distinct articles, copies once.
    Articles,
    /// Distinct entities of the kind issue, in the articles that mention it.
    Issues,
}

/// What [`recurring`] shows.
#[derive(Debug, Clone)]
pub struct RecurringOptions {
    kinds: Vec<String>,
    across: Across,
    min: usize,
    limit: usize,
    ideas: bool,
}

impl Default for RecurringOptions {
    fn default() -> Self {
        Self { kinds: Vec::new(), across: Across::Editions, min: 2, limit: 20, ideas: false }
    }
}

impl RecurringOptions {
    /// Names of kinds; default all entity kinds.
    #[must_use]
    pub fn with_kinds(self, kinds: Vec<String>) -> Self {
        Self { kinds, ..self }
    }

    /// What is counted; default editions.
    #[must_use]
    pub fn with_across(self, across: Across) -> Self {
        Self { across, ..self }
    }

    /// The least count; default 2.
    #[must_use]
    pub fn with_min(self, min: usize) -> Self {
        Self { min, ..self }
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

static FIELDS: &[Field] = &[
    Field::new("rank"),
    Field::data("best_rank"),
    Field::data("worst_rank"),
    Field::new("label"),
    Field::new("kind"),
    Field::data("id"),
    Field::new("editions"),
    Field::new("articles"),
    Field::new("issues"),
    Field::aside("first_seen"),
    Field::aside("last_seen"),
    Field::aside("history"),
    Field::aside("span_days"),
    Field::aside("longest_gap_days"),
    Field::below("aliases"),
    Field::below("also"),
    Field::below("issue_names"),
    Field::below("where"),
];

/// Entities in at least `min` editions, articles or issues, and in at least two articles.
///
/// Ranked by editions, then articles (across editions); by articles, then editions (across articles); by articles,
/// then issues (across issues); ties by greater mean relevancy, label, id. Each rank comes with the best and the worst
/// that stricter and looser merging would give ([`Merging`]); issues are counted as they are.
///
/// # Errors
/// [`Error::InvalidOption`] for an unknown kind; [`Error::GraphLacks`] across issues for a graph without articles, such as
/// the view `concepts`.
pub fn recurring(graph: &PropertyGraph, options: &RecurringOptions) -> Result<Table, Error> {
    let wanted = kinds(&graph.header.schema, &options.kinds)?;
    if options.across == Across::Issues {
        needs_articles(graph)?;
    }
    let index = Index::new(graph);
    let columns = Columns::new(graph);
    let found = entries(&index, &columns, &wanted, options);
    let (found, all) = ranked(&index, &columns, found, options);
    let mut table = Table::new(FIELDS);
    let places = places(graph, found.iter().flat_map(|(_, entry)| &entry.node.members));
    let editions = index.dated_editions();
    for (rank, entry) in &found {
        let ranks = [Cell::Rank(*rank), Cell::count(rank.best), Cell::count(rank.worst)];
        let row = row(&index, &columns, entry, &editions, &places, options.across);
        table.push(ranks.into_iter().chain(row).collect());
    }
    if wanted.len() == 1 {
        table
            .fields
            .iter_mut()
            .filter(|field| field.name == "kind")
            .for_each(|field| *field = Field::data("kind"));
    }
    let more = (found.len() < all).then(|| Remark::shown(found.len(), all, ""));
    table.remarks = more.into_iter().chain(beside(graph)).collect();
    Ok(table)
}

/// Issues are met in articles: without them the answer would be none, which is not true of the archive.
fn needs_articles(graph: &PropertyGraph) -> Result<(), Error> {
    if graph.node_count() == 0 || graph.nodes.records().any(|node| node.kind == KindId::ARTICLE) {
        return Ok(());
    }
    let (lacks, why) = match graph.header.view {
        Named::Known(View::Concepts) => {
            (Lacks::FullView, "the view concepts holds no articles; build the graph in the full view")
        }
        _ => (Lacks::Articles, "this graph holds no articles; build it with them"),
    };
    let reason = format!("issues are counted over articles, but {why}, or count across editions");
    Err(Error::GraphLacks { field: "RecurringOptions::across", lacks, reason })
}

/// The columns that entities are counted and shown by.
struct Columns<'a> {
    articles: ColumnView<'a, i64>,
    editions: ColumnView<'a, i64>,
    relevancy: ColumnView<'a, f64>,
    first_seen: ColumnView<'a, Date>,
    last_seen: ColumnView<'a, Date>,
    aliases: ColumnView<'a, &'a [String]>,
}

impl<'a> Columns<'a> {
    fn new(graph: &'a PropertyGraph) -> Self {
        let nodes = &graph.nodes;
        Self {
            articles: nodes.column(NodeColumn::Articles),
            editions: nodes.column(NodeColumn::Editions),
            relevancy: nodes.column(NodeColumn::RelevancyMean),
            first_seen: nodes.column(NodeColumn::FirstSeen),
            last_seen: nodes.column(NodeColumn::LastSeen),
            aliases: nodes.column(NodeColumn::Aliases),
        }
    }
}

/// An entity, or several merged, with how often it recurs.
struct Entry {
    node: MergedNode,
    counts: Counts,
    issues: Vec<NodeRow>,
}

#[derive(Clone, Copy)]
struct Counts {
    articles: usize,
    editions: usize,
    issues: usize,
}

impl Counts {
    /// What recurrence is counted in.
    fn of(self, across: Across) -> usize {
        match across {
            Across::Editions => self.editions,
            Across::Articles => self.articles,
            Across::Issues => self.issues,
        }
    }

    /// What entries are ranked by.
    fn rank(self, across: Across) -> [usize; 2] {
        match across {
            Across::Editions => [self.editions, self.articles],
            Across::Articles => [self.articles, self.editions],
            Across::Issues => [self.articles, self.issues],
        }
    }
}

impl Entry {
    fn recurs(&self, options: &RecurringOptions) -> bool {
        self.counts.articles >= 2 && self.counts.of(options.across) >= options.min
    }

    /// What looser merging may count at most: the sums over all that it joins.
    fn at_most_loosely(&self, index: &Index, regrouped: &Regrouped<'_>) -> Counts {
        let counts = self.counts;
        let Some(joined) = regrouped.loosely(&self.node.members) else { return counts };
        let of_each = || joined.iter().map(|&node| index.articles(&[node]));
        let editions = |articles: Vec<NodeRow>| distinct(index.editions(&articles)).len();
        Counts {
            articles: counts.articles.max(of_each().map(|articles| articles.len()).sum()),
            editions: counts.editions.max(of_each().map(editions).sum()),
            ..counts
        }
    }

    /// The counts if names were merged otherwise; issues stay as they are. Stricter merging never adds, looser never takes
    /// away.
    fn under(&self, index: &Index, regrouped: &Regrouped<'_>, merging: Merging) -> Counts {
        let counts = self.counts;
        let Some((_, articles)) = regrouped.under(merging, &self.node.members) else { return counts };
        let editions = distinct(index.editions(&articles)).len();
        let keep: fn(usize, usize) -> usize = match merging {
            Merging::Stricter => usize::min,
            Merging::Looser => usize::max,
        };
        Counts {
            articles: keep(counts.articles, articles.len()),
            editions: keep(counts.editions, editions),
            ..counts
        }
    }
}

fn entries(index: &Index, columns: &Columns, wanted: &[KindId], options: &RecurringOptions) -> Vec<Entry> {
    if !options.ideas {
        let single =
            |node: NodeRow| entry(index, columns, MergedNode { members: vec![node] }, options.across);
        return index.of_kinds(wanted).into_iter().map(single).collect();
    }
    let mut order = index.of_kinds(&entity_kinds(&index.graph.header.schema));
    let articles = |node: NodeRow| columns.articles.get(node).unwrap_or(0);
    order.sort_by_key(|&node| (std::cmp::Reverse(articles(node)), node));
    let merged = merged_nodes(index, &order, wanted).into_iter();
    merged.map(|node| entry(index, columns, node, options.across)).collect()
}

fn entry(index: &Index, columns: &Columns, node: MergedNode, across: Across) -> Entry {
    let count =
        |column: ColumnView<i64>| usize::try_from(column.get(node.members[0]).unwrap_or(0)).unwrap_or(0);
    let (mut articles, mut editions) = (count(columns.articles), count(columns.editions));
    if node.members.len() > 1 {
        let united = index.articles(&node.members);
        editions = editions.max(distinct(index.editions(&united)).len());
        articles = articles.max(united.len());
    }
    let issues = if across == Across::Issues && articles >= 2 { issues(index, &node) } else { Vec::new() };
    Entry { node, counts: Counts { articles, editions, issues: issues.len() }, issues }
}

/// The first entries that recur, each with its rank among all and how far merging may move it; and how many recur.
fn ranked(
    index: &Index,
    columns: &Columns,
    mut entries: Vec<Entry>,
    options: &RecurringOptions,
) -> (Vec<(Rank, Entry)>, usize) {
    let across = options.across;
    let recurring = || entries.iter().filter(|entry| entry.recurs(options));
    let found = recurring().count();
    // No entry that counts less than the last one that recurs need be put in order.
    let least = recurring().map(|entry| entry.counts.rank(across)).min();
    let ahead =
        least.map_or(0, |least| entries.iter().filter(|entry| entry.counts.rank(across) >= least).count());
    sort_first(&mut entries, ahead, |a, b| order(index, columns, a, b, across));
    let recurs = |entry: &&Entry| entry.recurs(options);
    let last = entries[..ahead].iter().enumerate().filter(|(_, entry)| recurs(entry)).nth(options.limit);
    let shown = last.map_or(ahead, |(at, _)| at);
    let ranks = ranks_of(index, &entries, shown, across);
    let shown = ranks.into_iter().zip(entries).filter(|(_, entry)| entry.recurs(options));
    (shown.collect(), found)
}

fn ranks_of(index: &Index, entries: &[Entry], shown: usize, across: Across) -> Vec<Rank> {
    if index.graph.header.view == View::Concepts {
        return ranks::<[usize; 2]>(shown, entries.len(), &[]);
    }
    let regrouped = Regrouped::new(index);
    let under = |merging, at: usize| entries[at].under(index, &regrouped, merging).rank(across);
    let (stricter, looser) = (|at| under(Merging::Stricter, at), |at| under(Merging::Looser, at));
    let built = |at: usize| entries[at].counts.rank(across);
    let loosely = |at: usize| entries[at].at_most_loosely(index, &regrouped).rank(across);
    let recounts =
        [Recount { at_most: &built, exactly: &stricter }, Recount { at_most: &loosely, exactly: &looser }];
    ranks(shown, entries.len(), &recounts)
}

/// Distinct Issues entities of the articles that mention it, other than itself.
fn issues(index: &Index, node: &MergedNode) -> Vec<NodeRow> {
    let articles = index.articles(&node.members);
    let mentioned = articles.iter().flat_map(|&article| index.joined(article, Relation::Mentions));
    let issues = mentioned.filter(|issue| index.is(*issue, KindId::ISSUE) && !node.members.contains(issue));
    distinct(issues.collect())
}

fn order(index: &Index, columns: &Columns, a: &Entry, b: &Entry, across: Across) -> Ordering {
    let relevancy = |entry: &Entry| columns.relevancy.get(entry.node.members[0]).unwrap_or(0.0);
    let (first, second) = (a.node.members[0], b.node.members[0]);
    b.counts
        .rank(across)
        .cmp(&a.counts.rank(across))
        .then_with(|| relevancy(b).total_cmp(&relevancy(a)))
        .then_with(|| index.label(first).cmp(index.label(second)))
        .then(first.cmp(&second))
}

/// `path:line` of all mentions of the entities shown.
type Places = TiVec<NodeRow, Option<Vec<String>>>;

fn places<'e>(graph: &PropertyGraph, shown: impl Iterator<Item = &'e NodeRow>) -> Places {
    let mut places: Places = vec![None; graph.node_count()].into();
    for &node in shown {
        places[node] = Some(Vec::new());
    }
    for mention in &graph.mentions {
        if let Some(list) = mention.entity.row().and_then(|entity| places[entity].as_mut()) {
            list.push(format!("{}:{}", mention.path, mention.line));
        }
    }
    places
}

fn row(
    index: &Index,
    columns: &Columns,
    entry: &Entry,
    editions: &[(Date, NodeRow)],
    places: &Places,
    across: Across,
) -> Vec<Cell> {
    let members = &entry.node.members;
    let graph = index.graph;
    let seen = seen(columns, members, History::of(index, members, editions));
    let issues = (across == Across::Issues).then_some(&entry.issues);
    vec![
        Cell::text(index.label(members[0])),
        Cell::text(graph.kind_name(members[0])),
        Cell::text(&graph.nodes[members[0]].id),
        Cell::count(entry.counts.editions),
        Cell::count(entry.counts.articles),
        issues.map_or(Cell::Missing, |issues| Cell::count(issues.len())),
        Cell::from(seen.first),
        Cell::from(seen.last),
        Cell::text(seen.line),
        Cell::from(seen.span),
        Cell::from(seen.gap),
        Cell::list(columns.aliases.get(members[0]).unwrap_or_default().to_vec()),
        Cell::list(members[1..].iter().map(|&node| named(index, node)).collect()),
        issues.map_or(Cell::Missing, |issues| {
            Cell::list(issues.iter().map(|&node| index.label(node).to_owned()).collect())
        }),
        Cell::list(members.iter().filter_map(|&node| places[node].as_ref()).flatten().cloned().collect()),
    ]
}

/// The history of an entry from its first day to its last.
///
/// The columns know both where the graph holds the articles in part only; what then lies between is not known.
fn seen(columns: &Columns, members: &[NodeRow], history: History) -> History {
    let first = members.iter().filter_map(|&node| columns.first_seen.get(node)).min();
    let last = members.iter().filter_map(|&node| columns.last_seen.get(node)).max();
    if first.is_none() || (first, last) == (history.first, history.last) {
        return history;
    }
    let span = first.zip(last).map(|(first, last)| i64::from((last - first).get_days()));
    History { first, last, span, gap: None, line: String::new() }
}

fn named(index: &Index, node: NodeRow) -> String {
    format!("{} {:?}", index.graph.kind_name(node), index.label(node))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Across, RecurringOptions, recurring};
    use crate::graph::View;
    use crate::parse::KindId;
    use crate::query::sample;
    use crate::report::{Cell, Table};

    fn asked(kind: &str, across: Across) -> Table {
        let options = RecurringOptions { kinds: vec![kind.into()], across, ..RecurringOptions::default() };
        recurring(&sample::graph(), &options).unwrap()
    }

    // C26: first and last day.
    #[test]
    fn a_signal_in_three_editions_tells_its_history() {
        let table = asked("signal", Across::Editions);
        assert_eq!(table.rows.len(), 1);
        assert_eq!(table.cell(0, "editions"), Some(&Cell::Integer(3)));
        assert_eq!(table.cell(0, "articles"), Some(&Cell::Integer(3)), "the copy does not count");
        assert_eq!(table.cell(0, "first_seen"), Some(&Cell::Date(date(2026, 1, 4))));
        // 4 January, 18 January, 1 March 2026: 14 and 42 days.
        assert_eq!(table.cell(0, "span_days"), Some(&Cell::Integer(56)));
        assert_eq!(table.cell(0, "longest_gap_days"), Some(&Cell::Integer(42)));
        assert_eq!(table.cell(0, "history"), Some(&Cell::text("███")));
        let Some(Cell::List(places)) = table.cell(0, "where") else { panic!("no places") };
        assert_eq!(places[..2], ["a.md:10".to_owned(), "a.md:11".to_owned()]);
    }

    #[test]
    fn a_rank_tells_how_far_stricter_merging_moves_it() {
        let mut graph = sample::graph();
        sample::doubt(&mut graph, "b.md", "Grid Strain");
        let options = RecurringOptions {
            kinds: vec!["concern".into()],
            across: Across::Articles,
            ..RecurringOptions::default()
        };
        let table = recurring(&graph, &options).unwrap();
        let ranks: Vec<String> = (0..2)
            .map(|row| match table.cell(row, "rank") {
                Some(Cell::Rank(rank)) => rank.to_string(),
                other => panic!("no rank: {other:?}"),
            })
            .collect();
        assert_eq!(ranks, ["1 (1 to 2)", "2 (1 to 2)"]);
    }

    #[test]
    fn across_editions_leaves_out_what_came_once() {
        let concerns = asked("concern", Across::Editions);
        assert_eq!(concerns.rows.len(), 1, "Grid Overload has one dated edition");
        assert_eq!(asked("concern", Across::Articles).rows.len(), 2);
    }

    #[test]
    fn issues_entities_are_the_other_reading_of_issues() {
        let options = RecurringOptions {
            kinds: vec!["signal".into()],
            across: Across::Issues,
            min: 1,
            ..RecurringOptions::default()
        };
        let table = recurring(&sample::graph(), &options).unwrap();
        assert_eq!(table.cell(0, "issues"), Some(&Cell::Integer(1)));
        assert_eq!(table.cell(0, "issue_names"), Some(&Cell::List(vec!["Power".into()])));
    }

    #[test]
    fn across_issues_refuses_a_graph_without_articles() {
        let mut graph = sample::graph();
        graph.header.view = View::Concepts.into();
        for row in graph.nodes.rows() {
            graph.nodes[row].kind = KindId::SIGNAL;
        }
        let across = |across| recurring(&graph, &RecurringOptions { across, ..RecurringOptions::default() });
        let refusal = across(Across::Issues).unwrap_err().to_string();
        assert!(
            refusal.starts_with("RecurringOptions::across: ") && refusal.contains("in the full view"),
            "{refusal}"
        );
        assert!(across(Across::Editions).is_ok());
    }

    #[test]
    fn dated_shares_are_told() {
        assert!(
            asked("signal", Across::Editions).remarks[0]
                .to_string()
                .starts_with("4 of 5 articles (80 %) are dated")
        );
    }
}
