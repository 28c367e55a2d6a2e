//! `check`, and `--strict` of `build`: the problems of pages.

use std::fs;

use crate::support::{folder, page, run, stderr, stdout};

#[test]
fn check_lists_problems_with_their_places_and_exits_1() {
    let here = folder();
    fs::write(here.path().join("good.md"), page("Bells")).unwrap();
    let clean = run(here.path(), &["check", "good.md"]);
    assert_eq!(clean.status.code(), Some(0), "{}{}", stdout(&clean), stderr(&clean));
    let bad = page("Towers").replace("| 4 |", "| many |");
    fs::write(here.path().join("bad.md"), bad).unwrap();
    let output = run(here.path(), &["check", "."]);
    assert_eq!(output.status.code(), Some(1));
    let told = stdout(&output);
    assert!(told.starts_with("bad.md:9:"), "{told}");
    assert!(told.contains("| Silent Bells | Bells fall silent | many |"), "{told}");
    assert!(told.contains("help: "), "{told}");
    let json = run(here.path(), &["check", ".", "--message-format", "json"]);
    let record: serde_json::Value = serde_json::from_str(stdout(&json).lines().next().unwrap()).unwrap();
    assert_eq!((record["path"].as_str(), record["line"].as_u64()), (Some("bad.md"), Some(9)));
    for key in ["column", "code", "severity", "message", "hint"] {
        assert!(!record[key].is_null(), "{key} is missing: {record}");
    }
}

#[test]
fn problems_of_one_code_are_grouped_and_counted() {
    let here = folder();
    let row = "| Silent Bells | Bells fall silent | 4 |\n";
    let bad = page("Towers").replace(row, &row.replace('4', "many").repeat(9));
    fs::write(here.path().join("bad.md"), bad).unwrap();
    let few = stdout(&run(here.path(), &["check", ".", "--limit", "2"]));
    assert_eq!(few.matches("bad.md:").count(), 2, "{few}");
    assert!(few.contains("... and 7 more of "), "{few}");
    let all = stdout(&run(here.path(), &["check", ".", "--limit", "0"]));
    assert_eq!(all.matches("bad.md:").count(), 9, "{all}");
}

#[test]
fn strict_turns_problems_into_1_and_still_writes() {
    let here = folder();
    fs::write(here.path().join("bad.md"), page("Towers").replace("| 4 |", "| many |")).unwrap();
    let usual = run(here.path(), &["build", "bad.md", "-o", "g.json", "-q"]);
    assert_eq!(usual.status.code(), Some(0));
    let strict = run(here.path(), &["build", "bad.md", "-o", "g.json", "-q", "--strict"]);
    assert_eq!(strict.status.code(), Some(1));
    assert!(here.path().join("g.json").is_file());
}
