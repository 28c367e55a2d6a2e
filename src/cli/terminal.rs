//! Everything that is printed goes through here: data to stdout, all else to stderr.

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use portent::query::records::{self, TableFormat};
use portent::query::table::Table;
use portent::query::text::{self, TextOptions, harmless};

/// Width of printed tables where no terminal tells one.
const PIPED_WIDTH: usize = 120;

/// What may be printed, and how.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminal {
    /// Whether stdout takes color.
    pub(crate) out_color: bool,
    /// Whether stderr takes color.
    pub(crate) err_color: bool,
    /// -1 errors only, 0 usual, 1 and 2 more.
    pub(crate) verbosity: i8,
}

impl Terminal {
    /// Judges stdout and stderr apart: `--color` wins over `NO_COLOR`, that over `CLICOLOR_FORCE`, that over
    /// what the stream is.
    pub(crate) fn new(color: &str, quiet: bool, verbose: u8) -> Self {
        let colored = |choice: ColorChoice| choice != ColorChoice::Never;
        let (out_color, err_color) = match color {
            "always" => (true, true),
            "never" => (false, false),
            _ => (colored(AutoStream::choice(&io::stdout())), colored(AutoStream::choice(&io::stderr()))),
        };
        let verbosity = if quiet { -1 } else { i8::try_from(verbose.min(2)).unwrap_or(2) };
        Self { out_color, err_color, verbosity }
    }

    /// Prints a table to stdout and its remarks to stderr.
    pub(crate) fn table(self, table: &Table, format: TableFormat) -> io::Result<()> {
        let mut out = io::BufWriter::new(io::stdout().lock());
        match format {
            TableFormat::Text if table.rows.is_empty() => {}
            TableFormat::Text => text::write(table, self.text_options(), &mut out)?,
            _ => records::write(table, format, &mut out)?,
        }
        out.flush()?;
        if table.rows.is_empty() && table.remarks.is_empty() {
            self.note("nothing found");
        }
        for remark in &table.remarks {
            self.note(remark);
        }
        Ok(())
    }

    fn text_options(self) -> TextOptions {
        let terminal = io::stdout().is_terminal();
        TextOptions { width: Some(width()), cut_names: terminal, color: self.out_color }
    }

    /// `note: ...`, unless quiet.
    pub(crate) fn note(self, message: &str) {
        self.say(0, "note", anstyle::AnsiColor::Cyan, message);
    }

    /// `warning: ...`, unless quiet.
    pub(crate) fn warn(self, message: &str) {
        self.say(0, "warning", anstyle::AnsiColor::Yellow, message);
    }

    /// `error: ...`, always, and `hint: ...` after it.
    pub(crate) fn error(self, message: &str, hint: Option<&str>) {
        self.say(-1, "error", anstyle::AnsiColor::Red, message);
        if let Some(hint) = hint {
            self.say(-1, "hint", anstyle::AnsiColor::Green, hint);
        }
    }

    fn say(self, least: i8, level: &str, color: anstyle::AnsiColor, message: &str) {
        let style = color.on_default().bold();
        let level = if self.err_color { format!("{style}{level}:{style:#}") } else { format!("{level}:") };
        self.line(least, &format!("{level} {}", harmless(message)));
    }

    /// A plain line on stderr, where the verbosity is at least `least`. A closed stderr is no failure.
    pub(crate) fn line(self, least: i8, line: &str) {
        if self.verbosity >= least {
            let _ = writeln!(io::stderr().lock(), "{line}");
        }
    }

    /// Whether a progress line may be drawn.
    pub(crate) fn draws_progress(self) -> bool {
        self.verbosity >= 0
            && io::stderr().is_terminal()
            && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
    }
}

/// Columns of the terminal: `COLUMNS`, else what the terminal says, else 120.
pub(crate) fn width() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse::<usize>().ok());
    let asked = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    told.filter(|&columns| columns > 0).or_else(asked).unwrap_or(PIPED_WIDTH)
}
