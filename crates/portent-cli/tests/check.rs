//! `check`, and `--strict` of `build`: the problems of pages.

use std::fs;

use crate::support::{folder, page, run, stderr, stdout, succeeds};

// C3, C10: a place, a code, the line, a hint; the same as JSON, one object a line; exit 1.
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
    // "| ", 12 characters of the name, " | ", 17 of the description, " | ": the cell begins at the 38th.
    let first = "bad.md:9:38: warning[relevancy-not-a-number]: \"many\" is no number\n";
    assert!(told.starts_with(first), "{told}");
    assert!(told.contains("| Silent Bells | Bells fall silent | many |"), "{told}");
    assert!(told.contains("help: "), "{told}");
    let json = run(here.path(), &["check", ".", "--message-format", "json"]);
    let record: serde_json::Value = serde_json::from_str(stdout(&json).lines().next().unwrap()).unwrap();
    assert_eq!((record["path"].as_str(), record["line"].as_u64()), (Some("bad.md"), Some(9)));
    for key in ["column", "code", "severity", "message", "hint"] {
        assert!(!record[key].is_null(), "{key} is missing: {record}");
    }
}

// C11: a column counts characters, a tab as one, as docs/diagnostics.md says.
#[test]
fn columns_count_characters() {
    let here = folder();
    let name = "Gr\u{f6}\u{df}e \u{65e5}\u{672c}\tX";
    let bad = page("Towers").replace("Silent Bells", name).replace("| 4 |", "| many |");
    fs::write(here.path().join("bad.md"), bad).unwrap();
    let told = stdout(&run(here.path(), &["check", "bad.md"]));
    // As above, with ten characters of the name.
    assert!(told.starts_with("bad.md:9:36: warning["), "{told}");
}

// T17: bytes that are no text become U+FFFD and are told with their place, and --strict minds.
#[test]
fn bytes_that_are_no_text_are_replaced_and_told() {
    let here = folder();
    let text = page("Towers");
    let (before, after) = text.split_once("Silent Bells").unwrap();
    let name = &b"Caf\xc3\xa9 Si\xff\xfelent Bells"[..];
    fs::write(here.path().join("bad.md"), [before.as_bytes(), name, after.as_bytes()].concat()).unwrap();
    let output = run(here.path(), &["check", "bad.md"]);
    assert_eq!(output.status.code(), Some(1));
    let first =
        "bad.md:9:10: warning[invalid-utf-8]: bytes that are no UTF-8 at 2 places, replaced by U+FFFD\n";
    assert!(stdout(&output).starts_with(first), "{}", stdout(&output));
    let strict = run(here.path(), &["build", "bad.md", "-o", "g.json", "-q", "--strict"]);
    assert_eq!(strict.status.code(), Some(1));
    let top = succeeds(here.path(), &["top", "bad.md"]);
    assert!(top.contains("Caf\u{e9} Si\u{fffd}\u{fffd}lent Bells"), "{top}");
}

// C13: so many of a code, and how many more there are.
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

// C3, C12: problems do not stop a run; --strict makes them its exit code.
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
