use proptest::prelude::*;

use super::*;

/// `2025-03-04 day`, with what stands behind it.
fn shown(text: &str, key: bool) -> Option<String> {
    let found = date(text, key)?;
    let rest = if found.rest.is_empty() { String::new() } else { format!(" + {}", found.rest) };
    Some(match found.reading.when(DateOrder::Auto) {
        Some(when) => format!("{} {}{rest}", when.day, when.precision.name()),
        None => format!("open{rest}"),
    })
}

// Sources: ISO 8601 has a year 0, the calendar of dates that people write has none (1 BC comes before AD 1).
#[test]
fn there_is_no_year_0() {
    for text in ["00000101", "0000-01-01", "0000/1/1", "00000101 x"] {
        assert_eq!(shown(text, true), None, "{text}");
    }
    assert_eq!(shown("00010101", true).as_deref(), Some("0001-01-01 day"));
}

#[test]
fn a_day_is_read_in_every_usual_form() {
    for text in [
        "2025-03-04",
        "2025/3/4",
        "2025.03.04",
        "2025_03_04",
        "20250304",
        "2025-0304",
        "2025‑03‑04",
        "2025. 3. 4.",
        "４ March ２０２５",
        "2025-W10-2",
        "4 March 2025",
        "4th of March, 2025",
        "March 4th, 2025",
        "Mar 4 2025",
        "Mar. 4, 2025",
        "MARCH 4, 2025",
        "Tuesday, March 4, 2025",
        "Tue, 04 Mar 2025",
        "Tue Mar 4 10:12:00 UTC 2025",
        "on March 4, 2025",
        "4-Mar-2025",
        "2025-Mar-04",
        "4. März 2025",
        "Dienstag, den 4. März 2025",
        "le 4 mars 2025",
        "mardi 4 mars 2025",
        "4 de marzo de 2025",
        "4 marzo 2025",
        "4 de março de 2025",
        "terça-feira, 4 de março de 2025",
        "4 maart 2025",
        "4 марта 2025",
        "2025. március 4.",
        "4 Mart 2025",
        "2025年3月4日",
        "2025 年 3 月 4 日",
        "2025년 3월 4일",
        "٤ مارس ٢٠٢٥",
        "٢٠٢٥-٠٣-٠٤",
        "04.03.2025",
        "4. 3. 2025",
        "[[2025-03-04]]",
        "**2025-03-04**",
    ] {
        let found = date(text, false).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(found.reading.when(DateOrder::Auto), on(2025, 3, 4), "{text}");
        assert!(found.ends(), "{text}: {:?}", found.rest);
    }
}

#[test]
fn times_and_zones_leave_the_day_as_it_is_written() {
    for text in [
        "2025-03-04T23:59:00-11:00",
        "2025-03-04 23:59",
        "Tue, 04 Mar 2025 23:59:00 +0000",
        "Tuesday, March 4, 2025 10:12 AM",
        "20250304T0900",
        "202503041012",
        "20250304101259",
    ] {
        let found = date(text, false).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(found.reading.when(DateOrder::Auto), on(2025, 3, 4), "{text}");
        assert!(found.ends(), "{text}");
    }
}

#[test]
fn what_is_less_exact_keeps_its_precision() {
    for (text, expected) in [
        ("2025-03", "2025-03-01 month"),
        ("2025/03", "2025-03-01 month"),
        ("2025", "2025-01-01 year"),
        ("2025-W10", "2025-03-03 week"),
        ("2025W10", "2025-03-03 week"),
        ("KW 10 2025", "2025-03-03 week"),
        ("2025-Q1", "2025-01-01 quarter"),
        ("Q3 2025", "2025-07-01 quarter"),
        ("March 2025", "2025-03-01 month"),
        ("mars 2025", "2025-03-01 month"),
        ("marzo de 2025", "2025-03-01 month"),
        ("2025年3月", "2025-03-01 month"),
        ("2025년", "2025-01-01 year"),
    ] {
        assert_eq!(shown(text, false).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn some_numbers_are_dates_under_a_key_only() {
    for (text, expected) in [
        ("1741082400", "2025-03-04 day"),
        ("1741082400000", "2025-03-04 day"),
        ("03/2025", "2025-03-01 month"),
        ("202503", "2025-03-01 month"),
        ("4-Mar-25", "2025-03-04 day"),
        ("04.03.25", "2025-03-04 day"),
        ("3/25/25", "2025-03-25 day"),
        ("3-4-25", "open"),
    ] {
        assert_eq!(shown(text, true).as_deref(), Some(expected), "{text}");
        assert_eq!(shown(text, false), None, "{text}");
    }
}

#[test]
fn numbers_alone_are_open_where_two_orders_make_a_date() {
    let vote = |text: &str| date(text, true).and_then(|found| found.vote);
    assert_eq!(shown("03/04/2025", false).as_deref(), Some("open"));
    assert_eq!(shown("03/03/2025", false).as_deref(), Some("2025-03-03 day"));
    assert_eq!(vote("25/03/2025"), Some(Vote::Numbers(DateOrder::DayFirst)));
    assert_eq!(vote("03/25/2025"), Some(Vote::Numbers(DateOrder::MonthFirst)));
    assert_eq!(vote("March 4, 2025"), Some(Vote::Words(DateOrder::MonthFirst)));
    assert_eq!(vote("4 mars 2025"), Some(Vote::Words(DateOrder::DayFirst)));
    let open = date("03/04/25", true).expect("a date").reading;
    assert_eq!(open.when(DateOrder::DayFirst), on(2025, 4, 3));
    assert_eq!(open.when(DateOrder::MonthFirst), on(2025, 3, 4));
    assert_eq!(open.when(DateOrder::YearFirst), on(2003, 4, 25));
    assert_eq!(open.year(), None);
    assert_eq!(
        date("03/04/2025", true).and_then(|found| found.reading.year()).map(|when| when.day),
        day(2025, 1, 1)
    );
}

#[test]
fn what_looks_like_a_date_and_is_none() {
    for text in [
        "2966.0",
        "20241308",
        "20240230",
        "202409081",
        "2024-09-081",
        "2024.1",
        "12024.0",
        "20250304123456789",
        "31/31/2025",
        "2025-13-01",
        "2025-W60",
        "2010-2024",
        "March 4",
        "out 2025",
        "192.168.10.12",
        "1.2.3",
        "8080",
        "",
        "été",
        "-",
    ] {
        let whole = date(text, false).filter(|found| found.ends() && found.precision() < Precision::Year);
        assert_eq!(whole, None, "{text}");
    }
}

#[test]
fn labels_of_editions_may_have_more_behind_their_date() {
    let label =
        |text: &'static str| date_of(text).map(|found| (found.reading.when(DateOrder::Auto), found.rest));
    for (text, rest) in [
        ("20240908", ""),
        ("20240908d", "d"),
        ("20240908.0", ".0"),
        ("2024-09-08", ""),
        ("2024/09/08", ""),
        ("2024-09-08T12:00:00Z", "T12:00:00Z"),
        ("20240908-a-yearly-review", "-a-yearly-review"),
        ("20240908 special", " special"),
    ] {
        assert_eq!(label(text), Some((on(2024, 9, 8), rest)), "{text}");
    }
    for text in [
        "2966.0",
        "20241308",
        "20240230",
        "202409081",
        "12024.0",
        "",
        "été",
        "2024-09-081",
        "20240908abc",
        "2024 a",
    ] {
        assert_eq!(label(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_is_too_odd(text in "[0-9A-Za-z年月日\u{660}-\u{669}äé ./_'’,:-]{0,40}", key: bool) {
        if let Some(found) = date(&text, key) {
            prop_assert!(text.ends_with(found.rest));
            let _ = (found.ends(), found.reading.when(DateOrder::MonthFirst), found.reading.year());
        }
    }
}
