//! `linked`: what a built graph knows of two names: one thing, linked, or apart.

use crate::error::Error;
use crate::folding::{folded, folds_to};
use crate::graph::Relation;
use crate::property_graph::{MentionRecord, NodeColumn, PropertyGraph, find};
use crate::query::index::{Index, Link, Places, place};
use crate::remark::Remark;
use crate::report::{Cell, Field, Layout, Table};
use portent_graph::index::NodeRow;

/// What [`linked`] shows.
#[derive(Debug, Clone, Copy)]
pub struct LinkedOptions {
    limit: usize,
}

impl Default for LinkedOptions {
    fn default() -> Self {
        Self { limit: 5 }
    }
}

impl LinkedOptions {
    /// How many mentions of each name, and how many shared articles; default 5.
    #[must_use]
    pub fn with_limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }
}

static FIELDS: &[Field] = &[
    Field::new("pair"),
    Field::new("verdict"),
    Field::new("words"),
    Field::new("probability"),
    Field::new("weakest_pair"),
    Field::new("reasons"),
    Field::new("shared_articles"),
    Field::new("ids"),
    Field::new("shared"),
    Field::new("first"),
    Field::new("second"),
];

/// What a built graph knows of two names, as one card.
///
/// The verdict is `one thing` where both are names of one node, else that of the edge between their nodes (`duplicate`,
/// `restates`, `broader`, `similar`, or another relation), else `apart`. One thing: `probability` is the least certainty with
/// which the graph took the names for it, and `weakest_pair` and `reasons` are of the least certain merge in it. Linked:
/// `probability` is the match probability. Apart and linked: the articles that mention both. The evidence of a verdict,
/// feature by feature, needs the pages: [`crate::resolve::explain`]. O(nodes + edges + mentions).
///
/// # Errors
/// [`Error::UnknownName`] where nothing has a name.
pub fn linked(graph: &PropertyGraph, a: &str, b: &str, options: &LinkedOptions) -> Result<Table, Error> {
    let (first, second) = (find::look_up(graph, a)?, find::look_up(graph, b)?);
    let rows = [first.row, second.row];
    let sides =
        Sides { index: &Index::new(graph), places: &Places::new(graph), rows, names: [a, b], options };
    let mut table = Table { layout: Layout::Cards, ..Table::new(FIELDS) };
    table.push(if rows[0] == rows[1] { sides.one_thing() } else { sides.two_things() });
    table.remarks.extend(first.others.into_iter().chain(second.others));
    table.remarks.extend(sides.cut());
    table.remarks.extend(crate::query::part(graph));
    Ok(table)
}

/// Two names, and the nodes that they mean.
struct Sides<'s, 'a> {
    index: &'s Index<'a>,
    places: &'s Places<'a>,
    rows: [NodeRow; 2],
    names: [&'s str; 2],
    options: &'s LinkedOptions,
}

impl<'a> Sides<'_, 'a> {
    fn one_thing(&self) -> Vec<Cell> {
        let nodes = &self.index.graph.nodes;
        let row = self.rows[0];
        let list = |column: NodeColumn| nodes.column::<&[String]>(column).get(row).unwrap_or_default();
        let said = self.said();
        let certainty = said.iter().flatten().map(|mention| mention.certainty).reduce(f64::min);
        let label = self.index.label(row);
        let names = list(NodeColumn::Aliases).len() + 1;
        let words =
            format!("both are names of {} {label:?}, which has {names}", self.index.graph.kind_name(row));
        vec![
            Cell::text(self.pair()),
            Cell::text("one thing"),
            Cell::text(words),
            Cell::from(certainty),
            Cell::list(list(NodeColumn::MergePair).to_vec()),
            Cell::list(list(NodeColumn::MergeReasons).to_vec()),
            Cell::from(nodes.column::<i64>(NodeColumn::Articles).get(row)),
            Cell::list(vec![nodes[row].id.to_string()]),
            Cell::Missing,
            self.mentions(&said[0]),
            self.mentions(&said[1]),
        ]
    }

    fn two_things(&self) -> Vec<Cell> {
        let index = self.index;
        let shared = self.shared();
        let link = index.of(self.rows[0]).iter().copied().find(|link| link.node == self.rows[1]);
        let (verdict, words) = match link {
            Some(link) => (index.relation(link).name(), self.words(link)),
            None => ("apart", "two things: no edge joins them".to_owned()),
        };
        let judged = link.filter(|&link| {
            matches!(index.relation(link), Relation::Duplicate | Relation::Restates | Relation::Similar)
        });
        let said = self.said();
        let ids = self.rows.map(|row| index.graph.nodes[row].id.to_string());
        vec![
            Cell::text(self.pair()),
            Cell::text(verdict),
            Cell::text(words),
            Cell::from(judged.map(|link| index.weight(link))),
            Cell::Missing,
            Cell::Missing,
            Cell::count(shared.len()),
            Cell::list(ids.to_vec()),
            self.met(&shared),
            self.mentions(&said[0]),
            self.mentions(&said[1]),
        ]
    }

    fn pair(&self) -> String {
        let side = |at: usize| {
            let row = self.rows[at];
            format!("{} {:?}", self.index.graph.kind_name(row), self.index.label(row))
        };
        match self.rows[0] == self.rows[1] {
            true => format!("{:?} and {:?}", self.names[0].trim(), self.names[1].trim()),
            false => format!("{} and {}", side(0), side(1)),
        }
    }

    fn words(&self, link: Link) -> String {
        let weight = crate::report::real(self.index.weight(link));
        match self.index.relation(link) {
            Relation::Duplicate => "judged one thing, and kept apart".into(),
            Relation::Restates => "one idea under two kinds".into(),
            Relation::Similar => "related, not one thing".into(),
            Relation::Broader => match self.index.broader_end(link) {
                Some(broader) => format!("{:?} is the broader one", self.index.label(broader)),
                None => "one is broader than the other".into(),
            },
            relation => format!("joined by an edge {} of weight {weight}", relation.name()),
        }
    }

    /// The mentions of each name: of two things all of either, of one thing those that are written so.
    fn said(&self) -> [Vec<&'a MentionRecord>; 2] {
        let is_one = self.rows[0] == self.rows[1];
        [0, 1].map(|at| {
            let name = self.index.graph.header.schema.split_kind(self.names[at].trim());
            let name = folded(name.map_or(self.names[at], |(_, rest)| rest));
            let all = self.places.of(self.rows[at]);
            all.filter(|mention| !is_one || folds_to(&mention.name, &name)).collect()
        })
    }

    /// The articles that mention both, copies once.
    fn shared(&self) -> Vec<NodeRow> {
        let [first, second] = self.rows.map(|row| self.index.articles(&[row]));
        first.into_iter().filter(|article| second.binary_search(article).is_ok()).collect()
    }

    fn met(&self, shared: &[NodeRow]) -> Cell {
        let mut table = Table::new(&[Field::cut("article"), Field::data("id"), Field::new("where")]);
        for &article in shared.iter().take(self.options.limit) {
            let places = self.rows.map(|row| self.places.within(article, row).map(place));
            table.push(vec![
                Cell::text(self.index.label(article)),
                Cell::text(&self.index.graph.nodes[article].id),
                Cell::list(places.into_iter().flatten().collect()),
            ]);
        }
        Cell::table(table)
    }

    fn mentions(&self, said: &[&MentionRecord]) -> Cell {
        let mut table = Table::new(&[Field::new("name"), Field::aside("where"), Field::aside("description")]);
        for mention in said.iter().take(self.options.limit) {
            table.push(vec![
                Cell::text(&mention.name),
                Cell::text(place(mention)),
                mention.description.as_deref().map_or(Cell::Missing, Cell::text),
            ]);
        }
        Cell::table(table)
    }

    fn cut(&self) -> Vec<Remark> {
        let limit = self.options.limit;
        let said = self.said();
        let sides = said.iter().zip(self.names);
        let cut = sides.filter(|(said, _)| said.len() > limit);
        cut.map(|(said, name)| Remark::shown(limit, said.len(), format!("mentions of {:?}", name.trim())))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{LinkedOptions, linked};
    use crate::columns::{Column, Values};
    use crate::query::sample;
    use crate::report::{Cell, Table};

    fn cell(table: &Table, field: &str) -> String {
        table.cell(0, field).map_or_else(String::new, Cell::flat)
    }

    #[test]
    fn two_names_of_one_node_are_one_thing_as_sure_as_the_least_sure_row() {
        let mut graph = sample::graph();
        let mut aliases = vec![Vec::new(); graph.node_count()];
        let row = usize::from(sample::row(&graph, "signal:battery-streets"));
        aliases[row] = vec!["Streets of Batteries".to_owned()];
        graph.nodes.push_column(Column::new("aliases", Values::List(aliases)));
        sample::doubt(&mut graph, "a.md", "Streets of Batteries");
        let options = LinkedOptions::default();
        let table = linked(&graph, "streets of batteries", "signal:Battery Streets", &options).unwrap();
        assert_eq!(
            (cell(&table, "verdict"), cell(&table, "probability")),
            ("one thing".into(), "0.7".into())
        );
        assert!(cell(&table, "first").contains("a.md:11") && !cell(&table, "first").contains("a.md:10"));
        assert!(cell(&table, "second").contains("a.md:10") && !cell(&table, "second").contains("a.md:11"));
    }

    #[test]
    fn an_edge_says_how_two_things_are_linked_and_none_that_they_are_apart() {
        let graph = sample::with_broader();
        let of = |a: &str, b: &str| linked(&graph, a, b, &LinkedOptions::default()).unwrap();
        let table = of("Grid Strain", "keyword:grid");
        assert_eq!((cell(&table, "verdict"), cell(&table, "probability")), ("restates".into(), "0.9".into()));
        assert_eq!(cell(&table, "shared_articles"), "2", "a and b");
        let table = of("Grid Strain", "Grid Overload");
        assert_eq!(cell(&table, "verdict"), "broader");
        assert_eq!(cell(&table, "words"), "\"Grid Strain\" is the broader one");
        let table = of("Grid Strain", "Battery Streets");
        assert_eq!(cell(&table, "verdict"), "apart");
        assert!(cell(&table, "shared").contains("a.md:20") && cell(&table, "shared").contains("a.md:10"));
        let error = linked(&graph, "Grid Strain", "Batery Streets", &LinkedOptions::default()).unwrap_err();
        assert!(error.hint().unwrap().contains("Battery Streets"));
    }
}
