//! Editions: those that pages name, and those that dates stand for.
//!
//! Where pages name editions, a dated article without one belongs to the edition of its day. Where they name none, the
//! articles of one period are an edition. The period is one for the whole archive: the finest of week, month, quarter and
//! year whose median period holds at least three articles, among those that make at least four periods; else the coarsest
//! that makes so many; else the week. A period that is too fine for the dates of more than a fifth of the dated articles is
//! none of the choice. An article whose date is less exact than its period has no edition.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::parse::calendar::{EditionStep, Step};
use crate::parse::parsed::EditionLabel;
use crate::parse::types::{Corpus, Edition, EditionId, When};
use crate::remark::Remark;

/// The median period of a step holds so many articles.
const ENOUGH: usize = 3;

/// A step makes so many periods: fewer show nothing that comes back.
const LEAST_PERIODS: usize = 4;

/// What is known of the time of one article.
pub(in crate::parse) struct Issue {
    /// The edition that it names.
    pub(in crate::parse) label: Option<EditionLabel>,
    /// Its own date.
    pub(in crate::parse) own: Option<When>,
    /// Whether its own date, and that of its edition, lies far beyond the bulk.
    pub(in crate::parse) beyond: [bool; 2],
}

/// Whether so many articles name an edition that it is one which dates stand for: a tenth of those that have an edition
/// or a date.
pub(in crate::parse) fn named(with_edition: usize, with_either: usize) -> bool {
    with_edition > 0 && with_edition * 10 >= with_either
}

/// What makes an edition: its date and how exact that is or, without one, its label. Dated ones come first.
type Key = (bool, Date, Step, String);

/// What all articles of an edition say of it.
#[derive(Default)]
struct Members<'a> {
    labels: Vec<&'a EditionLabel>,
    /// Days of those that name it; `None` where one of them has no day.
    days: Vec<Option<Date>>,
    implied: bool,
    beyond: bool,
}

/// Fills the editions of the corpus and gives the edition of each article. O(n log n).
pub(in crate::parse) fn editions(
    issues: &[Issue],
    set: EditionStep,
    corpus: &mut Corpus,
) -> Vec<Option<EditionId>> {
    let named = named_by(issues);
    let step = step(issues, set, named);
    let keys: Vec<Option<Key>> = issues.iter().map(|issue| key(issue, step)).collect();
    let mut by_key: BTreeMap<&Key, Members<'_>> = BTreeMap::new();
    for (issue, key) in issues.iter().zip(&keys) {
        let Some(key) = key else { continue };
        let members = by_key.entry(key).or_default();
        members.days.push(issue.own.map(|when| when.day));
        match &issue.label {
            Some(label) => {
                members.labels.push(label);
                members.beyond |= issue.beyond[usize::from(label.date.is_some())];
            }
            None => {
                members.implied = true;
                members.beyond |= issue.beyond[0];
            }
        }
    }
    let reason = match set {
        EditionStep::Auto if named => "as other articles name editions",
        EditionStep::Auto => "as hardly any article names one",
        _ => "as set",
    };
    remark(issues, &keys, &by_key, (step, reason), corpus);
    let editions: Vec<(&Key, Edition)> =
        by_key.iter().map(|(key, members)| (*key, edition(key, members, step))).collect();
    let mut order: Vec<usize> = (0..editions.len()).collect();
    order.sort_by_key(|&at| {
        let edition = &editions[at].1;
        (edition.date.is_none(), edition.date, at)
    });
    let mut ids: BTreeMap<&Key, EditionId> = BTreeMap::new();
    for at in order {
        let (key, edition) = &editions[at];
        ids.insert(key, corpus.editions.push_and_get_key(edition.clone()));
    }
    keys.iter().map(|key| ids.get(key.as_ref()?).copied()).collect()
}

fn key(issue: &Issue, step: Step) -> Option<Key> {
    match &issue.label {
        Some(EditionLabel { date: Some(when), .. }) => Some((false, when.day, when.precision, String::new())),
        Some(label) => Some((true, Date::MAX, Step::Day, label.label.clone())),
        None => {
            let own = issue.own.filter(|own| own.precision <= step)?;
            Some((false, step.start(own.day), step, String::new()))
        }
    }
}

/// The shortest label that pages give it, else what the period is called. An edition without a date has that of its first
/// article, where all of them have one.
fn edition(key: &Key, members: &Members<'_>, step: Step) -> Edition {
    let (undated, date, precision, _) = key;
    let label = members.labels.iter().map(|label| &label.label).min_by_key(|label| (label.len(), *label));
    let of_articles = || members.days.iter().copied().collect::<Option<Vec<Date>>>()?.into_iter().min();
    Edition {
        label: label.cloned().unwrap_or_else(|| step.label(*date)),
        date: if *undated { of_articles() } else { Some(*date) },
        precision: *precision,
        link: members.labels.iter().find_map(|label| label.link.clone()),
        outlier: members.beyond,
    }
}

fn named_by(issues: &[Issue]) -> bool {
    let with_edition = issues.iter().filter(|issue| issue.label.is_some()).count();
    let with_either = issues.iter().filter(|issue| issue.label.is_some() || issue.own.is_some()).count();
    named(with_edition, with_either)
}

/// The step of editions that no page names.
fn step(issues: &[Issue], set: EditionStep, named: bool) -> Step {
    if let Some(step) = set.step() {
        return step;
    }
    if named {
        return Step::Day;
    }
    let implied = issues.iter().filter(|issue| issue.label.is_none() && !issue.beyond[0]);
    chosen(&implied.filter_map(|issue| issue.own).collect::<Vec<When>>())
}

/// The step for these dates.
fn chosen(dates: &[When]) -> Step {
    let placed = |step: Step| dates.iter().filter(move |when| when.precision <= step);
    let fits = |step: &Step| placed(*step).count() * 5 >= dates.len() * 4;
    let choice: Vec<(Step, Vec<usize>)> = Step::ALL[1..]
        .iter()
        .copied()
        .filter(fits)
        .map(|step| (step, sizes(placed(step).map(|when| step.start(when.day)).collect())))
        .collect();
    let many = || choice.iter().filter(|(_, sizes)| sizes.len() >= LEAST_PERIODS);
    let full = many().find(|(_, sizes)| sizes[(sizes.len() - 1) / 2] >= ENOUGH);
    let best = full.or_else(|| many().next_back()).or(choice.first());
    best.map_or(Step::Year, |(step, _)| *step)
}

/// Articles of each period, ascending.
fn sizes(mut starts: Vec<Date>) -> Vec<usize> {
    starts.sort_unstable();
    let mut sizes: Vec<usize> = starts.chunk_by(|a, b| a == b).map(<[Date]>::len).collect();
    sizes.sort_unstable();
    sizes
}

fn remark(
    issues: &[Issue],
    keys: &[Option<Key>],
    by_key: &BTreeMap<&Key, Members<'_>>,
    (step, reason): (Step, &'static str),
    corpus: &mut Corpus,
) {
    let implied = |issue: &Issue| issue.label.is_none() && issue.own.is_some();
    let with = |has: bool| {
        issues.iter().zip(keys).filter(|(issue, key)| implied(issue) && key.is_some() == has).count()
    };
    let editions = by_key.values().filter(|members| members.implied).count();
    let (articles, without) = (with(true), with(false));
    if articles + without > 0 {
        let step = step.name();
        corpus.remarks.push(Remark::EditionsOfDates { step, reason, editions, articles, without });
    }
}

#[cfg(test)]
mod tests;
