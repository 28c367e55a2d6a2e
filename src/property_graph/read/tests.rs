use proptest::prelude::*;

use super::*;
use crate::export::{self, ExportOptions, sample};
use portent_graph::index::{EdgeRow, NodeRow};

fn written(graph: &PropertyGraph) -> String {
    let mut out = Vec::new();
    let format = export::by_name("json").unwrap();
    export::write(graph, format, &ExportOptions::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn fault(text: &str) -> String {
    from_json(text, Path::new("g.json")).unwrap_err().to_string()
}

#[test]
fn what_was_written_reads_back_equal() {
    for graph in [PropertyGraph::default(), sample::small(), sample::hostile(), sample::synthetic(500, 900)] {
        assert_eq!(from_json(&written(&graph), Path::new("g.json")).unwrap(), graph);
    }
}

#[test]
fn sorted_keys_and_pretty_printing_change_nothing() {
    let graph = sample::hostile();
    let value: serde_json::Value = serde_json::from_str(&written(&graph)).unwrap();
    let text = serde_json::to_string_pretty(&value).unwrap();
    assert_eq!(from_json(&text, Path::new("g.json")).unwrap(), graph);
}

// T4, T21: a graph that others wrote.
#[test]
fn broken_rules_are_said_with_the_place() {
    let good = written(&sample::small());
    let line = |needle: &str| good.lines().position(|line| line.contains(needle)).unwrap() + 1;
    let swapped = |from: &str, to: &str| fault(&good.replace(from, to));
    assert_eq!(
        swapped("\"target\":\"signal:s\"", "\"target\":\"signal:t\""),
        format!("g.json:{}:42: target \"signal:t\" of an edge is no node", line("\"e0\""))
    );
    assert!(
        swapped("\"id\":\"signal:s\"", "\"id\":\"article:a\"")
            .contains("two nodes have the id \"article:a\"")
    );
    assert!(swapped("\"weight\":2.0", "\"weight\":0").contains("weight 0 of an edge is not > 0"));
    assert!(
        swapped("\"target\":\"signal:s\"", "\"target\":\"article:a\"").contains("joins article:a to itself")
    );
    assert!(swapped("\"kind\":\"signal\",", "\"kind\":\"omen\",").contains("kind \"omen\" is not among"));
    assert!(
        swapped("\"relation\":\"mentions\"", "\"relation\":\"likes\"").contains("unknown relation \"likes\"")
    );
    assert!(
        swapped("\"mentions\":2}", "\"mentions\":\"2\"}").contains("column \"mentions\" has the wrong type")
    );
    assert!(swapped("\"label\":\"S\",", "").contains("signal:s has no text as \"label\""));
    assert!(swapped("\"weight\":2.0", "\"weight\":1e300").contains("of an edge is too heavy"));
    assert!(swapped("\"weight\":2.0", "\"weight\":1e-320").contains("of an edge is too light"));
    for (from, to, says) in [
        ("\"size\":", "\"size\":-", "cannot be drawn"),
        ("\"x\":", "\"x\":1e301,\"was\":", "cannot be drawn"),
        ("\"color\":", "\"no \\\"name\":1,\"color\":", "a name that not every format can write"),
        ("\"color\":", "\"URL\":\"javascript:alert(1)\",\"color\":", "column \"URL\" has a name"),
    ] {
        let told = swapped(from, to);
        assert!(told.contains(says), "{to}: {told}");
    }
    for twice in ["aliases", "id"] {
        let listed = swapped("{\"name\":\"mentions\",", &format!("{{\"name\":\"{twice}\","));
        assert!(listed.contains(&format!("column {twice:?} is listed twice")), "{listed}");
    }
    assert!(swapped("#e69f00", "#e69f0").contains("color \"#e69f0\" is not of the form #rrggbb"));
}

#[test]
fn other_files_and_versions_are_told_apart() {
    let good = written(&sample::small());
    assert_eq!(fault("{\"nodes\": []}"), "g.json:1:1: not a graph.json of portent: it has no \"format\"");
    assert_eq!(
        fault(&good.replace("\"version\": 1", "\"version\": 9")),
        "g.json:2:1: graph.json of version 9, and this portent reads version 1"
    );
    for (version, hint) in
        [("2", "update portent, or"), ("\"2.0\"", "update portent, or"), ("0", "build it with")]
    {
        let other = good.replace("\"version\": 1", &format!("\"version\": {version}"));
        let refused = from_json(&other, Path::new("g.json")).unwrap_err();
        assert!(refused.to_string().contains(&format!("of version {version}, and")), "{refused}");
        assert!(refused.hint().unwrap().contains(hint), "{refused}");
    }
    assert!(fault(&good.replace("portent-graph", "other")).ends_with("its \"format\" is \"other\""));
    let cut = from_json(&good[..good.len() / 2], Path::new("g.json")).unwrap_err();
    assert_eq!(cut.hint().unwrap(), "the file is cut short; build it again");
    assert!(fault("[1, 2]").starts_with("g.json:1:"));
}

#[test]
fn columns_in_characters_count_from_one() {
    assert_eq!(position("ab\ncé𝄞x", "ab\ncé𝄞".len()), (2, 4));
}

proptest! {
    #[test]
    fn any_text_and_number_reads_back_equal(
        label in any::<String>(),
        description in proptest::option::of(any::<String>()),
        weight in 1e-300_f64..1e30,
        score in proptest::num::f64::NORMAL | proptest::num::f64::ZERO,
    ) {
        let mut graph = sample::small();
        graph.nodes[NodeRow::new(0)].label = label.into();
        graph.edges[EdgeRow::new(0)].weight = weight;
        graph.nodes.push_column(Column::new("description", Values::Text(vec![description, None])));
        graph.nodes.push_column(Column::new("pagerank", Values::Real(vec![None, Some(score)])));
        prop_assert_eq!(from_json(&written(&graph), Path::new("g.json")).unwrap(), graph);
    }

    // T30: graph.json.
    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>(), cut in 0_usize..2_000) {
        let _ = from_json(&text, Path::new("g.json"));
        let good = written(&sample::small());
        let mut bytes = good.into_bytes();
        let at = cut % bytes.len();
        bytes[at] = b'0';
        if let Ok(text) = String::from_utf8(bytes) {
            let _ = from_json(&text, Path::new("g.json"));
        }
    }
}
