//! Periods of the time axis.

use jiff::civil::Date;

use crate::parse::{Precision, Step};

/// The step of the time axis. Periods without a single dated article are no part of the axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Period {
    /// One dated edition (newsletter issue); only their order counts, not the days between them.
    Edition,
    /// A week, from Monday on (ISO 8601).
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months.
    #[default]
    Quarter,
    /// A calendar year.
    Year,
}

impl Period {
    /// All periods, shortest first.
    pub const ALL: [Self; 5] = [Self::Edition, Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// The name in options and files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Edition => "edition",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The period of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|period| period.name() == name)
    }

    /// The step of the calendar; of editions the day.
    #[must_use]
    pub fn step(self) -> Step {
        match self {
            Self::Edition => Step::Day,
            Self::Week => Step::Week,
            Self::Month => Step::Month,
            Self::Quarter => Step::Quarter,
            Self::Year => Step::Year,
        }
    }

    /// Whether a date that is known so exactly tells its period; that of an edition always does.
    #[must_use]
    pub fn holds(self, precision: Precision) -> bool {
        self == Self::Edition || precision <= self.step()
    }

    /// The first day of the period that a date lies in.
    #[must_use]
    pub fn start(self, date: Date) -> Date {
        self.step().start(date)
    }

    /// What people call the period that starts on this day: `2025-03-02`, `2025-W10`, `2025-03`, `2025-Q1` or `2025`.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use portent::analysis::trend::Period;
    /// let start = Period::Quarter.start(date(2025, 6, 30));
    /// assert_eq!((start, Period::Quarter.label(start).as_str()), (date(2025, 4, 1), "2025-Q2"));
    /// ```
    #[must_use]
    pub fn label(self, start: Date) -> String {
        self.step().label(start)
    }
}
