//! `build --watch`: builds, waits for changes of the pages, tells them and builds again.
//!
//! `snapshot`: which files differ, by time and size, then by content; `page`: what a page says by itself, and `nearby`: what
//! the pages around it make of that, told at once; `change`: what the whole graph makes of it, told when it is written.

mod change;
mod nearby;
mod page;
mod snapshot;

use std::path::PathBuf;
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use portent::export::target::{self, Place};
use portent::property_graph::is_graph_file;

use snapshot::{Changes, Snapshot};

use super::arguments::BuildArguments;
use super::build;
use super::cache;
use super::outcome::Outcome;
use super::plural::counted_of;
use super::refusal::{self, Refusal};
use super::session::Session;
use super::signals;
use super::store::{Kept, Store};

/// How long the watcher sleeps between two looks. It asks the folder for times and sizes: that works on every file
/// system, over a network too, and thousands of pages take some milliseconds.
const PAUSE: Duration = Duration::from_millis(120);
/// How long pages must stay as they are before they are read: whoever saves may write in several steps.
const SETTLED: Duration = Duration::from_millis(50);
/// Looks at pages that go on changing, before they are read all the same.
const LOOKS: usize = 40;

/// Builds, and builds again with every change, until Ctrl-C.
///
/// # Errors
/// As a build, for the first one; a later one that fails is told, and the watcher goes on.
pub(crate) fn watch(session: &mut Session, arguments: &BuildArguments) -> anyhow::Result<Outcome> {
    refuse(session, arguments)?;
    let remembered = match &arguments.cache {
        Some(path) => cache::open(session, path)?,
        None => Arc::default(),
    };
    let freezes = session.settings.vectors.is_none() && !session.settings.strings_only;
    session.store.kept = Kept { cache: Some(remembered), freezes, ..Kept::default() };
    let mut seen = Snapshot::take(session, &arguments.input.paths)?;
    build::once(session, arguments)?;
    if freezes {
        let message = "statistics of names stay as they are now while this runs; --vectors FILE keeps them for later builds";
        session.terminal.note(message);
    }
    signals::end_by_interrupt();
    let pages = counted_of(seen.len(), "file", "files");
    session.terminal.line(0, &format!("watching     {pages}; Ctrl-C ends"));
    loop {
        sleep(PAUSE);
        let Some((changes, now)) = changed(session, arguments, &mut seen) else { continue };
        let start = Instant::now();
        page::tell(session, &changes);
        let around = session.store.joined().and_then(|graph| nearby::around(session, graph, &changes));
        let at_once = around.map(|around| change::tell_at_once(session, &around)).unwrap_or_default();
        session
            .terminal
            .line(1, &format!("told         at once, after {:.2} s", start.elapsed().as_secs_f64()));
        let built = again(session, arguments, &at_once, start);
        // What could not be built is not tried again until something else changes.
        seen = now;
        if !built {
            session.terminal.note("outputs are those of the last build; watching goes on");
        }
    }
}

/// What changed since the last build, once it stays as it is; `None` where nothing did. What was touched and holds what it
/// held is known from then on.
fn changed(
    session: &Session,
    arguments: &BuildArguments,
    seen: &mut Snapshot,
) -> Option<(Changes, Snapshot)> {
    let look = |before: &Snapshot| before.again(session, &arguments.input.paths).ok();
    let mut now = look(seen)?;
    if now.is_untouched(seen) {
        return None;
    }
    for _ in 0..LOOKS {
        sleep(SETTLED);
        let next = look(&now)?;
        if next.is_untouched(&now) {
            break;
        }
        now = next;
    }
    let changes = seen.changes(&now);
    if changes.is_empty() {
        *seen = now;
        return None;
    }
    Some((changes, now))
}

/// Builds anew and tells what changed beside what was told at once; false where that failed, with the graph of before kept.
fn again(session: &mut Session, arguments: &BuildArguments, at_once: &[String], start: Instant) -> bool {
    let next = Store::of(session.store.kept.clone());
    let before = std::mem::replace(&mut session.store, next);
    let told = match build::made(session, arguments) {
        Ok(made) => {
            change::tell(session, [before.joined(), Some(made.whole)], at_once, &made.written, start);
            true
        }
        Err(error) => {
            session.terminal.error(&refusal::message(&error), refusal::hint(&error).as_deref());
            false
        }
    };
    if !told {
        session.store = before;
    }
    told
}

/// What cannot be watched, or not be written again and again.
fn refuse(session: &Session, arguments: &BuildArguments) -> anyhow::Result<()> {
    let paths = &arguments.input.paths;
    let is_unfit = |path: &&PathBuf| path.as_os_str() == "-" || is_graph_file(path);
    if let Some(path) = paths.iter().find(is_unfit) {
        let message = format!("--watch: {} is no page that may change", path.display());
        return Err(Refusal::with_hint(message, "give folders and files of pages").into());
    }
    for output in &arguments.outputs {
        let targets = target::parse(output, arguments.format.as_deref())?;
        if targets.iter().any(|target| matches!(target.place, Place::Stdout)) {
            let hint = "write to a file, which is replaced as a whole with every change";
            return Err(
                Refusal::with_hint("--watch: standard output takes one graph".to_owned(), hint).into()
            );
        }
    }
    if session.settings.merge_precision.is_some() {
        let message =
            "--watch: --merge-precision sets the threshold by all pages, so each would move all verdicts";
        return Err(Refusal::with_hint(message.to_owned(), "set --threshold").into());
    }
    Ok(())
}
