//! What holds of a graph, whatever it was made of.

use std::path::Path;

use anyhow::{Context as _, ensure};
use portent::export::FORMATS;
use portent::property_graph::drawable::{DrawableOptions, drawable};
use portent::property_graph::filter::{Filter, filter};
use portent::property_graph::{PropertyGraph, read, stored};
use portent::{BuildOptions, Corpus, build};

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
    ensure!(json == written::bytes(&back, "json")?, "another graph after graph.json was read");
    let stored = written::bytes(graph, "portent")?;
    let back = stored::from_bytes(&stored, Path::new("graph.portent"))?;
    ensure!(json == written::bytes(&back, "json")?, "another graph after a stored build was read");
    Ok(())
}

/// The same options give the same graph on one thread and on two, and it reads back; or both give the same refusal.
pub(crate) fn builds_twice(rig: &Rig, corpus: &Corpus, options: &BuildOptions) -> anyhow::Result<()> {
    let [one, two] = rig.twice(|| build(corpus, options).map_err(|error| error.to_string()));
    match (one, two) {
        (Ok(one), Ok(two)) => {
            ensure!(
                written::bytes(&one, "json")? == written::bytes(&two, "json")?,
                "another graph on two threads"
            );
            reads_back(&one)
        }
        (one, two) => {
            ensure!(one.err() == two.err(), "another end on two threads");
            Ok(())
        }
    }
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
