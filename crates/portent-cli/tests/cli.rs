//! The command, run as people run it.

// What fails in a helper of a test fails the test.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

#[path = "common/command.rs"]
mod command;

use command::{folder, portent, run, stderr, stdout, succeeds};

/// The command fails with 2, and says so without a stack trace.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    let told = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
    assert!(told.starts_with("error: "), "{told}");
    assert!(!told.contains("panicked"), "{told}");
    assert!(output.stdout.is_empty(), "{}", stdout(&output));
    told
}

fn articles() -> String {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join("fixtures/articles").display().to_string()
}

/// A folder with the fixtures' graph.json in it.
fn built() -> (tempfile::TempDir, String) {
    let folder = folder();
    succeeds(folder.path(), &["build", &articles(), "-o", "graph.json", "-q"]);
    let path = folder.path().join("graph.json").display().to_string();
    (folder, path)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// An article that is in order.
fn page(title: &str) -> String {
    format!(
        "# __{title}__, (from page [20260118](https://example.org/20260118).)\n\n\
         __[External link](https://example.org/{title})__\n\n\
         ## Signals\n\n| name | description | relevancy |\n|---|---|---|\n| Silent Bells | Bells fall silent | 4 |\n"
    )
}

#[test]
fn help_and_version_go_to_stdout_alone() {
    let here = folder();
    for arguments in
        [&["--help"][..], &["-h"], &["help", "build"], &["build", "--help"], &["--version"], &["-V"]]
    {
        let output = run(here.path(), arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(!output.stdout.is_empty() && output.stderr.is_empty(), "{arguments:?}");
    }
    assert_eq!(succeeds(here.path(), &["--version"]), concat!("portent ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn every_flag_has_a_long_name_and_a_help_text() {
    let here = folder();
    let help = succeeds(here.path(), &["build", "-h"]);
    for line in help.lines().map(str::trim_start).filter(|line| line.starts_with('-')) {
        assert!(line.contains("--"), "no long name: {line}");
        assert!(line.split("  ").count() > 1, "no help: {line}");
    }
}

#[test]
fn wrong_usage_is_answered_with_the_nearest_and_2() {
    let here = folder();
    assert!(refused(here.path(), &["tob", "x"]).contains("'top'"));
    assert!(refused(here.path(), &["top", "x", "--fromat", "json"]).contains("'--format'"));
    assert!(refused(here.path(), &["top"]).contains("<PATH>"));
    assert!(refused(here.path(), &["build", "x"]).contains("--output"));
    let told = refused(here.path(), &["recurring", "x", "--across", "edition"]);
    assert!(told.contains("editions"), "{told}");
}

#[test]
fn a_folder_without_articles_is_refused_with_a_hint() {
    let here = folder();
    let told = refused(here.path(), &["top", "."]);
    assert!(told.contains("no Markdown articles found") && told.contains("\nhint: "), "{told}");
    assert!(refused(here.path(), &["top", "absent"]).contains("absent"));
}

#[test]
fn stdout_holds_only_data() {
    let here = folder();
    let output = run(here.path(), &["build", &articles(), "-o", "-", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let graph: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(graph["format"], "portent-graph");
    assert!(stderr(&output).contains("articles     26 read"), "{}", stderr(&output));
    assert!(!stderr(&output).contains('\r'));
}

#[test]
fn quiet_leaves_errors_only_and_the_exit_code() {
    let here = folder();
    let output = run(here.path(), &["build", &articles(), "-o", "g.gexf", "-q"]);
    assert_eq!((output.status.code(), output.stderr.len(), output.stdout.len()), (Some(0), 0, 0));
    assert_eq!(run(here.path(), &["top", "absent", "-q"]).status.code(), Some(2));
}

#[test]
fn a_build_says_what_it_made_and_what_comes_next() {
    let here = folder();
    let output =
        run(here.path(), &["build", &articles(), "-o", "g.gexf", "-o", "g.json", "-o", "csv:tables"]);
    let told = stderr(&output);
    for part in
        ["table rows", "entities", "nodes", "clusters", "% dated", "wrote        g.gexf (gexf, ", "next "]
    {
        assert!(told.contains(part), "{part} is missing: {told}");
    }
    assert_eq!(names(here.path()), ["g.gexf", "g.json", "tables"]);
    assert_eq!(names(&here.path().join("tables")), ["edges.csv", "nodes.csv"]);
}

#[test]
fn a_folder_takes_all_usual_formats_beside_foreign_files() {
    let here = folder();
    fs::create_dir(here.path().join("out")).unwrap();
    fs::write(here.path().join("out/mine.txt"), "mine").unwrap();
    succeeds(here.path(), &["build", &articles(), "-o", "out/"]);
    let names = names(&here.path().join("out"));
    for name in
        ["graph.dot", "graph.gexf", "graph.graphml", "graph.json", "mine.txt", "nodes.csv", "edges.csv"]
    {
        assert!(names.iter().any(|other| other == name), "{name} is missing: {names:?}");
    }
    assert!(!names.iter().any(|name| name.ends_with(".tmp")), "{names:?}");
}

#[test]
fn an_unknown_suffix_lists_the_known_ones_and_a_format_wins() {
    let here = folder();
    let told = refused(here.path(), &["build", &articles(), "-o", "g.gefx"]);
    assert!(told.contains(".gexf") && told.contains(".graphml"), "{told}");
    assert!(refused(here.path(), &["build", &articles(), "-o", "-"]).contains("--format"));
    succeeds(here.path(), &["build", &articles(), "-o", "g.xml", "--format", "gexf", "-q"]);
    assert!(fs::read_to_string(here.path().join("g.xml")).unwrap().contains("<gexf"));
}

#[test]
fn outputs_are_opened_before_the_work_begins() {
    let here = folder();
    fs::write(here.path().join("file"), "").unwrap();
    let told = refused(here.path(), &["build", "absent", "-o", "file/g.gexf"]);
    assert!(told.contains("file"), "the output fails first, not the absent input: {told}");
}

#[test]
fn no_clobber_touches_nothing() {
    let here = folder();
    fs::write(here.path().join("g.gexf"), "old").unwrap();
    refused(here.path(), &["build", &articles(), "-o", "g.gexf", "-o", "new.json", "--no-clobber"]);
    assert_eq!(fs::read_to_string(here.path().join("g.gexf")).unwrap(), "old");
    assert_eq!(names(here.path()), ["g.gexf"]);
}

#[test]
fn a_failing_run_leaves_the_old_output() {
    let here = folder();
    fs::write(here.path().join("g.gexf"), "old").unwrap();
    refused(here.path(), &["build", &articles(), "-o", "g.gexf", "--around", "no such thing at all"]);
    assert_eq!(fs::read_to_string(here.path().join("g.gexf")).unwrap(), "old");
    assert_eq!(names(here.path()), ["g.gexf"]);
}

#[test]
fn a_graph_that_was_built_answers_like_its_pages() {
    let (here, graph) = built();
    let pages = articles();
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
        let (from_pages, from_graph) = (with(&pages), with(&graph));
        let ask =
            |words: &[String]| succeeds(here.path(), &words.iter().map(String::as_str).collect::<Vec<_>>());
        let answer = ask(&from_graph);
        assert!(!answer.is_empty(), "{command:?}");
        assert_eq!(ask(&from_pages), answer, "{command:?}");
    }
}

#[test]
fn a_built_graph_is_converted_as_the_pages_would_be() {
    let (here, graph) = built();
    succeeds(here.path(), &["build", &graph, "-o", "converted.gexf", "-o", "again.json", "-q"]);
    succeeds(here.path(), &["build", &articles(), "-o", "direct.gexf", "-q"]);
    let read = |name: &str| fs::read_to_string(here.path().join(name)).unwrap();
    assert_eq!(read("converted.gexf"), read("direct.gexf"));
    assert_eq!(read("again.json"), read("graph.json"));
    let told = refused(here.path(), &["top", &graph, "--duplicates", "off"]);
    assert!(told.contains("--duplicates has no effect on ") && told.contains("already built"), "{told}");
}

#[test]
fn tables_for_machines_hold_the_same_rows() {
    let (here, graph) = built();
    let json = succeeds(here.path(), &["top", &graph, "--kind", "concern", "-n", "7", "--format", "json"]);
    let records: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(records.len(), 7);
    assert!(records.iter().all(|record| record["kind"] == "concern" && record["articles"].is_u64()));
    let csv = succeeds(here.path(), &["top", &graph, "--kind", "concern", "-n", "7", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let labels: Vec<String> = reader.records().map(|record| record.unwrap()[1].to_owned()).collect();
    let expected: Vec<&str> = records.iter().map(|record| record["label"].as_str().unwrap()).collect();
    assert_eq!(labels, expected);
}

#[test]
fn unknown_names_kinds_and_measures_are_answered_with_the_nearest() {
    let (here, graph) = built();
    let told = refused(here.path(), &["show", &graph, "automatoin"]);
    assert!(told.contains("hint: did you mean") && told.contains("automation"), "{told}");
    assert!(refused(here.path(), &["top", &graph, "--kind", "consern"]).contains("did you mean concern?"));
    assert!(
        refused(here.path(), &["top", &graph, "--by", "conections"]).contains("did you mean connections?")
    );
    assert!(refused(here.path(), &["path", &graph, "ai", "zzzzzzzz"]).contains("zzzzzzzz"));
}

#[test]
fn color_follows_the_rules() {
    let (here, graph) = built();
    let escapes = |color: &[&str], variables: &[(&str, &str)]| {
        let mut command = portent(here.path());
        command.args(["top", &graph, "-n", "2"]).args(color).envs(variables.iter().copied());
        let output = command.output().unwrap();
        (output.stdout.contains(&0x1b), output.stderr.contains(&0x1b))
    };
    assert_eq!(escapes(&[], &[]), (false, false), "no terminal");
    assert!(escapes(&["--color", "always"], &[("NO_COLOR", "1")]).0, "the flag beats NO_COLOR");
    assert_eq!(escapes(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]), (false, false));
    assert_eq!(escapes(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), (false, false));
    assert!(escapes(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")]).0, "an empty NO_COLOR is none");
    assert!(escapes(&[], &[("PORTENT_COLOR", "always")]).0);
}

#[test]
fn a_closed_pipe_is_success() {
    let (here, graph) = built();
    for format in ["json", "graphml", "gexf", "dot"] {
        let mut child = portent(here.path())
            .args(["build", &graph, "-o", "-", "--format", format, "-q"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()), "{format}");
    }
    let mut child = portent(here.path()).args(["top", &graph]).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

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

#[test]
fn hostile_names_cannot_steer_the_terminal() {
    let here = folder();
    let hostile = page("Bells").replace("Silent Bells", "Si\u{1b}]0;pwned\u{7}lent");
    fs::write(here.path().join("a.md"), hostile).unwrap();
    let output = run(here.path(), &["top", "a.md"]);
    assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b), "{}", stdout(&output));
}

#[test]
fn configuration_is_layered_and_told() {
    let here = folder();
    let deep = here.path().join("project/deep");
    fs::create_dir_all(&deep).unwrap();
    fs::create_dir_all(here.path().join(".config/portent")).unwrap();
    fs::write(here.path().join(".config/portent/config.toml"), "seed = 1\nthreads = 1\n").unwrap();
    fs::write(here.path().join("project/portent.toml"), "seed = 2\nresolution = 1.5\n").unwrap();
    let shown = |arguments: &[&str], seed: Option<&str>| -> Vec<serde_json::Value> {
        let mut command = portent(&deep);
        command.args(["config", "show", "--format", "json"]).args(arguments).env("HOME", here.path());
        command.envs(seed.map(|seed| ("PORTENT_SEED", seed)));
        serde_json::from_slice(&command.output().unwrap().stdout).unwrap()
    };
    let of = |records: &[serde_json::Value], key: &str| {
        let record = records.iter().find(|record| record["setting"] == key).unwrap();
        (record["value"].as_str().unwrap().to_owned(), record["origin"].as_str().unwrap().to_owned())
    };
    let files = shown(&[], None);
    assert_eq!(of(&files, "seed").0, "2");
    assert!(of(&files, "seed").1.ends_with("portent.toml"));
    assert!(of(&files, "threads").1.ends_with("config.toml"));
    assert_eq!(of(&shown(&[], Some("3")), "seed"), ("3".into(), "environment PORTENT_SEED".into()));
    assert_eq!(of(&shown(&["--seed", "4"], Some("3")), "seed"), ("4".into(), "command line".into()));
    assert_eq!(of(&shown(&["--no-config"], None), "seed"), ("0".into(), "default".into()));
}

#[test]
fn an_unknown_key_is_refused_with_its_place() {
    let here = folder();
    fs::write(here.path().join("portent.toml"), "\nresolutoin = 2.0\n").unwrap();
    let told = refused(here.path(), &["config", "show"]);
    assert!(told.contains("portent.toml:2:1: unknown key"), "{told}");
    assert!(told.contains("hint: did you mean resolution?"), "{told}");
    assert!(refused(here.path(), &["formats", "--config", "absent.toml"]).contains("absent.toml"));
}

#[test]
fn the_configuration_adds_kinds_and_columns() {
    let here = folder();
    let config = "[[kinds]]\nname = \"actor\"\nheading = \"Actors\"\n[columns]\n\"Who\" = \"name\"\n";
    fs::write(here.path().join("portent.toml"), config).unwrap();
    let actors = "\n## Actors\n\n| Who | description |\n|---|---|\n| Bell Founders | They cast bells |\n";
    fs::write(here.path().join("a.md"), page("Bells") + actors).unwrap();
    let json = succeeds(here.path(), &["top", "a.md", "--kind", "actor", "--format", "json"]);
    let records: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(records[0]["label"], "Bell Founders");
}

#[test]
fn duplicates_are_listed_explained_and_decided() {
    let here = folder();
    let json = succeeds(here.path(), &["duplicates", &articles(), "--format", "json"]);
    let groups: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    assert!(groups.iter().all(|group| group["names"].as_u64() >= Some(2)), "{json}");
    let group = &groups[0];
    let kind = group["kind"].as_str().unwrap();
    let written: Vec<&str> =
        group["written"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    let names = [0, 1].map(|at: usize| format!("{kind}:{}", written[at]));
    let card = succeeds(here.path(), &["explain", &articles(), &names[0], &names[1]]);
    assert!(card.contains("verdict") && card.contains("log odds") && card.contains(".md:"), "{card}");
    let decision =
        format!("verdict\tkind\tname_a\tname_b\tnote\ndifferent\t{kind}\t{}\t{}\t\n", written[0], written[1]);
    fs::write(here.path().join("d.tsv"), decision).unwrap();
    let decided =
        succeeds(here.path(), &["duplicates", &articles(), "--decisions", "d.tsv", "--format", "json"]);
    assert_ne!(decided, json);
    assert!(
        refused(here.path(), &["explain", &articles(), "ai", "automatoin"])
            .contains("did you mean automation")
    );
    assert!(!refused(here.path(), &["explain", &articles(), "ai", "zzzzzz"]).contains("did you mean"));
}

#[test]
fn the_least_sure_pairs_are_replayed_without_a_change() {
    let here = folder();
    let file = succeeds(here.path(), &["duplicates", &articles(), "--least-sure", "6"]);
    assert_eq!(file.lines().count(), 7, "{file}");
    let accepted: Vec<&str> = file.lines().filter(|line| !line.starts_with("different")).collect();
    fs::write(here.path().join("d.tsv"), accepted.join("\n")).unwrap();
    let build = |arguments: &[&str]| {
        let mut all = vec!["build", "-o", "-", "--format", "dot", "-q"];
        let articles = articles();
        all.push(&articles);
        all.extend(arguments);
        succeeds(here.path(), &all).lines().count()
    };
    assert_eq!(build(&["--decisions", "d.tsv"]), build(&[]), "what is accepted anyway changes nothing");
}

#[test]
fn labelled_pairs_are_measured_and_trained_on() {
    let here = folder();
    let groups = succeeds(here.path(), &["duplicates", &articles(), "-n", "200", "--format", "json"]);
    let groups: Vec<serde_json::Value> = serde_json::from_str(&groups).unwrap();
    let mut pairs = String::from("label\tkind_a\tname_a\tkind_b\tname_b\n");
    for (at, group) in groups.iter().enumerate() {
        let name = |of: &serde_json::Value, at: usize| of["written"][at].as_str().unwrap().to_owned();
        let kind = group["kind"].as_str().unwrap();
        pairs += &format!("D\t{kind}\t{}\t{kind}\t{}\n", name(group, 0), name(group, 1));
        let other = &groups[(at + 1) % groups.len()];
        let other_kind = other["kind"].as_str().unwrap();
        pairs += &format!("N\t{kind}\t{}\t{other_kind}\t{}\n", name(group, 0), name(other, 0));
    }
    fs::write(here.path().join("pairs.tsv"), pairs).unwrap();
    let report = succeeds(here.path(), &["evaluate", &articles(), "--pairs", "pairs.tsv"]);
    assert!(report.contains("precision") && report.contains("threshold"), "{report}");
    succeeds(here.path(), &["train", &articles(), "--pairs", "pairs.tsv", "-o", "weights.tsv"]);
    let weights = fs::read_to_string(here.path().join("weights.tsv")).unwrap();
    assert!(weights.contains("trained on 54 labelled pairs: pairs.tsv"), "{weights}");
    succeeds(here.path(), &["duplicates", &articles(), "--weights", "weights.tsv"]);
    assert!(
        refused(here.path(), &["evaluate", &articles(), "--pairs", "weights.tsv"]).contains("weights.tsv:1")
    );
}

#[test]
fn explore_writes_one_page() {
    let (here, graph) = built();
    let output = run(here.path(), &["explore", &graph, "-o", "page.html"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(fs::read_to_string(here.path().join("page.html")).unwrap().starts_with("<!"));
    assert!(stderr(&output).contains("open page.html in a browser"));
}

#[test]
fn formats_are_printed() {
    let here = folder();
    for name in ["graphml", "gexf", "dot", "json", "csv"] {
        assert!(succeeds(here.path(), &["formats"]).lines().any(|line| line.starts_with(name)), "{name}");
    }
}

#[cfg(not(feature = "shell"))]
#[test]
fn a_command_that_is_missing_says_which_feature_brings_it() {
    let here = folder();
    for arguments in [&["completions", "bash"][..], &["man"]] {
        let output = run(here.path(), arguments);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains("it comes with the feature \"shell\""), "{}", stderr(&output));
        assert!(stderr(&output).contains("--features full"), "{}", stderr(&output));
    }
}

#[cfg(not(all(feature = "parquet", feature = "png")))]
#[test]
fn a_format_that_is_missing_says_which_feature_brings_it() {
    let (here, graph) = built();
    let missing = |format: &str| !match format {
        "parquet" => cfg!(feature = "parquet"),
        _ => cfg!(feature = "png"),
    };
    for (format, arguments) in [
        ("parquet", &["-o", "parquet:tables/"][..]),
        ("parquet", &["-o", "tables", "--format", "parquet"]),
        ("png", &["-o", "map.PNG"]),
        ("png", &["-o", "png:map"]),
    ] {
        if missing(format) {
            let told = refused(here.path(), &[&["build", &graph], arguments].concat());
            let reason = format!("cannot write {format}: it comes with the feature {format:?}");
            assert!(told.contains(&reason), "{told}");
            assert!(told.contains("--features full"), "{told}");
        }
    }
    // A name that merely looks like one is what its format says.
    succeeds(here.path(), &["build", &graph, "-o", "map.png", "--format", "svg", "-q"]);
}

#[cfg(feature = "shell")]
#[test]
fn completions_and_man_are_printed() {
    let here = folder();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(succeeds(here.path(), &["completions", shell]).contains("portent"), "{shell}");
    }
    let man = succeeds(here.path(), &["man"]);
    assert!(man.contains(".TH portent 1") && man.contains("\\-\\-across"), "{man}");
}

#[test]
fn threads_do_not_change_a_byte() {
    let here = folder();
    let build = |threads: &str| {
        succeeds(here.path(), &["build", &articles(), "-o", "-", "--format", "json", "-q", "-j", threads])
    };
    let one = build("1");
    assert!(one == build("2") && one == build("8"));
}

#[cfg(unix)]
#[test]
fn signals_end_the_run_and_leave_nothing() {
    let here = folder();
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        fs::write(here.path().join("g.gexf"), "old").unwrap();
        // Standard input stays open, so that the run waits in its middle, outputs opened.
        let mut child = portent(here.path())
            .args(["build", "-", "-o", "g.gexf", "-o", "new/g.json"])
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        wait_for(&here.path().join("new"));
        let id = child.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &id]).status().unwrap().success());
        assert_eq!(child.wait().unwrap().code(), Some(code));
        assert_eq!(fs::read_to_string(here.path().join("g.gexf")).unwrap(), "old");
        assert!(!names(here.path()).iter().any(|name| name.ends_with(".tmp")), "{:?}", names(here.path()));
        assert!(names(&here.path().join("new")).is_empty());
        fs::remove_dir(here.path().join("new")).unwrap();
    }
}

#[cfg(unix)]
fn wait_for(folder: &Path) {
    for _ in 0..200 {
        if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("{} was not written", folder.display());
}

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
fn trends_and_digest_answer_from_pages_and_from_their_graph_alike() {
    let (here, graph) = built();
    for question in [
        &["trends", "--class", "undetermined,weak", "--format", "json"][..],
        &["trends", "--since", "2025-09-01", "--period", "month", "--format", "json"],
        &["digest", "--format", "json"],
    ] {
        let ask = |input: &str| {
            let mut arguments = vec![question[0], input];
            arguments.extend(&question[1..]);
            succeeds(here.path(), &arguments)
        };
        let answer = ask(&graph);
        assert!(answer.len() > 20, "{question:?}: {answer}");
        assert_eq!(answer, ask(&articles()), "{question:?}");
    }
    assert!(refused(here.path(), &["digest", &graph, "--edition", "18990101"]).contains("--edition"));
    assert!(refused(here.path(), &["trends", &graph, "--class", "week"]).contains("weak"));
}

#[test]
fn charts_are_drawn_into_svg_files_alone() {
    let (here, graph) = built();
    succeeds(here.path(), &["trends", &graph, "--period", "edition", "-o", "trends.svg", "-q"]);
    succeeds(here.path(), &["clusters", &graph, "-o", "clusters.svg", "-q"]);
    for (file, word) in [("trends.svg", "weak signals"), ("clusters.svg", "motor")] {
        let svg = fs::read_to_string(here.path().join(file)).unwrap();
        assert!(svg.contains("<svg") && svg.contains(word), "{file}");
    }
    assert!(refused(here.path(), &["trends", &graph, "-o", "trends.png"]).contains(".svg"));
    assert!(!here.path().join("trends.png").exists());
}

#[test]
fn a_build_adds_columns_of_trends_where_asked() {
    let here = folder();
    let arguments = ["build", &articles(), "--trends", "--period", "year", "-o", "graph.json", "-q"];
    succeeds(here.path(), &arguments);
    let graph = fs::read_to_string(here.path().join("graph.json")).unwrap();
    assert!(graph.contains("\"trend\":\"undetermined\"") && graph.contains("(year)"));
    succeeds(here.path(), &["build", &articles(), "-o", "graph.json", "-q"]);
    assert!(!fs::read_to_string(here.path().join("graph.json")).unwrap().contains("\"trend\":"));
}
