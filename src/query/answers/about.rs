//! `about`: the articles and entities nearest to a free text.

use jiff::civil::Date;

use crate::error::Error;
use crate::parse::KindId;
use crate::property_graph::{ColumnView, MentionRecord, NodeColumn, PropertyGraph};
use crate::query::index::words::{Library, Question};
use crate::query::kinds::kinds;
use crate::report::{Cell, Field, Table};
use portent_graph::index::{NodeRow, TiSlice};

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
/// Near is what says the words of the text, or other names of what the text names (`Question`), by BM25F over names,
/// descriptions, titles and summaries, times the share of the words that are said; entities of articles that are far from the
/// text count less. An entity is all its mentions, under that of its names which fits best; copies of articles count once.
/// What scores less than 0.3 of the best is left out. O(text of the graph).
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
    let shown = nearest(graph, &scores, &wanted, options);
    let evidence = library.evidence(&shown);
    let mut table = Table::new(FIELDS);
    for row in shown {
        table.push(line(graph, evidence.get(&row).copied(), row, scores[row]));
    }
    if table.rows.is_empty() {
        table.remarks.push(format!("nothing here is about {text:?}").into());
    }
    table.remarks.extend(crate::query::part(graph));
    Ok(table)
}

/// The nearest of each kind, in the order of the kinds, without what is far beside the nearest of all.
fn nearest(
    graph: &PropertyGraph,
    scores: &TiSlice<NodeRow, f64>,
    kinds: &[KindId],
    options: &AboutOptions,
) -> Vec<NodeRow> {
    let nodes = &graph.nodes;
    let mut shown = Vec::new();
    for &kind in kinds {
        let of_kind = |row: &NodeRow| nodes[*row].kind == kind && scores[*row] > 0.0;
        let mut near: Vec<NodeRow> = nodes.rows().filter(of_kind).collect();
        near.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then_with(|| nodes[a].id.cmp(&nodes[b].id)));
        shown.extend(near.into_iter().take(options.limit_of(kind)));
    }
    // Scores of articles, which say more words, are on a scale of their own.
    let best = |entities: bool| {
        let rows = shown.iter().filter(|&&row| graph.is_entity(row) == entities);
        rows.map(|&row| scores[row]).fold(0.0, f64::max)
    };
    let (articles, entities) = (best(false), best(true));
    shown.retain(|&row| scores[row] >= LEAST * if graph.is_entity(row) { entities } else { articles });
    shown
}

/// One row of the answer.
fn line(graph: &PropertyGraph, evidence: Option<&MentionRecord>, row: NodeRow, score: f64) -> Vec<Cell> {
    let nodes = &graph.nodes;
    let text = |column: NodeColumn| nodes.column::<&str>(column).get(row).unwrap_or_default();
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

#[cfg(test)]
mod tests {
    use super::{AboutOptions, about};
    use crate::query::sample;
    use crate::report::{Cell, Table};

    fn ids(table: &Table) -> Vec<String> {
        (0..table.rows.len()).filter_map(|row| table.cell(row, "id").map(Cell::flat)).collect()
    }

    fn asked(text: &str, options: &AboutOptions) -> Vec<String> {
        ids(&about(&sample::graph(), text, options).unwrap())
    }

    #[test]
    fn articles_come_first_then_rows_by_kind_and_copies_once() {
        let found = asked("a street full of battery", &AboutOptions::default());
        // The shortest article that says it stands first; `e` is a copy of `d`.
        assert_eq!(found, ["article:d", "article:a", "article:b", "signal:battery-streets"]);
    }

    #[test]
    fn kinds_and_limits_are_kept() {
        let options = AboutOptions::default().with_kinds(vec!["concerns".into()]);
        assert_eq!(asked("of the grids", &options), ["concern:grid-strain", "concern:grid-overload"]);
        assert_eq!(asked("of the grids", &options.with_limit(1)), ["concern:grid-strain"]);
    }

    #[test]
    fn recent_articles_come_first_where_that_is_asked() {
        let mut graph = sample::graph();
        let mut dates = vec![None; graph.node_count()];
        dates[1] = Some(jiff::civil::date(2026, 1, 1));
        dates[3] = Some(jiff::civil::date(2026, 3, 1));
        let values = crate::columns::Values::Date(dates);
        graph.nodes.push_column(crate::columns::Column::new("last_seen", values));
        let options = AboutOptions::default().with_articles(Some(1)).with_half_life(Some(10));
        assert_eq!(ids(&about(&graph, "battery", &options).unwrap())[0], "article:d");
    }

    #[test]
    fn what_nothing_says_is_told_and_no_word_is_refused() {
        let table = about(&sample::graph(), "zeppelin", &AboutOptions::default()).unwrap();
        assert!(table.rows.is_empty());
        assert_eq!(table.remarks[0].to_string(), "nothing here is about \"zeppelin\"");
        assert!(about(&sample::graph(), " ?! ", &AboutOptions::default()).is_err());
    }
}
