//! What a command reads: pages, a built graph, standard input; and what it says where that does not fit.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use crate::support::{ARTICLES, built, folder, page, portent, refusal, refused, succeeds};

#[test]
fn a_folder_without_articles_is_refused_with_a_hint() {
    let here = folder();
    let told = refused(here.path(), &["top", "."]);
    assert!(told.contains("no Markdown articles found") && told.contains("\nhint: "), "{told}");
    assert!(refused(here.path(), &["top", "absent"]).contains("absent"));
}

#[test]
fn pages_without_entities_are_said_to_have_none() {
    let here = folder();
    fs::write(here.path().join("t.txt"), "fn main() {}\n").unwrap();
    for command in [
        &["top"][..],
        &["recurring"],
        &["clusters"],
        &["trends"],
        &["digest"],
        &["clusters", "-o", "c.svg"],
        &["report", "-o", "report.html"],
    ] {
        let told = refused(here.path(), &[command, &["t.txt"]].concat());
        assert!(told.contains("no entities found in t.txt") && told.contains("\nhint: "), "{told}");
    }
    assert!(!here.path().join("c.svg").exists());
}

// C5: - is standard input.
#[test]
fn an_article_comes_from_standard_input() {
    let here = folder();
    let mut child = portent(here.path())
        .args(["top", "-", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), page("Bells").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let records: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(records[0]["label"], "Silent Bells");
}

// C24: paths are bytes.
#[cfg(unix)]
#[test]
fn file_names_that_are_no_text_are_read() {
    use std::os::unix::ffi::OsStrExt;
    let here = folder();
    let name = std::ffi::OsStr::from_bytes(b"b\xff.md");
    fs::write(here.path().join(name), page("Bells")).unwrap();
    assert!(succeeds(here.path(), &["top", "."]).contains("Silent Bells"));
}

#[test]
fn a_graph_that_was_built_answers_like_its_pages() {
    let here = built();
    succeeds(here.path(), &["build", "graph.json", "-o", "graph.portent", "-q"]);
    for command in [
        &["top", "PATH", "--kind", "concern"][..],
        &["top", "PATH", "--by", "pagerank", "--ideas", "--format", "json"],
        &["recurring", "PATH", "--kind", "signal"],
        &["recurring", "PATH", "--across", "issues", "--format", "csv"],
        &["recurring", "PATH", "--across", "articles", "--format", "tsv"],
        &["clusters", "PATH", "--format", "json"],
        &["clusters", "PATH"],
        &["show", "PATH", "ai"],
        &["show", "PATH", "keyword:ai", "--format", "json"],
        &["path", "PATH", "keyword:ai", "keyword:automation"],
    ] {
        let with = |path: &str| -> Vec<String> {
            command
                .iter()
                .map(|word| if *word == "PATH" { path.to_owned() } else { (*word).to_owned() })
                .collect()
        };
        let (from_pages, from_graph, from_stored) =
            (with(ARTICLES), with("graph.json"), with("graph.portent"));
        let ask =
            |words: &[String]| succeeds(here.path(), &words.iter().map(String::as_str).collect::<Vec<_>>());
        let answer = ask(&from_graph);
        assert!(!answer.is_empty(), "{command:?}");
        assert_eq!(ask(&from_pages), answer, "{command:?}");
        assert_eq!(ask(&from_stored), answer, "{command:?}");
    }
}

#[test]
fn a_built_graph_is_converted_as_the_pages_would_be() {
    let here = built();
    succeeds(here.path(), &["build", "graph.json", "-o", "converted.gexf", "-o", "again.json", "-q"]);
    succeeds(here.path(), &["build", ARTICLES, "-o", "direct.gexf", "-q"]);
    let read = |name: &str| fs::read_to_string(here.path().join(name)).unwrap();
    assert_eq!(read("converted.gexf"), read("direct.gexf"));
    assert_eq!(read("again.json"), read("graph.json"));
    succeeds(here.path(), &["build", "graph.json", "-o", "graph.portent", "-q"]);
    succeeds(here.path(), &["build", "graph.portent", "-o", "third.json", "-q"]);
    assert_eq!(read("third.json"), read("graph.json"));
    let told = refused(here.path(), &["top", "graph.json", "--duplicates", "off"]);
    assert!(told.contains("--duplicates has no effect on ") && told.contains("already built"), "{told}");
}

#[test]
fn a_built_graph_is_no_page() {
    let here = built();
    fs::write(here.path().join("p.tsv"), "label\tkind_a\tname_a\tkind_b\tname_b\n").unwrap();
    fs::copy(here.path().join("graph.json"), here.path().join("graph.txt")).unwrap();
    for arguments in [
        &["duplicates", "graph.json"][..],
        &["check", "graph.json"],
        &["check", "graph.txt"],
        &["evaluate", "graph.json", "--pairs", "p.tsv"],
        &["explain", "graph.json", "a", "b"],
        &["train", "graph.json", "--pairs", "p.tsv", "-o", "w.tsv"],
    ] {
        let told = refused(here.path(), arguments);
        let needs = format!("is a built graph; `{}` needs the articles it was built from", arguments[0]);
        assert!(told.contains(&needs) && told.contains("\nhint: "), "{told}");
    }
    fs::write(here.path().join("other.json"), "{}").unwrap();
    assert!(refused(here.path(), &["check", "other.json"]).contains("other.json is JSON"));
    assert!(refused(here.path(), &["check", "absent.json"]).contains("cannot read absent.json"));
    fs::write(here.path().join("other.portent"), "{}").unwrap();
    let told = refused(here.path(), &["top", "other.portent"]);
    assert!(told.contains("other.portent:1:1: ") && told.contains("\nhint: "), "{told}");
    // By whatever name, a graph alone is read as one.
    let answer = succeeds(here.path(), &["top", "graph.json"]);
    assert_eq!(succeeds(here.path(), &["top", "graph.txt"]), answer);
    assert!(!here.path().join("w.tsv").exists());
}

#[test]
fn graphs_among_other_paths_are_built_together() {
    let here = built();
    fs::create_dir(here.path().join("more")).unwrap();
    fs::write(here.path().join("more/bells.md"), page("Bells")).unwrap();
    let read = |name: &str| -> serde_json::Value {
        serde_json::from_str(&fs::read_to_string(here.path().join(name)).unwrap()).unwrap()
    };
    succeeds(here.path(), &["build", "more", "graph.json", "-o", "all.json", "-q", "--duplicates", "link"]);
    succeeds(here.path(), &["build", "more", "-o", "more.json", "-q"]);
    succeeds(
        here.path(),
        &["build", "graph.json", "more.json", "-o", "graphs.json", "-q", "--duplicates", "link"],
    );
    let all = read("all.json");
    assert_eq!(all["graph"]["articles"], read("graph.json")["graph"]["articles"].as_u64().unwrap() + 1);
    assert_eq!(all["graph"]["duplicates"], "link");
    assert!(all == read("graphs.json"));
    // A graph that is given twice is read once, and nothing comes of building its pages again.
    let asked = |paths: &[&str]| succeeds(here.path(), &[&["top"], paths].concat());
    assert_eq!(asked(&["graph.json", "graph.json"]), asked(&["graph.json"]));
    for (flags, reason) in [
        (&["--since", "2025-10-01"][..], "it holds a part of its articles (since 2025-10-01)"),
        (&["--no-mentions"], "it was written without mentions"),
    ] {
        succeeds(here.path(), &[&["build", "graph.json", "-o", "part.json", "-q"], flags].concat());
        let told = refused(here.path(), &["build", "part.json", "more", "-o", "o.json"]);
        assert!(
            told.contains("pages of part.json cannot be put together") && told.contains(reason),
            "{told}"
        );
        assert!(told.contains("\nhint: build it again"), "{told}");
    }
    assert!(!here.path().join("o.json").exists());
}

#[test]
fn mentions_as_columns_are_fewer_bytes_and_the_same_graph() {
    let here = built();
    let build = |paths: &[&str]| succeeds(here.path(), &[&["build", "-q"], paths].concat());
    build(&["graph.json", "-o", "columns.json", "--mentions", "columns"]);
    build(&["columns.json", "-o", "again.json"]);
    let read = |name: &str| fs::read(here.path().join(name)).unwrap();
    assert!(read("columns.json").len() < read("graph.json").len());
    assert!(read("columns.json").starts_with(b"{\n\"format\": \"portent-graph\",\n\"version\": 2,"));
    assert!(read("again.json") == read("graph.json"));
}

#[test]
fn standard_input_holds_articles_and_no_graph() {
    let here = built();
    for command in ["top", "check"] {
        let mut child = portent(here.path())
            .args([command, "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let graph = fs::read(here.path().join("graph.json")).unwrap();
        // The command need not read to the end.
        let _ = child.stdin.take().unwrap().write_all(&graph);
        let told = refusal(&child.wait_with_output().unwrap(), &[command, "-"]);
        assert!(told.contains("standard input is a built graph; `") && told.contains("\nhint: "), "{told}");
    }
}
