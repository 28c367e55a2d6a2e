//! `about`: the articles and entities nearest to a free text.

use jiff::civil::Date;

use crate::error::Error;
use crate::parse::KindId;
use crate::property_graph::{ColumnView, MentionRecord, NodeColumn, PropertyGraph};
use crate::query::index::words::{Library, Near, Question};
use crate::query::kinds::kinds;
use crate::report::{Cell, Field, Table};
use portent_graph::index::{NodeRow, TiSlice, TiVec};

/// What is less near than this share of the nearest is not shown.
const LEAST: f64 = 0.65;
/// What is less near is far, whatever the rest.
const FAR: f64 = 0.25;
/// Where the nearest is not nearer, it may be near by chance ...
const WEAK: f64 = 0.35;
/// ... and only what is about as near as it is shown.
const LEAST_OF_WEAK: f64 = 0.85;

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
/// Near is what means the same as the text and says its words, or words that mean the same, within an article that is about
/// it (`Near`); what words mean is learned from the archive and from a table that portent carries. An entity is the nearest
/// of its rows; copies of articles count once. What scores less than 0.65 of the best, or less than 0.25 of 1, is left out;
/// remarks say where all is weak, which words were taken for others, and what the text leaves out. O(text of the graph).
///
/// # Errors
/// [`Error::InvalidOption`] for an unknown kind, and for a text without a word.
pub fn about(graph: &PropertyGraph, text: &str, options: &AboutOptions) -> Result<Table, Error> {
    let wanted = wanted(graph, text, options)?;
    Ok(answered(&Library::new(graph), text, &wanted, options))
}

/// [`about`] a graph whose texts were read for many questions. O(words of the graph).
///
/// # Errors
/// As [`about`].
pub fn about_in(library: &Library<'_>, text: &str, options: &AboutOptions) -> Result<Table, Error> {
    let wanted = wanted(library.graph(), text, options)?;
    Ok(answered(library, text, &wanted, options))
}

/// The kinds that are asked for.
fn wanted(graph: &PropertyGraph, text: &str, options: &AboutOptions) -> Result<Vec<KindId>, Error> {
    let mut wanted = kinds(&graph.header.schema, &options.kinds)?;
    if options.kinds.is_empty() {
        wanted.insert(0, KindId::ARTICLE);
    }
    if !text.chars().any(char::is_alphanumeric) {
        return Err(Error::InvalidOption { field: "text".into(), reason: format!("{text:?} holds no word") });
    }
    Ok(wanted)
}

fn answered(library: &Library<'_>, text: &str, wanted: &[KindId], options: &AboutOptions) -> Table {
    let graph = library.graph();
    let question = Question::new(library, text);
    let near = Near::new(library, &question);
    let scores = Scores::new(graph, &near, options);
    let mut table = Table::new(FIELDS);
    for row in scores.nearest(wanted, options) {
        table.push(line(graph, near.evidence(row), row, scores.weighed[row]));
    }
    table.remarks.extend(question.remarks);
    if table.rows.is_empty() {
        table.remarks.push(format!("nothing here is about {text:?}").into());
    } else if scores.best(wanted, true).max(scores.best(wanted, false)) < WEAK {
        table.remarks.push("weak matches only: nothing here is clearly about the text".to_owned().into());
    }
    table.remarks.extend(crate::query::part(graph));
    table
}

/// How near each node is.
struct Scores<'a> {
    graph: &'a PropertyGraph,
    near: &'a TiSlice<NodeRow, f64>,
    /// With dates and relevancy, where these count.
    weighed: TiVec<NodeRow, f64>,
}

impl<'a> Scores<'a> {
    fn new(graph: &'a PropertyGraph, near: &'a Near<'_>, options: &AboutOptions) -> Self {
        let weight = Weight::new(graph, options);
        let weighed = near.scores.iter_enumerated().map(|(row, score)| score * weight.of(row)).collect();
        Self { graph, near: &near.scores, weighed }
    }

    /// The score of the nearest entity or article of these kinds, before dates and relevancy.
    fn best(&self, kinds: &[KindId], entities: bool) -> f64 {
        let is_meant = |row: NodeRow| {
            self.graph.is_entity(row) == entities && kinds.contains(&self.graph.nodes[row].kind)
        };
        let rows = self.near.iter_enumerated().filter(|(row, _)| is_meant(*row));
        rows.map(|(_, score)| *score).fold(0.0, f64::max)
    }

    /// The nearest of each kind, in the order of the kinds, without what is far.
    fn nearest(&self, kinds: &[KindId], options: &AboutOptions) -> Vec<NodeRow> {
        let nodes = &self.graph.nodes;
        // Scores of articles, which say more words, are on a scale of their own.
        let least = [false, true].map(|entities| {
            let best = self.best(kinds, entities);
            FAR.max(best * if best < WEAK { LEAST_OF_WEAK } else { LEAST })
        });
        let mut shown = Vec::new();
        for &kind in kinds {
            let is_near = |row: &NodeRow| {
                let least = least[usize::from(self.graph.is_entity(*row))];
                nodes[*row].kind == kind && self.near[*row] >= least && self.weighed[*row] > 0.0
            };
            let mut near: Vec<NodeRow> = nodes.rows().filter(is_near).collect();
            near.sort_by(|&a, &b| {
                self.weighed[b].total_cmp(&self.weighed[a]).then_with(|| nodes[a].id.cmp(&nodes[b].id))
            });
            shown.extend(near.into_iter().take(options.limit_of(kind)));
        }
        shown
    }
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
    use super::{AboutOptions, MentionRecord, PropertyGraph, about};
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
        // All rows of `d` say it, most of `a`, and one of the two of `b`, which is too few; `e` is a copy of `d`.
        assert_eq!(found, ["article:d", "article:a", "signal:battery-streets"]);
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
        let told: Vec<String> = table.remarks.iter().map(ToString::to_string).collect();
        assert_eq!(told, ["no row says \"zeppelin\"", "nothing here is about \"zeppelin\""]);
        assert!(about(&sample::graph(), " ?! ", &AboutOptions::default()).is_err());
    }

    /// The sample, of which articles say these names and descriptions.
    fn said(rows: &[(&str, &str, &str, &str)]) -> PropertyGraph {
        let mut graph = sample::graph();
        let template = graph.mentions.iter().next().unwrap().clone();
        let mention = |&(article, entity, name, description): &(&str, &str, &str, &str)| MentionRecord {
            article: sample::row(&graph, article).into(),
            entity: sample::row(&graph, entity).into(),
            name: name.into(),
            description: Some(description.into()),
            ..template.clone()
        };
        let mentions = rows.iter().map(mention).collect();
        graph.mentions = mentions;
        graph
    }

    fn hives() -> PropertyGraph {
        said(&[
            ("article:a", "signal:battery-streets", "Dying Hives", "Honey bees starve and hives fall silent"),
            ("article:a", "concern:grid-strain", "Silent Orchards", "Orchards without bees bear no fruit"),
            (
                "article:b",
                "technology:sodium-cell",
                "Quantum Keys",
                "Encryption that quantum computers cannot break",
            ),
            ("article:b", "concern:grid-overload", "Quantum Theft", "Quantum computers open old encryption"),
            ("article:c", "issue:power", "Lithium Mines", "Lithium batteries for electric cars"),
            ("article:c", "keyword:grid", "Sodium Batteries", "Electric cars drive on sodium batteries"),
        ])
    }

    fn answer(text: &str) -> (Vec<String>, Vec<String>) {
        let table = about(&hives(), text, &AboutOptions::default().with_articles(Some(0))).unwrap();
        (ids(&table), table.remarks.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn misspelled_words_are_corrected_and_told() {
        let (found, remarks) = answer("qunatum computers breaking encrpytion");
        assert!(found.contains(&"technology:sodium-cell".to_owned()), "{found:?}");
        assert_eq!(
            remarks[..2],
            ["\"qunatum\" is taken as \"quantum\"", "\"encrpytion\" is taken as \"encryption\"",]
        );
    }

    #[test]
    fn compounds_are_found_in_one_word_or_two() {
        assert_eq!(answer("honeybees").0[0], "signal:battery-streets");
    }

    #[test]
    fn what_the_text_leaves_out_comes_last_or_not_at_all() {
        let (found, remarks) = answer("electric cars without lithium");
        assert_eq!(found, ["keyword:grid"]);
        assert_eq!(remarks, ["rows about \"lithium\" are put last, as the text leaves it out"]);
    }

    #[test]
    fn words_that_mean_the_same_are_found_and_unknown_ones_told() {
        let (found, remarks) = answer("automobiles with batteries");
        assert!(found.contains(&"keyword:grid".to_owned()), "{found:?}");
        assert!(found.iter().all(|id| id == "issue:power" || id == "keyword:grid"), "{found:?}");
        assert!(remarks[0].starts_with("no row says \"automobiles\""), "{remarks:?}");
    }

    #[test]
    fn a_text_in_another_language_is_translated_or_refused() {
        let (found, remarks) = answer("Wasserknappheit und Dürre in der Landwirtschaft");
        assert!(found.is_empty());
        assert!(remarks[0].contains("in German, which this archive hardly has"), "{remarks:?}");
    }
}
