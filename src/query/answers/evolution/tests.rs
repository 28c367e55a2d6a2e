use super::{EvolutionOptions, PinnedThemes, evolution, evolution_chart};
use crate::analysis::evolution::Axis;
use crate::error::Error;
use crate::graph::sample::{Page, page};
use crate::parse::KindId;
use crate::property_graph::sample::assembled;
use crate::property_graph::{MentionTable, PropertyGraph};
use crate::report::{Cell, Table};

/// Pages of a year: each holds the signals of one list, and a keyword of its own.
fn year(year: u32, lists: &[&[&str]], pages: &mut Vec<Page>) {
    for (number, list) in lists.iter().enumerate() {
        let own = format!("only {year} {number}");
        let mut rows: Vec<(KindId, &str)> = list.iter().map(|name| (KindId::SIGNAL, *name)).collect();
        rows.push((KindId::KEYWORD, &own));
        pages.push(page(&format!("{year}-{number}"), &format!("{year}0{}01", number % 9 + 1), &rows));
    }
}

/// Three years. Roofs and moss go on, with bees from the second year; faxes stop; drones begin.
fn pages() -> Vec<Page> {
    let mut pages = Vec::new();
    let (roofs, fax): (&[&str], &[&str]) = (&["Green roofs", "Moss", "Rain"], &["Fax", "Paper", "Stamp"]);
    year(2023, &[roofs, roofs, roofs, fax, fax], &mut pages);
    let bees: &[&str] = &["Green roofs", "Moss", "Bees"];
    let drones: &[&str] = &["Drones", "Parcels", "Noise"];
    year(2024, &[bees, bees, drones, drones, drones], &mut pages);
    year(2025, &[bees, bees, drones, drones], &mut pages);
    pages.push(page("undated", "", &[(KindId::SIGNAL, "Once")]));
    pages.push(page("far off", "20990101", &[(KindId::SIGNAL, "Never")]));
    pages
}

fn asked(options: &EvolutionOptions) -> Table {
    evolution(&assembled(&pages()), options).unwrap()
}

fn column(table: &Table, field: &str) -> Vec<String> {
    (0..table.rows.len()).map(|row| table.cell(row, field).map_or_else(String::new, Cell::flat)).collect()
}

#[test]
fn themes_of_each_year_come_with_origin_and_fate() {
    let table = asked(&EvolutionOptions::default());
    assert_eq!(column(&table, "period"), ["2023", "2023", "2024", "2024", "2025", "2025"]);
    let foremost = column(&table, "foremost");
    assert_eq!(foremost[0], "Green roofs | Moss | Rain");
    assert_eq!(foremost[2], "Drones | Noise | Parcels");
    assert_eq!(column(&table, "origin"), ["first", "first", "new", "continues", "continues", "continues"]);
    assert_eq!(column(&table, "fate"), ["continues", "ends", "continues", "continues", "last", "last"]);
    assert_eq!(column(&table, "articles"), ["3", "2", "3", "2", "2", "2"]);
    // Roofs, faxes; drones, roofs; of two of equal size the better known first: roofs, drones.
    let threads = column(&table, "thread");
    assert_eq!(threads, ["1", "2", "3", "1", "1", "3"]);
}

#[test]
fn overlaps_of_the_fixture_are_those_worked_by_hand() {
    let table = asked(&EvolutionOptions::default());
    let flows = table.cell(3, "flows");
    let Some(Cell::Table(flows)) = flows else { panic!("{flows:?}") };
    let real = |field: &str| match flows.cell(0, field) {
        Some(Cell::Real(value)) => *value,
        other => panic!("{other:?}"),
    };
    // Green roofs and Moss of three ideas each; 2 + 2 of min(9, 6) occurrences; 2 of 4 ideas.
    assert!((real("inclusion") - 2.0 / 3.0).abs() < 1e-15);
    assert!((real("weighted_inclusion") - 4.0 / 6.0).abs() < 1e-15);
    assert!((real("stability") - 0.5).abs() < 1e-15);
    assert_eq!(flows.cell(0, "shared"), Some(&Cell::list(vec!["Green roofs".into(), "Moss".into()])));
    let from = column(&table, "from");
    assert!(
        from[3].starts_with("2023 ")
            && from[3].ends_with("(inclusion 0.67, stability 0.50): Green roofs, Moss"),
        "{from:?}"
    );
}

#[test]
fn what_is_undated_far_off_and_left_out_is_told() {
    let table = asked(&EvolutionOptions::default().with_limit(1));
    let remarks: Vec<String> = table.remarks.iter().map(ToString::to_string).collect();
    assert_eq!(table.rows.len(), 3);
    assert_eq!(remarks[0], "3 of 6 themes (at most 1 of a year) are shown");
    let coverage =
        "trends: 14 articles with mentions in 3 years, 2023 to 2025; 2 without a usable date left out";
    assert_eq!(remarks[1], coverage);
    assert!(remarks[2].starts_with("themes: at least 3 ideas"), "{remarks:?}");
    assert!(remarks[3].contains("at least 0.15"), "{remarks:?}");
}

#[test]
fn cuts_make_periods_and_equal_graphs_equal_answers() {
    let axis = Axis::read("2024").unwrap();
    let table = asked(&EvolutionOptions::default().with_axis(axis.clone()));
    assert_eq!(column(&table, "period"), ["until 2023", "until 2023", "since 2024", "since 2024"]);
    assert_eq!(table.cell(0, "start"), Some(&Cell::Missing));
    let mut turned = pages();
    turned.reverse();
    let again = evolution(&assembled(&turned), &EvolutionOptions::default().with_axis(axis)).unwrap();
    assert_eq!(table, again);
}

fn pinned(text: &str) -> PinnedThemes {
    PinnedThemes::read("themes.txt".as_ref(), text).unwrap()
}

#[test]
fn pinned_themes_are_followed_by_their_names() {
    let themes = pinned("# mine\nOffices: fax, signal:PAPER, Telex\nmoss\n");
    let table = asked(&EvolutionOptions::default().with_pinned(themes).with_limit(0));
    assert_eq!(column(&table, "theme"), ["Offices", "moss", "moss", "moss"]);
    assert_eq!(column(&table, "period"), ["2023", "2023", "2024", "2025"]);
    assert_eq!(column(&table, "fate"), ["ends", "continues", "continues", "last"]);
    assert_eq!(column(&table, "ideas"), ["2", "1", "1", "1"]);
    let told: Vec<String> = table.remarks.iter().map(ToString::to_string).collect();
    assert!(
        told.iter().any(|remark| remark.starts_with("themes.txt:2: nothing is named \"Telex\"")),
        "{told:?}"
    );
}

#[test]
fn a_file_of_themes_is_refused_with_its_line_where_it_says_nothing_or_the_same_twice() {
    for (text, place) in [
        ("a: b\n: c", "themes.txt:2:1: no title and name"),
        ("a:", "themes.txt:1:1: no title and name"),
        ("a: b\nA: c", "themes.txt:2:1: line 1 is the theme \"A\" as well"),
        ("a: b, c\nd: C", "themes.txt:2:1: line 1 holds \"C\" as well"),
    ] {
        let error = PinnedThemes::read("themes.txt".as_ref(), text).unwrap_err();
        assert_eq!(error.to_string(), place);
        assert!(error.hint().is_some());
    }
    let nothing = EvolutionOptions::default().with_pinned(pinned("Zeppelin"));
    let error = evolution(&assembled(&pages()), &nothing).unwrap_err();
    assert!(matches!(error, Error::Malformed { line: 1, .. }), "{error}");
}

#[test]
fn a_picture_has_a_column_a_year_and_tells_what_it_leaves_out() {
    let svg = evolution_chart(&assembled(&pages()), &EvolutionOptions::default().with_limit(1)).unwrap();
    for text in [">2023<", ">2025<", "5 articles, 1 more theme", "14 articles with mentions"] {
        assert!(svg.contains(text), "{text}: {svg}");
    }
    let whole = evolution_chart(&assembled(&pages()), &EvolutionOptions::default()).unwrap();
    assert_eq!((whole.matches("<path").count(), svg.matches("<path").count()), (3, 0));
    let empty = evolution_chart(&PropertyGraph::default(), &EvolutionOptions::default()).unwrap();
    assert!(empty.contains("No theme"));
}

#[test]
fn a_graph_without_mentions_is_refused() {
    let graph = PropertyGraph { mentions: MentionTable::default(), ..assembled(&pages()) };
    let refusal = evolution(&graph, &EvolutionOptions::default()).unwrap_err().to_string();
    assert!(refusal.contains("holds no mentions"), "{refusal}");
}
