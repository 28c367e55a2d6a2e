//! Signals end the run at once and leave nothing half-written: outputs that are being put in their places get there, and
//! all others are gone.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use portent::export::output;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
use signal_hook::iterator::Signals;

/// What is told where a signal ends the run; nothing where it is empty.
static LAST_WORDS: Mutex<String> = Mutex::new(String::new());

/// Whether Ctrl-C is how the run is meant to end.
static ENDS_BY_INTERRUPT: AtomicBool = AtomicBool::new(false);

/// Ends the process with 128 and the number of the signal: 129 for SIGHUP, 130 for SIGINT, 143 for SIGTERM. SIGXFSZ ends nothing:
/// the write that went beyond the limit fails, and the run says which file it was.
///
/// # Errors
/// Where the system starts no thread.
pub(crate) fn watch() -> std::io::Result<()> {
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    std::thread::Builder::new().spawn(move || {
        if let Some(signal) = signals.forever().next() {
            output::abandon();
            tell_last_words();
            let is_end = signal == SIGINT && ENDS_BY_INTERRUPT.load(Ordering::Relaxed);
            std::process::exit(if is_end { 0 } else { 128 + signal });
        }
    })?;
    Ok(())
}

/// Ctrl-C from now on is how the run is meant to end: exit 0.
pub(crate) fn end_by_interrupt() {
    ENDS_BY_INTERRUPT.store(true, Ordering::Relaxed);
}

/// Sets what is told where a signal ends the run.
pub(crate) fn last_words(words: String) {
    *LAST_WORDS.lock().unwrap_or_else(PoisonError::into_inner) = words;
}

fn tell_last_words() {
    let words = LAST_WORDS.lock().unwrap_or_else(PoisonError::into_inner);
    if !words.is_empty() {
        // The line in which the signal was typed has no end.
        let _ = writeln!(io::stderr().lock(), "\n{words}");
    }
}
