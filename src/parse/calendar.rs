//! Steps of the calendar, and what a user can say of dates.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::named::Word;

/// The order of day, month and year in dates of numbers alone, where it matters (`03/04/2025`, `3-4-25`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub enum DateOrder {
    /// What the archive itself shows; see [`from_articles`](crate::parse::corpus::from_articles).
    #[default]
    Auto,
    /// 3 April 2025.
    DayFirst,
    /// March 4, 2025.
    MonthFirst,
    /// `25-03-04`; numbers that end with a year of four digits are read day first.
    YearFirst,
}

impl Word for DateOrder {
    const ALL: &'static [Self] = &[Self::Auto, Self::DayFirst, Self::MonthFirst, Self::YearFirst];

    fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::DayFirst => "day-first",
            Self::MonthFirst => "month-first",
            Self::YearFirst => "year-first",
        }
    }
}

/// What makes an edition of dates, where an archive names no editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub enum EditionStep {
    /// The finest step from week to year that holds enough articles.
    #[default]
    Auto,
    /// Articles of one day.
    Day,
    /// Articles of one week, from Monday on.
    Week,
    /// Articles of one month.
    Month,
    /// Articles of three months.
    Quarter,
    /// Articles of one year.
    Year,
}

impl EditionStep {
    /// The step, where one is chosen.
    #[must_use]
    pub fn step(self) -> Option<Step> {
        match self {
            Self::Auto => None,
            Self::Day => Some(Step::Day),
            Self::Week => Some(Step::Week),
            Self::Month => Some(Step::Month),
            Self::Quarter => Some(Step::Quarter),
            Self::Year => Some(Step::Year),
        }
    }
}

impl Word for EditionStep {
    const ALL: &'static [Self] = &[Self::Auto, Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year];

    fn word(self) -> &'static str {
        self.step().map_or("auto", Step::name)
    }
}

/// A step of the calendar, finest first: what an edition of dates holds, and how exactly a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub enum Step {
    /// A day.
    #[default]
    Day,
    /// A week, from Monday on (ISO 8601).
    Week,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// A year.
    Year,
}

impl Step {
    /// All steps, finest first.
    pub const ALL: [Self; 5] = [Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// The name in options and remarks.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The first day of the step that a date lies in.
    #[must_use]
    pub fn start(self, date: Date) -> Date {
        let month = match self {
            Self::Day => return date,
            Self::Week => {
                let behind = date.weekday().to_monday_zero_offset();
                return date.checked_sub(i64::from(behind).days()).unwrap_or(date);
            }
            Self::Month => date.month(),
            Self::Quarter => (date.month() - 1) / 3 * 3 + 1,
            Self::Year => 1,
        };
        date.with().month(month).day(1).build().unwrap_or(date)
    }

    /// The last day of the step that starts on this day.
    #[must_use]
    pub fn last(self, start: Date) -> Date {
        let next = match self {
            Self::Day => return start,
            Self::Week => 7.days(),
            Self::Month => 1.months(),
            Self::Quarter => 3.months(),
            Self::Year => 1.years(),
        };
        start.checked_add(next).and_then(|next| next.yesterday()).unwrap_or(start)
    }

    /// What people call the step that starts on this day: `2025-03-02`, `2025-W10`, `2025-03`, `2025-Q1` or `2025`.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use portent::parse::Step;
    /// let label = |step: Step| step.label(step.start(date(2026, 2, 5)));
    /// assert_eq!(Step::ALL.map(label), ["2026-02-05", "2026-W06", "2026-02", "2026-Q1", "2026"]);
    /// ```
    #[must_use]
    pub fn label(self, start: Date) -> String {
        let (year, month) = (start.year(), start.month());
        match self {
            Self::Day => start.to_string(),
            Self::Week => {
                let week = start.iso_week_date();
                format!("{}-W{:02}", week.year(), week.week())
            }
            Self::Month => format!("{year}-{month:02}"),
            Self::Quarter => format!("{year}-Q{}", (month - 1) / 3 + 1),
            Self::Year => year.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn weeks_are_those_of_iso_8601() {
        assert_eq!(Step::Week.start(date(2026, 1, 1)), date(2025, 12, 29));
        assert_eq!(Step::Week.label(date(2025, 12, 29)), "2026-W01");
        assert_eq!(Step::Week.start(Date::MIN), Date::MIN);
    }

    #[test]
    fn words_are_told_apart() {
        let words: Vec<&str> = EditionStep::ALL.iter().map(|step| step.word()).collect();
        assert_eq!(words, ["auto", "day", "week", "month", "quarter", "year"]);
    }
}
