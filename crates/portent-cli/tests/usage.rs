//! Commands, flags and arguments: help, what is refused as typed, and what it names as the way out.

use crate::support::{ARTICLES, built, command_names, folder, portent, refused, run, stderr, succeeds};

// C1: help and version are data.
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

// C3: the codes are told where people look for them.
#[test]
fn help_tells_the_exit_codes() {
    let here = folder();
    let help = succeeds(here.path(), &["--help"]);
    let told = help.split("Exit status: ").nth(1).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    for code in [
        "0 success",
        "1 problems in the input",
        "2 error in usage",
        "130 or 143 after a signal",
        "101 after a fault of portent itself",
    ] {
        assert!(told.contains(code), "{code}: {told}");
    }
}

// C21: a letter means one thing in all commands, and what it means in other programs.
#[test]
fn letters_mean_the_same_in_every_command() {
    let here = folder();
    let usual = [
        "-h, --help",
        "-V, --version",
        "-q, --quiet",
        "-v, --verbose",
        "-o, --output",
        "-j, --threads",
        "-n, --limit",
        "-L, --follow-links",
    ];
    let commands = command_names(here.path());
    assert!(commands.len() > 20, "{commands:?}");
    for command in commands {
        let help = succeeds(here.path(), &[&command, "-h"]);
        for line in help.lines().map(str::trim_start).filter(|line| line.starts_with('-')) {
            assert!(line.contains("--"), "{command}: no long name: {line}");
            let known = line.starts_with("--") || usual.iter().any(|flag| line.starts_with(flag));
            assert!(known, "{command}: {line}");
        }
    }
}

// C21: the same of help texts.
#[test]
fn every_flag_has_a_long_name_and_a_help_text() {
    let here = folder();
    let help = succeeds(here.path(), &["build", "-h"]);
    for line in help.lines().map(str::trim_start).filter(|line| line.starts_with('-')) {
        assert!(line.contains("--"), "no long name: {line}");
        assert!(line.split("  ").count() > 1, "no help: {line}");
    }
}

// C2: exit 2 with the nearest name.
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

// C2: letters that changed places, too.
#[test]
fn a_slip_of_one_letter_in_a_command_is_answered() {
    let here = folder();
    for (typed, meant) in [("tpo", "'top'"), ("bulid", "'build'"), ("chekc", "'check'")] {
        assert!(refused(here.path(), &[typed, "x"]).contains(meant), "{typed}");
    }
    assert!(!refused(here.path(), &["zzz"]).contains("similar"));
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
fn options_may_stand_between_paths_and_names() {
    let here = built();
    for question in [
        &["show", "-n", "2", "graph.json", "LFP Cells"][..],
        &["path", "--format", "json", "graph.json", "keyword:ai", "keyword:automation"],
        &["explain", "-n", "1", ARTICLES, "ai", "automation"],
    ] {
        let first = succeeds(here.path(), question);
        // Command and paths, the option, then the names.
        let between = [&question[..1], &question[3..4], &question[1..3], &question[4..]].concat();
        assert_eq!(succeeds(here.path(), &between), first, "{between:?}");
    }
}

#[test]
fn a_resolution_is_above_0() {
    let here = folder();
    for typed in [&["--resolution", "0"][..], &["--resolution=-1"], &["--resolution", "-1"]] {
        let told = refused(here.path(), &[&["top", ARTICLES], typed].concat());
        assert!(told.contains("--resolution: ") && told.contains("a number above 0"), "{told}");
    }
}

#[test]
fn days_in_the_wrong_order_are_refused_before_the_work() {
    let here = folder();
    let days = ["--since", "2025-02-01", "--until", "2025-01-01"];
    let told = refused(here.path(), &[&["build", "absent", "-o", "o.json"], &days[..]].concat());
    assert!(told.contains("2025-02-01") && told.contains("2025-01-01"), "{told}");
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
    assert!(told("--cluster", "battery").contains("did you mean \"Battery storage"));
}

#[test]
fn unknown_names_kinds_and_measures_are_answered_with_the_nearest() {
    let here = built();
    let told = refused(here.path(), &["show", "graph.json", "automatoin"]);
    assert!(told.contains("hint: did you mean") && told.contains("automation"), "{told}");
    assert!(
        refused(here.path(), &["top", "graph.json", "--kind", "consern"]).contains("did you mean concern?")
    );
    assert!(
        refused(here.path(), &["top", "graph.json", "--by", "conections"])
            .contains("did you mean connections?")
    );
    assert!(refused(here.path(), &["path", "graph.json", "ai", "zzzzzzzz"]).contains("zzzzzzzz"));
}

/// C24: arguments need not be text; the flag is looked for in them before clap reads them.
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

// C15: `man` shows the page without a complaint.
#[cfg(all(feature = "shell", target_os = "linux"))]
#[test]
fn the_manual_page_has_no_warnings() {
    let here = folder();
    std::fs::write(here.path().join("portent.1"), succeeds(here.path(), &["man"])).unwrap();
    let groff = std::process::Command::new("groff").arg("--version").output();
    let mut man = std::process::Command::new("man");
    man.args(["--warnings", "-l", "portent.1"]).current_dir(here.path());
    let (Ok(_), Ok(shown)) = (groff, man.env("MANWIDTH", "80").env("LC_ALL", "C.UTF-8").output()) else {
        println!("skipped: there is no `man` with groff");
        return;
    };
    assert!(shown.status.success() && shown.stderr.is_empty(), "{}", stderr(&shown));
}

// C15: scripts for four shells, and the page.
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

#[cfg(not(all(feature = "parquet", feature = "png", feature = "sqlite")))]
#[test]
fn a_format_that_is_missing_says_which_feature_brings_it() {
    let here = built();
    let present = [
        ("parquet", cfg!(feature = "parquet")),
        ("png", cfg!(feature = "png")),
        ("sqlite", cfg!(feature = "sqlite")),
    ];
    for (format, arguments) in [
        ("parquet", &["-o", "parquet:tables/"][..]),
        ("parquet", &["-o", "tables", "--format", "parquet"]),
        ("png", &["-o", "map.PNG"]),
        ("png", &["-o", "png:map"]),
        ("sqlite", &["-o", "graph.sqlite"]),
        ("sqlite", &["-o", "graph.db"]),
        ("sqlite", &["-o", "-", "--format", "sqlite"]),
    ] {
        if present.contains(&(format, false)) {
            let told = refused(here.path(), &[&["build", "graph.json"], arguments].concat());
            let reason = format!("cannot write {format}: it comes with the feature {format:?}");
            assert!(told.contains(&reason), "{told}");
            assert!(told.contains("--features full"), "{told}");
        }
    }
    // A name that merely looks like one is what its format says.
    succeeds(here.path(), &["build", "graph.json", "-o", "map.png", "--format", "svg", "-q"]);
}
