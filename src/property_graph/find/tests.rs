use super::{find, find_all, nearest};
use crate::error::Error;
use crate::property_graph::PropertyGraph;
use crate::property_graph::sample::{assembled, four_pages};

fn id(graph: &PropertyGraph, name: &str) -> String {
    graph.nodes[find(graph, name).unwrap()].id.clone()
}

#[test]
fn ids_names_kinds_and_aliases_are_found() {
    let graph = assembled(&four_pages());
    assert_eq!(id(&graph, "issue:jobs"), "issue:jobs");
    assert_eq!(id(&graph, "jOBS"), "concern:jobs");
    assert_eq!(id(&graph, "issue: JOBS"), "issue:jobs");
    assert_eq!(id(&graph, "Issues:Jobs"), "issue:jobs");
    assert_eq!(id(&graph, "privacy (ALIAS)"), "concern:privacy");
    assert_eq!(id(&graph, "20250101"), "edition:20250101");
}

#[test]
fn the_name_with_more_articles_comes_first() {
    let graph = assembled(&four_pages());
    let ids: Vec<&str> = find_all(&graph, "jobs").iter().map(|&row| graph.nodes[row].id.as_str()).collect();
    assert_eq!(ids, ["concern:jobs", "issue:jobs"]);
}

#[test]
fn an_unknown_name_is_answered_with_the_nearest() {
    let graph = assembled(&four_pages());
    let Err(Error::UnknownName { name, nearest }) = find(&graph, "privcy") else { panic!("must be unknown") };
    assert_eq!((name.as_str(), nearest.first().map(String::as_str)), ("privcy", Some("Privacy")));
    assert!(find(&graph, "zzzz").is_err());
}

#[test]
fn labels_that_contain_the_word_come_first() {
    let graph = assembled(&four_pages());
    assert_eq!(nearest(&graph, "job"), ["Jobs"]);
    assert_eq!(nearest(&graph, "concern:lone"), ["Alone"]);
}
