//! Every shape that graph.json has had since 0.1 is read as the release that wrote it meant it: the same nodes, edges, mentions and
//! cards, and answers that follow from the file. `fixtures/graph-versions/README.md` says where each comes from.

use std::fs;
use std::path::{Path, PathBuf};

use portent::export::{self, ExportOptions, MentionForm};
use portent::property_graph::PropertyGraph;
use portent::property_graph::find::find;
use portent::property_graph::load;
use portent::property_graph::read::{COLUMNS, OBJECTS, from_json};
use portent::query::{self, ShowOptions, TopOptions};
use serde_json::Value;

use crate::support::mentions::mentions;
use crate::support::{files_below, root};

/// What every file speaks of.
const KNOWN: &str = "Local Power Grid Strain";

fn folder() -> PathBuf {
    root().join("fixtures/graph-versions")
}

/// Each file with what it says and the graph that is read from it.
fn each(test: impl Fn(&str, &Value, &PropertyGraph)) {
    let files = files_below(&folder());
    let files = files.iter().filter(|path| path.extension().is_some_and(|suffix| suffix == "json"));
    let mut seen = 0;
    for path in files {
        let name = path.file_name().unwrap().to_str().unwrap();
        let said = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        test(name, &said, &load(path).unwrap_or_else(|error| panic!("{name}: {error}")));
        seen += 1;
    }
    assert!(seen >= 9, "{seen} files");
}

/// The graph as this release writes it.
fn written(graph: &PropertyGraph, form: MentionForm) -> Value {
    let mut out = Vec::new();
    let format = export::by_name("json").unwrap();
    let options = ExportOptions::default().with_mention_form(form);
    export::write(graph, format, &options, &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

/// Every file in every form.
fn each_form(test: impl Fn(&str, &Value, &PropertyGraph, MentionForm)) {
    for form in [MentionForm::Objects, MentionForm::Columns] {
        each(|name, said, graph| test(name, said, graph, form));
    }
}

fn rows<'a>(said: &'a Value, table: &str) -> &'a [Value] {
    said[table].as_array().unwrap()
}

/// Whether all that `old` says is in `new`, which may say more.
fn holds(new: &Value, old: &Value) -> bool {
    match (new, old) {
        (Value::Object(new), Value::Object(old)) => {
            old.iter().all(|(key, value)| new.get(key).is_some_and(|new| holds(new, value)))
        }
        _ => new == old,
    }
}

#[test]
fn nothing_of_an_older_file_is_lost() {
    each_form(|name, said, graph, form| {
        let now = written(graph, form);
        assert!(holds(&now["graph"], &said["graph"]), "{name}: the header");
        for table in ["nodes", "edges", "clusters", "mentions", "diagnostics"] {
            let [new, old] = [&now, said].map(|file| match table {
                "mentions" => mentions(file),
                _ => rows(file, table).to_vec(),
            });
            assert_eq!(new.len(), old.len(), "{name}: {table}");
            for (new, old) in new.iter().zip(&old) {
                let mut old = old.clone();
                if table == "edges" {
                    old["id"] = new["id"].clone(); // edges are numbered by row
                }
                assert!(holds(new, &old), "{name}: {table}: {old} is {new}");
            }
        }
    });
}

#[test]
fn what_an_older_file_does_not_tell_follows_from_what_it_holds() {
    each(|name, said, graph| {
        let is_entity = |node: &&Value| !["article", "edition"].contains(&node["kind"].as_str().unwrap());
        let held = rows(said, "nodes").iter().filter(is_entity).count() as u64;
        let told = said["graph"]["entities"].as_u64();
        assert_eq!(graph.header.entities, told.unwrap_or(held), "{name}");
    });
}

#[test]
fn what_this_version_writes_of_an_older_file_is_the_same_graph() {
    each_form(|name, _, graph, form| {
        let now = serde_json::to_string(&written(graph, form)).unwrap();
        assert!(from_json(&now, Path::new("now.json")).unwrap() == *graph, "{name}");
    });
}

/// `top` by hand: connections, articles, editions and degree, all falling.
#[test]
fn the_foremost_follow_from_the_file() {
    each(|name, said, graph| {
        let number = |node: &Value, key: &str| node[key].as_i64().unwrap_or(0);
        let rank = |node: &Value| {
            ["connections", "articles", "editions", "degree"].map(|key| std::cmp::Reverse(number(node, key)))
        };
        let mut concerns: Vec<&Value> =
            rows(said, "nodes").iter().filter(|node| node["kind"] == "concern").collect();
        concerns.sort_by_key(|node| (rank(node), node["label"].as_str()));
        let options = TopOptions::default().with_kinds(vec!["concern".into()]);
        let answer = query::top(graph, &options).unwrap().records();
        let answered: Vec<&Value> = answer.as_array().unwrap().iter().map(|row| &row["id"]).collect();
        assert_eq!(answered, concerns.iter().map(|node| &node["id"]).collect::<Vec<_>>(), "{name}");
        assert!(concerns.iter().any(|node| node["label"] == KNOWN), "{name}");
    });
}

#[test]
fn what_is_shown_of_an_entity_follows_from_the_file() {
    each(|name, said, graph| {
        let row = find(graph, KNOWN).unwrap_or_else(|error| panic!("{name}: {error}"));
        let id = graph.nodes[row].id.as_str();
        let shown = &query::show(graph, row, &ShowOptions::default().with_limit(100)).records()[0];
        let node = rows(said, "nodes").iter().find(|node| node["id"] == id).unwrap();
        for key in ["id", "label", "kind", "description", "articles", "connections", "first_seen", "pagerank"]
        {
            assert_eq!(shown[key], node[key], "{name}: {key}");
        }
        let places: Vec<String> = mentions(said)
            .iter()
            .filter(|mention| mention["entity"] == id)
            .map(|mention| format!("{}:{}", mention["path"].as_str().unwrap(), mention["line"]))
            .collect();
        let shown_places: Vec<&str> = shown["mentioned_in"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["where"].as_str().unwrap())
            .collect();
        assert_eq!(shown_places, places, "{name}");
        let joined = rows(said, "edges").iter().filter(|edge| edge["source"] == id || edge["target"] == id);
        assert_eq!(shown["neighbors"].as_array().unwrap().len(), joined.count(), "{name}");
    });
}

#[test]
fn the_readme_tells_where_every_file_comes_from() {
    let readme = fs::read_to_string(folder().join("README.md")).unwrap();
    each(|name, _, _| assert!(readme.contains(&format!("| {name} | ")), "{name}"));
}

#[test]
fn a_file_of_a_version_to_come_is_refused_with_what_to_do() {
    let text = fs::read_to_string(root().join("exports/graph.json")).unwrap();
    let next = text.replace(&format!("\"version\": {OBJECTS},"), &format!("\"version\": {},", COLUMNS + 1));
    let error = from_json(&next, Path::new("next.json")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "next.json:2:1: graph.json of version 3, and this portent reads versions 1 and 2"
    );
    assert_eq!(error.hint().unwrap(), "update portent, or build the graph again with this one");
}
