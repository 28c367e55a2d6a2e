//! `diff`: what changed between two graphs; empty for equal ones.

mod pages;

use std::collections::{BTreeMap, BTreeSet};

use pages::{Pages, judged};

use crate::property_graph::{EdgeRecord, NodeColumn, NodeRecord, PropertyGraph};
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

/// What changed: nodes and edges that came or went, weights, entities that became one or came apart, nodes that moved
/// to another cluster, changed labels, trend classes and foremost ranks. Nodes are the same by id, edges by their ends
/// and relation, mentions by path, line and name.
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
    found.clusters(old, new);
    found.classes(old, new);
    found.labels(old, new);
    found.ranks(old, new, options.ranks);
    let remark = found.remark();
    found.table.remarks.extend(remark);
    found.table
}

/// The options that a graph was built with, as far as it says.
fn settings(graph: &PropertyGraph) -> impl PartialEq {
    let header = &graph.header;
    let clusters = header.measures.get("cluster").cloned();
    (header.view.clone(), header.duplicates.clone(), header.relations.clone(), clusters)
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
        let NodeRecord { id, label, .. } = &graph.nodes[row];
        if !self.lists(self.pages.nodes.contains(id.as_str()), what) {
            return;
        }
        let [before, after] = sides;
        self.table.push(vec![
            Cell::text(what),
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
        for (&ends, &at) in &after {
            let weight = new.edges[at].weight;
            match before.get(&ends) {
                None => self.edge(new, at, "new edge", [Cell::Missing, Cell::real(weight)]),
                Some(&was) if old.edges[was].weight.to_bits() != weight.to_bits() => {
                    let sides = [Cell::real(old.edges[was].weight), Cell::real(weight)];
                    self.edge(new, at, "changed weight", sides);
                }
                Some(_) => {}
            }
        }
        for (_, &at) in before.iter().filter(|(ends, _)| !after.contains_key(*ends)) {
            self.edge(old, at, "lost edge", [Cell::real(old.edges[at].weight), Cell::Missing]);
        }
    }

    /// A change of one edge.
    fn edge(&mut self, graph: &PropertyGraph, at: EdgeRow, what: &'static str, sides: [Cell; 2]) {
        let ends = graph.edges[at].ends().map(|end| &graph.nodes[end]);
        let ids = ends.map(|end| end.id.as_str());
        let relation = graph.edges[at].relation;
        if !self.lists(self.follows(ids, judged(relation)), what) {
            return;
        }
        let labels = ends.map(|end| end.label.as_str());
        let [before, after] = sides;
        self.table.push(vec![
            Cell::text(what),
            Cell::text(relation.name()),
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
    fn clusters(&mut self, old: &PropertyGraph, new: &PropertyGraph) {
        let keys = [old, new].map(|graph| graph.nodes.column::<&str>(NodeColumn::ClusterKey));
        let labels = [old, new].map(|graph| graph.nodes.column::<&str>(NodeColumn::ClusterLabel));
        for (was, row) in self.both() {
            let sides = [labels[0].get(was), labels[1].get(row)];
            if keys[0].get(was) != keys[1].get(row) && sides[0] != sides[1] {
                self.node(new, row, "moved cluster", sides.map(text));
            }
        }
    }

    fn classes(&mut self, old: &PropertyGraph, new: &PropertyGraph) {
        let classes = [old, new].map(|graph| graph.nodes.column::<&str>(NodeColumn::Trend));
        for (was, row) in self.both() {
            let sides = [classes[0].get(was), classes[1].get(row)];
            if sides[0] != sides[1] {
                self.node(new, row, "changed class", sides.map(text));
            }
        }
    }

    fn labels(&mut self, old: &PropertyGraph, new: &PropertyGraph) {
        for (was, row) in self.both() {
            let sides = [&old.nodes[was].label, &new.nodes[row].label];
            if sides[0] != sides[1] {
                self.node(new, row, "renamed", sides.map(Cell::text));
            }
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

type Ends<'a> = (&'a str, &'a str, &'static str);

fn edge_set(graph: &PropertyGraph) -> BTreeMap<Ends<'_>, EdgeRow> {
    let ends = |(at, edge): (EdgeRow, &EdgeRecord)| {
        let [a, b] = edge.ends().map(|end| graph.nodes[end].id.as_str());
        ((a.min(b), a.max(b), edge.relation.name()), at)
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
mod tests {
    use super::{DiffOptions, EdgeRow, NodeRow, diff};
    use crate::query::sample;
    use crate::report::{Cell, Table};

    fn changes(table: &Table) -> Vec<String> {
        let text = |cell: Option<&Cell>| cell.map(Cell::flat).unwrap_or_default();
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
        new.edges[EdgeRow::new(1)].weight = 3.0;
        new.nodes[NodeRow::new(11)].label = "Sodium Cells".into();
        let (strain, streets) =
            (sample::row(&new, "concern:grid-strain"), sample::row(&new, "signal:battery-streets"));
        for mention in new.mentions.iter_mut().filter(|mention| mention.entity == strain.into()) {
            mention.entity = streets.into();
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
        new.nodes[NodeRow::new(14)].id = "keyword:power-grid".into();
        let found = changes(&diff(&old, &new, &DiffOptions { ranks: 0, ..DiffOptions::default() }));
        assert_eq!(found[0], "new node, keyword:power-grid, , ");
        assert_eq!(found[1], "lost node, keyword:grid, , ");
    }

    #[test]
    fn what_pages_that_differ_do_not_speak_of_is_counted_alone() {
        let (old, mut new) = (sample::graph(), sample::graph());
        new.nodes[NodeRow::new(2)].id = "article:later".into();
        // The edge of issue and article a, which has nothing to do with article c.
        new.edges[EdgeRow::new(4)].weight = 3.0;
        new.nodes[NodeRow::new(11)].label = "Sodium Cells".into();
        let table = diff(&old, &new, &DiffOptions { ranks: 0, drift: false });
        let found = changes(&table);
        assert_eq!(found.len(), 6, "{found:?}");
        assert!(found.iter().all(|change| change.contains("article:later") || change.contains("article:c")));
        assert!(
            table.remarks[0]
                .to_string()
                .starts_with("2 changes elsewhere, of what no page that differs speaks of (there are 2)"),
            "{:?}",
            table.remarks
        );
        assert!(table.remarks[0].to_string().ends_with(": 1 changed weight, 1 renamed"));
        let all = diff(&old, &new, &DiffOptions { ranks: 0, drift: true });
        assert_eq!((all.rows.len(), all.remarks.len()), (8, 0));
        new.header.duplicates = crate::resolve::DuplicateMode::Off.into();
        assert_eq!(diff(&old, &new, &DiffOptions { ranks: 0, drift: false }).rows.len(), 8);
    }
}
