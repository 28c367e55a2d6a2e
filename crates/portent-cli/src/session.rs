//! What every command has: the settings in force, the terminal, threads.

use crate::config::Settings;
use portent::error::Error;

use super::arguments::{Global, MessageFormat};
use super::settings;
use super::terminal::Terminal;

/// The surroundings of a run.
pub(crate) struct Session {
    /// Settings, layered.
    pub(crate) settings: Settings,
    /// Where things are printed.
    pub(crate) terminal: Terminal,
    /// How diagnostics are printed.
    pub(crate) messages: MessageFormat,
    /// Settings that were typed as flags.
    pub(crate) typed: settings::Typed,
    /// The command, as it was typed.
    pub(crate) command: String,
}

impl Session {
    /// Reads the configuration and starts the threads.
    pub(crate) fn new(global: &Global, typed: settings::Typed, command: String) -> Result<Self, Error> {
        let settings = settings::settings(global, &typed)?;
        let terminal = Terminal::new(settings.text("color"), global.quiet, global.verbose);
        start_threads(settings.integer("threads"))?;
        Ok(Self { settings, terminal, messages: global.message_format, typed, command })
    }
}

fn start_threads(threads: u64) -> Result<(), Error> {
    let count = usize::try_from(threads).unwrap_or(usize::MAX).min(1024);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(count).build_global();
    pool.map_err(|error| Error::InvalidOption { field: "--threads".into(), reason: error.to_string() })
}
