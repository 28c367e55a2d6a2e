//! `about`: the articles and entities nearest to a free text.

use jiff::civil::Date;

use crate::error::Error;
use crate::parse::KindId;
use crate::property_graph::{ColumnView, NodeColumn, PropertyGraph};
use crate::query::index::words::{Library, Question};
use crate::query::kinds::kinds;
use crate::remark::Remark;
use crate::report::{Cell, Field, Table};
use portent_graph::index::NodeRow;

/// What is less near than this share of the nearest is not shown.
const LEAST: f64 = 0.3;

/// What [`about`] shows.
#[derive(Debug, Clone)]
pub struct AboutOptions {
    kinds: Vec<String>,
    limit: usize,
    articles: Option<usize>,
    half_life: Option<u32>,
    relevancy: bool,
}

impl Default for AboutOptions {
    fn default() -> Self {
        Self { kinds: Vec::new(), limit: 10, articles: None, half_life: None, relevancy: false }
    }
}

impl AboutOptions {
    /// Names of kinds; default all entity kinds, after articles.
    #[must_use]
    pub fn with_kinds(self, kinds: Vec<String>) -> Self {
        Self { kinds, ..self }
    }

    /// How many rows of each kind; default 10.
    #[must_use]
    pub fn with_limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    /// How many articles; default as many as rows of a kind.
    #[must_use]
    pub fn with_articles(self, articles: Option<usize>) -> Self {
        Self { articles, ..self }
    }

    /// So many days before the newest date a thing counts half, and so on; what is undated counts like the oldest.
    /// Default: dates count nothing.
    #[must_use]
    pub fn with_half_life(self, days: Option<u32>) -> Self {
        Self { half_life: days, ..self }
    }

    /// Whether scores are multiplied by relevancy, as a share of the greatest; what has none counts half. Default false.
    #[must_use]
    pub fn with_relevancy(self, relevancy: bool) -> Self {
        Self { relevancy, ..self }
    }

    fn limit_of(&self, kind: KindId) -> usize {
        self.articles.filter(|_| kind == KindId::ARTICLE).unwrap_or(self.limit)
    }
}

static FIELDS: &[Field] = &[
    Field::new("kind"),
    Field::wrap("label"),
    Field::new("score"),
    Field::new("articles"),
    Field::new("date"),
    Field::aside("where"),
    Field::below("description"),
    Field::data("link"),
    Field::data("id"),
];

/// The articles, then the entities of each kind, nearest to a text, nearest first, ties by id.
///
/// Near is what says the words of the text, or other names of what the text names ([`Question`]), by BM25F over names,
/// descriptions, titles and summaries. An entity is all its mentions, under that of its names which fits best; copies of
/// articles count once. What scores less than 0.3 of the best is left out. O(text of the graph).
///
/// # Errors
/// [`Error::InvalidOption`] for an unknown kind, and for a text without a word.
pub fn about(graph: &PropertyGraph, text: &str, options: &AboutOptions) -> Result<Table, Error> {
    let mut wanted = kinds(&graph.header.schema, &options.kinds)?;
    if options.kinds.is_empty() {
        wanted.insert(0, KindId::ARTICLE);
    }
    let question = Question::new(graph, text);
    if question.concepts.is_empty() {
        return Err(Error::InvalidOption { field: "text".into(), reason: format!("{text:?} holds no word") });
    }
    let library = Library::new(graph, &question);
    let weight = Weight::new(graph, options);
    let mut scores = library.scores();
    for (row, score) in scores.iter_mut_enumerated() {
        *score *= weight.of(row);
    }
    let mut table = Table::new(FIELDS);
    let mut found = Vec::new();
    for (kind, limit) in wanted.iter().map(|&kind| (kind, options.limit_of(kind))) {
        let mut near: Vec<NodeRow> =
            graph.nodes.rows().filter(|&row| graph.nodes[row].kind == kind).collect();
        near.retain(|&row| scores[row] > 0.0);
        near.sort_by(|&a, &b| {
            scores[b].total_cmp(&scores[a]).then_with(|| graph.nodes[a].id.cmp(&graph.nodes[b].id))
        });
        near.truncate(limit);
        found.push(near);
    }
    let best = |is_article: bool| {
        let rows = found.iter().flatten().filter(|&&row| graph.is_entity(row) != is_article);
        rows.map(|&row| scores[row]).fold(0.0, f64::max)
    };
    let least = [best(false) * LEAST, best(true) * LEAST];
    for row in found.iter().flatten().copied() {
        if scores[row] >= least[usize::from(!graph.is_entity(row))] {
            table.push(line(graph, &library, row, scores[row]));
        }
    }
    table.remarks.extend(remarks(graph, text, &table));
    Ok(table)
}

/// One row of the answer.
fn line(graph: &PropertyGraph, library: &Library<'_>, row: NodeRow, score: f64) -> Vec<Cell> {
    let nodes = &graph.nodes;
    let text = |column: NodeColumn| nodes.column::<&str>(column).get(row).unwrap_or_default();
    let evidence = library.evidence(row).filter(|_| graph.is_entity(row));
    let said = evidence.and_then(|mention| mention.description.as_deref());
    let (place, description) = match evidence {
        Some(mention) => (format!("{}:{}", mention.path, mention.line), said.unwrap_or_default()),
        None if graph.is_entity(row) => (String::new(), text(NodeColumn::Description)),
        None => (text(NodeColumn::Path).to_owned(), text(NodeColumn::Summary)),
    };
    let articles = nodes.column::<i64>(NodeColumn::Articles).get(row).filter(|_| graph.is_entity(row));
    vec![
        Cell::text(graph.kind_name(row)),
        Cell::text(&nodes[row].label),
        Cell::real(score),
        Cell::from(articles),
        Cell::from(nodes.column::<Date>(NodeColumn::LastSeen).get(row)),
        Cell::text(place),
        Cell::text(description),
        Cell::text(text(NodeColumn::Link)),
        Cell::text(&nodes[row].id),
    ]
}

/// What else counts: dates and relevancy, where they are asked for.
struct Weight<'a> {
    half_life: Option<f64>,
    dates: ColumnView<'a, Date>,
    span: Option<(Date, Date)>,
    relevancy: ColumnView<'a, f64>,
    greatest: Option<f64>,
}

impl<'a> Weight<'a> {
    fn new(graph: &'a PropertyGraph, options: &AboutOptions) -> Self {
        let dates = graph.nodes.column::<Date>(NodeColumn::LastSeen);
        let relevancy = graph.nodes.column::<f64>(NodeColumn::RelevancyMean);
        let days = graph.nodes.rows().filter_map(|row| dates.get(row));
        let greatest = graph.nodes.rows().filter_map(|row| relevancy.get(row)).fold(0.0, f64::max);
        Self {
            half_life: options.half_life.map(|days| f64::from(days.max(1))),
            dates,
            span: days.clone().min().zip(days.max()),
            relevancy,
            greatest: Some(greatest).filter(|greatest| options.relevancy && *greatest > 0.0),
        }
    }

    fn of(&self, row: NodeRow) -> f64 {
        let recency = match (self.half_life, self.span) {
            (Some(half_life), Some((oldest, newest))) => {
                let date = self.dates.get(row).unwrap_or(oldest);
                let age = newest.since(date).map_or(0, |age| age.get_days());
                libm::exp2(-f64::from(age) / half_life)
            }
            _ => 1.0,
        };
        let relevancy = |greatest: f64| self.relevancy.get(row).map_or(0.5, |own| (own / greatest).max(0.0));
        recency * self.greatest.map_or(1.0, relevancy)
    }
}

fn remarks(graph: &PropertyGraph, text: &str, table: &Table) -> Vec<Remark> {
    let none = table.rows.is_empty().then(|| Remark::from(format!("nothing here is about {text:?}")));
    none.into_iter().chain(crate::query::part(graph)).collect()
}
