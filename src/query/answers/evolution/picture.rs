//! The evolution of themes as a picture.

use std::collections::BTreeMap;

use super::EvolutionOptions;
use super::view::View;
use crate::analysis::evolution::{Flow, Place};
use crate::error::Error;
use crate::picture::alluvial::{Alluvial, Bar, Column, Ribbon, alluvial};
use crate::picture::canvas::Weight;
use crate::picture::{CLUSTER_COLORS, OTHER};
use crate::property_graph::PropertyGraph;
use crate::remark::counted;

/// No more periods than this are drawn, the last.
const PERIODS: usize = 8;
/// No more themes than this are drawn of a period, the largest.
const THEMES: usize = 12;
/// Shared ideas that a tooltip names.
const NAMED: usize = 8;

/// The alluvial diagram of themes as SVG: a bar a theme, as high as its ideas have articles in the period (summed); a ribbon where one
/// follows from another, at each end as wide as the ideas of both have articles in the period. Themes of one thread have one color,
/// those of a single period are gray.
///
/// # Errors
/// As [`super::evolution`].
pub fn evolution_chart(graph: &PropertyGraph, options: &EvolutionOptions) -> Result<String, Error> {
    let view = View::new(graph, options)?;
    Ok(alluvial(&Drawn::new(&view, options).diagram(options)))
}

/// What is drawn.
struct Drawn<'v, 'g> {
    view: &'v View<'g>,
    /// Periods, and the themes of each; from the first to the last that has a theme.
    periods: Vec<(usize, Vec<usize>)>,
    colors: BTreeMap<u32, [u8; 3]>,
}

impl<'v, 'g> Drawn<'v, 'g> {
    fn new(view: &'v View<'g>, options: &EvolutionOptions) -> Self {
        let all =
            (0..view.periods.len()).map(|period| (period, view.shown(period, options.limit.min(THEMES))));
        let mut periods: Vec<(usize, Vec<usize>)> = all.skip_while(|(_, themes)| themes.is_empty()).collect();
        while periods.last().is_some_and(|(_, themes)| themes.is_empty()) {
            periods.pop();
        }
        periods.drain(..periods.len().saturating_sub(PERIODS));
        let mut drawn = Self { view, periods, colors: BTreeMap::new() };
        drawn.colors = drawn.colors();
        drawn
    }

    fn places(&self) -> impl Iterator<Item = Place> + '_ {
        self.periods
            .iter()
            .flat_map(|&(period, ref themes)| themes.iter().map(move |&theme| Place { period, theme }))
    }

    /// Colors of the threads that last, those of most occurrences first.
    fn colors(&self) -> BTreeMap<u32, [u8; 3]> {
        let mut threads: BTreeMap<u32, (usize, u64)> = BTreeMap::new();
        for place in self.places() {
            let entry = threads.entry(self.view.life(place).thread).or_default();
            entry.0 += 1;
            entry.1 += self.view.theme(place).occurrences();
        }
        let mut lasting: Vec<(u32, u64)> = threads
            .into_iter()
            .filter(|(_, (periods, _))| *periods > 1)
            .map(|(thread, (_, occurrences))| (thread, occurrences))
            .collect();
        lasting.sort_by_key(|&(thread, occurrences)| (std::cmp::Reverse(occurrences), thread));
        lasting.into_iter().map(|(thread, _)| thread).zip(CLUSTER_COLORS.iter().copied().cycle()).collect()
    }

    fn color(&self, place: Place) -> [u8; 3] {
        self.colors.get(&self.view.life(place).thread).copied().unwrap_or(OTHER)
    }

    /// The column and the bar of a theme that is drawn.
    fn at(&self, place: Place) -> Option<[usize; 2]> {
        let column = self.periods.iter().position(|(period, _)| *period == place.period)?;
        let bar = self.periods[column].1.iter().position(|theme| *theme == place.theme)?;
        Some([column, bar])
    }

    fn diagram(&self, options: &EvolutionOptions) -> Alluvial {
        let columns = self.periods.iter().map(|(period, themes)| self.column(*period, themes)).collect();
        let ribbons = self.view.lives.flows.iter().filter_map(|flow| self.ribbon(flow)).collect();
        Alluvial {
            title: format!("Themes by {}", options.axis.name()),
            columns,
            ribbons,
            empty: "No theme: no ideas that share articles recur in a period.".into(),
            remarks: self.remarks(options),
        }
    }

    fn column(&self, period: usize, themes: &[usize]) -> Column {
        let bars = themes.iter().map(|&theme| self.bar(Place { period, theme })).collect();
        let (articles, more) =
            (self.view.articles[period], self.view.periods[period].themes.len() - themes.len());
        let articles = counted(articles as u64, "article", "articles");
        let note = match more {
            0 => articles,
            more => format!("{articles}, {}", counted(more as u64, "more theme", "more themes")),
        };
        Column { title: self.view.period_label(period).to_owned(), note, bars }
    }

    fn bar(&self, place: Place) -> Bar {
        let theme = self.view.theme(place);
        let members = theme
            .ideas
            .iter()
            .take(NAMED)
            .map(|&(idea, articles)| format!("{} ({articles})", self.view.ideas.label(idea)));
        let life = self.view.life(place);
        Bar {
            label: self.view.label(place).to_owned(),
            weight: theme.occurrences() as f64,
            color: self.color(place),
            font: if theme.pinned.is_some() { Weight::Bold } else { Weight::Regular },
            tooltip: format!(
                "{}, {}: {} articles, {} ideas; {}, then {}: {}",
                self.view.label(place),
                self.view.period_label(place.period),
                theme.articles,
                theme.ideas.len(),
                life.origin.name(),
                life.fate.name(),
                members.collect::<Vec<_>>().join(", ")
            ),
        }
    }

    fn ribbon(&self, flow: &Flow) -> Option<Ribbon> {
        let (from, to) = (self.at(flow.from)?, self.at(flow.to)?);
        let weights = [0, 1].map(|end| flow.ideas.iter().map(|(_, articles)| f64::from(articles[end])).sum());
        let same = self.view.life(flow.from).thread == self.view.life(flow.to).thread;
        let mut names = self.view.shared(flow);
        names.truncate(NAMED);
        let tooltip = format!(
            "{} ({}) to {} ({}): inclusion {:.2}, stability {:.2}; {} ideas: {}",
            self.view.label(flow.from),
            self.view.period_label(flow.from.period),
            self.view.label(flow.to),
            self.view.period_label(flow.to.period),
            flow.overlap.weighted,
            flow.overlap.stability,
            flow.ideas.len(),
            names.join(", ")
        );
        let color = if same { self.color(flow.to) } else { OTHER };
        Some(Ribbon { from, to, weights, color, tooltip })
    }

    fn remarks(&self, options: &EvolutionOptions) -> Vec<String> {
        let height = "Height of a bar: room for its name, and the articles of its ideas, summed. Ribbon: ideas that two themes share; dashed: back after a pause.";
        let color = "One color: one theme over time. Gray: a theme of one period, or ideas that go over to another theme.";
        let all = self.view.periods.len();
        let drawn = if self.periods.len() < all {
            format!("{} of {all} {}s drawn; ", self.periods.len(), options.axis.name())
        } else {
            String::new()
        };
        let coverage = format!("{drawn}{}", self.view.coverage(options));
        let unknown = self.view.unknown().iter().map(ToString::to_string);
        [height.into(), color.into(), coverage].into_iter().chain(unknown).collect()
    }
}
