//! Thematic evolution: the themes of each period, and what becomes of them.

mod picture;
mod pinned;
mod view;

pub use picture::evolution_chart;
pub use pinned::PinnedThemes;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::analysis::evolution::{Axis, Flow, Place, ThemeOptions};
use crate::error::Error;
use crate::property_graph::PropertyGraph;
use crate::remark::Remark;
use crate::report::{Cell, Field, Table};
use view::View;

/// What [`evolution`] shows.
#[derive(Debug, Clone)]
pub struct EvolutionOptions {
    axis: Axis,
    kinds: Vec<String>,
    pinned: PinnedThemes,
    themes: ThemeOptions,
    limit: usize,
}

impl Default for EvolutionOptions {
    fn default() -> Self {
        Self {
            axis: Axis::default(),
            kinds: Vec::new(),
            pinned: PinnedThemes::default(),
            themes: ThemeOptions::default(),
            limit: 10,
        }
    }
}

impl EvolutionOptions {
    /// The periods; default years.
    #[must_use]
    pub fn with_axis(self, axis: Axis) -> Self {
        Self { axis, ..self }
    }

    /// Names of the kinds whose entities make themes; default all entity kinds but persons.
    #[must_use]
    pub fn with_kinds(self, kinds: Vec<String>) -> Self {
        Self { kinds, ..self }
    }

    /// Themes that a person follows; default none.
    #[must_use]
    pub fn with_pinned(self, pinned: PinnedThemes) -> Self {
        Self { pinned, ..self }
    }

    /// How themes are found and matched, but for the seed, which is that of the graph; default [`ThemeOptions::default`].
    #[must_use]
    pub fn with_themes(self, themes: ThemeOptions) -> Self {
        Self { themes, ..self }
    }

    /// How many themes of a period are shown, the largest; pinned ones are shown in any case; default 10.
    #[must_use]
    pub fn with_limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }
}

/// Members of a theme that are named to people.
const NAMED: usize = 8;

static FIELDS: &[Field] = &[
    Field::new("period"),
    Field::data("start"),
    Field::new("theme"),
    Field::data("thread"),
    Field::data("pinned"),
    Field::aside("articles"),
    Field::aside("ideas"),
    Field::data("occurrences"),
    Field::aside("origin"),
    Field::aside("fate"),
    Field::cut("foremost"),
    Field::below("from"),
    Field::data("flows"),
    Field::data("members"),
];

static FLOWS: &[Field] = &[
    Field::new("period"),
    Field::new("theme"),
    Field::new("inclusion"),
    Field::new("weighted_inclusion"),
    Field::new("stability"),
    Field::new("shared"),
];

static MEMBERS: &[Field] = &[Field::new("label"), Field::new("id"), Field::new("articles")];

/// The themes of each period, those of most occurrences first, with where each comes from and goes; see
/// [`crate::analysis::evolution`].
///
/// An idea is an entity with those that restate it. Articles are dated ones, copies once. Labels of themes are made as those of
/// clusters, for each period by itself; those of pinned themes are given. Themes of one `thread` are one theme over time.
/// O(mentions log mentions), and the square of the foremost ideas for each article.
///
/// # Errors
/// [`Error::InvalidOption`] for an unknown kind; [`Error::GraphLacks`] for a graph that was written without mentions;
/// [`Error::Malformed`] where the graph holds no name of the pinned themes.
pub fn evolution(graph: &PropertyGraph, options: &EvolutionOptions) -> Result<Table, Error> {
    let view = View::new(graph, options)?;
    let mut table = Table::new(FIELDS);
    let flows = by_target(&view.lives.flows);
    let mut all = 0;
    for (period, themes) in view.periods.iter().enumerate() {
        all += themes.themes.len();
        for theme in view.shown(period, options.limit) {
            table.push(cells(&view, Place { period, theme }, &flows));
        }
    }
    if table.rows.len() < all {
        let what = format!("themes (at most {} of a {})", options.limit, options.axis.name());
        table.remarks.push(Remark::shown(table.rows.len(), all, what));
    }
    table.remarks.extend(view.remarks(options));
    Ok(table)
}

/// The flows to each theme, the largest weighted inclusion first.
fn by_target(flows: &[Flow]) -> BTreeMap<Place, Vec<&Flow>> {
    let mut of: BTreeMap<Place, Vec<&Flow>> = BTreeMap::new();
    for flow in flows {
        of.entry(flow.to).or_default().push(flow);
    }
    for flows in of.values_mut() {
        flows.sort_by(|a, b| b.overlap.weighted.total_cmp(&a.overlap.weighted));
    }
    of
}

fn cells(view: &View, place: Place, flows: &BTreeMap<Place, Vec<&Flow>>) -> Vec<Cell> {
    let (theme, life) = (view.theme(place), view.life(place));
    let flows = flows.get(&place).map_or(&[][..], Vec::as_slice);
    let foremost = theme.ideas.iter().take(NAMED).map(|&(idea, _)| view.ideas.label(idea).to_owned());
    let start = view.starts[place.period];
    vec![
        Cell::text(view.period_label(place.period)),
        if start == Date::MIN { Cell::Missing } else { Cell::Date(start) },
        Cell::text(view.label(place)),
        Cell::Integer(i64::from(life.thread) + 1),
        if theme.pinned.is_some() { Cell::text("true") } else { Cell::Missing },
        Cell::Integer(theme.articles.into()),
        Cell::count(theme.ideas.len()),
        Cell::Integer(i64::try_from(theme.occurrences()).unwrap_or(i64::MAX)),
        Cell::text(life.origin.name()),
        Cell::text(life.fate.name()),
        Cell::list(foremost.collect()),
        Cell::text(flows.iter().map(|flow| told(view, flow)).collect::<Vec<_>>().join("; ")),
        Cell::table(records(view, flows)),
        members(view, place),
    ]
}

/// `2023 Cyber attacks (inclusion 0.23, stability 0.11): cybersecurity, drones`.
fn told(view: &View, flow: &Flow) -> String {
    let names = view.shared(flow);
    let more = names.len().saturating_sub(NAMED);
    let mut named = names[..names.len() - more].join(", ");
    if more > 0 {
        named.push_str(&format!(" and {more} more"));
    }
    let between = if named.is_empty() { "" } else { ": " };
    format!(
        "{} {} (inclusion {:.2}, stability {:.2}){between}{named}",
        view.period_label(flow.from.period),
        view.label(flow.from),
        flow.overlap.weighted,
        flow.overlap.stability
    )
}

fn records(view: &View, flows: &[&Flow]) -> Table {
    let mut table = Table::new(FLOWS);
    for flow in flows {
        table.push(vec![
            Cell::text(view.period_label(flow.from.period)),
            Cell::text(view.label(flow.from)),
            Cell::real(flow.overlap.inclusion),
            Cell::real(flow.overlap.weighted),
            Cell::real(flow.overlap.stability),
            Cell::list(view.shared(flow).into_iter().map(str::to_owned).collect()),
        ]);
    }
    table
}

fn members(view: &View, place: Place) -> Cell {
    let mut table = Table::new(MEMBERS);
    for &(idea, articles) in &view.theme(place).ideas {
        table.push(vec![
            Cell::text(view.ideas.label(idea)),
            Cell::text(view.ideas.id(idea)),
            Cell::Integer(articles.into()),
        ]);
    }
    Cell::table(table)
}

#[cfg(test)]
mod tests;
