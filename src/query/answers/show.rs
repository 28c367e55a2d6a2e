//! `show`: everything known of one thing.

use jiff::civil::Date;

use crate::columns::{Column, Value};
use crate::property_graph::{
    Belonging, ColumnView, MentionRecord, NODE_COLUMNS, NodeColumn, NodeRef, PropertyGraph,
};
use crate::query::index::Cooccurrences;
use crate::query::index::History;
use crate::query::index::{Index, related};
use crate::remark::Remark;
use crate::report::{Cell, Field, Layout, Table};
use portent_graph::index::NodeRow;

/// What [`show`] shows.
#[derive(Debug, Clone, Copy)]
pub struct ShowOptions {
    limit: usize,
}

impl Default for ShowOptions {
    fn default() -> Self {
        Self { limit: 10 }
    }
}

impl ShowOptions {
    /// How many mentions, neighbors of each relation, and entities met; default 10.
    #[must_use]
    pub fn with_limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }
}

/// One card about the node in `row`: every column, history, mentions with file and line, neighbors by relation
/// (heaviest first, ties by label), the entities it meets most strongly.
///
/// # Panics
/// Never for a row of this graph.
#[must_use]
pub fn show(graph: &PropertyGraph, row: NodeRow, options: &ShowOptions) -> Table {
    let index = Index::new(graph);
    let mut table = Table { layout: Layout::Cards, ..Table::default() };
    let mut cells = Vec::new();
    let mut add = |field: Field, cell: Cell| {
        if cell != Cell::Missing {
            table.fields.push(field);
            cells.push(cell);
        }
    };
    add(Field::new("label"), Cell::text(index.label(row)));
    add(Field::new("kind"), Cell::text(graph.kind_name(row)));
    add(Field::new("id"), Cell::text(&graph.nodes[row].id));
    for spec in NODE_COLUMNS {
        add(column(spec.name), Cell::from(graph.value(row, spec.name)));
    }
    add(Field::new("belongs_to"), Belonging::of(graph).told(row).map_or(Cell::Missing, Cell::text));
    add(Field::new("attributes"), attributes(graph, row));
    let history = History::of(&index, &[row], &index.dated_editions());
    add(Field::new("history"), Cell::text(history.line));
    let said = said(graph, row);
    add(Field::new("mentioned_in"), mentioned_in(&said, options.limit));
    add(Field::new("neighbors"), neighbors(&index, row, options.limit));
    add(Field::new("meets"), meets(&index, row, options.limit));
    table.rows.push(cells);
    table.remarks = remarks(&said, &index, row, options.limit);
    table
}

/// What an article says of itself under keys of its own.
fn attributes(graph: &PropertyGraph, row: NodeRow) -> Cell {
    let own = |column: &&Column| NODE_COLUMNS.iter().all(|spec| spec.name != column.name);
    let texts = graph.nodes.columns().iter().filter(own).flat_map(|column| {
        match column.values.get(usize::from(row)) {
            Value::Missing => Vec::new(),
            Value::List(texts) => texts.to_vec(),
            value => vec![format!("{}: {}", column.name, Cell::from(value).flat())],
        }
    });
    Cell::list(texts.collect())
}

/// The count keeps its name; the list beside it is `mentioned_in`.
fn column(name: &'static str) -> Field {
    if matches!(name, "description" | "summary" | "aliases") { Field::cut(name) } else { Field::new(name) }
}

/// The mentions of an entity, or those that an article makes.
fn said(graph: &PropertyGraph, row: NodeRow) -> Vec<&MentionRecord> {
    let node = NodeRef::Row(row);
    graph.mentions.iter().filter(|mention| mention.entity == node || mention.article == node).collect()
}

fn mentioned_in(said: &[&MentionRecord], limit: usize) -> Cell {
    let mut table = Table::new(&[
        Field::new("name"),
        Field::aside("where"),
        Field::aside("relevancy"),
        Field::aside("description"),
    ]);
    for mention in said.iter().take(limit) {
        table.push(vec![
            Cell::text(&mention.name),
            Cell::text(format!("{}:{}", mention.path, mention.line)),
            Cell::from(mention.relevancy),
            mention.description.as_deref().map_or(Cell::Missing, Cell::text),
        ]);
    }
    Cell::table(table)
}

fn neighbors(index: &Index, row: NodeRow, limit: usize) -> Cell {
    let mut table = Table::new(&[
        Field::new("relation"),
        Field::new("kind"),
        Field::cut("label"),
        Field::data("id"),
        Field::new("weight"),
        Field::new("date"),
    ]);
    let dates = index.graph.nodes.column(NodeColumn::FirstSeen);
    for (name, links) in related(index, row) {
        for link in links.into_iter().take(limit) {
            table.push(vec![
                Cell::text(name),
                Cell::text(index.graph.kind_name(link.node)),
                Cell::text(index.label(link.node)),
                Cell::text(&index.graph.nodes[link.node].id),
                Cell::real(index.weight(link)),
                first_seen(index, dates, link.node),
            ]);
        }
    }
    Cell::table(table)
}

fn first_seen(index: &Index, dates: ColumnView<'_, Date>, node: NodeRow) -> Cell {
    Cell::from(dates.get(node).filter(|_| !index.graph.is_entity(node)))
}

fn meets(index: &Index, row: NodeRow, limit: usize) -> Cell {
    if !index.graph.is_entity(row) {
        return Cell::Missing;
    }
    let mut table =
        Table::new(&[Field::new("kind"), Field::cut("label"), Field::data("id"), Field::new("articles")]);
    for cooccurrence in Cooccurrences::new(index).strongest(&[row]).into_iter().take(limit) {
        table.push(vec![
            Cell::text(index.graph.kind_name(cooccurrence.node)),
            Cell::text(index.label(cooccurrence.node)),
            Cell::text(&index.graph.nodes[cooccurrence.node].id),
            Cell::Integer(i64::from(cooccurrence.articles)),
        ]);
    }
    Cell::table(table)
}

fn remarks(said: &[&MentionRecord], index: &Index, row: NodeRow, limit: usize) -> Vec<Remark> {
    let mentions = (said.len() > limit).then(|| Remark::shown(limit, said.len(), "mentions"));
    let neighbors = related(index, row).into_iter().filter_map(|(name, links)| {
        let count = links.len();
        (count > limit).then(|| Remark::shown(limit, count, format!("neighbors by {name}")))
    });
    mentions.into_iter().chain(neighbors).chain(crate::query::part(index.graph)).collect()
}

#[cfg(test)]
mod tests {
    use super::{ShowOptions, show};
    use crate::query::sample;
    use crate::report::Cell;

    // C26: what is around one thing.
    #[test]
    fn a_signal_is_shown_with_its_places_and_neighbors() {
        let graph = sample::graph();
        let table = show(&graph, sample::row(&graph, "signal:battery-streets"), &ShowOptions { limit: 3 });
        assert_eq!(table.cell(0, "label"), Some(&Cell::text("Battery Streets")));
        let Some(Cell::Table(said)) = table.cell(0, "mentioned_in") else { panic!("no mentions") };
        assert_eq!(said.cell(1, "where"), Some(&Cell::text("a.md:11")));
        assert_eq!(said.cell(1, "name"), Some(&Cell::text("Streets of Batteries")));
        let Some(Cell::Table(neighbors)) = table.cell(0, "neighbors") else { panic!("no neighbors") };
        assert_eq!(neighbors.cell(0, "label"), Some(&Cell::text("Article A")), "two rows weigh most");
        assert_eq!(table.remarks[0], crate::remark::Remark::shown(3, 4, "mentions"));
    }

    #[test]
    fn broader_and_narrower_terms_are_listed_apart() {
        let graph = sample::with_broader();
        let table = show(&graph, sample::row(&graph, "concern:grid-strain"), &ShowOptions::default());
        let Some(Cell::Table(neighbors)) = table.cell(0, "neighbors") else { panic!("no neighbors") };
        let listed = |name: &str| {
            let rows = (0..neighbors.rows.len())
                .filter(|&row| neighbors.cell(row, "relation") == Some(&Cell::text(name)));
            rows.filter_map(|row| neighbors.cell(row, "label").cloned()).collect::<Vec<_>>()
        };
        assert_eq!(
            (listed("broader"), listed("narrower")),
            (vec![Cell::text("Power")], vec![Cell::text("Grid Overload")])
        );
        assert_eq!(listed("restates"), [Cell::text("grid")]);
    }

    #[test]
    fn an_article_is_shown_with_what_it_says() {
        let graph = sample::graph();
        let table = show(&graph, sample::row(&graph, "article:a"), &ShowOptions::default());
        let Some(Cell::Table(said)) = table.cell(0, "mentioned_in") else { panic!("no mentions") };
        assert_eq!(said.rows.len(), 3);
        assert_eq!(table.cell(0, "meets"), None);
    }
}
