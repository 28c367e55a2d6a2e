//! What goes wrong around a run: files that cannot be read, pipes that close, places that cannot be written.

use std::fs;
use std::io::Read as _;

use crate::support::{
    ARTICLES, built, folder, page, portent, refusal, refused, run, stderr, stdout, succeeds, unread,
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
