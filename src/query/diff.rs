//! `diff`: what changed between two graphs; empty for equal ones.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{Cell, Field, Table};
use crate::property_graph::PropertyGraph;

/// What [`diff`] shows.
#[derive(Debug, Clone, Copy)]
pub struct DiffOptions {
    /// Entities of each kind whose rank is compared, by `connections`, then `articles`; default 20.
    pub ranks: usize,
}

impl Default for DiffOptions {
    fn default() -> Self {
        Self { ranks: 20 }
    }
}

static FIELDS: &[Field] = &[
    Field::new("change"),
    Field::new("kind"),
    Field::new("label"),
    Field::data("id"),
    Field::cut("before"),
    Field::cut("after"),
];

/// All changes: nodes and edges that came or went, entities that became one or came apart, nodes that moved to
/// another cluster, changed labels, trend classes and foremost ranks. Nodes are the same by id, edges by their ends
/// and relation, mentions by path, line and name. O((nodes + edges + mentions) log).
#[must_use]
pub fn diff(old: &PropertyGraph, new: &PropertyGraph, options: &DiffOptions) -> Table {
    let mut table = Table::new(FIELDS);
    let (before, after) = (rows(old), rows(new));
    nodes(&mut table, old, new, &before, &after);
    edges(&mut table, old, new);
    merges(&mut table, old, new);
    for (change, column) in [("moved cluster", "cluster_key"), ("changed class", "trend")] {
        columns(&mut table, [old, new], [&before, &after], change, column);
    }
    labels(&mut table, [old, new], [&before, &after]);
    ranks(&mut table, old, new, options.ranks);
    table
}

type Rows<'a> = BTreeMap<&'a str, u32>;

fn rows(graph: &PropertyGraph) -> Rows<'_> {
    graph.nodes.ids.iter().map(String::as_str).zip(0u32..).collect()
}

fn change(table: &mut Table, graph: &PropertyGraph, row: u32, what: &str, sides: [Cell; 2]) {
    let [before, after] = sides;
    table.push(vec![
        Cell::text(what),
        Cell::text(graph.kind_name(row)),
        Cell::text(&graph.nodes.labels[row as usize]),
        Cell::text(&graph.nodes.ids[row as usize]),
        before,
        after,
    ]);
}

fn nodes(table: &mut Table, old: &PropertyGraph, new: &PropertyGraph, before: &Rows, after: &Rows) {
    for (&id, &row) in after.iter().filter(|(id, _)| !before.contains_key(*id)) {
        change(table, new, row, "new node", [Cell::Missing, Cell::text(id)]);
    }
    for (&id, &row) in before.iter().filter(|(id, _)| !after.contains_key(*id)) {
        change(table, old, row, "lost node", [Cell::text(id), Cell::Missing]);
    }
}

type Ends<'a> = (&'a str, &'a str, &'static str);

fn edge_set(graph: &PropertyGraph) -> BTreeMap<Ends<'_>, usize> {
    let id = |row: u32| graph.nodes.ids[row as usize].as_str();
    let edges = &graph.edges;
    (0..graph.edge_count())
        .map(|at| {
            let (a, b) = (id(edges.sources[at]), id(edges.targets[at]));
            ((a.min(b), a.max(b), edges.relations[at].name()), at)
        })
        .collect()
}

fn edges(table: &mut Table, old: &PropertyGraph, new: &PropertyGraph) {
    let (before, after) = (edge_set(old), edge_set(new));
    for (&ends, &at) in &after {
        let weight = new.edges.weights[at];
        match before.get(&ends) {
            None => edge(table, new, at, "new edge", [Cell::Missing, Cell::real(weight)]),
            Some(&was) if old.edges.weights[was].to_bits() != weight.to_bits() => {
                let sides = [Cell::real(old.edges.weights[was]), Cell::real(weight)];
                edge(table, new, at, "changed weight", sides);
            }
            Some(_) => {}
        }
    }
    for (_, &at) in before.iter().filter(|(ends, _)| !after.contains_key(*ends)) {
        edge(table, old, at, "lost edge", [Cell::real(old.edges.weights[at]), Cell::Missing]);
    }
}

fn edge(table: &mut Table, graph: &PropertyGraph, at: usize, what: &str, sides: [Cell; 2]) {
    let (source, target) = (graph.edges.sources[at] as usize, graph.edges.targets[at] as usize);
    let [before, after] = sides;
    table.push(vec![
        Cell::text(what),
        Cell::text(graph.edges.relations[at].name()),
        Cell::text(format!("{} - {}", graph.nodes.labels[source], graph.nodes.labels[target])),
        Cell::text(format!("{} - {}", graph.nodes.ids[source], graph.nodes.ids[target])),
        before,
        after,
    ]);
}

/// Which entities the mentions that both graphs hold belong to, then and now.
fn merges(table: &mut Table, old: &PropertyGraph, new: &PropertyGraph) {
    let entities = |graph: &PropertyGraph| -> BTreeMap<(String, u32, String), String> {
        let key = |m: &crate::property_graph::MentionRecord| (m.path.clone(), m.line, m.name.clone());
        graph.mentions.iter().map(|mention| (key(mention), mention.entity.clone())).collect()
    };
    let (before, after) = (entities(old), entities(new));
    let mut now: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut then: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (key, was) in &before {
        if let Some(is) = after.get(key) {
            now.entry(is).or_default().insert(was);
            then.entry(was).or_default().insert(is);
        }
    }
    several(table, new, &now, "merged");
    several(table, old, &then, "split");
}

fn several(table: &mut Table, graph: &PropertyGraph, groups: &BTreeMap<&str, BTreeSet<&str>>, what: &str) {
    let rows = rows(graph);
    for (&id, others) in groups.iter().filter(|(_, others)| others.len() > 1) {
        let Some(&row) = rows.get(id) else { continue };
        let others = Cell::list(others.iter().map(|&other| other.to_owned()).collect());
        let one = Cell::text(id);
        let sides = if what == "merged" { [others, one] } else { [one, others] };
        change(table, graph, row, what, sides);
    }
}

fn columns(
    table: &mut Table,
    [old, new]: [&PropertyGraph; 2],
    [before, after]: [&Rows; 2],
    what: &str,
    column: &str,
) {
    for (&id, &row) in after {
        let Some(&was) = before.get(id) else { continue };
        let sides = [Cell::from(old.value(was, column)), Cell::from(new.value(row, column))];
        if sides[0] != sides[1] {
            change(table, new, row, what, sides);
        }
    }
}

fn labels(table: &mut Table, [old, new]: [&PropertyGraph; 2], [before, after]: [&Rows; 2]) {
    for (&id, &row) in after {
        let Some(&was) = before.get(id) else { continue };
        let sides = [&old.nodes.labels[was as usize], &new.nodes.labels[row as usize]];
        if sides[0] != sides[1] {
            change(table, new, row, "renamed", sides.map(Cell::text));
        }
    }
}

/// Ranks of the foremost entities of each kind, by id.
fn foremost(graph: &PropertyGraph, limit: usize) -> BTreeMap<&str, usize> {
    let mut by_kind: BTreeMap<_, Vec<u32>> = BTreeMap::new();
    for (&kind, row) in graph.nodes.kinds.iter().zip(0u32..) {
        if graph.header.schema.kind(kind).form.is_some() {
            by_kind.entry(kind).or_default().push(row);
        }
    }
    let mut ranks = BTreeMap::new();
    for mut rows in by_kind.into_values() {
        let value = |row: u32, column: &str| graph.integer(row, column).unwrap_or(0);
        rows.sort_by_key(|&row| {
            let key = (value(row, "connections"), value(row, "articles"));
            (std::cmp::Reverse(key), graph.nodes.labels[row as usize].as_str(), row)
        });
        ranks.extend(
            rows.iter()
                .take(limit)
                .zip(1..)
                .map(|(&row, rank)| (graph.nodes.ids[row as usize].as_str(), rank)),
        );
    }
    ranks
}

fn ranks(table: &mut Table, old: &PropertyGraph, new: &PropertyGraph, limit: usize) {
    let (before, after) = (foremost(old, limit), foremost(new, limit));
    let rows = rows(new);
    for (&id, &rank) in &after {
        let was = before.get(id).copied();
        if was != Some(rank) {
            let sides = [was.map_or(Cell::Missing, Cell::count), Cell::count(rank)];
            change(table, new, rows[id], "changed rank", sides);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DiffOptions, diff};
    use crate::query::sample;
    use crate::query::table::{Cell, Table};

    fn changes(table: &Table) -> Vec<String> {
        let text = |cell: Option<&Cell>| cell.map(crate::query::records::flat).unwrap_or_default();
        let change =
            |row| ["change", "id", "before", "after"].map(|field| text(table.cell(row, field))).join(", ");
        (0..table.rows.len()).map(change).collect()
    }

    #[test]
    fn equal_graphs_have_no_differences() {
        let table = diff(&sample::graph(), &sample::graph(), &DiffOptions::default());
        assert!(table.rows.is_empty(), "{:?}", changes(&table));
    }

    #[test]
    fn a_weight_a_label_and_a_merge_are_found() {
        let old = sample::graph();
        let mut new = sample::graph();
        new.edges.weights[1] = 3.0;
        new.nodes.labels[11] = "Sodium Cells".into();
        for mention in &mut new.mentions {
            if mention.entity == "concern:grid-strain" {
                mention.entity = "signal:battery-streets".into();
            }
        }
        let table = diff(&old, &new, &DiffOptions::default());
        assert_eq!(
            changes(&table),
            [
                "changed weight, article:a - signal:battery-streets, 2, 3",
                "merged, signal:battery-streets, concern:grid-strain | signal:battery-streets, signal:battery-streets",
                "renamed, technology:sodium-cell, Sodium Cell, Sodium Cells",
            ]
        );
    }

    #[test]
    fn new_and_lost_nodes_carry_their_kind() {
        let old = sample::graph();
        let mut new = sample::graph();
        new.nodes.ids[14] = "keyword:power-grid".into();
        let found = changes(&diff(&old, &new, &DiffOptions { ranks: 0 }));
        assert_eq!(found[0], "new node, keyword:power-grid, , keyword:power-grid");
        assert_eq!(found[1], "lost node, keyword:grid, keyword:grid, ");
    }
}
