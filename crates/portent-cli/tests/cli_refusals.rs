//! What the command refuses, or says otherwise than it did: each with its exit code, its reason and the way out.

// What fails in a helper of a test fails the test.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Output, Stdio};

#[path = "common/command.rs"]
mod command;

use command::{folder, portent, run, stderr, stdout, succeeds};

/// The command fails with 2 and prints no data.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    told(&output, arguments)
}

fn told(output: &Output, arguments: &[&str]) -> String {
    let told = stderr(output);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
    assert!(told.starts_with("error: ") && !told.contains("panicked"), "{arguments:?}: {told}");
    assert!(output.stdout.is_empty(), "{}", stdout(output));
    told
}

fn articles() -> String {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join("fixtures/articles").display().to_string()
}

/// A folder with the fixtures' graph.json in it.
fn built() -> tempfile::TempDir {
    let folder = folder();
    succeeds(folder.path(), &["build", &articles(), "-o", "graph.json", "-q"]);
    folder
}

/// One page with one row, whose relevancy is no number.
const PAGE: &str = "# __Bells__, (from page [20260118](https://example.org/20260118).)\n\n## Signals\n\n\
    | name | description | relevancy |\n|---|---|---|\n\
    | Silent Bells | Bells fall silent in a great many villages and towns of the far north and of the far \
    south, and again in the north, since nobody is left who pulls the ropes | many |\n";

#[test]
fn options_may_stand_between_paths_and_names() {
    let here = built();
    for question in [
        &["show", "-n", "2", "graph.json", "LFP Cells"][..],
        &["path", "--format", "json", "graph.json", "keyword:ai", "keyword:automation"],
        &["explain", "-n", "1", &articles(), "ai", "automation"],
    ] {
        let first = succeeds(here.path(), question);
        // Command and paths, the option, then the names.
        let between = [&question[..1], &question[3..4], &question[1..3], &question[4..]].concat();
        assert_eq!(succeeds(here.path(), &between), first, "{between:?}");
    }
}

#[test]
fn names_that_are_missing_are_named() {
    let here = folder();
    for (typed, missing, usage) in [
        (&["show"][..], "  <PATH>...\n  <NAME>\n\n", "show [OPTIONS] <PATH>... <NAME>\n"),
        (&["show", "g.json"], "provided:\n  <NAME>\n\n", "show [OPTIONS] <PATH>... <NAME>\n"),
        (&["show", "g.json", "-n", "2"], "provided:\n  <NAME>\n\n", "show [OPTIONS] <PATH>... <NAME>\n"),
        (&["path", "g.json"], "provided:\n  <A>\n  <B>\n\n", "path [OPTIONS] <PATH>... <A> <B>\n"),
        (&["explain", "x", "a"], "provided:\n  <B>\n\n", "explain [OPTIONS] <PATH>... <A> <B>\n"),
        (&["build", "x"], "provided:\n  --output", "build [OPTIONS] --output <OUTPUT> <PATH>...\n"),
        (&["top"], "provided:\n  <PATH>...\n\n", "top [OPTIONS] <PATH>...\n"),
    ] {
        let told = refused(here.path(), typed);
        assert!(told.contains(missing), "{typed:?}: {told}");
        assert!(told.contains(&format!("Usage: portent {usage}")), "{typed:?}: {told}");
    }
}

#[test]
fn a_slip_of_one_letter_in_a_command_is_answered() {
    let here = folder();
    for (typed, meant) in [("tpo", "'top'"), ("bulid", "'build'"), ("chekc", "'check'")] {
        assert!(refused(here.path(), &[typed, "x"]).contains(meant), "{typed}");
    }
    assert!(!refused(here.path(), &["zzz"]).contains("similar"));
}

#[test]
fn a_built_graph_is_no_page() {
    let here = built();
    fs::write(here.path().join("p.tsv"), "label\tkind_a\tname_a\tkind_b\tname_b\n").unwrap();
    fs::copy(here.path().join("graph.json"), here.path().join("graph.txt")).unwrap();
    let pages = articles();
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
    for arguments in
        [&["build", "graph.json", &pages, "-o", "o.json"][..], &["top", "graph.json", "graph.json"]]
    {
        let told = refused(here.path(), arguments);
        assert!(told.contains("graph.json is a built graph; `") && told.contains("alone"), "{told}");
        assert!(told.contains("\nhint: "), "{told}");
    }
    fs::write(here.path().join("other.json"), "{}").unwrap();
    assert!(refused(here.path(), &["check", "other.json"]).contains("other.json is JSON"));
    assert!(refused(here.path(), &["check", "absent.json"]).contains("cannot read absent.json"));
    // By whatever name, a graph alone is read as one.
    let answer = succeeds(here.path(), &["top", "graph.json"]);
    assert_eq!(succeeds(here.path(), &["top", "graph.txt"]), answer);
    assert!(!here.path().join("o.json").exists() && !here.path().join("w.tsv").exists());
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
        let told = told(&child.wait_with_output().unwrap(), &[command, "-"]);
        assert!(told.contains("standard input is a built graph; `") && told.contains("\nhint: "), "{told}");
    }
}

#[test]
fn pages_without_entities_are_said_to_have_none() {
    let here = folder();
    fs::write(here.path().join("t.txt"), "fn main() {}\n").unwrap();
    for command in
        [&["top"][..], &["recurring"], &["clusters"], &["trends"], &["digest"], &["clusters", "-o", "c.svg"]]
    {
        let told = refused(here.path(), &[command, &["t.txt"]].concat());
        assert!(told.contains("no entities found in t.txt") && told.contains("\nhint: "), "{told}");
    }
    assert!(!here.path().join("c.svg").exists());
}

#[test]
fn a_resolution_is_above_0() {
    let here = folder();
    for typed in [&["--resolution", "0"][..], &["--resolution=-1"], &["--resolution", "-1"]] {
        let told = refused(here.path(), &[&["top", &articles()], typed].concat());
        assert!(told.contains("--resolution: ") && told.contains("a number above 0"), "{told}");
    }
}

#[test]
fn pairs_that_cannot_be_used_measure_and_train_nothing() {
    let here = folder();
    let head = "label\tkind_a\tname_a\tkind_b\tname_b\n";
    fs::write(here.path().join("none.tsv"), head).unwrap();
    let row = "D\tsignal\tNo Such Thing\tsignal\tNor This One\n";
    fs::write(here.path().join("far.tsv"), format!("{head}{row}")).unwrap();
    let pages = articles();
    for (file, reason) in [("none.tsv", "0 labelled pairs were read"), ("far.tsv", "No Such Thing")] {
        for arguments in [
            &["evaluate", &pages, "--pairs", file][..],
            &["train", &pages, "--pairs", file, "-o", "weights.tsv"],
        ] {
            let told = refused(here.path(), arguments);
            assert!(told.contains(reason) && told.contains("\nhint: "), "{told}");
        }
    }
    assert!(!here.path().join("weights.tsv").exists());
}

#[test]
fn unknown_words_of_filters_name_their_flag() {
    let here = built();
    let told = |flag: &str, word: &str| {
        refused(here.path(), &["build", "graph.json", "-o", "o.gexf", flag, word]).trim_end().to_owned()
    };
    assert!(
        told("--kinds", "foo").starts_with("error: --kinds: no kind is called \"foo\"; known are signal, ")
    );
    assert!(told("--kinds", "consern").contains("did you mean concern?"));
    assert_eq!(told("--category", "nope"), "error: --category: no category is called \"nope\"");
    let cluster = told("--cluster", "nope");
    assert!(cluster.starts_with("error: --cluster: ") && !cluster.contains("did you mean"), "{cluster}");
    assert!(told("--cluster", "batteries").contains("did you mean \"batteries, "));
}

#[test]
fn days_in_the_wrong_order_are_refused_before_the_work() {
    let here = folder();
    let days = ["--since", "2025-02-01", "--until", "2025-01-01"];
    let told = refused(here.path(), &[&["build", "absent", "-o", "o.json"], &days[..]].concat());
    assert!(told.contains("2025-02-01") && told.contains("2025-01-01"), "{told}");
}

#[test]
fn an_output_is_what_its_name_says() {
    let here = built();
    let told = refused(here.path(), &["build", "graph.json", "-o", "gexff:zz.json"]);
    assert!(told.contains("unknown format \"gexff\"; did you mean gexf?"), "{told}");
    let told = refused(here.path(), &["build", "graph.json", "-o", "o.json", "-o", "./o.json"]);
    assert!(told.contains("./o.json: given twice"), "{told}");
    for output in ["ex.json", "page.v2", "gexf:page"] {
        let told = refused(here.path(), &["explore", "graph.json", "-o", output]);
        assert!(told.contains("`explore` writes a page") && told.contains("\nhint: write -o "), "{told}");
    }
    for (output, file) in [("a.htm", "a.htm"), ("page", "page"), ("html:page.x", "page.x")] {
        succeeds(here.path(), &["explore", "graph.json", "-o", output]);
        assert!(fs::read_to_string(here.path().join(file)).unwrap().starts_with("<!"), "{output}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn failures_of_writing_name_what_was_written() {
    let here = built();
    let shell: &[&[&str]] = &[&["man"], &["completions", "bash"]];
    let mut commands =
        vec![&["top", "graph.json"][..], &["top", "graph.json", "--format", "json"], &["formats"]];
    commands.extend(shell.iter().filter(|_| cfg!(feature = "shell")));
    for arguments in commands {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = portent(here.path()).args(arguments).stdout(full).output().unwrap();
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(told.contains("cannot write standard output: "), "{arguments:?}: {told}");
    }
    let told = refused(here.path(), &["build", "graph.json", "-o", "/proc/x.json"]);
    assert!(told.contains("cannot write /proc/x.json: ") && !told.contains(".portent-"), "{told}");
}

#[test]
fn one_is_no_plural() {
    let here = folder();
    fs::write(here.path().join("one.md"), PAGE).unwrap();
    let told = stderr(&run(here.path(), &["build", "one.md", "-o", "g.json"]));
    for part in ["warning: 1 problem in", "0 copies of", ": 1 entity\n"] {
        assert!(told.contains(part), "{part} is missing: {told}");
    }
    let told = stderr(&run(here.path(), &["check", "one.md"]));
    assert!(told.contains("\n1 article, 1 table row: "), "{told}");
    let told = stderr(&run(here.path(), &["build", "g.json", "-o", "s.gexf", "--kinds", "signal"]));
    assert!(told.contains("filtered     1 node, 0 edges written"), "{told}");
}

#[test]
fn equal_graphs_are_told_once() {
    let here = built();
    let output = run(here.path(), &["diff", "graph.json", "graph.json"]);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), "note: no differences\n"));
}

#[test]
fn excerpts_fit_the_terminal() {
    let here = folder();
    fs::write(here.path().join("wide.md"), PAGE).unwrap();
    let output = portent(here.path()).args(["check", "wide.md"]).env("COLUMNS", "80").output().unwrap();
    let told = stdout(&output);
    let excerpt = told.lines().find(|line| line.contains("| many |")).unwrap();
    assert!(excerpt.chars().count() <= 80, "{excerpt}");
}

/// What a command prints in a terminal, where `CI` is set as on machines that run these tests for every change; `None` without `script` (util-linux), when there is none to look at.
#[cfg(target_os = "linux")]
fn in_terminal(arguments: &str, (key, value): (&str, &str)) -> Option<Vec<u8>> {
    let here = folder();
    let program = assert_cmd::cargo::cargo_bin!("portent").display().to_string();
    let mut script = std::process::Command::new("script");
    script.args(["-qec", &format!("'{program}' {arguments}"), "/dev/null"]).current_dir(here.path());
    script.stdin(Stdio::null()).env("TERM", "xterm").env("CI", "true").env_remove("NO_COLOR").env(key, value);
    let output = script.output().ok();
    if output.is_none() {
        println!("skipped: there is no `script`");
    }
    Some(output?.stdout)
}

#[cfg(target_os = "linux")]
#[test]
fn help_is_told_where_articles_would_have_to_be_typed() {
    let Some(told) = in_terminal("top -", ("NO_COLOR", "1")) else { return };
    let told = String::from_utf8(told).unwrap();
    assert!(told.contains("Usage: portent top [OPTIONS] <PATH>..."), "{told}");
    assert!(told.contains("error: -: standard input is a terminal"), "{told}");
}

#[cfg(target_os = "linux")]
#[test]
fn those_without_color_see_no_moving_line() {
    let escapes_of = |arguments: &str, key: &str, value: &str| {
        let told = in_terminal(arguments, (key, value))?;
        Some(told.iter().filter(|&&byte| byte == 0x1b).count())
    };
    let top = format!("top '{}' -n 1", articles());
    let escapes = |key: &str, value: &str| escapes_of(&top, key, value);
    let Some(usual) = escapes("NO_COLOR", "") else { return };
    assert!(usual > 0, "a terminal shows a progress line");
    assert_eq!((escapes("NO_COLOR", "1"), escapes("TERM", "dumb")), (Some(0), Some(0)));
    assert!(escapes_of("--help", "TERM", "xterm") > Some(0), "a terminal shows colored help");
    assert_eq!(escapes_of("--help", "TERM", "dumb"), Some(0));
}

/// Arguments need not be text: the flag is looked for in them before clap reads them.
#[cfg(unix)]
#[test]
fn arguments_that_are_no_text_are_refused() {
    use std::os::unix::ffi::OsStrExt as _;
    let here = folder();
    let odd = std::ffi::OsStr::from_bytes(b"top\xff");
    let output = portent(here.path()).arg(odd).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(!stderr(&output).contains("panicked"), "{}", stderr(&output));
}
