//! `build --cache` and `build --watch`, as processes: the bytes are those of a build from nothing.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::support::{ARTICLES, page, portent, run, stderr, succeeds};

/// The longest that a test waits for a line: a machine may be busy.
const LIMIT: Duration = Duration::from_secs(120);

/// A folder with all articles of the fixtures as `pages`, and an archive file of them.
fn folder() -> tempfile::TempDir {
    let here = tempfile::tempdir().unwrap();
    fs::create_dir(here.path().join("pages")).unwrap();
    for entry in fs::read_dir(ARTICLES).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), here.path().join("pages").join(entry.file_name())).unwrap();
    }
    succeeds(here.path(), &["build", "pages", "--vectors", "v", "-o", "expected.json"]);
    here
}

fn bytes(here: &Path, file: &str) -> Vec<u8> {
    fs::read(here.join(file)).unwrap()
}

/// What a build without a cache gives.
fn from_nothing(here: &Path) -> Vec<u8> {
    succeeds(here, &["build", "pages", "--vectors", "v", "-o", "expected.json"]);
    bytes(here, "expected.json")
}

const CACHED: [&str; 8] = ["build", "pages", "--vectors", "v", "--cache", "c", "-o", "g.json"];

#[test]
fn a_cache_that_is_deleted_cut_flipped_or_of_another_version_changes_no_byte() {
    let here = folder();
    let here = here.path();
    let expected = from_nothing(here);
    succeeds(here, &CACHED);
    let cache = bytes(here, "c");
    assert!(cache.starts_with(b"portent-verdicts 1\n") && cache.len() > 1000);
    let mut flipped = cache.clone();
    flipped[cache.len() / 2] ^= 1;
    let older = [b"portent-verdicts 0\n", &cache[19..]].concat();
    for (held, is_told) in [
        (Some(cache.clone()), false),
        (None, false),
        (Some(cache[..cache.len() / 2].to_vec()), true),
        (Some(flipped), true),
        (Some(older), true),
        (Some(Vec::new()), true),
    ] {
        match held {
            Some(held) => fs::write(here.join("c"), held).unwrap(),
            None => fs::remove_file(here.join("c")).unwrap(),
        }
        let output = run(here, &[&CACHED[..], &["-v"]].concat());
        assert!(output.status.success(), "{}", stderr(&output));
        assert_eq!(stderr(&output).contains("it is written anew"), is_told, "{}", stderr(&output));
        assert_eq!(bytes(here, "g.json"), expected);
        assert_eq!(bytes(here, "c"), cache);
    }
}

#[test]
fn a_file_that_is_no_cache_is_not_replaced() {
    let here = folder();
    fs::write(here.path().join("c"), "my notes").unwrap();
    let output = run(here.path(), &CACHED);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("it is no cache of verdicts"), "{}", stderr(&output));
    assert_eq!(bytes(here.path(), "c"), b"my notes");
}

#[test]
fn pages_that_come_go_change_and_move_give_what_a_build_from_nothing_gives() {
    let here = folder();
    let here = here.path();
    succeeds(here, &CACHED);
    let mut pages: Vec<_> =
        fs::read_dir(here.join("pages")).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    let text = fs::read_to_string(&pages[2]).unwrap();
    let steps: [&dyn Fn(); 6] = [
        &|| fs::write(here.join("pages/new.md"), page("Tides")).unwrap(),
        &|| {
            fs::write(here.join("pages/new.md"), page("Tides").replace("Bells fall", "Many bells fall"))
                .unwrap()
        },
        // A copy, another edition, another name, gone.
        &|| fs::write(here.join("pages/copy.md"), &text).unwrap(),
        &|| fs::write(here.join("pages/new.md"), page("Tides").replace("20260118", "20260301")).unwrap(),
        &|| fs::rename(&pages[4], here.join("pages/zz-moved.md")).unwrap(),
        &|| fs::remove_file(&pages[7]).unwrap(),
    ];
    for (at, step) in steps.iter().enumerate() {
        step();
        succeeds(here, &CACHED);
        assert!(bytes(here, "g.json") == from_nothing(here), "step {at}");
    }
}

#[test]
fn two_builds_at_once_on_one_cache_leave_a_whole_one() {
    let here = folder();
    let here = here.path();
    let expected = from_nothing(here);
    for _ in 0..3 {
        let start = |output: &str| -> Child {
            let mut command = portent(here);
            command.args(["build", "pages", "--vectors", "v", "--cache", "c", "-o", output]);
            command.stdin(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
        };
        let both = [start("one.json"), start("two.json")];
        for mut child in both {
            assert!(child.wait().unwrap().success());
        }
        assert!(bytes(here, "one.json") == expected && bytes(here, "two.json") == expected);
        let again = run(here, &[&CACHED[..], &["-v"]].concat());
        assert!(again.status.success() && !stderr(&again).contains("is not used"), "{}", stderr(&again));
        fs::remove_file(here.join("c")).unwrap();
    }
}

/// A watcher and the lines that it tells.
struct Watcher {
    child: Child,
    lines: Receiver<String>,
}

impl Watcher {
    fn start(here: &Path, arguments: &[&str]) -> Self {
        let mut command = portent(here);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (sender, lines) = channel();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || {
            stderr.lines().map_while(Result::ok).for_each(|line| drop(sender.send(line)));
        });
        Self { child, lines }
    }

    /// All lines up to one that holds a text.
    fn until(&mut self, text: &str) -> String {
        let (start, mut told) = (Instant::now(), String::new());
        while start.elapsed() < LIMIT {
            let Ok(line) = self.lines.recv_timeout(LIMIT) else { break };
            told = format!("{told}{line}\n");
            if line.contains(text) {
                return told;
            }
        }
        panic!("no line with {text:?}: {told}");
    }

    fn interrupt(&mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

#[test]
fn a_watcher_tells_changes_and_writes_what_a_build_from_nothing_gives() {
    let here = folder();
    let here = here.path();
    let watch = ["build", "pages", "--vectors", "v", "-o", "g.json", "--watch"];
    let mut watcher = Watcher::start(here, &watch);
    watcher.until("Ctrl-C ends");
    assert!(bytes(here, "g.json") == from_nothing(here));

    fs::write(here.join("pages/new.md"), page("Tides")).unwrap();
    let told = watcher.until("wrote ");
    assert!(told.contains("new          new.md"), "{told}");
    assert!(told.contains("+ new.md:") && told.contains("Silent Bells  (a new name)"), "{told}");
    assert!(told.contains("new node  signal: Silent Bells"), "{told}");
    assert!(told.contains("new node  article: Tides") && told.contains("new edge"), "{told}");
    assert!(bytes(here, "g.json") == from_nothing(here));
    // What was told at once of nodes is what the whole graph says.
    let later = watcher.until("changes ");
    assert!(later.contains("new node 3") && !later.contains("  new node"), "{later}");
    assert!(!later.contains("not so:  new node") && !later.contains("not so:  lost node"), "{later}");

    fs::write(here.join("pages/new.md"), page("Tides").replace("Bells fall", "Many bells fall")).unwrap();
    let told = watcher.until("wrote ");
    assert!(told.contains("changed      new.md") && told.contains("~ new.md:"), "{told}");
    assert!(bytes(here, "g.json") == from_nothing(here));

    fs::remove_file(here.join("pages/new.md")).unwrap();
    let told = watcher.until("wrote ");
    assert!(
        told.contains("deleted      new.md") && told.contains("lost node  signal: Silent Bells"),
        "{told}"
    );
    assert!(bytes(here, "g.json") == from_nothing(here));
    assert_eq!(watcher.interrupt(), Some(0));
}

#[test]
fn a_watcher_outlives_a_build_that_fails() {
    let here = tempfile::tempdir().unwrap();
    let here = here.path();
    fs::create_dir(here.join("pages")).unwrap();
    fs::write(here.join("pages/a.md"), page("Tides")).unwrap();
    let mut watcher = Watcher::start(here, &["build", "pages", "-o", "g.json", "--watch"]);
    watcher.until("Ctrl-C ends");
    let before = bytes(here, "g.json");
    fs::rename(here.join("pages/a.md"), here.join("a.txt")).unwrap();
    let told = watcher.until("watching goes on");
    assert!(told.contains("error: "), "{told}");
    assert_eq!(bytes(here, "g.json"), before);
    fs::write(here.join("pages/b.md"), page("Ebb")).unwrap();
    assert!(watcher.until("wrote ").contains("new          b.md"));
    assert_eq!(watcher.interrupt(), Some(0));
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let here = folder();
    for (arguments, reason) in [
        (&["build", "-", "-o", "g.json", "--watch"][..], "is no page that may change"),
        (&["build", "expected.json", "-o", "g.json", "--watch"], "is no page that may change"),
        (&["build", "pages", "-o", "-", "--format", "json", "--watch"], "standard output takes one graph"),
        (&["build", "pages", "-o", "c", "--format", "json", "--cache", "./c"], "is an output"),
        (
            &["build", "pages", "-o", "g.json", "--vectors", "w", "--cache", "pages/../w"],
            "is the file of --vectors",
        ),
    ] {
        let output = run(here.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert!(stderr(&output).contains(reason), "{}", stderr(&output));
    }
}
