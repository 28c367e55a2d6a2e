//! What two graphs say of the nodes and edges that both have, column by column.

use std::collections::BTreeMap;

use crate::columns::Value;
use crate::property_graph::{ColumnView, MentionRecord, NodeColumn, PropertyGraph};
use crate::report::Cell;
use crate::shared_text::Text;
use portent_graph::index::{EdgeRow, NodeRow};

/// Numbers nearer than this, relative to the greater one, are one number.
const SAME: f64 = 1e-9;

/// What a change of a column tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tells {
    /// What pages say: compared value by value.
    Attribute,
    /// How often and when: all of a node are one change.
    Count,
    /// What follows from the graph as a whole: all nodes together are one change.
    Measure,
    /// Nothing that another comparison does not tell.
    Nothing,
}

/// What a change of a column tells; columns that portent does not know are attributes.
pub(super) fn tells(column: &str) -> Tells {
    let Some(known) = NodeColumn::ALL.iter().find(|known| known.name() == column) else {
        return Tells::Attribute;
    };
    match known {
        NodeColumn::Mentions
        | NodeColumn::Articles
        | NodeColumn::Sources
        | NodeColumn::Editions
        | NodeColumn::FirstSeen
        | NodeColumn::LastSeen => Tells::Count,
        NodeColumn::Aliases
        | NodeColumn::Description
        | NodeColumn::Change
        | NodeColumn::TenYear
        | NodeColumn::DrivingForce
        | NodeColumn::Link
        | NodeColumn::Category
        | NodeColumn::Type
        | NodeColumn::Author
        | NodeColumn::Source
        | NodeColumn::Language
        | NodeColumn::Summary
        | NodeColumn::Path
        | NodeColumn::DatePrecision
        | NodeColumn::RelevancyMean
        | NodeColumn::RelevancyMax => Tells::Attribute,
        NodeColumn::Trend => Tells::Nothing,
        NodeColumn::MergeProbability
        | NodeColumn::MergePair
        | NodeColumn::MergeReasons
        | NodeColumn::Degree
        | NodeColumn::Strength
        | NodeColumn::PageRank
        | NodeColumn::Betweenness
        | NodeColumn::Closeness
        | NodeColumn::Eigenvector
        | NodeColumn::Core
        | NodeColumn::Connections
        | NodeColumn::ConnectionKinds
        | NodeColumn::Strongest
        | NodeColumn::Cluster
        | NodeColumn::ClusterKey
        | NodeColumn::ClusterLabel
        | NodeColumn::Membership
        | NodeColumn::SecondCluster
        | NodeColumn::SecondMembership
        | NodeColumn::Stability
        | NodeColumn::Visibility
        | NodeColumn::Diffusion
        | NodeColumn::Growth
        | NodeColumn::BurstStart
        | NodeColumn::BurstEnd
        | NodeColumn::BurstWeight => Tells::Measure,
    }
}

/// A change of one value, of a node or an edge.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Changed<Row> {
    /// The row in the new graph.
    pub(super) row: Row,
    /// The column.
    pub(super) column: String,
    /// What stands there, before and after.
    pub(super) sides: [Cell; 2],
}

/// How the values of a measure moved.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Moved {
    /// The column.
    pub(super) column: String,
    /// How many nodes.
    pub(super) nodes: usize,
    /// The change of the node that moved most, in numbers; else the first.
    pub(super) most: Changed<NodeRow>,
}

/// The nodes that both graphs have, as rows of the old and the new one.
pub(super) type Both = [(NodeRow, NodeRow)];

/// Changed attributes, node by node, in the order of the columns. O(nodes · columns).
pub(super) fn attributes(old: &PropertyGraph, new: &PropertyGraph, both: &Both) -> Vec<Changed<NodeRow>> {
    let columns = of(old, new, Tells::Attribute);
    let views = views(old, new, &columns);
    let mut found = Vec::new();
    for &(was, row) in both {
        let kinds = [old.kind_name(was), new.kind_name(row)];
        if kinds[0] != kinds[1] {
            found.push(Changed { row, column: "kind".into(), sides: kinds.map(Cell::text) });
        }
        for (column, [before, after]) in columns.iter().zip(&views) {
            if let Some(sides) = changed(before.get(was), after.get(row)) {
                found.push(Changed { row, column: (*column).to_owned(), sides });
            }
        }
    }
    found
}

/// Changed counts and dates: those of a node together, as `articles 3`. O(nodes · columns).
pub(super) fn counts(old: &PropertyGraph, new: &PropertyGraph, both: &Both) -> Vec<Changed<NodeRow>> {
    let columns = of(old, new, Tells::Count);
    let views = views(old, new, &columns);
    let mut found = Vec::new();
    for &(was, row) in both {
        let mut sides = [Vec::new(), Vec::new()];
        for (column, [before, after]) in columns.iter().zip(&views) {
            if let Some(cells) = changed(before.get(was), after.get(row)) {
                for (side, cell) in sides.iter_mut().zip(cells) {
                    if cell != Cell::Missing {
                        side.push(format!("{column} {}", cell.flat()));
                    }
                }
            }
        }
        if sides.iter().any(|side| !side.is_empty()) {
            found.push(Changed { row, column: "counts".into(), sides: sides.map(list) });
        }
    }
    found
}

fn list(texts: Vec<String>) -> Cell {
    if texts.is_empty() { Cell::Missing } else { Cell::list(texts) }
}

/// Measures whose values moved, in the order of the columns. O(nodes · columns).
pub(super) fn measures(old: &PropertyGraph, new: &PropertyGraph, both: &Both) -> Vec<Moved> {
    let columns = of(old, new, Tells::Measure);
    let views = views(old, new, &columns);
    let moved = columns.iter().zip(&views).filter_map(|(column, [before, after])| {
        let mut nodes = 0;
        let mut most: Option<(f64, Changed<NodeRow>)> = None;
        for &(was, row) in both {
            let Some(sides) = changed(before.get(was), after.get(row)) else { continue };
            nodes += 1;
            let far = distance(before.get(was), after.get(row));
            if most.as_ref().is_none_or(|(farthest, _)| far > *farthest) {
                most = Some((far, Changed { row, column: (*column).to_owned(), sides }));
            }
        }
        Some(Moved { column: (*column).to_owned(), nodes, most: most?.1 })
    });
    moved.collect()
}

/// The columns of either graph that tell one sort of thing, in order.
fn of<'a>(old: &'a PropertyGraph, new: &'a PropertyGraph, sort: Tells) -> Vec<&'a str> {
    let mut columns: Vec<&str> = Vec::new();
    for column in new.nodes.columns().iter().chain(old.nodes.columns()) {
        let name = column.name.as_str();
        if tells(name) == sort && !columns.contains(&name) {
            columns.push(name);
        }
    }
    columns
}

type Views<'a> = [ColumnView<'a, Value<'a>>; 2];

fn views<'a>(old: &'a PropertyGraph, new: &'a PropertyGraph, columns: &[&str]) -> Vec<Views<'a>> {
    columns.iter().map(|column| [old, new].map(|graph| graph.nodes.column(column))).collect()
}

/// Both values as cells, where they differ.
fn changed(before: Option<Value<'_>>, after: Option<Value<'_>>) -> Option<[Cell; 2]> {
    let same = match (number(before), number(after)) {
        (Some(before), Some(after)) => (before - after).abs() <= SAME * before.abs().max(after.abs()),
        _ => before == after,
    };
    (!same).then(|| [before, after].map(|value| Cell::from(value.unwrap_or(Value::Missing))))
}

fn number(value: Option<Value<'_>>) -> Option<f64> {
    match value? {
        Value::Integer(number) => Some(number as f64),
        Value::Real(number) => Some(number),
        _ => None,
    }
}

fn distance(before: Option<Value<'_>>, after: Option<Value<'_>>) -> f64 {
    (number(before).unwrap_or(0.0) - number(after).unwrap_or(0.0)).abs()
}

/// Changed columns of an edge that both graphs have.
pub(super) fn of_edge(
    old: &PropertyGraph,
    new: &PropertyGraph,
    [was, row]: [EdgeRow; 2],
) -> Vec<Changed<EdgeRow>> {
    let mut found = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for column in new.edges.columns().iter().chain(old.edges.columns()) {
        let name = column.name.as_str();
        if seen.contains(&name) {
            continue;
        }
        seen.push(name);
        let value = |graph: &PropertyGraph, row: EdgeRow| {
            graph.edges.column::<Value<'_>>(name).get(row).map_or(Cell::Missing, Cell::from)
        };
        let sides = [value(old, was), value(new, row)];
        if sides[0] != sides[1] {
            found.push(Changed { row, column: name.to_owned(), sides });
        }
    }
    found
}

/// A row of a page that says something else than before.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ChangedRow<'a> {
    /// The row as the new graph has it.
    pub(super) now: &'a MentionRecord,
    /// What changed in it: the column, or `description` or `relevancy`.
    pub(super) column: String,
    /// What stands there, before and after.
    pub(super) sides: [Cell; 2],
}

/// Rows of one article, kind and name, in order, whatever their lines.
type Said<'a> = BTreeMap<(&'a str, &'a str, &'a str), Vec<&'a MentionRecord>>;

fn said(graph: &PropertyGraph) -> Said<'_> {
    let mut said = Said::new();
    for record in &graph.mentions {
        let kind = graph.header.schema.kind(record.kind).name.as_str();
        said.entry((graph.id(record.article), kind, &record.name)).or_default().push(record);
    }
    said
}

/// Cells of rows that changed, of pages that both graphs hold. O(mentions log mentions).
pub(super) fn rows<'a>(old: &'a PropertyGraph, new: &'a PropertyGraph) -> Vec<ChangedRow<'a>> {
    let (before, after) = (said(old), said(new));
    let mut found = Vec::new();
    for (key, now) in &after {
        let then = before.get(key).map_or(&[][..], Vec::as_slice);
        for (then, now) in then.iter().zip(now) {
            compare(then, now, &mut found);
        }
    }
    found
}

fn compare<'a>(then: &MentionRecord, now: &'a MentionRecord, found: &mut Vec<ChangedRow<'a>>) {
    let text = |text: Option<&str>| text.map_or(Cell::Missing, Cell::text);
    let mut push = |column: &str, sides: [Cell; 2]| {
        if sides[0] != sides[1] {
            found.push(ChangedRow { now, column: column.to_owned(), sides });
        }
    };
    push("description", [then, now].map(|record| text(record.description.as_deref())));
    push("relevancy", [then, now].map(|record| Cell::from(record.relevancy)));
    let gone = then.attributes.keys().filter(|column| now.attributes.get(column).is_none());
    for column in now.attributes.keys().chain(gone) {
        push(column, [then, now].map(|record| text(record.attributes.get(column).map(Text::as_str))));
    }
}
