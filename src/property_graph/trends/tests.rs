use jiff::civil::{Date, date};

use super::*;
use crate::analysis::trend::Trend;
use crate::columns::Value;
use crate::graph::sample::{Page, page};
use crate::parse::KindId;
use crate::property_graph::assemble::Settings;
use crate::property_graph::sample::{assembled, assembled_with};
use crate::property_graph::{AbsentRow, MentionTable, NodeRef};
use crate::shared_text::Text;
use portent_graph::index::TiVec;

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

fn row(graph: &PropertyGraph, label: &str) -> NodeRow {
    graph.nodes.iter().find(|(_, node)| node.label == label).unwrap().0
}

fn of(portfolio: &Portfolio, row: NodeRow) -> Option<Trend> {
    portfolio.trends[usize::from(row)]
}

/// The graph of some pages with trends.
fn measured_graph(pages: &[Page], options: TrendOptions) -> PropertyGraph {
    assembled_with(pages, Settings { trends: Some(options), ..Settings::default() })
}

#[test]
fn shifting_all_dates_changes_nothing_where_periods_are_editions() {
    let (now, then) = (assembled(&pages(date(2025, 1, 15))), assembled(&pages(date(2019, 7, 2))));
    let ((axis, new), (earlier, old)) = (trends(&now, &by_edition()), trends(&then, &by_edition()));
    let (rising, steady) = (row(&now, "Rising"), row(&now, "Steady"));
    assert_eq!(of(&new, rising), of(&old, row(&then, "Rising")));
    assert_eq!(of(&new, steady), of(&old, row(&then, "Steady")));
    assert_eq!(axis.totals, earlier.totals);
    assert_ne!(axis.starts, earlier.starts);
    let growth = |row| of(&new, row).unwrap().growth.unwrap()[0];
    assert!(growth(rising) > growth(steady));
}

#[test]
fn copies_count_once_with_their_earliest_date() {
    let mut records = assembled(&pages(date(2025, 1, 15)));
    let before = trends(&records, &by_edition());
    let mut absent: TiVec<AbsentRow, Text> = TiVec::new();
    let copies = records.mentions.iter().map(|mention| MentionRecord {
        article: NodeRef::Absent(
            absent.push_and_get_key(format!("{}-copy", records.id(mention.article)).into()),
        ),
        copy_of: Some(mention.article),
        date: Some(date(2025, 12, 1)),
        ..mention.clone()
    });
    let copies: Vec<MentionRecord> = copies.collect();
    let all = records.mentions.iter().cloned().chain(copies).collect();
    records.mentions = MentionTable::new(all, absent);
    assert_eq!(trends(&records, &by_edition()), before);
}

#[test]
fn undated_articles_are_counted_and_left_out() {
    let mut all = pages(date(2025, 1, 15));
    all.push(page("undated", "", &[(KindId::CONCERN, "Rising"), (KindId::CONCERN, "Undated")]));
    let graph = measured_graph(&all, by_edition());
    let remark = graph.header.remarks.last().unwrap();
    assert_eq!(
        remark.to_string(),
        "trends: 25 articles with mentions in 5 editions, 2025-01-15 to 2025-05-15; 1 without a usable date left out"
    );
    let undated = row(&graph, "Undated");
    assert_eq!(graph.value(undated, "trend"), crate::columns::Value::Text("undetermined"));
    assert_eq!(graph.value(undated, "visibility"), Value::Missing);
    // Weights 0.8 to 1, counts 0 to 4 of 5 articles: (0.17 + 0.36 + 0.57 + 0.8) / 5.
    let visibility = graph.nodes.column::<f64>(NodeColumn::Visibility).get(row(&graph, "Rising")).unwrap();
    assert!((visibility - 0.38).abs() < 1e-12, "{visibility}");
}

#[test]
fn columns_follow_the_order_of_all_columns() {
    let pages = pages(date(2025, 1, 15));
    let graph = measured_graph(&pages, by_edition());
    assert!(graph.nodes.columns().len() > assembled(&pages).nodes.columns().len());
    let order = |column: &Column| super::super::NODE_COLUMNS.iter().position(|spec| spec.name == column.name);
    assert!(graph.nodes.columns().is_sorted_by_key(order));
    let told =
        graph.header.remarks.iter().filter(|remark| matches!(remark, Remark::TrendCoverage { .. })).count();
    assert_eq!(told, 1);
    assert!(graph.header.measures["growth"].contains("(edition)"));
}
