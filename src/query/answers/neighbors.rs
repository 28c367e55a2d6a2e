//! `neighbors`: what is next to one thing, and where articles say so.

use jiff::civil::Date;

use crate::error::Error;
use crate::graph::Relation;
use crate::parse::KindId;
use crate::property_graph::{MentionRecord, NodeColumn, PropertyGraph};
use crate::query::index::{Cooccurrences, Index, Places, place, related};
use crate::query::kinds::kinds;
use crate::remark::Remark;
use crate::report::{Cell, Field, Table};
use crate::suggest::nearest_word;
use portent_graph::index::NodeRow;

/// The relation of entities that the same articles mention: no edge of the full view.
const MEETS: &str = "meets";

/// What [`neighbors`] shows.
#[derive(Debug, Clone)]
pub struct NeighborsOptions {
    kinds: Vec<String>,
    relations: Vec<String>,
    limit: usize,
}

impl Default for NeighborsOptions {
    fn default() -> Self {
        Self { kinds: Vec::new(), relations: Vec::new(), limit: 20 }
    }
}

impl NeighborsOptions {
    /// Names of kinds; default all, articles and editions included.
    #[must_use]
    pub fn with_kinds(self, kinds: Vec<String>) -> Self {
        Self { kinds, ..self }
    }

    /// Relations, as [`neighbors`] names them; default all.
    #[must_use]
    pub fn with_relations(self, relations: Vec<String>) -> Self {
        Self { relations, ..self }
    }

    /// How many rows; default 20.
    #[must_use]
    pub fn with_limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }
}

static FIELDS: &[Field] = &[
    Field::new("relation"),
    Field::new("kind"),
    Field::wrap("label"),
    Field::data("id"),
    Field::new("weight"),
    Field::new("articles"),
    Field::new("date"),
    Field::aside("where"),
];

/// The nodes next to the node in `row`, by relation, heaviest first (ties by label).
///
/// Relations stand in the order of [`Relation::ALL`], those to broader and narrower terms apart, and last for an entity
/// `meets`: the entities of its articles, weighed by how many articles mention both, least chance first, as
/// [`Cooccurrences::strongest`] has them. `where` is the row that says it: of the article for an edge between it and an entity,
/// of an article of both for `meets`, else the neighbor's own first row. O(nodes + edges + mentions).
///
/// # Errors
/// [`Error::InvalidOption`] for an unknown kind or relation.
pub fn neighbors(graph: &PropertyGraph, row: NodeRow, options: &NeighborsOptions) -> Result<Table, Error> {
    let wanted = match options.kinds.is_empty() {
        true => Vec::new(),
        false => kinds(&graph.header.schema, &options.kinds)?,
    };
    let relations = relations(&options.relations)?;
    let index = Index::new(graph);
    let places = Places::new(graph);
    let is_asked = |relation: &str, node: NodeRow| {
        (relations.is_empty() || relations.contains(&relation))
            && (wanted.is_empty() || wanted.contains(&graph.nodes[node].kind))
    };
    let mut found: Vec<Neighbor> = linked(&index, row);
    found.extend(met(&index, row));
    found.retain(|neighbor| is_asked(neighbor.relation, neighbor.node));
    let mut table = Table::new(FIELDS);
    for neighbor in found.iter().take(options.limit) {
        table.push(line(&index, &places, row, neighbor));
    }
    if found.len() > options.limit {
        table.remarks.push(Remark::shown(options.limit, found.len(), "neighbors"));
    }
    table.remarks.extend(crate::query::part(graph));
    Ok(table)
}

/// The relations of these names; none given means all.
fn relations(names: &[String]) -> Result<Vec<&'static str>, Error> {
    let known: Vec<&'static str> =
        Relation::ALL.iter().map(|relation| relation.name()).chain(["narrower", MEETS]).collect();
    let find = |name: &String| {
        let wanted = name.to_lowercase();
        known.iter().copied().find(|known| *known == wanted).ok_or_else(|| {
            let hint = nearest_word(&wanted, known.iter().copied())
                .map_or_else(String::new, |near| format!("did you mean {near}? "));
            let reason = format!("no relation is called {name:?}; {hint}known are {}", known.join(", "));
            Error::InvalidOption { field: "relations".into(), reason }
        })
    };
    names.iter().map(find).collect()
}

/// A node next to another.
struct Neighbor {
    relation: &'static str,
    node: NodeRow,
    weight: f64,
}

fn linked(index: &Index, row: NodeRow) -> Vec<Neighbor> {
    let groups = related(index, row).into_iter();
    let all = groups.flat_map(|(relation, links)| links.into_iter().map(move |link| (relation, link)));
    all.map(|(relation, link)| Neighbor { relation, node: link.node, weight: index.weight(link) }).collect()
}

fn met(index: &Index, row: NodeRow) -> Vec<Neighbor> {
    if !index.graph.is_entity(row) {
        return Vec::new();
    }
    let met = Cooccurrences::new(index).strongest(&[row]).into_iter();
    met.map(|met| Neighbor { relation: MEETS, node: met.node, weight: f64::from(met.articles) }).collect()
}

fn line(index: &Index, places: &Places, row: NodeRow, neighbor: &Neighbor) -> Vec<Cell> {
    let graph = index.graph;
    let node = neighbor.node;
    let dates = graph.nodes.column::<Date>(NodeColumn::FirstSeen);
    let articles = graph.nodes.column::<i64>(NodeColumn::Articles).get(node);
    let said = said(index, places, row, neighbor).map_or_else(|| places.first(node), place);
    vec![
        Cell::text(neighbor.relation),
        Cell::text(graph.kind_name(node)),
        Cell::text(index.label(node)),
        Cell::text(&graph.nodes[node].id),
        Cell::real(neighbor.weight),
        Cell::from(articles.filter(|_| graph.is_entity(node))),
        Cell::from(dates.get(node)),
        Cell::text(said),
    ]
}

/// The row of an article that joins two nodes.
fn said<'a>(
    index: &Index<'a>,
    places: &Places<'a>,
    row: NodeRow,
    neighbor: &Neighbor,
) -> Option<&'a MentionRecord> {
    let node = neighbor.node;
    if index.is(node, KindId::ARTICLE) {
        return places.within(node, row);
    }
    if index.is(row, KindId::ARTICLE) {
        return places.within(row, node);
    }
    let both = || index.mentioning(row).into_iter().find_map(|article| places.within(article, node));
    (neighbor.relation == MEETS).then(both).flatten()
}

#[cfg(test)]
mod tests {
    use super::{NeighborsOptions, neighbors};
    use crate::query::sample;
    use crate::report::{Cell, Table};

    fn told(table: &Table) -> Vec<String> {
        let cell = |row, field| table.cell(row, field).map_or_else(String::new, Cell::flat);
        let line = |row| format!("{} {} {}", cell(row, "relation"), cell(row, "label"), cell(row, "where"));
        (0..table.rows.len()).map(line).collect()
    }

    #[test]
    fn neighbors_stand_by_relation_with_the_row_that_says_so() {
        let graph = sample::with_broader();
        let row = sample::row(&graph, "concern:grid-strain");
        let table = neighbors(&graph, row, &NeighborsOptions::default()).unwrap();
        let expected = [
            "mentions Article A a.md:20",
            "mentions Article B b.md:20",
            "restates grid ",
            "broader Power ",
            "narrower Grid Overload ",
            // By chance as in the test of cooccurrences; the sample has no rows of Sodium Cell, Power and ai.
            "meets Sodium Cell ",
            "meets Battery Streets a.md:10",
            "meets Power ",
            "meets ai ",
        ];
        assert_eq!(told(&table), expected);
    }

    #[test]
    fn kinds_and_relations_choose_and_what_the_limit_leaves_out_is_counted() {
        let graph = sample::graph();
        let row = sample::row(&graph, "article:a");
        let of = |options: NeighborsOptions| neighbors(&graph, row, &options);
        let options = NeighborsOptions::default().with_kinds(vec!["signals".into()]);
        assert_eq!(told(&of(options).unwrap()), ["mentions Battery Streets a.md:10"]);
        let options = NeighborsOptions::default().with_relations(vec!["tagged".into()]).with_limit(1);
        let table = of(options).unwrap();
        assert_eq!(told(&table), ["tagged ai "]);
        assert_eq!(table.remarks[0], crate::remark::Remark::shown(1, 2, "neighbors"));
        let options = NeighborsOptions::default().with_relations(vec!["taged".into()]);
        let error = of(options).unwrap_err().to_string();
        assert!(error.contains("did you mean tagged?") && error.contains("meets"), "{error}");
    }
}
