//! A process that checks inputs, and its watchdog.

use std::io::{self, BufRead as _, BufReader, Read as _, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::{Context as _, bail};
use portent_fuzz::{Input, Patience, Rig, target};

use super::settings::Settings;

/// How often it is asked whether a check takes too long.
const LOOK: Duration = Duration::from_millis(500);

/// Address space of a worker and of what it runs, in KiB: an allocation beyond it ends the process.
const MOST_MEMORY: u64 = 1 << 20;

/// What a worker says of an input on which all properties hold.
const HOLDS: &str = "holds";

/// The worker itself: reads inputs, each after a line that says whose it is, how it is checked and how long it is, and says
/// of each on a line what does not hold.
pub(crate) fn work(program: &Path) -> anyhow::Result<()> {
    let rig = Rig::new(program)?;
    let (mut input, mut output) = (BufReader::new(io::stdin()), io::stdout());
    loop {
        let mut line = String::new();
        input.read_line(&mut line)?;
        let [name, choices, length] = line.split_whitespace().collect::<Vec<_>>()[..] else { return Ok(()) };
        let mut bytes = vec![0; length.parse()?];
        input.read_exact(&mut bytes)?;
        let input = Input { target: target(name).context("a target")?, bytes, choices: choices.parse()? };
        let said = input
            .check(&rig)
            .map_or_else(|fault| serde_json::json!(format!("{fault:#}")).to_string(), |()| HOLDS.into());
        writeln!(output, "{said}")?;
    }
}

/// Workers, one at a time: a new one where the last one died.
pub(super) struct Watched<'a> {
    settings: &'a Settings,
    worker: Option<Worker>,
}

struct Worker {
    child: Child,
    stdin: ChildStdin,
    said: Receiver<String>,
    /// What it says when it dies.
    told: JoinHandle<String>,
}

impl<'a> Watched<'a> {
    pub(super) fn new(settings: &'a Settings) -> Self {
        Self { settings, worker: None }
    }

    /// What does not hold of an input.
    pub(super) fn check(&mut self, input: &Input) -> anyhow::Result<Option<String>> {
        let mut worker = match self.worker.take() {
            Some(worker) => worker,
            None => Worker::start(&self.settings.program)?,
        };
        // A worker that died does not take it, and says nothing.
        let _ = worker.send(input);
        let patience = Patience::with(worker.child.id());
        loop {
            return match worker.said.recv_timeout(LOOK) {
                Ok(said) => {
                    self.worker = Some(worker);
                    Ok(if said == HOLDS { None } else { Some(serde_json::from_str(&said)?) })
                }
                Err(RecvTimeoutError::Timeout) if !patience.is_over() => continue,
                Err(RecvTimeoutError::Timeout) => {
                    worker.child.kill()?;
                    worker.child.wait()?;
                    Ok(Some(Patience::told()))
                }
                Err(RecvTimeoutError::Disconnected) => worker.death().map(Some),
            };
        }
    }
}

impl Drop for Watched<'_> {
    fn drop(&mut self) {
        if let Some(Worker { mut child, stdin, .. }) = self.worker.take() {
            drop(stdin);
            let _ = child.wait();
        }
    }
}

impl Worker {
    fn start(program: &Path) -> anyhow::Result<Self> {
        let limited = format!("ulimit -v {MOST_MEMORY}; exec \"$@\"");
        let mut command = Command::new("sh");
        command.args(["-c", &limited, "sh"]).arg(std::env::current_exe()?).arg("--work").arg(program);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let (Some(stdin), Some(stdout), Some(mut stderr)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            bail!("a worker without pipes");
        };
        let (send, said) = mpsc::channel();
        thread::spawn(move || {
            let lines = BufReader::new(stdout).lines();
            lines.map_while(Result::ok).try_for_each(|line| send.send(line))
        });
        let told = thread::spawn(move || {
            let mut told = Vec::new();
            let _ = stderr.read_to_end(&mut told);
            String::from_utf8_lossy(&told).into_owned()
        });
        Ok(Self { child, stdin, said, told })
    }

    fn send(&mut self, input: &Input) -> io::Result<()> {
        writeln!(self.stdin, "{} {} {}", input.target.name, input.choices, input.bytes.len())?;
        self.stdin.write_all(&input.bytes)?;
        self.stdin.flush()
    }

    /// How it ended, and what it said last.
    fn death(mut self) -> anyhow::Result<String> {
        let status = self.child.wait()?;
        let told = self.told.join().expect("no panic here");
        let lines: Vec<&str> = told.lines().map(str::trim).filter(|line| !line.is_empty()).take(6).collect();
        Ok(format!("{status}: {}", lines.join("; ")))
    }
}
