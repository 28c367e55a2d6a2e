//! `.obsidian/graph.json`: the settings of Obsidian's graph view, in which a note has the color of its kind.

use std::io;

use super::{Vault, file_name};
use crate::export::Files;

/// Where Obsidian keeps the settings of its graph view. They are the person's once they are there.
const SETTINGS: &str = ".obsidian/graph.json";

/// Writes one color group a kind that has notes, unless settings are there. What is not set is as Obsidian sets it.
pub(super) fn write(vault: &Vault<'_>, files: &mut dyn Files) -> io::Result<()> {
    let Some(out) = files.create_once(SETTINGS)? else { return Ok(()) };
    let graph = vault.graph;
    let mut groups = Vec::new();
    for (kind, spec) in graph.header.schema.kinds.iter_enumerated() {
        let note = graph.nodes.rows().find(|&row| vault.shown[row] && graph.nodes[row].kind == kind);
        groups.extend(note.map(|row| group(&file_name(&graph.nodes[row].id), spec.color)));
    }
    write!(out, "{{\n  \"collapse-color-groups\": false,\n  \"colorGroups\": [")?;
    for (at, group) in groups.iter().enumerate() {
        write!(out, "{}\n    {group}", if at > 0 { "," } else { "" })?;
    }
    writeln!(out, "\n  ]\n}}")
}

/// The group of the notes that are named as one of them is: all of `signal/signal-…`, and none of `weak-signal/weak-signal-…`.
fn group(note: &str, [red, green, blue]: [u8; 3]) -> String {
    let kind = note.split('/').next().unwrap_or(note);
    let rgb = u32::from_be_bytes([0, red, green, blue]);
    format!(r#"{{"query": "path:\"{kind}/{kind}-\"", "color": {{"a": 1, "rgb": {rgb}}}}}"#)
}

#[cfg(test)]
mod tests {
    use super::group;

    #[test]
    fn a_group_asks_for_the_path_and_packs_the_color() {
        // 0xE69F00 is 15113984.
        assert_eq!(
            group("weak-signal/weak-signal-a", [0xE6, 0x9F, 0]),
            r#"{"query": "path:\"weak-signal/weak-signal-\"", "color": {"a": 1, "rgb": 15113984}}"#
        );
    }
}
