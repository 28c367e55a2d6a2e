//! What the whole graph makes of a change: the rows of `diff` that name entities and edges, and how many there are of all
//! others.

use std::collections::BTreeMap;
use std::time::Instant;

use portent::export::output::Written;
use portent::property_graph::PropertyGraph;
use portent::query::{DiffOptions, diff};
use portent::report::{Cell, Table, harmless};

use super::page::MOST;
use crate::plural::counted_of;
use crate::session::Session;

/// Changes that are listed; all others are counted.
const LISTED: [&str; 7] = ["new node", "lost node", "merged", "split", "renamed", "new edge", "lost edge"];

/// Tells what differs between two graphs, and that the outputs are written.
pub(super) fn tell(
    session: &Session,
    before: Option<&PropertyGraph>,
    now: &PropertyGraph,
    written: &[Written],
    start: Instant,
) {
    let terminal = session.terminal;
    let found = before.map(|before| diff(before, now, &DiffOptions::default()));
    let (lines, counts) = found.as_ref().map(told).unwrap_or_default();
    lines.iter().take(MOST).for_each(|line| terminal.line(0, &harmless(line)));
    if lines.len() > MOST {
        terminal.line(
            0,
            &format!("             and {}", counted_of(lines.len() - MOST, "more change", "more changes")),
        );
    }
    let counts: Vec<String> = counts.iter().map(|(what, count)| format!("{what} {count}")).collect();
    if !counts.is_empty() {
        terminal.line(0, &format!("changes      {}", counts.join(", ")));
    }
    let files = counted_of(written.len(), "file", "files");
    terminal.line(0, &format!("wrote        {files} in {:.1} s", start.elapsed().as_secs_f64()));
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
