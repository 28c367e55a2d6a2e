//! Time cut into periods: steps of the calendar, or stretches between days.

use jiff::civil::Date;

use crate::analysis::trend::Period;
use crate::parse::When;

/// The periods that themes are found in. Periods without a dated article are no part of the axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Axis {
    /// Steps of the calendar.
    Steps(Period),
    /// The time before the first of these days, from each to the next, and since the last one; ascending, at least one.
    Cuts(Vec<Date>),
}

impl Default for Axis {
    fn default() -> Self {
        Self::Steps(Period::Year)
    }
}

impl Axis {
    /// Reads the name of a step (`year`), or first days of periods: `2023,2024-07,2025-01-15`. O(length log length).
    ///
    /// # Errors
    /// Why the text is neither.
    ///
    /// ```
    /// use portent::analysis::evolution::Axis;
    /// use portent::analysis::trend::Period;
    /// assert_eq!(Axis::read("quarter"), Ok(Axis::Steps(Period::Quarter)));
    /// let cuts = Axis::read("2023, 2024-07").unwrap();
    /// let Axis::Cuts(days) = &cuts else { unreachable!() };
    /// assert_eq!(cuts.label(days[0]), "2023-01-01 to 2024-06-30");
    /// assert!(Axis::read("decade").is_err());
    /// ```
    pub fn read(text: &str) -> Result<Self, String> {
        if let Some(period) = Period::named(text.trim()) {
            return Ok(Self::Steps(period));
        }
        let mut days = Vec::new();
        for part in text.split(',').map(str::trim) {
            days.push(first_day(part).ok_or_else(|| refusal(part))?);
        }
        days.sort_unstable();
        days.dedup();
        Ok(Self::Cuts(days))
    }

    /// The first day of the period that a date lies in; `None` where the date is not known so exactly.
    #[must_use]
    pub fn start(&self, when: When) -> Option<Date> {
        match self {
            Self::Steps(period) => period.holds(when.precision).then(|| period.start(when.day)),
            Self::Cuts(days) => {
                let before = |day: Date| days.partition_point(|cut| *cut <= day);
                let place = before(when.day);
                let alike = place == before(when.precision.last(when.day));
                alike.then(|| place.checked_sub(1).map_or(Date::MIN, |at| days[at]))
            }
        }
    }

    /// What people call the period that starts on this day: `2025-Q2`, `2023 to 2024`, `since 2025-07-15`.
    #[must_use]
    pub fn label(&self, start: Date) -> String {
        let days = match self {
            Self::Steps(period) => return period.label(start),
            Self::Cuts(days) => days,
        };
        let years = days.iter().all(|day| day.day_of_year() == 1);
        let written = |day: Date| if years { day.year().to_string() } else { day.to_string() };
        let next = days.iter().find(|day| **day > start);
        let last = next.and_then(|day| day.yesterday().ok()).map(written);
        match (start == Date::MIN, last) {
            (true, Some(last)) => format!("until {last}"),
            (true, None) => "all".into(),
            (false, Some(last)) if last == written(start) => last,
            (false, Some(last)) => format!("{} to {last}", written(start)),
            (false, None) => format!("since {}", written(start)),
        }
    }

    /// What one period is called.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Steps(period) => period.name(),
            Self::Cuts(_) => "period",
        }
    }
}

/// The first day of `2024`, `2024-07` or `2024-07-15`.
fn first_day(text: &str) -> Option<Date> {
    let full = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    Date::strptime("%Y-%m-%d", full).ok()
}

fn refusal(part: &str) -> String {
    let names: Vec<&str> = Period::ALL.iter().map(|period| period.name()).collect();
    format!(
        "{part:?} is neither a step ({}) nor a first day of a period such as 2024, 2024-07 or 2024-07-15",
        names.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::{Axis, When};
    use crate::parse::Step;

    fn start(axis: &Axis, day: Date, precision: Step) -> Option<Date> {
        axis.start(When { day, precision })
    }

    #[test]
    fn dates_lie_between_cuts_where_they_are_exact_enough() {
        let axis = Axis::read("2024-07,2023").unwrap();
        let [first, second] = [date(2023, 1, 1), date(2024, 7, 1)];
        assert_eq!(start(&axis, date(2022, 12, 31), Step::Day), Some(Date::MIN));
        assert_eq!(start(&axis, first, Step::Year), Some(first));
        assert_eq!(start(&axis, date(2024, 6, 30), Step::Day), Some(first));
        // The year 2024 lies on both sides of July.
        assert_eq!(start(&axis, date(2024, 1, 1), Step::Year), None);
        assert_eq!(start(&axis, second, Step::Month), Some(second));
        let labels = [Date::MIN, first, second].map(|start| axis.label(start));
        assert_eq!(labels, ["until 2022-12-31", "2023-01-01 to 2024-06-30", "since 2024-07-01"]);
    }

    #[test]
    fn cuts_at_new_year_are_named_by_years() {
        let axis = Axis::read("2020,2023,2024").unwrap();
        let labels = [2020, 2023, 2024].map(|year| axis.label(date(year, 1, 1)));
        assert_eq!(labels, ["2020 to 2022", "2023", "since 2024"]);
    }

    #[test]
    fn what_is_neither_a_step_nor_a_day_is_refused() {
        for text in ["", "years", "2023-13", "2023,soon", "12345678"] {
            assert!(Axis::read(text).is_err(), "{text}");
        }
    }
}
