use jiff::civil::date;

use super::{TrendsOptions, portfolio_chart, trends};
use crate::analysis::trend::{Period, TrendClass, TrendOptions};
use crate::graph::sample::page;
use crate::parse::KindId;
use crate::property_graph::sample::assembled;
use crate::property_graph::{MentionTable, PropertyGraph};
use crate::report::{Cell, Table};

/// Eight months of ten pages: `Riser` on none to seven pages of each, `Fader` the other way, `Steady` on five,
/// `Newcomer` on the last three pages, `Once` on one page.
fn graph() -> PropertyGraph {
    let mut pages = Vec::new();
    for month in 0..8 {
        for at in 0..10 {
            let own = format!("only on {month} {at}");
            let mut rows = vec![(KindId::KEYWORD, own.as_str())];
            rows.extend((at < month).then_some((KindId::SIGNAL, "Riser")));
            rows.extend((at < 7 - month).then_some((KindId::SIGNAL, "Fader")));
            rows.extend((at < 5).then_some((KindId::SIGNAL, "Steady")));
            rows.extend((month == 7 && at > 6).then_some((KindId::SIGNAL, "Newcomer")));
            rows.extend((month == 2 && at == 9).then_some((KindId::SIGNAL, "Once")));
            pages.push(page(&format!("{month}{at}"), &format!("2025{:02}15", month + 1), &rows));
        }
    }
    assembled(&pages)
}

fn asked(options: &TrendsOptions) -> Table {
    let trend = TrendOptions { period: Period::Month, ..TrendOptions::default() };
    let kinds = vec!["signal".to_owned()];
    trends(&graph(), &TrendsOptions { trend, kinds, ..options.clone() }).unwrap()
}

fn texts(table: &Table, field: &str) -> Vec<String> {
    let text = |row| match table.cell(row, field) {
        Some(Cell::Text(text)) => text.clone(),
        _ => String::new(),
    };
    (0..table.rows.len()).map(text).collect()
}

#[test]
fn classes_stand_in_order_with_their_history() {
    let table = asked(&TrendsOptions::default());
    // Frequencies 28, 28, 40 and 3 of 8 months: the median is 28. At the median is low.
    assert_eq!(texts(&table, "label"), ["Riser", "Newcomer", "Steady", "Fader"]);
    assert_eq!(texts(&table, "trend"), ["weak", "weak", "well_known", "latent"]);
    assert_eq!(table.cell(0, "history"), Some(&Cell::text("·▂▃▄▅▆▇█")));
    // 28 of 80: p0 = 0.35, p1 = 0.7. 6 and 7 of 10 gain 1.066 + 2.533, above ln 8 = 2.079; 5 of 10 gain nothing.
    assert_eq!(texts(&table, "burst")[0], "2025-07 to 2025-08");
    assert_eq!(
        table.remarks[0].to_string(),
        "undetermined, with fewer than 3 dated articles or 4 periods: 1 dated entities"
    );
    assert_eq!(
        table.remarks[1].to_string(),
        "trends: 80 articles with mentions in 8 months, 2025-01 to 2025-08"
    );
    let once = asked(&TrendsOptions { classes: vec![TrendClass::Undetermined], ..TrendsOptions::default() });
    assert_eq!(texts(&once, "label"), ["Once"]);
}

#[test]
fn what_is_new_rising_and_fading_since_a_day() {
    let table = asked(&TrendsOptions { since: Some(date(2025, 5, 1)), ..TrendsOptions::default() });
    // Riser 6 before and 22 since, Fader 22 and 6, Steady 20 and 20, Once 1 and 0; 40 articles on each side.
    assert_eq!(texts(&table, "change"), ["new", "rising", "fading"]);
    assert_eq!(texts(&table, "label"), ["Newcomer", "Riser", "Fader"]);
    assert_eq!(table.cell(1, "before"), Some(&Cell::Integer(6)));
    assert_eq!(table.cell(1, "since"), Some(&Cell::Integer(22)));
    assert!(table.remarks[0].to_string().starts_with("40 dated articles before 2025-05-01, 40 since"));
}

#[test]
fn the_portfolio_is_drawn_with_its_quadrants() {
    let options = TrendsOptions {
        trend: TrendOptions { period: Period::Month, ..TrendOptions::default() },
        ..TrendsOptions::default()
    };
    let svg = portfolio_chart(&graph(), &options).unwrap();
    assert!(svg.contains("Riser") && svg.contains("weak signals") && svg.contains("8 months"), "{svg}");
    assert!(!svg.contains(">Once<"));
}

#[test]
fn a_graph_without_mentions_is_refused() {
    let graph = PropertyGraph { mentions: MentionTable::default(), ..graph() };
    let refusal = trends(&graph, &TrendsOptions::default()).unwrap_err().to_string();
    assert!(refusal.contains("holds no mentions"), "{refusal}");
}
