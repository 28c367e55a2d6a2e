//! `top`: the foremost entities by a measure, with why.

use std::cmp::Ordering;

use super::family::{Family, families};
use super::kinds::{kinds, nearest};
use super::links::Index;
use super::meetings::{Meetings, best_of_each_kind};
use super::table::{Cell, Field, Table};
use super::{dated_share, foremost};
use crate::error::Error;
use crate::parse::KindId;
use crate::property_graph::PropertyGraph;

/// How a measure of a family follows from those of its members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Combine {
    /// Distinct neighbours, connections, articles or editions of the family as one.
    Union,
    /// The sum.
    Sum,
    /// The greatest.
    Greatest,
}

/// What entities can be ranked by: the column, and how families combine it.
pub static MEASURES: &[(&str, Combine)] = &[
    ("connections", Combine::Union),
    ("degree", Combine::Union),
    ("strength", Combine::Sum),
    ("pagerank", Combine::Sum),
    ("betweenness", Combine::Greatest),
    ("closeness", Combine::Greatest),
    ("eigenvector", Combine::Greatest),
    ("core", Combine::Greatest),
    ("articles", Combine::Union),
    ("editions", Combine::Union),
    ("sources", Combine::Greatest),
    ("mentions", Combine::Sum),
];

/// What [`top`] shows.
#[derive(Debug, Clone)]
pub struct TopOptions {
    /// Names of kinds; default all entity kinds.
    pub kinds: Vec<String>,
    /// A column of [`MEASURES`]; default `connections`.
    pub by: String,
    /// How many rows; default 20.
    pub limit: usize,
    /// Count a family joined by `restates` edges as one; default false.
    pub ideas: bool,
}

impl Default for TopOptions {
    fn default() -> Self {
        Self { kinds: Vec::new(), by: "connections".into(), limit: 20, ideas: false }
    }
}

/// The foremost entities: by the measure, then articles, editions, degree (all falling), label and id.
///
/// # Errors
/// [`Error::InvalidOption`] for an unknown kind or measure, or one that this graph does not hold.
pub fn top(graph: &PropertyGraph, options: &TopOptions) -> Result<Table, Error> {
    let (by, combine) = measure(graph, &options.by)?;
    let wanted = kinds(&graph.header.schema, &options.kinds)?;
    let index = Index::new(graph);
    let meetings = Meetings::new(&index);
    let mut ranked = entries(&index, &meetings, (by, combine), &wanted, options.ideas);
    let found = ranked.len();
    foremost(&mut ranked, options.limit, |a, b| order(&index, a, b));
    let fields = fields(by, wanted.len() > 1, options.ideas);
    let mut table = Table::new(&fields);
    for (at, entry) in ranked.iter().enumerate() {
        table.push(fields.iter().map(|field| cell(&index, &meetings, entry, (at + 1, *field, by))).collect());
    }
    table.remarks = remarks(graph, found, table.rows.len());
    Ok(table)
}

fn remarks(graph: &PropertyGraph, found: usize, shown: usize) -> Vec<String> {
    let more = (shown < found).then(|| format!("{shown} of {found} are shown; -n {found} shows all"));
    more.into_iter().chain(dated_share(graph)).collect()
}

fn measure(graph: &PropertyGraph, name: &str) -> Result<(&'static str, Combine), Error> {
    let wanted = name.to_lowercase();
    let Some(&found) = MEASURES.iter().find(|measure| measure.0 == wanted) else {
        let names: Vec<&str> = MEASURES.iter().map(|measure| measure.0).collect();
        let hint = nearest(&wanted, names.iter().copied())
            .map_or_else(String::new, |near| format!("did you mean {near}? "));
        let reason = format!("no measure is called {name:?}; {hint}known are {}", names.join(", "));
        return Err(Error::InvalidOption { name: "--by".into(), reason });
    };
    let held = graph.nodes.columns.iter().any(|column| column.name == found.0);
    // A graph without entities lacks the columns that only they have, and its answer is an empty table.
    let entities = super::kinds::entity_kinds(&graph.header.schema);
    if held || !graph.nodes.kinds.iter().any(|kind| entities.contains(kind)) {
        return Ok(found);
    }
    let reason = format!("this graph has no column {}", found.0);
    Err(Error::InvalidOption { name: "--by".into(), reason })
}

/// An entity, or a family of them, with what it is ranked by.
struct Entry {
    family: Family,
    value: f64,
    articles: i64,
    editions: i64,
    degree: i64,
}

/// In no order.
fn entries(
    index: &Index,
    meetings: &Meetings,
    by: (&str, Combine),
    wanted: &[KindId],
    ideas: bool,
) -> Vec<Entry> {
    let all: Vec<KindId> = super::kinds::entity_kinds(&index.graph.header.schema);
    let single = |node: u32| entry(index, meetings, Family { members: vec![node] }, by);
    let mut entries: Vec<Entry> =
        index.of_kinds(if ideas { &all } else { wanted }).into_iter().map(single).collect();
    if !ideas {
        return entries;
    }
    entries.sort_unstable_by(|a, b| order(index, a, b));
    let ranked: Vec<u32> = entries.iter().map(|entry| entry.family.members[0]).collect();
    let families = families(index, &ranked, wanted).into_iter();
    families.map(|family| entry(index, meetings, family, by)).collect()
}

fn order(index: &Index, a: &Entry, b: &Entry) -> Ordering {
    let (first, second) = (a.family.members[0], b.family.members[0]);
    b.value
        .total_cmp(&a.value)
        .then(b.articles.cmp(&a.articles))
        .then(b.editions.cmp(&a.editions))
        .then(b.degree.cmp(&a.degree))
        .then_with(|| index.label(first).cmp(index.label(second)))
        .then(first.cmp(&second))
}

fn entry(index: &Index, meetings: &Meetings, family: Family, (by, combine): (&str, Combine)) -> Entry {
    let members = &family.members;
    let values = members.iter().filter_map(|&node| index.graph.number(node, by));
    let articles = count(index, members, "articles");
    let editions = count(index, members, "editions");
    let degree = count(index, members, "degree");
    let value = match (combine, by) {
        (Combine::Union, "articles") => articles as f64,
        (Combine::Union, "editions") => editions as f64,
        (Combine::Union, "connections") => connections(index, meetings, members) as f64,
        (Combine::Union, _) => degree as f64,
        (Combine::Sum, _) => values.sum(),
        (Combine::Greatest, _) => values.fold(0.0, f64::max),
    };
    Entry { value, articles, editions, degree, family }
}

/// Distinct entities that one of them, or the family as one, meets more often than chance.
fn connections(index: &Index, meetings: &Meetings, members: &[u32]) -> i64 {
    let column = |&node: &u32| index.graph.integer(node, "connections").unwrap_or(0);
    let greatest = members.iter().map(column).max().unwrap_or(0);
    if members.len() == 1 {
        return greatest;
    }
    greatest.max(i64::try_from(meetings.strong(members).len()).unwrap_or(i64::MAX))
}

/// A count of one entity is its column; that of a family is taken over the edges, as one.
fn count(index: &Index, members: &[u32], column: &str) -> i64 {
    if let [only] = members {
        return index.graph.integer(*only, column).unwrap_or(0);
    }
    let greatest = members.iter().filter_map(|&node| index.graph.integer(node, column)).max().unwrap_or(0);
    let articles = index.articles(members);
    let united = match column {
        "articles" => articles.len(),
        "editions" => distinct(index.editions(&articles)),
        _ => distinct(neighbors(index, members)),
    };
    greatest.max(i64::try_from(united).unwrap_or(i64::MAX))
}

/// Neighbours of a family by relations that are measured.
fn neighbors(index: &Index, members: &[u32]) -> Vec<u32> {
    let links = members.iter().flat_map(|&member| index.of(member));
    let measured = links.filter(|&&link| index.relation(link).measured_by_default());
    measured.map(|link| link.node).filter(|node| !members.contains(node)).collect()
}

fn distinct(mut nodes: Vec<u32>) -> usize {
    nodes.sort_unstable();
    nodes.dedup();
    nodes.len()
}

/// The measure asked for stands first, whichever it is.
fn fields(by: &'static str, several_kinds: bool, ideas: bool) -> Vec<Field> {
    let mut fields = vec![Field::new("rank"), Field::new("label")];
    fields.push(if several_kinds { Field::new("kind") } else { Field::data("kind") });
    fields.push(Field::data("id"));
    fields.push(Field::new(by));
    let usual = ["connections", "degree", "articles", "sources", "editions"];
    fields.extend(usual.into_iter().filter(|&name| name != by).map(Field::aside));
    if ideas {
        fields.push(Field::below("also"));
    }
    fields.push(Field::below("strongest_neighbors"));
    fields.extend(["first_seen", "last_seen", "cluster", "cluster_label"].map(Field::data));
    fields
}

fn cell(index: &Index, meetings: &Meetings, entry: &Entry, (rank, field, by): (usize, Field, &str)) -> Cell {
    let members = &entry.family.members;
    let graph = index.graph;
    match field.name {
        "rank" => Cell::count(rank),
        "label" => Cell::text(index.label(members[0])),
        "kind" => Cell::text(graph.kind_name(members[0])),
        "id" => Cell::text(&graph.nodes.ids[members[0] as usize]),
        "articles" => Cell::Integer(entry.articles),
        "editions" => Cell::Integer(entry.editions),
        "degree" => Cell::Integer(entry.degree),
        "also" => also(index, &members[1..]),
        "strongest_neighbors" => strongest(index, meetings, members),
        name if name == by && members.len() > 1 => number(graph, members[0], name, entry.value),
        name => Cell::from(graph.value(members[0], name)),
    }
}

/// A combined value in the type of its column.
fn number(graph: &PropertyGraph, node: u32, name: &str, value: f64) -> Cell {
    match graph.integer(node, name) {
        Some(_) => Cell::Integer(value as i64),
        None => Cell::real(value),
    }
}

fn also(index: &Index, members: &[u32]) -> Cell {
    let named =
        members.iter().map(|&node| format!("{} {:?}", index.graph.kind_name(node), index.label(node)));
    Cell::list(named.collect())
}

/// The strongest neighbour of each kind, with the articles that they share.
fn strongest(index: &Index, meetings: &Meetings, members: &[u32]) -> Cell {
    let mut table =
        Table::new(&[Field::new("kind"), Field::new("label"), Field::data("id"), Field::new("articles")]);
    for meeting in best_of_each_kind(index, &meetings.strongest(members)) {
        table.push(vec![
            Cell::text(index.graph.kind_name(meeting.node)),
            Cell::text(index.label(meeting.node)),
            Cell::text(&index.graph.nodes.ids[meeting.node as usize]),
            Cell::Integer(i64::from(meeting.articles)),
        ]);
    }
    Cell::table(table)
}

#[cfg(test)]
mod tests {
    use super::{TopOptions, top};
    use crate::query::sample;
    use crate::query::table::{Cell, Table};

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
    fn an_idea_counts_its_family_as_one() {
        let table = top(&sample::graph(), &options("concern", "degree", true)).unwrap();
        // Grid Strain and the keyword grid are both in a and b: two neighbours, each once, the family itself not.
        assert_eq!(table.cell(0, "label"), Some(&Cell::text("Grid Strain")));
        assert_eq!(table.cell(0, "also"), Some(&Cell::List(vec!["keyword \"grid\"".into()])));
        assert_eq!(table.cell(0, "articles"), Some(&Cell::Integer(2)));
    }

    #[test]
    fn unknown_measures_and_kinds_are_answered_with_the_nearest() {
        let by = top(&sample::graph(), &options("concern", "pagerunk", false)).unwrap_err().to_string();
        assert!(by.contains("did you mean pagerank?"), "{by}");
        let kind = top(&sample::graph(), &options("sygnal", "degree", false)).unwrap_err().to_string();
        assert!(kind.contains("did you mean signal?"), "{kind}");
    }
}
