//! `trends`: the portfolio of weak signals, and what is new, rising or fading since a date.

mod since;

mod picture;

pub use picture::portfolio_chart;

use since::{Change, Since};

use jiff::civil::Date;

use crate::analysis::trend::{Portfolio, Trend, TrendClass, TrendOptions};
use crate::error::{Error, Lacks};
use crate::property_graph::PropertyGraph;
use crate::property_graph::trends::{Timeline, coverage, trends as measured};
use crate::query::kinds::kinds;
use crate::query::{beside, lacks_mentions};
use crate::remark::Remark;
use crate::report::sparkline;
use crate::report::{Cell, Field, Table};
use portent_graph::index::NodeRow;

/// What [`trends`] shows.
#[derive(Debug, Clone)]
pub struct TrendsOptions {
    trend: TrendOptions,
    kinds: Vec<String>,
    classes: Vec<TrendClass>,
    since: Option<Date>,
    compared_from: Option<Date>,
    limit: usize,
}

impl Default for TrendsOptions {
    fn default() -> Self {
        Self {
            trend: TrendOptions::default(),
            kinds: Vec::new(),
            classes: Vec::new(),
            since: None,
            compared_from: None,
            limit: 10,
        }
    }
}

impl TrendsOptions {
    /// How trends are measured; default [`TrendOptions::default`].
    #[must_use]
    pub fn with_trend(self, trend: TrendOptions) -> Self {
        Self { trend, ..self }
    }

    /// Names of kinds; default all entity kinds.
    #[must_use]
    pub fn with_kinds(self, kinds: Vec<String>) -> Self {
        Self { kinds, ..self }
    }

    /// Classes; default all but undetermined, or with `since` all.
    #[must_use]
    pub fn with_classes(self, classes: Vec<TrendClass>) -> Self {
        Self { classes, ..self }
    }

    /// Show what is new, rising or fading since that day instead of the classes; default no day.
    #[must_use]
    pub fn with_since(self, since: Option<Date>) -> Self {
        Self { since, ..self }
    }

    /// The first day of the articles that rising and fading ones are compared with; default all before `since`.
    #[must_use]
    pub fn with_compared_from(self, compared_from: Option<Date>) -> Self {
        Self { compared_from, ..self }
    }

    /// How many rows of each class or change; default 10.
    #[must_use]
    pub fn with_limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }
}

static FIELDS: &[Field] = &[
    Field::new("change"),
    Field::new("trend"),
    Field::new("label"),
    Field::new("kind"),
    Field::data("id"),
    Field::new("articles"),
    Field::data("mentions"),
    Field::aside("before"),
    Field::aside("since"),
    Field::aside("visibility"),
    Field::aside("diffusion"),
    Field::aside("growth"),
    Field::data("diffusion_growth"),
    Field::aside("burst"),
    Field::data("burst_start"),
    Field::data("burst_end"),
    Field::data("burst_weight"),
    Field::aside("history"),
];

/// The portfolio by class, or by change since a day.
///
/// Classes stand in the order weak, strong, well known, latent, undetermined, each with the greatest growth first
/// (ties: more articles, label, id). With [`TrendsOptions::with_since`]: new ones (no earlier dated article) by
/// articles, then rising and fading ones (more, or fewer, of their articles since that day than chance has in one
/// of 20 cases) by chance. Articles are dated ones, copies once. O(mentions log mentions + entities · periods).
///
/// # Errors
/// [`Error::InvalidOption`] for an unknown kind; [`Error::GraphLacks`] for a graph that was written without mentions.
pub fn trends(graph: &PropertyGraph, options: &TrendsOptions) -> Result<Table, Error> {
    let view = View::new(graph, options)?;
    let mut table = Table::new(FIELDS);
    match options.since {
        None => push_classes(&mut table, &view, options),
        Some(day) => push_changes(&mut table, &view, day, options),
    }
    for field in &mut table.fields {
        // Since a day, the articles before it and since are all articles.
        let hidden = match options.since {
            None => matches!(field.name, "change" | "before" | "since"),
            Some(_) => field.name == "articles",
        };
        if hidden || (field.name == "kind" && view.kinds == 1) {
            *field = Field::data(field.name);
        }
    }
    table.remarks.push(coverage(&view.timeline, options.trend.period));
    table.remarks.extend(beside(graph));
    table.remarks.extend(graph.header.part.is_some().then_some(Remark::TrendsOfPart));
    Ok(table)
}

/// The measured graph, and the entities that were asked for.
struct View<'a> {
    graph: &'a PropertyGraph,
    timeline: Timeline,
    portfolio: Portfolio,
    /// Rows of the kinds asked for.
    rows: Vec<NodeRow>,
    /// How many kinds.
    kinds: usize,
    options: TrendOptions,
}

impl<'a> View<'a> {
    fn new(graph: &'a PropertyGraph, options: &TrendsOptions) -> Result<Self, Error> {
        let wanted = kinds(&graph.header.schema, &options.kinds)?;
        if lacks_mentions(graph) {
            let reason = "the graph holds no mentions; build it with them".into();
            return Err(Error::GraphLacks { field: "trends", lacks: Lacks::Mentions, reason });
        }
        let (timeline, portfolio) = measured(graph, &options.trend);
        let rows = graph.nodes.iter().filter(|(_, node)| wanted.contains(&node.kind));
        let rows = rows.map(|(row, _)| row).collect();
        Ok(Self { graph, timeline, portfolio, rows, kinds: wanted.len(), options: options.trend })
    }

    fn trend(&self, row: NodeRow) -> Option<Trend> {
        self.portfolio.trends[usize::from(row)]
    }

    fn articles(&self, row: NodeRow) -> u32 {
        self.timeline.series(row).articles()
    }

    fn label(&self, row: NodeRow) -> &'a str {
        &self.graph.nodes[row].label
    }

    /// Rows of entities with a dated mention and one of these classes (none given: all).
    fn of_classes(&self, classes: &[TrendClass]) -> Vec<NodeRow> {
        let wanted = |trend: Trend| classes.is_empty() || classes.contains(&trend.class);
        self.rows.iter().copied().filter(|&row| self.trend(row).is_some_and(wanted)).collect()
    }

    /// More articles first, then by label and id.
    fn by_articles(&self, a: NodeRow, b: NodeRow) -> std::cmp::Ordering {
        let articles = self.articles(b).cmp(&self.articles(a));
        articles.then_with(|| self.label(a).cmp(self.label(b))).then(a.cmp(&b))
    }

    /// Greatest growth first.
    fn by_growth(&self, a: NodeRow, b: NodeRow) -> std::cmp::Ordering {
        let growth = |row: NodeRow| {
            self.trend(row).and_then(|trend| trend.growth).map_or(f64::MIN, |growth| growth[0])
        };
        growth(b).total_cmp(&growth(a)).then_with(|| self.by_articles(a, b))
    }
}

fn push_classes(table: &mut Table, view: &View, options: &TrendsOptions) {
    let asked = |class: &TrendClass| match options.classes.as_slice() {
        [] => *class != TrendClass::Undetermined,
        classes => classes.contains(class),
    };
    for class in TrendClass::ALL {
        let mut rows = view.of_classes(&[class]);
        if !asked(&class) {
            if class == TrendClass::Undetermined && !rows.is_empty() {
                table.remarks.push(undetermined(rows.len(), &options.trend));
            }
            continue;
        }
        rows.sort_by(|&a, &b| view.by_growth(a, b));
        push_rows(table, view, class.name(), &rows, None, options.limit);
    }
}

fn undetermined(entities: usize, options: &TrendOptions) -> Remark {
    let TrendOptions { least_articles, least_periods, .. } = *options;
    Remark::Undetermined { least_articles, least_periods, entities }
}

fn push_changes(table: &mut Table, view: &View, day: Date, options: &TrendsOptions) {
    let since = Since::new(view.graph, day, options.compared_from);
    let rows = view.of_classes(&options.classes);
    for change in Change::ALL {
        let changed = since.changed(view, &rows, change);
        push_rows(table, view, change.name(), &changed, Some((change, &since)), options.limit);
    }
    table.remarks.push(Remark::Since { day, before: since.before, after: since.after });
}

/// The first rows of a group, and how many there are.
fn push_rows(
    table: &mut Table,
    view: &View,
    name: &str,
    rows: &[NodeRow],
    change: Option<(Change, &Since)>,
    limit: usize,
) {
    for &row in rows.iter().take(limit) {
        let trend = view.trend(row).unwrap_or_default();
        table.push(cells(view, row, &trend, change));
    }
    if rows.len() > limit {
        table.remarks.push(Remark::shown(limit, rows.len(), name));
    }
}

fn cells(view: &View, row: NodeRow, trend: &Trend, change: Option<(Change, &Since)>) -> Vec<Cell> {
    let series = view.timeline.series(row);
    let label = |at: u32| view.options.period.label(view.timeline.starts[at as usize]);
    let [before, after] = match change {
        Some((_, since)) => since.counts(row).map(|count| Cell::Integer(count.into())),
        None => [Cell::Missing, Cell::Missing],
    };
    let burst = |get: &dyn Fn(&crate::analysis::burst::Burst) -> Cell| {
        trend.burst.as_ref().map_or(Cell::Missing, get)
    };
    vec![
        change.map_or(Cell::Missing, |(change, _)| Cell::text(change.name())),
        Cell::text(trend.class.name()),
        Cell::text(view.label(row)),
        Cell::text(view.graph.kind_name(row)),
        Cell::text(&view.graph.nodes[row].id),
        Cell::Integer(series.articles().into()),
        Cell::Integer(series.mentions().into()),
        before,
        after,
        Cell::real(trend.degree[0]),
        Cell::real(trend.degree[1]),
        Cell::from(trend.growth.map(|growth| growth[0])),
        Cell::from(trend.growth.map(|growth| growth[1])),
        burst(&|burst| Cell::text(stretch(&label(burst.start), &label(burst.end)))),
        burst(&|burst| Cell::text(label(burst.start))),
        burst(&|burst| Cell::text(label(burst.end))),
        burst(&|burst| Cell::real(burst.weight)),
        Cell::text(history(view, row)),
    ]
}

fn stretch(start: &str, end: &str) -> String {
    if start == end { start.to_owned() } else { format!("{start} to {end}") }
}

/// Articles a period as a line of bars.
fn history(view: &View, row: NodeRow) -> String {
    let mut counts = vec![0; view.timeline.starts.len()];
    for tally in view.timeline.series(row).tallies {
        counts[tally.period as usize] = tally.articles;
    }
    sparkline(&counts)
}

#[cfg(test)]
mod tests;
