//! Dates as people write them. Whoever finds a date here decides whether it stands where a date is stated.
//!
//! Read are, in the digits of any script: ISO 8601 (`2025-03-04`, `2025-03`, `2025-W10`, `2025-W10-2`) with `-`, `/`, `.`
//! or `_`, and quarters (`2025-Q1`, `Q1 2025`); `20250304`, `202503041015`; words in the languages of
//! [`months`] in any usual order (`4 March 2025`, `March 4th, 2025`, `4. März 2025`, `4 de marzo de 2025`,
//! `٤ مارس ٢٠٢٥`, `March 2025`), after a weekday too; `2025年3月4日`, `2025년 3월 4일`; RFC 2822 and RFC 3339; and numbers alone
//! (`04.03.2025`, `03/04/2025`, `3-4-25`), of which the last two need to be told which comes first ([`Reading::Open`]).
//! The day is the one written: zones change nothing.

use jiff::civil::{Date, ISOWeekDate, Weekday};

use crate::parse::calendar::DateOrder;
use crate::parse::types::{Precision, When};
use crate::parse::vocabulary::months::{self, Month};

/// What a text says of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum Reading {
    /// One date.
    Certain(When),
    /// Three numbers whose order must be known from elsewhere; the year has two or four digits.
    Open([u16; 3]),
}

impl Reading {
    /// The date, with numbers alone in this order; `None` where the order is not known or makes no date.
    pub(in crate::parse) fn when(self, order: DateOrder) -> Option<When> {
        match (self, order) {
            (Self::Certain(when), _) => Some(when),
            (Self::Open(_), DateOrder::Auto) => None,
            (Self::Open([year, month, day]), DateOrder::YearFirst) if year < 100 && day < 100 => {
                on(full_year(year), month, day)
            }
            (Self::Open([month, day, year]), DateOrder::MonthFirst) => on(full_year(year), month, day),
            (Self::Open([day, month, year]), _) => on(full_year(year), month, day),
        }
    }

    /// The year, where the order does not matter to it.
    pub(in crate::parse) fn year(self) -> Option<When> {
        match self {
            Self::Open([.., year]) if year >= 100 => {
                Some(When { day: day(year, 1, 1)?, precision: Precision::Year })
            }
            Self::Open(_) => None,
            Self::Certain(when) => Some(when),
        }
    }
}

/// What a date tells of the order in which its archive writes numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum Vote {
    /// Numbers of which one is no month (`25/03/2025`).
    Numbers(DateOrder),
    /// Words in that order (`March 4, 2025`).
    Words(DateOrder),
}

/// A date at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) struct Found<'t> {
    pub(in crate::parse) reading: Reading,
    pub(in crate::parse) vote: Option<Vote>,
    /// What stands behind it.
    pub(in crate::parse) rest: &'t str,
}

impl<'t> Found<'t> {
    fn certain(day: Option<Date>, precision: Precision, rest: &'t str) -> Option<Self> {
        Some(Self { reading: Reading::Certain(When { day: day?, precision }), vote: None, rest })
    }

    fn voting(self, vote: Vote) -> Self {
        Self { vote: Some(vote), ..self }
    }

    /// How exactly the day is known.
    pub(in crate::parse) fn precision(&self) -> Precision {
        match self.reading {
            Reading::Certain(when) => when.precision,
            Reading::Open(_) => Precision::Day,
        }
    }

    /// Whether the text ends with the date, but for a time, a closing mark or the like.
    pub(in crate::parse) fn ends(&self) -> bool {
        let rest = self.rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let words = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let timed = |word: &str| {
            let number = word.trim_start_matches('T').starts_with(|c: char| c.is_ascii_digit());
            number && word.len() <= 9
                || word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_uppercase())
                || matches!(word, "am" | "pm" | "Uhr" | "at" | "à")
        };
        rest.is_empty() || (rest.len() <= 40 && words.clone().count() <= 6 && words.clone().all(timed))
    }
}

/// The date that `text` begins with, after marks, a weekday and a word such as `on`. `key`: whether a key says that it
/// is a date, without which numbers that are rarely one (seconds since 1970, `3-4-25`, `03/2025`) are none. O(length of
/// the date).
pub(in crate::parse) fn date(text: &str, key: bool) -> Option<Found<'_>> {
    let mut text = text.trim_start_matches(is_mark);
    for _ in 0..3 {
        if let Some(found) = date_at(text, key) {
            return Some(found);
        }
        let rest = months::after_weekday(text).or_else(|| after_lead(text))?;
        text = rest.trim_start_matches(|c: char| is_mark(c) || matches!(c, ',' | '.'));
    }
    None
}

/// The date of an edition's label, and what stands behind it: all that [`date`] reads, and as ever up to two characters
/// of any sort behind eight digits (`20240908d`, `20240908.0`). A year is one only where it is the whole label.
pub(in crate::parse) fn date_of(label: &str) -> Option<Found<'_>> {
    let found = date(label, false)?;
    let exact = found.precision() < Precision::Year || (found.rest.is_empty() && label.len() == 4);
    exact.then_some(found)
}

fn is_mark(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '*' | '_' | '`' | '"' | '\'' | '[' | '(' | '<' | '（' | '「' | '【' | '“' | '«')
}

/// Words before a date: `on March 4`, `le 4 mars`, `am 4. März`.
fn after_lead(text: &str) -> Option<&str> {
    let word = months::word(text);
    let known = ["on", "the", "le", "el", "il", "em", "am", "den", "op", "في", "يوم", "от"];
    known.iter().any(|lead| word.eq_ignore_ascii_case(lead)).then(|| &text[word.len()..])
}

fn date_at(text: &str, key: bool) -> Option<Found<'_>> {
    let Some((number, rest)) = number(text) else { return word_first(text, key) };
    match number.digits {
        1 | 2 => day_first(number, rest, key),
        4 => year_first(number.small(), rest),
        6 if key && !continues(rest) => year_month(number.value, rest),
        8 => compact(number.value, rest),
        10 | 13 if key && rest.trim().is_empty() => unix(number, rest),
        12 | 14 => timestamp(number, rest),
        _ => None,
    }
}

/// A run of digits.
#[derive(Debug, Clone, Copy)]
struct Number {
    value: u64,
    digits: u8,
}

impl Number {
    fn small(self) -> u16 {
        u16::try_from(self.value).unwrap_or(u16::MAX)
    }
}

fn number(text: &str) -> Option<(Number, &str)> {
    let mut number = Number { value: 0, digits: 0 };
    let mut rest = text;
    while let Some(digit) = rest.chars().next().and_then(digit) {
        number.value = number.value.saturating_mul(10).saturating_add(digit.into());
        number.digits = number.digits.saturating_add(1);
        rest = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
    }
    (number.digits > 0).then_some((number, rest))
}

/// The value of a decimal digit of the scripts that write dates in their own.
fn digit(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6F0}'..='\u{6F9}' => '\u{6F0}',
        '\u{966}'..='\u{96F}' => '\u{966}',
        '\u{FF10}'..='\u{FF19}' => '\u{FF10}',
        _ => return None,
    };
    Some(u32::from(c) - u32::from(zero))
}

/// One or two digits.
fn short(text: &str) -> Option<(u16, &str)> {
    let (number, rest) = number(text)?;
    (number.digits <= 2).then_some((number.small(), rest))
}

/// Four digits.
fn year(text: &str) -> Option<(u16, &str)> {
    let (number, rest) = number(text)?;
    (number.digits == 4 && (1000..=2999).contains(&number.value)).then_some((number.small(), rest))
}

/// A day of our calendar, which has no year 0.
fn day(year: u16, month: u16, day: u16) -> Option<Date> {
    if year == 0 {
        return None;
    }
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn on(year: u16, month: u16, of_month: u16) -> Option<When> {
    Some(When { day: day(year, month, of_month)?, precision: Precision::Day })
}

/// `25` is 2025, `99` is 1999: the rule of POSIX.
fn full_year(year: u16) -> u16 {
    match year {
        0..=68 => 2000 + year,
        69..=99 => 1900 + year,
        full => full,
    }
}

/// The mark between numbers, as ASCII writes it.
fn separator(text: &str) -> Option<(char, &str)> {
    let c = text.chars().next()?;
    let mark = match c {
        '-' | '/' | '.' | '_' => c,
        '\u{2010}' | '\u{2011}' | '\u{2013}' | '\u{2212}' | '\u{FF0D}' => '-',
        '\u{FF0F}' => '/',
        '\u{FF0E}' => '.',
        _ => return None,
    };
    Some((mark, &text[c.len_utf8()..]))
}

/// Whether a digit or a Latin letter follows, so that the number before is a part of something else.
fn continues(rest: &str) -> bool {
    rest.starts_with(|c: char| digit(c).is_some() || c.is_ascii_alphabetic())
}

/// Whether the number goes on behind a mark: `2024-09-081`, `2966.0`.
fn goes_on(rest: &str) -> bool {
    separator(rest).is_some_and(|(_, behind)| behind.starts_with(|c: char| digit(c).is_some()))
}

/// Whether a day can end before this: nothing that makes another number of it follows, but a time may.
fn day_ends(rest: &str) -> bool {
    !continues(rest) || time_follows(rest)
}

fn time_follows(rest: &str) -> bool {
    rest.strip_prefix(['T', 't']).is_some_and(|time| time.starts_with(|c: char| c.is_ascii_digit()))
}

/// `20250304`, with one letter behind it, or two characters of any sort, or a time.
fn compact(value: u64, rest: &str) -> Option<Found<'_>> {
    let ymd = day(part(value / 10_000), part(value / 100 % 100), part(value % 100));
    let alone = !rest.starts_with(char::is_alphanumeric) || time_follows(rest);
    let lettered = rest.starts_with(|c: char| c.is_ascii_alphabetic()) && !continues(&rest[1..]);
    let ends = alone || lettered || (rest.len() <= 2 && digit(rest.chars().next()?).is_none());
    if ends { Found::certain(ymd, Precision::Day, rest) } else { None }
}

fn part(value: u64) -> u16 {
    u16::try_from(value).unwrap_or(u16::MAX)
}

/// `202503`.
fn year_month(value: u64, rest: &str) -> Option<Found<'_>> {
    let year = part(value / 100);
    (1900..=2099).contains(&year).then_some(())?;
    Found::certain(day(year, part(value % 100), 1), Precision::Month, rest)
}

/// `202503041015` and `20250304101530`.
fn timestamp(number: Number, rest: &str) -> Option<Found<'_>> {
    let minutes = if number.digits == 14 { number.value / 100 } else { number.value };
    let seconds = if number.digits == 14 { number.value % 100 } else { 0 };
    let (date, hour, minute) = (minutes / 10_000, minutes / 100 % 100, minutes % 100);
    let valid = hour < 24 && minute < 60 && seconds < 60 && (1900..=2099).contains(&(date / 10_000));
    if !valid || continues(rest) {
        return None;
    }
    Found::certain(day(part(date / 10_000), part(date / 100 % 100), part(date % 100)), Precision::Day, rest)
}

/// Seconds or milliseconds since 1970.
fn unix(number: Number, rest: &str) -> Option<Found<'_>> {
    let seconds = if number.digits == 13 { number.value / 1000 } else { number.value };
    let days = i64::try_from(seconds / 86_400).ok()?;
    let day = Date::constant(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok();
    Found::certain(day, Precision::Day, rest)
}

/// Behind a year: everything that begins with one.
fn year_first(year: u16, rest: &str) -> Option<Found<'_>> {
    if !(1000..=2999).contains(&year) {
        return None;
    }
    let spaced = rest.trim_start();
    if let Some(found) = east_asian(year, spaced) {
        return Some(found);
    }
    if let Some((mark, behind)) = separator(rest) {
        return after_year(year, mark, behind);
    }
    if let Some(found) = week_or_quarter(year, spaced) {
        return Some(found);
    }
    if let (Some((month, behind)), true) = (months::month(spaced), spaced.len() < rest.len()) {
        return year_and_word(year, month, behind);
    }
    if continues(rest) {
        return None;
    }
    Found::certain(day(year, 1, 1), Precision::Year, rest)
}

/// Behind a year and a mark.
fn after_year(year: u16, mark: char, text: &str) -> Option<Found<'_>> {
    if let Some(found) = week_or_quarter(year, text) {
        return Some(found);
    }
    let spaced = text.trim_start();
    if let Some((month, behind)) = months::month(spaced) {
        return year_and_word(year, month, behind);
    }
    let Some((number, rest)) = number(spaced) else {
        // `2024 - a review`, `2024.`: the mark is no part of the date.
        return Found::certain(day(year, 1, 1), Precision::Year, text);
    };
    if number.digits == 4 && mark == '-' && !continues(rest) {
        return Found::certain(day(year, number.small() / 100, number.small() % 100), Precision::Day, rest);
    }
    if number.digits > 2 || (spaced.len() < text.len() && mark != '.') {
        return None;
    }
    let month = number.small();
    if let Some((again, behind)) = separator(rest)
        && let Some((of_month, rest)) = short(behind.trim_start()).filter(|_| again == mark)
    {
        let found = Found::certain(day(year, month, of_month), Precision::Day, rest)?;
        return day_ends(rest).then_some(found);
    }
    let stated = matches!(mark, '-' | '_') && number.digits == 2 || mark == '/';
    if !stated || continues(rest) || goes_on(rest) {
        return None;
    }
    Found::certain(day(year, month, 1), Precision::Month, rest)
}

/// `2025 March 4`, `2025-Mar-04`, `2025 mars`.
fn year_and_word(year: u16, month: Month, rest: &str) -> Option<Found<'_>> {
    let number = i16::from(month.number).unsigned_abs();
    let gap = rest.trim_start_matches(['-', '.', ' ', '_', '/']);
    if let Some((of_month, behind)) = short(gap).filter(|(_, behind)| !continues(behind)) {
        return Found::certain(day(year, number, of_month), Precision::Day, behind);
    }
    month.full.then_some(())?;
    Found::certain(day(year, number, 1), Precision::Month, rest)
}

/// `年3月4日`, `년 3월 4일`, `年3月`, `年`.
fn east_asian(year: u16, text: &str) -> Option<Found<'_>> {
    let rest = text.strip_prefix(['年', '년'])?;
    let in_month = || {
        let (month, behind) = short(rest.trim_start())?;
        Some((month, behind.trim_start().strip_prefix(['月', '월'])?))
    };
    let Some((month, rest)) = in_month() else {
        return Found::certain(day(year, 1, 1), Precision::Year, rest);
    };
    let on_day = || {
        let (of_month, behind) = short(rest.trim_start())?;
        Some((of_month, behind.trim_start().strip_prefix(['日', '일', '号', '號'])?))
    };
    match on_day() {
        Some((of_month, rest)) => Found::certain(day(year, month, of_month), Precision::Day, rest),
        None => Found::certain(day(year, month, 1), Precision::Month, rest),
    }
}

/// `W10`, `W10-2`, `KW10`, `Q1` behind a year.
fn week_or_quarter(year: u16, text: &str) -> Option<Found<'_>> {
    if let Some((quarter, rest)) = quarter(text) {
        return Found::certain(day(year, quarter * 3 - 2, 1), Precision::Quarter, rest);
    }
    let (week, rest) = week(text)?;
    let on_weekday = separator(rest)
        .and_then(|(_, behind)| short(behind))
        .filter(|(at, behind)| (1..=7).contains(at) && !continues(behind) && !goes_on(behind));
    match on_weekday {
        Some((weekday, rest)) => Found::certain(day_of_week(year, week, weekday), Precision::Day, rest),
        None => Found::certain(day_of_week(year, week, 1), Precision::Week, rest),
    }
}

fn day_of_week(year: u16, week: u16, weekday: u16) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
    let week = ISOWeekDate::new(i16::try_from(year).ok()?, i8::try_from(week).ok()?, weekday).ok()?;
    Some(week.date())
}

fn quarter(text: &str) -> Option<(u16, &str)> {
    let (number, rest) = number(text.strip_prefix(['Q', 'q'])?)?;
    (number.digits == 1 && (1..=4).contains(&number.value) && !continues(rest))
        .then_some((number.small(), rest))
}

/// Words for a week with its number: `W10`, `KW 10`, `week 10`.
fn week(text: &str) -> Option<(u16, &str)> {
    let word = months::word(text);
    let known = ["w", "kw", "week", "semaine", "semana", "settimana", "woche", "uke", "vecka"];
    known.iter().any(|week| word.eq_ignore_ascii_case(week)).then_some(())?;
    let (number, rest) = short(text[word.len()..].trim_start())?;
    ((1..=53).contains(&number) && !continues(rest)).then_some((number, rest))
}

/// `4 March 2025`, `4th of March, 2025`, `4. März 2025`, `4 de marzo de 2025`, `04.03.2025`, `03/04/2025`, `3-4-25`, `03/2025`.
fn day_first(number: Number, rest: &str, key: bool) -> Option<Found<'_>> {
    if let Some((mark, behind)) = separator(rest)
        && let Some(found) = numbers(number, mark, behind.trim_start_matches(' '), key)
    {
        return Some(found);
    }
    let gap = after_filler(after_ordinal(rest));
    let (month, behind) = months::month(gap)?;
    let gap = after_filler(behind.trim_start_matches('.'));
    let (year, rest) = worded_year(gap, key)?;
    let found = Found::certain(
        day(year, i16::from(month.number).unsigned_abs(), number.small()),
        Precision::Day,
        rest,
    )?;
    Some(found.voting(Vote::Words(DateOrder::DayFirst)))
}

/// A year of four digits, or under a key of two (`4-Mar-25`, `'25`).
fn worded_year(text: &str, key: bool) -> Option<(u16, &str)> {
    if let Some((year, rest)) = year(text) {
        return (!rest.starts_with(|c: char| c.is_ascii_alphabetic()) || time_follows(rest))
            .then_some((year, rest));
    }
    let (number, rest) = number(text.trim_start_matches(['\'', '’']))?;
    (key && number.digits == 2 && !continues(rest)).then(|| (full_year(number.small()), rest))
}

/// What stands behind `st`, `nd`, `.`, `º` and the like.
fn after_ordinal(text: &str) -> &str {
    let endings = ["st", "nd", "rd", "th", "er", "re", "de", "ste", "e", "º", "ª", "°", "."];
    let ended =
        |ending: &str| text.strip_prefix(ending).filter(|rest| !rest.starts_with(char::is_alphabetic));
    endings.iter().find_map(|ending| ended(ending)).unwrap_or(text)
}

/// What stands behind spaces, marks and words between the parts of a date (`de`, `of`, `d'`).
fn after_filler(text: &str) -> &str {
    let gap = |c: char| c.is_whitespace() || matches!(c, ',' | '-' | '_' | '/' | '.' | '،');
    let text = text.trim_start_matches(gap);
    let fillers = ["de ", "del ", "of ", "di ", "d'", "d’"];
    let begins =
        |filler: &&str| text.get(..filler.len()).is_some_and(|start| start.eq_ignore_ascii_case(filler));
    fillers
        .iter()
        .copied()
        .find(|filler| begins(filler))
        .map_or(text, |filler| text[filler.len()..].trim_start())
}

/// Numbers alone, the first of which has been read.
fn numbers(first: Number, mark: char, text: &str, key: bool) -> Option<Found<'_>> {
    if let (Some((year, rest)), true) = (year(text), key && mark != '.') {
        let month = Found::certain(day(year, first.small(), 1), Precision::Month, rest)?;
        return (!continues(rest) && !goes_on(rest)).then_some(month);
    }
    let (second, rest) = short(text)?;
    let (again, rest) = separator(rest).filter(|(again, _)| *again == mark)?;
    let (third, rest) = number(rest.trim_start_matches(' '))?;
    let long = third.digits == 4 && (1000..=2999).contains(&third.value);
    if !(long || (key && third.digits == 2)) || !day_ends(rest) || (goes_on(rest) && again == '.') {
        return None;
    }
    judged([first.small(), second, third.small()], mark, rest)
}

/// One date, where only one order makes any; dots are written day first, and slashes hardly ever year first.
fn judged(parts: [u16; 3], mark: char, rest: &str) -> Option<Found<'_>> {
    let open = Reading::Open(parts);
    let orders = [DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::YearFirst];
    let usual = if parts[2] >= 100 || mark == '/' { &orders[..2] } else { &orders[..] };
    let made: Vec<(DateOrder, When)> =
        usual.iter().filter_map(|&order| Some((order, open.when(order)?))).collect();
    let certain = |when: When| Found { reading: Reading::Certain(when), vote: None, rest };
    match made.as_slice() {
        [] => None,
        [(order, when)] => Some(certain(*when).voting(Vote::Numbers(*order))),
        [(DateOrder::DayFirst, when), ..] if mark == '.' => Some(certain(*when)),
        [(_, first), others @ ..] if others.iter().all(|(_, when)| when == first) => Some(certain(*first)),
        _ => Some(Found { reading: open, vote: None, rest }),
    }
}

/// `March 4, 2025`, `Mar 4 10:12:00 2025`, `March 2025`, `Q1 2025`, `KW 10 2025`.
fn word_first(text: &str, key: bool) -> Option<Found<'_>> {
    let Some((month, rest)) = months::month(text) else { return period_first(text) };
    let number = i16::from(month.number).unsigned_abs();
    let gap = after_filler(rest);
    if let Some((year, behind)) = year(gap) {
        let found = Found::certain(day(year, number, 1), Precision::Month, behind)?;
        return (month.full && !continues(behind)).then_some(found);
    }
    let (of_month, behind) = short(gap)?;
    let gap = after_filler(after_ordinal(behind));
    let (year, rest) = worded_year(after_time(gap), key)?;
    let found = Found::certain(day(year, number, of_month), Precision::Day, rest)?;
    Some(found.voting(Vote::Words(DateOrder::MonthFirst)))
}

/// What stands behind a time of day and its zone, as C writes them before the year.
fn after_time(text: &str) -> &str {
    let Some((_, rest)) = short(text).filter(|(_, rest)| rest.starts_with(':')) else { return text };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':').trim_start();
    let zone = rest.bytes().take(5).take_while(u8::is_ascii_uppercase).count();
    rest[zone..].trim_start()
}

/// `Q1 2025`, `KW 10 2025`, `week 10, 2025`.
fn period_first(text: &str) -> Option<Found<'_>> {
    if let Some((quarter, rest)) = quarter(text) {
        return of_year(rest, Precision::Quarter, |year| day(year, quarter * 3 - 2, 1));
    }
    let (week, rest) = week(text)?;
    of_year(rest, Precision::Week, |year| day_of_week(year, week, 1))
}

fn of_year(text: &str, precision: Precision, first: impl Fn(u16) -> Option<Date>) -> Option<Found<'_>> {
    let (year, rest) = year(after_filler(text))?;
    if continues(rest) { None } else { Found::certain(first(year), precision, rest) }
}

#[cfg(test)]
mod tests;
