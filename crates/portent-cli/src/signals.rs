//! Signals end the run at once and leave nothing half-written: outputs that are being put in their places get there, and
//! all others are gone.

use std::io::{self, Write};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use portent::export::output;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
use signal_hook::iterator::Signals;

/// What is told where a signal ends the run; nothing where it is empty.
static LAST_WORDS: Mutex<String> = Mutex::new(String::new());

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
            std::process::exit(128 + signal);
        }
    })?;
    Ok(())
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
