//! `clusters`: one card a cluster.

use std::collections::BTreeMap;

use crate::error::Error;
use crate::parse::KindId;
use crate::property_graph::{Belonging, ClusterCard, PropertyGraph, percent};
use crate::query::kinds::kinds;
use crate::remark::Remark;
use crate::report::{Cell, Field, Layout, Table};
use portent_graph::index::NodeRow;

/// What [`clusters`] shows.
#[derive(Debug, Clone)]
pub struct ClustersOptions {
    kinds: Vec<String>,
    limit: usize,
    members: usize,
    neighbors: usize,
    min_size: u64,
}

impl Default for ClustersOptions {
    fn default() -> Self {
        Self { kinds: Vec::new(), limit: 20, members: 3, neighbors: 3, min_size: 1 }
    }
}

impl ClustersOptions {
    /// Names of the kinds whose members are named; default all.
    #[must_use]
    pub fn with_kinds(self, kinds: Vec<String>) -> Self {
        Self { kinds, ..self }
    }

    /// How many clusters, largest first; default 20.
    #[must_use]
    pub fn with_limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    /// How many members of each kind; default 3.
    #[must_use]
    pub fn with_members(self, members: usize) -> Self {
        Self { members, ..self }
    }

    /// How many neighboring clusters; default 3.
    #[must_use]
    pub fn with_neighbors(self, neighbors: usize) -> Self {
        Self { neighbors, ..self }
    }

    /// Leave out smaller ones; default 1.
    #[must_use]
    pub fn with_min_size(self, min_size: u64) -> Self {
        Self { min_size, ..self }
    }
}

/// How many clusters of the same part are named.
const NAMED: usize = 5;

static FIELDS: &[Field] = &[
    Field::new("title"),
    Field::data("cluster"),
    Field::data("label"),
    Field::data("key"),
    Field::new("size"),
    Field::new("articles"),
    Field::new("first_seen"),
    Field::new("last_seen"),
    Field::new("quadrant"),
    Field::cut("terms"),
    Field::cut("top"),
    Field::data("kinds"),
    Field::new("figures"),
    Field::data("parent"),
    Field::new("coarser_level"),
    Field::cut("neighbors"),
    Field::cut("gaps"),
];

/// The cards of the largest clusters, by rank.
///
/// # Errors
/// [`Error::InvalidOption`] for an unknown kind, with the nearest.
pub fn clusters(graph: &PropertyGraph, options: &ClustersOptions) -> Result<Table, Error> {
    // Articles and editions are members too.
    let wanted =
        if options.kinds.is_empty() { None } else { Some(kinds(&graph.header.schema, &options.kinds)?) };
    let names = Names::of(graph);
    let large: Vec<&ClusterCard> =
        graph.clusters.iter().filter(|card| card.size >= options.min_size).collect();
    let mut table = Table { layout: Layout::Cards, ..Table::new(FIELDS) };
    for card in large.iter().take(options.limit) {
        table.push(row(graph, card, &names, options, wanted.as_deref()));
    }
    table.remarks = remarks(graph, table.rows.len(), large.len());
    Ok(table)
}

/// What the nodes of a graph are called.
struct Names<'a> {
    rows: BTreeMap<&'a str, (NodeRow, &'a str)>,
    belonging: Belonging<'a>,
}

impl<'a> Names<'a> {
    fn of(graph: &'a PropertyGraph) -> Self {
        let rows = graph.nodes.iter().map(|(row, node)| (node.id.as_str(), (row, node.label.as_str())));
        Self { rows: rows.collect(), belonging: Belonging::of(graph) }
    }

    fn plain(&self, id: &str) -> String {
        self.rows.get(id).map_or(id, |&(_, label)| label).to_owned()
    }

    /// With the share that stays in its cluster, where that is less than half.
    fn marked(&self, id: &str) -> String {
        let nowhere = self.rows.get(id).and_then(|&(row, _)| self.belonging.nowhere(row));
        let mark = nowhere.map_or_else(String::new, |share| format!(" ({} here)", percent(share)));
        format!("{}{mark}", self.plain(id))
    }
}

fn remarks(graph: &PropertyGraph, shown: usize, all: usize) -> Vec<Remark> {
    let more = (shown < all).then(|| Remark::shown(shown, all, "clusters"));
    let modularity = Remark::Modularity(graph.header.modularity);
    more.into_iter().chain([modularity]).chain(crate::query::beside(graph)).collect()
}

fn row(
    graph: &PropertyGraph,
    card: &ClusterCard,
    names: &Names<'_>,
    options: &ClustersOptions,
    wanted: Option<&[KindId]>,
) -> Vec<Cell> {
    vec![
        Cell::text(format!("{}  {}", card.cluster, card.label)),
        Cell::Integer(i64::from(card.cluster)),
        Cell::text(&card.label),
        Cell::text(&card.key),
        Cell::Integer(i64::try_from(card.size).unwrap_or(i64::MAX)),
        Cell::Integer(i64::try_from(card.articles).unwrap_or(i64::MAX)),
        Cell::from(card.first_seen),
        Cell::from(card.last_seen),
        card.quadrant.as_ref().map_or(Cell::Missing, |quadrant| Cell::text(quadrant.as_str())),
        Cell::list(card.terms.iter().map(|term| term.term.clone()).collect()),
        members(graph, card, names, options.members, wanted),
        counts(card),
        figures(card),
        card.parent.map_or(Cell::Missing, |parent| Cell::Integer(i64::from(parent))),
        coarser(graph, card),
        neighbors(graph, card, names, options.neighbors),
        gaps(graph, card),
    ]
}

/// The part of the next coarser level that the cluster belongs to, and the clusters that share it: the number of a part
/// alone would be taken for that of a cluster.
fn coarser(graph: &PropertyGraph, card: &ClusterCard) -> Cell {
    let Some(part) = card.parent else { return Cell::Missing };
    let same =
        graph.clusters.iter().filter(|other| other.parent == Some(part) && other.cluster != card.cluster);
    let same: Vec<String> = same.map(|other| other.cluster.to_string()).collect();
    let more = same.len().saturating_sub(NAMED);
    let named = same[..same.len() - more].join(", ");
    Cell::text(match (same.len(), more) {
        (0, _) => format!("part {part}, alone"),
        (1, _) => format!("part {part}, with cluster {named}"),
        (_, 0) => format!("part {part}, with clusters {named}"),
        _ => format!("part {part}, with clusters {named} and {more} more"),
    })
}

/// The top members by kind, in the order of the schema: one line a kind.
fn members(
    graph: &PropertyGraph,
    card: &ClusterCard,
    names: &Names<'_>,
    limit: usize,
    wanted: Option<&[KindId]>,
) -> Cell {
    let mut table =
        Table::new(&[Field::new("kind"), Field::new("count"), Field::cut("members"), Field::data("ids")]);
    let schema = &graph.header.schema;
    let is_wanted =
        |name: &str| wanted.is_none_or(|wanted| wanted.iter().any(|&id| schema.kind(id).name == name));
    for kind in schema.kinds.iter().filter(|kind| is_wanted(&kind.name)) {
        let Some(ids) = card.top.get(&kind.name).filter(|ids| !ids.is_empty()) else { continue };
        let ids: Vec<String> = ids.iter().take(limit).cloned().collect();
        let members = ids.iter().map(|id| names.marked(id));
        let count = card.kinds.get(&kind.name).copied().and_then(|count| i64::try_from(count).ok());
        table.push(vec![
            Cell::text(&kind.plural),
            Cell::from(count),
            Cell::list(members.collect()),
            Cell::List(ids.clone()),
        ]);
    }
    Cell::table(table)
}

fn counts(card: &ClusterCard) -> Cell {
    let mut table = Table::new(&[Field::new("kind"), Field::new("nodes")]);
    for (kind, &count) in &card.kinds {
        table.push(vec![Cell::text(kind), Cell::Integer(i64::try_from(count).unwrap_or(i64::MAX))]);
    }
    Cell::table(table)
}

fn figures(card: &ClusterCard) -> Cell {
    let mut table = Table::new(&[Field::new("figure"), Field::new("value")]);
    for (name, &value) in &card.figures {
        table.push(vec![Cell::text(name), Cell::real(value)]);
    }
    Cell::table(table)
}

fn neighbors(graph: &PropertyGraph, card: &ClusterCard, names: &Names<'_>, limit: usize) -> Cell {
    let mut table = Table::new(&[
        Field::new("cluster"),
        Field::wrap("label"),
        Field::new("weight"),
        Field::aside("bridge"),
    ]);
    for bridge in card.neighbors.iter().take(limit) {
        table.push(vec![
            Cell::Integer(i64::from(bridge.cluster)),
            label(graph, bridge.cluster),
            Cell::real(bridge.weight),
            Cell::text(format!(
                "{} - {}",
                names.plain(&bridge.strongest[0]),
                names.plain(&bridge.strongest[1])
            )),
        ]);
    }
    Cell::table(table)
}

/// Large clusters that share far fewer edges with this one than their reach would have.
fn gaps(graph: &PropertyGraph, card: &ClusterCard) -> Cell {
    let mut table = Table::new(&[
        Field::new("cluster"),
        Field::wrap("label"),
        Field::new("weight"),
        Field::new("expected"),
    ]);
    for gap in &card.gaps {
        table.push(vec![
            Cell::Integer(i64::from(gap.cluster)),
            label(graph, gap.cluster),
            Cell::real(gap.weight),
            Cell::real(gap.expected),
        ]);
    }
    Cell::table(table)
}

fn label(graph: &PropertyGraph, cluster: u32) -> Cell {
    let card = graph.clusters.iter().find(|card| card.cluster == cluster);
    card.map_or(Cell::Missing, |card| Cell::text(&card.label))
}

#[cfg(test)]
mod tests {
    use super::{ClustersOptions, PropertyGraph, clusters};
    use crate::query::sample;
    use crate::report::Cell;

    #[test]
    fn a_card_names_its_members_instead_of_their_ids() {
        let table = clusters(&sample::graph(), &ClustersOptions::default()).unwrap();
        assert_eq!(table.cell(0, "size"), Some(&Cell::Integer(15)));
        let Some(Cell::Table(top)) = table.cell(0, "top") else { panic!("no members") };
        assert_eq!(top.cell(0, "kind"), Some(&Cell::text("signals")));
        assert_eq!(top.cell(0, "members"), Some(&Cell::List(vec!["Battery Streets".into()])));
    }

    #[test]
    fn a_card_tells_with_which_clusters_it_is_one_part() {
        let mut graph = sample::graph();
        graph.clusters[0].parent = Some(3);
        let told = |graph: &PropertyGraph| {
            clusters(graph, &ClustersOptions::default()).unwrap().cell(0, "coarser_level").cloned()
        };
        assert_eq!(told(&graph), Some(Cell::text("part 3, alone")));
        for cluster in 2..9 {
            let other = super::ClusterCard { cluster, ..graph.clusters[0].clone() };
            graph.clusters.push(other);
        }
        assert_eq!(told(&graph), Some(Cell::text("part 3, with clusters 2, 3, 4, 5, 6 and 2 more")));
        assert_eq!(
            clusters(&graph, &ClustersOptions::default()).unwrap().cell(0, "parent"),
            Some(&Cell::Integer(3))
        );
    }

    #[test]
    fn members_of_chosen_kinds_alone_are_named() {
        let top = |kind: &str| {
            let options = ClustersOptions::default().with_kinds(vec![kind.into()]);
            clusters(&sample::graph(), &options).unwrap().cell(0, "top").cloned()
        };
        // The card names one signal and no concern.
        assert!(matches!(top("Signals"), Some(Cell::Table(top)) if top.rows.len() == 1));
        assert_eq!(top("concern"), Some(Cell::Missing));
        let unknown = ClustersOptions::default().with_kinds(vec!["consern".into()]);
        assert!(
            clusters(&sample::graph(), &unknown).unwrap_err().to_string().contains("did you mean concern?")
        );
    }

    #[test]
    fn small_clusters_can_be_left_out() {
        let options = ClustersOptions { min_size: 16, ..ClustersOptions::default() };
        assert!(clusters(&sample::graph(), &options).unwrap().rows.is_empty());
    }
}
