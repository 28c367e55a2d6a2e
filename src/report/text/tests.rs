use super::{TextOptions, cut, harmless, real, write};
use crate::report::table::{Cell, Field, Layout, Table};

fn printed(table: &Table, options: TextOptions) -> String {
    let mut out = Vec::new();
    write(table, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn table() -> Table {
    let mut table = Table::new(&[Field::new("label"), Field::new("articles"), Field::cut("neighbors")]);
    table.push(vec![Cell::text("水 trading"), Cell::Integer(12), Cell::text("a long list of neighbors")]);
    table.push(vec![Cell::text("grid"), Cell::Integer(3), Cell::Missing]);
    table
}

#[test]
fn columns_align_by_display_width_and_numbers_to_the_right() {
    let expected = "label       articles  neighbors\n\
                    水 trading        12  a long list of neighbors\n\
                    grid               3\n";
    assert_eq!(printed(&table(), TextOptions::default()), expected);
}

#[test]
fn a_narrow_terminal_cuts_what_may_be_cut() {
    let narrow = printed(&table(), TextOptions { width: Some(36), ..TextOptions::default() });
    assert!(narrow.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 36), "{narrow}");
    assert!(narrow.contains("a long list of…") || narrow.contains("a long list"), "{narrow}");
    assert!(narrow.contains("水 trading"), "names are kept: {narrow}");
}

#[test]
fn what_stands_below_a_row_has_a_line_of_its_own() {
    let mut table = table();
    table.fields[2] = Field::below("neighbors");
    let expected = "label       articles\n\
                    水 trading        12\n      neighbors: a long list of neighbors\n\
                    grid               3\n";
    assert_eq!(printed(&table, TextOptions::default()), expected);
    let narrow = printed(&table, TextOptions { width: Some(24), ..TextOptions::default() });
    assert!(
        narrow.contains("      neighbors: a long\n      list of neighbors\n"),
        "text is broken: {narrow}"
    );
    table.rows[0][2] = Cell::list(vec!["a long list".into(), "of neighbors".into()]);
    let narrow = printed(&table, TextOptions { width: Some(24), ..TextOptions::default() });
    assert!(narrow.contains("      neighbors: a long…\n"), "a list is cut: {narrow}");
}

// T8: shown as escapes.
#[test]
fn control_and_direction_characters_are_shown_not_sent() {
    assert_eq!(harmless("a\u{1b}]0;x\u{7}b\u{202e}c\nd"), "a\\u{1b}]0;x\\u{7}b\\u{202e}c d");
}

#[test]
fn cutting_counts_columns_not_bytes() {
    assert_eq!(cut("水水水", 4), "水…");
    assert_eq!(cut("abc", 3), "abc");
}

#[test]
fn numbers_have_about_four_digits() {
    assert_eq!(
        [1234.6, 12.34, 0.5, 0.012, 0.0, 1e-7].map(real),
        ["1235", "12.3", "0.500", "0.012000", "0", "1.00e-7"]
    );
}

#[test]
fn cards_print_a_block_a_row_and_wrap_values() {
    let mut table = table();
    table.layout = Layout::Cards;
    let cards = printed(&table, TextOptions { width: Some(40), ..TextOptions::default() });
    let expected = "水 trading\n  articles   12\n  neighbors  a long list of neighbors\n\n\
                    grid\n  articles   3\n";
    assert_eq!(cards, expected);
}

fn widest(text: &str) -> usize {
    text.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap_or(0)
}

#[test]
fn what_stands_aside_goes_under_the_row_before_names_are_cut_short() {
    let fields = [Field::new("label"), Field::new("articles"), Field::aside("span"), Field::aside("history")];
    let mut table = Table::new(&fields);
    let name = "Interdisciplinary Collaboration Growth";
    table.push(vec![Cell::text(name), Cell::Integer(9), Cell::Integer(35), Cell::text("···█··█")]);
    let at = |width| printed(&table, TextOptions { width: Some(width), ..TextOptions::default() });
    assert_eq!(
        at(63),
        "label                                   articles  span  history\n\
         Interdisciplinary Collaboration Growth         9    35  ···█··█\n"
    );
    assert_eq!(
        at(50),
        "label                               articles  span\n\
         Interdisciplinary Collaboration G…         9    35\n      history: ···█··█\n"
    );
    assert_eq!(
        at(40),
        "label                           articles\n\
         Interdisciplinary Collaborati…         9\n      span: 35; history: ···█··█\n"
    );
    for width in 24..70 {
        assert!(widest(&at(width)) <= width, "{width}: {}", at(width));
        assert!(at(width).contains("···█··█") && at(width).contains("35"), "{width}: {}", at(width));
    }
}

#[test]
fn columns_beyond_the_width_go_under_the_row_whatever_they_are() {
    let mut table = table();
    table.fields[2] = Field::new("neighbors");
    let narrow = printed(&table, TextOptions { width: Some(30), ..TextOptions::default() });
    assert!(narrow.contains("\n      neighbors: a long list\n"), "{narrow}");
    assert!(widest(&narrow) <= 30, "{narrow}");
}

#[test]
fn a_wrapped_column_keeps_every_word() {
    let mut table = Table::new(&[Field::wrap("feature"), Field::new("log_odds")]);
    table.push(vec![Cell::text("only one name speaks of a number, a year or a place"), Cell::Real(0.5)]);
    let expected = "feature                                   log odds\n\
                    only one name speaks of a number, a year     0.500\n\
                    or a place\n";
    assert_eq!(printed(&table, TextOptions { width: Some(50), ..TextOptions::default() }), expected);
}

#[test]
fn words_wider_than_the_room_are_broken() {
    assert_eq!(super::wrap("a 0123456789 b", 6), ["a", "012345", "6789 b"]);
    assert_eq!(super::wrap("", 6), [""]);
    assert_eq!(super::wrap("1  two", 10), ["1  two"]);
}
