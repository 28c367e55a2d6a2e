//! Graphs of one archive at two times: what is kept from an earlier one, what differs, how sure clusters are.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::support::{built, folder, pages, records, run, stderr, stdout, succeeds};
use serde_json::Value;

/// Something new beside what the fixtures speak of.
const PAGE: &str = "# __Tin Whistles Return__, (from page [20260201](https://example.org/20260201).)\n\n\
    __[External link](https://whistle.example.org/return)__\n\n\
    ## Keywords\n\n* tin whistle\n* energy demand\n\n\
    ## Signals\n\n| name | description | relevancy |\n|---|---|---|\n\
    | Tin Whistle Orchestras | Factories play again | 4 |\n\n\
    ## Concerns\n\n| name | description | relevancy |\n|---|---|---|\n\
    | Strain on the Local Power Grid | Melting tin takes power | 3 |\n";

fn read(folder: &Path, file: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(folder.join(file)).unwrap()).unwrap()
}

fn ids(graph: &Value) -> BTreeSet<&str> {
    graph["nodes"].as_array().unwrap().iter().map(|node| node["id"].as_str().unwrap()).collect()
}

fn clusters(graph: &Value, field: &str) -> BTreeMap<String, u64> {
    let cards = graph["clusters"].as_array().unwrap().iter();
    cards.map(|card| (card[field].as_str().unwrap().to_owned(), card["size"].as_u64().unwrap())).collect()
}

#[test]
fn a_graph_keeps_ids_clusters_and_labels_of_the_previous_one() {
    let here = folder();
    let pages = pages(here.path());
    succeeds(here.path(), &["build", "pages", "-o", "old.json", "-q"]);
    // A later graph in which people renamed what the program found.
    let renamed = fs::read_to_string(here.path().join("old.json"))
        .unwrap()
        .replace("signal:energy-demands-of-data-centres", "signal:thirst-for-power")
        .replace("\"Battery storage\"", "\"power\"");
    fs::write(here.path().join("renamed.json"), renamed).unwrap();
    fs::write(pages.join("whistles.md"), PAGE).unwrap();
    let output = run(here.path(), &["build", "pages", "-o", "new.json", "--previous", "renamed.json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let told = stderr(&output);
    assert!(told.contains("earlier clusters of more than 50 members stayed (100 %)"), "{told}");

    let (old, new) = (read(here.path(), "renamed.json"), read(here.path(), "new.json"));
    assert!(ids(&new).is_superset(&ids(&old)));
    let added = [
        "article:tin-whistles-return",
        "edition:20260201",
        "keyword:tin-whistle",
        "signal:tin-whistle-orchestras",
    ];
    assert_eq!(ids(&new).difference(&ids(&old)).copied().collect::<Vec<_>>(), added);
    for field in ["key", "label"] {
        let (before, after) = (clusters(&old, field), clusters(&new, field));
        let kept = before.keys().filter(|name| after.contains_key(*name)).count();
        assert!(kept + 1 >= before.len(), "{field}: {kept} of {}", before.len());
    }
    assert!(clusters(&new, "label").contains_key("power"));
}

#[test]
fn a_graph_built_upon_itself_is_the_same_but_for_the_remark() {
    let here = folder();
    pages(here.path());
    succeeds(here.path(), &["build", "pages", "-o", "old.json", "-q"]);
    succeeds(here.path(), &["build", "pages", "-o", "new.json", "-q", "--previous", "old.json"]);
    let (mut old, mut new) = (read(here.path(), "old.json"), read(here.path(), "new.json"));
    for graph in [&mut old, &mut new] {
        graph["graph"].as_object_mut().unwrap().remove("remarks");
    }
    assert!(old == new);
    assert_eq!(stdout(&run(here.path(), &["diff", "old.json", "new.json"])), "");
}

#[test]
fn equal_graphs_have_no_diff() {
    let here = folder();
    pages(here.path());
    succeeds(here.path(), &["build", "pages", "-o", "old.json", "-q"]);
    let same = run(here.path(), &["diff", "old.json", "old.json"]);
    assert_eq!((same.status.code(), stdout(&same)), (Some(0), String::new()));
    assert!(stderr(&same).contains("no differences"));
}

#[test]
fn equal_graphs_are_told_once() {
    let here = built();
    let output = run(here.path(), &["diff", "graph.json", "graph.json"]);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), "note: no differences\n"));
}

#[test]
fn the_diff_of_a_new_page_lists_its_things_and_nothing_else() {
    let here = folder();
    let pages = pages(here.path());
    succeeds(here.path(), &["build", "pages", "-o", "old.json", "-q"]);
    fs::write(pages.join("whistles.md"), PAGE).unwrap();
    for previous in [&[][..], &["--previous", "old.json"]] {
        let build = [&["build", "pages", "-o", "new.json", "-q"], previous].concat();
        succeeds(here.path(), &build);
        let found = records(here.path(), &["diff", "old.json", "new.json"]);
        let of = |change: &str| -> BTreeSet<&str> {
            let records = found.iter().filter(|record| record["change"] == change);
            records.map(|record| record["id"].as_str().unwrap()).collect()
        };
        let new = [
            "article:tin-whistles-return",
            "edition:20260201",
            "keyword:tin-whistle",
            "signal:tin-whistle-orchestras",
        ];
        assert_eq!(of("new node").into_iter().collect::<Vec<_>>(), new);
        let concern = "concern:strain-on-the-local-power-grid";
        for end in ["edition:20260201", "keyword:energy-demand", "signal:tin-whistle-orchestras", concern] {
            assert!(
                of("new edge").contains(format!("article:tin-whistles-return - {end}").as_str()),
                "{end}: {found:?}"
            );
        }
        let its_own = [&new[..], &[concern, "keyword:energy-demand"]].concat();
        for record in &found {
            let id = record["id"].as_str().unwrap();
            assert!(id.split(" - ").any(|end| its_own.contains(&end)), "{record}");
        }
        assert!(found.len() < 20, "{}", found.len());
    }
    // The same the other way round.
    let found = records(here.path(), &["diff", "new.json", "old.json"]);
    assert!(found.iter().all(|record| !record["change"].as_str().unwrap().starts_with("new")), "{found:?}");
}

#[test]
fn other_options_are_compared_in_full() {
    let here = folder();
    pages(here.path());
    succeeds(here.path(), &["build", "pages", "-o", "old.json", "-q"]);
    succeeds(here.path(), &["build", "pages", "-o", "new.json", "-q", "--duplicates", "off"]);
    let found = records(here.path(), &["diff", "old.json", "new.json"]);
    assert!(found.iter().any(|record| record["change"] == "split"));
    assert!(found.iter().any(|record| record["change"] == "new node"));
}

#[test]
fn stability_is_asked_for_and_told() {
    let here = folder();
    pages(here.path());
    let output = run(here.path(), &["build", "pages", "-o", "graph.json", "--stability"]);
    assert!(stderr(&output).contains("stability of the clusters over 10 runs: 0."), "{}", stderr(&output));
    let graph = read(here.path(), "graph.json");
    let stable = graph["nodes"].as_array().unwrap().iter().filter_map(|node| node["stability"].as_f64());
    let stable: Vec<f64> = stable.collect();
    assert!(stable.len() > 400 && stable.iter().all(|value| (-1.0..=1.0).contains(value)));
    assert!(graph["clusters"][0]["figures"]["stability"].is_number());
    assert!(graph["graph"]["measures"]["stability"].as_str().unwrap().contains("10 runs"));
    succeeds(here.path(), &["build", "pages", "-o", "graph.json", "-q"]);
    assert!(read(here.path(), "graph.json")["clusters"][0]["figures"].get("stability").is_none());
}
