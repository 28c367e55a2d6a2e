//! Dates that lie far beyond the others.

use jiff::civil::Date;

/// Fewer dates than this in the bulk say nothing about what lies beyond it.
const LEAST_BULK: usize = 4;

/// Which dates lie far beyond the bulk: dates are split at gaps of more than a year, and the part with most articles is
/// the bulk. From it on, to either side, the next part belongs to the bulk where the gap to it is no more than half the
/// length of what belongs already; what lies beyond a wider gap is beyond the bulk, where it holds no more than a fifth of
/// the articles.
///
/// `dates` holds each date once with its number of articles, in order; one flag comes back for each.
/// O(n). The clock plays no part: equal input gives equal flags on every day.
pub(in crate::parse) fn outliers(dates: &[(Date, usize)]) -> Vec<bool> {
    let parts: Vec<&[(Date, usize)]> = dates.chunk_by(|a, b| days(a.0, b.0) <= 366).collect();
    let articles = |parts: &[&[(Date, usize)]]| -> usize {
        parts.iter().flat_map(|part| part.iter()).map(|date| date.1).sum()
    };
    let of_part = |at: &usize| articles(&parts[*at..=*at]);
    let Some(bulk) = (0..parts.len()).max_by_key(of_part) else { return Vec::new() };
    let bounds = |first: usize, last: usize| (parts[first][0].0, parts[last][parts[last].len() - 1].0);
    let (mut first, mut last) = (bulk, bulk);
    loop {
        let (start, end) = bounds(first, last);
        let near = |gap: i64| gap * 2 <= days(start, end);
        if first > 0 && near(days(bounds(first - 1, first - 1).1, start)) {
            first -= 1;
        } else if last + 1 < parts.len() && near(days(end, parts[last + 1][0].0)) {
            last += 1;
        } else {
            break;
        }
    }
    let few = |beyond: &[&[(Date, usize)]]| articles(beyond) * 5 <= articles(&parts);
    let tells = parts[first..=last].iter().map(|part| part.len()).sum::<usize>() >= LEAST_BULK;
    let early = tells && few(&parts[..first]);
    let late = tells && few(&parts[last + 1..]);
    let beyond = |at: usize| (at < first && early) || (at > last && late);
    parts.iter().enumerate().flat_map(|(at, part)| vec![beyond(at); part.len()]).collect()
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

    #[test]
    fn what_leads_to_the_bulk_step_by_step_belongs_to_it() {
        let years = |years: &[(i16, usize)]| {
            let dates: Vec<(Date, usize)> =
                years.iter().map(|&(year, count)| (day(year, 3, 1), count)).collect();
            outliers(&dates)
        };
        let volumes = [
            (2010, 1),
            (2012, 2),
            (2014, 2),
            (2016, 9),
            (2017, 9),
            (2018, 9),
            (2019, 9),
            (2020, 9),
            (2021, 9),
        ];
        assert_eq!(years(&volumes), [false; 9]);
        assert_eq!(
            years(&[(1999, 1), (2016, 9), (2017, 9), (2018, 9), (2019, 9)]),
            [true, false, false, false, false]
        );
    }
}
