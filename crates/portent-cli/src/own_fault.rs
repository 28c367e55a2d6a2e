//! What is told where portent itself is at fault: no input may cause a panic, and one that does is to be reported.

use std::io::{self, Write as _};
use std::panic::PanicHookInfo;

use portent::export::output::abandon_at_once;
use portent::parse::panic_is_caught;

/// The exit status after a fault of portent itself.
const STATUS: i32 = 101;

// T30: a panic says where to tell it.
/// From now on a panic of any thread ends the run with a message, and leaves nothing half-written.
pub(crate) fn watch() {
    std::panic::set_hook(Box::new(|panic| {
        if panic_is_caught() {
            return;
        }
        abandon_at_once();
        let _ = write!(io::stderr().lock(), "{}", told(panic));
        std::process::exit(STATUS);
    }));
}

fn told(panic: &PanicHookInfo<'_>) -> String {
    let message = panic.payload_as_str().unwrap_or("a panic");
    let place = panic.location().map(|place| format!(" ({}:{})", place.file(), place.line()));
    format!(
        "error: portent {} is at fault itself: {message}{}\nhint: your files are as they were; please report the \
         command, and the input if you may\n",
        env!("CARGO_PKG_VERSION"),
        place.unwrap_or_default(),
    )
}
