//! A bar on a terminal while a long run goes on; nothing anywhere else.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::terminal::Terminal;

/// The steps of a build: reading, preparing, those of the pipeline, writing.
const STEPS: u64 = portent::pipeline::Stage::ALL.len() as u64 + 3;

/// One step a unit; cleared when it is dropped.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A bar at its start, visible at once on a terminal.
    pub(crate) fn new(terminal: Terminal) -> Self {
        if !terminal.draws_progress() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(Some(STEPS), ProgressDrawTarget::stderr());
        let template = if terminal.err_color {
            "{spinner} [{bar:24.cyan}] {msg} ({elapsed})"
        } else {
            "{spinner} [{bar:24}] {msg} ({elapsed})"
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.enable_steady_tick(Duration::from_millis(100));
        Self(bar)
    }

    /// Begins a step.
    pub(crate) fn step(&self, what: &'static str) {
        if !self.0.message().is_empty() {
            self.0.inc(1);
        }
        self.0.set_message(what);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
