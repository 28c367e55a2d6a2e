//! What goes wrong around a run: files that cannot be read, pipes that close, places that cannot be written.

use std::fs;
use std::io::Read as _;

use crate::support::{ARTICLES, folder, page, portent, refusal, refused, run, stderr, succeeds, unread};

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

#[test]
fn files_that_were_skipped_are_told_by_every_command_that_reads_pages() {
    let here = folder();
    fs::create_dir(here.path().join("in")).unwrap();
    fs::write(here.path().join("in/a.md"), page("A")).unwrap();
    fs::write(here.path().join("in/lost.md"), b"%PDF-1.7\n1 0 obj\n").unwrap();
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

#[test]
fn notes_of_an_earlier_build_are_told() {
    let here = folder();
    succeeds(here.path(), &["build", ARTICLES, "-o", "vault:v", "-q"]);
    let output = run(here.path(), &["build", ARTICLES, "-o", "vault:v", "--vault-top", "5"]);
    let told = stderr(&output);
    assert!(told.contains("earlier notes remain in the vault"), "{told}");
}

#[test]
fn findings_past_the_last_that_is_listed_are_counted() {
    let here = folder();
    let rows = "|  | x |\n".repeat(300);
    let text = format!("# t\n\n## Signals\n\n| name | description |\n|---|---|\n{rows}");
    fs::write(here.path().join("a.md"), text).unwrap();
    let output = run(here.path(), &["check", "a.md"]);
    assert!(stderr(&output).contains("     300  warning[blank-name]"), "{}", stderr(&output));
}

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
