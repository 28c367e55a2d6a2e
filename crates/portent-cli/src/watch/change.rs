//! What the whole graph makes of a change: the rows of `diff` that name entities and edges, and how many there are of all
//! others.

use std::collections::BTreeMap;
use std::time::Instant;

use portent::export::output::Written;
use portent::property_graph::PropertyGraph;
use portent::query::{DiffOptions, diff};
use portent::report::{Cell, Table, harmless};

use super::nearby::Around;
use super::page::MOST;
use crate::plural::counted_of;
use crate::session::Session;

/// Changes that are listed; all others are counted.
const LISTED: [&str; 7] = ["new node", "lost node", "merged", "split", "renamed", "new edge", "lost edge"];

/// Tells what a change makes of the pages around it, and gives these lines.
pub(super) fn tell_at_once(session: &Session, around: &Around) -> Vec<String> {
    let (lines, _) = told(&diff(&around.before, &around.now, &DiffOptions::default()));
    list(session, &lines);
    lines
}

/// Tells that the outputs are written, and what differs between two graphs where it was not told at once.
pub(super) fn tell(
    session: &Session,
    [before, now]: [Option<&PropertyGraph>; 2],
    at_once: &[String],
    written: &[Written],
    start: Instant,
) {
    let files = counted_of(written.len(), "file", "files");
    session.terminal.line(0, &format!("wrote        {files} in {:.1} s", start.elapsed().as_secs_f64()));
    let found = before.zip(now).map(|(before, now)| diff(before, now, &DiffOptions::default()));
    let (lines, counts) = found.as_ref().map(told).unwrap_or_default();
    let new = lines.iter().filter(|line| !at_once.contains(line)).cloned();
    let wrong = at_once.iter().filter(|line| !lines.contains(line));
    list(session, &wrong.map(|line| format!("  not so:{line}")).chain(new).collect::<Vec<_>>());
    let counts: Vec<String> = counts.iter().map(|(what, count)| format!("{what} {count}")).collect();
    if !counts.is_empty() {
        session.terminal.line(0, &format!("changes      {}", counts.join(", ")));
    }
}

/// Prints so many lines as anybody reads, and how many more there are.
fn list(session: &Session, lines: &[String]) {
    lines.iter().take(MOST).for_each(|line| session.terminal.line(0, &harmless(line)));
    if lines.len() > MOST {
        let more = counted_of(lines.len() - MOST, "more change", "more changes");
        session.terminal.line(0, &format!("             and {more}"));
    }
}

/// The lines of what is listed, and how often everything occurs.
fn told(table: &Table) -> (Vec<String>, BTreeMap<String, usize>) {
    let (mut lines, mut counts) = (Vec::new(), BTreeMap::new());
    for row in &table.rows {
        let [Cell::Text(what), kind, label, ..] = &row[..] else { continue };
        let what = what.split(" at ").next().unwrap_or(what);
        *counts.entry(what.to_owned()).or_default() += 1;
        if LISTED.contains(&what) {
            let text = |cell: &Cell| if let Cell::Text(text) = cell { text.clone() } else { String::new() };
            lines.push(format!("  {what}  {}: {}", text(kind), text(label)));
        }
    }
    (lines, counts)
}
