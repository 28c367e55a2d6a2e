use super::*;
use crate::parse::head::entry::Written;
use crate::parse::text::line::lines;

/// Entries as `key=value@line:column|…`, lines used, and diagnostics with their places.
fn read_page(text: &str) -> (Vec<String>, usize, Vec<(String, u32, u32)>) {
    let (lines, mut report) = (lines(text), Report::new("a.md"));
    let (entries, used) = read(&lines, &mut report);
    let show = |entry: &Entry| {
        let values = entry.values.iter().map(|value| format!("{}@{}", value.text, value.place.line));
        format!("{}={}", entry.key, values.collect::<Vec<_>>().join("|"))
    };
    let found = report.finish().into_iter().map(|d| (d.code.to_string(), d.line, d.column)).collect();
    (entries.iter().map(show).collect(), used, found)
}

fn shown(text: &str) -> Vec<String> {
    let (entries, _, found) = read_page(text);
    assert_eq!(found, [], "{text}");
    entries
}

#[test]
fn yaml_of_every_style_is_read_with_its_lines() {
    let page = "---\ntitle: \"A: \\\"b\\\"\" # c\nother: 'it''s'\nDate: 2026-01-18\ntags: [x,\n  'y, z', \"q: r\",\n]\nkeywords:\n\
                \x20 - one\n  - \"two\"\n\nempty:\nnone: ~\nfolded: >-\n  a\n  b\nkept: |\n  c\n  d\n? odd\n: key\n---\n# T";
    let (entries, used, found) = read_page(page);
    assert_eq!(
        entries,
        [
            "title=A: \"b\"@2",
            "other=it's@3",
            "Date=2026-01-18@4",
            "tags=x@5|y, z@6|q: r@6",
            "keywords=one@9|two@10",
            "empty=",
            "none=",
            "folded=a b@15",
            "kept=c\nd@18",
            "odd=key@21",
        ]
    );
    assert_eq!((used, found), (22, vec![]));
}

#[test]
fn maps_and_lists_of_maps_become_dotted_keys() {
    let page = "---\nauthor: {name: Ann, site: {url: x}}\nphases:\n  - name: alpha\n    start: 2024-01-05\n  - name: beta\n1: 2\n\
                true: yes\n2024-01-01: day\n---\n";
    assert_eq!(
        shown(page),
        [
            "author.name=Ann@2",
            "author.site.url=x@2",
            "phases.name=alpha@4|beta@6",
            "phases.start=2024-01-05@5",
            "1=2@7",
            "true=yes@8",
            "2024-01-01=day@9",
        ]
    );
}

#[test]
fn anchors_are_followed_and_merged() {
    let page = "---\nbase: &b {x: 1, y: 2}\nmore:\n  <<: *b\n  y: 3\nagain: *b\n---\n";
    assert_eq!(
        shown(page),
        ["base.x=1@2", "base.y=2@2", "more.y=3@5", "more.x=1@2", "again.x=1@2", "again.y=2@2"]
    );
}

#[test]
fn wikilinks_and_templates_are_no_lists_and_maps() {
    let page =
        "---\nup: [[Kelp]]\nsee:\n  - [[Quay walls]]\n  - \"[[Tide|tides]]\"\ncreated: {{date}}\n---\n";
    assert_eq!(shown(page), ["up=[[Kelp]]@2", "see=[[Quay walls]]@4|[[Tide|tides]]@5", "created={{date}}@6"]);
}

#[test]
fn one_broken_key_loses_nothing_of_the_others() {
    let page = "---\ntitle: Ports: a plan\ntags:\n  - a\n  - \"b, c\"\nquote: \"open\nlast: [[Kelp]], [[Quay]]\nnote: @me\n---\n";
    let (entries, _, found) = read_page(page);
    assert_eq!(
        entries,
        [
            "title=Ports: a plan@2",
            "tags=a@4|b, c@5",
            "quote=\"open@6",
            "last=[[Kelp]], [[Quay]]@7",
            "note=@me@8"
        ]
    );
    let codes: Vec<(&str, u32)> = found.iter().map(|(code, line, _)| (code.as_str(), *line)).collect();
    assert!(codes.iter().all(|(code, _)| *code == "front-matter"), "{codes:?}");
    assert_eq!(codes.iter().map(|(_, line)| *line).collect::<Vec<_>>()[0], 2);
}

#[test]
fn tabs_and_stray_lines_are_read_or_told() {
    let (entries, _, found) = read_page("---\ntags:\n\t- a\n\t- b\nplain\nmap:\n  x: 1\n---\n");
    assert_eq!(entries, ["tags=a@3|b@4", "map.x=1@7"]);
    assert!(found.contains(&("front-matter".into(), 5, 1)), "{found:?}");
}

#[test]
fn a_key_that_stands_twice_keeps_both_values_and_is_told() {
    let (entries, _, found) = read_page("---\ntags: [a]\ntags: [b]\n---\n");
    assert_eq!(entries, ["tags=a@2|b@3"]);
    assert_eq!(found, [("front-matter".to_owned(), 3, 1)]);
}

#[test]
fn texts_of_other_systems_and_scripts_stay_as_they_are() {
    let page =
        "---\npath: C:\\new\\table\n\u{1f600} mood: \u{1f680}\nключ: значение\n标签: [海藻, 潮汐]\n---\n";
    assert_eq!(
        shown(page),
        ["path=C:\\new\\table@2", "\u{1f600} mood=\u{1f680}@3", "ключ=значение@4", "标签=海藻@5|潮汐@5"]
    );
}

#[test]
fn toml_is_read_in_its_order_and_faults_lose_only_what_they_are() {
    let page = "+++\ntitle = \"T\"\ndate = 2026-01-18\n[taxonomies]\ntags = [\"x\",\n  \"y\"]\n[extra.author]\nname = 'A'\nn = 1_0\n+++\n";
    assert_eq!(
        shown(page),
        [
            "title=T@2",
            "date=2026-01-18@3",
            "taxonomies.tags=x@5|y@6",
            "extra.author.name=A@8",
            "extra.author.n=10@9"
        ]
    );
    let (entries, _, found) = read_page("+++\na = 1\nb = = 2\nc = 3\n+++\n");
    assert_eq!(found[0], ("front-matter".to_owned(), 3, 5));
    assert!(entries.contains(&"a=1@2".to_owned()) && entries.contains(&"c=3@4".to_owned()), "{entries:?}");
}

#[test]
fn json_is_read_with_and_without_fences() {
    let object =
        "{\n\t\"title\": \"T \\u00e9\",\n\t\"tags\": [\"a\", \"b\"], \"n\": null, \"d\": {\"x\": true}\n}";
    for page in [object.to_owned(), format!(";;;\n{object}\n;;;\nx"), format!("---json\n{object}\n---\nx")] {
        let fenced = u32::from(!page.starts_with('{'));
        let tags = format!("tags=a@{}|b@{}", 3 + fenced, 3 + fenced);
        let expected =
            [format!("title=T é@{}", 2 + fenced), tags, "n=".into(), format!("d.x=true@{}", 3 + fenced)];
        assert_eq!(shown(&page), expected, "{page}");
    }
    let (entries, used, found) = read_page("{\n \"title\": \"T\",\n}\ntext");
    assert_eq!((entries, used), (vec!["title=T@2".to_owned()], 3));
    assert_eq!(found, [("front-matter".to_owned(), 3, 1)]);
    for text in ["{{template}}", "{ a set }", "{% raw %}", "{\"a\": 1} and text", "{"] {
        assert_eq!(read_page(text).1, 0, "{text}");
    }
}

#[test]
fn a_rule_is_no_front_matter() {
    for text in [
        "",
        "---",
        "---\n\ntext",
        "---\n# T\n---\n",
        "---\ntext\n---\n",
        "---\n- a\n---\n",
        "---\n# T\nSome: x\ny z\n---",
    ] {
        assert_eq!(read_page(text).1, 0, "{text}");
    }
    assert_eq!(read_page("---\n---\ntext").1, 2);
    assert_eq!(read_page("---\n# a comment\ntitle: x\n---\n").1, 4);
}

#[test]
fn front_matter_that_nothing_closes_ends_at_the_first_blank_line() {
    for page in
        ["---\ntitle: x\ntags: [a]\n\ntext\n", "---\ntitle: x\ntags: [a]\n\ntext, then a rule\n\n---\nmore"]
    {
        let (entries, used, found) = read_page(page);
        assert_eq!((entries.len(), used), (2, 3), "{page}");
        assert_eq!(found, [("front-matter".to_owned(), 1, 1)]);
    }
}

// T13: heads of pages.
#[test]
fn aliases_depth_and_size_have_limits() {
    let mut bomb = "---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let above = format!("*a{}, ", level - 1).repeat(9);
        bomb += &format!("a{level}: &a{level} [{}]\n", above.trim_end_matches(", "));
    }
    let deep = format!("---\na: {}{}\n---\n", "[".repeat(5_000), "]".repeat(5_000));
    let deep_toml = format!("+++\na = {}{}\n+++\n", "[".repeat(60), "]".repeat(60));
    let wide = format!("---\n{}---\n", "key: some value\n".repeat(700_000 / 10));
    for (page, name) in [(bomb + "---\n", "bomb"), (deep, "deep"), (deep_toml, "toml"), (wide, "wide")] {
        let start = std::time::Instant::now();
        let (_, _, found) = read_page(&page);
        let told = found.iter().any(|(code, ..)| code == "front-matter-limit");
        assert!(told || name == "wide", "{name}: {found:?}");
        assert!(start.elapsed().as_secs() < 5, "{name}");
    }
    let many: String = (0..3_000).map(|at| format!("k{at}: {at}\n")).collect();
    let (entries, _, found) = read_page(&format!("---\n{many}---\n"));
    assert_eq!((entries.len(), found.len()), (1_000, 1));
}

#[test]
fn how_a_value_is_written_is_kept() {
    let (lines, mut report) = (lines("---\na: x y\nb: 'x y'\nc: [x]\n---\n"), Report::new("a.md"));
    let (entries, _) = read(&lines, &mut report);
    let written: Vec<Written> = entries.iter().map(|entry| entry.written).collect();
    assert_eq!(written, [Written::Plain, Written::Text, Written::List]);
}

#[test]
fn own_outputs_are_known_by_their_front_matter() {
    assert!(is_own_output("---\ntitle: x\ngenerator: portent 0.1\n---\n"));
    assert!(is_own_output("+++\ngenerator = \"portent\"\n+++\n"));
    assert!(!is_own_output("---\ntitle: x\n---\ngenerator: portent\n"));
    assert!(!is_own_output("# generator: portent\n"));
}

proptest::proptest! {
    // T30: heads of pages.
    #[test]
    fn no_text_makes_the_reader_panic(text in proptest::prelude::any::<String>(), yaml in "[-a:#\\[\\]{}&*!|>\"' \t\n\u{e9}]{0,60}") {
        for page in [text.clone(), format!("---\n{text}\n---\n"), format!("---\n{yaml}\n---\n"), format!("+++\n{yaml}\n+++\n"), format!("{{\"{yaml}")] {
            let _ = read_page(&page);
        }
    }
}
