//! `diff`: what changed between two graphs; empty for equal ones.

mod columns;
mod pages;

use std::collections::{BTreeMap, BTreeSet};

use columns::{Both, Moved};
use pages::{Pages, judged};

use crate::property_graph::{EdgeRecord, NodeColumn, NodeRecord, PropertyGraph};
use crate::query::part;
use crate::remark::Remark;
use crate::report::{Cell, Field, Table};
use portent_graph::index::{EdgeRow, NodeRow};

/// What [`diff`] shows.
#[derive(Debug, Clone, Copy)]
pub struct DiffOptions {
    ranks: usize,
    drift: bool,
}

impl Default for DiffOptions {
    fn default() -> Self {
        Self { ranks: 20, drift: false }
    }
}

impl DiffOptions {
    /// Entities of each kind whose rank is compared, by `connections`, then `articles`; default 20.
    #[must_use]
    pub fn with_ranks(self, ranks: usize) -> Self {
        Self { ranks, ..self }
    }

    /// List what drifted too, although no page that differs speaks of it; default false.
    #[must_use]
    pub fn with_drift(self, drift: bool) -> Self {
        Self { drift, ..self }
    }
}

static FIELDS: &[Field] = &[
    Field::new("change"),
    Field::new("kind"),
    Field::new("label"),
    Field::data("id"),
    Field::aside("before"),
    Field::aside("after"),
];

/// What changed: nodes and edges that came or went, relations, weights and other columns of edges, entities that became
/// one or came apart, nodes that moved to another cluster, changed labels, trend classes and foremost ranks; every
/// attribute of a node (link, summary, description, any column), its counts and dates as one change, and the cells of
/// rows that changed. Nodes are the same by id, edges by their ends, rows by article, kind and name. Measures follow
/// from the graph as a whole: one row a measure tells how many nodes moved, and which moved most. Places in the picture
/// are not compared.
///
/// One page more moves a little everywhere: match probabilities rest on how rare words are in all pages, clusters and
/// ranks on the whole graph. So, where pages differ and both graphs were built with the same options, what follows
/// from those pages is listed (the pages, the things that they speak of, and the edges that these brought or took
/// along) and everything else is counted in a remark; [`DiffOptions::with_drift`] lists it too. Where no page differs, or
/// the options do, everything is listed. O((nodes + edges + mentions) log).
#[must_use]
pub fn diff(old: &PropertyGraph, new: &PropertyGraph, options: &DiffOptions) -> Table {
    let pages = Pages::new(old, new);
    let everything = options.drift || pages.articles.is_empty() || settings(old) != settings(new);
    let (before, after) = (rows(old), rows(new));
    let table = Table::new(FIELDS);
    let mut found = Changes { table, pages, everything, drift: BTreeMap::new(), rows: [before, after] };
    found.nodes(old, new);
    found.edges(old, new);
    found.merges(old, new);
    let both = found.both();
    found.clusters(old, new, &both);
    found.classes(old, new, &both);
    found.labels(old, new, &both);
    found.attributes(old, new, &both);
    found.measures(old, new, &both);
    found.ranks(old, new, options.ranks);
    let remark = found.remark();
    found.table.remarks.extend(remark);
    let parts: BTreeSet<String> =
        [old, new].into_iter().filter_map(part).map(|part| part.to_string()).collect();
    found.table.remarks.extend(parts.into_iter().map(Remark::from));
    found.table
}

/// The options that a graph was built with, as far as it says.
fn settings(graph: &PropertyGraph) -> impl PartialEq {
    let header = &graph.header;
    let clusters = header.measures.get("cluster").cloned();
    let closest = header.closest.as_ref().map(|closest| closest.each);
    (header.view.clone(), header.duplicates.clone(), header.relations.clone(), clusters, closest)
}

type Rows<'a> = BTreeMap<&'a str, NodeRow>;

fn rows(graph: &PropertyGraph) -> Rows<'_> {
    graph.nodes.iter().map(|(row, node)| (node.id.as_str(), row)).collect()
}

/// The rows of the table while they are gathered.
struct Changes<'a> {
    table: Table,
    pages: Pages<'a>,
    /// Whether what does not follow from pages is listed too.
    everything: bool,
    /// How often what was not listed occurs.
    drift: BTreeMap<&'static str, usize>,
    /// Rows of both graphs by id.
    rows: [Rows<'a>; 2],
}

impl<'a> Changes<'a> {
    /// Whether a change is to be listed; else it is counted.
    fn lists(&mut self, follows: bool, what: &'static str) -> bool {
        let lists = follows || self.everything;
        if !lists {
            *self.drift.entry(what).or_default() += 1;
        }
        lists
    }

    /// A change of one node.
    fn node(&mut self, graph: &PropertyGraph, row: NodeRow, what: &'static str, sides: [Cell; 2]) {
        self.named(graph, row, what, what, sides);
    }

    /// A change of one node under a name; changes of a sort are counted together where they are not listed.
    fn named(
        &mut self,
        graph: &PropertyGraph,
        row: NodeRow,
        sort: &'static str,
        name: &str,
        sides: [Cell; 2],
    ) {
        let NodeRecord { id, label, .. } = &graph.nodes[row];
        if !self.lists(self.pages.nodes.contains(id.as_str()), sort) {
            return;
        }
        let [before, after] = sides;
        self.table.push(vec![
            Cell::text(name),
            Cell::text(graph.kind_name(row)),
            Cell::text(label),
            Cell::text(id),
            before,
            after,
        ]);
    }

    fn nodes(&mut self, old: &PropertyGraph, new: &PropertyGraph) {
        let [before, after] = self.rows.clone();
        for (_, &row) in after.iter().filter(|(id, _)| !before.contains_key(*id)) {
            self.node(new, row, "new node", [Cell::Missing, Cell::Missing]);
        }
        for (_, &row) in before.iter().filter(|(id, _)| !after.contains_key(*id)) {
            self.node(old, row, "lost node", [Cell::Missing, Cell::Missing]);
        }
    }

    fn edges(&mut self, old: &PropertyGraph, new: &PropertyGraph) {
        let (before, after) = (edge_set(old), edge_set(new));
        for (ends, &at) in &after {
            let weight = new.edges[at].weight;
            match before.get(ends) {
                None => self.edge(new, at, "new edge", "new edge", [Cell::Missing, Cell::real(weight)]),
                Some(&was) => self.changed_edge(old, new, [was, at]),
            }
        }
        for (_, &at) in before.iter().filter(|(ends, _)| !after.contains_key(*ends)) {
            self.edge(old, at, "lost edge", "lost edge", [Cell::real(old.edges[at].weight), Cell::Missing]);
        }
    }

    /// What changed of an edge between two nodes that both graphs join.
    fn changed_edge(&mut self, old: &PropertyGraph, new: &PropertyGraph, [was, at]: [EdgeRow; 2]) {
        let (before, after) = (&old.edges[was], &new.edges[at]);
        if before.relation != after.relation {
            let sides = [before, after].map(|edge| Cell::text(edge.relation.name()));
            self.edge(new, at, "changed relation", "changed relation", sides);
        }
        if before.weight.to_bits() != after.weight.to_bits() {
            let sides = [before, after].map(|edge| Cell::real(edge.weight));
            self.edge(new, at, "changed weight", "changed weight", sides);
        }
        for changed in columns::of_edge(old, new, [was, at]) {
            let name = format!("changed {}", changed.column);
            self.edge(new, at, "changed attribute", &name, changed.sides);
        }
    }

    /// A change of one edge under a name.
    fn edge(&mut self, graph: &PropertyGraph, at: EdgeRow, sort: &'static str, name: &str, sides: [Cell; 2]) {
        let ends = graph.edges[at].ends().map(|end| &graph.nodes[end]);
        let ids = ends.map(|end| end.id.as_str());
        let edge = &graph.edges[at];
        if !self.lists(self.follows(ids, judged(edge)), sort) {
            return;
        }
        let labels = ends.map(|end| end.label.as_str());
        let [before, after] = sides;
        self.table.push(vec![
            Cell::text(name),
            Cell::text(edge.relation.name()),
            Cell::text(labels.join(" - ")),
            Cell::text(ids.join(" - ")),
            before,
            after,
        ]);
    }

    /// Whether a change of an edge follows from the pages: one of its ends came or went with them or, unless it is
    /// judged, one is such a page, or they speak of both.
    fn follows(&self, ends: [&str; 2], judged: bool) -> bool {
        let [before, after] = &self.rows;
        let speak = |id: &str| self.pages.nodes.contains(id);
        let passing = |id: &str| before.contains_key(id) != after.contains_key(id);
        let page = |id: &str| self.pages.articles.contains(id);
        ends.iter().any(|id| speak(id) && passing(id))
            || (!judged && (ends.iter().any(|id| page(id)) || ends.iter().all(|id| speak(id))))
    }

    /// Which entities the mentions that both graphs hold belong to, then and now.
    fn merges(&mut self, old: &PropertyGraph, new: &PropertyGraph) {
        let (before, after) = (entities(old), entities(new));
        let mut now: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let mut then: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (key, was) in &before {
            if let Some(is) = after.get(key) {
                now.entry(is).or_default().insert(was);
                then.entry(was).or_default().insert(is);
            }
        }
        self.several(new, 1, &now);
        self.several(old, 0, &then);
    }

    /// Entities of the graph on one side (0: old, 1: new) that are several on the other.
    fn several(&mut self, graph: &PropertyGraph, side: usize, groups: &BTreeMap<&str, BTreeSet<&str>>) {
        for (&id, others) in groups.iter().filter(|(_, others)| others.len() > 1) {
            let Some(&row) = self.rows[side].get(id) else { continue };
            let others = Cell::list(others.iter().map(|&other| other.to_owned()).collect());
            let one = Cell::text(id);
            let (what, sides) = if side == 1 { ("merged", [others, one]) } else { ("split", [one, others]) };
            self.node(graph, row, what, sides);
        }
    }

    /// A cluster is the same while it has its key or its label.
    fn clusters(&mut self, old: &PropertyGraph, new: &PropertyGraph, both: &Both) {
        let keys = [old, new].map(|graph| graph.nodes.column::<&str>(NodeColumn::ClusterKey));
        let labels = [old, new].map(|graph| graph.nodes.column::<&str>(NodeColumn::ClusterLabel));
        for &(was, row) in both {
            let sides = [labels[0].get(was), labels[1].get(row)];
            if keys[0].get(was) != keys[1].get(row) && sides[0] != sides[1] {
                self.node(new, row, "moved cluster", sides.map(text));
            }
        }
    }

    fn classes(&mut self, old: &PropertyGraph, new: &PropertyGraph, both: &Both) {
        let classes = [old, new].map(|graph| graph.nodes.column::<&str>(NodeColumn::Trend));
        for &(was, row) in both {
            let sides = [classes[0].get(was), classes[1].get(row)];
            if sides[0] != sides[1] {
                self.node(new, row, "changed class", sides.map(text));
            }
        }
    }

    fn labels(&mut self, old: &PropertyGraph, new: &PropertyGraph, both: &Both) {
        for &(was, row) in both {
            let sides = [&old.nodes[was].label, &new.nodes[row].label];
            if sides[0] != sides[1] {
                self.node(new, row, "renamed", sides.map(Cell::text));
            }
        }
    }

    /// Attributes and counts of nodes, then cells of rows that no attribute of their entity tells.
    fn attributes(&mut self, old: &PropertyGraph, new: &PropertyGraph, both: &Both) {
        let mut told: BTreeSet<(NodeRow, &str)> = BTreeSet::new();
        let attributes = columns::attributes(old, new, both);
        for changed in &attributes {
            told.insert((changed.row, changed.column.as_str()));
            let name = format!("changed {}", changed.column);
            self.named(new, changed.row, "changed attribute", &name, changed.sides.clone());
        }
        for changed in columns::counts(old, new, both) {
            self.named(new, changed.row, "changed counts", "changed counts", changed.sides);
        }
        for changed in columns::rows(old, new) {
            let Some(row) = changed.now.entity.row() else { continue };
            let column =
                if changed.column == "relevancy" { "relevancy_mean" } else { changed.column.as_str() };
            if !told.contains(&(row, column)) {
                self.row(new, row, &changed);
            }
        }
    }

    /// A change of a cell of a page.
    fn row(&mut self, graph: &PropertyGraph, entity: NodeRow, changed: &columns::ChangedRow<'_>) {
        let record = changed.now;
        if !self.lists(self.pages.articles.contains(graph.id(record.article)), "changed row") {
            return;
        }
        let [before, after] = changed.sides.clone();
        self.table.push(vec![
            Cell::text(format!("changed {} at {}:{}", changed.column, record.path, record.line)),
            Cell::text(graph.kind_name(entity)),
            Cell::text(&record.name),
            Cell::text(&graph.nodes[entity].id),
            before,
            after,
        ]);
    }

    /// One row a measure: it never follows from single pages.
    fn measures(&mut self, old: &PropertyGraph, new: &PropertyGraph, both: &Both) {
        for Moved { column, nodes, most } in columns::measures(old, new, both) {
            if !self.lists(false, "moved measure") {
                continue;
            }
            let NodeRecord { id, label, .. } = &new.nodes[most.row];
            let [before, after] = most.sides;
            let label = if nodes == 1 { label.to_string() } else { format!("{nodes} nodes, most {label}") };
            self.table.push(vec![
                Cell::text(format!("moved {column}")),
                Cell::text(new.kind_name(most.row)),
                Cell::text(label),
                Cell::text(id),
                before,
                after,
            ]);
        }
    }

    fn ranks(&mut self, old: &PropertyGraph, new: &PropertyGraph, limit: usize) {
        let (before, after) = (foremost(old, limit), foremost(new, limit));
        for (&id, &rank) in &after {
            let was = before.get(id).copied();
            if was != Some(rank) {
                let sides = [was.map_or(Cell::Missing, Cell::count), Cell::count(rank)];
                let row = self.rows[1][id];
                self.node(new, row, "changed rank", sides);
            }
        }
    }

    /// Rows of the nodes that both graphs have.
    fn both(&self) -> Vec<(NodeRow, NodeRow)> {
        let [before, after] = &self.rows;
        after.iter().filter_map(|(id, &row)| Some((*before.get(id)?, row))).collect()
    }

    /// What was not listed.
    fn remark(&self) -> Option<Remark> {
        let all: usize = self.drift.values().sum();
        let counts: Vec<String> = self.drift.iter().map(|(what, count)| format!("{count} {what}")).collect();
        (all > 0).then(|| {
            let pages = self.pages.articles.len();
            Remark::Drift { changes: all, pages, counts: counts.join(", ") }
        })
    }
}

type Ends<'a> = (&'a str, &'a str);

fn edge_set(graph: &PropertyGraph) -> BTreeMap<Ends<'_>, EdgeRow> {
    let ends = |(at, edge): (EdgeRow, &EdgeRecord)| {
        let [a, b] = edge.ends().map(|end| graph.nodes[end].id.as_str());
        ((a.min(b), a.max(b)), at)
    };
    graph.edges.iter().map(ends).collect()
}

/// A text that may be missing.
fn text(text: Option<&str>) -> Cell {
    text.map_or(Cell::Missing, Cell::text)
}

/// The entity of each mention.
fn entities(graph: &PropertyGraph) -> BTreeMap<(&str, u32, &str), &str> {
    let mentions = graph.mentions.iter();
    mentions.map(|m| ((m.path.as_str(), m.line, m.name.as_str()), graph.id(m.entity))).collect()
}

/// Ranks of the foremost entities of each kind, by id.
fn foremost(graph: &PropertyGraph, limit: usize) -> BTreeMap<&str, usize> {
    let mut by_kind: BTreeMap<_, Vec<NodeRow>> = BTreeMap::new();
    for row in graph.nodes.rows().filter(|&row| graph.is_entity(row)) {
        by_kind.entry(graph.nodes[row].kind).or_default().push(row);
    }
    let connections = graph.nodes.column::<i64>(NodeColumn::Connections);
    let articles = graph.nodes.column::<i64>(NodeColumn::Articles);
    let mut ranks = BTreeMap::new();
    for mut rows in by_kind.into_values() {
        rows.sort_by_key(|&row| {
            let key = (connections.get(row).unwrap_or(0), articles.get(row).unwrap_or(0));
            (std::cmp::Reverse(key), graph.nodes[row].label.as_str(), row)
        });
        let first = rows.iter().take(limit);
        ranks.extend(first.zip(1..).map(|(&row, rank)| (graph.nodes[row].id.as_str(), rank)));
    }
    ranks
}

#[cfg(test)]
mod tests;
