//! `check`, and the diagnostics of other commands: `path:line:column: level[code]: text`, the line, a hint.

use std::collections::BTreeMap;
use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use portent::diagnostic::{Code, Diagnostic, Severity};
use portent::parse::Corpus;
use portent::report::harmless;

use super::arguments::{CheckArguments, MessageFormat};
use super::outcome::Outcome;
use super::plural::{counted, counted_of};
use super::poor;
use super::progress::Progress;
use super::session::Session;
use super::source;
use super::terminal::{to_stdout, width};

/// Longer lines are shown around the place that is meant.
const EXCERPT: usize = 200;

pub(crate) fn check(session: &Session, arguments: &CheckArguments) -> anyhow::Result<Outcome> {
    let progress = Progress::new(session.terminal);
    let corpus = source::corpus_with_its_faults(session, &arguments.paths, &progress)?;
    drop(progress);
    let color = session.terminal.out_color;
    let all = session.terminal.verbosity > 0 || session.messages == MessageFormat::Json;
    to_stdout(|out| match all {
        true => print(&corpus.diagnostics, arguments.limit, session.messages, color, out),
        false => print_grouped(corpus, arguments.limit, color, out),
    })?;
    for line in totals(&corpus.diagnostics) {
        session.terminal.line(0, &line);
    }
    let rows = corpus.rows;
    let read = format!(
        "{}, {}: {} kept, {} reported",
        counted_of(corpus.articles.len(), "article", "articles"),
        counted(rows.read, "table row", "table rows"),
        rows.kept,
        rows.reported
    );
    session.terminal.line(0, &read);
    poor::tell_beside(session, corpus, true);
    Ok(Outcome::of(&corpus.diagnostics, true))
}

/// Prints diagnostics for people; headings that are not known as one table of the most frequent ones.
fn print_grouped(corpus: &Corpus, limit: usize, color: bool, out: &mut dyn Write) -> io::Result<()> {
    let is_heading = |diagnostic: &&Diagnostic| diagnostic.code == Code::UnknownSection;
    let others: Vec<Diagnostic> =
        corpus.diagnostics.iter().filter(|diagnostic| !is_heading(diagnostic)).cloned().collect();
    print(&others, limit, MessageFormat::Human, color, out)?;
    if corpus.diagnostics.iter().any(|diagnostic| is_heading(&diagnostic)) {
        let table = poor::headings(corpus, &corpus.schema);
        table.iter().try_for_each(|line| writeln!(out, "{}", harmless(line)))?;
        writeln!(out, "  -v lists each of them, with its place")?;
    }
    Ok(())
}

/// Prints diagnostics, at most `limit` of a code (0 for all) for people, all of them as JSON.
pub(crate) fn print(
    diagnostics: &[Diagnostic],
    limit: usize,
    format: MessageFormat,
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    if format == MessageFormat::Json {
        return diagnostics.iter().try_for_each(|diagnostic| print_json(diagnostic, out));
    }
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in diagnostics {
        let count = seen.entry(diagnostic.code.as_str()).or_default();
        *count += 1;
        if limit == 0 || *count <= limit {
            print_human(diagnostic, color, out)?;
        }
    }
    for (code, &count) in seen.iter().filter(|(_, count)| limit > 0 && **count > limit) {
        writeln!(out, "... and {} more of {code} (--limit 0 shows all that are listed)", count - limit)?;
    }
    Ok(())
}

fn print_json(diagnostic: &Diagnostic, out: &mut dyn Write) -> io::Result<()> {
    let mut record = serde_json::to_value(diagnostic)?;
    record["excerpt"] = diagnostic.excerpt.as_str().into();
    serde_json::to_writer(&mut *out, &record)?;
    writeln!(out)
}

fn print_human(diagnostic: &Diagnostic, color: bool, out: &mut dyn Write) -> io::Result<()> {
    let level = match diagnostic.severity {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let name = diagnostic.severity.name();
    let Diagnostic { path, line, column, code, message, .. } = diagnostic;
    writeln!(out, "{}:{line}:{column}: {name}[{code}]: {}", harmless(path), harmless(message))?;
    let hint = harmless(&diagnostic.hint);
    if diagnostic.excerpt.is_empty() {
        return if hint.is_empty() { Ok(()) } else { writeln!(out, "  = help: {hint}") };
    }
    let (text, at) = excerpt(&diagnostic.excerpt, wide(diagnostic.column));
    let end = text[at..].chars().next().map_or(at, |first| at + first.len_utf8());
    let snippet = Snippet::source(text.as_str())
        .line_start(wide(diagnostic.line))
        .annotation(AnnotationKind::Primary.span(at..end));
    let mut group = Group::with_level(level).element(snippet);
    if !hint.is_empty() {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = width().map_or(renderer.clone(), |width| renderer.term_width(width));
    writeln!(out, "{}", renderer.render(&[group]))
}

/// A line or column as a count.
fn wide(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The line around a column (in characters, from 1), harmless, and the byte at which the column stands in it.
fn excerpt(line: &str, column: usize) -> (String, usize) {
    let from = column.saturating_sub(EXCERPT / 2);
    let before: String = line.chars().take(column.saturating_sub(1)).skip(from).collect();
    let after: String = line.chars().skip(column.saturating_sub(1)).take(EXCERPT).collect();
    let start = if from > 0 { format!("…{}", harmless(&before)) } else { harmless(&before) };
    (format!("{start}{}", harmless(&after)), start.len())
}

/// Every code with its count, most first.
pub(crate) fn totals(diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut counts: BTreeMap<(&str, Severity), u64> = BTreeMap::new();
    for diagnostic in diagnostics {
        *counts.entry((diagnostic.code.as_str(), diagnostic.severity)).or_default() +=
            u64::from(diagnostic.count);
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&((code, _), count)| (std::cmp::Reverse(count), code));
    let line = |((code, severity), count): ((&str, Severity), u64)| {
        format!("{count:>8}  {}[{code}]", severity.name())
    };
    counts.into_iter().map(line).collect()
}
