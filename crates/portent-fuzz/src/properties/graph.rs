//! What holds of a graph, whatever it was made of.

use std::path::Path;

use anyhow::{Context as _, ensure};
use portent::diagnostic::Diagnostic;
use portent::export::FORMATS;
use portent::property_graph::drawable::{DrawableOptions, drawable};
use portent::property_graph::filter::{Filter, filter};
use portent::property_graph::{PropertyGraph, read, stored};

use super::{answers, written};
use crate::choices::Choices;
use crate::rig::Rig;

/// A graph that was written reads back equal, every format is well-formed, and questions are answered.
pub(crate) fn holds(rig: &Rig, graph: &PropertyGraph, choices: &mut Choices) -> anyhow::Result<()> {
    reads_back(graph)?;
    written::is_well_formed(graph, choices.one(FORMATS))?;
    answers::hold(rig, graph, choices)?;
    if choices.rarely(4) {
        let part = part(graph, choices)?;
        reads_back(&part).context("a part")?;
        written::is_well_formed(&part, choices.one(FORMATS)).context("a part")?;
    }
    Ok(())
}

/// Writes a graph in both forms that hold all of it, reads them, and writes what was read.
pub(crate) fn reads_back(graph: &PropertyGraph) -> anyhow::Result<()> {
    let json = written::bytes(graph, "json")?;
    let back = read::from_json(std::str::from_utf8(&json)?, Path::new("graph.json"))?;
    equal(graph, &back).context("graph.json")?;
    ensure!(json == written::bytes(&back, "json")?, "graph.json: other bytes after reading");
    let stored = written::bytes(graph, "portent")?;
    let back = stored::from_bytes(&stored, Path::new("graph.portent"))?;
    equal(graph, &back).context("a stored build")?;
    ensure!(json == written::bytes(&back, "json")?, "a stored build: other bytes after reading");
    Ok(())
}

/// Names the first table that differs.
pub(crate) fn equal(a: &PropertyGraph, b: &PropertyGraph) -> anyhow::Result<()> {
    ensure!(a.nodes == b.nodes, "other nodes");
    ensure!(a.edges == b.edges, "other edges");
    ensure!(a.clusters == b.clusters, "other clusters");
    ensure!(a.mentions == b.mentions, "other mentions");
    // The line that is shown with a finding is not kept.
    let told = |graph: &PropertyGraph| -> Vec<Diagnostic> {
        let bare = |found: &Diagnostic| Diagnostic { excerpt: String::new(), ..found.clone() };
        graph.diagnostics.iter().map(bare).collect()
    };
    ensure!(told(a) == told(b), "other diagnostics");
    ensure!(a.records == b.records, "other records");
    Ok(())
}

fn part(graph: &PropertyGraph, choices: &mut Choices) -> anyhow::Result<PropertyGraph> {
    let label = graph
        .nodes
        .records()
        .nth(choices.below(graph.node_count().max(1)))
        .map(|node| node.label.to_string());
    let filters = [
        Filter::default().with_top(Some(3)),
        Filter::default().with_min_articles(Some(2)),
        Filter::default().with_kinds(vec!["signal".into()]),
        Filter::default().with_around(label),
        Filter::default().with_cluster(Some("1".into())),
    ];
    let wanted = choices.one(&filters);
    match filter(graph, wanted) {
        Ok(part) => Ok(part),
        // What the graph lacks, or a name that is not there: a part all the same.
        Err(_) => Ok(drawable(graph, &DrawableOptions::default())),
    }
}
