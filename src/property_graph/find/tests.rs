use super::{find, find_all, look_up, nearest};
use crate::error::Error;
use crate::graph::sample::page;
use crate::parse::KindId;
use crate::property_graph::PropertyGraph;
use crate::property_graph::sample::{assembled, four_pages};

fn id(graph: &PropertyGraph, name: &str) -> String {
    graph.nodes[find(graph, name).unwrap()].id.to_string()
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
fn an_alias_of_what_is_better_known_comes_before_a_label() {
    let mut pages = four_pages();
    pages.push(page("e", "", &[(KindId::KEYWORD, "jobs (alias)")]));
    let graph = assembled(&pages);
    assert_eq!(id(&graph, "Jobs (Alias)"), "concern:jobs");
    assert_eq!(id(&graph, "keyword:Jobs (Alias)"), "keyword:jobs-alias");
}

#[test]
fn others_of_a_name_are_told_with_how_to_ask_for_them() {
    let graph = assembled(&four_pages());
    let told = |name: &str| look_up(&graph, name).unwrap().others.map(|remark| remark.to_string());
    assert_eq!(
        told("JOBS").as_deref(),
        Some(
            "\"JOBS\" is taken as concern \"Jobs\"; for others of that name ask for \"issue:JOBS\" (1 article)"
        )
    );
    assert_eq!((told("concern:jobs"), told("privacy")), (None, None));
}

#[test]
fn words_of_descriptions_are_offered_where_no_name_has_them() {
    let mut graph = assembled(&four_pages());
    for (mention, said) in graph.mentions.iter_mut().zip(["Clerks lose their work", "Machines", "Clerks"]) {
        mention.description = Some(said.into());
    }
    let Err(Error::UnknownName { described, .. }) = find(&graph, "the work of a clerk") else {
        panic!("known")
    };
    assert_eq!(described, ["Jobs"]);
}

#[test]
fn an_unknown_name_is_answered_with_the_nearest() {
    let graph = assembled(&four_pages());
    let Err(Error::UnknownName { name, nearest, .. }) = find(&graph, "privcy") else {
        panic!("must be unknown")
    };
    assert_eq!((name.as_str(), nearest.first().map(String::as_str)), ("privcy", Some("Privacy")));
    assert!(find(&graph, "zzzz").is_err());
}

#[test]
fn labels_that_contain_the_word_come_first() {
    let graph = assembled(&four_pages());
    assert_eq!(nearest(&graph, "job"), ["Jobs"]);
    assert_eq!(nearest(&graph, "concern:lone"), ["Alone"]);
}
