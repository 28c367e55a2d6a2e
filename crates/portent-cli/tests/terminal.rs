//! Streams and terminals: what goes to stdout and what to stderr, color, width, progress.

use std::fs;
use std::process::Stdio;

use crate::support::{ARTICLES, LONG_ROW, built, folder, page, portent, run, stderr, stdout, unread};

// C4, C5, C8: data to standard output, words to standard error, no moving line in a pipe.
#[test]
fn stdout_holds_only_data() {
    let here = folder();
    for more in [&[][..], &["-vv"]] {
        let output = run(here.path(), &[&["build", ARTICLES, "-o", "-", "--format", "json"], more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let graph: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(graph["format"], "portent-graph");
        assert!(stderr(&output).contains("articles     26 (1 copy, "), "{}", stderr(&output));
        assert!(!stderr(&output).contains('\r'));
    }
}

// C9: -v and -vv add, -q takes away, and none of them changes how a run ends.
#[test]
fn how_much_is_told_changes_no_exit_code() {
    let here = folder();
    let row = "| Silent Bells | Bells fall silent | 4 |\n";
    let bad = page("Towers").replace(row, &row.replace('4', "many").repeat(9));
    fs::write(here.path().join("bad.md"), bad).unwrap();
    let told = |more: &[&str]| {
        let built = run(here.path(), &[&["build", "bad.md", "-o", "g.json"], more].concat());
        let checked = run(here.path(), &[&["check", "bad.md"], more].concat());
        assert_eq!((built.status.code(), checked.status.code()), (Some(0), Some(1)), "{more:?}");
        stderr(&built).matches("bad.md:").count()
    };
    // -v lists five of a code, -vv all.
    assert_eq!([told(&["-q"]), told(&[]), told(&["-v"]), told(&["-vv"])], [0, 0, 5, 9]);
}

// C20: nothing but `review` asks. Standard input stays open here, so that a question would wait for ever.
#[test]
fn nothing_waits_for_an_answer() {
    let here = folder();
    fs::write(here.path().join("g.json"), "old").unwrap();
    for arguments in [
        &["build", ARTICLES, "-o", "g.json", "-q"][..],
        &["top", "g.json"],
        &["check", ARTICLES],
        &["explain", ARTICLES, "ai", "automation"],
        &["review", ARTICLES, "--format", "json"],
        &["init", ARTICLES],
    ] {
        let mut command = portent(here.path());
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        // `wait` would close it.
        let input = child.stdin.take();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{arguments:?}");
        drop(input);
    }
}

// C9: errors and the exit code are left.
#[test]
fn quiet_leaves_errors_only_and_the_exit_code() {
    let here = folder();
    let output = run(here.path(), &["build", ARTICLES, "-o", "g.gexf", "-q"]);
    assert_eq!((output.status.code(), output.stderr.len(), output.stdout.len()), (Some(0), 0, 0));
    assert_eq!(run(here.path(), &["top", "absent", "-q"]).status.code(), Some(2));
}

/// Formats of one file, which a pipe can take.
const OF_ONE_FILE: [&str; 12] = [
    "graphml",
    "gexf",
    "dot",
    "json",
    "portent",
    "cytoscape",
    "graphology",
    "vosviewer",
    "turtle",
    "ntriples",
    "html",
    "svg",
];

// C6, T25: whoever reads has enough, in each format.
#[test]
fn a_closed_pipe_is_success() {
    let here = built();
    for format in OF_ONE_FILE {
        let output = unread(here.path(), &["build", "graph.json", "-o", "-", "--format", format, "-q"]);
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()), "{format}");
    }
    assert_eq!(unread(here.path(), &["top", "graph.json"]).status.code(), Some(0));
}

// T8: what an article says reaches no terminal as a command to it.
#[test]
fn hostile_names_cannot_steer_the_terminal() {
    let here = folder();
    let hostile = page("Bells").replace("Silent Bells", "Si\u{1b}]0;pwned\u{7}lent");
    fs::write(here.path().join("a.md"), hostile).unwrap();
    let output = run(here.path(), &["top", "a.md"]);
    assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b), "{}", stdout(&output));
}

// C7: flag, NO_COLOR, CLICOLOR_FORCE and what the stream is, in this order.
#[test]
fn color_follows_the_rules() {
    let here = built();
    let escapes = |color: &[&str], variables: &[(&str, &str)]| {
        let mut command = portent(here.path());
        command.args(["top", "graph.json", "-n", "2"]).args(color).envs(variables.iter().copied());
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
fn excerpts_fit_the_terminal() {
    let here = folder();
    fs::write(here.path().join("wide.md"), LONG_ROW).unwrap();
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

// T8: a graph.json that others wrote may hold anything, and JSON and CSV print it as it is to programs alone.
#[cfg(target_os = "linux")]
#[test]
fn texts_of_a_graph_cannot_steer_the_terminal() {
    let here = built();
    let graph = here.path().join("graph.json");
    let text = fs::read_to_string(&graph).unwrap();
    let hostile = r#""label":"Auto\u001b]0;x\u0007mation\u009b31m\u202e""#;
    fs::write(&graph, text.replace(r#""label":"Automation Job Losses""#, hostile)).unwrap();
    for format in ["table", "json", "csv", "tsv", "markdown"] {
        let question = format!("top '{}' --kind concern -n 1 --format {format}", graph.display());
        let Some(told) = in_terminal(&question, ("NO_COLOR", "1")) else { return };
        let told = String::from_utf8(told).unwrap();
        assert!(told.contains("Auto") && !told.contains("Automation"), "{format}: {told}");
        assert!(!told.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']), "{format}: {told:?}");
    }
}

// C5: who forgot to give articles sees how.
#[cfg(target_os = "linux")]
#[test]
fn help_is_told_where_articles_would_have_to_be_typed() {
    let Some(told) = in_terminal("top -", ("NO_COLOR", "1")) else { return };
    let told = String::from_utf8(told).unwrap();
    assert!(told.contains("Usage: portent top [OPTIONS] <PATH>..."), "{told}");
    assert!(told.contains("error: -: standard input is a terminal"), "{told}");
}

// C7: each stream is judged by where it leads.
#[cfg(target_os = "linux")]
#[test]
fn a_pipe_behind_a_terminal_gets_no_color() {
    let escapes = |arguments: &str| {
        let told = in_terminal(arguments, ("NO_COLOR", ""))?;
        Some(told.iter().filter(|&&byte| byte == 0x1b).count())
    };
    // Standard error is the terminal in both, and standard output a pipe.
    let Some(of_a_table) = escapes(&format!("top '{ARTICLES}' -n 1 -q | cat")) else { return };
    assert_eq!(of_a_table, 0);
    assert!(escapes("top absent | cat") > Some(0), "an error is colored");
}

// C7, C8: a terminal sees a line that moves, unless it is told that no escape sequences are wanted.
#[cfg(target_os = "linux")]
#[test]
fn those_without_color_see_no_moving_line() {
    let escapes_of = |arguments: &str, key: &str, value: &str| {
        let told = in_terminal(arguments, (key, value))?;
        Some(told.iter().filter(|&&byte| byte == 0x1b).count())
    };
    let top = format!("top '{ARTICLES}' -n 1");
    let escapes = |key: &str, value: &str| escapes_of(&top, key, value);
    let Some(usual) = escapes("NO_COLOR", "") else { return };
    assert!(usual > 0, "a terminal shows a progress line");
    assert_eq!((escapes("NO_COLOR", "1"), escapes("TERM", "dumb")), (Some(0), Some(0)));
    assert_eq!(escapes_of(&format!("{top} --color never"), "NO_COLOR", ""), Some(0));
    assert!(escapes_of("--help", "TERM", "xterm") > Some(0), "a terminal shows colored help");
    assert_eq!(escapes_of("--help", "TERM", "dumb"), Some(0));
}
