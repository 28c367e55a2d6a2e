//! Readers of others that may panic on damaged files: with unwinding, that is one more file that is broken.

use std::cell::Cell;
#[cfg(any(feature = "parquet", feature = "xlsx"))]
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// What the reader gives; `None` where it panicked. In a program that is compiled without unwinding (`panic = "abort"`) a
/// panic ends the run.
#[cfg(any(feature = "parquet", feature = "xlsx"))]
pub(crate) fn guarded<T>(read: impl FnOnce() -> T) -> Option<T> {
    GUARDED.set(true);
    // What it worked on is gone with it.
    let read = catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(false);
    read.ok()
}

/// Whether a panic of this thread is caught, so that nobody need be told of it. Hooks for panics ask this.
#[must_use]
pub fn panic_is_caught() -> bool {
    cfg!(panic = "unwind") && GUARDED.get()
}
