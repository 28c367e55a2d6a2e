//! `search`: what has the words of a text in its names or in what articles say of it.

use std::cmp::Ordering;

use jiff::civil::Date;

use crate::error::Error;
use crate::folding::folded;
use crate::parse::KindId;
use crate::property_graph::find::{Rank, find_all};
use crate::property_graph::{ColumnView, MentionRecord, NodeColumn};
use crate::query::index::words::{Library, Said};
use crate::query::index::{Places, place};
use crate::query::kinds::{entity_kinds, kinds};
use crate::remark::Remark;
use crate::report::{Cell, Field, Table};
use portent_graph::index::{NodeRow, TiVec};

/// Shorter texts are a part of too many names.
const PART: usize = 3;

/// What [`search`] shows.
#[derive(Debug, Clone)]
pub struct SearchOptions {
    kinds: Vec<String>,
    limit: usize,
}

impl Default for SearchOptions {
    fn default() -> Self {
        Self { kinds: Vec::new(), limit: 20 }
    }
}

impl SearchOptions {
    /// Names of kinds; default all, articles and editions included.
    #[must_use]
    pub fn with_kinds(self, kinds: Vec<String>) -> Self {
        Self { kinds, ..self }
    }

    /// How many rows; default 20.
    #[must_use]
    pub fn with_limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }
}

static FIELDS: &[Field] = &[
    Field::new("kind"),
    Field::wrap("label"),
    Field::data("id"),
    Field::new("found"),
    Field::new("articles"),
    Field::new("first_seen"),
    Field::new("last_seen"),
    Field::aside("where"),
    Field::below("description"),
];

/// How a node has what is looked for: the first is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Found {
    /// Its id, label or an alias is the text.
    Name,
    /// One of its names says all words.
    Words,
    /// One of its names holds the text.
    Part,
    /// A row of it, or the title and summary of an article, says all words.
    Description,
}

impl Found {
    fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Words => "words of name",
            Self::Part => "part of name",
            Self::Description => "description",
        }
    }
}

/// What has a text as name, then what says all its words in one name, what holds it in a name, what says all its words in one
/// description (of an article in title and summary); of each, entities first, then by articles (most first), PageRank and id.
///
/// Words are those of the [`Library`]: in any inflection, without those of grammar. O(text of the graph), without reading it:
/// the library has.
///
/// # Errors
/// [`Error::InvalidOption`] for an unknown kind, and for a text without a word.
pub fn search(library: &Library<'_>, text: &str, options: &SearchOptions) -> Result<Table, Error> {
    let graph = library.graph();
    let wanted = match options.kinds.is_empty() {
        true => {
            [KindId::ARTICLE, KindId::EDITION].into_iter().chain(entity_kinds(&graph.header.schema)).collect()
        }
        false => kinds(&graph.header.schema, &options.kinds)?,
    };
    if !text.chars().any(char::is_alphanumeric) {
        return Err(Error::InvalidOption { field: "text".into(), reason: format!("{text:?} holds no word") });
    }
    let mut hits = Hits::new(library);
    hits.take_names(text);
    hits.take_words(text);
    hits.take_parts(text);
    let rows = hits.ranked(&wanted);
    let places = Places::new(graph);
    let mut table = Table::new(FIELDS);
    let columns = Columns::new(library);
    for &(found, row) in rows.iter().take(options.limit) {
        table.push(columns.line(&places, found, row, hits.said[row]));
    }
    if rows.len() > options.limit {
        table.remarks.push(Remark::shown(options.limit, rows.len(), ""));
    }
    if rows.is_empty() {
        let near = crate::property_graph::find::nearest(graph, text);
        let hint =
            if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(", ")) };
        table.remarks.push(format!("nothing here has the words of {text:?}{hint}").into());
    }
    table.remarks.extend(crate::query::part(graph));
    Ok(table)
}

/// What was found of each node.
struct Hits<'l, 'a> {
    library: &'l Library<'a>,
    best: TiVec<NodeRow, Option<Found>>,
    /// The row that says it, where a description does.
    said: TiVec<NodeRow, Option<&'a MentionRecord>>,
}

impl<'l, 'a> Hits<'l, 'a> {
    fn new(library: &'l Library<'a>) -> Self {
        let nodes = library.graph().node_count();
        Self { library, best: vec![None; nodes].into(), said: vec![None; nodes].into() }
    }

    fn take(&mut self, node: NodeRow, found: Found) -> bool {
        let is_better = self.best[node].is_none_or(|known| found < known);
        if is_better {
            self.best[node] = Some(found);
        }
        is_better
    }

    fn take_names(&mut self, text: &str) {
        for row in find_all(self.library.graph(), text) {
            self.take(row, Found::Name);
        }
    }

    fn take_words(&mut self, text: &str) {
        for said in self.library.saying_all(text) {
            match said {
                Said::InName(node) => {
                    self.take(node, Found::Words);
                }
                Said::InRow(node, mention) => {
                    if self.take(node, Found::Description) {
                        self.said[node] = mention;
                    }
                }
            }
        }
    }

    fn take_parts(&mut self, text: &str) {
        let graph = self.library.graph();
        let part = folded(graph.header.schema.split_kind(text.trim()).map_or(text, |(_, rest)| rest));
        if part.chars().count() < PART {
            return;
        }
        let aliases = graph.nodes.column::<&[String]>(NodeColumn::Aliases);
        for (row, node) in graph.nodes.iter() {
            let mut others = aliases.get(row).unwrap_or_default().iter();
            if holds(&node.label, &part) || others.any(|alias| holds(alias, &part)) {
                self.take(row, Found::Part);
            }
        }
    }

    /// What was found of these kinds, the best first.
    fn ranked(&self, kinds: &[KindId]) -> Vec<(Found, NodeRow)> {
        let graph = self.library.graph();
        let found = self.best.iter_enumerated().filter_map(|(row, found)| Some(((*found)?, row)));
        let mut rows: Vec<(Found, NodeRow)> =
            found.filter(|(_, row)| kinds.contains(&graph.nodes[*row].kind)).collect();
        let rank = Rank::new(graph);
        rows.sort_by(|&(a, x), &(b, y)| a.cmp(&b).then_with(|| rank.order(x, y, Ordering::Equal)));
        rows
    }
}

/// Whether a name holds a folded text; plain ASCII, as most names are, is folded in place.
fn holds(name: &str, part: &str) -> bool {
    if name.is_ascii() && part.is_ascii() {
        let (name, part) = (name.as_bytes(), part.as_bytes());
        return name.windows(part.len()).any(|window| window.eq_ignore_ascii_case(part));
    }
    folded(name).contains(part)
}

/// The columns that are shown.
struct Columns<'l, 'a> {
    library: &'l Library<'a>,
    articles: ColumnView<'a, i64>,
    first_seen: ColumnView<'a, Date>,
    last_seen: ColumnView<'a, Date>,
}

impl<'l, 'a> Columns<'l, 'a> {
    fn new(library: &'l Library<'a>) -> Self {
        let nodes = &library.graph().nodes;
        Self {
            library,
            articles: nodes.column(NodeColumn::Articles),
            first_seen: nodes.column(NodeColumn::FirstSeen),
            last_seen: nodes.column(NodeColumn::LastSeen),
        }
    }

    fn line(
        &self,
        places: &Places<'a>,
        found: Found,
        row: NodeRow,
        said: Option<&'a MentionRecord>,
    ) -> Vec<Cell> {
        let graph = self.library.graph();
        let said = said.filter(|_| found == Found::Description).or_else(|| places.foremost(row));
        let text = |column: NodeColumn| graph.nodes.column::<&str>(column).get(row).unwrap_or_default();
        let described = match said {
            Some(mention) => mention.description.as_deref().unwrap_or_default(),
            None if graph.is_entity(row) => text(NodeColumn::Description),
            None => text(NodeColumn::Summary),
        };
        vec![
            Cell::text(graph.kind_name(row)),
            Cell::text(&graph.nodes[row].label),
            Cell::text(&graph.nodes[row].id),
            Cell::text(found.name()),
            Cell::from(self.articles.get(row).filter(|_| graph.is_entity(row))),
            Cell::from(self.first_seen.get(row)),
            Cell::from(self.last_seen.get(row)),
            Cell::text(said.map_or_else(|| places.first(row), place)),
            Cell::text(described),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::{SearchOptions, search};
    use crate::property_graph::PropertyGraph;
    use crate::query::{Library, sample};
    use crate::report::Cell;

    fn found(graph: &PropertyGraph, text: &str, options: &SearchOptions) -> Vec<String> {
        let table = search(&Library::new(graph), text, options).unwrap();
        let cell = |row, field| table.cell(row, field).map_or_else(String::new, Cell::flat);
        let line = |row| format!("{}: {} {}", cell(row, "found"), cell(row, "id"), cell(row, "where"));
        (0..table.rows.len()).map(line).collect()
    }

    #[test]
    fn names_come_before_their_words_and_those_before_descriptions() {
        let mut graph = sample::graph();
        graph.mentions[4].description = Some("the streets and the grid under strains of batteries".into());
        let all = SearchOptions::default();
        assert_eq!(
            found(&graph, "grid", &all),
            [
                "name: keyword:grid ",
                // Both have two articles and no PageRank; the smaller id is first.
                "words of name: concern:grid-overload ",
                "words of name: concern:grid-strain a.md:20",
            ]
        );
        // In any inflection: one name says both words, one description does.
        assert_eq!(
            found(&graph, "battery street", &all),
            ["words of name: signal:battery-streets a.md:10", "description: concern:grid-strain b.md:20"]
        );
        assert_eq!(found(&graph, "odium", &all), ["part of name: technology:sodium-cell "]);
        let signals = SearchOptions::default().with_kinds(vec!["signal".into()]);
        assert!(found(&graph, "grid", &signals).is_empty());
    }

    #[test]
    fn titles_are_found_and_what_nothing_has_is_answered_with_the_nearest() {
        let graph = sample::graph();
        let articles =
            found(&graph, "articles a", &SearchOptions::default().with_kinds(vec!["article".into()]));
        assert_eq!(articles.len(), 4, "a single letter is no word, and e is a copy of d: {articles:?}");
        let table = search(&Library::new(&graph), "sodim cel", &SearchOptions::default()).unwrap();
        assert!(table.remarks[0].to_string().contains("did you mean Sodium Cell?"), "{:?}", table.remarks);
        let error = search(&Library::new(&graph), "?!", &SearchOptions::default()).unwrap_err();
        assert!(error.to_string().contains("holds no word"));
    }
}
