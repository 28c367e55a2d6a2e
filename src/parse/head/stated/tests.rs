use super::*;
use crate::parse::article::parse_article;
use crate::parse::parsed::ParsedArticle;
use crate::parse::vocabulary::section::Schema;

fn parsed(path: &str, page: &str) -> ParsedArticle {
    parse_article(path, page, &Schema::default())
}

/// `2025-03-04 Key 2:7`, or what is written where the page alone does not tell.
fn shown(path: &str, page: &str) -> Option<String> {
    let label = parsed(path, page).date?;
    let when = label.when.map_or(label.label.clone(), |when| when.day.to_string());
    Some(format!("{when} {:?} {}:{}", label.source, label.line, label.column))
}

fn codes(path: &str, page: &str) -> Vec<String> {
    let found = parsed(path, page).diagnostics.into_iter();
    found.map(|found| found.code.to_string()).filter(|code| code.contains("date")).collect()
}

#[test]
fn keys_of_the_front_matter_come_first_and_published_before_made_before_changed() {
    let front = |keys: &str| format!("---\n{keys}\n---\n# T\n\nDate: 2001-01-01\n");
    for (keys, expected) in [
        ("date: 2025-03-04", "2025-03-04 Key 2:7"),
        ("created: 2025-03-01\npublished: 2025-03-04", "2025-03-04 Key 3:12"),
        ("modified: 2025-09-09\ncreated: 2025-03-04T10:00", "2025-03-04 Key 3:10"),
        ("\"date created\": \"4 March 2025\"", "2025-03-04 Key 2:18"),
        ("Datum: 4. März 2025", "2025-03-04 Key 2:8"),
        ("发布日期: 2025年3月4日", "2025-03-04 Key 2:7"),
        ("date: 2025-03", "2025-03-01 Key 2:7"),
        ("date: 03/04/2025", "03/04/2025 Key 2:7"),
        ("pubDate: [2025-03-04]", "2025-03-04 Key 2:11"),
        ("updated: 2025-09-09", "2001-01-01 Line 6:7"),
    ] {
        assert_eq!(shown("a.md", &front(keys)).as_deref(), Some(expected), "{keys}");
    }
}

#[test]
fn lines_and_rows_of_the_head_state_dates() {
    for (head, expected) in [
        ("Date: 2025-03-04", "2025-03-04 Line 3:7"),
        ("**Date:** 4 March 2025", "2025-03-04 Line 3:11"),
        ("**Published**: March 4, 2025 by A. Person", "2025-03-04 Line 3:16"),
        ("- *Datum:* 4. März 2025", "2025-03-04 Line 3:12"),
        ("Fecha: 4 de marzo de 2025", "2025-03-04 Line 3:8"),
        ("日期：2025年3月4日", "2025-03-04 Line 3:4"),
        ("date:: [[2025-03-04]]", "2025-03-04 Line 3:8"),
        ("| Date | 2025-03-04 |\n|---|---|\n| Status | open |", "2025-03-04 Line 3:10"),
        ("| Author | Date |\n|---|---|\n| A. Person | 2025-03-04 |", "2025-03-04 Line 5:15"),
        ("Date | 2025-03-04\n--- | ---\nStatus | open", "2025-03-04 Line 3:8"),
        ("A. Person · March 4, 2025 · 5 min", "2025-03-04 Line 3:13"),
        ("*March 4, 2025*", "2025-03-04 Line 3:2"),
        ("Posted on March 4, 2025", "2025-03-04 Line 3:11"),
        ("## Date\n\n2025-03-04", "2025-03-04 Line 5:1"),
    ] {
        assert_eq!(shown("a.md", &format!("# T\n\n{head}\n\nText.\n")).as_deref(), Some(expected), "{head}");
    }
    for head in [
        "| Signal | Date |\n|---|---|\n| a | 2025-03-04 |\n| b | 2025-03-05 |",
        "1 | 2025-03-04 10:00 | a | b",
        "- 2025-03-04",
        "On 4 March 2025 the harbor froze.",
        "```\nDate: 2025-03-04\n```",
        "Data: 12,345 rows",
    ] {
        assert_eq!(shown("a.md", &format!("# T\n\n{head}\n\nText.\n")), None, "{head}");
    }
}

#[test]
fn a_path_comes_before_headings_and_what_was_made_before_what_was_changed() {
    for (path, page, expected) in [
        ("2025-03-04-kelp.md", "# T – 5 May 2020\n", "2025-03-04 Name 1:1"),
        ("2025-03-04-kelp.md", "---\nupdated: 2025-09-09\n---\n# T\n", "2025-03-04 Name 1:1"),
        ("2024-01-01/2025-03-04.md", "# T\n", "2025-03-04 Name 1:1"),
        ("2024-01-01/kelp.md", "# T – 5 May 2020\n", "2024-01-01 Folder 1:1"),
        ("kelp.md", "# T – 5 May 2020\n", "2020-05-05 Heading 1:7"),
        ("kelp.md", "---\ntitle: T (2020-05-05)\n---\n\nText.\n", "2020-05-05 Heading 4:1"),
        ("kelp.md", "---\nyear: 2020\n---\n# T\n", "2020-01-01 Year 2:7"),
        ("2020/kelp.md", "# T\n", "2020-01-01 PathYear 1:1"),
        ("2020/kelp.md", "---\nlastmod: 2025-09-09\n---\n# T\n", "2025-09-09 Changed 2:10"),
    ] {
        assert_eq!(shown(path, page).as_deref(), Some(expected), "{path}: {page}");
    }
    let posted = format!("# T\n\n{}Posted on March 4, 2025\n", "Text.\n\n".repeat(20));
    assert_eq!(shown("kelp.md", &posted).as_deref(), Some("2025-03-04 Text 43:11"));
}

#[test]
fn an_edition_leaves_only_what_is_stated_outright() {
    let page = |front: &str| format!("{front}# __T__, (from page [20250304](https://a.example/p).)\n");
    assert_eq!(shown("2024-01-01.md", &page("")), None);
    assert_eq!(shown("a.md", &page("---\nupdated: 2024-01-01\n---\n")), None);
    let dated = page("---\ndate: 2024-01-01\n---\n");
    assert_eq!(shown("a.md", &dated).as_deref(), Some("2024-01-01 Key 2:7"));
    let parsed = parsed("a.md", "---\nissue: 12\ndate: 2024-01-01\n---\n# T\n");
    assert_eq!(parsed.edition.map(|edition| edition.label).as_deref(), Some("12"));
    let of_a_journal = "---\nissue: 12\nvolume: 3\n---\n# T\n";
    assert_eq!(super::tests::parsed("a.md", of_a_journal).edition, None);
}

#[test]
fn what_is_stated_and_not_understood_is_reported_with_its_place() {
    let found =
        parsed("a.md", "---\ndate: some day\ncreated: 2025-13-45\npublished: true\n---\n# T\n").diagnostics;
    let found: Vec<_> = found.iter().filter(|found| found.code == Code::DateNotUnderstood).collect();
    let places: Vec<(u32, u32)> = found.iter().map(|found| (found.line, found.column)).collect();
    assert_eq!(places, [(2, 7), (3, 10)]);
    assert_eq!(found[0].message, "\"some day\" is no date that is understood");
    assert_eq!(codes("a.md", "# T\n\nDate: 2025/13/45\n"), ["date-not-understood"]);
    for quiet in ["# T\n\nPublished: 12 articles in 2024\n", "---\nedition: 12\ndate: 2024-01-01\n---\n# T\n"]
    {
        assert!(codes("a.md", quiet).is_empty(), "{quiet}");
    }
    assert_eq!(codes("a.md", "---\nedition: twelve\n---\n# T\n"), ["edition-not-a-date"]);
}
