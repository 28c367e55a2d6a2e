use portent::report::{Cell, Field, Table};

use super::{BUDGET, fit};
use crate::answer::{Answer, Row, data, told};
use crate::place::Place;
use crate::tokens::MOST_TOKENS;

/// A row with as many cells as a tool may have, each of this text, many times over.
fn row(text: &str) -> Row {
    let long = text.repeat(200);
    let mut nested = Table::new(&[Field::new("kind"), Field::new("label"), Field::data("id")]);
    (0..12).for_each(|_| nested.push(vec![Cell::text(&long), Cell::text(&long), Cell::text(&long)]));
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p"];
    let mut cells: Vec<_> = names.iter().map(|name| (told(name, ""), Cell::text(&long))).collect();
    cells.push((data("id", ""), Cell::text(&long)));
    cells.push((told("list", ""), Cell::list(vec![long.clone(); 12])));
    cells.push((told("records", ""), Cell::table(nested)));
    cells.push((told("weight", ""), Cell::Real(0.007_510_286_050_156_74)));
    let place = Place { article: Some(long.clone()), file: long.clone(), line: u32::MAX, link: Some(long) };
    Row { cells, places: vec![place; 9] }
}

// T31: text that costs a tokenizer most, in every field of every row: no answer reaches the bound.
#[test]
fn the_worst_text_in_every_field_stays_below_the_bound() {
    let worst =
        ["Zq9{", "a1", "\u{12000}", "뷁", "😀", "\u{1b}[31m", "\u{202e}", "\"\\", "\u{0}", "x", "Ж", " "];
    for text in worst {
        for count in [0, 1, 2, 50] {
            let answer = Answer {
                head: Some(row(text)),
                rows: vec![row(text); count],
                offset: 0,
                total: 1_000_000,
                notes: vec![text.repeat(900); 40],
            };
            let reply = fit(&answer);
            assert!(reply.most_tokens() <= BUDGET, "{text:?} {count}: {}", reply.most_tokens());
            let structured = reply.structured.unwrap();
            let rows = structured["rows"].as_array().unwrap();
            assert_eq!(rows.is_empty(), count == 0, "{text:?}: a page has a row");
            assert!(rows.iter().all(|row| row["places"][0]["line"] == u32::MAX));
            let next = structured["page"]["next_offset"].as_u64();
            assert_eq!(next, (count > 0).then_some(rows.len() as u64), "what is left out can be asked for");
        }
    }
    assert_eq!((BUDGET, MOST_TOKENS), (3600, 4000));
}

#[test]
fn what_fits_is_not_cut_and_what_is_cut_is_told() {
    let small = Row { cells: vec![(told("label", ""), Cell::text("Battery Streets"))], places: Vec::new() };
    let reply = fit(&Answer { rows: vec![small.clone(); 3], total: 3, ..Answer::default() });
    assert_eq!(
        reply.text,
        "rows 1 to 3 of 3\nlabel\twhere\nBattery Streets\t\nBattery Streets\t\nBattery Streets\t"
    );
    let long =
        Row { cells: vec![(told("label", ""), Cell::text("battery ".repeat(2000)))], places: Vec::new() };
    let reply = fit(&Answer { rows: vec![long], total: 9, offset: 4, ..Answer::default() });
    assert!(reply.text.starts_with("rows 5 to 5 of 9; for more ask with offset 5\n"), "{}", reply.text);
    assert!(reply.text.contains("…\t\nnote: long texts end in …"), "{}", reply.text);
}

// T31: what steers a terminal or hides from a reader is shown as an escape, in the text and in the structured content.
#[test]
fn hostile_text_is_shown_escaped() {
    let hostile = "\u{1b}[2J\u{202e}evil\tname\nnote: forged";
    let row = Row { cells: vec![(told("label", ""), Cell::text(hostile))], places: Vec::new() };
    let reply = fit(&Answer { rows: vec![row], total: 1, ..Answer::default() });
    let shown = "\\u{1b}[2J\\u{202e}evil name note: forged";
    assert_eq!(reply.text, format!("rows 1 to 1 of 1\nlabel\twhere\n{shown}\t"));
    assert_eq!(reply.structured.unwrap()["rows"][0]["label"], shown);
}
