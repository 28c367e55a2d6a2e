//! Numbers, shares and dates in words.

pub(super) use crate::remark::{counted, grouped as number};

use jiff::civil::Date;

pub(super) fn articles(count: u64) -> String {
    counted(count, "article", "articles")
}

/// What stands under the sources of a statement: `and 87 more articles`; nothing where there are no more.
pub(super) fn more(count: usize) -> Option<String> {
    (count > 0).then(|| format!("and {}", counted(count as u64, "more article", "more articles")))
}

/// A sentence's beginning in capitals.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `A, B and C`.
pub(super) fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A share in whole percent, which never says none or all where that is not so.
pub(super) fn share(part: u64, whole: u64) -> String {
    // A graph of others may say any count.
    let (counted, of) = (u128::from(part.min(whole)), u128::from(whole));
    match (200 * counted + of) / (2 * of).max(1) {
        0 if part > 0 => "less than 1%".into(),
        100 if part < whole => "more than 99%".into(),
        percent => format!("{percent}%"),
    }
}

static MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month_name(date: Date) -> &'static str {
    usize::try_from(date.month() - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default()
}

/// How exactly dates are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grain {
    Month,
    Year,
}

impl Grain {
    /// `January 2026`, or `2026`.
    pub(super) fn of(self, date: Date) -> String {
        match self {
            Self::Month => format!("{} {}", month_name(date), date.year()),
            Self::Year => date.year().to_string(),
        }
    }

    /// `September to December 2025`, `2019 to 2025`, or one of both where they are the same.
    pub(super) fn span(self, first: Date, last: Date) -> String {
        let (from, to) = (self.of(first), self.of(last));
        if from == to {
            to
        } else if self == Self::Month && first.year() == last.year() {
            format!("{} to {to}", month_name(first))
        } else {
            format!("{from} to {to}")
        }
    }
}

/// Days in words that a reader can picture: `42 days`, `8 months`, `3 years`.
pub(super) fn pause(days: u64) -> String {
    match days {
        0..=89 => counted(days, "day", "days"),
        90..=729 => format!("{} months", (days * 2 + 30) / 61),
        _ => format!("{} years", (days + 182) / 365),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Grain, counted, number, pause, share};

    #[test]
    fn numbers_are_read_at_a_glance() {
        assert_eq!(
            [0, 999, 1000, 97_665, 1_234_567].map(number),
            ["0", "999", "1,000", "97,665", "1,234,567"]
        );
        assert_eq!(counted(1, "article", "articles"), "1 article");
        assert_eq!([30, 200, 730].map(pause), ["30 days", "7 months", "2 years"]);
    }

    #[test]
    fn a_share_says_none_or_all_only_where_it_is_so() {
        let shares = [(0, 3252), (1, 3252), (307, 3252), (3251, 3252), (3252, 3252), (0, 0)];
        let expected = ["0%", "less than 1%", "9%", "more than 99%", "100%", "0%"];
        assert_eq!(shares.map(|(part, whole)| share(part, whole)), expected);
        assert_eq!(share(u64::MAX / 2, u64::MAX), "50%");
    }

    #[test]
    fn spans_repeat_no_year() {
        let (first, last) = (date(2025, 9, 7), date(2025, 12, 14));
        assert_eq!(Grain::Month.span(first, last), "September to December 2025");
        assert_eq!(Grain::Month.span(first, first), "September 2025");
        assert_eq!(Grain::Month.span(date(2024, 9, 7), last), "September 2024 to December 2025");
        assert_eq!(Grain::Year.span(date(2024, 9, 7), last), "2024 to 2025");
    }
}
