//! graph.json, of this version and of earlier ones.

use std::path::Path;

use portent::property_graph::{PropertyGraph, load, pages};
use portent::query::{self, DiffOptions};
use portent::{BuildOptions, build, parse};

use crate::choices::Choices;
use crate::mutation::json;
use crate::properties::{answers, graph, written};
use crate::rig::Rig;
use crate::sample;
use crate::target::Target;

pub(super) const TARGET: Target = Target {
    name: "graph_json",
    summary: "graph.json, of this version and of earlier ones",
    share: 14,
    seeds,
    pieces: &[
        "\"id\":\"x\",",
        "\"weight\":0,",
        "\"kind\":\"signal\",",
        "[]",
        "{}",
        "null",
        "\"",
        "\\u0000",
        "\\ud800",
        "1e999",
        "-0.0",
        "{\"a\":",
    ],
    step: json::step,
    check: |rig, input, choices| {
        let path = rig.file("graph.json", input)?;
        match load(&path) {
            Ok(graph) => holds(rig, &graph, &path, choices),
            Err(_) => Ok(()),
        }
    },
};

/// What holds of a graph that somebody else wrote: all that holds of ours, and it can be what a build goes on from.
pub(super) fn holds(
    rig: &Rig,
    graph: &PropertyGraph,
    path: &Path,
    choices: &mut Choices,
) -> anyhow::Result<()> {
    graph::holds(rig, graph, choices)?;
    match choices.below(3) {
        0 => {
            let options = BuildOptions::default().with_previous(Some(graph.clone()));
            graph::reads_back(&build(rig.corpus(), &options)?)
        }
        1 => match pages::pages(graph, path) {
            Ok(kept) => {
                let corpus = parse::read(&[], &parse::ReadOptions::default().with_kept(vec![kept]));
                corpus.map_or(Ok(()), |corpus| graph::reads_back(&build(&corpus, &BuildOptions::default())?))
            }
            Err(_) => Ok(()),
        },
        _ => {
            answers::prints(&query::diff(graph, rig.graph(), &DiffOptions::default().with_drift(true)))?;
            answers::prints(&query::diff(rig.graph(), graph, &DiffOptions::default()))
        }
    }
}

fn seeds() -> Vec<Vec<u8>> {
    let own = written::bytes(&sample::graph(), "json").expect("memory takes it");
    let earlier = sample::files("graph-versions").into_iter().filter(|(name, _)| name.ends_with(".json"));
    // As many of this version as of all others.
    let earlier: Vec<Vec<u8>> = earlier.map(|(_, text)| text).collect();
    let own = vec![own; earlier.len()];
    own.into_iter().chain(earlier).collect()
}
