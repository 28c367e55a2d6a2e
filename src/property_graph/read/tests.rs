use proptest::prelude::*;

use super::*;
use crate::export::{self, ExportOptions, MentionForm, sample};
use crate::property_graph::{AbsentRow, MentionRecord, NodeRef};
use crate::shared_text::Text;
use portent_graph::index::{EdgeRow, NodeRow};

fn written(graph: &PropertyGraph) -> String {
    written_as(graph, MentionForm::Columns)
}

fn written_as(graph: &PropertyGraph, form: MentionForm) -> String {
    let mut out = Vec::new();
    let format = export::by_name("json").unwrap();
    let options = ExportOptions::default().with_mention_form(form);
    export::write(graph, format, &options, &mut out).unwrap();
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
        fault(&good.replace("\"version\": 2", "\"version\": 9")),
        "g.json:2:1: graph.json of version 9, and this portent reads versions 1 and 2"
    );
    for (version, hint) in
        [("3", "update portent, or"), ("\"2.0\"", "update portent, or"), ("0", "build it with")]
    {
        let other = good.replace("\"version\": 2", &format!("\"version\": {version}"));
        let refused = from_json(&other, Path::new("g.json")).unwrap_err();
        assert!(refused.to_string().contains(&format!("of version {version}, and")), "{refused}");
        assert!(refused.hint().unwrap().contains(hint), "{refused}");
    }
    assert!(fault(&good.replace("portent-graph", "other")).ends_with("its \"format\" is \"other\""));
    let cut = from_json(&good[..good.len() / 2], Path::new("g.json")).unwrap_err();
    assert_eq!(cut.hint().unwrap(), "the file is cut short; build it again");
    assert!(fault("[1, 2]").starts_with("g.json:1:"));
}

/// The graph with an object a mention.
fn of_version_1(graph: &PropertyGraph) -> String {
    written_as(graph, MentionForm::Objects)
}

/// Mentions of all forms: of nodes that the file lacks, what the node says, what it does not say, nothing.
fn mixed() -> PropertyGraph {
    let mut graph = sample::small();
    let told = Values::Text(vec![None, Some("drips".into())]);
    graph.nodes.push_column(Column::new("description", told.clone()));
    graph.nodes.push_column(Column::new("change", told));
    let change =
        |text: &str| [("change".into(), text.into()), ("cost".into(), "none".into())].into_iter().collect();
    let plain = MentionRecord { name: "S".into(), ..sample::mention_of(NodeRow::new(1)) };
    let first = NodeRef::Absent(AbsentRow::new(0));
    let records = vec![
        MentionRecord { description: Some("drips".into()), attributes: change("drips"), ..plain.clone() },
        plain.clone(),
        MentionRecord { description: Some(String::new().into()), attributes: change(""), ..plain.clone() },
        MentionRecord { article: first, date: Some(jiff::civil::date(2026, 1, 1)), ..plain.clone() },
        MentionRecord { copy_of: Some(first), repeats: Some(NodeRow::new(0).into()), ..plain.clone() },
        MentionRecord { repeats: Some(NodeRef::Absent(AbsentRow::new(1))), certainty: 0.25, ..plain.clone() },
        MentionRecord { entity: NodeRef::Absent(AbsentRow::new(2)), relevancy: Some(2.5), ..plain.clone() },
        MentionRecord { path: "b.md".into(), category: Some("sea".into()), line: 7, ..plain },
    ];
    graph.mentions = MentionTable::new(records, vec!["article:x".into(), "b:y".into(), "c:z".into()].into());
    graph
}

#[test]
fn both_versions_of_a_file_are_the_same_graph() {
    for graph in [PropertyGraph::default(), sample::small(), sample::hostile(), mixed()] {
        assert_eq!(from_json(&of_version_1(&graph), Path::new("g.json")).unwrap(), graph);
        assert_eq!(from_json(&written(&graph), Path::new("g.json")).unwrap(), graph);
    }
}

/// What the file says of `mixed`, by hand.
#[test]
fn mentions_are_written_to_the_byte() {
    let expected = r#""mentions": {
"absent": [
"article:x",
"b:y",
"c:z"],
"articles": {
"id": [
"article:a",
"article:x",
"article:a",
"article:a"],
"path": [
"a.md",
"a.md",
"a.md",
"b.md"],
"copy_of": [
null,
null,
"article:x",
null],
"date": [
null,"2026-01-01",null,null],
"category": [
null,null,null,"sea"]
},
"rows": {
"article": [
0,0,0,1,2,0,0,3],
"line": [
1,1,1,1,1,1,1,7],
"kind": [
0,0,0,0,0,0,0,0],
"entity": [
1,1,1,1,1,1,4,1],
"name": [
null,null,null,null,null,null,
"S",null],
"description": [
null,false,
"",false,false,false,null,false],
"relevancy": [
null,null,null,null,null,null,2.5,null],
"attributes": [
{"change":null,"cost":"none"},null,{"change":"","cost":"none"},null,null,null,null,null],
"certainty": [
null,null,null,null,null,0.25,null,null],
"repeats": [
null,null,null,null,0,3,null,null]
}
},
"#;
    let text = written(&mixed());
    assert!(text.contains(expected), "{text}");
}

/// What is said of the file of `mixed` with one value replaced, or taken out for `None`; and where: the line of the value, if every
/// value has one of its own.
fn refused(at: &[&str], value: Option<serde_json::Value>) -> (String, usize) {
    let edited = |value: Option<serde_json::Value>| {
        let mut file: serde_json::Value = serde_json::from_str(&written(&mixed())).unwrap();
        let (last, path) = at.split_last().unwrap();
        let parent = path.iter().fold(&mut file["mentions"], |value, key| &mut value[*key]);
        match (value, last.parse::<usize>()) {
            (Some(value), Ok(row)) => parent[row] = value,
            (Some(value), Err(_)) => parent[*last] = value,
            (None, Ok(row)) => drop(parent.as_array_mut().unwrap().remove(row)),
            (None, Err(_)) => drop(parent.as_object_mut().unwrap().remove(*last)),
        }
        serde_json::to_string_pretty(&file).unwrap()
    };
    let marked = edited(Some("here".into()));
    let line = marked.lines().position(|line| line.contains("\"here\"")).unwrap() + 1;
    let refused = from_json(&edited(value), Path::new("g.json")).unwrap_err();
    assert_eq!(refused.hint().unwrap(), "build the graph again with this version");
    (refused.to_string(), line)
}

// T30: numbers of columns that others wrote.
#[test]
fn mentions_that_break_a_rule_are_said_with_the_place() {
    let no_node = "is no text, and no node tells what it is";
    let kinds = format!("is 99, and the file has {} kinds", sample::small().header.schema.kinds.len());
    let cases = [
        ("rows article 3", 4.into(), "is 4, and there are 4 articles"),
        ("rows kind 2", 99.into(), kinds.as_str()),
        ("rows entity 0", 5.into(), "is 5, and the file names 5 nodes"),
        ("rows repeats 4", 9.into(), "is 9, and the file names 5 nodes"),
        ("rows name 6", serde_json::Value::Null, no_node),
        ("rows name 0", false.into(), no_node),
        (
            "rows attributes 0",
            serde_json::json!({"cost": null}),
            "has no text as \"cost\", and no node tells what",
        ),
        ("articles date 1", "0000-01-01".into(), "is 0000-01-01, which no format can write"),
    ];
    for (at, value, says) in cases {
        let [table, name, row]: [&str; 3] = at.split(' ').collect::<Vec<_>>().try_into().unwrap();
        let (told, line) = refused(&[table, name, row], Some(value));
        let expected = format!("{name:?} of row {row} in {table:?} of \"mentions\" {says}");
        assert!(told.contains(&expected), "{told}: {expected}");
        assert!(told.starts_with(&format!("g.json:{line}:")), "{told} is not of line {line}");
    }
}

// T30: columns of different lengths.
#[test]
fn columns_of_different_lengths_are_said_with_the_place() {
    let rows =
        ["line", "kind", "entity", "name", "description", "relevancy", "attributes", "certainty", "repeats"];
    let articles = ["path", "copy_of", "date", "category"];
    let of = |table: &'static str, first, count, names: &[&'static str]| {
        names.iter().map(move |name| (table, first, count, *name)).collect::<Vec<_>>()
    };
    for (table, first, count, name) in
        [of("rows", "article", 8, &rows), of("articles", "id", 4, &articles)].concat()
    {
        let (told, _) = refused(&[table, name, "1"], None);
        let (_, line) = refused(&[table, name], Some(serde_json::json!([])));
        let says =
            format!("in {table:?} of \"mentions\" has {} values, and {first:?} has {count}", count - 1);
        assert!(told.contains(&format!("{name:?} {says}")), "{told}");
        assert!(told.starts_with(&format!("g.json:{line}:")), "{told} is not of line {line}");
    }
}

#[test]
fn values_of_mentions_that_are_of_no_right_type_are_refused() {
    let number = ["rows line 0", "rows kind 0", "rows entity 0", "rows article 0", "rows repeats 0"];
    for at in number {
        for value in [serde_json::json!(-1), "x".into(), 1.5.into(), 1e300.into()] {
            let (told, _) = refused(&at.split(' ').collect::<Vec<_>>(), Some(value));
            assert!(told.contains("invalid"), "{told}");
        }
    }
    for (at, says) in [
        ("rows name 0", "expected a text, null or false"),
        ("rows description 0", "expected a text, null or false"),
        ("rows certainty 0", "expected f64"),
        ("rows attributes 0", "expected a map"),
        ("articles path 0", "expected a string"),
        ("articles date 0", "invalid type"),
        ("absent 0", "expected a string"),
    ] {
        let (told, _) = refused(&at.split(' ').collect::<Vec<_>>(), Some(true.into()));
        assert!(told.contains(says), "{told}");
    }
    for (at, says) in [("rows line", "missing field `line`"), ("articles id", "missing field `id`")] {
        let (told, _) = refused(&at.split(' ').collect::<Vec<_>>(), None);
        assert!(told.contains(says), "{told}");
    }
    let (told, _) = refused(&["rows"], Some(serde_json::json!([1])));
    assert!(told.contains("invalid"), "{told}");
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
        said in any::<Vec<[Option<String>; 4]>>(),
    ) {
        let mut graph = sample::small();
        graph.nodes[NodeRow::new(0)].label = label.into();
        graph.edges[EdgeRow::new(0)].weight = weight;
        graph.nodes.push_column(Column::new("description", Values::Text(vec![description.map(Into::into), None])));
        graph.nodes.push_column(Column::new("pagerank", Values::Real(vec![None, Some(score)])));
        graph.mentions = said.into_iter().map(|[name, description, change, path]| MentionRecord {
            name: name.unwrap_or_else(|| graph.nodes[NodeRow::new(1)].label.to_string()).into(),
            description: description.map(Text::from),
            attributes: change.map(|text| (Text::from("change"), Text::from(text))).into_iter().collect(),
            path: path.unwrap_or_default().into(),
            ..sample::mention_of(NodeRow::new(1))
        }).collect();
        prop_assert_eq!(&from_json(&of_version_1(&graph), Path::new("g.json")).unwrap(), &graph);
        prop_assert_eq!(from_json(&written(&graph), Path::new("g.json")).unwrap(), graph);
    }

    // T30: graph.json.
    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>(), cut in 0_usize..6_000) {
        let _ = from_json(&text, Path::new("g.json"));
        for good in [written(&mixed()), of_version_1(&mixed())] {
            let mut bytes = good.into_bytes();
            let at = cut % bytes.len();
            bytes[at] = b'0';
            if let Ok(text) = String::from_utf8(bytes) {
                let _ = from_json(&text, Path::new("g.json"));
            }
        }
    }
}
