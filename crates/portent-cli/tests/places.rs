//! Where outputs go, and that nothing but the articles decides what is in them: hostile names and numbers, links, folders that
//! are read-only or are read too, other machines.

use std::fs;
use std::path::Path;

use crate::support::{ARTICLES, folder, names, page, pages, portent, refused, stderr, succeeds};

/// A page with these rows of name, description and relevancy.
fn page_of(rows: &[[&str; 3]]) -> String {
    let rows: String = rows.iter().map(|row| format!("| {} |\n", row.join(" | "))).collect();
    page("Towers").replace("| Silent Bells | Bells fall silent | 4 |\n", &rows)
}

/// Flags that write every format of text into the folder `out`: sixteen files.
const EVERY_FORMAT: [&str; 22] = [
    "-o",
    "out/",
    "-o",
    "cytoscape:out/c",
    "-o",
    "graphology:out/g",
    "-o",
    "vosviewer:out/v",
    "-o",
    "turtle:out/t",
    "-o",
    "ntriples:out/n",
    "-o",
    "neo4j:out/",
    "-o",
    "svg:out/s",
    "-o",
    "html:out/h",
    "-o",
    "portent:out/p",
    "-q",
    "--no-config",
];

/// All files of a folder, in the order of their names.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    names(folder).into_iter().map(|name| (name.clone(), fs::read(folder.join(name)).unwrap())).collect()
}

// T5: a spreadsheet runs what begins with a sign; --csv-raw is for programs.
#[test]
fn names_that_a_spreadsheet_would_run_are_defused_unless_raw() {
    let here = folder();
    let wanted = ["+1 Lanes", "-40 Percent Rule", "=1+1 Ringers", "@Mention Bots"];
    fs::write(here.path().join("a.md"), page_of(&wanted.map(|name| [name, "Bells fall silent", "4"])))
        .unwrap();
    let found = |more: &[&str], file: &str| -> Vec<String> {
        let build = ["build", "a.md", "-o", "csv:t/", "-o", "neo4j:t/", "-q", "--duplicates", "off"];
        succeeds(here.path(), &[&build[..], more].concat());
        let text = fs::read_to_string(here.path().join(file)).unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let heading = reader.headers().unwrap();
        let label = heading.iter().position(|name| name.eq_ignore_ascii_case("label")).unwrap();
        let mut labels: Vec<String> =
            reader.records().map(|record| record.unwrap()[label].to_owned()).collect();
        labels.retain(|label| !["Towers", "20260118"].contains(&label.as_str()));
        labels.sort();
        labels
    };
    for file in ["t/nodes.csv", "t/neo4j-nodes.csv"] {
        assert_eq!(found(&["--csv-raw"], file), wanted, "{file}");
        assert_eq!(found(&[], file), wanted.map(|name| format!("'{name}")), "{file}");
    }
}

// T9: files are named by ids, which are words of ASCII: no name leads elsewhere, none takes the place of another.
#[test]
fn names_that_are_paths_become_notes_in_the_vault() {
    let here = folder();
    let long = "x".repeat(300);
    let hostile = [
        "../../etc/passwd",
        "/etc/shadow",
        "CON",
        "nul.txt",
        "..",
        "a/b\\c",
        long.as_str(),
        "Bells",
        "~root",
        "-rf",
    ];
    fs::write(here.path().join("a.md"), page_of(&hostile.map(|name| [name, name, "4"]))).unwrap();
    succeeds(here.path(), &["build", "a.md", "-o", "vault:out/v", "-q", "--duplicates", "off"]);
    assert_eq!(names(here.path()), ["a.md", "out"]);
    assert_eq!(names(&here.path().join("out")), ["v"]);
    assert_eq!(names(&here.path().join("out/v")), [".obsidian", "article", "index.md", "signal"]);
    let notes = names(&here.path().join("out/v/signal"));
    assert_eq!(notes.len(), hostile.len(), "{notes:?}");
    let is_plain = |name: &String| name.len() <= 255 && name.starts_with("signal-") && name.ends_with(".md");
    assert!(notes.iter().all(is_plain), "{notes:?}");
}

// T10: a link is replaced like a file, and what it leads to stays.
#[cfg(unix)]
#[test]
fn an_output_that_is_a_link_is_replaced_and_its_target_stays() {
    let here = folder();
    fs::write(here.path().join("kept.json"), "kept").unwrap();
    std::os::unix::fs::symlink("kept.json", here.path().join("g.json")).unwrap();
    succeeds(here.path(), &["build", ARTICLES, "-o", "g.json", "-q"]);
    assert_eq!(fs::read_to_string(here.path().join("kept.json")).unwrap(), "kept");
    assert!(fs::symlink_metadata(here.path().join("g.json")).unwrap().is_file());
}

// T21: of numbers that are too large or too small, of one node and of no edge, no file says that it is no number.
#[test]
fn numbers_out_of_bounds_reach_no_file() {
    let rows = [
        ["Silent Bells", "a", "1e308"],
        ["Silent Bells", "b", "1e308"],
        ["Loud Ferries", "c", "1e-320"],
        ["Old Orchards", "d", "-0"],
    ];
    for text in [page_of(&rows), "# Alone\n".to_owned()] {
        let here = folder();
        fs::write(here.path().join("a.md"), text).unwrap();
        succeeds(here.path(), &[&["build", "a.md"], &EVERY_FORMAT[..]].concat());
        let files = contents(&here.path().join("out"));
        assert_eq!(files.len(), 16);
        // The program of the page and the stored build are no texts of numbers.
        for (name, bytes) in files.iter().filter(|(name, _)| !["h", "p"].contains(&name.as_str())) {
            let text = String::from_utf8(bytes.clone()).unwrap().to_lowercase();
            let odd = |word: &&str| ["nan", "inf", "infinity"].contains(word);
            let found = text.split(|c: char| !c.is_alphanumeric()).find(odd);
            assert_eq!(found, None, "{name}");
        }
        for name in ["graph.json", "c", "g", "v"] {
            let text = fs::read_to_string(here.path().join("out").join(name)).unwrap();
            assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{name}");
        }
    }
}

// T24: the folder, the language and the time zone of the machine, and what it takes for the time, are in no file.
#[test]
fn another_machine_changes_no_byte() {
    let here = folder();
    let built = |name: &str, variables: &[(&str, &str)]| {
        let place = here.path().join(name);
        fs::create_dir_all(&place).unwrap();
        pages(&place);
        let mut command = portent(&place);
        command.args(["build", "pages"]).args(EVERY_FORMAT).envs(variables.iter().copied());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
        contents(&place.join("out"))
    };
    let other = [
        ("TZ", "Pacific/Kiritimati"),
        ("LANG", "tr_TR.UTF-8"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("SOURCE_DATE_EPOCH", "86400"),
    ];
    let (first, second) = (built("a", &[]), built("b/deeper", &other));
    assert_eq!((first.len(), second.len()), (16, 16));
    for ((name, bytes), (other, others)) in first.iter().zip(&second) {
        assert!(name == other && bytes == others, "{name} differs");
    }
}

// T26: a folder that is read-only, or stands where a file should be. The pages are not there: a run that looked at them first
// would say so.
#[cfg(target_os = "linux")]
#[test]
fn places_that_take_no_file_are_told_before_pages_are_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let here = folder();
    fs::create_dir(here.path().join("taken.md")).unwrap();
    let told = refused(here.path(), &["report", "absent", "-o", "taken.md"]);
    assert!(told.contains("cannot write taken.md: it is a folder"), "{told}");
    let told = refused(here.path(), &["build", "absent", "-o", "/proc/g.json"]);
    assert!(told.contains("cannot write /proc/g.json: "), "{told}");
    let locked = here.path().join("locked");
    fs::create_dir(&locked).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(locked.join("probe"), "").is_ok() {
        println!("skipped: mode bits do not bind this user");
        return;
    }
    let told = refused(here.path(), &["build", "absent", "-o", "locked/g.json"]);
    assert!(told.contains("cannot write locked/g.json: "), "{told}");
}

// T27: what a build wrote into its own folder of articles is no article of the next one.
#[test]
fn a_build_into_its_own_articles_is_the_same_graph_again() {
    let here = folder();
    let pages = pages(here.path());
    let built = || {
        let outputs = ["-o", "pages/", "-o", "vault:pages/vault", "--vault-top", "20"];
        succeeds(here.path(), &[&["build", "pages", "-q"], &outputs[..]].concat());
        ["nodes.csv", "edges.csv"].map(|name| fs::read(pages.join(name)).unwrap())
    };
    let first = built();
    assert!(first == built());
}
