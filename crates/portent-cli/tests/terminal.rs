//! Streams and terminals: what goes to stdout and what to stderr, color, width, progress.

use std::fs;
use std::process::Stdio;

use crate::support::{ARTICLES, LONG_ROW, built, folder, page, portent, run, stderr, stdout, unread};

#[test]
fn stdout_holds_only_data() {
    let here = folder();
    let output = run(here.path(), &["build", ARTICLES, "-o", "-", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let graph: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(graph["format"], "portent-graph");
    assert!(stderr(&output).contains("articles     26 (1 copy, "), "{}", stderr(&output));
    assert!(!stderr(&output).contains('\r'));
}

#[test]
fn quiet_leaves_errors_only_and_the_exit_code() {
    let here = folder();
    let output = run(here.path(), &["build", ARTICLES, "-o", "g.gexf", "-q"]);
    assert_eq!((output.status.code(), output.stderr.len(), output.stdout.len()), (Some(0), 0, 0));
    assert_eq!(run(here.path(), &["top", "absent", "-q"]).status.code(), Some(2));
}

#[test]
fn a_closed_pipe_is_success() {
    let here = built();
    for format in ["json", "graphml", "gexf", "dot"] {
        let output = unread(here.path(), &["build", "graph.json", "-o", "-", "--format", format, "-q"]);
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()), "{format}");
    }
    assert_eq!(unread(here.path(), &["top", "graph.json"]).status.code(), Some(0));
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
    let top = format!("top '{ARTICLES}' -n 1");
    let escapes = |key: &str, value: &str| escapes_of(&top, key, value);
    let Some(usual) = escapes("NO_COLOR", "") else { return };
    assert!(usual > 0, "a terminal shows a progress line");
    assert_eq!((escapes("NO_COLOR", "1"), escapes("TERM", "dumb")), (Some(0), Some(0)));
    assert!(escapes_of("--help", "TERM", "xterm") > Some(0), "a terminal shows colored help");
    assert_eq!(escapes_of("--help", "TERM", "dumb"), Some(0));
}
