//! A whole archive: every tool, many questions.

use std::path::PathBuf;

use portent::parse::KindId;
use portent::property_graph::load;
use portent_mcp::Archive;
use serde_json::{Value, json};

use crate::support::check;

/// Twenty texts that people ask an archive of foresight articles.
const TEXTS: [&str; 20] = [
    "AI in hospitals",
    "job displacement",
    "battery storage",
    "deepfakes in elections",
    "water scarcity",
    "quantum computing",
    "data privacy",
    "remote work",
    "gene editing",
    "autonomous vehicles",
    "climate migration",
    "misinformation",
    "digital currency",
    "aging society",
    "space debris",
    "renewable energy",
    "cyber attacks on infrastructure",
    "mental health of young people",
    "supply chains",
    "What do cities do against heat?",
];

/// `PORTENT_ARCHIVE` is a built graph; `.ci/run` builds one of the pages beside the repository.
#[test]
#[ignore = "needs PORTENT_ARCHIVE"]
fn twenty_questions_to_each_tool_are_answered_below_the_bound_with_places() {
    let graph = load(&PathBuf::from(std::env::var("PORTENT_ARCHIVE").unwrap())).unwrap();
    let archive = Archive::new(&graph);
    // Names of entities that many articles mention and of such that one does, and titles.
    let every = graph.node_count() / 40;
    let name = |at: usize| graph.nodes[(at * every).into()].id.to_string();
    let kinds: Vec<String> = graph.header.schema.entity_kinds().map(|(_, kind)| kind.name.clone()).collect();
    let kind = |at: usize| vec![kinds[at % kinds.len()].clone()];
    let mut most = Vec::new();
    let mut ask = |tool: &str, arguments: Value| {
        let reply = archive.ask(tool, arguments.clone());
        check(&format!("{tool} {arguments}"), &reply);
        most.push((reply.most_tokens(), tool.to_owned()));
    };
    for (at, text) in TEXTS.iter().enumerate() {
        ask("search", json!({ "text": text, "offset": at % 3 }));
        ask("about", json!({ "text": text, "limit": 5 + 2 * at }));
        ask("show", json!({ "name": name(at), "limit": 50 }));
        ask("neighbors", json!({ "name": name(at + 17), "limit": 50 }));
        ask("path", json!({ "from": name(at), "to": name(at + 19) }));
        ask("explain", json!({ "a": name(at), "b": name(at + if at % 2 == 0 { 0 } else { 7 }) }));
        ask("top", json!({ "kinds": kind(at), "limit": 50, "offset": 10 * at, "ideas": at % 5 == 0 }));
        ask("recurring", json!({ "kinds": kind(at), "across": "articles", "offset": 5 * at }));
        ask(
            "trends",
            json!({ "kinds": kind(at), "since": format!("2025-{:02}-01", at % 12 + 1), "limit": 50 }),
        );
        ask("clusters", json!({ "limit": 50, "offset": at, "members": at }));
    }
    assert!(graph.nodes.records().any(|node| node.kind == KindId::ARTICLE));
    most.sort();
    println!("the longest answers: {:?}", &most[most.len() - 3..]);
}
