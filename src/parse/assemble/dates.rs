//! Dates that need the other pages to be understood: the order of numbers, and years that may be none.

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic};
use crate::named::Word;
use crate::parse::assemble::outliers::outliers;
use crate::parse::calendar::DateOrder;
use crate::parse::head::dates::{Reading, Vote, date, date_of};
use crate::parse::parsed::{DateLabel, DateSource, ParsedArticle};
use crate::parse::report::diagnostic;
use crate::parse::types::{Corpus, When};
use crate::remark::Remark;

/// A year alone later than this is none where no other date of the archive vouches for it.
const LATEST_YEAR: i16 = 2026;

/// Days around the certain dates of an archive in which another one is likely.
const MARGIN: i32 = 7;

/// Settles the dates of all articles.
///
/// Of numbers alone (`03/04/2025`) the order is the one that is set; else that of most dates that can be read in one order
/// only; else the one that puts more dates among those that are certain; else that of most dates in words; else day first
/// where the pages say that they are in another language than English. Where nothing tells, the year alone is used. A year
/// alone in a path stays where it lies among the certain dates, and headings and text date no article where pages name
/// editions: `named_editions` tells whether they do. O(articles log articles).
pub(in crate::parse) fn settle(
    parsed: &mut [ParsedArticle],
    order: DateOrder,
    named_editions: bool,
    corpus: &mut Corpus,
) {
    let certain = Certain::of(parsed);
    let evidence = Evidence::of(parsed, &certain);
    let decided = evidence.decide(order);
    for article in parsed.iter_mut() {
        article.date = article.date.take().and_then(|label| {
            let source = label.source;
            let label = settled(label, decided, &article.path, &mut article.diagnostics)?;
            let weak = named_editions && matches!(source, DateSource::Heading | DateSource::Text);
            let unlikely =
                source == DateSource::PathYear && !label.when.is_some_and(|when| certain.has_year(when));
            (!weak && !unlikely).then_some(label)
        });
        if let Some(edition) = article.edition.as_mut().filter(|edition| edition.date.is_none()) {
            let reading = date_of(&edition.label).map(|found| found.reading);
            edition.date = reading.and_then(|reading| reading.when(decided).or_else(|| reading.year()));
        }
    }
    corpus.remarks.extend(evidence.remark(order, decided));
}

/// The label with its date; `None` with a report where it has none.
fn settled(
    mut label: DateLabel,
    order: DateOrder,
    path: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<DateLabel> {
    if label.when.is_some() {
        return Some(label);
    }
    let reading = date(&label.label, true)?.reading;
    let when = reading.when(order);
    if when.is_none() {
        let message = format!("{:?} can be read day first or month first", label.label);
        let found = diagnostic(Code::DateAmbiguous, path, message);
        diagnostics.push(Diagnostic { line: label.line, column: label.column, ..found });
    }
    label.when = Some(when.or_else(|| reading.year())?);
    Some(label)
}

/// The dates that need no other page, without those far beyond the bulk.
struct Certain {
    span: Option<[Date; 2]>,
}

impl Certain {
    fn of(parsed: &[ParsedArticle]) -> Self {
        let own = |article: &ParsedArticle| {
            article.date.as_ref().filter(|date| date.source <= DateSource::Folder)?.when
        };
        let edition = |article: &ParsedArticle| article.edition.as_ref()?.date;
        let mut days: Vec<Date> = parsed
            .iter()
            .filter_map(|article| Some(own(article).or_else(|| edition(article))?.day))
            .collect();
        days.sort_unstable();
        let counted: Vec<(Date, usize)> =
            days.chunk_by(|a, b| a == b).map(|same| (same[0], same.len())).collect();
        let beyond = outliers(&counted);
        let mut bulk = counted.iter().zip(beyond).filter(|(_, beyond)| !beyond).map(|(day, _)| day.0);
        let first = bulk.next();
        Self { span: first.map(|first| [first, bulk.next_back().unwrap_or(first)]) }
    }

    fn has_year(&self, when: When) -> bool {
        let year = when.day.year();
        match self.span {
            Some([first, last]) => (first.year()..=last.year()).contains(&year),
            None => year <= LATEST_YEAR,
        }
    }

    fn is_near(&self, when: When) -> bool {
        let Some([first, last]) = self.span else { return false };
        (when.day - last).get_days() <= MARGIN && (first - when.day).get_days() <= MARGIN
    }
}

/// What an archive shows of its order.
#[derive(Default)]
struct Evidence {
    /// Dates that can be read in two orders, and the first of them.
    open: usize,
    example: String,
    /// Dates of numbers that can be read in one order only: day first, month first, year first.
    numbers: [usize; 3],
    /// Open dates that lie among the certain ones when they are read in that order.
    near: [usize; 3],
    /// Dates in words.
    words: [usize; 3],
    /// Pages that say that they are in another language than English.
    foreign: usize,
}

const ORDERS: [DateOrder; 3] = [DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::YearFirst];

impl Evidence {
    fn of(parsed: &[ParsedArticle], certain: &Certain) -> Self {
        let mut evidence = Self::default();
        for article in parsed {
            let own = article.date.as_ref().map(|label| (label.label.as_str(), true));
            let edition = article.edition.as_ref().map(|label| (label.label.as_str(), false));
            for (label, key) in own.into_iter().chain(edition) {
                evidence.add(label, key, certain);
            }
            let language =
                article.attributes.iter().find(|(name, _)| matches!(name.as_str(), "language" | "lang"));
            let foreign = language.is_some_and(|(_, value)| !value.to_lowercase().starts_with("en"));
            evidence.foreign += usize::from(foreign);
        }
        evidence
    }

    fn add(&mut self, label: &str, key: bool, certain: &Certain) {
        let Some(found) = (if key { date(label, true) } else { date_of(label) }) else { return };
        match found.vote {
            Some(Vote::Numbers(order)) => count(&mut self.numbers, order),
            Some(Vote::Words(order)) => count(&mut self.words, order),
            None => {}
        }
        if matches!(found.reading, Reading::Open(_)) {
            self.open += 1;
            if self.example.is_empty() {
                label[..label.len() - found.rest.len()].clone_into(&mut self.example);
            }
            for order in ORDERS {
                if found.reading.when(order).is_some_and(|when| certain.is_near(when)) {
                    count(&mut self.near, order);
                }
            }
        }
    }

    /// The order, and [`DateOrder::Auto`] where nothing tells it.
    fn decide(&self, set: DateOrder) -> DateOrder {
        if set != DateOrder::Auto || self.open == 0 {
            return set;
        }
        let told = [self.numbers, self.near, self.words].iter().find_map(most);
        let foreign = (self.foreign > 0).then_some(DateOrder::DayFirst);
        told.or(foreign).unwrap_or_default()
    }

    fn remark(self, set: DateOrder, decided: DateOrder) -> Option<Remark> {
        let told = |counts: &[usize; 3], what: &str| {
            most(counts)?;
            let parts = counts.iter().zip(ORDERS).filter(|(count, _)| **count > 0);
            let parts: Vec<String> = parts.map(|(count, order)| format!("{count} {}", said(order))).collect();
            Some(format!("{what} {}", parts.join(", ")))
        };
        let reason = || {
            told(&self.numbers, "by dates that can be read in one order only,")
                .or_else(|| told(&self.near, "so they lie among the other dates:"))
                .or_else(|| told(&self.words, "as dates in words are,"))
                .unwrap_or_else(|| "most pages are not in English".into())
        };
        let reason = if set == DateOrder::Auto { reason() } else { "as set".into() };
        let order = (decided != DateOrder::Auto).then(|| said(decided));
        (self.open > 0).then_some(Remark::DateOrder {
            dates: self.open,
            example: self.example,
            order,
            reason,
        })
    }
}

fn count(counts: &mut [usize; 3], order: DateOrder) {
    if let Some(at) = ORDERS.iter().position(|known| *known == order) {
        counts[at] += 1;
    }
}

/// The order with most votes, where one has more than the others.
fn most(counts: &[usize; 3]) -> Option<DateOrder> {
    let greatest = counts.iter().copied().max().filter(|count| *count > 0)?;
    let mut best = counts.iter().zip(ORDERS).filter(|(count, _)| **count == greatest);
    let (_, order) = best.next()?;
    best.next().is_none().then_some(order)
}

/// `day first`
fn said(order: DateOrder) -> &'static str {
    match order {
        DateOrder::DayFirst => "day first",
        DateOrder::MonthFirst => "month first",
        DateOrder::YearFirst => "year first",
        DateOrder::Auto => order.word(),
    }
}
