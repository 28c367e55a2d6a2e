//! Invented pages, folders of names, and processes that end with the test.

use std::fs;
use std::io::Read as _;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};

use portent::parse::{ReadOptions, read};
use portent::parts::{Part, judge, write};
use portent::resolve::ResolveOptions;
use tempfile::TempDir;

const BINARY: &str = env!("CARGO_BIN_EXE_portent-cluster");

/// A folder that `portent names` would have filled.
pub(crate) struct Filled {
    pub(crate) folder: TempDir,
}

/// The names of so many invented pages: four words of few, so that many are nearly equal.
pub(crate) fn with_pages(pages: usize) -> Filled {
    const FIRST: [&str; 6] = ["new", "rural", "global", "urban", "hidden", "digital"];
    const WORDS: [&str; 24] = [
        "solar",
        "grid",
        "storage",
        "battery",
        "water",
        "housing",
        "vaccine",
        "drone",
        "farming",
        "carbon",
        "ocean",
        "privacy",
        "robot",
        "textile",
        "migration",
        "insurance",
        "satellite",
        "protein",
        "forest",
        "transport",
        "school",
        "hospital",
        "mining",
        "quantum",
    ];
    const LAST: [&str; 6] = ["shortage", "shortages", "boom", "regulation", "fatigue", "theft"];
    let folder = tempfile::tempdir().unwrap();
    let sources = tempfile::tempdir().unwrap();
    for page in 0..pages {
        let row = |at: usize| {
            // Knuth's multiplicative hash: the same names on every machine.
            let n = (page * 12 + at + 1).wrapping_mul(2_654_435_761) >> 8;
            let (one, other) = (WORDS[n % 24], WORDS[n / 24 % 24]);
            let (first, last) = (FIRST[n / 576 % 6], LAST[n / 3456 % 6]);
            format!("| {first} {one} {other} {last} | What {one} does to {other}. | 3 |\n")
        };
        let rows: String = (0..12).map(row).collect();
        let head = "| name | description | relevancy |\n|---|---|---|";
        let text = format!("# Page {page}\n\n## Concerns\n\n{head}\n{rows}");
        fs::write(sources.path().join(format!("{page:04}.md")), text).unwrap();
    }
    let corpus = read(&[sources.path().to_owned()], &ReadOptions::default()).unwrap();
    let filled = write(folder.path(), &corpus, &ResolveOptions::default()).unwrap();
    assert!(filled.candidates > 20 * pages && filled.buckets > 3, "{filled:?}");
    Filled { folder }
}

impl Filled {
    pub(crate) fn path(&self) -> &str {
        self.folder.path().to_str().unwrap()
    }

    /// The files of so many parts as the library writes them, which are then gone.
    pub(crate) fn judged(&self, parts: u32) -> Vec<Vec<u8>> {
        let file = |part: Part| {
            judge(self.folder.path(), part, true).unwrap();
            fs::read(part.path(self.folder.path())).unwrap()
        };
        let files = Part::all(parts).map(file).collect();
        self.forget();
        files
    }

    /// Takes all judged pairs away.
    pub(crate) fn forget(&self) {
        let files = fs::read_dir(self.folder.path().join("pairs")).unwrap();
        files.for_each(|file| fs::remove_file(file.unwrap().path()).unwrap());
    }

    /// How many files are there.
    pub(crate) fn parts_there(&self) -> usize {
        fs::read_dir(self.folder.path().join("pairs")).unwrap().count()
    }

    pub(crate) fn wait_for_parts(&self, count: usize) {
        wait("parts", || self.parts_there() >= count);
    }
}

/// Whether the parts are those that the library wrote, to the byte.
pub(crate) fn equal(filled: &Filled, expected: &[Vec<u8>], parts: u32) {
    assert_eq!(filled.parts_there(), expected.len());
    for (part, bytes) in Part::all(parts).zip(expected) {
        assert!(fs::read(part.path(filled.folder.path())).unwrap() == *bytes, "part {part}");
    }
}

/// A process that ends with the test.
pub(crate) struct Process(Child);

impl Process {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let child =
            Command::new(BINARY).args(arguments).stdout(Stdio::null()).stderr(Stdio::inherit()).spawn();
        Self(child.unwrap())
    }

    pub(crate) fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }

    /// Whether it ended by itself, within some seconds.
    pub(crate) fn has_ended(&mut self) -> bool {
        (0..100).any(|_| {
            std::thread::sleep(Duration::from_millis(100));
            self.0.try_wait().unwrap().is_some()
        })
    }

    pub(crate) fn signal(&self, name: &str) {
        let done = Command::new("kill").args([format!("-{name}"), self.0.id().to_string()]).status().unwrap();
        assert!(done.success());
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A command that runs.
pub(crate) struct Running(Child);

/// What a command said, and how it ended.
pub(crate) struct Ended {
    pub(crate) success: bool,
    pub(crate) said: String,
}

pub(crate) fn begin(arguments: &[&str]) -> Running {
    let child = Command::new(BINARY).args(arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
    Running(child.unwrap())
}

pub(crate) fn run(arguments: &[&str], seconds: u64) -> Ended {
    begin(arguments).end(seconds)
}

impl Running {
    /// Waits for its end; one that hangs fails the test.
    pub(crate) fn end(mut self, seconds: u64) -> Ended {
        let start = Instant::now();
        let status = loop {
            if let Some(status) = self.0.try_wait().unwrap() {
                break status;
            }
            if start.elapsed() > Duration::from_secs(seconds) {
                self.0.kill().unwrap();
                panic!("it hangs: no end within {seconds} s");
            }
            std::thread::sleep(Duration::from_millis(50));
        };
        let mut said = String::new();
        self.0.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        Ended { success: status.success(), said }
    }
}

/// Two ports in a row that nobody listens on, below those that systems give to outgoing connections.
fn ports() -> [u16; 2] {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let base = 10_000 + u16::try_from(std::process::id() % 20_000).unwrap();
    loop {
        let port = 10_000 + (base + 2 * NEXT.fetch_add(1, Ordering::Relaxed)) % 20_000;
        let pair = [port, port + 1];
        if pair.iter().all(|&port| TcpListener::bind(("127.0.0.1", port)).is_ok()) {
            return pair;
        }
    }
}

/// A process that listens on the port that it is given. Whoever takes the port meanwhile is left with it.
pub(crate) fn listening(arguments: impl Fn(u16) -> Vec<String>) -> (Process, u16) {
    for _ in 0..5 {
        let [port, _] = ports();
        let arguments = arguments(port);
        let mut process = Process::start(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        let mut has_ended = false;
        wait("a process that listens", || {
            has_ended = process.0.try_wait().unwrap().is_some();
            has_ended || TcpStream::connect(("127.0.0.1", port)).is_ok()
        });
        if !has_ended {
            return (process, port);
        }
    }
    panic!("five processes ended before they listened");
}

fn wait(what: &str, mut is_there: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_there() {
        assert!(start.elapsed() < Duration::from_secs(60), "no {what} within a minute");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A disk with little room, which goes with the value.
pub(crate) struct SmallDisk {
    pub(crate) path: PathBuf,
    _folder: TempDir,
}

/// A disk of 16 MiB; `None` where none can be mounted.
pub(crate) fn small_disk() -> Option<SmallDisk> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("disk");
    fs::create_dir(&path).unwrap();
    let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=16m", "tmpfs"]).arg(&path).status();
    mount.is_ok_and(|status| status.success()).then_some(SmallDisk { path, _folder: folder })
}

impl SmallDisk {
    /// Takes all of its room.
    pub(crate) fn fill(&self) {
        let taken = fs::write(self.path.join("taken"), vec![1; 17 << 20]);
        assert!(taken.is_err(), "it holds no 17 MiB");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(Path::new(&self.path)).status();
    }
}
