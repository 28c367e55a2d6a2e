//! Trends over fully dated archives: what was planted is found, and pages answer as the graph.json built from them.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use portent::analysis::trend::{Period, TrendClass, TrendOptions};
use portent::pipeline::{self, BuildOptions};
use portent::property_graph::{PropertyGraph, load, trends};
use portent::query::{DigestOptions, digest};
use portent::query::{TrendsOptions, trends as portfolio};
use portent::report::{Cell, Table};

use crate::support::{archive, read_folder, shared, write};

/// Words that make names of their own: two of them in an order are one name.
const WORDS: &[&str] = &[
    "copper", "lantern", "orchid", "harbor", "glacier", "saffron", "walnut", "pigeon", "marble", "thunder",
    "velvet", "compass", "meadow", "falcon", "ginger", "anchor",
];

/// Twenty-four pages for each of twelve months, with names of their own; `Rooftop Moss Farming` on one page more
/// every month, `Paper Fax Renewal` on one page less.
fn planted(folder: &Path) {
    for month in 0..12usize {
        for at in 0..24usize {
            let mut rows = String::new();
            for own in 0..3 {
                let (a, b) = ((month * 24 + at + own * 5) % 16, (month + at * 3 + own * 7) % 16);
                let _ = writeln!(
                    rows,
                    "| {} {} {} | stands alone | 3 |",
                    WORDS[a],
                    WORDS[b],
                    WORDS[(a + b + at / 8) % 16]
                );
            }
            if at < month + 1 {
                rows.push_str("| Rooftop Moss Farming | moss grows on roofs for food | 4 |\n");
            }
            if at < 12 - month {
                rows.push_str("| Paper Fax Renewal | offices renew their fax machines | 4 |\n");
            }
            let edition = format!("2025{:02}{:02}", month + 1, if at < 12 { 1 } else { 15 });
            let text = format!(
                "# __Page {at} of month {month}__, (from page [{edition}](https://example.org/{edition}).)\n\n\
                 __[External link](https://example.org/{month}/{at})__\n\n## Signals\n\n\
                 | name | description | relevancy |\n|:--|:--|--:|\n{rows}"
            );
            fs::write(folder.join(format!("{month:02}-{at:02}.md")), text).unwrap();
        }
    }
}

fn built(folder: &Path) -> PropertyGraph {
    pipeline::build(&read_folder(folder), &BuildOptions::default()).unwrap()
}

fn by(period: Period) -> TrendOptions {
    TrendOptions::default().with_period(period)
}

fn row_of(table: &Table, label: &str) -> usize {
    let found = (0..table.rows.len()).find(|&row| table.cell(row, "label") == Some(&Cell::text(label)));
    found.unwrap_or_else(|| panic!("{label} is not in the table"))
}

fn class_of(graph: &PropertyGraph, label: &str, options: &TrendOptions) -> (TrendClass, f64) {
    let (_, portfolio) = trends::trends(graph, options);
    let row = graph.nodes.records().position(|node| node.label == label).unwrap();
    let trend = portfolio.trends[row].unwrap();
    (trend.class, trend.growth.unwrap()[0])
}

#[test]
fn planted_entities_rise_and_fade_and_a_graph_json_says_the_same() {
    let folder = tempfile::tempdir().unwrap();
    planted(folder.path());
    let graph = built(folder.path());
    let options = TrendsOptions::default()
        .with_trend(by(Period::Month))
        .with_kinds(vec!["signal".into()])
        .with_since(Some(jiff::civil::date(2025, 7, 1)))
        .with_limit(100);
    let changes = portfolio(&graph, &options).unwrap();
    assert_eq!(changes.cell(row_of(&changes, "Rooftop Moss Farming"), "change"), Some(&Cell::text("rising")));
    assert_eq!(changes.cell(row_of(&changes, "Paper Fax Renewal"), "change"), Some(&Cell::text("fading")));
    let (rising, growth) = class_of(&graph, "Rooftop Moss Farming", &by(Period::Month));
    let (fading, decline) = class_of(&graph, "Paper Fax Renewal", &by(Period::Month));
    assert_eq!((rising, fading), (TrendClass::Strong, TrendClass::WellKnown));
    assert!(growth > 0.1 && decline < -0.1, "{growth} {decline}");

    let path = folder.path().join("graph.json");
    write(&graph, &path.display().to_string());
    let back = load(&path).unwrap();
    assert_eq!(portfolio(&back, &options).unwrap(), changes);
    let classes = options.with_since(None);
    assert_eq!(portfolio(&back, &classes).unwrap(), portfolio(&graph, &classes).unwrap());

    // In the edition of December 15 no page speaks of either; that of December 1 has both.
    let brought = digest(&graph, &DigestOptions::default().with_limit(1000)).unwrap();
    assert!(
        brought.remarks[0].to_string().starts_with("edition 20251215: 12 articles; "),
        "{:?}",
        brought.remarks
    );
    for row in 0..brought.rows.len() {
        assert_ne!(brought.cell(row, "label"), Some(&Cell::text("Rooftop Moss Farming")));
    }
}

/// The trends of the two planted entities by hand. A quarter has 72 pages. Moss is on 6, 15, 24 and 33 of them, fax the
/// other way round, each once a page; the weights of the quarters are 0.85, 0.9, 0.95 and 1.
/// - Visibility, equal to diffusion here (Yoon 2012): the mean of pages / 72 times the weight.
/// - Growth: the cube root of the last over the first of (pages + 0.5) / 72 times the weight, less 1.
/// - Bursts (Kleinberg 2003): 78 of 288 pages are p0 = 0.270833, p1 is twice that. A quarter gains
///   pages ln 2 + (72 - pages) ln((1 - p1) / (1 - p0)): 4.765938 for 33 pages, which is more than the entry of ln 4;
///   the others lose.
#[test]
fn columns_of_trends_hold_what_a_hand_computes() {
    let folder = tempfile::tempdir().unwrap();
    planted(folder.path());
    let options = BuildOptions::default().with_trends(Some(by(Period::Quarter)));
    let graph = pipeline::build(&read_folder(folder.path()), &options).unwrap();
    let path = folder.path().join("graph.json");
    write(&graph, &path.display().to_string());
    let json: serde_json::Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let moss =
        ("Rooftop Moss Farming", "strong", "2025-Q4", [74.4 / 288.0, 0.8234933124034578, 4.765938241365376]);
    let fax = (
        "Paper Fax Renewal",
        "well_known",
        "2025-Q1",
        [69.9 / 288.0, -0.3888471031737226, 4.765938241365376],
    );
    for (label, class, quarter, [degree, growth, burst]) in [moss, fax] {
        let nodes = json["nodes"].as_array().unwrap();
        let node = nodes.iter().find(|node| node["label"] == label).unwrap();
        let numbers =
            [("visibility", degree), ("diffusion", degree), ("growth", growth), ("burst_weight", burst)];
        for (column, expected) in numbers {
            let found = node[column].as_f64().unwrap();
            assert!((found - expected).abs() < 1e-9, "{column} of {label}: {found} is not {expected}");
        }
        assert_eq!(
            (&node["trend"], &node["burst_start"], &node["burst_end"]),
            (&class.into(), &quarter.into(), &quarter.into())
        );
    }
}

/// A folder of dated pages drawn from the real ones.
fn scaled(pages: usize) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("trends-scaled-{pages}"));
    let _ = fs::remove_dir_all(&folder);
    let mut scale = Command::new("python3");
    scale.arg(shared("scale.py")).arg(archive()).arg(&folder).arg(pages.to_string());
    assert!(scale.status().unwrap().success());
    folder
}

/// The twenty years of that archive hold the pages k with k % 520 / 26 = year, one a week. `Rooftop Moss Farming` is
/// added to one page of the first year and to one more each year, `Paper Fax Renewal` the other way round.
fn plant_in_years(folder: &Path, pages: usize) {
    for k in 0..pages {
        let (year, week) = (k % 520 / 26, k % 26);
        let path = folder.join(format!("{:05}/{k:08}.md", k / 1000));
        let mut text = fs::read_to_string(&path).unwrap();
        text.push_str("\n## Signals\n\n| name | description | relevancy |\n|:--|:--|--:|\n");
        if week <= year {
            text.push_str("| Rooftop Moss Farming | moss grows on roofs for food | 4 |\n");
        }
        if week <= 19 - year {
            text.push_str("| Paper Fax Renewal | offices renew their fax machines | 4 |\n");
        }
        fs::write(path, text).unwrap();
    }
}

#[test]
#[ignore = "needs ../shared"]
fn planted_entities_are_found_among_thousands_of_real_names() {
    let folder = scaled(520);
    plant_in_years(&folder, 520);
    let graph = built(&folder);
    assert_eq!(graph.header.dated_articles, graph.header.articles, "fully dated");
    let (rising, growth) = class_of(&graph, "Rooftop Moss Farming", &by(Period::Year));
    let (fading, decline) = class_of(&graph, "Paper Fax Renewal", &by(Period::Year));
    assert_eq!((rising, fading), (TrendClass::Strong, TrendClass::WellKnown));
    assert!(growth > 0.05 && decline < -0.05, "{growth} {decline}");
    let options = TrendsOptions::default()
        .with_trend(by(Period::Year))
        .with_since(Some(jiff::civil::date(2010, 1, 1)))
        .with_limit(3);
    let changes = portfolio(&graph, &options).unwrap();
    assert_eq!(changes.cell(row_of(&changes, "Rooftop Moss Farming"), "change"), Some(&Cell::text("rising")));
    assert_eq!(changes.cell(row_of(&changes, "Paper Fax Renewal"), "change"), Some(&Cell::text("fading")));
}
