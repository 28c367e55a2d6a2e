//! Periods of the time axis.

use jiff::civil::Date;

/// The step of the time axis. Periods without a single dated article are no part of the axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Period {
    /// One dated edition (newsletter issue); only their order counts, not the days between them.
    Edition,
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
    pub const ALL: [Self; 4] = [Self::Edition, Self::Month, Self::Quarter, Self::Year];

    /// The name in options and files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Edition => "edition",
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

    /// The first day of the period that a date lies in.
    #[must_use]
    pub fn start(self, date: Date) -> Date {
        let month = match self {
            Self::Edition => return date,
            Self::Month => date.month(),
            Self::Quarter => (date.month() - 1) / 3 * 3 + 1,
            Self::Year => 1,
        };
        date.with().month(month).day(1).build().unwrap_or(date)
    }

    /// What people call the period that starts on this day: `2025-03-02`, `2025-03`, `2025-Q1` or `2025`.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use portent::analysis::trend::Period;
    /// let start = Period::Quarter.start(date(2025, 6, 30));
    /// assert_eq!((start, Period::Quarter.label(start).as_str()), (date(2025, 4, 1), "2025-Q2"));
    /// ```
    #[must_use]
    pub fn label(self, start: Date) -> String {
        let (year, month) = (start.year(), start.month());
        match self {
            Self::Edition => start.to_string(),
            Self::Month => format!("{year}-{month:02}"),
            Self::Quarter => format!("{year}-Q{}", (month - 1) / 3 + 1),
            Self::Year => year.to_string(),
        }
    }
}
