//! Work on a thread of its own, while Python's thread shows progress and hears Ctrl-C.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use pyo3::exceptions::{PyOSError, PyRuntimeError};
use pyo3::prelude::*;

/// How long Ctrl-C may go unheard.
const PATIENCE: Duration = Duration::from_millis(50);

enum Told<T> {
    Step(String),
    Done(T),
}

/// What the work tells while it runs.
pub(crate) struct Watch {
    canceled: Arc<AtomicBool>,
    tell: Box<dyn Fn(String) + Send + Sync>,
}

impl Watch {
    /// Tells a step before it begins; the run ends where nobody waits for it any more.
    pub(crate) fn step(&self, summary: &str) -> ControlFlow<()> {
        (self.tell)(summary.to_owned());
        if self.canceled.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// Runs `work` without Python's lock, and calls `progress` with each step. After Ctrl-C the exception is raised at once,
/// and the work ends before its next step.
pub(crate) fn run<T: Send + 'static>(
    py: Python<'_>,
    progress: Option<&Bound<'_, PyAny>>,
    threads: u64,
    work: impl FnOnce(&Watch) -> T + Send + 'static,
) -> PyResult<T> {
    let (sender, mut receiver) = mpsc::channel();
    let canceled = Arc::new(AtomicBool::new(false));
    let pool = pool(threads)?;
    let watch = watch(&sender, &canceled);
    let whole = move || {
        let done = match pool {
            Some(pool) => pool.install(|| work(&watch)),
            None => work(&watch),
        };
        // Nobody may wait any more.
        let _ = sender.send(Told::Done(done));
    };
    thread::Builder::new()
        .name("portent".into())
        .spawn(whole)
        .map_err(|error| PyOSError::new_err(format!("cannot start a thread: {error}")))?;
    loop {
        let (waited, told) = py.detach(move || {
            let told = receiver.recv_timeout(PATIENCE);
            (receiver, told)
        });
        receiver = waited;
        let heard = match told {
            Ok(Told::Done(done)) => return Ok(done),
            Ok(Told::Step(step)) => progress.map_or(Ok(()), |progress| progress.call1((step,)).map(drop)),
            Err(RecvTimeoutError::Timeout) => Ok(()),
            Err(RecvTimeoutError::Disconnected) => {
                return Err(PyRuntimeError::new_err(
                    "portent is at fault itself, as told above; please report what you called it with",
                ));
            }
        };
        if let Err(interrupt) = heard.and_then(|()| py.check_signals()) {
            canceled.store(true, Ordering::Relaxed);
            return Err(interrupt);
        }
    }
}

fn watch<T: Send + 'static>(sender: &Sender<Told<T>>, canceled: &Arc<AtomicBool>) -> Watch {
    let sender = sender.clone();
    let tell = move |step| {
        let _ = sender.send(Told::Step(step));
    };
    Watch { canceled: Arc::clone(canceled), tell: Box::new(tell) }
}

/// Threads of their own where a number of them is asked for; the result does not depend on it.
fn pool(threads: u64) -> PyResult<Option<rayon::ThreadPool>> {
    if threads == 0 {
        return Ok(None);
    }
    let count = usize::try_from(threads).unwrap_or(usize::MAX).min(1024);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(count).build();
    pool.map(Some).map_err(|error| PyOSError::new_err(format!("threads: {error}")))
}
