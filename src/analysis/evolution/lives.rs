//! What becomes of themes: which follow from which, and what is new, splits, merges, comes back or ends.

use std::collections::BTreeMap;

use super::{Idea, Overlap, Theme, ThemeOptions};

/// A theme that follows from none of the period before is sought in so many periods before that one.
const LOOK_BACK: usize = 12;

/// A theme of a period, by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The period.
    pub period: usize,
    /// The theme among those of the period.
    pub theme: usize,
}

/// A theme follows from an earlier one.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// The earlier theme: of the period before, or where the later one is back after a pause, of one before that.
    pub from: Place,
    /// The later theme.
    pub to: Place,
    /// The ideas of both, each with its articles in the earlier and in the later period; by number.
    pub ideas: Vec<(Idea, [u32; 2])>,
    /// How much of the two is one.
    pub overlap: Overlap,
}

impl Flow {
    /// Whether periods without the theme lie between.
    #[must_use]
    pub fn is_back(&self) -> bool {
        self.to.period > self.from.period + 1
    }
}

/// Where a theme comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Origin {
    /// No earlier period has a theme.
    First,
    /// It follows from none.
    #[default]
    New,
    /// It follows from none of the period before, but from one before that.
    Back,
    /// It follows from one theme, from which no other follows.
    Continues,
    /// It follows from one theme, from which others follow too.
    Split,
    /// It follows from several.
    Merged,
}

/// Where a theme goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fate {
    /// No later period has a theme.
    Last,
    /// None follows from it.
    #[default]
    Ends,
    /// None of the next period follows from it, but one of a later period.
    Pauses,
    /// One theme follows from it, and that from no other.
    Continues,
    /// Several follow from it.
    Splits,
    /// The theme that follows from it follows from others too.
    Merges,
}

impl Origin {
    /// The word in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::New => "new",
            Self::Back => "back",
            Self::Continues => "continues",
            Self::Split => "split off",
            Self::Merged => "merged",
        }
    }
}

impl Fate {
    /// The word in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Last => "last",
            Self::Ends => "ends",
            Self::Pauses => "pauses",
            Self::Continues => "continues",
            Self::Splits => "splits",
            Self::Merges => "merges",
        }
    }
}

/// The life of a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Life {
    /// Where it comes from.
    pub origin: Origin,
    /// Where it goes.
    pub fate: Fate,
    /// Themes of one thread are one theme over time: each is the best to follow from the one before, which in turn is the best
    /// that it follows from.
    pub thread: u32,
}

/// What becomes of all themes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lives {
    /// By the later theme, then by the earlier one.
    pub flows: Vec<Flow>,
    /// The life of each theme of each period.
    pub of: Vec<Vec<Life>>,
}

/// Matches the themes of neighboring periods.
///
/// A theme follows from one of the period before where their [`Overlap::weighted`] is at least
/// [`ThemeOptions::with_least_inclusion`] and they share two ideas, or one that is the foremost of either (a theme that shares some
/// idea of few articles with each of many follows from none of them); or where a person pinned both as one. One that follows from
/// none is sought in the periods before, at most twelve, and is back where it follows from the nearest that has one. O(n log n) for n
/// ideas of themes.
#[must_use]
pub fn lives(periods: &[Vec<Theme>], options: &ThemeOptions) -> Lives {
    let places: Vec<BTreeMap<Idea, (usize, u32)>> = periods.iter().map(|themes| by_idea(themes)).collect();
    let mut flows = Vec::new();
    for (period, themes) in periods.iter().enumerate() {
        for number in 0..themes.len() {
            let to = Place { period, theme: number };
            let from = |earlier: usize| follows(periods, &places[earlier], earlier, to, options);
            let nearest = (period.saturating_sub(LOOK_BACK + 1)..period).rev().map(from);
            let found = nearest.zip(1usize..).find(|(found, _)| !found.is_empty());
            match found {
                Some((found, 1)) => flows.extend(found),
                // Of an earlier period the best alone: the others are no news by now.
                Some((found, _)) => flows.extend(found.into_iter().reduce(better)),
                None => {}
            }
        }
    }
    let of = lives_of(periods, &flows);
    Lives { flows, of }
}

/// The theme of each idea, and its articles.
fn by_idea(themes: &[Theme]) -> BTreeMap<Idea, (usize, u32)> {
    let numbered = themes.iter().enumerate();
    numbered
        .flat_map(|(at, theme)| theme.ideas.iter().map(move |&(idea, count)| (idea, (at, count))))
        .collect()
}

/// The themes of an earlier period that a theme follows from.
fn follows(
    periods: &[Vec<Theme>],
    places: &BTreeMap<Idea, (usize, u32)>,
    earlier: usize,
    to: Place,
    options: &ThemeOptions,
) -> Vec<Flow> {
    let theme = &periods[to.period][to.theme];
    let mut shared: BTreeMap<usize, Vec<(Idea, [u32; 2])>> = BTreeMap::new();
    for &(idea, after) in &theme.ideas {
        if let Some(&(other, before)) = places.get(&idea) {
            shared.entry(other).or_default().push((idea, [before, after]));
        }
    }
    let is_same = |other: &Theme| theme.pinned.is_some() && theme.pinned == other.pinned;
    if let Some(same) = periods[earlier].iter().position(is_same) {
        shared.entry(same).or_default();
    }
    let flow = |(number, mut ideas): (usize, Vec<(Idea, [u32; 2])>)| {
        let other = &periods[earlier][number];
        ideas.sort_unstable();
        let overlap = Overlap::of(&ideas, [other, theme]);
        let holds = overlap.weighted >= options.least_inclusion && is_telling(&ideas, [other, theme]);
        (holds || is_same(other)).then_some(Flow {
            from: Place { period: earlier, theme: number },
            to,
            ideas,
            overlap,
        })
    };
    shared.into_iter().filter_map(flow).collect()
}

/// Whether shared ideas are more than one by the way.
fn is_telling(ideas: &[(Idea, [u32; 2])], themes: [&Theme; 2]) -> bool {
    let foremost =
        |idea| themes.iter().any(|theme| theme.ideas.first().is_some_and(|&(first, _)| first == idea));
    match ideas {
        [(only, _)] => foremost(*only),
        ideas => !ideas.is_empty(),
    }
}

/// The flow of the larger weighted inclusion, then of the larger stability; of equals the first.
fn better(a: Flow, b: Flow) -> Flow {
    let key = |flow: &Flow| [flow.overlap.weighted, flow.overlap.stability];
    if key(&b) > key(&a) { b } else { a }
}

/// Flows of one theme, best first: from and to the nearest period, then as [`better`] has it.
type Best<'a> = BTreeMap<Place, Vec<&'a Flow>>;

fn by_place<'a>(flows: &'a [Flow], end: impl Fn(&Flow) -> Place) -> Best<'a> {
    let mut of: Best<'a> = BTreeMap::new();
    for flow in flows {
        of.entry(end(flow)).or_default().push(flow);
    }
    for flows in of.values_mut() {
        // Stable: of equals the first stays first.
        flows.sort_by(|a, b| {
            let near = (a.to.period - a.from.period).cmp(&(b.to.period - b.from.period));
            near.then(b.overlap.weighted.total_cmp(&a.overlap.weighted))
                .then(b.overlap.stability.total_cmp(&a.overlap.stability))
        });
    }
    of
}

fn lives_of(periods: &[Vec<Theme>], flows: &[Flow]) -> Vec<Vec<Life>> {
    let (before, after) = (by_place(flows, |flow| flow.to), by_place(flows, |flow| flow.from));
    let flows_of = |of: &Best<'_>, place: Place| of.get(&place).map_or(0, |flows| near(flows));
    let first = periods.iter().position(|themes| !themes.is_empty());
    let last = periods.iter().rposition(|themes| !themes.is_empty());
    let mut threads = 0..;
    let mut lives: Vec<Vec<Life>> = Vec::with_capacity(periods.len());
    for (period, themes) in periods.iter().enumerate() {
        let mut of_period = Vec::with_capacity(themes.len());
        for theme in 0..themes.len() {
            let place = Place { period, theme };
            let (own, next) = (before.get(&place), after.get(&place));
            let origin = match (own.map_or(&[][..], Vec::as_slice), flows_of(&before, place)) {
                ([], _) if Some(period) == first => Origin::First,
                ([], _) => Origin::New,
                (_, 0) => Origin::Back,
                ([only], _) if flows_of(&after, only.from) > 1 => Origin::Split,
                ([_], _) => Origin::Continues,
                _ => Origin::Merged,
            };
            let fate = match (next.map_or(&[][..], Vec::as_slice), flows_of(&after, place)) {
                ([], _) if Some(period) == last => Fate::Last,
                ([], _) => Fate::Ends,
                (_, 0) => Fate::Pauses,
                ([only, ..], 1) if flows_of(&before, only.to) > 1 => Fate::Merges,
                (_, 1) => Fate::Continues,
                _ => Fate::Splits,
            };
            let best = own.and_then(|flows| flows.first()).map(|flow| flow.from);
            let mutual = best.filter(|from| after[from].first().is_some_and(|flow| flow.to == place));
            let thread = mutual.map(|from| lives[from.period][from.theme].thread);
            let thread = thread.or_else(|| threads.next()).unwrap_or_default();
            of_period.push(Life { origin, fate, thread });
        }
        lives.push(of_period);
    }
    lives
}

/// How many flows join neighboring periods.
fn near(flows: &[&Flow]) -> usize {
    flows.iter().filter(|flow| !flow.is_back()).count()
}
