//! A folder of Markdown notes for Obsidian: one a top entity, with links back to its articles, one an article that
//! they link to, an index, and colors for Obsidian's graph view. `generator: portent` in the front matter lets portent skip them when it reads a folder.
//!
//! A note's file is its id with the kind as folder; its title is an alias, since titles may hold what file names may not.

mod graph_view;

use std::cmp::Reverse;
use std::io::{self, Write};

use jiff::civil::Date;

use super::{ExportOptions, Files, escape, sink};
use crate::columns::Value;
use crate::graph::Relation;
use crate::property_graph::{EdgeColumn, NODE_COLUMNS, NodeColumn, PropertyGraph};
use crate::remark::Remark;
use portent_graph::index::{EdgeRow, NodeRow, TiVec};

/// Columns that become properties of a note.
const PROPERTIES: &[&str] = &[
    "first_seen",
    "last_seen",
    "mentions",
    "articles",
    "editions",
    "degree",
    "connections",
    "cluster",
    "category",
    "type",
    "author",
    "source",
    "language",
    "relevancy_max",
];

/// What the notes are made from.
struct Vault<'a> {
    graph: &'a PropertyGraph,
    /// Nodes with a note.
    shown: TiVec<NodeRow, bool>,
    /// Edges of each node: the other end and the row of the edge.
    edges: TiVec<NodeRow, Vec<(NodeRow, EdgeRow)>>,
}

/// Writes the notes.
pub(crate) fn write(graph: &PropertyGraph, options: &ExportOptions, files: &mut dyn Files) -> io::Result<()> {
    let top = top_entities(graph, options.vault_top);
    let mut edges: TiVec<NodeRow, Vec<(NodeRow, EdgeRow)>> = vec![Vec::new(); graph.node_count()].into();
    for (row, edge) in graph.edges.iter() {
        edges[edge.source].push((edge.target, row));
        edges[edge.target].push((edge.source, row));
    }
    let mut shown: TiVec<NodeRow, bool> = vec![false; graph.node_count()].into();
    for &row in &top {
        shown[row] = true;
        for &(other, _) in &edges[row] {
            shown[other] |= !graph.is_entity(other);
        }
    }
    let vault = Vault { graph, shown, edges };
    index(&vault, &top, files.create("index.md")?)?;
    for row in graph.nodes.rows().filter(|&row| vault.shown[row]) {
        note(&vault, row, files.create(&format!("{}.md", file_name(&graph.nodes[row].id)))?)?;
    }
    graph_view::write(&vault, files)
}

/// The entities without a note.
pub(super) fn left_out(graph: &PropertyGraph, options: &ExportOptions) -> Option<Remark> {
    let entities = graph.nodes.rows().filter(|&row| graph.is_entity(row)).count();
    let notes = options.vault_top;
    (entities > notes).then_some(Remark::VaultCapped { notes, entities })
}

/// The first entities by PageRank (by row where it is equal or missing), best first.
fn top_entities(graph: &PropertyGraph, most: usize) -> Vec<NodeRow> {
    let pagerank = graph.nodes.column::<f64>(NodeColumn::PageRank);
    let rank = |row: NodeRow| Reverse(pagerank.get(row).unwrap_or(0.0).max(0.0).to_bits());
    let mut rows: Vec<NodeRow> = graph.nodes.rows().filter(|&row| graph.is_entity(row)).collect();
    rows.sort_by_key(|&row| (rank(row), row));
    rows.truncate(most);
    rows
}

/// `signal:ai-tutors` is `signal/signal-ai-tutors`: legal on every system, whatever the slug (`con`).
fn file_name(id: &str) -> String {
    let clean = |text: &str| -> String {
        let legal = |c: char| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '-' };
        text.chars().map(legal).take(120).collect()
    };
    let (kind, slug) = id.split_once(':').unwrap_or(("node", id));
    let kind = clean(kind);
    format!("{kind}/{kind}-{}", clean(slug))
}

fn front_matter(out: &mut dyn Write, lines: &[String]) -> io::Result<()> {
    writeln!(out, "---\ngenerator: portent")?;
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    writeln!(out, "---\n")
}

fn index(vault: &Vault<'_>, top: &[NodeRow], out: &mut dyn Write) -> io::Result<()> {
    let graph = vault.graph;
    let all = graph.nodes.rows().filter(|&row| graph.is_entity(row)).count();
    front_matter(out, &[])?;
    writeln!(
        out,
        "# Index\n\nThe first {} of {all} entities by PageRank, and the articles and editions that they link to.",
        top.len()
    )?;
    for (kind, spec) in graph.header.schema.kinds.iter_enumerated().filter(|(_, spec)| spec.form.is_some()) {
        let rows: Vec<NodeRow> = top.iter().copied().filter(|&row| graph.nodes[row].kind == kind).collect();
        if !rows.is_empty() {
            writeln!(out, "\n## {}\n", escape::markdown(&spec.plural))?;
        }
        rows.iter().try_for_each(|&row| writeln!(out, "- {}", link(vault, row)))?;
    }
    Ok(())
}

fn note(vault: &Vault<'_>, row: NodeRow, out: &mut dyn Write) -> io::Result<()> {
    let graph = vault.graph;
    let label = &graph.nodes[row].label;
    front_matter(out, &properties(graph, row))?;
    writeln!(out, "# {}", escape::markdown(label))?;
    for column in ["description", "summary", "change", "ten_year", "driving_force"] {
        if let Value::Text(text) = graph.value(row, column) {
            writeln!(out, "\n{}", escape::markdown(text))?;
        }
    }
    if let Value::Text(link) = graph.value(row, "link")
        && escape::is_web_link(link)
    {
        writeln!(out, "\n<{link}>")?;
    }
    sections(vault, row, out)
}

/// A text as in JSON, which YAML reads but for characters that it forbids; those are spaces.
fn quoted(text: &str) -> String {
    let forbidden = |c: char| c.is_control() || matches!(c, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}');
    let text = text.replace(forbidden, " ");
    let mut out = Vec::new();
    sink::json(&mut out, &text.split_whitespace().collect::<Vec<_>>().join(" "));
    String::from_utf8_lossy(&out).into_owned()
}

/// Properties in YAML.
fn properties(graph: &PropertyGraph, row: NodeRow) -> Vec<String> {
    let mut lines = vec![format!("kind: {}", quoted(graph.kind_name(row))), "aliases:".into()];
    lines.push(format!("  - {}", quoted(&graph.nodes[row].label)));
    if let Value::List(aliases) = graph.value(row, "aliases") {
        lines.extend(aliases.iter().map(|alias| format!("  - {}", quoted(alias))));
    }
    lines.push(format!("id: {}", quoted(&graph.nodes[row].id)));
    let own = graph.nodes.columns().iter().map(|column| column.name.as_str());
    let own = own.filter(|name| NODE_COLUMNS.iter().all(|spec| spec.name != *name));
    for name in PROPERTIES.iter().copied().chain(own) {
        let mut out = Vec::new();
        super::cell::push(&mut out, graph.value(row, name), |out, text| {
            out.extend_from_slice(quoted(text).as_bytes());
        });
        if !out.is_empty() {
            lines.push(format!("{name}: {}", String::from_utf8_lossy(&out)));
        }
    }
    lines
}

/// Linked notes, by relation and then weight.
fn sections(vault: &Vault<'_>, row: NodeRow, out: &mut dyn Write) -> io::Result<()> {
    let (nodes, edges) = (&vault.graph.nodes, &vault.graph.edges);
    let first_seen = nodes.column::<Date>(NodeColumn::FirstSeen);
    let broader_end = edges.column::<&str>(EdgeColumn::BroaderEnd);
    for relation in Relation::ALL {
        let mut others: Vec<(NodeRow, EdgeRow)> = vault.edges[row]
            .iter()
            .copied()
            .filter(|&(other, edge)| edges[edge].relation == relation && vault.shown[other])
            .collect();
        others.sort_by_key(|&(other, edge)| (Reverse(edges[edge].weight.to_bits()), other));
        // Of a `broader` edge the note of the broader end lists a narrower term.
        let is_narrower = |&(_, edge): &(NodeRow, EdgeRow)| broader_end.get(edge) == Some(&nodes[row].id);
        let (narrower, others): (Vec<_>, Vec<_>) = others.into_iter().partition(is_narrower);
        for (heading, others) in [(heading(relation), others), ("Narrower", narrower)] {
            if !others.is_empty() {
                writeln!(out, "\n## {heading}\n")?;
            }
            for (other, _) in others {
                match first_seen.get(other) {
                    Some(day) => writeln!(out, "- {} ({day})", link(vault, other))?,
                    None => writeln!(out, "- {}", link(vault, other))?,
                }
            }
        }
    }
    Ok(())
}

fn heading(relation: Relation) -> &'static str {
    match relation {
        Relation::Mentions => "Mentions",
        Relation::Tagged => "Tags",
        Relation::PublishedIn => "Published in",
        Relation::Closest => "Closest",
        Relation::Links => "Links",
        Relation::Copies => "Copies",
        Relation::Duplicate => "Nearly the same",
        Relation::Restates => "Restated as",
        Relation::Broader => "Broader",
        Relation::Similar => "Similar",
        Relation::CoOccurs => "Met together",
    }
}

fn link(vault: &Vault<'_>, row: NodeRow) -> String {
    let node = &vault.graph.nodes[row];
    format!("[[{}|{}]]", file_name(&node.id), escape::wiki_text(&node.label))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    fn written(graph: &PropertyGraph, vault_top: usize) -> sample::Memory {
        let mut files = sample::Memory::default();
        write(graph, &ExportOptions { vault_top, ..ExportOptions::default() }, &mut files).unwrap();
        files
    }

    #[test]
    fn a_note_links_back_to_its_article() {
        let files = written(&sample::small(), 10);
        assert_eq!(
            files.text("signal/signal-s.md"),
            "---\ngenerator: portent\nkind: \"signal\"\naliases:\n  - \"S\"\n  - \"s\"\n  - \"S.\"\nid: \"signal:s\"\n\
             mentions: 2\n---\n\n# S\n\n## Mentions\n\n- [[article/article-a|A & B]] (2026-01-18)\n"
        );
        assert!(files.text("article/article-a.md").contains("- [[signal/signal-s|S]]\n"));
        assert!(files.text("index.md").contains("The first 1 of 1 entities"));
    }

    #[test]
    fn broader_and_narrower_notes_are_listed_apart() {
        let files = written(&crate::query::sample::with_broader(), 10);
        let text = files.text("concern/concern-grid-strain.md");
        let section =
            |heading: &str| text.split_once(&format!("## {heading}\n\n")).unwrap().1.lines().next().unwrap();
        assert_eq!(section("Broader"), "- [[issue/issue-power|Power]]");
        assert_eq!(section("Narrower"), "- [[concern/concern-grid-overload|Grid Overload]]");
    }

    #[test]
    fn only_the_top_get_notes_and_links_lead_nowhere_else() {
        let graph = sample::synthetic(400, 900);
        let files = written(&graph, 5);
        let notes = || files.0.iter().filter(|(name, _)| name.ends_with(".md"));
        let entities =
            notes().filter(|(name, _)| !name.starts_with("article") && !name.starts_with("edition"));
        assert_eq!(entities.count(), 5 + 1);
        for (_, text) in notes() {
            for link in std::str::from_utf8(text).unwrap().split("[[").skip(1) {
                let target = format!("{}.md", link.split('|').next().unwrap());
                assert!(files.0.contains_key(&target), "{target}");
            }
        }
    }

    // T6, T7, T9: notes.
    #[test]
    fn hostile_texts_stay_within_their_lines_and_are_no_markup() {
        let files = written(&sample::hostile(), 1_000);
        for (name, text) in files.0.iter().filter(|(name, _)| name.ends_with(".md")) {
            assert!(name.len() < 200 && !name.contains(".."), "{name}");
            let text = std::str::from_utf8(text).unwrap();
            assert!(text.starts_with("---\ngenerator: portent\n"));
            assert_eq!(text.lines().filter(|line| *line == "---").count(), 2, "{name}");
            let body = text.split_once("\n---\n").unwrap().1;
            assert!(!body.contains("<img") && !body.contains("<script"), "{name}");
            assert!(
                body.lines()
                    .filter(|line| line.starts_with("- [["))
                    .all(|line| line.matches("]]").count() == 1)
            );
        }
    }
}
