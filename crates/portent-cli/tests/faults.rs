//! What goes wrong around a run: files that cannot be read, pipes that close, places that cannot be written.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use crate::support::{
    ARTICLES, built, folder, names, page, pages, portent, refusal, refused, run, stderr, stdout, succeeds,
    unread,
};

// T22: nothing replaces something.
#[test]
fn an_archive_that_cannot_be_read_replaces_no_graph() {
    let here = folder();
    succeeds(here.path(), &["build", ARTICLES, "-o", "g.json", "-q"]);
    let good = fs::read(here.path().join("g.json")).unwrap();
    for arguments in [
        &["build", ARTICLES, "-o", "g.json", "--max-file-size", "10"][..],
        &["top", ARTICLES, "--max-file-size", "10"],
        &["duplicates", ARTICLES, "--max-file-size", "10"],
    ] {
        let told = refused(here.path(), arguments);
        assert!(told.contains("none of 26 files could be read") && told.contains("\nhint: "), "{told}");
    }
    assert_eq!(fs::read(here.path().join("g.json")).unwrap(), good);
    // `check` is asked about just that.
    let listed = run(here.path(), &["check", ARTICLES, "--max-file-size", "10"]);
    assert_eq!(listed.status.code(), Some(1));
}

// C12: one bad file stops nothing, is told, and --strict minds.
#[test]
fn files_that_were_skipped_are_told_by_every_command_that_reads_pages() {
    let here = folder();
    fs::create_dir(here.path().join("in")).unwrap();
    fs::write(here.path().join("in/a.md"), page("A")).unwrap();
    let strict = || run(here.path(), &["build", "in", "-o", "g.json", "-q", "--strict"]).status.code();
    assert_eq!(strict(), Some(0));
    fs::write(here.path().join("in/lost.md"), b"%PDF-1.7\n1 0 obj\n").unwrap();
    assert_eq!(strict(), Some(1));
    for arguments in [&["top", "in"][..], &["duplicates", "in"], &["build", "in", "-o", "g.json"]] {
        let output = run(here.path(), arguments);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let told = stderr(&output);
        assert!(told.contains("1 file was skipped (lost.md: "), "{arguments:?}: {told}");
    }
    fs::write(here.path().join("in/lost.md"), b"\xff\xfe#\0x\0").unwrap();
    let told = stderr(&run(here.path(), &["top", "in"]));
    assert!(told.contains("1 file is not in UTF-8 and read all the same, none skipped (lost.md: "), "{told}");
}

// C6, T25: the files that are owed are written.
#[test]
fn a_closed_pipe_takes_no_file_with_it() {
    let here = folder();
    let output = unread(here.path(), &["build", ARTICLES, "-q", "-o", "ntriples:-", "-o", "g.json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(here.path().join("g.json").is_file());
}

#[cfg(unix)]
#[test]
fn a_named_pipe_is_opened_once() {
    let here = folder();
    let made = std::process::Command::new("mkfifo").arg(here.path().join("p.json")).status().unwrap();
    assert!(made.success());
    let path = here.path().join("p.json");
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        fs::File::open(path).unwrap().read_to_string(&mut text).unwrap();
        text
    });
    succeeds(here.path(), &["build", ARTICLES, "-q", "-o", "p.json"]);
    assert!(reader.join().unwrap().contains("\"portent-graph\""));
}

// T26: of every command that writes.
#[test]
fn what_cannot_be_written_is_told_before_pages_are_read() {
    let here = folder();
    fs::write(here.path().join("file"), "").unwrap();
    // The pages are not there: a run that looked at them first would say so.
    for arguments in [
        &["trends", "absent", "-o", "file/t.svg"][..],
        &["clusters", "absent", "-o", "file/c.svg"],
        &["report", "absent", "-o", "file/r.md"],
        &["train", "absent", "--pairs", "absent.tsv", "-o", "file/w.tsv"],
        &["top", "absent", "--vectors", "file/v"],
        &["init", "absent", "-o", "file/p.toml"],
        &["review", "absent", "--decisions", "file/d.tsv"],
    ] {
        let told = refused(here.path(), arguments);
        assert!(told.contains("file/"), "{arguments:?}: {told}");
    }
}

#[test]
fn a_configuration_that_came_with_an_archive_makes_no_files() {
    let here = folder();
    fs::write(here.path().join("portent.toml"), "vectors = \"made/by/others\"\n").unwrap();
    let told = refused(here.path(), &["top", ARTICLES]);
    assert!(told.contains("made/by/others is not there") && told.contains("--vectors"), "{told}");
    assert!(!here.path().join("made").exists());
    succeeds(here.path(), &["top", ARTICLES, "--vectors", "made/by/me"]);
    assert!(here.path().join("made/by/me").is_file());
}

// C19: what a run reads stays.
#[test]
fn what_a_run_reads_it_does_not_replace() {
    let here = folder();
    let articles = pages(here.path());
    let article = articles.join(&names(&articles)[0]);
    succeeds(here.path(), &["build", "pages", "-o", "g.json", "-q"]);
    let pairs = "id\tlabel\tstratum\tweight\tkind_a\tname_a\tkind_b\tname_b\n";
    fs::write(here.path().join("pairs.tsv"), pairs).unwrap();
    let text = |path: &Path| fs::read(here.path().join(path)).unwrap();
    let page = format!("json:{}", article.display());
    let report = article.to_str().unwrap();
    for (arguments, file) in [
        (&["build", "g.json", "-o", "other.gexf", "-o", "./g.json", "--top", "5"][..], Path::new("g.json")),
        (&["build", "pages", "-o", &page], &article),
        (&["report", "pages", "-o", report], &article),
        (&["trends", "pages", "--decisions", "d.svg", "-o", "d.svg"], Path::new("d.svg")),
        (&["train", "pages", "--pairs", "pairs.tsv", "-o", "pairs.tsv"], Path::new("pairs.tsv")),
    ] {
        fs::write(here.path().join("d.svg"), "").unwrap();
        let before = text(file);
        let told = refused(here.path(), arguments);
        assert!(told.contains("this run reads the file and would replace it"), "{arguments:?}: {told}");
        assert_eq!(text(file), before, "{arguments:?}");
        assert!(!here.path().join("other.gexf").exists());
    }
    // Outputs of earlier builds are skipped among the pages, so that they may be replaced.
    for _ in 0..2 {
        succeeds(
            here.path(),
            &["build", "pages", "-q", "-o", "pages/g.json", "-o", "csv:pages", "-o", "vault:pages/v"],
        );
    }
}

// C19: notes of others stay.
#[test]
fn a_vault_takes_no_note_of_others_away() {
    let here = folder();
    fs::create_dir(here.path().join("v")).unwrap();
    fs::write(here.path().join("v/index.md"), "# Mine\n").unwrap();
    let told = refused(here.path(), &["build", ARTICLES, "-o", "vault:v", "-o", "g.json", "-q"]);
    assert!(told.contains("a page that portent did not write"), "{told}");
    assert_eq!(fs::read_to_string(here.path().join("v/index.md")).unwrap(), "# Mine\n");
    assert_eq!(names(here.path()), ["v"]);
}

// C19: settings of Obsidian are the person's once they are there.
#[test]
fn a_vault_keeps_the_settings_that_are_there() {
    let here = folder();
    let settings = here.path().join("v/.obsidian/graph.json");
    let build = || succeeds(here.path(), &["build", ARTICLES, "-o", "vault:v", "-q"]);
    build();
    assert!(fs::read_to_string(&settings).unwrap().contains("colorGroups"));
    fs::write(&settings, "{\"search\": \"mine\"}").unwrap();
    fs::write(here.path().join("v/.obsidian/app.json"), "{}").unwrap();
    build();
    assert_eq!(fs::read_to_string(&settings).unwrap(), "{\"search\": \"mine\"}");
    assert_eq!(names(&here.path().join("v/.obsidian")), ["app.json", "graph.json"]);
}

/// A build that has opened its outputs, and waits for its page.
fn waiting(folder: &Path, arguments: &[&str]) -> Child {
    let mut command = portent(folder);
    command.args(["build", "-", "-q"]).args(arguments).stdin(Stdio::piped()).stderr(Stdio::piped());
    let stages = || {
        let all = names(folder).into_iter();
        all.filter(|name| name.starts_with(".portent-") && name != ".portent-lock").collect::<Vec<_>>()
    };
    let before = stages();
    let child = command.spawn().unwrap();
    // What a dead run left may go before the new stage is seen, so the number of stages tells nothing.
    // While it has the turn of the folder, it is opening them.
    let turn = folder.join(".portent-lock");
    while stages().iter().all(|stage| before.contains(stage)) || turn.exists() {
        std::thread::sleep(Duration::from_millis(5));
    }
    child
}

// C19: also what comes late.
#[test]
fn no_clobber_holds_for_what_came_during_the_work() {
    let here = folder();
    for outputs in [&["-o", "g.json"][..], &["-o", "g.gexf", "-o", "g.json"]] {
        let mut child = waiting(here.path(), &[outputs, &["--no-clobber"]].concat());
        fs::write(here.path().join("g.json"), "of others").unwrap();
        child.stdin.take().unwrap().write_all(page("A").as_bytes()).unwrap();
        let told = refusal(&child.wait_with_output().unwrap(), outputs);
        assert!(told.contains("--no-clobber: g.json exists"), "{told}");
        assert_eq!(names(here.path()), ["g.json"]);
        assert_eq!(fs::read_to_string(here.path().join("g.json")).unwrap(), "of others");
        fs::remove_file(here.path().join("g.json")).unwrap();
    }
}

// T23: not even SIGKILL leaves files for good.
#[test]
fn what_a_killed_run_left_goes_with_the_next_and_what_a_living_one_needs_stays() {
    let here = folder();
    let mut killed = waiting(here.path(), &["-o", "g.json", "-o", "g.gexf"]);
    killed.kill().unwrap();
    killed.wait().unwrap();
    let left = names(here.path());
    assert_eq!(left.len(), 1, "{left:?}");
    let mut living = waiting(here.path(), &["-o", "other.json"]);
    succeeds(here.path(), &["build", ARTICLES, "-q", "-o", "g.json"]);
    assert!(!here.path().join(&left[0]).exists());
    living.stdin.take().unwrap().write_all(page("A").as_bytes()).unwrap();
    assert_eq!(living.wait().unwrap().code(), Some(0));
    assert_eq!(names(here.path()), ["g.json", "other.json"]);
}

// C19: what others may have changed stays, and it is told.
#[test]
fn notes_of_an_earlier_build_are_told() {
    let here = folder();
    succeeds(here.path(), &["build", ARTICLES, "-o", "vault:v", "-q"]);
    let output = run(here.path(), &["build", ARTICLES, "-o", "vault:v", "--vault-top", "5"]);
    let told = stderr(&output);
    assert!(told.contains("earlier notes remain in the vault"), "{told}");
}

// C13: the total is that of all, listed or not.
#[test]
fn findings_past_the_last_that_is_listed_are_counted() {
    let here = folder();
    let rows = "|  | x |\n".repeat(300);
    let text = format!("# t\n\n## Signals\n\n| name | description |\n|---|---|\n{rows}");
    fs::write(here.path().join("a.md"), text).unwrap();
    let output = run(here.path(), &["check", "a.md"]);
    assert!(stderr(&output).contains("     300  warning[blank-name]"), "{}", stderr(&output));
}

// T8: nor what a file of pairs says.
#[test]
fn texts_of_a_pairs_file_do_not_steer_the_terminal() {
    let here = folder();
    let pairs = "id\tlabel\tstratum\tweight\tkind_a\tname_a\tkind_b\tname_b\n\
                 0\tD\t\u{1b}]0;x\u{7}\t1\tsignal\tAI Tutors for Adults\tsignal\tTeachers as Coaches\n\
                 1\tN\t\u{1b}]0;x\u{7}\t1\tsignal\tAI Tutors for Adults\tsignal\tTeachers as Coaches\n";
    fs::write(here.path().join("p.tsv"), pairs).unwrap();
    let output = run(here.path(), &["evaluate", ARTICLES, "--pairs", "p.tsv"]);
    assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b));
}

// T30: no thread is a refusal, and no panic.
#[test]
fn where_no_thread_starts_the_run_is_refused() {
    // Root is not bound by the limit, and only root can take another identity.
    let here = folder();
    let limited = "ulimit -u 1 && exec \"$@\"";
    let mut command = std::process::Command::new("bash");
    let program = portent(here.path()).get_program().to_owned();
    command.args(["-c", limited, "bash"]).arg(program).args(["top", ARTICLES, "-n", "1"]);
    let output = command.current_dir(here.path()).output().unwrap();
    if output.status.code() != Some(0) {
        assert!(!stderr(&output).contains("panicked"), "{}", stderr(&output));
        assert_eq!(output.status.code(), Some(2));
        refusal(&output, &["top"]);
    }
}

// T11: a file over the limit is skipped unread: the run has half the memory that the file has bytes.
#[cfg(target_os = "linux")]
#[test]
fn a_file_of_a_gigabyte_is_skipped_unread() {
    let here = folder();
    fs::create_dir(here.path().join("in")).unwrap();
    fs::write(here.path().join("in/a.md"), page("A")).unwrap();
    // It is one hole, and takes no room on the disk.
    fs::File::create(here.path().join("in/big.md")).unwrap().set_len(1 << 30).unwrap();
    let program = portent(here.path()).get_program().to_owned();
    let mut command = std::process::Command::new("bash");
    command.args(["-c", "ulimit -v 524288 && exec \"$@\"", "bash"]).arg(program);
    command.args(["top", "in", "-j", "2", "--no-config"]).current_dir(here.path());
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("Silent Bells"), "{}", stdout(&output));
    let told = "1 file was skipped (big.md: larger than 16777216 bytes)";
    assert!(stderr(&output).contains(told), "{}", stderr(&output));
}

// C23: as strace sees it: no connection, no socket of a network, no other program.
#[cfg(target_os = "linux")]
#[test]
fn no_command_opens_a_connection() {
    let here = built();
    let program = portent(here.path()).get_program().to_owned();
    for arguments in [
        &["build", ARTICLES, "-o", "g.json", "-o", "g.html", "-o", "vault:v", "-q"][..],
        &["report", "graph.json", "-o", "r.html"],
        &["about", "graph.json", "bells in towers", "-o", "t.html"],
        &["review", ARTICLES, "--format", "json"],
    ] {
        let mut strace = std::process::Command::new("strace");
        strace.args(["-f", "-qq", "-o", "log", "-e", "trace=execve,%network"]).arg(&program).args(arguments);
        let traced = strace.current_dir(here.path()).env("HOME", here.path()).output();
        let Ok(output) = traced else {
            println!("skipped: there is no `strace`");
            return;
        };
        if stderr(&output).contains("ptrace") {
            println!("skipped: nothing may be traced here");
            return;
        }
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
        let log = fs::read_to_string(here.path().join("log")).unwrap();
        assert_eq!(log.matches("execve(").count(), 1, "{log}");
        for call in ["connect(", "sendto(", "AF_INET", "AF_NETLINK"] {
            assert!(!log.contains(call), "{arguments:?}: {log}");
        }
    }
}
