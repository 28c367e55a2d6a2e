use jiff::civil::{Date, date};

use super::*;
use crate::graph::sample::{Page, page};
use crate::parse::KindId;
use crate::property_graph::sample::assembled;

/// Five editions of five pages from a first day on: `Rising` on none to four pages of each, `Steady` on three. Each
/// page has a keyword of its own, since pages of equal rows are copies.
fn pages(first: Date) -> Vec<Page> {
    let mut pages = Vec::new();
    for (edition, rising) in [0, 1, 2, 3, 4].into_iter().enumerate() {
        let day = first.checked_add(jiff::Span::new().days(30 * edition as i64)).unwrap();
        let label = day.strftime("%Y%m%d").to_string();
        for at in 0..5 {
            let own = format!("only on {edition}{at}");
            let mut rows = vec![(KindId::KEYWORD, "everywhere"), (KindId::KEYWORD, own.as_str())];
            rows.extend((at < rising).then_some((KindId::CONCERN, "Rising")));
            rows.extend((at < 3).then_some((KindId::CONCERN, "Steady")));
            pages.push(page(&format!("{edition}{at}"), &label, &rows));
        }
    }
    pages
}

fn by_edition() -> TrendOptions {
    TrendOptions { period: Period::Edition, ..TrendOptions::default() }
}

fn row(graph: &PropertyGraph, label: &str) -> usize {
    graph.nodes.labels.iter().position(|other| other == label).unwrap()
}

#[test]
fn shifting_all_dates_changes_nothing_where_periods_are_editions() {
    let (now, then) = (assembled(&pages(date(2025, 1, 15))), assembled(&pages(date(2019, 7, 2))));
    let ((axis, new), (earlier, old)) = (trends(&now, &by_edition()), trends(&then, &by_edition()));
    let (rising, steady) = (row(&now, "Rising"), row(&now, "Steady"));
    assert_eq!(new.trends[rising], old.trends[row(&then, "Rising")]);
    assert_eq!(new.trends[steady], old.trends[row(&then, "Steady")]);
    assert_eq!(axis.totals, earlier.totals);
    assert_ne!(axis.starts, earlier.starts);
    assert!(new.trends[rising].unwrap().growth.unwrap()[0] > new.trends[steady].unwrap().growth.unwrap()[0]);
}

#[test]
fn copies_count_once_with_their_earliest_date() {
    let mut records = assembled(&pages(date(2025, 1, 15)));
    let before = trends(&records, &by_edition());
    let copies: Vec<MentionRecord> = records
        .mentions
        .iter()
        .map(|mention| MentionRecord {
            article: format!("{}-copy", mention.article),
            copy_of: Some(mention.article.clone()),
            date: Some(date(2025, 12, 1)),
            ..mention.clone()
        })
        .collect();
    records.mentions.extend(copies);
    assert_eq!(trends(&records, &by_edition()), before);
}

#[test]
fn undated_articles_are_counted_and_left_out() {
    let mut all = pages(date(2025, 1, 15));
    all.push(page("undated", "", &[(KindId::CONCERN, "Rising"), (KindId::CONCERN, "Undated")]));
    let mut graph = assembled(&all);
    fill(&mut graph, &by_edition());
    let remark = graph.header.remarks.last().unwrap();
    assert_eq!(
        remark,
        "trends: 25 articles with mentions in 5 editions, 2025-01-15 to 2025-05-15; 1 without a usable date left out"
    );
    let undated = row(&graph, "Undated") as u32;
    assert_eq!(graph.value(undated, "trend"), crate::columns::Value::Text("undetermined"));
    assert_eq!(graph.number(undated, "visibility"), None);
    // Weights 0.8 to 1, counts 0 to 4 of 5 articles: (0.17 + 0.36 + 0.57 + 0.8) / 5.
    let visibility = graph.number(row(&graph, "Rising") as u32, "visibility").unwrap();
    assert!((visibility - 0.38).abs() < 1e-12, "{visibility}");
}

#[test]
fn columns_follow_the_order_of_all_columns_and_are_replaced() {
    let mut graph = assembled(&pages(date(2025, 1, 15)));
    let before = graph.nodes.columns.len();
    fill(&mut graph, &TrendOptions { period: Period::Year, ..TrendOptions::default() });
    fill(&mut graph, &by_edition());
    assert!(graph.nodes.columns.len() > before);
    let order = |column: &Column| super::super::NODE_COLUMNS.iter().position(|spec| spec.name == column.name);
    assert!(graph.nodes.columns.is_sorted_by_key(order));
    let told = graph.header.remarks.iter().filter(|remark| remark.starts_with("trends: ")).count();
    assert_eq!(told, 1);
    assert!(graph.header.measures["growth"].contains("(edition)"));
}
