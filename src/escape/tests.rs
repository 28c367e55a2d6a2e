use proptest::prelude::*;
use quick_xml::events::Event;
use quick_xml::reader::Reader;

use super::*;

fn written(write: impl Fn(&mut Vec<u8>)) -> String {
    let mut out = Vec::new();
    write(&mut out);
    String::from_utf8(out).unwrap()
}

fn allowed(text: &str) -> String {
    let forbidden = |c: char| matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    text.chars().filter(|&c| !forbidden(c)).collect()
}

/// The text of `<a>…</a>` and the value of `<a b="…"/>` as another implementation reads them.
fn read_xml(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let mut text = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Text(part) => text.push_str(&part),
            Event::GeneralRef(name) => match name.resolve_char_ref().unwrap() {
                Some(c) => text.push(c),
                None => text.push_str(quick_xml::escape::resolve_predefined_entity(&name).unwrap()),
            },
            Event::Empty(tag) => {
                let attribute = tag.attributes().next().unwrap().unwrap();
                let value = attribute.value;
                assert!(!value.contains(['\t', '\n', '\r', '<']), "{value:?}");
                text.push_str(&quick_xml::escape::unescape(&value).unwrap());
            }
            Event::Eof => return text,
            _ => {}
        }
    }
}

/// A DOT string as Graphviz and Gephi read it.
fn read_dot(quoted: &str) -> String {
    let inner = quoted.strip_prefix('"').unwrap().strip_suffix('"').unwrap();
    let mut text = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next().unwrap() {
                'n' => text.push('\n'),
                c @ ('"' | '\\') => text.push(c),
                c => panic!("escape \\{c}"),
            },
            '"' | '\n' => panic!("{c:?} within a string"),
            c => text.push(c),
        }
    }
    text
}

proptest! {
    // T1, T2: any text, as another implementation reads it.
    #[test]
    fn xml_text_reads_back_but_for_forbidden_characters(text in any::<String>()) {
        let xml = written(|out| xml_text(out, &text));
        prop_assert!(!xml.contains("]]>"));
        prop_assert_eq!(read_xml(&format!("<a>{xml}</a>")), allowed(&text));
    }

    // T1, T2: in attributes, tabs and line ends too.
    #[test]
    fn xml_attributes_read_back_but_for_forbidden_characters(text in any::<String>()) {
        let xml = written(|out| xml_attribute(out, &text));
        prop_assert_eq!(read_xml(&format!("<a b=\"{xml}\"/>")), allowed(&text));
    }

    // T3: any text.
    #[test]
    fn dot_strings_read_back_with_one_kind_of_line_end(text in any::<String>()) {
        let dot = written(|out| dot_string(out, &text));
        let expected = allowed(&text).replace("\r\n", "\n").replace('\r', "\n");
        prop_assert_eq!(read_dot(&dot), expected);
    }

    // T5: what is asked for raw is raw.
    #[test]
    fn csv_cells_read_back_raw(text in any::<String>()) {
        let cell = written(|out| csv_cell(out, &text, true));
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(cell.as_bytes());
        let record = reader.records().next().unwrap().unwrap();
        prop_assert_eq!(&record[0], &text);
    }
}

// T1: each of them.
#[test]
fn every_forbidden_character_is_left_out_and_its_neighbors_kept() {
    for c in ('\0'..='\u{1F}').chain(['\u{FFFE}', '\u{FFFF}', '\u{FFFD}', '\u{FF21}']) {
        let text = format!("a{c}b");
        let kept = !allowed(&text).eq("ab");
        assert_eq!(
            read_xml(&format!("<a>{}</a>", written(|out| xml_text(out, &text)))).len() > 2,
            kept,
            "{c:?}"
        );
    }
}

// T3: what labels alone decode.
#[test]
fn a_literal_entity_is_guarded_in_labels_only() {
    assert_eq!(written(|out| dot_label(out, "R&D &lt; &#60; &;")), "\"R&D &amp;lt; &amp;#60; &;\"");
    assert_eq!(written(|out| dot_string(out, "&lt;")), "\"&lt;\"");
    assert_eq!(written(|out| dot_url(out, "https://a.b/?c&d=e")), "\"https://a.b/?c&amp;d=e\"");
    assert_eq!(written(|out| xml_text(out, "\u{85}\u{2028}’é")), "&#133;&#8232;’é");
}

// T3: the longest string that Graphviz takes.
#[test]
fn a_long_dot_string_is_cut_between_escapes_and_characters() {
    for pad in 0..4 {
        for unit in ["\\", "\"", "é", "𝄞", "a"] {
            let text = "x".repeat(pad) + &unit.repeat(20_000);
            let dot = written(|out| dot_string(out, &text));
            assert!(dot.len() <= DOT_LIMIT + 2 && dot.len() > DOT_LIMIT - 8, "{}", dot.len());
            assert!(read_dot(&dot).ends_with('…'));
        }
    }
}

// T5: each sign.
#[test]
fn cells_that_start_like_formulas_get_an_apostrophe() {
    for text in ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1"] {
        assert_eq!(written(|out| csv_cell(out, text, false)), format!("\"'{text}\""));
    }
    assert_eq!(written(|out| csv_cell(out, "=1", true)), "=1");
    assert_eq!(written(|out| csv_cell(out, "a=1", false)), "a=1");
    assert_eq!(written(|out| csv_cell(out, "", false)), "\"\"");
}

// T7: addresses that may be clicked.
#[test]
fn only_plain_web_links_are_links() {
    assert!(is_web_link("https://example.org/a?b=c&d=é"));
    assert!(is_web_link("HTTP://example.org"));
    for bad in [
        "javascript:alert(1)",
        " https://a.b",
        "//host",
        "data:x",
        "https://a\\b",
        "https://a b",
        "",
        "file:///x",
    ] {
        assert!(!is_web_link(bad), "{bad}");
    }
}

#[test]
fn comments_cannot_be_ended_early() {
    let comment = written(|out| xml_comment(out, "a --> b --- <c> & d"));
    assert_eq!(comment, "a - -> b - - - <c> & d");
}

#[test]
fn markdown_shows_the_text_and_nothing_else() {
    assert_eq!(markdown("a *b* [c](d) <e> #f"), "a \\*b\\* \\[c\\](d) &lt;e\\> \\#f");
    assert_eq!(markdown("  - x\ny"), "\\- x y");
    assert_eq!(markdown("2. x"), "2\\. x");
    assert_eq!(wiki_text("a]]|[[b"), "a))/((b");
}
