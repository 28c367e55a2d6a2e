//! Dates of editions, and those that lie far beyond the others.

use jiff::civil::Date;

/// The date that a label begins with, and what stands behind it: `20240908`, `20240908d`, `2024-09-08`,
/// `2024-09-08T12:00`, `20240908.0`. `None` where the label is no date.
pub(in crate::parse) fn date_of(label: &str) -> Option<(Date, &str)> {
    let digits = label.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 8 {
        let date = date(&label[..4], &label[4..6], &label[6..8])?;
        let rest = &label[8..];
        return rest.len().le(&2).then_some((date, rest));
    }
    let bytes = label.as_bytes();
    let separated =
        digits == 4 && bytes.len() >= 10 && matches!(bytes[4], b'-' | b'/' | b'.') && bytes[7] == bytes[4];
    let (year, month, day) = (label.get(..4)?, label.get(5..7)?, label.get(8..10)?);
    let rest = label.get(10..)?;
    (separated && !rest.starts_with(|c: char| c.is_ascii_digit())).then_some((date(year, month, day)?, rest))
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Fewer editions than this in the bulk say nothing about what lies beyond it.
const LEAST_BULK: usize = 4;

/// Which dates lie far beyond the bulk: dates are split at gaps of more than a year, the part with most
/// articles is the bulk, and another part is beyond it where the gap to the bulk is more than half the bulk's
/// own length and no more than a fifth of the articles lie there.
///
/// `dates` holds each date once with its number of articles, in order; one flag comes back for each.
/// O(n). The clock plays no part: equal input gives equal flags on every day.
pub(in crate::parse) fn outliers(dates: &[(Date, usize)]) -> Vec<bool> {
    let parts: Vec<&[(Date, usize)]> = dates.chunk_by(|a, b| days(a.0, b.0) <= 366).collect();
    let articles = |part: &[(Date, usize)]| part.iter().map(|date| date.1).sum::<usize>();
    let Some(bulk) = parts.iter().copied().rev().max_by_key(|part| articles(part)) else { return Vec::new() };
    let (first, last) = (bulk[0].0, bulk[bulk.len() - 1].0);
    let total = articles(dates);
    let beyond = |part: &[(Date, usize)]| {
        let gap = days(last, part[0].0).max(days(part[part.len() - 1].0, first));
        bulk.len() >= LEAST_BULK && gap * 2 > days(first, last) && articles(part) * 5 <= total
    };
    parts.iter().flat_map(|part| vec![part.as_ptr() != bulk.as_ptr() && beyond(part); part.len()]).collect()
}

/// Days from `a` to `b`, negative where `b` is the earlier one.
fn days(a: Date, b: Date) -> i64 {
    i64::from((b - a).get_days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn labels_of_every_shape_are_dates_or_not() {
        let date = day(2024, 9, 8);
        for (label, rest) in [
            ("20240908", ""),
            ("20240908d", "d"),
            ("20240908.0", ".0"),
            ("2024-09-08", ""),
            ("2024/09/08", ""),
            ("2024-09-08T12:00:00Z", "T12:00:00Z"),
        ] {
            assert_eq!(date_of(label), Some((date, rest)), "{label}");
        }
        for label in [
            "2966.0",
            "20241308",
            "20240230",
            "202409081",
            "2024-09",
            "12024.0",
            "",
            "été",
            "2024-09-081",
            "20240908 draft",
        ] {
            assert_eq!(date_of(label), None, "{label}");
        }
    }

    #[test]
    fn dates_far_beyond_the_bulk_stand_out() {
        let archive = [
            (day(2022, 1, 18), 3),
            (day(2022, 9, 4), 4),
            (day(2023, 6, 1), 5),
            (day(2024, 5, 1), 4),
            (day(2025, 4, 1), 9),
            (day(2025, 12, 28), 5),
            (day(2029, 8, 30), 2),
            (day(2029, 9, 11), 4),
        ];
        assert_eq!(outliers(&archive), [false, false, false, false, false, false, true, true]);
        let shapes = [
            (day(2024, 8, 11), 1),
            (day(2024, 10, 20), 1),
            (day(2025, 6, 29), 1),
            (day(2026, 1, 18), 1),
            (day(2029, 9, 11), 1),
        ];
        assert_eq!(outliers(&shapes), [false, false, false, false, true]);
        let restarted = [
            (day(2019, 1, 1), 5),
            (day(2019, 6, 1), 5),
            (day(2019, 9, 1), 5),
            (day(2020, 1, 1), 5),
            (day(2023, 1, 1), 9),
        ];
        assert_eq!(outliers(&restarted), [false; 5]);
        assert_eq!(outliers(&[(day(1970, 1, 1), 1), (day(2026, 1, 1), 9)]), [false, false]);
        assert!(outliers(&[]).is_empty());
    }
}
