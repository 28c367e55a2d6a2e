//! What every command has: the settings in force, the terminal, threads.

use std::cell::OnceCell;
use std::sync::Arc;

use portent::parse::Schema;
use portent::property_graph::filter::Filter;
use portent::resolve::JudgedPairs;

use portent_settings::{Configuration, Origin, SettingInForce, Settings};

use super::arguments::{Global, MessageFormat};
use super::flags::{self, Flags};
use super::refusal::Refusal;
use super::store::Store;
use super::terminal::Terminal;

/// The surroundings of a run.
pub(crate) struct Session {
    /// The settings in force.
    pub(crate) settings: Settings,
    /// Each of them with where it came from.
    pub(crate) in_force: Vec<SettingInForce>,
    /// Kinds, headings and columns: the usual ones and those of the configuration.
    pub(crate) schema: Schema,
    /// Where things are printed.
    pub(crate) terminal: Terminal,
    /// How diagnostics are printed.
    pub(crate) messages: MessageFormat,
    /// Articles and graphs of the run.
    pub(crate) store: Store,
    /// The command, as it was typed.
    pub(crate) command: String,
    /// The part of the graph that a question is about; the default is all of it.
    pub(crate) part: Filter,
    /// Pairs of names that were judged before, in parts.
    pub(crate) judged: OnceCell<Arc<JudgedPairs>>,
}

impl Session {
    /// Reads the configuration and starts the threads.
    pub(crate) fn new(global: &Global, flags: &Flags, command: String) -> anyhow::Result<Self> {
        let Configuration { settings, in_force, schema } = flags::configuration(global, flags)?;
        let terminal = Terminal::new(settings.color, global.quiet, global.verbose);
        start_threads(settings.threads)?;
        Ok(Self {
            settings,
            in_force,
            schema,
            terminal,
            messages: global.message_format,
            store: Store::default(),
            command,
            part: Filter::default(),
            judged: OnceCell::new(),
        })
    }

    /// Where a setting got its value.
    pub(crate) fn origin(&self, key: &str) -> &Origin {
        let in_force = self.in_force.iter().find(|in_force| in_force.setting.key == key);
        in_force.map_or(&Origin::Default, |in_force| &in_force.origin)
    }

    /// The session of a question about a part of the graph.
    pub(crate) fn with_part(self, part: Filter) -> Self {
        Self { part, ..self }
    }
}

fn start_threads(threads: u64) -> Result<(), Refusal> {
    let count = usize::try_from(threads).unwrap_or(usize::MAX).min(1024);
    // This thread is the first of them: with one, all happens in one order.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(count).use_current_thread().build_global();
    pool.map_err(|error| Refusal::of("--threads", &error.to_string()))
}
