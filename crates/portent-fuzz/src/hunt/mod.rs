//! Checks many inputs, each in a worker that may hang, die or ask for too much memory without taking the hunt along.

mod faults;
mod progress;
mod settings;
mod shrink;
mod worker;

use std::fs;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Instant;

use anyhow::Context as _;
use portent_fuzz::{Input, Inputs};

use faults::Faults;
use progress::{Chunk, Progress};
pub(crate) use settings::{Settings, USAGE};
use worker::Watched;
pub(crate) use worker::work;

/// So many inputs are done or not done, where a hunt goes on.
const CHUNK: u64 = 100;

/// What all threads of a hunt share.
struct Hunt {
    settings: Settings,
    inputs: Inputs,
    next: AtomicU64,
    progress: Mutex<Progress>,
    faults: Faults,
    start: Instant,
}

/// Checks all inputs that the settings ask for; whether every property held.
pub(crate) fn hunt(settings: Settings) -> anyhow::Result<bool> {
    let inputs = Inputs::new(settings.seed, settings.targets.iter().copied());
    let progress = Progress::open(&settings)?;
    let hunt = Hunt {
        inputs,
        next: AtomicU64::new(0),
        progress: Mutex::new(progress),
        faults: Faults::new(&settings),
        start: Instant::now(),
        settings,
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let started: Vec<_> = (0..workers).map(|_| scope.spawn(|| hunt.chunks())).collect();
        started.into_iter().try_for_each(|thread| thread.join().expect("no panic here"))
    })?;
    let progress = hunt.progress.into_inner().expect("no panic here");
    progress.tell();
    progress.close(hunt.settings.inputs)
}

impl Hunt {
    fn chunks(&self) -> anyhow::Result<()> {
        let mut watched = Watched::new(&self.settings);
        loop {
            let first = self.next.fetch_add(CHUNK, Ordering::Relaxed);
            let is_late = self.settings.seconds.is_some_and(|most| self.start.elapsed().as_secs() >= most);
            if first >= self.settings.inputs || is_late {
                return Ok(());
            }
            if self.progress().has(first) {
                continue;
            }
            let mut chunk = Chunk::new(first);
            for number in first..self.settings.inputs.min(first + CHUNK) {
                self.one(&mut watched, number, &mut chunk)?;
            }
            self.progress().add(chunk)?;
        }
    }

    fn one(&self, watched: &mut Watched<'_>, number: u64, chunk: &mut Chunk) -> anyhow::Result<()> {
        let input = self.inputs.get(number);
        let start = Instant::now();
        let fault = watched.check(&input)?;
        chunk.count(input.target.name, number, start.elapsed());
        if let Some(what) = fault {
            chunk.faults.push(self.faults.keep(watched, &input, &what)?);
        }
        Ok(())
    }

    fn progress(&self) -> std::sync::MutexGuard<'_, Progress> {
        self.progress.lock().expect("no panic here")
    }
}

/// Checks inputs that were saved; whether every property held.
pub(crate) fn again(settings: &Settings) -> anyhow::Result<bool> {
    let mut watched = Watched::new(settings);
    let mut hold = true;
    for path in &settings.again {
        let (target, choices) =
            faults::named(path).with_context(|| format!("{} is not named TARGET.CHOICES", path.display()))?;
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let fault = watched.check(&Input { target, bytes, choices })?;
        hold &= fault.is_none();
        eprintln!("{}: {}", path.display(), fault.unwrap_or_else(|| "every property holds".into()));
    }
    Ok(hold)
}
