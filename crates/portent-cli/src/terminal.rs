//! Everything that is printed goes through here: data to stdout, all else to stderr.

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use portent::error::Error;
use portent::remark::Remark;
use portent::report::{self, Table, TableFormat, TextOptions, harmless};

use portent_settings::ColorWhen;

/// Width of printed tables on a terminal that does not tell its own.
const USUAL_WIDTH: usize = 80;

/// What may be printed, and how.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminal {
    /// Whether escape sequences are not wanted at all.
    plain: bool,
    /// Whether stdout takes color.
    pub(crate) out_color: bool,
    /// Whether stderr takes color.
    pub(crate) err_color: bool,
    /// -1 errors only, 0 usual, 1 and 2 more.
    pub(crate) verbosity: i8,
}

impl Terminal {
    /// Judges stdout and stderr apart: `--color` wins over `NO_COLOR`, that over `CLICOLOR_FORCE`, that over
    /// what the stream and `TERM` are.
    pub(crate) fn new(color: ColorWhen, quiet: bool, verbose: u8) -> Self {
        let colored = |choice: ColorChoice| choice != ColorChoice::Never && !stays_plain();
        let (out_color, err_color) = match color {
            ColorWhen::Always => (true, true),
            ColorWhen::Never => (false, false),
            ColorWhen::Auto => {
                (colored(AutoStream::choice(&io::stdout())), colored(AutoStream::choice(&io::stderr())))
            }
        };
        let verbosity = if quiet { -1 } else { i8::try_from(verbose.min(2)).unwrap_or(2) };
        Self { plain: color == ColorWhen::Never, out_color, err_color, verbosity }
    }

    /// Prints a table to stdout and its remarks to stderr.
    pub(crate) fn table(self, table: &Table, format: TableFormat) -> Result<(), Error> {
        to_stdout(|out| match format {
            TableFormat::Text if table.rows.is_empty() => Ok(()),
            TableFormat::Text => report::write_text(table, self.text_options(), out),
            _ if io::stdout().is_terminal() => {
                // What a program takes as it is must not steer the terminal of whoever looks at it.
                let mut data = Vec::new();
                report::write(table, format, &mut data)?;
                let data = String::from_utf8_lossy(&data);
                data.lines().try_for_each(|line| writeln!(out, "{}", harmless_data(line)))
            }
            _ => report::write(table, format, out),
        })?;
        if table.rows.is_empty() && table.remarks.is_empty() {
            self.note("nothing found");
        }
        table.remarks.iter().filter(|remark| self.tells(remark)).for_each(|remark| self.remark(remark));
        Ok(())
    }

    /// Whether a remark is told: those on how the work was done are for those who ask.
    pub(crate) fn tells(self, remark: &Remark) -> bool {
        self.verbosity > 0 || !remark.is_internal()
    }

    /// A remark as a note.
    pub(crate) fn remark(self, remark: &Remark) {
        self.note(&super::refusal::remark(remark));
    }

    fn text_options(self) -> TextOptions {
        TextOptions::default().with_width(width()).with_color(self.out_color)
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

    /// Whether a progress line may be drawn: it needs escape sequences, which those who set `--color never`, `NO_COLOR` or a
    /// dumb terminal do not want.
    pub(crate) fn draws_progress(self) -> bool {
        self.verbosity >= 0
            && !self.plain
            && io::stderr().is_terminal()
            && !is_dumb()
            && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
    }
}

/// [`harmless`], but for tabs, which part the columns of TSV.
fn harmless_data(line: &str) -> String {
    line.split('\t').map(harmless).collect::<Vec<_>>().join("\t")
}

/// Whether the terminal says that it knows no escape sequences.
fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// A dumb terminal is not colored unless that is forced: anstream and clap would where `CI` is set.
pub(crate) fn stays_plain() -> bool {
    is_dumb() && std::env::var_os("CLICOLOR_FORCE").is_none_or(|value| value == "0")
}

/// Writes data to standard output, to its end; an error says where it was writing.
pub(crate) fn to_stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let written = write(&mut out).and_then(|()| out.flush());
    written.map_err(|source| Error::Write { path: "standard output".into(), source })
}

/// Columns of printed tables: `COLUMNS`, else what the terminal says; no limit where stdout is none, since what is
/// piped is read by programs, or by a pager that scrolls.
pub(crate) fn width() -> Option<usize> {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse::<usize>().ok());
    let asked = || {
        let size = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        io::stdout().is_terminal().then(|| size.filter(|&columns| columns > 0).unwrap_or(USUAL_WIDTH))
    };
    told.filter(|&columns| columns > 0).or_else(asked)
}
